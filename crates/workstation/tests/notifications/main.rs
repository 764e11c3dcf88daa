//! What the desktop says outside the window, and when it keeps silent.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod check_outs;
#[path = "../sample/mod.rs"]
mod sample;

use domicile_model::removal::RemovalState;
use domicile_words::{Language, Words};
use domicile_workstation::notifications::{NotificationCommand, Notifier, current};
use domicile_workstation::request::Request;
use domicile_workstation::state::{Fact, FailedChange, Session, State};
use domicile_workstation::vocabulary::{Message, PolicyState, Screen, Switch};
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
    let expected = ["request: No answer yet / Your request expires on Tue 26 May. Ask another administrator?"];
    assert_eq!(said(&mut notifier, &state_fine, soon, false), expected);
}

#[test]
fn added_and_unlocked_is_said_where_licences_do_not_come_by_themselves() {
    let (mut notifier, state) = (notifier(), ana_added(false));
    assert_eq!(said(&mut notifier, &state, now(), false), NOTHING);
    let later = now() + SignedDuration::from_secs(20);
    assert_eq!(said(&mut notifier, &state, later, false), ["added: You can start / Refresh Policy to use Northwind Rail’s software."]);
}

#[test]
fn nothing_is_said_in_the_first_minute_nor_to_somebody_who_looks() {
    let declined = ana_asks(RemovalState::Declined);
    let mut started = Notifier::new(now());
    assert_eq!(said(&mut started, &declined, now() + SignedDuration::from_secs(59), false), NOTHING);
    assert_eq!(said(&mut started, &declined, now() + SignedDuration::from_secs(120), false), NOTHING, "it was there at the start");
    let mut a_minute_ago = Notifier::new(now());
    assert_eq!(said(&mut a_minute_ago, &declined, now() + SignedDuration::from_secs(60), false).len(), 1, "the minute is over");
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
    assert_eq!(said(&mut notifier, &ends, now(), false), ["sign-in: gone", "product-ends: Bridge Modeler: licence ends on 27 May"]);
}

#[test]
fn what_may_heal_is_given_five_minutes() {
    let mut state = signed_in(ana());
    state.policy.condition = PolicyState::Corrupt;
    let mut notifier = notifier();
    assert_eq!(said(&mut notifier, &state, now(), false), NOTHING);
    assert_eq!(said(&mut notifier, &signed_in(ana()), now() + SignedDuration::from_mins(2), false), NOTHING);
    assert_eq!(said(&mut notifier, &state, now() + SignedDuration::from_mins(4), false), NOTHING, "it begins anew");
    assert_eq!(said(&mut notifier, &state, now() + SignedDuration::from_mins(10), false).len(), 1);
}

/// Who has left, with the news of a request that ends soon, and so on: what stands at one moment, by its subject.
fn subjects(state: &State, when: Timestamp) -> Vec<&'static str> {
    current(state, when, &TimeZone::UTC, &Words::new(Language::En)).into_iter().map(|it| it.subject).collect()
}

#[test]
fn nothing_is_said_of_somebody_who_is_not_signed_in() {
    for (session, speaks) in [
        (Session::SignedIn, true),
        (Session::Ended, true),
        (Session::SignedOut, false),
        (Session::Starting, false),
        (Session::WaitingForBrowser { url: None }, false),
        (Session::WaitingForCode(None), false),
    ] {
        let state = State { session: session.clone(), ..ana_asks(RemovalState::Declined) };
        assert_eq!(subjects(&state, now()) == ["request"], speaks, "{session:?}");
    }
    assert_eq!(subjects(&State { me: Fact::Unknown, ..ana_asks(RemovalState::Declined) }, now()), NOTHING);
}

#[test]
fn only_an_open_request_ends_soon_and_only_who_is_gone_has_left() {
    let soon = at("2026-05-25T10:00:00Z");
    for (state, speaks) in [
        (RemovalState::Submitted, true),
        (RemovalState::Seen, true),
        (RemovalState::Approved, true),
        (RemovalState::Blocked, true),
        (RemovalState::Declined, true),
        (RemovalState::Expired, true),
        (RemovalState::Withdrawn, false),
        // Fulfilled, and yet a member: restored.
        (RemovalState::Fulfilled, false),
    ] {
        let mut asks = ana_asks(state);
        asks.policy.products.clear();
        assert_eq!(subjects(&asks, soon).contains(&"request"), speaks, "{state:?}");
    }
}

#[test]
fn who_left_carries_a_message_to_the_account_that_wants_them() {
    let mut state = ana_left();
    let say = |state: &State| said(&mut notifier(), state, now(), false);
    assert_eq!(say(&state), ["request: You left Old Bridge Ltd / Your new organisation can add you now."]);
    state.intent.target = Some("Typed by hand".to_owned());
    assert_eq!(say(&state), ["request: You left Old Bridge Ltd / Typed by hand can add you now."]);
    if let Fact::Known { value: me, .. } = &mut state.me {
        me.offers = vec![offer("northwind-rail")];
    }
    assert_eq!(say(&state), ["request: You left Old Bridge Ltd / Northwind Rail can add you now."]);
    let stands = current(&state, now(), &TimeZone::UTC, &Words::new(Language::En));
    assert_eq!(stands[0].action.request, Request::CopyMessage { message: Message::NewAdmin, language: None });
}

#[test]
fn a_decline_without_a_reason_names_the_account() {
    for reason in [None, Some(" ")] {
        let mut state = ana_asks(RemovalState::Declined);
        if let Fact::Known { value: me, .. } = &mut state.me {
            me.request.iter_mut().for_each(|it| it.decline_reason = reason.map(ToOwned::to_owned));
        }
        assert_eq!(
            said(&mut notifier(), &state, now(), false),
            ["request: Your request was declined / Old Bridge Ltd declined without giving a reason."]
        );
    }
}

#[test]
fn arrived_with_licences_is_said_at_once_and_opens_the_window() {
    let mut state = ana_added(false);
    state.policy = policy("northwind-rail");
    state.policy.version = Some(9);
    let ready = current(&state, now(), &TimeZone::UTC, &Words::new(Language::En));
    assert_eq!(
        ready.iter().map(|it| (it.subject, &it.action.request)).collect::<Vec<_>>(),
        [("added", &Request::OpenWindow { screen: Screen::Home })]
    );
    assert_eq!(said(&mut notifier(), &state, now(), false).len(), 1);
    let waits = current(&ana_added(false), now(), &TimeZone::UTC, &Words::new(Language::En));
    assert!(waits.iter().any(|it| it.subject == "added" && it.action.request == Request::RefreshPolicy));
    assert!(!subjects(&ana_added(true), now()).contains(&"added"), "locked: not yet");
    assert!(!subjects(&ana_left(), now()).contains(&"added"), "belongs to nobody: not yet");
}

#[test]
fn what_settles_waits_to_the_second_and_the_next_look_is_known() {
    let mut notifier = notifier();
    let (state, words) = (ana_added(false), Words::new(Language::En));
    let stands = || current(&state, now(), &TimeZone::UTC, &words).into_iter().filter(|it| it.subject == "added").collect::<Vec<_>>();
    let seconds = SignedDuration::from_secs;
    assert_eq!(notifier.step(stands(), now(), false, all), []);
    assert_eq!(notifier.step(stands(), now() + seconds(14), false, all), []);
    assert_eq!(notifier.step(stands(), now() + seconds(15), false, all).len(), 1);
}

#[test]
fn a_session_and_a_licence_are_said_to_end_at_their_steps() {
    let hours = SignedDuration::from_hours;
    let sign_in_at = |left: i64| {
        let mut state = signed_in(ana());
        state.sign_in_by = Fact::Known { value: now() + hours(left), as_of: now() };
        subjects(&state, now()).contains(&"sign-in")
    };
    assert_eq!([73, 72, 25, 24, 1, 0, -5].map(sign_in_at), [false, true, true, true, true, true, true]);
    let ends_in = |left: SignedDuration| {
        let mut state = signed_in(ana());
        state.policy.products[1].contract_ends = Some(now() + left);
        subjects(&state, now()).contains(&"product-ends")
    };
    let second = SignedDuration::from_secs(1);
    assert_eq!([hours(14 * 24) + second, hours(14 * 24), hours(3 * 24), hours(0)].map(ends_in), [false, true, true, true]);
}

#[test]
fn the_first_product_that_is_ready_and_ends_is_named() {
    let mut state = signed_in(ana());
    let soon = |days: i64| Some(now() + SignedDuration::from_hours(24 * days));
    // archive-reader has ended before and is not ready: nothing is said of it.
    state.policy.products[0].contract_ends = soon(1);
    state.policy.products[1].contract_ends = soon(9);
    state.policy.products[4].contract_ends = soon(8);
    assert_eq!(said(&mut notifier(), &state, now(), false), ["product-ends: Terrain Viewer: licence ends on 22 May"]);
    state.policy.products[1].contract_ends = soon(8);
    assert_eq!(
        said(&mut notifier(), &state, now(), false),
        ["product-ends: Bridge Modeler: licence ends on 22 May"],
        "the first by its id"
    );
}

#[test]
fn that_no_work_is_possible_is_said_to_members_with_a_licence_file() {
    let speaks = |state: &State| subjects(state, now()).contains(&"work");
    let with = |condition| {
        let mut state = signed_in(ana());
        state.policy.condition = condition;
        state
    };
    use PolicyState as C;
    for condition in [C::Expired, C::ClockSuspect, C::RolledBack, C::WrongMachine, C::UnknownKey, C::Corrupt] {
        assert!(speaks(&with(condition)), "{condition:?}");
    }
    for condition in [C::Unread, C::NoPolicy, C::Valid, C::RefreshDue] {
        assert!(!speaks(&with(condition)), "{condition:?}");
    }
    assert!(!speaks(&ana_left()), "who belongs to nobody expects nothing else");
}

#[test]
fn that_no_work_is_possible_is_said_again_the_next_day() {
    let mut state = signed_in(ana());
    state.policy.condition = PolicyState::Corrupt;
    let mut notifier = notifier();
    let mut say = |when: Timestamp| {
        said(&mut notifier, &state, when, false);
        said(&mut notifier, &state, when + SignedDuration::from_mins(5), false).len()
    };
    assert_eq!(say(now()), 1);
    assert_eq!(say(now() + SignedDuration::from_hours(2)), 0, "once a day");
    assert_eq!(say(now() + SignedDuration::from_hours(24)), 1);
}

#[test]
fn a_click_leads_where_the_fact_is() {
    let request = |state: &State, subject: &str| {
        let stands = current(state, now(), &TimeZone::UTC, &Words::new(Language::En));
        stands.into_iter().find(|it| it.subject == subject).unwrap().action.request
    };
    let open = |screen| Request::OpenWindow { screen };
    let mut inbox = inbox_empty();
    inbox.admin.inbox.requests = vec![asks("Ana Costa", RemovalState::Submitted)];
    let id = inbox.admin.inbox.requests[0].id.as_str().to_owned();
    assert!(matches!(request(&inbox, "inbox"), Request::Administer { .. }), "one request: {id}");
    inbox.admin.inbox.requests.push(asks("Eva Lang", RemovalState::Submitted));
    assert_eq!(request(&inbox, "inbox"), open(Screen::Requests));
    inbox.admin.inbox.requests = vec![asks("Ana Costa", RemovalState::Seen)];
    assert!(!subjects(&inbox, now()).contains(&"inbox"), "seen: somebody has opened it");
    let failure = refused(409, "request_closed");
    inbox.problem = Some(failure.clone());
    inbox.admin.failed = Some(FailedChange { failure, at: now(), screen: Screen::People });
    assert_eq!(request(&inbox, "answer"), open(Screen::People));
    let mut ends = signed_in(ana());
    ends.policy.products[1].contract_ends = Some(now() + SignedDuration::from_hours(24));
    assert_eq!(request(&ends, "product-ends"), open(Screen::Licences));
    ends.sign_in_by = Fact::Known { value: now(), as_of: now() };
    assert_eq!(request(&ends, "sign-in"), Request::SignIn { hint: Some("ana.costa@oldbridge.example.com".to_owned()) });
    assert_eq!(request(&ana_asks(RemovalState::Declined), "request"), open(Screen::Home));
}
