//! The headline of every branch that the recorded states do not show: sentence, detail, button.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod arrival;
mod known;
mod requests;
#[path = "../sample/mod.rs"]
mod sample;

use domicile_model::account::Federation;
use domicile_model::person::LockReason;
use domicile_model::removal::{RemovalState, Route};
use domicile_model::wire::Me;
use domicile_workstation::failure::{Cause, Obstacle, Theirs};
use domicile_workstation::overview::{SessionState, Verdict};
use domicile_workstation::state::{Fact, LicenceState, Session, State};
use domicile_workstation::vocabulary::PolicyState;
use sample::*;

/// Sentence, detail, the button and the quiet ones.
#[track_caller]
fn says(state: &State, verdict: Verdict, text: &str, detail: &str, actions: &[&str]) {
    let headline = shown(state).headline;
    let all: Vec<&str> = headline.primary.iter().chain(&headline.secondary).map(|it| it.label.as_str()).collect();
    assert_eq!((headline.verdict, headline.text.as_str(), headline.detail.as_deref()), (verdict, text, Some(detail)));
    assert_eq!(all, actions);
}

fn wanted(me: Me) -> State {
    let mut state = signed_in(me);
    state.intent.target = Some("Northwind Rail".to_owned());
    state
}

fn locked_member(reason: LockReason) -> State {
    let mut me = ana();
    me.lock = locked(reason);
    me.limited_view = true;
    signed_in(me)
}

#[test]
fn could_not_create_user() {
    let state = wanted(ana());
    let detail = "You still belong to Old Bridge Ltd. They have to remove you first.";
    says(&state, Verdict::YourTurn, "You can’t be added yet", detail, &["Ask an administrator"]);
}

#[test]
fn who_has_to_act_first_is_named() {
    let cases = [
        (
            member("Lena Vogt", "harbour"),
            "Harbour GmbH manages your sign-in. Their IT has to take you out of the company directory.",
            "Ask your company’s IT",
        ),
        (member("Sam Quarry", "quarry"), "Quarry & Sons has no administrator any more. Only support can remove you.", "Ask support"),
        (
            piet(),
            "You are the only Fulfilment Contact. Your administrator must first put someone else on that list, because an account \
             needs at least one, and then take you off it.",
            "Ask an administrator",
        ),
        (only_administrator(), "You are the only administrator. Name another one first.", "Ask an administrator"),
    ];
    for (me, detail, button) in cases {
        says(&wanted(me), Verdict::YourTurn, "You can’t be added yet", detail, &[button]);
    }
}

#[test]
fn each_lock_names_who_lifts_it() {
    let again = "Check again";
    let cases = [
        (
            LockReason::Administrator,
            "An administrator of Old Bridge Ltd locked you. Ask them to unlock you.",
            vec!["Ask to be unlocked", "Copy message for an administrator", again],
        ),
        (LockReason::DirectoryDisabled, "Your company’s directory disabled you. Your IT has to enable you there.", vec![again]),
        (
            LockReason::Support,
            "Support locked you. Only support can unlock you.",
            vec!["Copy message for support", "Contact support", again],
        ),
    ];
    for (reason, detail, actions) in cases {
        says(&locked_member(reason), Verdict::Locked, "You are locked", detail, &actions);
    }
}

#[test]
fn company_sign_in_offers_the_message_for_it_beside() {
    let mut me = member("Hugo Prat", "meridian");
    assert_eq!(me.federation, Federation::Jit);
    me.request = Some(request(&me, RemovalState::Submitted));
    let actions = ["Check again", "Copy message for Maria", "Copy message for IT", "Withdraw request"];
    let detail = "Asked Maria Silva on Tue 12 May (2 days ago). Nobody has opened it yet.";
    says(&signed_in(me), Verdict::Waiting, "Waiting for Meridian SA", detail, &actions);
}

#[test]
fn requests_to_it_and_support_wait_for_them() {
    let mut lena = member("Lena Vogt", "harbour");
    lena.request = Some(request(&lena, RemovalState::Submitted));
    let detail = "Asked the IT of Harbour GmbH on Tue 12 May (2 days ago).";
    let actions = ["Check again", "Copy message for IT", "Withdraw request"];
    says(&signed_in(lena), Verdict::Waiting, "Waiting for the IT of Harbour GmbH", detail, &actions);

    let mut sam = member("Sam Quarry", "quarry");
    sam.request = Some(request(&sam, RemovalState::Submitted));
    if let Some(it) = &mut sam.request {
        assert_eq!(it.route, Route::Support);
        it.service_request = Some("C-17".to_owned());
    }
    let detail = "Asked support on Tue 12 May (2 days ago). The case number is C-17.";
    let actions = ["Check again", "Copy message for support", "Contact support", "Withdraw request"];
    says(&signed_in(sam), Verdict::Waiting, "Waiting for support", detail, &actions);
}

#[test]
fn after_two_unanswered_requests_support_is_offered() {
    let mut state = ana_asks(RemovalState::Expired);
    state.intent.expired = vec!["7a1".to_owned(), "8f2".to_owned()];
    let detail = "Your requests have expired without an answer. Send one again, or ask support.";
    let actions = ["Send again", "Ask another administrator", "All right, I stay", "Copy message for support", "Contact support"];
    says(&state, Verdict::YourTurn, "No answer in 14 days", detail, &actions);
}

#[test]
fn a_declined_request_goes_to_another_administrator() {
    let primary = shown(&ana_asks(RemovalState::Declined)).headline.primary.unwrap();
    assert_eq!(serde_json::to_value(primary.request).unwrap()["to"], "tom-becker");
}

#[test]
fn an_old_refusal_is_history() {
    let mut state = ana_asks(RemovalState::Declined);
    if let Fact::Known { value: me, .. } = &mut state.me
        && let Some(it) = &mut me.request
    {
        it.ended = Some(at("2026-03-01T00:00:00Z"));
    }
    let shown = shown(&state);
    assert_eq!((shown.headline.verdict, shown.journey), (Verdict::CanWork, None));
}

#[test]
fn left_and_not_locked_waits_for_the_new_account() {
    let mut state = ana_left();
    if let Fact::Known { value: me, .. } = &mut state.me {
        me.lock = None;
    }
    let detail = "Your new organisation can add you now.";
    let actions = ["Copy message for an administrator", "Check again"];
    says(&state, Verdict::Waiting, "You left Old Bridge Ltd", detail, &actions);
    state.intent.target = Some("Northwind Rail".to_owned());
    let actions = ["Copy message for Northwind Rail", "Check again"];
    says(&state, Verdict::Waiting, "You left Old Bridge Ltd", "Northwind Rail can add you now.", &actions);
}

#[test]
fn a_licence_file_that_is_not_the_right_one_asks_for_a_refresh() {
    let actions = ["Refresh Policy"];
    let mut state = signed_in(ana());
    state.policy = policy("northwind-rail");
    says(&state, Verdict::NeedsAttention, "These licences are for Northwind Rail", "Refresh Policy to get yours.", &actions);

    let mut state = signed_in(ana());
    state.policy.version = Some(6);
    let detail = "Your account has changed since the last refresh. Refresh Policy.";
    says(&state, Verdict::NeedsAttention, "Your licences have changed", detail, &actions);
    assert!(shown(&state).headline.can_work, "the licence file alone says whether work goes on");

    for (condition, text) in [
        (PolicyState::UnknownKey, "The licences here can’t be trusted"),
        (PolicyState::RolledBack, "The licences here can’t be trusted"),
        (PolicyState::WrongMachine, "These licences are for another computer"),
    ] {
        let mut state = signed_in(ana());
        state.policy.condition = condition;
        let headline = shown(&state).headline;
        assert_eq!((headline.text.as_str(), headline.can_work), (text, false));
    }
}

#[test]
fn grace_is_told_apart_from_the_contract() {
    let mut state = signed_in(ana());
    for it in &mut state.policy.products {
        if it.id == "bridge-modeler" {
            it.standing = LicenceState::Grace;
            it.contract_ends = Some(at("2026-05-10T23:59:59Z"));
            it.grace_days = 14;
        }
    }
    let detail = "2 licences from Old Bridge Ltd. Bridge Modeler works for a few more days: its contract ended on 10 May.";
    says(&state, Verdict::CanWork, "You can work", detail, &["Refresh Policy"]);
    let licences = shown(&state).licences;
    let row = licences.products.iter().find(|it| it.id == "bridge-modeler").unwrap();
    assert_eq!((row.label.as_str(), row.until.as_str()), ("Ready, grace period", "ended 10 May"));
    assert_eq!(row.why, "The contract ended on 10 May. It keeps working for 14 days after that.");
}

/// Field case W11a: a store that does not give the key now is said as what it is, and that nobody was signed out.
#[test]
fn a_session_that_cannot_be_opened_is_no_session_that_has_ended() {
    let reason = || "reason".to_owned();
    for (cause, text) in [
        (Cause::KeychainLocked { reason: reason() }, "Your password store is locked"),
        (Cause::KeychainTimeout { seconds: 5 }, "Your password store does not answer"),
        (Cause::NoKeychain { reason: reason() }, "Your password store cannot be reached"),
    ] {
        let mut state = ana_left();
        state.learn_locked(&cause.into());
        let detail = "You are still signed in. Everything continues as soon as the session can be opened again.";
        says(&state, Verdict::NeedsAttention, text, detail, &["Try again", "Sign in"]);
        assert_eq!(shown(&state).session.state, SessionState::Locked);
    }
}

/// Field case W06b: a session that belongs to another user is named with its owner and one command, and nobody was signed out.
#[test]
fn a_session_that_cannot_be_read_says_what_it_needs() {
    let (path, reason) = (|| "/home/ana/d/session.bin".to_owned(), || "Permission denied".to_owned());
    let place = || Some("/home/ana/d".to_owned());
    let foreign =
        |place| Cause::NotYours { path: path(), reason: reason().into(), theirs: Box::new(Theirs { owner: "root".to_owned(), place }) };
    for (cause, needs) in [
        (
            foreign(place()),
            "/home/ana/d belongs to root, and it is where your own files should be. Nothing of it was used. \
             Take it back, then try again: sudo chown -R \"$(id -un)\" \"/home/ana/d\"",
        ),
        (
            foreign(None),
            "/home/ana/d/session.bin belongs to root, and it is where your own files should be. Nothing of it was used. \
             Set DOMICILE_HOME to a folder of your own on this computer, then try again.",
        ),
        (
            Cause::CannotRead { path: path(), reason: reason().into(), obstacle: Box::new(Obstacle::Rights) },
            "/home/ana/d/session.bin: Permission denied. \
             Give yourself the right to read it, then try again: chmod u+rX \"/home/ana/d/session.bin\"",
        ),
        (
            Cause::CannotRead { path: path(), reason: reason().into(), obstacle: Box::new(Obstacle::Other) },
            "/home/ana/d/session.bin: Permission denied. Make the file readable for you, then try again.",
        ),
    ] {
        let mut state = ana_left();
        state.learn_locked(&cause.into());
        let detail = format!("{needs} You are still signed in. Everything continues as soon as the session can be opened again.");
        says(&state, Verdict::NeedsAttention, "Your session cannot be read", &detail, &["Try again", "Sign in"]);
        assert_eq!(shown(&state).session.state, SessionState::Locked);
    }
}

#[test]
fn an_ended_session_with_nothing_granted_says_so() {
    let mut state = ana_left();
    state.session = Session::Ended;
    let detail = "Your session has ended.";
    says(&state, Verdict::SignedOut, "Sign in again", detail, &["Sign in", "Use a code"]);
}

#[test]
fn blockers_are_told_before_a_request_is_sent() {
    let removal = shown(&signed_in(piet())).removal.unwrap();
    assert_eq!(removal.blockers.len(), 1);
    assert_eq!(removal.recipients.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Maria Silva", "Tom Becker"]);
    let mut me = piet();
    me.request = Some(request(&me, RemovalState::Seen));
    assert_eq!(shown(&signed_in(me)).removal, None, "one request at a time");
}
