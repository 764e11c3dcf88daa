//! Every state that a policy can answer with, at its edges.

use super::*;
use crate::claims::{PolicyClaims, Versions, WINDOW};
use crate::test_fixture::{self, T};
use crate::verify::verify;

fn answer_at(now: i64, version: Option<&str>, change: impl FnOnce(&mut PolicyClaims)) -> Decision {
    let mut claims = test_fixture::claims();
    change(&mut claims);
    let policy =
        verify(test_fixture::signer().sign(&claims).unwrap().as_bytes(), &test_fixture::keys(), &test_fixture::expected()).unwrap();
    policy.decide("bridge-modeler", version, now)
}

fn state_at(now: i64, change: impl FnOnce(&mut PolicyClaims)) -> (State, Option<Reason>) {
    let answer = answer_at(now, None, change);
    assert_eq!(answer.may_run, answer.state.may_run());
    assert_eq!(answer.reason.is_some(), answer.state == State::NotEntitled);
    (answer.state, answer.reason)
}

#[test]
fn the_policys_own_dates() {
    let exp = test_fixture::claims().exp;
    assert_eq!(state_at(T, |_| {}), (State::Valid, None));
    assert_eq!(state_at(T + WINDOW - 1, |_| {}), (State::Valid, None));
    assert_eq!(state_at(T + WINDOW, |_| {}), (State::RefreshDue, None));
    assert_eq!(state_at(exp - 1, |_| {}), (State::RefreshDue, None));
    assert_eq!(state_at(exp, |_| {}), (State::Expired, None));
    assert_eq!(state_at(i64::MAX, |_| {}), (State::Expired, None));
}

#[test]
fn the_contracts_dates_and_its_grace() {
    let ends =
        |days: u16| move |it: &mut PolicyClaims| (it.entitlements[0].contract_ends, it.entitlements[0].grace_days) = (Some(T + 100), days);
    assert_eq!(state_at(T + 100, ends(0)), (State::Valid, None));
    assert_eq!(state_at(T + 101, ends(0)), (State::NotEntitled, Some(Reason::Ended)));
    assert_eq!(state_at(T + 101, ends(1)), (State::Grace, None));
    assert_eq!(state_at(T + 100 + DAY, ends(1)), (State::Grace, None));
    assert_eq!(state_at(T + 101 + DAY, ends(1)), (State::NotEntitled, Some(Reason::Ended)));
    assert_eq!(
        state_at(test_fixture::claims().exp, ends(60)),
        (State::Expired, None),
        "grace follows the contract, never the policy's end"
    );
    assert_eq!(answer_at(T, None, ends(1)).grace_ends, Some(T + 100 + DAY));
    assert_eq!(state_at(T, |it| it.entitlements[0].contract_starts = Some(T + 1)), (State::NotEntitled, Some(Reason::NotYetStarted)));
    assert_eq!(state_at(T, |it| it.entitlements[0].contract_starts = Some(T)), (State::Valid, None));
    assert_eq!(state_at(T, |it| it.entitlements[0].contract_ends = Some(i64::MAX)), (State::Valid, None));
    assert_eq!(state_at(T, |it| it.entitlements[0].contract_ends = Some(i64::MIN)), (State::NotEntitled, Some(Reason::Ended)));
}

#[test]
fn the_usage_type() {
    let used_as = |usage| move |it: &mut PolicyClaims| it.entitlements[0].usage_type = usage;
    assert_eq!(state_at(T, used_as(UsageType::Trial)), (State::Trial, None));
    assert_eq!(state_at(T + WINDOW, used_as(UsageType::Trial)), (State::Trial, None));
    assert_eq!(state_at(T, used_as(UsageType::Evaluation)), (State::Valid, None));
    assert_eq!(state_at(T, used_as(UsageType::Other)), (State::NotEntitled, Some(Reason::Other)));
}

#[test]
fn what_the_service_denied_stays_denied() {
    for reason in [Reason::NotOwned, Reason::OtherCountry, Reason::CountryWithoutEntitlements, Reason::Restricted, Reason::NotYetStarted] {
        let denied = |it: &mut PolicyClaims| (it.entitlements[0].verdict, it.entitlements[0].reason) = (Verdict::Denied, Some(reason));
        assert_eq!(state_at(T, denied), (State::NotEntitled, Some(reason)));
    }
    assert_eq!(state_at(T, |it| it.entitlements[0].verdict = Verdict::Denied), (State::NotEntitled, Some(Reason::Other)));
    assert_eq!(state_at(T, |it| it.entitlements.clear()), (State::NotEntitled, Some(Reason::NotOwned)));
}

#[test]
fn a_withdrawn_policy_grants_nothing_whatever_its_list_says() {
    for (cause, reason) in [
        (Withdrawn::Removed, Reason::Unaffiliated),
        (Withdrawn::Unaffiliated, Reason::Unaffiliated),
        (Withdrawn::Locked, Reason::Locked),
        (Withdrawn::Disabled, Reason::Locked),
        (Withdrawn::Other, Reason::Other),
    ] {
        assert_eq!(state_at(T, |it| it.withdrawn = Some(cause)), (State::NotEntitled, Some(reason)));
        let empty = |it: &mut PolicyClaims| {
            it.withdrawn = Some(cause);
            it.entitlements.clear();
        };
        assert_eq!(state_at(T, empty), (State::NotEntitled, Some(reason)));
    }
}

#[test]
fn a_version_that_is_not_covered() {
    let up_to = |it: &mut PolicyClaims| it.entitlements[0].versions = Some(Versions { from: None, up_to: Some("2025".into()) });
    assert_eq!(answer_at(T, Some("2025.2"), up_to).state, State::Valid);
    assert_eq!(answer_at(T, None, up_to).state, State::Valid);
    let newer = answer_at(T, Some("2026"), up_to);
    assert_eq!((newer.state, newer.reason), (State::NotEntitled, Some(Reason::VersionNotCovered)));
    assert_eq!(answer_at(T, Some("anything"), |_| {}).state, State::Valid);
}
