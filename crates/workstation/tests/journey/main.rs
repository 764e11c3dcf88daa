//! The move from one account to another, step by step: which is done, which is now, who acts next, and how long a move is still shown.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

mod intent;
#[path = "../sample/mod.rs"]
mod sample;

use domicile_model::country::{CountryCode, DecidedBy, EffectiveCountry};
use domicile_model::person::LockReason;
use domicile_model::preflight::Blocker;
use domicile_model::removal::{RemovalState, Route};
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Me, RemovalRequest};
use domicile_workstation::journey::{Course, StepId, branches, course, finished, wrong_country};
use domicile_workstation::state::{Fact, Intent, LicenceState, State};
use domicile_workstation::vocabulary::{PolicyState, StepState, WaitingFor};
use jiff::{SignedDuration, Timestamp};
use sample::*;

/// Every step with its state and whom it waits for: `affiliated=done … added=now:new_admin …`.
fn steps(course: &Course) -> String {
    let state = |it: StepState| serde_json::to_value(it).unwrap().as_str().unwrap().to_owned();
    let waiting =
        |it: Option<WaitingFor>| it.map_or_else(String::new, |it| format!(":{}", serde_json::to_value(it).unwrap().as_str().unwrap()));
    let line: Vec<_> = course.steps.iter().map(|it| format!("{}={}{}", it.id.code(), state(it.state), waiting(it.waiting))).collect();
    line.join(" ")
}

/// A state, changed.
fn with(mut state: State, change: impl FnOnce(&mut State)) -> State {
    change(&mut state);
    state
}

/// A state, with what the service says of the person changed.
fn with_me(state: State, change: impl FnOnce(&mut Me)) -> State {
    with(state, |it| match &mut it.me {
        Fact::Known { value, .. } => change(value),
        Fact::Unknown => panic!("nothing is known"),
    })
}

fn asks_at(name: &str, id: &str) -> State {
    let mut me = member(name, id);
    me.request = Some(request(&me, RemovalState::Submitted));
    signed_in(me)
}

/// Ana at her new account with a country that an administrator set, and the licence file of this account.
fn ana_with_country(code: &str, file: &str, version: u64, reason: &str) -> State {
    let explicit = EffectiveCountry { code: Some(CountryCode::parse(code).unwrap()), decided_by: DecidedBy::Explicit };
    with(with_me(ana_added(false), |it| it.country = explicit.into()), |it| {
        it.policy = policy(file);
        it.policy.version = Some(version);
        it.policy.products[0].standing = LicenceState::Denied(reason.to_owned());
    })
}

fn arrived() -> State {
    ana_arrived()
}

#[test]
fn the_steps_of_every_situation() {
    let offered = |how: TransferState| {
        move |it: &mut Me| {
            it.offers = vec![offer("northwind-rail")];
            it.offers[0].state = how.into();
        }
    };
    let rows = [
        ("asked", ana_asks(RemovalState::Submitted), "done done now:old_admin not_yet not_yet not_yet not_needed not_yet"),
        ("seen", ana_asks(RemovalState::Seen), "done done now:old_admin not_yet not_yet not_yet not_needed not_yet"),
        ("approved", ana_asks(RemovalState::Approved), "done done now:old_admin not_yet not_yet not_yet not_needed not_yet"),
        ("blocked", ana_asks(RemovalState::Blocked), "done done blocked:old_admin not_yet not_yet not_yet not_needed not_yet"),
        ("asked the IT", asks_at("Lena Vogt", "harbour"), "done done now:old_it not_yet not_yet not_yet not_needed not_yet"),
        ("asked support", asks_at("Sam Quarry", "quarry"), "done done now:support not_yet not_yet not_yet not_needed not_yet"),
        ("declined", ana_asks(RemovalState::Declined), "done now:you not_yet not_yet not_yet not_yet not_needed not_yet"),
        ("no answer", ana_asks(RemovalState::Expired), "done now:you not_yet not_yet not_yet not_yet not_needed not_yet"),
        ("left", ana_left(), "done done done now:new_admin not_yet not_yet not_needed not_yet"),
        (
            "left, and an offer waits for a word",
            with_me(ana_left(), offered(TransferState::Offered)),
            "done done done now:you not_yet not_yet not_needed not_yet",
        ),
        (
            "left, with an accepted offer",
            with_me(ana_left(), offered(TransferState::Accepted)),
            "done done done now:new_admin not_yet not_yet not_needed not_yet",
        ),
        ("added, still locked", ana_added(true), "done done done done now:new_admin done not_needed not_yet"),
        ("added and unlocked", ana_added(false), "done done done done done done not_needed now:you"),
        ("arrived", arrived(), "done done done done done done not_needed done"),
        (
            "a country where the account owns nothing",
            ana_with_country("DE", "northwind-rail", 9, "country_without_entitlements"),
            "done done done done done blocked:new_admin not_needed done",
        ),
        (
            "a country of the contract, set by hand",
            ana_with_country("FR", "northwind-rail", 9, "other_country"),
            "done done done done done done not_needed done",
        ),
        (
            "a country that no licence file speaks of yet",
            ana_with_country("DE", "old-bridge", 9, "country_without_entitlements"),
            "done done done done done not_known not_needed now:you",
        ),
    ];
    for (name, state, expected) in rows {
        let course = course(&state, now()).unwrap_or_else(|| panic!("{name}: no move"));
        let line: Vec<String> = StepId::ALL.iter().zip(expected.split(' ')).map(|(id, it)| format!("{}={it}", id.code())).collect();
        assert_eq!(steps(&course), line.join(" "), "{name}");
        assert_eq!(
            course.is_finished(),
            !expected.contains("now") && !expected.contains("not_yet") && !expected.contains("blocked"),
            "{name}"
        );
        for (id, it) in StepId::ALL.into_iter().zip(expected.split(' ')) {
            assert_eq!(course.step(id).map(|it| it.id), Some(id), "{name}");
            assert_eq!(course.is_done(id), matches!(it, "done" | "not_needed"), "{name}: {id:?}");
        }
    }
}

#[test]
fn every_step_that_is_done_names_what_shows_it() {
    let shown = |state: &State| -> Vec<(Option<String>, Option<Timestamp>)> {
        course(state, now()).unwrap().steps.into_iter().map(|it| (it.evidence, it.at)).collect()
    };
    let row = |evidence: &str, when: Option<&str>| (Some(evidence.to_owned()), when.map(at));
    let arrived = shown(&arrived());
    assert_eq!(
        arrived[..6],
        [
            row("account:old-bridge", None),
            row("request:8f2", Some("2026-05-12T10:00:00Z")),
            row("request:8f2", Some("2026-05-13T15:30:00Z")),
            row("account:northwind-rail", Some("2026-05-14T08:30:00Z")),
            row("lock:none", None),
            row("country:FR", None),
        ]
    );
    assert_eq!(arrived[6..], [(None, None), row("policy:9", Some("2026-05-14T09:14:00Z"))]);
    // Removed by somebody else while the request was open: the request did not do it.
    let otherwise = with_me(ana_left(), |it| it.request.iter_mut().for_each(|it| it.state = RemovalState::Expired.into()));
    assert_eq!(shown(&otherwise)[2], row("request:8f2", None));
    let without_a_request = with_me(ana_left(), |it| it.request = None);
    assert_eq!(shown(&without_a_request)[1..3], [(None, None), row("account:none", None)]);
    let without_a_country =
        with_me(ana_added(false), |it| it.country = EffectiveCountry { code: None, decided_by: DecidedBy::None }.into());
    assert_eq!(shown(&without_a_country)[5], row("country:none", None));
}

#[test]
fn a_step_that_is_not_done_names_what_it_waits_on() {
    let none = "country_without_entitlements";
    let rows = [
        ("asked", ana_asks(RemovalState::Seen), StepId::Removed, "request:8f2"),
        ("blocked", ana_asks(RemovalState::Blocked), StepId::Removed, "request:8f2"),
        ("declined", ana_asks(RemovalState::Declined), StepId::Requested, "request:8f2"),
        ("no answer", ana_asks(RemovalState::Expired), StepId::Requested, "request:8f2"),
        ("a wrong country", ana_with_country("DE", "northwind-rail", 9, none), StepId::Country, "country:DE"),
        ("a country not known to be right", ana_with_country("DE", "old-bridge", 9, none), StepId::Country, "country:DE"),
    ];
    for (name, state, id, evidence) in rows {
        let course = course(&state, now()).unwrap();
        assert_eq!((course.is_done(id), course.step(id).unwrap().evidence.as_deref()), (false, Some(evidence)), "{name}");
    }
}

#[test]
fn where_to_is_told_by_the_account_then_by_an_offer_then_by_the_person() {
    let target = |state: &State| course(state, now()).unwrap().target;
    let northwind = Some("Northwind Rail".to_owned());
    let typed = with(ana_left(), |it| it.intent.target = Some("Typed by hand".to_owned()));
    assert_eq!(target(&typed), Some("Typed by hand".to_owned()));
    assert_eq!(target(&with_me(typed, |it| it.offers = vec![offer("northwind-rail")])), northwind);
    let there = with(ana_added(false), |it| it.intent.target = Some("Typed by hand".to_owned()));
    assert_eq!(target(&there), northwind);
    let offered_by_the_old_one = with_me(ana_left(), |it| it.offers = vec![offer("old-bridge")]);
    assert_eq!(target(&offered_by_the_old_one), None);
    assert_eq!(course(&ana_left(), now()).unwrap().from, named("old-bridge"));
}

/// Whether a move is shown.
fn is_shown(state: &State, now: Timestamp) -> bool {
    course(state, now).is_some()
}

/// Asserts that a move is shown until this moment included, and not a nanosecond longer.
#[track_caller]
fn shown_until(state: &State, last: Timestamp) {
    assert!(is_shown(state, last), "to the last moment");
    assert!(!is_shown(state, last + SignedDuration::from_nanos(1)), "not longer");
}

fn days(number: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * number)
}

/// When the sample's request ended.
fn ended() -> Timestamp {
    at("2026-05-13T15:30:00Z")
}

#[test]
fn a_move_begins_with_a_request_and_ends_when_it_is_withdrawn() {
    assert!(!is_shown(&signed_in(ana()), now()), "no request, no move");
    assert!(!is_shown(&ana_asks(RemovalState::Withdrawn), now()));
    assert!(!is_shown(&ana_asks(RemovalState::Fulfilled), now()), "fulfilled, and yet a member: restored");
}

#[test]
fn a_request_without_success_stays_on_the_page_for_thirty_days() {
    for state in [RemovalState::Declined, RemovalState::Expired] {
        shown_until(&ana_asks(state), ended() + days(30));
        let without_a_date = with_me(ana_asks(state), |it| it.request.iter_mut().for_each(|it| it.ended = None));
        assert!(is_shown(&without_a_date, ended() + days(400)), "{state:?}");
    }
}

#[test]
fn who_belongs_to_nobody_sees_the_move_however_long_it_takes() {
    for state in RemovalState::ALL {
        let left = with_me(ana_left(), |it| it.request.iter_mut().for_each(|it| it.state = state.into()));
        assert!(is_shown(&left, ended() + days(400)), "{state:?}");
        let elsewhere = with(left, |it| it.intent = Intent::default());
        assert!(is_shown(&elsewhere, ended() + days(400)), "{state:?}, begun on another computer");
    }
}

#[test]
fn a_finished_move_is_shown_for_a_day() {
    let finished_at = at("2026-05-14T09:00:00Z");
    shown_until(&with(arrived(), |it| it.intent.finished = Some(finished_at)), finished_at + days(1));
    let without_a_request = with_me(with(arrived(), |it| it.intent.finished = Some(finished_at)), |it| it.request = None);
    shown_until(&without_a_request, finished_at + days(1));
    assert!(is_shown(&with(without_a_request, |it| it.intent.finished = None), finished_at + days(400)));
    // Of another request that was finished long ago nothing follows for this one.
    let another = with(ana_added(true), |it| {
        it.intent.finished = Some(finished_at - days(300));
        it.intent.request = Some("another".to_owned());
    });
    assert!(is_shown(&another, finished_at + days(2)));
}

#[test]
fn a_move_that_another_computer_began_is_recognised_for_sixty_days() {
    let elsewhere = |state: State| with(state, |it| it.intent = Intent::default());
    shown_until(&elsewhere(ana_added(true)), ended() + days(60));
    assert!(!is_shown(&elsewhere(arrived()), now()), "finished before this computer heard of it");
    assert!(is_shown(&ana_added(true), ended() + days(400)), "this computer's own is remembered");
    for state in [RemovalState::Withdrawn, RemovalState::Declined, RemovalState::Expired] {
        let ended_so = with_me(ana_added(true), |it| it.request.iter_mut().for_each(|it| it.state = state.into()));
        assert!(is_shown(&ended_so, now()), "{state:?}, this computer's own");
        assert!(!is_shown(&elsewhere(ended_so), now()), "{state:?}: it did not lead here");
    }
}

#[test]
fn without_a_request_the_intent_tells_where_the_move_began() {
    let state = with_me(ana_added(true), |it| it.request = None);
    assert!(is_shown(&state, now()));
    assert!(!is_shown(&with(state.clone(), |it| it.intent.began = None), now()));
    assert!(!is_shown(&with(state.clone(), |it| it.intent.from = None), now()));
    assert!(!is_shown(&with(state, |it| it.intent.from = Some(named("northwind-rail"))), now()), "back where it began");
}

#[test]
fn while_nothing_is_known_of_the_person_the_move_is_remembered() {
    let blind = with(ana_asks(RemovalState::Seen), |it| {
        it.me = Fact::Unknown;
        it.intent.target = Some("Northwind Rail".to_owned());
    });
    let found = course(&blind, now()).unwrap();
    let unknown = "affiliated=done requested=not_known removed=not_known added=not_known unlocked=not_known country=not_known \
                   roles=not_needed refreshed=not_known";
    assert_eq!((steps(&found).as_str(), found.from, found.target.as_deref()), (unknown, named("old-bridge"), Some("Northwind Rail")));
    assert_eq!(found.branches, Vec::<&str>::new());
    assert!(!is_shown(&with(blind.clone(), |it| it.intent.began = None), now()));
    assert!(!is_shown(&with(blind.clone(), |it| it.intent.from = None), now()));
    let finished_at = at("2026-05-14T09:00:00Z");
    shown_until(&with(blind, |it| it.intent.finished = Some(finished_at)), finished_at + days(1));
}

#[test]
fn a_country_is_known_to_be_wrong_only_by_a_licence_file_that_speaks_of_it() {
    let me = |state: &State| state.me.known().unwrap().clone();
    let none = "country_without_entitlements";
    let found = |state: &State| wrong_country(state, &me(state));
    assert_eq!(found(&ana_with_country("DE", "northwind-rail", 9, none)), Some(true));
    assert_eq!(found(&ana_with_country("DE", "northwind-rail", 10, none)), Some(true), "newer than the service's answer");
    assert_eq!(found(&ana_with_country("DE", "northwind-rail", 9, "other_country")), Some(false));
    // An older file counts where it was made for the same country.
    assert_eq!(found(&ana_with_country("DE", "northwind-rail", 8, none)), None);
    assert_eq!(found(&ana_with_country("FR", "northwind-rail", 8, none)), Some(true));
    assert_eq!(found(&with(ana_with_country("DE", "northwind-rail", 9, none), |it| it.policy.version = None)), None);
    // Not one of another account, nor one that grants nothing, nor one that was withdrawn.
    assert_eq!(found(&ana_with_country("DE", "old-bridge", 9, none)), None);
    let state = ana_with_country("DE", "northwind-rail", 9, none);
    assert_eq!(found(&with(state.clone(), |it| it.policy.condition = PolicyState::Expired)), None);
    assert_eq!(found(&with(state.clone(), |it| it.policy.withdrawn = Some("locked".to_owned()))), None);
    assert_eq!(found(&with_me(state, |it| it.affiliation = None)), None);
}

#[test]
fn licences_are_the_new_ones_by_account_version_and_worth() {
    let refreshed = |state: &State| course(state, now()).unwrap().is_done(StepId::Refreshed);
    assert!(refreshed(&arrived()));
    assert!(refreshed(&with(arrived(), |it| it.policy.version = Some(10))));
    for (why, change) in [
        ("older", (|it| it.policy.version = Some(8)) as fn(&mut State)),
        ("without a version", |it| it.policy.version = None),
        ("of the old account", |it| it.policy.account = Some(named("old-bridge"))),
        ("of no account", |it| it.policy.account = None),
        ("expired", |it| it.policy.condition = PolicyState::Expired),
        ("withdrawn", |it| it.policy.withdrawn = Some("locked".to_owned())),
    ] {
        assert!(!refreshed(&with(arrived(), change)), "{why}");
    }
}

#[test]
fn the_branches_of_leaving() {
    let of = |me: &Me, removed| branches(me, me.request.as_ref(), removed);
    let asks = |state| ana_asks(state).me.known().unwrap().clone();
    assert_eq!(of(&ana(), false), ["N"]);
    assert_eq!(of(&member("Hugo Prat", "meridian"), false), ["F"]);
    assert_eq!(of(&member("Lena Vogt", "harbour"), false), ["F", "C"], "the company names the country as well");
    assert_eq!(of(&member("Sam Quarry", "quarry"), false), ["0"]);
    assert_eq!(of(&piet(), false), ["N", "FC"]);
    assert_eq!(of(&only_administrator(), false), ["N", "Self"]);
    for (state, branch) in [(RemovalState::Declined, "D"), (RemovalState::Expired, "E"), (RemovalState::Withdrawn, "X")] {
        assert_eq!(of(&asks(state), false), ["N", branch]);
    }
    for state in [RemovalState::Submitted, RemovalState::Seen, RemovalState::Approved] {
        assert_eq!(of(&asks(state), false), ["N"]);
    }
    // A blocked request brings its own blockers; the outlook counts where there is none.
    assert_eq!(of(&asks(RemovalState::Blocked), false), ["N", "FC"]);
    for (blocker, found) in [
        (Blocker::FulfilmentContact, vec!["N", "FC"]),
        (Blocker::LastAdministrator, vec!["N", "Self"]),
        (Blocker::AssignedLicence, vec!["N"]),
    ] {
        let mut me = asks(RemovalState::Blocked);
        me.request.iter_mut().for_each(|it| it.blockers = vec![blocker.into()]);
        assert_eq!(of(&me, false), found, "{blocker:?}");
        let mut me = ana();
        me.removal.iter_mut().for_each(|it| it.blockers = vec![blocker.into()]);
        assert_eq!(of(&me, false), found, "{blocker:?} in sight");
    }
    let mut by_support = asks(RemovalState::Submitted);
    by_support.request.iter_mut().for_each(|it| it.route = Route::Support.into());
    assert_eq!(of(&by_support, false), ["N", "0"]);
    // A lock that the removal brought is no branch; every other is.
    let mut left = ana_left().me.known().unwrap().clone();
    assert_eq!(of(&left, true), Vec::<&str>::new());
    left.lock = locked(LockReason::Support);
    assert_eq!(of(&left, true), ["L"]);
    let mut both = locked(LockReason::RemovedFromAccount).unwrap();
    both.reasons.extend(locked(LockReason::Support).unwrap().reasons);
    left.lock = Some(both);
    assert_eq!(of(&left, true), ["L"]);
    let mut kept = ana();
    kept.lock = locked(LockReason::RemovedFromAccount);
    assert_eq!(of(&kept, false), ["N", "L"], "before the removal, that lock is none of its own");
}

#[test]
fn steps_and_who_acts_have_stable_names() {
    let ids: Vec<&str> = StepId::ALL.into_iter().map(StepId::code).collect();
    assert_eq!(ids, ["affiliated", "requested", "removed", "added", "unlocked", "country", "roles", "refreshed"]);
    use WaitingFor::{NewAdmin, OldAdmin, OldIt, Support, You};
    assert_eq!(
        serde_json::to_value([You, OldAdmin, OldIt, Support, NewAdmin]).unwrap(),
        serde_json::json!(["you", "old_admin", "old_it", "support", "new_admin"])
    );
    for (state, over) in [
        (StepState::Done, true),
        (StepState::NotNeeded, true),
        (StepState::Now, false),
        (StepState::Blocked, false),
        (StepState::NotYet, false),
        (StepState::NotKnown, false),
    ] {
        assert_eq!(finished(state), over, "{state:?}");
    }
}

#[test]
fn a_request_to_another_account_is_none_of_this_move() {
    let other = with_me(ana_left(), |me| {
        let request = me.request.take().unwrap();
        me.request = Some(RemovalRequest { account: account("meridian"), ..request });
    });
    assert_eq!(course(&other, now()).unwrap().from, named("meridian"), "the newest request tells where the move began");
}
