//! Asking administrators for something beside leaving: when it is offered, what stands there once it was asked, and what they read.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sample;

use domicile_model::person::LockReason;
use domicile_model::person_request::RequestKind;
use domicile_model::removal::{RemovalState, Route};
use domicile_words::Language;
use domicile_workstation::overview::{ActionView, Overview};
use domicile_workstation::request::{Ask, Request};
use domicile_workstation::state::{Fact, State};
use sample::asks::{asked_to_join, having_asked, inbox_with_asks, locked_and_asked, may_ask_to_join, role_declined};
use sample::{ana, ana_locked, locked, shown, shown_in, signed_in};

fn buttons(overview: &Overview) -> Vec<&str> {
    overview.headline.primary.iter().chain(&overview.headline.secondary).map(|it| it.label.as_str()).collect()
}

fn asks_for(action: Option<&ActionView>) -> Option<&Ask> {
    match &action?.request {
        Request::Ask { ask } => Some(ask),
        _ => None,
    }
}

#[test]
fn who_is_locked_asks_to_be_unlocked_by_one_button() {
    let it = shown(&ana_locked());
    assert_eq!(asks_for(it.headline.primary.as_ref()), Some(&Ask::Unlock));
    assert_eq!(buttons(&it), ["Ask to be unlocked", "Copy message for an administrator", "Check again"]);
    assert_eq!(it.asks, []);

    let it = shown(&locked_and_asked());
    let summary = "You asked to be unlocked. The administrators of Old Bridge Ltd have had the request since Tue 12 May (2 days ago). \
                   Without an answer, they get a reminder on Fri 15 May.";
    assert_eq!((it.headline.detail.as_deref(), it.asks[0].summary.as_str()), (Some(summary), summary));
    assert_eq!(buttons(&it), ["Check again", "Copy message for an administrator"]);
    assert!(matches!(&it.asks[0].actions[..], [withdraw] if withdraw.request == Request::WithdrawAsk { id: "a-unlock".to_owned() }));
}

#[test]
fn nobody_asks_for_what_no_administrator_can_do() {
    for reason in [LockReason::Support, LockReason::DirectoryDisabled] {
        let mut me = ana();
        me.lock = locked(reason);
        let it = shown(&signed_in(me));
        assert!(!buttons(&it).contains(&"Ask to be unlocked"), "{:?}", buttons(&it));
    }
    let mut old = ana_locked();
    old.stale = true;
    assert!(!buttons(&shown(&old)).contains(&"Ask to be unlocked"), "what is known is old");
}

#[test]
fn an_account_that_invited_is_asked_to_add() {
    let it = shown(&may_ask_to_join());
    assert_eq!(asks_for(it.headline.primary.as_ref()), Some(&Ask::Add { account: "northwind-rail".to_owned() }));
    assert_eq!(it.headline.primary.as_ref().map(|it| it.label.as_str()), Some("Ask Northwind Rail to add you"));
    let it = shown(&asked_to_join());
    assert!(it.headline.detail.as_deref().is_some_and(|it| it.starts_with("You asked to be added. The administrators of Northwind Rail")));
    assert!(!buttons(&it).iter().any(|it| it.starts_with("Ask ")), "{:?}", buttons(&it));
}

#[test]
fn an_answer_stands_for_two_weeks_and_can_be_asked_again() {
    let it = shown(&role_declined());
    assert_eq!(it.asks[0].summary, "You asked for the role Beta. Maria Silva declined that on Wed 13 May.");
    assert_eq!(it.asks[0].decline_reason.as_deref(), Some("Please finish the handover first."));
    assert!(asks_for(it.asks[0].actions.first()).is_some());
    let over = |change: fn(&mut domicile_model::wire::PersonRequest)| {
        let mut state = role_declined();
        if let Fact::Known { value: me, .. } = &mut state.me {
            change(&mut me.requests[0]);
        }
        shown(&state).asks.len()
    };
    assert_eq!(over(|it| it.ended = Some(sample::at("2026-04-29T00:00:00Z"))), 0);
    assert_eq!(over(|it| it.state = RemovalState::Fulfilled.into()), 0, "what is done is seen where it shows");
    assert_eq!(over(|it| it.state = RemovalState::Withdrawn.into()), 0);
}

#[test]
fn from_the_third_day_on_a_reminder_is_offered() {
    let with = |change: fn(&mut domicile_model::wire::PersonRequest)| {
        let mut state = locked_and_asked();
        if let Fact::Known { value: me, .. } = &mut state.me {
            change(&mut me.requests[0]);
        }
        let shown = shown(&state);
        (shown.asks[0].actions.len(), shown.asks[0].summary.clone())
    };
    assert_eq!(with(|_| {}).0, 1);
    let (buttons, summary) = with(|it| it.submitted = sample::at("2026-05-11T08:00:00Z"));
    assert!(buttons == 2 && summary.ends_with("they get a reminder on Mon 18 May."), "{summary}");
    let (_, summary) = with(|it| it.submitted = sample::at("2026-05-05T08:00:00Z"));
    assert!(summary.ends_with("Without an answer, it ends on Tue 26 May."), "{summary}");
    let (buttons, summary) = with(|it| {
        it.route = Route::Support.into();
        it.service_request = Some("SR-1".to_owned());
    });
    assert!(buttons == 1 && summary.contains("Support has had the request") && !summary.contains("reminder"), "{summary}");
}

#[test]
fn an_administrator_does_it_by_one_press_or_declines() {
    let it = shown(&inbox_with_asks());
    let admin = it.admin.unwrap();
    assert_eq!(admin.waiting, 4);
    let open: Vec<_> = admin.inbox.asks.iter().filter(|it| it.open).map(|it| (it.title.as_str(), it.actions[0].label.as_str())).collect();
    assert_eq!(
        open,
        [
            ("Ana Costa asks to be unlocked", "Unlock"),
            ("Ana Costa asks for the licence country France", "Set licence country France"),
            ("Ana Costa asks for the role SDK download", "Give the role SDK download"),
            ("yara.haddad@example.com asks to be added", "Add to account"),
        ]
    );
    let answered = admin.inbox.asks.iter().find(|it| !it.open).unwrap();
    assert_eq!((answered.actions.len(), answered.state_text.as_str()), (0, "Declined on Wed 13 May"));
}

#[test]
fn the_sentences_read_in_every_language() {
    let states: Vec<State> = RequestKind::ALL
        .iter()
        .flat_map(|kind| RemovalState::ALL.map(|state| having_asked(signed_in(ana()), *kind, state)))
        .chain([inbox_with_asks(), may_ask_to_join()])
        .collect();
    for (state, language) in states.iter().flat_map(|it| Language::ALL.iter().map(move |language| (it, *language))) {
        let it = shown_in(state, language);
        for ask in &it.asks {
            assert!(!ask.summary.contains(['{', '$']) && !ask.summary.contains("ask-") && ask.summary.ends_with('.'), "{}", ask.summary);
        }
    }
}
