//! The end of a move: welcomed once, by the same sentence everywhere, until it is put away or a day has passed.

use crate::sample::*;
use domicile_words::{Language, Words};
use domicile_workstation::journey::{course, has_arrived};
use domicile_workstation::messages::letter;
use domicile_workstation::overview::Verdict;
use domicile_workstation::present::overview;
use domicile_workstation::request::Request;
use domicile_workstation::state::{Fact, LicenceState, Session, State};
use domicile_workstation::tray::{Entry, tray};
use domicile_workstation::vocabulary::{ConnectionState, Message, PolicyState};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

fn with(mut state: State, change: impl FnOnce(&mut State)) -> State {
    change(&mut state);
    state
}

/// Whether a state welcomes.
fn welcomes(state: &State) -> bool {
    let shown = shown(state);
    let welcomed = shown.arrival.is_some();
    assert_eq!(
        welcomed,
        shown.headline.text == "Welcome to Northwind Rail",
        "the headline and the screen say the same: {:?}",
        shown.headline
    );
    welcomed
}

#[test]
fn whoever_has_moved_is_welcomed_with_what_is_ready_and_whom_to_ask() {
    let state = ana_arrived();
    let detail = "Your move is done. 2 licences are ready.";
    crate::says(&state, Verdict::CanWork, "Welcome to Northwind Rail", detail, &["Refresh Policy"]);
    let shown = shown(&state);
    let arrival = shown.arrival.as_ref().unwrap();
    let ready: Vec<_> = arrival.ready.iter().map(|it| (it.name.as_str(), it.until.as_str())).collect();
    assert_eq!(ready, [("Rail Designer", "until 31 December"), ("Terrain Viewer", "no end")]);
    assert_eq!(
        arrival.missing,
        "If a product, a role or another licence country is missing, ask Nora Lindqvist: administrators of Northwind Rail can give it to you."
    );
    assert_eq!(arrival.action.request, Request::DismissArrival);
    let menu = tray(&shown, &Words::new(Language::En)).menu;
    assert!(menu.contains(&Entry::Status { label: "Welcome to Northwind Rail".to_owned() }), "{menu:?}");
}

#[test]
fn whom_to_ask_is_never_oneself() {
    let alone = with(ana_arrived(), |it| {
        let Fact::Known { value: me, .. } = &mut it.me else { return };
        me.administrators[0].id = me.user.id.clone();
    });
    let missing = shown(&alone).arrival.unwrap().missing;
    assert_eq!(missing, "If something is missing: Northwind Rail has no other administrator, so support is the one to ask.");
}

#[test]
fn it_is_said_once_and_to_nobody_who_never_moved() {
    assert!(welcomes(&ana_arrived()));
    assert!(!welcomes(&with(ana_arrived(), |it| it.intent.arrival_dismissed = Some(now()))), "it was put away");
    assert!(!welcomes(&signed_in(ana())), "never moved");
    assert!(!welcomes(&signed_in(member("Ana Costa", "northwind-rail"))));
    assert!(!welcomes(&ana_added(false)), "licences are still to come");
    assert!(!welcomes(&ana_added(true)), "locked");
    let another_computer = with(ana_arrived(), |it| it.intent = Default::default());
    assert!(!welcomes(&another_computer), "a move that this computer never saw");
}

#[test]
fn it_ends_with_the_day() {
    let finished = at("2026-05-14T09:00:00Z");
    let state = with(ana_arrived(), |it| it.intent.finished = Some(finished));
    let welcomes_at = |now: Timestamp| course(&state, now).is_some_and(|it| has_arrived(&state, &it, now));
    let day = finished + SignedDuration::from_hours(24);
    assert!(welcomes_at(finished) && welcomes_at(day) && !welcomes_at(day + SignedDuration::from_nanos(1)));
}

#[test]
fn it_gives_way_to_what_keeps_somebody_from_work() {
    for (what, change) in [
        ("signed out since", (|it: &mut State| it.session = Session::Ended) as fn(&mut State)),
        ("the service is away", |it| {
            it.connection.state = ConnectionState::Offline;
            it.stale = true;
        }),
        ("the licence file ran out", |it| it.policy.condition = PolicyState::Expired),
        ("nothing is ready", |it| it.policy.products.iter_mut().for_each(|it| it.standing = LicenceState::Denied("restricted".to_owned()))),
        ("there is something newer", |it| it.policy.version = Some(1)),
    ] {
        assert!(!welcomes(&with(ana_arrived(), change)), "{what}");
    }
}

#[test]
fn it_is_said_in_every_language() {
    for (language, text) in [(Language::De, "Willkommen bei Northwind Rail"), (Language::Es, "Le damos la bienvenida a Northwind Rail")] {
        let shown = overview(&ana_arrived(), now(), &TimeZone::UTC, &Words::new(language));
        assert_eq!(shown.headline.text, text);
        assert!(shown.arrival.unwrap().missing.contains("Nora Lindqvist"));
    }
}

#[test]
fn who_has_moved_writes_about_what_is_missing_and_not_about_moving() {
    let finished = with(ana_arrived(), |it| it.intent.finished = Some(now()));
    let letter = letter(&finished, Message::NewAdmin, Some("nora.lindqvist@northwind.example.com"), &Words::new(Language::En)).unwrap();
    assert_eq!(letter.subject, "Something is missing for ana.costa@oldbridge.example.com");
    assert!(letter.text.starts_with("Hello Nora Lindqvist,\n\nI have joined Northwind Rail and can sign in as "), "{}", letter.text);
}
