//! The recorded states that the window is built and tested on (`ui/recorded/*.json`), all of them in English, some in the other
//! languages (`can-work.de.json`). Fails where they differ from what the presentation makes now; `DOMICILE_RECORD=1` writes them anew.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sample;

use domicile_model::adding::AddCode;
use domicile_model::delivery::{DeliveryState, RefusalReason};
use domicile_model::person_request::RequestKind;
use domicile_model::removal::RemovalState;
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Actor, AddAnswer, NextStep, Problem, Word};
use domicile_words::Language;
use domicile_workstation::failure::{Cause, Failure, ProxyFault};
use domicile_workstation::state::{
    DeviceCode, Fact, Intent, LicenceState, NoKeychain, Notice, PolicySnapshot, Refreshed, Refreshing, SecretStore, Session, State,
};
use domicile_workstation::vocabulary::{ConnectionState, Phase};
use domicile_workstation::vocabulary::{PolicyState, RefreshOutcome};
use sample::admin::*;
use sample::*;
use std::path::Path;

/// What the window is shown with in every language: dates, lists, a form, long buttons and a move.
const IN_EVERY_LANGUAGE: &[&str] = &[
    "arrived",
    "asked-to-unlock",
    "blocked",
    "can-work",
    "check-out-waits",
    "checked-out",
    "inbox-asks",
    "inbox-check-outs",
    "jit",
    "left-locked",
    "licences-end",
    "no-service",
    "people-licences",
    "people-licences-calm",
    "person-mail-queued",
    "person-mail-waits",
    "person-not-told",
    "person-rights",
    "person-told-in-a-new-word",
    "program-refused",
    "proxy-dead",
    "proxy-refuses",
    "proxy-refuses-first-run",
    "proxy-wants-password",
    "read-only-disk",
    "refreshed",
    "request-mail-refused",
    "request-mail-waits",
    "session-locked",
    "settings-broken",
    "trial",
    "waiting-for-code",
    "waiting-seen",
    "wrong-country",
];

fn with(mut state: State, change: impl FnOnce(&mut State)) -> State {
    change(&mut state);
    state
}

fn unusable(condition: PolicyState) -> State {
    with(signed_in(ana()), |it| {
        it.policy.condition = condition;
        for product in &mut it.policy.products {
            product.standing =
                if condition == PolicyState::Expired { LicenceState::Denied("expired".to_owned()) } else { LicenceState::Unknown };
        }
        it.policy = why::explained(it.policy.clone());
    })
}

fn states() -> Vec<(&'static str, State)> {
    homes().into_iter().chain(desks()).collect()
}

/// What the person sees of themselves.
fn homes() -> Vec<(&'static str, State)> {
    let ended = |outcome| Refreshed { outcome, at: as_of(), before: Some(at("2026-05-14T05:10:00Z")), gained: vec![], lost: vec![] };
    vec![
        ("signed-out", signed_out()),
        (
            "waiting-for-browser",
            with(signed_out(), |it| {
                it.session = Session::WaitingForBrowser {
                    url: Some("https://sign-in.example.com/authorize?client_id=domicile&state=f3a".to_owned()),
                };
            }),
        ),
        (
            "waiting-for-code",
            with(signed_out(), |it| {
                it.session = Session::WaitingForCode(Some(DeviceCode {
                    url: "https://sign-in.example.com/device".to_owned(),
                    code: "WDJB-MJHT".to_owned(),
                    expires: at("2026-05-14T09:26:00Z"),
                }));
            }),
        ),
        (
            "checking",
            with(signed_in(ana()), |it| {
                it.me = Fact::Unknown;
                it.connection.state = ConnectionState::Unknown;
                it.connection.since = None;
                it.connection.checking = true;
            }),
        ),
        ("can-work", signed_in(ana())),
        (
            "refreshing",
            with(signed_in(ana()), |it| {
                it.refreshing = Some(Refreshing { phase: Phase::Asking, started: at("2026-05-14T09:15:58Z") });
            }),
        ),
        (
            "refreshed",
            with(ana_arrived(), |it| {
                it.intent.arrival_dismissed = Some(as_of());
                it.refreshed = Some(Refreshed {
                    gained: vec!["Rail Designer".to_owned()],
                    lost: vec!["Bridge Modeler".to_owned()],
                    ..ended(RefreshOutcome::Updated)
                });
            }),
        ),
        ("waiting-submitted", with(ana_asks(RemovalState::Submitted), |it| it.notice = Some(Notice::RequestSent))),
        ("waiting-seen", ana_asks(RemovalState::Seen)),
        ("blocked", ana_asks(RemovalState::Blocked)),
        ("declined", ana_asks(RemovalState::Declined)),
        ("stayed", with(ana_asks(RemovalState::Declined), |it| it.intent = Intent { stayed: Some("8f2".to_owned()), ..Intent::default() })),
        ("expired", ana_asks(RemovalState::Expired)),
        (
            "left-locked",
            with(ana_left(), |it| {
                it.refreshed = Some(Refreshed {
                    lost: vec!["Bridge Modeler".to_owned(), "Terrain Viewer".to_owned()],
                    ..ended(RefreshOutcome::Withdrawn)
                })
            }),
        ),
        ("licences-end", forecast::ends_soon()),
        ("trial", with(signed_in(ana()), |it| it.policy = why::trial_and_grace())),
        ("locked", ana_locked()),
        ("asked-to-unlock", asks::locked_and_asked()),
        ("role-declined", asks::role_declined()),
        ("may-ask-to-join", asks::may_ask_to_join()),
        ("asked-to-join", asks::asked_to_join()),
        ("inbox-asks", asks::inbox_with_asks()),
        ("other-country", with(signed_in(ana()), |it| it.policy = why::abroad())),
        ("added-locked", ana_added(true)),
        ("added-refresh-now", ana_added(false)),
        ("arrived", ana_arrived()),
        ("unaffiliated", with(signed_in(nobody("Yara Haddad", "example.com")), |it| it.policy.withdrawn = Some("unaffiliated".to_owned()))),
        ("no-administrators", signed_in(member("Sam Quarry", "quarry"))),
        ("scim", signed_in(member("Lena Vogt", "harbour"))),
        ("jit", signed_in(member("Hugo Prat", "meridian"))),
        ("wrong-country", with(signed_in(member("Paul Petit", "northwind-rail")), paul)),
        (
            "wrong-country-asked",
            asks::having_asked(with(signed_in(member("Paul Petit", "northwind-rail")), paul), RequestKind::Country, RemovalState::Seen),
        ),
        ("fulfilment-contact", signed_in(piet())),
        ("only-administrator", signed_in(only_administrator())),
        ("offline-can-work", offline(signed_in(ana()), ConnectionState::Offline)),
        ("offline-waiting", offline(ana_asks(RemovalState::Seen), ConnectionState::Offline)),
        (
            "offline-first-run",
            with(offline(signed_in(ana()), ConnectionState::Offline), |it| {
                it.me = Fact::Unknown;
                it.stale = false;
                it.policy = signed_out().policy;
            }),
        ),
        ("service-trouble", offline(signed_in(ana()), ConnectionState::ServiceTrouble)),
        (
            "ended-session",
            with(signed_in(ana()), |it| {
                it.session = Session::Ended;
                it.stale = true;
            }),
        ),
        ("session-locked", surroundings::locked_store()),
        ("no-service", surroundings::without_service(Cause::NoService)),
        ("settings-broken", surroundings::without_service(surroundings::broken_settings())),
        ("proxy-refuses", surroundings::behind_a_proxy(ProxyFault::Refused(403))),
        ("proxy-wants-password", surroundings::behind_a_proxy(ProxyFault::WantsPassword)),
        ("proxy-dead", surroundings::behind_a_proxy(ProxyFault::Dead)),
        ("proxy-refuses-first-run", surroundings::behind_a_proxy_at_first()),
        ("program-refused", surroundings::refused_program()),
        ("request-mail-waits", surroundings::asked_by_mail(DeliveryState::WaitingForMailServer)),
        ("request-mail-refused", surroundings::asked_by_mail(DeliveryState::Refused)),
        (
            "this-session-only",
            with(signed_in(ana()), |it| {
                it.this_session_only = Some(NoKeychain::Missing);
                it.settings.secret_store = SecretStore::Memory;
            }),
        ),
        (
            "corrupt-cache",
            with(unusable(PolicyState::Corrupt), |it| {
                it.policy = PolicySnapshot { condition: PolicyState::Corrupt, ..PolicySnapshot::default() }
            }),
        ),
        ("no-policy", with(signed_in(ana()), |it| it.policy = signed_out().policy)),
        (
            "policy-expired",
            with(unusable(PolicyState::Expired), |it| {
                it.policy.valid_until = Some(at("2026-05-10T12:00:00Z"));
                it.policy = why::explained(it.policy.clone());
            }),
        ),
        ("clock-suspect", unusable(PolicyState::ClockSuspect)),
        ("read-only-disk", surroundings::on_a_read_only_disk()),
        ("refresh-cannot-write", with(signed_in(ana()), |it| it.refreshed = Some(ended(RefreshOutcome::CannotWrite)))),
        (
            "problem",
            with(signed_in(ana()), |it| {
                it.problem = Some(already_open());
            }),
        ),
    ]
}

/// An administrator's screens.
fn desks() -> Vec<(&'static str, State)> {
    let offered = AddAnswer { transfer: Some(transfer(TransferState::Offered)), ..answer(AddCode::AffiliatedElsewhere) };
    let invited = AddAnswer { invitation: Some(invitation()), ..answer(AddCode::InvitationRequired) };
    let waits = AddAnswer { user: Some(domicile_model::id::UserId::new("ana-costa")), ..answer(AddCode::PendingApproval) };
    let member = |code| AddAnswer { member: Some(ana_just_added()), ..answer(code) };
    vec![
        ("inbox", inbox_of_two()),
        ("inbox-empty", inbox_empty()),
        ("inbox-answered", inbox_answered()),
        ("inbox-reading", with(inbox_empty(), |it| it.admin = Default::default())),
        ("person-affiliated-elsewhere", looked_up(answer(AddCode::AffiliatedElsewhere))),
        ("person-offered", looked_up(offered)),
        ("person-free", looked_up(answer(AddCode::ExistsUnaffiliated))),
        ("person-invitation-required", looked_up(answer(AddCode::InvitationRequired))),
        ("person-invited", looked_up(invited)),
        ("person-domain-owned-elsewhere", looked_up(answer(AddCode::DomainOwnedElsewhere))),
        ("person-company-sign-in", looked_up(answer(AddCode::FederatedSignIn))),
        ("person-directory-managed", looked_up(answer(AddCode::DirectoryManaged))),
        ("person-pending-approval", looked_up(waits)),
        ("person-not-known", looked_up(answer(AddCode::CanCreate))),
        ("person-added", looked_up(member(AddCode::Added))),
        ("person-not-told", looked_up(member_told(RefusalReason::UnknownAddress))),
        ("person-mail-queued", surroundings::added_by_mail(DeliveryState::Queued)),
        ("person-mail-waits", surroundings::added_by_mail(DeliveryState::WaitingForMailServer)),
        ("person-told-in-a-new-word", surroundings::added_by_mail(Word::<DeliveryState>::Unknown("read_aloud".to_owned()))),
        ("person-set-up", opened("Nora Lindqvist", "northwind-rail", ana_set_up(), None, None)),
        ("person-rights", maria_looks(of_account("Ana Costa", "old-bridge"), &why::trial_and_grace())),
        ("person-rights-locked", maria_looks_at_a_locked_one()),
        ("person-removal-blocked", removal_blocked()),
        ("person-removal", removal_free()),
        ("people", searched()),
        ("people-nobody-found", nobody_found()),
        ("people-outgoing", outgoing()),
        ("people-licences", forecast::maria_plans(forecast::licences())),
        ("people-licences-calm", forecast::maria_is_calm()),
        ("offer", ana_offered()),
        ("offer-accepted", ana_accepted()),
        ("expired-twice", ana_twice_unanswered()),
        ("may-leave", ana_may_leave()),
        ("invited", yara_invited()),
        ("checked-out", check_outs::checked_out()),
        ("check-out-waits", check_outs::wish_waits()),
        ("check-out-declined", check_outs::wish_declined()),
        ("checked-out-offline", check_outs::away_with_one()),
        ("inbox-check-outs", check_outs::inbox_with_wishes()),
        ("person-check-outs", check_outs::card_with_check_outs()),
        ("case-open", sam_at_support(false)),
        ("case-answered", sam_at_support(true)),
    ]
}

/// Just created, and the mail server knows nobody of that address.
fn member_told(reason: RefusalReason) -> AddAnswer {
    AddAnswer { member: Some(not_told(reason)), ..answer(AddCode::Created) }
}

fn already_open() -> Failure {
    let problem = Problem {
        kind: "urn:domicile:problem:request_already_open".to_owned(),
        title: "Your request was not sent".to_owned(),
        status: 409,
        detail: "You already have an open request.".to_owned(),
        code: "request_already_open".to_owned(),
        request_id: "01J9Z5".to_owned(),
        next: vec![NextStep { who: Actor::You.into(), text: "Wait for an answer, or withdraw the open one first.".to_owned(), url: None }],
        extensions: Default::default(),
    };
    Failure { request_id: Some("01J9Z5".to_owned()), ..Failure::new(Cause::Problem(Box::new(problem))) }
}

fn paul(state: &mut State) {
    use domicile_model::country::{CountryCode, DecidedBy, EffectiveCountry};
    if let Fact::Known { value: me, .. } = &mut state.me {
        me.country = EffectiveCountry { code: Some(CountryCode::parse("DE").unwrap()), decided_by: DecidedBy::Explicit }.into();
    }
    state.policy.country = Some("DE".to_owned());
    state.policy.decided_by = Some("explicit".to_owned());
    for product in &mut state.policy.products {
        if product.countries.is_some() {
            product.standing = LicenceState::Denied("country_without_entitlements".to_owned());
        }
    }
    state.policy = why::explained(state.policy.clone());
}

#[test]
fn recorded_states_are_what_is_shown() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/recorded");
    let write = std::env::var_os("DOMICILE_RECORD").is_some();
    std::fs::create_dir_all(&folder).unwrap();
    let states = states();
    assert!(IN_EVERY_LANGUAGE.iter().all(|it| states.iter().any(|(name, _)| name == it)));
    let others = Language::ALL.iter().filter(|it| **it != Language::En);
    let mut recorded: Vec<_> = states.iter().map(|(name, state)| ((*name).to_owned(), shown(state))).collect();
    for (language, (name, state)) in others.flat_map(|it| states.iter().map(move |state| (*it, state))) {
        if IN_EVERY_LANGUAGE.contains(name) {
            recorded.push((format!("{name}.{}", language.tag()), shown_in(state, language)));
        }
    }
    let mut differ = Vec::new();
    let mut names = Vec::new();
    for (name, overview) in recorded {
        let file = folder.join(format!("{name}.json"));
        let made = serde_json::to_string_pretty(&overview).unwrap() + "\n";
        names.push(format!("{name}.json"));
        if write {
            std::fs::write(&file, made).unwrap();
        } else if std::fs::read_to_string(&file).unwrap_or_default() != made {
            differ.push(name);
        }
    }
    assert!(differ.is_empty(), "ui/recorded differs from what is shown ({differ:?}); look at it, then run with DOMICILE_RECORD=1");
    let mut left: Vec<String> = std::fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    left.retain(|it| it.ends_with(".json") && !names.contains(it));
    assert!(left.is_empty(), "nobody records these any more: {left:?}");
}

#[test]
fn a_recorded_state_reads_back_as_the_same_overview() {
    for (name, state) in states() {
        let made = shown(&state);
        let read: domicile_workstation::overview::Overview = serde_json::from_str(&serde_json::to_string(&made).unwrap()).unwrap();
        assert_eq!(read, made, "{name}");
    }
}

#[test]
fn headlines_are_short_and_every_message_is_there() {
    for ((name, state), language) in states().iter().flat_map(|it| Language::ALL.iter().map(move |language| (it, *language))) {
        let made = shown_in(state, language);
        assert!(made.headline.text.chars().count() <= 60, "{name}, {language:?}: {}", made.headline.text);
        let all = serde_json::to_string(&made).unwrap();
        for id in [
            "headline-",
            "arrival-",
            "action-",
            "state-",
            "detail-",
            "line-",
            "label-",
            "why-",
            "rule-",
            "fix-",
            "blocker-",
            "licences-",
            "forecast-",
            "seats-",
            "outcome-",
            "inbox-",
            "verdict-",
            "card-",
            "member-",
        ] {
            assert!(!all.contains(&format!("\"{id}")), "{name}, {language:?}: a message beginning with {id} is missing");
        }
        assert!(!all.contains("{ $") && !all.contains("{$"), "{name}, {language:?}: a blank was not filled in");
    }
}
