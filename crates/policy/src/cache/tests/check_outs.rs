//! Check-outs beside the policy: what counts, what a new policy ends for good, and what stays of it with time. What somebody does to them is
//! in `check_outs_tampering.rs`.

use super::states::{AWAY, BOTH, Home, standing, store};
use crate::cache::*;
use crate::claims::{DAY, PolicyClaims, WINDOW, Withdrawn};
use crate::decide::State;
use crate::test_fixture::{self, OS_ID, T};
use crate::time::{Boot, Clock};
use crate::verify::Refusal;
use std::fs;
use std::time::{Duration, Instant};

/// A policy of version 11 standing by both check-outs, changed, signed.
fn changed(change: impl FnOnce(&mut PolicyClaims)) -> String {
    let mut claims = test_fixture::numbered(test_fixture::standing_by(test_fixture::claims(), &BOTH), 11);
    change(&mut claims);
    test_fixture::signer().sign(&claims).unwrap()
}

#[test]
fn they_count_beside_their_policy_and_no_request_is_due() {
    let home = Home::taken_along();
    assert_eq!(home.away(), BOTH);
    let reading = home.read(AWAY);
    assert_eq!((reading.state, reading.missing_check_outs().len(), reading.check_out_refusal), (State::Expired, 0, None));
    let answer = reading.decide("bridge-modeler", None);
    assert_eq!((answer.state, answer.checked_out_until), (State::Valid, Some(T + 30 * DAY)));
    assert!(!reading.decide("rail-designer", None).may_run, "what the policy denies stays denied");
    // The same, kept again and twice: nothing piles up.
    let documents = [test_fixture::check_out("bridge-modeler", 30), test_fixture::check_out("bridge-modeler", 30)];
    assert_eq!(home.keep(&documents).unwrap().check_outs.len(), 1);
    assert_eq!(home.read(T + 60).missing_check_outs(), ["out-terrain-viewer"]);
}

#[test]
fn a_new_policy_takes_away_what_it_does_not_stand_by() {
    let table: Vec<(&str, String, &[&str])> = vec![
        ("the same two", standing(11, 10, &BOTH), &BOTH),
        ("one returned", standing(11, 10, &["terrain-viewer"]), &["terrain-viewer"]),
        ("both ended", standing(11, 10, &[]), &[]),
        ("locked", changed(|it| it.withdrawn = Some(Withdrawn::Locked)), &[]),
        ("removed", changed(|it| it.withdrawn = Some(Withdrawn::Removed)), &[]),
        ("disabled", changed(|it| it.withdrawn = Some(Withdrawn::Disabled)), &[]),
        ("a cause of a later format", changed(|it| it.withdrawn = Some(Withdrawn::Other)), &[]),
        ("without an account", changed(|it| it.account = None), &[]),
        ("moved to another account", changed(|it| it.account.as_mut().unwrap().id = "northwind-rail".into()), &[]),
        ("for other products", changed(|it| it.check_outs.iter_mut().for_each(|it| it.product.push('x'))), &[]),
    ];
    for (what, policy, left) in table {
        let home = Home::taken_along();
        let before = fs::read(home.file(CHECK_OUTS)).unwrap();
        home.store(&policy).unwrap();
        assert_eq!(home.away(), left, "{what}");
        assert_eq!(home.file(CHECK_OUTS).exists(), !left.is_empty(), "{what}: an empty file is none");
        // A copy put back is worth no more than what the policy stands by.
        fs::write(home.file(CHECK_OUTS), before).unwrap();
        assert_eq!(home.away(), left, "{what}, with the old file put back");
        // Nor after the next refresh, which throws it away again.
        home.store(&policy).unwrap();
        assert_eq!((home.away().len(), home.file(CHECK_OUTS).exists()), (left.len(), !left.is_empty()), "{what}, once more");
    }
}

#[test]
fn once_ended_it_never_comes_back() {
    type Steps = fn() -> Vec<String>;
    let histories: [(&str, Steps); 4] = [
        ("removed, and taken in again", || vec![changed(|it| it.withdrawn = Some(Withdrawn::Removed)), standing(12, 20, &[])]),
        ("locked and unlocked", || vec![changed(|it| it.withdrawn = Some(Withdrawn::Locked)), standing(12, 20, &[])]),
        ("returned", || vec![standing(11, 10, &[])]),
        ("ended, and another one allowed for the same product", || {
            let mut claims = test_fixture::numbered(test_fixture::standing_by(test_fixture::claims(), &["bridge-modeler"]), 11);
            claims.check_outs[0].id = "another".into();
            vec![test_fixture::signer().sign(&claims).unwrap()]
        }),
    ];
    for (what, history) in histories {
        let home = Home::taken_along();
        let kept: Vec<_> = [POLICY, CHECK_OUTS].map(|it| (it, fs::read(home.file(it)).unwrap())).to_vec();
        history().iter().for_each(|it| drop(home.store(it).unwrap()));
        assert_eq!(home.read(T + 60).state, State::Valid, "{what}");
        fs::write(home.file(CHECK_OUTS), &kept[1].1).unwrap();
        assert!(home.away().is_empty(), "{what}: the file put back");
        let documents = BOTH.map(|it| test_fixture::check_out(it, 30));
        assert!(home.keep(&documents).unwrap().check_outs.is_empty(), "{what}: imported once more");
        // With the policy of its time it is older than what was accepted since, and grants nothing, now or later.
        for name in [POLICY, PREVIOUS] {
            fs::write(home.file(CHECK_OUTS), &kept[1].1).unwrap();
            fs::write(home.file(name), &kept[0].1).unwrap();
        }
        assert_eq!(home.read(AWAY).state, State::RolledBack, "{what}");
        assert!(home.away().is_empty() && home.read(T + 60).check_outs.is_empty(), "{what}: its policy put back as well");
    }
}

#[test]
fn another_person_on_the_folder_finds_none_and_leaves_none() {
    let home = Home::taken_along();
    let (kept, keyset) = (fs::read(home.file(CHECK_OUTS)).unwrap(), test_fixture::keyset_bytes(1));
    // Not even a policy that names the very ids is for them.
    let toms = test_fixture::standing_by(test_fixture::claims_for("tom-becker"), &BOTH);
    let tom = test_fixture::signer().sign(&toms).unwrap();
    let received = Received { policy: tom.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: None };
    let store_for_tom =
        || home.cache.store(&test_fixture::root(), &test_fixture::expected_of("tom-becker"), &received, &Clock::wall(T)).unwrap();
    let stored = store_for_tom();
    assert!(stored.reading.check_outs.is_empty() && !home.file(CHECK_OUTS).exists());
    fs::write(home.file(CHECK_OUTS), kept).unwrap();
    assert_eq!((home.away().len(), home.read(T + 60).check_out_refusal), (0, Some(Refusal::WrongSubject)));
    let refused = home.keep(&[test_fixture::check_out("bridge-modeler", 30)]).unwrap_err();
    assert!(matches!(refused, StoreError::Refused(Refusal::WrongSubject)), "{refused:?}");
    // Ana again: what Tom's policy threw away she has to fetch, and then it counts.
    store_for_tom();
    home.store(&standing(10, 0, &BOTH)).unwrap();
    assert_eq!(home.read(T + 60).missing_check_outs(), ["out-bridge-modeler", "out-terrain-viewer"]);
    home.keep(&BOTH.map(|it| test_fixture::check_out(it, 30))).unwrap();
    assert_eq!(home.away(), BOTH);
}

#[test]
fn the_policy_stays_readable_as_long_as_one_lasts() {
    // No offline days: 21 days after its end the policy would be gone before the check-out is.
    let home = Home::new();
    let mut claims = test_fixture::standing_by(test_fixture::claims(), &BOTH);
    (claims.offline_days, claims.exp) = (0, T + WINDOW);
    home.store(&test_fixture::signer().sign(&claims).unwrap()).unwrap();
    let unread = T + WINDOW + 21 * DAY;
    assert_eq!(home.read(unread - 1).state, State::Expired);
    assert_eq!(home.read(unread).state, State::NoPolicy);
    home.keep(&[test_fixture::check_out("bridge-modeler", 30), test_fixture::check_out("terrain-viewer", 20)]).unwrap();
    let state = |at: i64, product: &str| home.read(at).decide(product, None).state;
    assert_eq!((state(T + 20 * DAY - 1, "terrain-viewer"), state(T + 20 * DAY, "terrain-viewer")), (State::Valid, State::Expired));
    for at in [unread, T + 30 * DAY - 1] {
        assert_eq!((state(at, "bridge-modeler"), state(at, "terrain-viewer")), (State::Valid, State::Expired), "{}", at - T);
    }
    let over = home.read(T + 30 * DAY);
    assert_eq!((over.state, over.policy.is_none(), over.check_outs.len()), (State::NoPolicy, true, 0));
    assert_eq!(over.decide("bridge-modeler", None).state, State::NoPolicy);
}

/// As the table in `tampering.rs`, with the product taken along for 30 days: `(wall, boot id, elapsed)` after a contact at [`T`].
#[test]
fn each_clock_ends_in_its_state_with_a_check_out_as_well() {
    let year = 365 * DAY;
    type Row = (&'static str, i64, Option<(&'static str, i64)>, State);
    let table: [Row; 17] = [
        ("right", 60, Some(("a", 1060)), State::Valid),
        ("ten minutes back", -600, Some(("a", 1060)), State::Valid),
        ("a day back, to the second", -DAY, None, State::Valid),
        ("a second more", -DAY - 1, None, State::ClockSuspect),
        ("a day ahead: the policy itself is in date", DAY, Some(("a", 1060)), State::RefreshDue),
        ("a year back", -year, Some(("a", 1060)), State::ClockSuspect),
        ("a year ahead", year, Some(("a", 1060)), State::NoPolicy),
        ("eight days on", 8 * DAY, Some(("a", 1000 + 8 * DAY)), State::Valid),
        ("eight days ahead", 8 * DAY, Some(("a", 1060)), State::Valid),
        ("its last second", 30 * DAY - 1, None, State::Valid),
        ("its end", 30 * DAY, None, State::NoPolicy),
        ("suspended for 9 days, the wall clock put back a little", 8 * DAY + 3600, Some(("a", 1000 + 9 * DAY)), State::Valid),
        ("suspended for 9 days, the wall clock put back a lot", 60, Some(("a", 1000 + 9 * DAY)), State::ClockSuspect),
        ("suspended beyond its end, the wall clock put back a little", 30 * DAY - 60, Some(("a", 1000 + 30 * DAY)), State::NoPolicy),
        ("restarted after 20 days", 20 * DAY, Some(("b", 30)), State::Valid),
        ("restarted and run on beyond its end, the wall clock put back", 29 * DAY + 3600, Some(("b", 30 * DAY)), State::NoPolicy),
        ("restarted and run for 3 days, the wall clock put back", 60, Some(("b", 3 * DAY)), State::ClockSuspect),
    ];
    for (what, later, boot, state) in table {
        let home = Home::new();
        let clock =
            |wall: i64, boot: Option<(&str, i64)>| Clock { wall, boot: boot.map(|(id, elapsed)| Boot { id: Some(id.into()), elapsed }) };
        let mut claims = test_fixture::standing_by(test_fixture::claims(), &["bridge-modeler"]);
        (claims.offline_days, claims.exp) = (5, T + WINDOW + 5 * DAY);
        let (policy, keyset) = (test_fixture::signer().sign(&claims).unwrap(), test_fixture::keyset_bytes(1));
        let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: Some(T) };
        let began = clock(T, Some(("a", 1000)));
        home.cache.store(&test_fixture::root(), &test_fixture::expected(), &received, &began).unwrap();
        home.cache.keep_check_outs(&test_fixture::root(), &[test_fixture::check_out("bridge-modeler", 30)], &began).unwrap();
        let reading = home.cache.read(&test_fixture::root(), &clock(T + later, boot), Some(OS_ID));
        let answer = reading.decide("bridge-modeler", None);
        assert_eq!((answer.state, answer.may_run), (state, state.may_run()), "{what}");
        if state == State::ClockSuspect {
            assert_eq!(answer.checked_out_until, None, "{what}: a suspect clock stops what was taken along as well");
        }
    }
}

#[test]
fn a_higher_epoch_decides_anew_what_counts() {
    let raised = |products: &[&str], earlier: i64| {
        let mut claims = test_fixture::standing_by(test_fixture::claims(), products);
        (claims.epoch, claims.version) = (2, 3);
        for date in [&mut claims.iat, &mut claims.nbf, &mut claims.exp, &mut claims.refresh_after] {
            *date -= earlier;
        }
        test_fixture::signer().sign(&claims).unwrap()
    };
    let home = Home::taken_along();
    home.store(&raised(&["terrain-viewer"], 600)).unwrap();
    assert_eq!(home.away(), ["terrain-viewer"], "its check-out is older than the new epoch, and named in it");
    assert!(matches!(home.store(&standing(12, 20, &BOTH)), Err(StoreError::Refused(Refusal::RolledBack))));
    // A service with a clock a year ahead signed a policy and a check-out; then both were put right.
    let home = Home::new();
    let mut ahead = test_fixture::standing_by(test_fixture::claims(), &["bridge-modeler"]);
    let mut check_out = test_fixture::check_out_claims("bridge-modeler", 30);
    let year = 100 * DAY;
    for date in [&mut ahead.iat, &mut ahead.nbf, &mut ahead.exp, &mut ahead.refresh_after] {
        *date += year;
    }
    for date in [&mut check_out.iat, &mut check_out.nbf, &mut check_out.exp] {
        *date += year;
    }
    home.store(&test_fixture::signer().sign(&ahead).unwrap()).unwrap();
    let document = test_fixture::signer().sign_check_out(&check_out).unwrap();
    assert_eq!(home.keep(std::slice::from_ref(&document)).unwrap().check_outs.len(), 1);
    assert_eq!(home.read(T + 60).state, State::ClockSuspect);
    home.store(&raised(&["bridge-modeler"], 0)).unwrap();
    assert_eq!(home.read(T + 60).state, State::Valid, "a check-out from the future holds no clock back");
    fs::write(home.file(CHECK_OUTS), serde_json::json!({ "format": 1, "documents": [document] }).to_string()).unwrap();
    assert!(home.away().is_empty(), "nor does it last until that future");
    assert_eq!(home.read(AWAY).missing_check_outs(), ["out-bridge-modeler"]);
}

#[test]
fn one_that_was_returned_goes_and_the_others_stay() {
    let home = Home::taken_along();
    let reading = home.cache.drop_check_out(&test_fixture::root(), "out-bridge-modeler", &Clock::wall(T + 60)).unwrap();
    assert_eq!(reading.check_outs.len(), 1);
    assert_eq!(home.away(), ["terrain-viewer"]);
    let same = home.cache.drop_check_out(&test_fixture::root(), "never-there", &Clock::wall(T + 60)).unwrap();
    assert_eq!(same.check_outs.len(), 1);
    // What nothing stands by for the moment may come to count again: the policy is damaged, one refresh restores it.
    let home = Home::taken_along();
    fs::write(home.file(POLICY), "damaged").unwrap();
    home.cache.drop_check_out(&test_fixture::root(), "out-terrain-viewer", &Clock::wall(T + 60)).unwrap();
    home.store(&standing(10, 0, &BOTH)).unwrap();
    assert_eq!(home.away(), ["bridge-modeler"]);
    let last = home.cache.drop_check_out(&test_fixture::root(), "out-bridge-modeler", &Clock::wall(T + 60)).unwrap();
    assert!(last.check_outs.is_empty() && !home.file(CHECK_OUTS).exists());
}

#[test]
fn without_a_policy_in_force_none_is_kept() {
    let documents = [test_fixture::check_out("bridge-modeler", 30)];
    let home = Home::new();
    assert!(matches!(home.keep(&documents), Err(StoreError::Refused(Refusal::WrongMachine))));
    let home = Home::taken_along();
    fs::write(home.file(POLICY), "damaged").unwrap();
    let before = fs::read(home.file(CHECK_OUTS)).unwrap();
    assert!(home.keep(&documents).is_err());
    assert_eq!(fs::read(home.file(CHECK_OUTS)).unwrap(), before, "nothing is changed");
    // One that is expired, or whose clock is suspect, is in force all the same: a licence file may come late.
    let home = Home::taken_along();
    for wall in [AWAY, T - 3 * DAY] {
        assert_eq!(home.cache.keep_check_outs(&test_fixture::root(), &documents, &Clock::wall(wall)).unwrap().check_outs.len(), 1);
    }
}

#[test]
fn in_a_folder_that_was_copied_here_nothing_counts() {
    let home = Home::taken_along();
    let here = |home: &Home| home.cache.read(&test_fixture::root(), &Clock::wall(AWAY), Some("this machine"));
    assert_eq!((here(&home).state, here(&home).check_outs.len()), (State::WrongMachine, 0));
    assert_eq!(here(&home).decide("bridge-modeler", None).state, State::WrongMachine);
    // One for this machine is not for the one that the copied policy is for.
    let mut claims = test_fixture::check_out_claims("bridge-modeler", 30);
    claims.machine.id = crate::machine::fingerprint("this machine", test_fixture::ISSUER, "ana-costa");
    let refused = home.keep(&[test_fixture::signer().sign_check_out(&claims).unwrap()]).unwrap_err();
    assert!(matches!(refused, StoreError::Refused(Refusal::WrongMachine)), "{refused:?}");
    home.keep(&[test_fixture::check_out("bridge-modeler", 30)]).unwrap();
    assert_eq!(here(&home).decide("bridge-modeler", None).state, State::WrongMachine, "whatever is kept there");
}

#[test]
fn more_than_a_file_holds_are_left_out() {
    let home = Home::new();
    let named: Vec<String> = (0..70).map(|it| format!("product-{it:02}")).collect();
    let products: Vec<&str> = named.iter().map(String::as_str).collect();
    home.store(&standing(10, 0, &products)).unwrap();
    let documents: Vec<_> = products.iter().map(|it| test_fixture::check_out(it, 30)).collect();
    assert_eq!(home.keep(&documents).unwrap().check_outs.len(), 64);
    // The longest that is signed, so many times, can be read again.
    let long: Vec<_> = (0..64)
        .map(|it| {
            let mut claims = test_fixture::check_out_claims(&format!("product-{it:02}"), 30);
            claims.name = "x".repeat(8400);
            test_fixture::signer().sign_check_out(&claims).unwrap()
        })
        .collect();
    assert!(long[0].len() > 11 * 1024, "{}", long[0].len());
    assert_eq!(home.keep(&long).unwrap().check_outs.len(), 64);
    assert_eq!(home.read(T + 60).check_outs.len(), 64);
}

/// Between a new policy and its check-outs a reader could meet the old one without them, and say what neither says.
#[test]
fn an_expired_policy_whose_check_outs_are_missing_is_looked_at_again_while_somebody_writes() {
    let home = Home::taken_along();
    let file = fs::read(home.file(CHECK_OUTS)).unwrap();
    fs::remove_file(home.file(CHECK_OUTS)).unwrap();
    let held = lock::exclusive(home.cache.folder()).unwrap();
    let began = Instant::now();
    assert_eq!(home.read(AWAY).state, State::Expired, "waits for a moment and then tells what there is");
    assert!(began.elapsed() >= Duration::from_millis(900));
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| home.away());
        fs::write(home.file(CHECK_OUTS), file).unwrap();
        drop(held);
        assert_eq!(reader.join().unwrap(), BOTH);
    });
}

#[test]
fn a_policy_without_any_never_looks_at_the_file() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    fs::write(home.file(CHECK_OUTS), "rubbish").unwrap();
    let reading = home.read(T + 60);
    assert_eq!((reading.state, reading.check_out_refusal), (State::Valid, None));
    store(&home.cache, &test_fixture::policy(11, 10), T + 60).unwrap();
    assert!(!home.file(CHECK_OUTS).exists());
}
