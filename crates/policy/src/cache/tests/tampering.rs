//! The table of tampering: what somebody does to a file, a delivery or a clock, and the state or refusal that it ends in. Nothing here
//! panics, a bad delivery leaves the good policy standing, and one refresh mends a bad file.

use super::states::Home;
use crate::cache::*;
use crate::claims::{DAY, PolicyClaims};
use crate::decide::State;
use crate::issue::PolicySigner;
use crate::test_fixture::{self, OS_ID, T};
use crate::time::{Boot, Clock};
use crate::verify::Refusal;
use std::fs;

/// A policy of Ana's with some of it changed, signed well.
fn signed(change: impl FnOnce(&mut PolicyClaims)) -> Vec<u8> {
    let mut claims = test_fixture::claims();
    change(&mut claims);
    test_fixture::signer().sign(&claims).unwrap().into_bytes()
}

fn dated(claims: &mut PolicyClaims, later: i64) {
    for date in [&mut claims.iat, &mut claims.nbf, &mut claims.exp, &mut claims.refresh_after] {
        *date += later;
    }
}

/// The parts of a policy's bytes: header, payload, signature.
fn parts(policy: &[u8]) -> [std::ops::Range<usize>; 3] {
    let dots: Vec<usize> = policy.iter().enumerate().filter(|(_, byte)| **byte == b'.').map(|(at, _)| at).collect();
    [0..dots[0], dots[0] + 1..dots[1], dots[1] + 1..policy.len()]
}

/// One byte in the middle of that part, replaced.
fn with_byte(part: usize, byte: u8) -> Vec<u8> {
    let mut policy = test_fixture::policy(10, 0).into_bytes();
    let range = parts(&policy)[part].clone();
    let at = range.start + range.len() / 2;
    policy[at] = if policy[at] == byte { byte ^ 1 } else { byte };
    policy
}

/// Security check 28: No change of a policy makes a right, or keeps one.
#[test]
fn each_class_of_bytes_in_each_part_of_the_policy_has_its_state() {
    // In the header a changed byte may hit the algorithm, the type or the key; none of them is ever believed.
    for part in 0..3 {
        for byte in [b'A', b'z', b'0', b'-', b'_', b'=', b'+', b'/', b' ', b'\n', b'.', b'"', b'{', 0, 0x7f, 0x80, 0xff] {
            let home = Home::new();
            home.store(&test_fixture::policy(10, 0)).unwrap();
            let bad = with_byte(part, byte);
            let refused =
                home.cache.store(&test_fixture::root(), &test_fixture::expected(), &delivered(&bad), &Clock::wall(T)).unwrap_err();
            assert_eq!(refused.code(), "signature_invalid", "part {part}, byte {byte:#x}");
            assert_eq!(home.version(), Some(10), "the good policy stands");
            fs::write(home.file(POLICY), &bad).unwrap();
            let reading = home.read(T + 60);
            // A header that is still one may name a key that nobody knows.
            let fitting = if part == 0 { [State::Corrupt, State::UnknownKey] } else { [State::Corrupt; 2] };
            assert!(fitting.contains(&reading.state), "part {part}, byte {byte:#x}: {:?}", reading.state);
            assert!(!reading.decide("bridge-modeler", None).may_run && reading.policy.is_none());
            assert_eq!(home.store(&test_fixture::policy(10, 0)).unwrap().reading.state, State::Valid, "one refresh mends it");
        }
    }
}

fn delivered(policy: &[u8]) -> Received<'_> {
    Received { policy, keyset: None, etag: None, server_time: None }
}

#[test]
fn a_bad_delivery_is_refused_by_name_and_the_good_policy_stands() {
    let unknown = PolicySigner::from_seed("key-9", &[9; 32]).sign(&test_fixture::numbered(test_fixture::claims(), 11)).unwrap();
    let revoked = test_fixture::revoked().sign(&test_fixture::numbered(test_fixture::claims(), 11)).unwrap();
    let stranger = PolicySigner::from_seed("key-1", &[9; 32]).sign(&test_fixture::numbered(test_fixture::claims(), 11)).unwrap();
    let tom = test_fixture::signer().sign(&test_fixture::numbered(test_fixture::claims_for("tom-becker"), 11)).unwrap();
    let table: Vec<(&str, Vec<u8>, Refusal, &str)> = vec![
        ("older version, newer date", signed(|it| (it.version = 9, dated(it, 500)).0), Refusal::RolledBack, "rolled_back"),
        ("newer version, older date", signed(|it| (it.version = 11, dated(it, -500)).0), Refusal::RolledBack, "rolled_back"),
        (
            "older epoch, newer everything",
            signed(|it| ((it.epoch, it.version) = (0, 99), dated(it, 500)).0),
            Refusal::RolledBack,
            "rolled_back",
        ),
        ("a backup without a new epoch", signed(|it| (it.version = 4, dated(it, -DAY)).0), Refusal::RolledBack, "rolled_back"),
        (
            "same triple, more rights",
            signed(|it| it.entitlements[1].verdict = crate::claims::Verdict::Allowed),
            Refusal::Equivocation,
            "rolled_back",
        ),
        ("same triple, other end", signed(|it| it.exp -= 1), Refusal::Equivocation, "rolled_back"),
        ("another person", tom.into_bytes(), Refusal::WrongSubject, "signature_invalid"),
        (
            "another machine",
            signed(|it| (it.version, it.machine.id) = (11, "elsewhere".into())),
            Refusal::WrongMachine,
            "signature_invalid",
        ),
        ("another operator", signed(|it| (it.version, it.iss) = (11, "other".into())), Refusal::WrongIssuer, "signature_invalid"),
        ("for another service", signed(|it| (it.version, it.aud) = (11, "other".into())), Refusal::WrongAudience, "signature_invalid"),
        ("an unknown key", unknown.into_bytes(), Refusal::UnknownKey, "signature_invalid"),
        ("a revoked key", revoked.into_bytes(), Refusal::RevokedKey, "signature_invalid"),
        ("a stranger under a good key's name", stranger.into_bytes(), Refusal::Signature, "signature_invalid"),
        ("a proxy's page", b"<html>sign in</html>".to_vec(), Refusal::Malformed, "signature_invalid"),
        ("nothing", Vec::new(), Refusal::Malformed, "signature_invalid"),
        ("far too much", vec![b'.'; (1 << 20) + 1], Refusal::TooLarge, "signature_invalid"),
    ];
    for (what, bad, refusal, code) in table {
        let home = Home::new();
        home.store(&test_fixture::policy(10, 0)).unwrap();
        let before = fs::read(home.file(STATE)).unwrap();
        let refused =
            home.cache.store(&test_fixture::root(), &test_fixture::expected(), &delivered(&bad), &Clock::wall(T + 60)).unwrap_err();
        assert!(matches!(refused, StoreError::Refused(it) if it == refusal), "{what}: {refused:?}");
        assert_eq!(refused.code(), code, "{what}");
        assert_eq!(fs::read(home.file(STATE)).unwrap(), before, "{what}: no mark moves");
        assert_eq!((home.version(), home.read(T + 60).state), (Some(10), State::Valid), "{what}: the good policy stands");
    }
}

#[test]
fn the_same_document_put_in_the_place_of_the_file_has_its_state() {
    let tom = test_fixture::signer().sign(&test_fixture::claims_for("tom-becker")).unwrap().into_bytes();
    let table: Vec<(&str, Vec<u8>, State)> = vec![
        ("older version, newer date", signed(|it| (it.version = 9, dated(it, 500)).0), State::RolledBack),
        ("same triple, more rights", signed(|it| it.entitlements[1].verdict = crate::claims::Verdict::Allowed), State::RolledBack),
        ("another person", tom, State::WrongMachine),
        ("another machine", signed(|it| it.machine.id = "elsewhere".into()), State::WrongMachine),
        ("the key set", test_fixture::keyset_bytes(1).into_bytes(), State::Corrupt),
        ("a renamed machine", signed(|it| it.machine.name = "new-name".into()), State::Valid),
        ("a newer one, by hand", signed(|it| (it.version = 11, dated(it, 10)).0), State::Valid),
    ];
    for (what, document, state) in table {
        let home = Home::new();
        home.store(&test_fixture::policy(10, 0)).unwrap();
        fs::write(home.file(POLICY), document).unwrap();
        let reading = home.read(T + 60);
        assert_eq!(reading.state, state, "{what}");
        assert_eq!(reading.decide("bridge-modeler", None).may_run, state == State::Valid, "{what}");
        assert!(!reading.decide("rail-designer", None).may_run, "{what}");
    }
}

#[test]
fn a_state_file_with_other_contents_has_its_state() {
    type Change = fn(&mut serde_json::Value);
    let table: [(&str, Change, State); 14] = [
        ("another format", |it| it["format"] = 2.into(), State::Corrupt),
        ("a list", |it| *it = serde_json::json!([]), State::Corrupt),
        ("marks that are no marks", |it| it["marks"] = "none".into(), State::Corrupt),
        ("another person", |it| it["expected"]["subject"] = "tom-becker".into(), State::WrongMachine),
        ("another machine", |it| it["expected"]["machine"] = "elsewhere".into(), State::WrongMachine),
        ("another operator", |it| it["expected"]["issuer"] = "other".into(), State::Corrupt),
        ("nobody", |it| it["expected"] = serde_json::Value::Null, State::WrongMachine),
        ("a higher version", |it| it["marks"][0]["marks"]["version"] = 11.into(), State::RolledBack),
        ("a higher epoch", |it| it["marks"][0]["marks"]["epoch"] = 2.into(), State::RolledBack),
        ("another statement", |it| it["marks"][0]["marks"]["statement"] = "other".into(), State::RolledBack),
        ("a higher key set", |it| it["keysetVersion"] = 2.into(), State::RolledBack),
        ("a date of issue to come", |it| it["soft"]["signedTime"] = (T + 90 * DAY).into(), State::ClockSuspect),
        // What is only told counts for nothing.
        ("a contact to come", |it| it["soft"]["contact"] = (T + 90 * DAY).into(), State::Valid),
        // Lower marks are what an unsigned file cannot prevent: they let nothing in but what the service signed for this person here.
        ("no marks at all", |it| it["marks"] = serde_json::json!([]), State::Valid),
    ];
    for (what, change, state) in table {
        let home = Home::new();
        home.store(&test_fixture::policy(10, 0)).unwrap();
        let mut json = serde_json::from_slice(&fs::read(home.file(STATE)).unwrap()).unwrap();
        change(&mut json);
        fs::write(home.file(STATE), json.to_string()).unwrap();
        let reading = home.read(T + 60);
        assert_eq!(reading.state, state, "{what}");
        assert_eq!(reading.decide("bridge-modeler", None).may_run, state == State::Valid, "{what}");
        assert!(!reading.decide("rail-designer", None).may_run, "{what}");
    }
}

#[test]
fn a_restored_backup_needs_a_higher_epoch() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let backup = |epoch: u64, version: u64| signed(|it| ((it.epoch, it.version) = (epoch, version), dated(it, -3 * DAY)).0);
    let take = |policy: &[u8]| home.cache.store(&test_fixture::root(), &test_fixture::expected(), &delivered(policy), &Clock::wall(T + 60));
    assert_eq!(take(&backup(1, 4)).unwrap_err().code(), "rolled_back");
    assert_eq!(home.version(), Some(10));
    assert_eq!(take(&backup(2, 4)).unwrap().reading.state, State::RefreshDue, "three days old, and in force");
    assert_eq!(home.version(), Some(4));
    // The hard mark of time fell with the epoch: the clock is judged by what stands now.
    assert_eq!(home.read(T - 3 * DAY).state, State::Valid);
    assert_eq!(take(test_fixture::policy(11, 60).as_bytes()).unwrap_err().code(), "rolled_back", "the old epoch is over");
}

#[test]
fn a_machine_that_copies_or_renames_is_told_apart() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let at = |id: Option<&str>| home.cache.read(&test_fixture::root(), &Clock::wall(T + 60), id).state;
    assert_eq!(at(Some(OS_ID)), State::Valid);
    assert_eq!(at(Some(&format!(" {OS_ID}\n"))), State::Valid, "white space around the system's id is none of it");
    assert_eq!(at(Some("the folder was copied here")), State::WrongMachine);
    assert_eq!(at(None), State::Valid, "without an id of its own it goes by what is written down");
}

/// Security check 21: A clock that is wound back makes no right longer.
/// Judged with the boot clock as well: `(wall, boot id, elapsed)` after a contact at [`T`] with boot `a` at 1,000 s.
#[test]
fn each_clock_ends_in_its_state() {
    let hours = 3600;
    let year = 365 * DAY;
    type Row = (&'static str, i64, Option<(&'static str, i64)>, State);
    let table: [Row; 18] = [
        ("right", 60, Some(("a", 1060)), State::Valid),
        ("ten minutes back", -600, Some(("a", 1060)), State::Valid),
        ("ten minutes ahead", 600, Some(("a", 1060)), State::Valid),
        ("a day back, to the second", -DAY, None, State::Valid),
        ("a second more", -DAY - 1, None, State::ClockSuspect),
        ("a day back, by the boot clock", -DAY, Some(("a", 1060)), State::ClockSuspect),
        ("a day ahead", DAY, Some(("a", 1060)), State::RefreshDue),
        ("a year back", -year, Some(("a", 1060)), State::ClockSuspect),
        ("a year ahead: long expired", year, Some(("a", 1060)), State::NoPolicy),
        ("eight days ahead", 8 * DAY, Some(("a", 1060)), State::Expired),
        ("1970", -T, None, State::ClockSuspect),
        ("suspended for 13 hours, both clocks went on", 13 * hours, Some(("a", 1000 + 13 * hours)), State::RefreshDue),
        ("suspended for 13 hours, the wall clock put back to before", 60, Some(("a", 1000 + 13 * hours)), State::RefreshDue),
        ("suspended for 9 days, the wall clock put back a little", 8 * DAY + hours, Some(("a", 1000 + 9 * DAY)), State::Expired),
        ("suspended for 9 days, the wall clock put back a lot", 60, Some(("a", 1000 + 9 * DAY)), State::ClockSuspect),
        ("restarted", 600, Some(("b", 30)), State::Valid),
        ("restarted and run for 13 hours, the wall clock put back", 60, Some(("b", 13 * hours)), State::RefreshDue),
        ("restarted and run for 3 days, the wall clock put back", 60, Some(("b", 3 * DAY)), State::ClockSuspect),
    ];
    for (what, later, boot, state) in table {
        let home = Home::new();
        let clock =
            |wall: i64, boot: Option<(&str, i64)>| Clock { wall, boot: boot.map(|(id, elapsed)| Boot { id: Some(id.into()), elapsed }) };
        let (policy, keyset) = (test_fixture::policy(10, 0), test_fixture::keyset_bytes(1));
        let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: Some(T) };
        let take = |clock: &Clock| home.cache.store(&test_fixture::root(), &test_fixture::expected(), &received, clock).unwrap();
        take(&clock(T, Some(("a", 1000))));
        let now = clock(T + later, boot);
        let reading = home.cache.read(&test_fixture::root(), &now, Some(OS_ID));
        assert_eq!(reading.state, state, "{what}");
        assert_eq!(reading.decide("bridge-modeler", None).may_run, state.may_run(), "{what}");
        if state == State::ClockSuspect && later > -DAY {
            // What nobody signed neither harms nor cures.
            home.cache.note_contact(Some(T + later), &now).unwrap();
            assert_eq!(home.cache.read(&test_fixture::root(), &now, Some(OS_ID)).state, State::ClockSuspect, "{what}");
            assert_eq!(take(&now).reading.state, State::Valid, "{what}: one refresh with a policy cures it");
        }
    }
}

/// Security check 21: Signed time stands; what was merely noted falls with the next refresh.
#[test]
fn a_signed_mark_of_time_is_hard_and_a_noted_one_is_soft() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 3 * DAY)).unwrap();
    // Signed three days from now: no contact and no note talks it away.
    assert_eq!(home.read(T).state, State::ClockSuspect);
    home.cache.note_contact(Some(T), &Clock::wall(T)).unwrap();
    assert_eq!(home.read(T).state, State::ClockSuspect, "a server's word does not outweigh a signature");
    assert_eq!(home.store(&test_fixture::policy(11, 0)).unwrap_err().code(), "rolled_back");
    // Only a new epoch does.
    let fallen = signed(|it| (it.epoch, it.version) = (2, 1));
    home.cache.store(&test_fixture::root(), &test_fixture::expected(), &delivered(&fallen), &Clock::wall(T)).unwrap();
    assert_eq!(home.read(T).state, State::Valid);
    // Noted by this machine: gone with the next refresh.
    home.cache.note_time(&Clock::wall(T + 3 * DAY)).unwrap();
    assert_eq!(home.read(T).state, State::ClockSuspect);
    home.cache.store(&test_fixture::root(), &test_fixture::expected(), &delivered(&fallen), &Clock::wall(T)).unwrap();
    assert_eq!(home.read(T).state, State::Valid);
}
