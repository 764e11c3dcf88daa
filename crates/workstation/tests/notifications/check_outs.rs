//! What the desktop says of check-outs: the answer to one's own request, and to administrators that somebody waits.

use crate::sample::check_outs::{HERE, inbox_with_wishes, mine, of};
use crate::sample::*;
use domicile_model::check_out::CheckOutState;
use domicile_words::{Language, Words};
use domicile_workstation::notifications::{Notification, Notifier, current};
use domicile_workstation::request::Request;
use domicile_workstation::state::{Fact, State};
use domicile_workstation::vocabulary::{Screen, Switch};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// What stands of check-outs at a moment.
fn stands(state: &State, when: Timestamp) -> Vec<Notification> {
    let all = current(state, when, &TimeZone::UTC, &Words::new(Language::En));
    all.into_iter().filter(|it| it.subject.contains("check-out")).collect()
}

fn said(state: &State) -> Vec<String> {
    stands(state, now()).iter().map(|it| format!("{}: {} / {}", it.subject, it.title, it.body)).collect()
}

fn with(check_outs: &[(&str, CheckOutState)]) -> State {
    let check_outs = check_outs.iter().map(|(product, state)| mine(product, *state, HERE)).collect();
    State { check_outs, ..signed_in(ana()) }
}

#[test]
fn an_answer_is_said_with_its_reason_or_its_end() {
    use CheckOutState::{Asked, Cancelled, CheckedOut, Declined, Ended, Expired, Returned, Withdrawn};
    let allowed = "check-out: You can use Bridge Modeler offline / Until Wed 27 May, on “ana-laptop”.";
    let declined = "check-out: You can’t check out Bridge Modeler / Please take the train with Wi-Fi.";
    assert_eq!(said(&with(&[("bridge-modeler", CheckedOut)])), [allowed]);
    assert_eq!(said(&with(&[("bridge-modeler", Declined)])), [declined]);
    for nothing_new in [Asked, Withdrawn, Returned, Ended, Cancelled, Expired] {
        assert_eq!(said(&with(&[("bridge-modeler", nothing_new)])), Vec::<String>::new(), "{nothing_new:?}");
    }
    let mut without_a_reason = with(&[("bridge-modeler", Declined)]);
    without_a_reason.check_outs[0].reason = None;
    assert_eq!(said(&without_a_reason), ["check-out: You can’t check out Bridge Modeler / "]);
    let it = &stands(&with(&[("bridge-modeler", CheckedOut)]), now())[0];
    assert_eq!((it.switch, &it.action.request), (Switch::Requests, &Request::OpenWindow { screen: Screen::Licences }));
}

#[test]
fn the_newest_answer_speaks_for_a_week() {
    let mut state = with(&[("bridge-modeler", CheckOutState::CheckedOut), ("terrain-viewer", CheckOutState::Declined)]);
    let answered = at("2026-05-13T15:30:00Z");
    state.check_outs[1].answered = Some(answered + SignedDuration::from_secs(1));
    assert_eq!(said(&state), ["check-out: You can’t check out Terrain Viewer / Please take the train with Wi-Fi."]);
    state.check_outs[1].answered = None;
    let week = answered + SignedDuration::from_hours(7 * 24);
    assert_eq!(stands(&state, week).len(), 1);
    assert_eq!(stands(&state, week + SignedDuration::from_nanos(1)), []);
}

#[test]
fn administrators_hear_who_waits() {
    let state = inbox_with_wishes();
    assert_eq!(said(&state), ["inbox-check-out: 2 people wait for your answer / Requests of Old Bridge Ltd"]);
    let mut one = state.clone();
    one.admin.inbox.check_outs = vec![of("Piet Jansen", "bridge-modeler", CheckOutState::Asked)];
    let found = stands(&one, now());
    assert_eq!(found[0].title, "Piet Jansen asks to check out Bridge Modeler");
    assert_eq!((found[0].switch, &found[0].action.request), (Switch::Admin, &Request::OpenWindow { screen: Screen::Requests }));
    one.admin.inbox.check_outs = vec![of("Piet Jansen", "bridge-modeler", CheckOutState::CheckedOut)];
    assert_eq!(said(&one), Vec::<String>::new());
    let mut no_administrator = state;
    if let Fact::Known { value: me, .. } = &mut no_administrator.me {
        me.inbox = None;
    }
    assert_eq!(said(&no_administrator), Vec::<String>::new());
}

#[test]
fn administrators_hear_of_more_check_outs_once_a_day() {
    let mut notifier = Notifier::new(now() - SignedDuration::from_hours(1));
    let mut shown = |state: &State, when: Timestamp| notifier.step(stands(state, when), when, false, |_| true).len();
    let mut state = inbox_with_wishes();
    let second = state.admin.inbox.check_outs.remove(1);
    assert_eq!(shown(&state, now()), 1);
    state.admin.inbox.check_outs.push(second);
    assert_eq!(shown(&state, now() + SignedDuration::from_hours(23)), 0);
    assert_eq!(shown(&state, now() + SignedDuration::from_hours(24)), 1);
}
