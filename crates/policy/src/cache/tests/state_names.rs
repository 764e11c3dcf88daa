//! Every state of the list, reached through the files on disk and called by its name; every reason beside `not_entitled`.

use super::states::Home;
use crate::cache::*;
use crate::claims::*;
use crate::decide::State;
use crate::test_fixture::{self, OS_ID, T};
use crate::time::Clock;
use std::collections::BTreeSet;
use std::fs;

const ALL: [&str; 12] = [
    "valid",
    "refresh_due",
    "grace",
    "expired",
    "not_entitled",
    "trial",
    "clock_suspect",
    "rolled_back",
    "wrong_machine",
    "unknown_key",
    "corrupt",
    "no_policy",
];

/// A cache with a policy in which these products are changed.
fn with(change: impl FnOnce(&mut PolicyClaims)) -> Home {
    let home = Home::new();
    let mut claims = test_fixture::claims();
    change(&mut claims);
    home.store(&test_fixture::signer().sign(&claims).unwrap()).unwrap();
    home
}

#[test]
fn every_state_of_the_list_is_reached_by_its_name() {
    let plain = || with(|_| ());
    let spoiled = |file: &str, bytes: &[u8]| {
        let home = plain();
        fs::write(home.file(file), bytes).unwrap();
        home
    };
    let ended = |grace: u16| with(move |it| (it.entitlements[0].contract_ends, it.entitlements[0].grace_days) = (Some(T - DAY), grace));
    let stranger = test_fixture::signer().sign(&test_fixture::claims_for("tom-becker")).unwrap();
    let unknown = crate::issue::PolicySigner::from_seed("key-9", &[9; 32]).sign(&test_fixture::claims()).unwrap();
    let exp = test_fixture::claims().exp;
    let older = || {
        let home = plain();
        home.store(&test_fixture::policy(11, 10)).unwrap();
        fs::write(home.file(POLICY), test_fixture::policy(10, 0)).unwrap();
        home
    };
    // What, where, at which wall clock, and how it is called.
    let table: Vec<(&str, Home, i64, &str)> = vec![
        ("fresh", plain(), T + 60, "valid"),
        ("its window is over", plain(), T + WINDOW, "refresh_due"),
        ("until its last second", plain(), exp - 1, "refresh_due"),
        ("its contract is over, its grace is not", ended(14), T + 60, "grace"),
        ("grace goes on while a refresh is due", ended(14), T + WINDOW, "grace"),
        ("both over", ended(0), T + 60, "not_entitled"),
        ("the policy's own end", plain(), exp, "expired"),
        ("readable for 21 days", plain(), exp + 21 * DAY - 1, "expired"),
        ("then nothing here", plain(), exp + 21 * DAY, "no_policy"),
        ("grace never outlives the policy", ended(60), exp, "expired"),
        ("a trial", with(|it| it.entitlements[0].usage_type = UsageType::Trial), T + 60, "trial"),
        ("a trial is over like anything else", with(|it| it.entitlements[0].usage_type = UsageType::Trial), exp, "expired"),
        ("denied", with(|it| it.entitlements[0].verdict = Verdict::Denied), T + 60, "not_entitled"),
        ("withdrawn", with(|it| it.withdrawn = Some(Withdrawn::Removed)), T + 60, "not_entitled"),
        ("not named", with(|it| drop(it.entitlements.remove(0))), T + 60, "not_entitled"),
        ("the clock far back", plain(), T - DAY - 1, "clock_suspect"),
        ("an older file put back", older(), T + 60, "rolled_back"),
        ("somebody else's file", spoiled(POLICY, stranger.as_bytes()), T + 60, "wrong_machine"),
        ("a key that nobody published", spoiled(POLICY, unknown.as_bytes()), T + 60, "unknown_key"),
        ("damaged", spoiled(POLICY, b"damaged"), T + 60, "corrupt"),
        ("nothing at all", Home::new(), T + 60, "no_policy"),
    ];
    let mut seen = BTreeSet::new();
    for (what, home, wall, name) in table {
        let reading = home.cache.read(&test_fixture::root(), &Clock::wall(wall), Some(OS_ID));
        let answer = reading.decide("bridge-modeler", None);
        assert_eq!(answer.state.as_str(), name, "{what}");
        assert_eq!(answer.may_run, ["valid", "refresh_due", "grace", "trial"].contains(&name), "{what}");
        assert_eq!(answer.reason.is_some(), name == "not_entitled", "{what}");
        seen.insert(answer.state.as_str());
    }
    assert_eq!(seen, BTreeSet::from(ALL), "each of the list, and nothing that is not on it");
}

#[test]
fn every_reason_is_reached_by_its_name() {
    type Change = fn(&mut PolicyClaims);
    let denied =
        |reason| move |it: &mut PolicyClaims| (it.entitlements[0].verdict, it.entitlements[0].reason) = (Verdict::Denied, Some(reason));
    let mut table: Vec<(&str, Home)> = Vec::new();
    for reason in [
        Reason::NotOwned,
        Reason::OtherCountry,
        Reason::CountryWithoutEntitlements,
        Reason::Restricted,
        Reason::NotYetStarted,
        Reason::Ended,
        Reason::Locked,
        Reason::Unaffiliated,
        Reason::VersionNotCovered,
    ] {
        table.push((reason.as_str(), with(denied(reason))));
    }
    // Those that the reader finds by itself.
    let rows: [(&str, Change); 8] = [
        ("not_owned", |it| drop(it.entitlements.remove(0))),
        ("not_yet_started", |it| it.entitlements[0].contract_starts = Some(T + DAY)),
        ("ended", |it| it.entitlements[0].contract_ends = Some(T - DAY)),
        ("locked", |it| it.withdrawn = Some(Withdrawn::Locked)),
        ("locked", |it| it.withdrawn = Some(Withdrawn::Disabled)),
        ("unaffiliated", |it| it.withdrawn = Some(Withdrawn::Removed)),
        ("unaffiliated", |it| it.withdrawn = Some(Withdrawn::Unaffiliated)),
        ("version_not_covered", |it| it.entitlements[0].versions = Some(Versions { from: Some("2030".into()), up_to: None })),
    ];
    table.extend(rows.map(|(name, change)| (name, with(change))));
    for (name, home) in table {
        let answer = home.read(T + 60).decide("bridge-modeler", Some("2026.1"));
        assert_eq!((answer.state, answer.reason.map(Reason::as_str)), (State::NotEntitled, Some(name)));
        assert!(!answer.may_run);
    }
}

/// Security check 23: Every date of a policy is judged whenever it is read.
#[test]
fn every_date_is_judged_at_every_reading() {
    // One reading kept open answers for its own moment; the next reading, a second later, for the next.
    let home = with(|it| (it.entitlements[0].contract_ends, it.entitlements[0].grace_days) = (Some(T + 100), 1));
    for (wall, name) in [(T + 100, "valid"), (T + 101, "grace"), (T + 100 + DAY, "grace"), (T + 101 + DAY, "not_entitled")] {
        let state = home.read(wall).decide("bridge-modeler", None).state.as_str();
        // The window ends after half a day, the grace of the contract goes on.
        assert_eq!(state, name, "{}", wall - T);
    }
    let exp = test_fixture::claims().exp;
    for (wall, name) in [(exp - 1, "refresh_due"), (exp, "expired")] {
        assert_eq!(home.read(wall).decide("terrain-viewer", None).state.as_str(), name);
    }
}
