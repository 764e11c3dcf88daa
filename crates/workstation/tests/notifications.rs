//! What the desktop says outside the window, and when it keeps silent.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sample;

use domicile_model::removal::RemovalState;
use domicile_words::{Language, Words};
use domicile_workstation::notifications::{NotificationCommand, Notifier, current};
use domicile_workstation::state::{Fact, FailedChange, State};
use domicile_workstation::vocabulary::Screen;
use domicile_workstation::vocabulary::Switch;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sample::admin::*;
use sample::*;

fn all(_: Switch) -> bool {
    true
}

/// What is said about a state at a moment, a line each.
fn said(notifier: &mut Notifier, state: &State, when: Timestamp, in_front: bool) -> Vec<String> {
    let stands = current(state, when, &TimeZone::UTC, &Words::new(Language::En));
    let line = |it: &NotificationCommand| match it {
        NotificationCommand::Show(it) => format!("{}: {} / {}", it.subject, it.title, it.body).trim_end_matches(" / ").to_owned(),
        NotificationCommand::Withdraw { subject } => format!("{subject}: gone"),
    };
    notifier.step(stands, when, in_front, all).iter().map(line).collect()
}

/// A notifier that has run for a while, with nothing to say.
fn notifier() -> Notifier {
    Notifier::new(now() - SignedDuration::from_hours(1))
}

const NOTHING: [&str; 0] = [];

#[test]
fn each_turn_of_a_request_is_said_once_in_place_of_the_one_before() {
    let mut notifier = notifier();
    assert_eq!(said(&mut notifier, &ana_asks(RemovalState::Submitted), now(), false), NOTHING);
    let declined = ana_asks(RemovalState::Declined);
    assert_eq!(said(&mut notifier, &declined, now(), false), ["request: Your request was declined / Please finish the handover first."]);
    assert_eq!(said(&mut notifier, &declined, now() + SignedDuration::from_hours(1), false), NOTHING, "never twice");
    assert_eq!(said(&mut notifier, &ana_asks(RemovalState::Seen), now(), false), ["request: gone"]);
    assert_eq!(
        said(&mut notifier, &ana_asks(RemovalState::Expired), now(), false),
        ["request: No answer yet / Ask another administrator?"]
    );
    let left = ["request: You left Old Bridge Ltd / Your new organisation can add you now."];
    assert_eq!(said(&mut notifier, &ana_left(), now(), false), left);
    assert_eq!(said(&mut notifier, &ana_added(true), now(), false), ["request: gone"], "added: no longer true");
}

#[test]
fn a_request_that_ends_in_two_days_is_said_once() {
    let (mut notifier, state) = (notifier(), ana_asks(RemovalState::Seen));
    let soon = at("2026-05-24T10:00:00Z");
    let mut state_fine = state;
    state_fine.policy.products.clear();
    assert!(said(&mut notifier, &state_fine, soon - SignedDuration::from_mins(1), false).is_empty());
    let expected = ["request: No answer yet / Your request ends on Tue 26 May. Ask another administrator?"];
    assert_eq!(said(&mut notifier, &state_fine, soon, false), expected);
}

#[test]
fn added_and_unlocked_is_said_where_licences_do_not_come_by_themselves() {
    let (mut notifier, state) = (notifier(), ana_added(false));
    assert_eq!(said(&mut notifier, &state, now(), false), NOTHING);
    let later = now() + SignedDuration::from_secs(20);
    assert_eq!(said(&mut notifier, &state, later, false), ["added: You can start / Refresh Policy to use Northwind Rail's software."]);
}

#[test]
fn nothing_is_said_in_the_first_minute_nor_to_somebody_who_looks() {
    let declined = ana_asks(RemovalState::Declined);
    let mut started = Notifier::new(now());
    assert_eq!(said(&mut started, &declined, now() + SignedDuration::from_secs(59), false), NOTHING);
    assert_eq!(said(&mut started, &declined, now() + SignedDuration::from_secs(120), false), NOTHING, "it was there at the start");
    let mut looking = notifier();
    assert_eq!(said(&mut looking, &declined, now(), true), NOTHING);
    assert_eq!(said(&mut looking, &declined, now(), false), NOTHING, "it was seen in the window");
}

#[test]
fn a_switch_silences_its_own_kind_only() {
    let state = ana_asks(RemovalState::Declined);
    let stands = current(&state, now(), &TimeZone::UTC, &Words::new(Language::En));
    assert_eq!(notifier().step(stands.clone(), now(), false, |it| it != Switch::Requests), []);
    assert_eq!(notifier().step(stands, now(), false, |it| it == Switch::Requests).len(), 1);
}

#[test]
fn administrators_hear_of_the_first_request_and_of_others_once_a_day() {
    let mut notifier = notifier();
    let with = |names: &[&str]| {
        let mut state = inbox_empty();
        state.admin.inbox.requests = names.iter().map(|it| asks(it, RemovalState::Submitted)).collect();
        state
    };
    let first = said(&mut notifier, &with(&["Ana Costa"]), now(), false);
    assert_eq!(first, ["inbox: Ana Costa asks to leave / Requests of Old Bridge Ltd"]);
    let three = with(&["Eva Lang", "Piet Jansen", "Ana Costa"]);
    assert_eq!(said(&mut notifier, &three, now() + SignedDuration::from_hours(3), false), NOTHING);
    let next_day = said(&mut notifier, &three, now() + SignedDuration::from_hours(25), false);
    assert_eq!(next_day, ["inbox: 3 people wait for your answer / Requests of Old Bridge Ltd"]);
    assert_eq!(said(&mut notifier, &with(&[]), now() + SignedDuration::from_hours(26), false), ["inbox: gone"]);
}

#[test]
fn an_answer_that_failed_is_said_until_somebody_has_read_why() {
    let (mut notifier, mut state) = (notifier(), inbox_empty());
    let failed = |at| {
        let mut state = inbox_empty();
        let failure = refused(409, "request_closed");
        state.problem = Some(failure.clone());
        state.admin.failed = Some(FailedChange { failure, at, screen: Screen::Requests });
        state
    };
    let said_so = ["answer: That did not work / Something stands against it."];
    assert_eq!(said(&mut notifier, &failed(now()), now(), false), said_so);
    assert_eq!(said(&mut notifier, &failed(now()), now() + SignedDuration::from_hours(1), false), NOTHING, "never twice");
    assert_eq!(said(&mut notifier, &state, now(), false), ["answer: gone"]);
    assert_eq!(said(&mut notifier, &failed(now() + SignedDuration::from_mins(1)), now(), false), said_so, "another try, another failure");
    state.problem = Some(refused(409, "something_else"));
    state.admin.failed = failed(now()).admin.failed;
    assert_eq!(said(&mut notifier, &state, now(), false), ["answer: gone"], "what is shown now is something else");
}

#[test]
fn licences_that_end_and_sign_in_that_ends_are_said_at_their_steps() {
    let mut state = signed_in(ana());
    state.sign_in_by = Fact::Known { value: now() + SignedDuration::from_hours(70), as_of: now() };
    let mut notifier = notifier();
    let expected = ["sign-in: Sign in by Sun 17 May / After that, your licences are no longer refreshed."];
    assert_eq!(said(&mut notifier, &state, now(), false), expected);
    assert_eq!(said(&mut notifier, &state, now() + SignedDuration::from_hours(40), false), NOTHING);
    assert_eq!(said(&mut notifier, &state, now() + SignedDuration::from_hours(47), false), expected, "one day before");
    let mut ends = signed_in(ana());
    ends.policy.products[1].contract_ends = Some(now() + SignedDuration::from_hours(13 * 24));
    assert_eq!(said(&mut notifier, &ends, now(), false), ["sign-in: gone", "product-ends: Bridge Modeler licence ends 27 May"]);
}

#[test]
fn what_may_heal_is_given_five_minutes() {
    let mut state = signed_in(ana());
    state.policy.condition = domicile_workstation::vocabulary::PolicyState::Corrupt;
    let mut notifier = notifier();
    assert_eq!(said(&mut notifier, &state, now(), false), NOTHING);
    assert_eq!(said(&mut notifier, &signed_in(ana()), now() + SignedDuration::from_mins(2), false), NOTHING);
    assert_eq!(said(&mut notifier, &state, now() + SignedDuration::from_mins(4), false), NOTHING, "it begins anew");
    assert_eq!(said(&mut notifier, &state, now() + SignedDuration::from_mins(10), false).len(), 1);
}
