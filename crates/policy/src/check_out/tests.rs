//! What a check-out is worth: signed like a policy, worth nothing alone.

use super::*;
use crate::claims::{Inconsistent, PolicyClaims, Withdrawn};
use crate::decide::{Decision, Outcome, Rule, State};
use crate::test_fixture::{self, T};

fn refused(document: &str) -> Refusal {
    verify(document.as_bytes(), &test_fixture::keys(), &test_fixture::expected()).unwrap_err()
}

fn decide(claims: &PolicyClaims, check_outs: &[&str], product: &str, now: i64) -> Decision {
    let policy =
        verify::verify(test_fixture::signer().sign(claims).unwrap().as_bytes(), &test_fixture::keys(), &test_fixture::expected()).unwrap();
    let check_outs: Vec<_> =
        check_outs.iter().map(|it| verify(it.as_bytes(), &test_fixture::keys(), &test_fixture::expected()).unwrap()).collect();
    policy.decide_beside(&check_outs, (product, None), now)
}

#[test]
fn neither_document_passes_for_the_other() {
    let policy = test_fixture::policy(10, 0);
    assert_eq!(refused(&policy), Refusal::Type);
    let check_out = test_fixture::check_out("bridge-modeler", 30);
    assert_eq!(verify::verify(check_out.as_bytes(), &test_fixture::keys(), &test_fixture::expected()).unwrap_err(), Refusal::Type);
}

#[test]
fn it_is_for_one_person_and_one_machine_and_signed_by_a_key_in_use() {
    let with = |change: fn(&mut CheckOutClaims)| {
        let mut claims = test_fixture::check_out_claims("bridge-modeler", 30);
        change(&mut claims);
        refused(&test_fixture::signer().sign_check_out(&claims).unwrap())
    };
    assert_eq!(with(|it| it.sub = "maria-silva".into()), Refusal::WrongSubject);
    assert_eq!(with(|it| it.machine.id = "other".into()), Refusal::WrongMachine);
    assert_eq!(with(|it| it.iss = "other".into()), Refusal::WrongIssuer);
    assert_eq!(with(|it| it.aud = "other".into()), Refusal::WrongAudience);
    let claims = test_fixture::check_out_claims("bridge-modeler", 30);
    assert_eq!(refused(&test_fixture::retired().sign_check_out(&claims).unwrap()), Refusal::KeyNotInUse);
    assert_eq!(refused(&test_fixture::revoked().sign_check_out(&claims).unwrap()), Refusal::RevokedKey);
}

#[test]
fn more_than_thirty_days_is_neither_signed_nor_believed() {
    let mut claims = test_fixture::check_out_claims("bridge-modeler", 30);
    claims.exp += 1;
    assert!(matches!(test_fixture::signer().sign_check_out(&claims), Err(IssueError::Inconsistent(Inconsistent::TooLong))));
    let document = test_fixture::signer().sign_document(TYP, &claims).unwrap();
    assert_eq!(refused(&document), Refusal::Inconsistent(Inconsistent::TooLong));
}

#[test]
fn it_goes_on_where_the_policy_has_expired_until_its_own_end() {
    let claims = test_fixture::standing_by(test_fixture::claims(), &["bridge-modeler"]);
    let document = test_fixture::check_out("bridge-modeler", 30);
    let at = |now| decide(&claims, &[&document], "bridge-modeler", now);
    let ends = T + 30 * DAY;
    assert_eq!((at(T).state, at(T).checked_out_until), (State::Valid, Some(ends)));
    assert_eq!(at(claims.refresh_after).state, State::RefreshDue, "the policy's own advice stands while it is in date");
    let after = at(claims.exp);
    assert_eq!((after.state, after.may_run), (State::Valid, true));
    assert!(after.trace.chain().any(|it| it == (Rule::InDate, Outcome::Noted)));
    assert_eq!(at(ends - 1).state, State::Valid);
    assert_eq!((at(ends).state, at(ends).checked_out_until), (State::Expired, None));
    assert_eq!(decide(&claims, &[&document], "terrain-viewer", claims.exp).state, State::Expired, "one product, not all");
}

#[test]
fn a_policy_that_does_not_stand_by_it_ends_it() {
    let document = test_fixture::check_out("bridge-modeler", 30);
    let later = test_fixture::claims().exp;
    let ends = |change: fn(&mut PolicyClaims)| {
        let mut claims = test_fixture::standing_by(test_fixture::claims(), &["bridge-modeler"]);
        change(&mut claims);
        let answer = decide(&claims, &[&document], "bridge-modeler", later);
        assert!(!answer.may_run);
        answer.state
    };
    assert_eq!(ends(|it| it.check_outs.clear()), State::Expired);
    assert_eq!(ends(|it| it.check_outs[0].id = "another".into()), State::Expired);
    assert_eq!(ends(|it| it.check_outs[0].product = "rail-designer".into()), State::Expired);
    assert_eq!(ends(|it| it.account = None), State::Expired);
    assert_eq!(ends(|it| it.account.as_mut().unwrap().id = "northwind-rail".into()), State::Expired);
    for cause in [Withdrawn::Locked, Withdrawn::Removed, Withdrawn::Disabled, Withdrawn::Unaffiliated, Withdrawn::Other] {
        let mut claims = test_fixture::standing_by(test_fixture::claims(), &["bridge-modeler"]);
        claims.withdrawn = Some(cause);
        assert_eq!(decide(&claims, &[&document], "bridge-modeler", later).state, State::Expired);
        assert_eq!(decide(&claims, &[&document], "bridge-modeler", T).state, State::NotEntitled);
    }
}

#[test]
fn it_widens_nothing_that_the_policy_denies() {
    let document = test_fixture::check_out("rail-designer", 30);
    let claims = test_fixture::standing_by(test_fixture::claims(), &["rail-designer"]);
    let answer = decide(&claims, &[&document], "rail-designer", claims.exp);
    assert_eq!((answer.state, answer.reason), (State::NotEntitled, Some(crate::claims::Reason::NotOwned)));
    let document = test_fixture::check_out("bridge-modeler", 30);
    let mut claims = test_fixture::standing_by(test_fixture::claims(), &["bridge-modeler"]);
    claims.entitlements[0].contract_ends = Some(claims.exp + 10);
    let at = |now| decide(&claims, &[&document], "bridge-modeler", now).state;
    assert_eq!((at(claims.exp + 10), at(claims.exp + 11)), (State::Valid, State::NotEntitled), "nor the contract's end");
}
