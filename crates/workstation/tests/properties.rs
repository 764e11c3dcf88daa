//! Whatever the facts are, and however badly they fit together: there is a headline that fits, one step that everything waits for,
//! and never a word about work that the licence file does not allow.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sample;

use domicile_model::country::{CountryCode, DecidedBy, EffectiveCountry};
use domicile_model::person::LockReason;
use domicile_model::preflight::Blocker;
use domicile_model::removal::{RemovalState, Route};
use domicile_model::wire::{FulfilmentContact, LockEntry, LockState, Me, RemovalOutlook, words};
use domicile_words::{Language, Words};
use domicile_workstation::failure::Cause;
use domicile_workstation::journey::intent;
use domicile_workstation::overview::{Overview, StepView, Verdict};
use domicile_workstation::present::overview;
use domicile_workstation::request::Request;
use domicile_workstation::state::{DeviceCode, Fact, Intent, LicenceState, PolicySnapshot, Refreshed, Refreshing, Session, State};
use domicile_workstation::tray::{Entry, tray};
use domicile_workstation::vocabulary::Message;
use domicile_workstation::vocabulary::{ConnectionState, Phase, StepState};
use domicile_workstation::vocabulary::{PolicyState, RefreshOutcome};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use sample::*;
use std::sync::LazyLock;

/// Parsed once for all cases.
static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| Language::ALL.iter().map(|it| Words::new(*it)).collect());

const ACCOUNTS: [&str; 5] = ["old-bridge", "northwind-rail", "harbour", "meridian", "quarry"];

fn moment() -> impl Strategy<Value = Timestamp> {
    (-400_i64..400).prop_map(|days| now() + SignedDuration::from_hours(days * 24 + days))
}

fn me() -> impl Strategy<Value = Me> {
    let asked = proptest::option::of((
        select(RemovalState::ALL.to_vec()),
        select(vec![Route::Administrator, Route::InternalIt, Route::Support]),
        select(ACCOUNTS.to_vec()),
        any::<bool>(),
        proptest::option::of(moment()),
        subsequence(Blocker::ALL.to_vec(), 0..=3),
    ));
    let country = (proptest::option::of(select(vec!["DE", "FR", "GB"])), 0..5_usize);
    (
        proptest::option::of(select(ACCOUNTS.to_vec())),
        asked,
        subsequence(LockReason::ALL.to_vec(), 0..=2),
        subsequence(Blocker::ALL.to_vec(), 0..=3),
        country,
        proptest::option::of(select(ACCOUNTS.to_vec())),
        proptest::option::of(any::<bool>()),
        (any::<bool>(), 5_u64..9),
    )
        .prop_map(|(account_id, request_, locks, blockers, (code, branch), offered, contact, (only_me, version))| {
            let mut me = account_id.map_or_else(|| nobody("Ana Costa", "oldbridge.example.com"), |id| member("Ana Costa", id));
            me.lock = (!locks.is_empty()).then(|| LockState {
                reasons: locks.into_iter().map(|reason| LockEntry { reason: reason.into(), since: as_of() }).collect(),
            });
            me.removal = me.removal.map(|it| RemovalOutlook { blockers: words(blockers.clone()), ..it });
            let branches = [DecidedBy::Explicit, DecidedBy::Directory, DecidedBy::Profile, DecidedBy::Revenue, DecidedBy::None];
            me.country = EffectiveCountry { code: code.map(|it| CountryCode::parse(it).unwrap()), decided_by: branches[branch] }.into();
            me.offers = offered.map(offer).into_iter().collect();
            me.fulfilment_contact = contact.map(|only_one| FulfilmentContact { only_one });
            me.policy_version = version;
            if only_me {
                me.administrators.clear();
            }
            me.request = request_.map(|(state, route, from, named, ended, blockers)| {
                let mut it = request(&me, state);
                it.route = route.into();
                it.account = account(from);
                it.to = it.to.filter(|_| named);
                it.ended = ended;
                it.blockers = words(blockers);
                it
            });
            me
        })
}

fn policy_now() -> impl Strategy<Value = PolicySnapshot> {
    use PolicyState as C;
    let conditions = vec![
        C::Unread,
        C::Valid,
        C::RefreshDue,
        C::Expired,
        C::ClockSuspect,
        C::RolledBack,
        C::WrongMachine,
        C::UnknownKey,
        C::Corrupt,
        C::NoPolicy,
    ];
    let reasons =
        ["not_owned", "other_country", "country_without_entitlements", "restricted", "ended", "locked", "unaffiliated", "new_reason"];
    let standing = prop_oneof![
        Just(LicenceState::Ready),
        Just(LicenceState::Grace),
        Just(LicenceState::Trial),
        Just(LicenceState::Unknown),
        select(reasons.to_vec()).prop_map(|it| LicenceState::Denied(it.to_owned())),
    ];
    (
        select(conditions),
        proptest::option::of(select(ACCOUNTS.to_vec())),
        proptest::option::of(5_u64..9),
        proptest::collection::vec(standing, 0..4),
        proptest::option::of(select(vec!["removed", "locked", "unaffiliated", "disabled", "other"])),
        proptest::option::of(moment()),
    )
        .prop_map(|(condition, account_id, version, standings, withdrawn, valid_until)| {
            let ids = ["bridge-modeler", "rail-designer", "site-simulator", "terrain-viewer"];
            PolicySnapshot {
                condition,
                version,
                account: account_id.map(named),
                valid_until,
                withdrawn: withdrawn.map(ToOwned::to_owned),
                products: ids
                    .iter()
                    .zip(standings)
                    .map(|(id, standing)| product(id, standing, Some("2026-05-01T00:00:00Z"), Some(&["FR"])))
                    .collect(),
                ..policy("northwind-rail")
            }
        })
}

fn intent_() -> impl Strategy<Value = Intent> {
    let moments = (proptest::option::of(moment()), proptest::option::of(moment()));
    (proptest::option::of(select(ACCOUNTS.to_vec())), any::<bool>(), any::<bool>(), moments).prop_map(
        |(from, target, known, (began, finished))| Intent {
            from: from.map(named),
            target: target.then(|| "Northwind Rail".to_owned()),
            request: known.then(|| "8f2".to_owned()),
            began,
            finished,
            ..Intent::default()
        },
    )
}

fn session() -> impl Strategy<Value = Session> {
    let code = DeviceCode { url: "https://sign-in.example.com/device".to_owned(), code: "WDJB-MJHT".to_owned(), expires: now() };
    prop_oneof![
        6 => Just(Session::SignedIn),
        1 => select(vec![
            Session::Starting,
            Session::SignedOut,
            Session::Ended,
            Session::Locked(Cause::KeychainLocked { reason: "locked".to_owned() }.into()),
            Session::WaitingForBrowser { url: None },
            Session::WaitingForCode(Some(code)),
        ]),
    ]
}

fn state() -> impl Strategy<Value = State> {
    use ConnectionState as C;
    let connection = (select(vec![C::Unknown, C::Online, C::Offline, C::ServiceTrouble]), any::<bool>(), any::<bool>());
    let refresh = (
        proptest::option::of(Just(Phase::Asking)),
        proptest::option::of(select(vec![RefreshOutcome::Updated, RefreshOutcome::Withdrawn, RefreshOutcome::Refused])),
    );
    (proptest::option::weighted(0.9, me()), policy_now(), intent_(), session(), connection, refresh).prop_map(
        |(me, policy, intent, session, (connection, checking, stale), (phase, outcome))| {
            let mut state = signed_in(ana());
            state.me = me.map_or(Fact::Unknown, |value| Fact::Known { value, as_of: as_of() });
            state.policy = policy;
            state.intent = intent;
            state.session = session;
            state.connection.state = connection;
            state.connection.checking = checking;
            state.stale = stale;
            state.refreshing = phase.map(|phase| Refreshing { phase, started: as_of() });
            state.refreshed = outcome.map(|outcome| Refreshed { outcome, at: now(), before: None, gained: vec![], lost: vec![] });
            state
        },
    )
}

/// The same with an account name that no line has room for.
fn with_long_names(mut state: State) -> State {
    let long = "Gesellschaft für außerordentlich lange Firmennamen, Brückenbau und Landvermessung mbH & Co. KG".to_owned();
    if let Fact::Known { value: me, .. } = &mut state.me {
        me.affiliation.iter_mut().for_each(|it| it.account.name.clone_from(&long));
        me.request.iter_mut().for_each(|it| it.account.name.clone_from(&long));
        me.offers.iter_mut().for_each(|it| it.account.name.clone_from(&long));
    }
    state.policy.account.iter_mut().for_each(|it| it.name.clone_from(&long));
    state.intent.from.iter_mut().for_each(|it| it.name.clone_from(&long));
    state
}

/// Exactly one step is what everything waits for, unless all is done; it comes before everything that is not yet.
fn one_is_current(steps: &[StepView]) -> Result<(), TestCaseError> {
    let count = |wanted: &[StepState]| steps.iter().filter(|it| wanted.contains(&it.state)).count();
    let all_done = count(&[StepState::Done, StepState::NotNeeded]) == steps.len();
    prop_assert_eq!(count(&[StepState::Now, StepState::Blocked]), usize::from(!all_done), "{:?}", steps);
    let current = steps.iter().position(|it| matches!(it.state, StepState::Now | StepState::Blocked));
    let later = steps.iter().position(|it| it.state == StepState::NotYet);
    if let (Some(current), Some(later)) = (current, later) {
        prop_assert!(current < later, "{steps:?}");
    }
    for it in steps {
        prop_assert_eq!(it.waiting_for.is_some(), matches!(it.state, StepState::Now | StepState::Blocked), "{:?}", it);
    }
    Ok(())
}

fn every_message_is_there(shown: &Overview) -> Result<(), TestCaseError> {
    let all = serde_json::to_string(shown).unwrap();
    for part in
        ["\"headline-", "\"action-", "\"state-", "\"detail-", "\"step-", "\"label-", "\"why-", "\"blocker-", "\"outcome-", "{$", "{ $"]
    {
        prop_assert!(!all.contains(part), "{part} in {all}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_known_there_is_an_answer(state in state(), hours in -12_i8..=12, long in any::<bool>(), language in 0..Language::ALL.len()) {
        let state = if long { with_long_names(state) } else { state };
        let zone = TimeZone::fixed(jiff::tz::offset(hours));
        let words = &WORDS[language];
        let shown = overview(&state, now(), &zone, words);
        let headline = &shown.headline;

        prop_assert!(!headline.text.is_empty() && headline.text.chars().count() <= 60, "{}", headline.text);
        every_message_is_there(&shown)?;

        let allowed = state.policy.condition.grants() && state.policy.withdrawn.is_none() && state.policy.products.iter().any(|it| it.may_run());
        prop_assert_eq!(headline.can_work, allowed);
        prop_assert!(headline.verdict != Verdict::CanWork || headline.can_work);

        if let Some(journey) = &shown.journey {
            prop_assert_eq!((journey.steps.len(), journey.lines.len()), (8, 5));
            if shown.as_of.is_some() {
                one_is_current(&journey.steps)?;
                one_is_current(&journey.lines)?;
            } else {
                prop_assert!(journey.steps.iter().all(|it| it.state != StepState::Now), "nothing is now where nothing is known");
            }
        }

        let drawn = tray(&shown, words);
        prop_assert!(drawn.menu.iter().filter(|it| **it != Entry::Separator).count() <= 10);
        let quit_is_last = matches!(drawn.menu.last(), Some(Entry::Action { request: Request::Quit, .. }));
        prop_assert!(quit_is_last);

        for message in [Message::OldAdmin, Message::OldIt, Message::NewAdmin, Message::Support] {
            let letter = domicile_workstation::messages::letter(&state, message, None, words);
            prop_assert_eq!(letter.is_some(), state.me.known().is_some() || message == Message::Support);
            prop_assert!(letter.is_none_or(|it| !it.text.contains("message-") && !it.subject.contains("message-")));
        }
    }

    #[test]
    fn the_intent_settles(state in state()) {
        let once = intent::after(&state, now());
        let again = intent::after(&State { intent: once.clone(), ..state.clone() }, now());
        let third = intent::after(&State { intent: again.clone(), ..state }, now());
        prop_assert_eq!(again, third);
    }
}
