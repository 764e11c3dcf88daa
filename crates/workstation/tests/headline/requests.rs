//! The headline of a request: whom it goes to, and what is offered when it was blocked, declined or not answered.

use crate::sample::*;
use crate::{says, wanted};
use domicile_model::preflight::Blocker;
use domicile_model::removal::RemovalState;
use domicile_model::wire::{Me, RemovalOutlook, words};
use domicile_workstation::overview::Verdict;
use domicile_workstation::request::Request;
use domicile_workstation::state::State;

/// Somebody whose request stands so, on a computer that remembers nothing of it.
fn asks(mut me: Me, state: RemovalState) -> Me {
    me.request = Some(request(&me, state));
    me
}

/// Somebody, with their administrators left out except this one.
fn only(name: &str, mut me: Me) -> Me {
    me.administrators.retain(|it| it.display_name == name);
    me
}

fn tom() -> Me {
    member("Tom Becker", "old-bridge")
}

fn lena() -> Me {
    member("Lena Vogt", "harbour")
}

fn sam() -> Me {
    member("Sam Quarry", "quarry")
}

/// The first action that files a request: its label, and to whom.
fn files(state: &State) -> Option<(String, Option<String>)> {
    let headline = shown(state).headline;
    headline.primary.into_iter().chain(headline.secondary).find_map(|it| match it.request {
        Request::FileRemoval { to, .. } => Some((it.label, to)),
        _ => None,
    })
}

/// Somebody who has said where they want to go.
fn wants(me: Me) -> State {
    let mut state = signed_in(me);
    state.intent.target = Some("Northwind Rail".to_owned());
    state
}

/// All well is no moment to be asked whether one wants to leave: that stands further down, as what can be filed.
#[test]
fn whoever_can_work_is_not_asked_to_leave() {
    for me in [ana(), tom(), only_administrator(), lena(), sam()] {
        let state = signed_in(me);
        assert_eq!((files(&state), shown(&state).removal.is_some()), (None, true));
    }
}

#[test]
fn a_request_goes_to_the_first_administrator_who_is_somebody_else() {
    let (maria, tom_becker) = (Some("maria-silva"), Some("tom-becker"));
    let rows = [
        ("a member", wants(ana()), "Ask an administrator", maria),
        ("the first administrator", wants(member("Maria Silva", "old-bridge")), "Ask an administrator", tom_becker),
        ("the second one", wants(tom()), "Ask an administrator", maria),
        ("the only administrator", wants(only_administrator()), "Ask an administrator", None),
        ("where the IT removes people", wants(lena()), "Ask your company’s IT", None),
        ("where nobody is left", wants(sam()), "Ask support", None),
        ("after Maria said no", signed_in(asks(ana(), RemovalState::Declined)), "Ask another administrator", tom_becker),
        ("after the only one said no", signed_in(asks(only("Maria Silva", ana()), RemovalState::Declined)), "Ask again with a note", maria),
    ];
    for (name, state, label, to) in rows {
        assert_eq!(files(&state), Some((label.to_owned(), to.map(ToOwned::to_owned))), "{name}");
    }
}

#[test]
fn a_request_without_an_answer_is_sent_again_or_goes_to_somebody_else() {
    let detail = "Your request of Tue 12 May has expired. Send it again, or ask another administrator.";
    let rows = [
        (asks(ana(), RemovalState::Expired), vec!["Send again", "Ask another administrator", "All right, I stay"]),
        (asks(only("Maria Silva", ana()), RemovalState::Expired), vec!["Send again", "All right, I stay"]),
        (asks(tom(), RemovalState::Expired), vec!["Send again", "All right, I stay"]),
        (asks(lena(), RemovalState::Expired), vec!["Send again", "All right, I stay"]),
        (asks(sam(), RemovalState::Expired), vec!["Send again", "All right, I stay"]),
    ];
    for (me, actions) in rows {
        says(&signed_in(me), Verdict::YourTurn, "No answer in 14 days", detail, &actions);
    }
}

#[test]
fn support_is_offered_from_the_second_request_without_an_answer() {
    let often = |expired: &[&str]| {
        let mut state = signed_in(asks(ana(), RemovalState::Expired));
        state.intent.expired = expired.iter().map(|it| (*it).to_owned()).collect();
        let headline = shown(&state).headline;
        let support = headline.secondary.iter().any(|it| it.request == Request::OpenSupport);
        assert_eq!(headline.detail.unwrap().contains("ask support"), support);
        support
    };
    assert!(!often(&[]));
    assert!(!often(&["8f2"]), "the request itself is the first one");
    assert!(often(&["7a1"]));
    assert!(often(&["7a1", "8f2"]));
    assert!(often(&["6c0", "7a1", "8f2"]));
}

#[test]
fn a_blocked_request_is_taken_to_whoever_lifts_the_blocker() {
    use Blocker::{AssignedLicence, DirectoryManaged, LastAdministrator};
    let (by_it, alone) =
        ("Your company’s directory manages you. Only your IT can take you out.", "You are the only administrator. Name another one first.");
    let assigned = "A named licence is still assigned to you. Your administrator can give it to somebody else.";
    let rows = [
        (lena(), vec![DirectoryManaged], by_it, "Copy message for IT"),
        (lena(), vec![LastAdministrator, DirectoryManaged], alone, "Copy message for IT"),
        (lena(), vec![LastAdministrator], alone, "Copy message for an administrator"),
        (ana(), vec![DirectoryManaged], by_it, "Copy message for Maria"),
        (ana(), vec![LastAdministrator], alone, "Copy message for Maria"),
        // What blocks comes before what only warns.
        (ana(), vec![AssignedLicence, LastAdministrator], alone, "Copy message for Maria"),
        (ana(), vec![AssignedLicence], assigned, "Copy message for Maria"),
    ];
    for (me, blockers, detail, message) in rows {
        let mut me = asks(me, RemovalState::Blocked);
        me.request.iter_mut().for_each(|it| it.blockers = words(blockers.clone()));
        says(&signed_in(me), Verdict::Waiting, "Your removal is blocked", detail, &[message, "Check again", "Withdraw request"]);
    }
}

#[test]
fn a_decline_is_told_with_its_reason_where_there_is_one() {
    let actions =
        ["Ask another administrator", "Ask again with a note", "All right, I stay", "Copy message for support", "Contact support"];
    let plain = "Old Bridge Ltd declined without giving a reason.";
    for (reason, detail) in [(Some("Not yet."), "Maria Silva wrote: “Not yet.”"), (Some(" "), plain), (None, plain)] {
        let mut me = asks(ana(), RemovalState::Declined);
        me.request.iter_mut().for_each(|it| it.decline_reason = reason.map(ToOwned::to_owned));
        says(&signed_in(me), Verdict::YourTurn, "Your request was declined", detail, &actions);
    }
}

/// Asking again takes the words of before along; where nobody else could be asked, nobody else is offered.
#[test]
fn a_declined_request_is_asked_again_with_the_words_of_before() {
    let mut me = asks(ana(), RemovalState::Declined);
    me.request.iter_mut().for_each(|it| it.note = Some("I start in June.".to_owned()));
    me.administrators.retain(|it| it.id.as_str() == "maria-silva");
    let headline = shown(&signed_in(me)).headline;
    let primary = headline.primary.unwrap();
    assert_eq!(primary.label, "Ask again with a note");
    let asks = Request::FileRemoval {
        to: Some("maria-silva".to_owned()),
        reason: Some("I change to another company.".to_owned()),
        note: Some("I start in June.".to_owned()),
        going_to: None,
    };
    assert_eq!(primary.request, asks);
    assert!(headline.secondary.iter().all(|it| it.label != "Ask another administrator"));
}

#[test]
fn only_an_administrators_request_of_a_company_sign_in_has_a_message_for_it() {
    let rows = [
        (ana(), vec!["Check again", "Copy message for Maria", "Withdraw request"]),
        (lena(), vec!["Check again", "Copy message for IT", "Withdraw request"]),
        (member("Hugo Prat", "meridian"), vec!["Check again", "Copy message for Maria", "Copy message for IT", "Withdraw request"]),
    ];
    for (me, actions) in rows {
        let headline = shown(&signed_in(asks(me, RemovalState::Seen))).headline;
        let all: Vec<&str> = headline.primary.iter().chain(&headline.secondary).map(|it| it.label.as_str()).collect();
        assert_eq!(all, actions);
    }
}

#[test]
fn who_is_wanted_elsewhere_hears_first_of_what_blocks_and_never_of_what_only_warns() {
    use Blocker::{AssignedLicence, CheckedOutLicence, DirectoryManaged, LastAdministrator};
    let belongs = "You still belong to Old Bridge Ltd. They have to remove you first.";
    let alone = "You are the only administrator. Name another one first.";
    for (blockers, detail) in [
        (vec![], belongs),
        (vec![AssignedLicence], belongs),
        (vec![CheckedOutLicence, AssignedLicence], belongs),
        (vec![DirectoryManaged], belongs),
        (vec![LastAdministrator], alone),
        (vec![AssignedLicence, LastAdministrator], alone),
    ] {
        let mut me = ana();
        me.removal = me.removal.map(|it| RemovalOutlook { blockers: words(blockers), ..it });
        says(&wanted(me), Verdict::YourTurn, "You can’t be added yet", detail, &["Ask an administrator"]);
    }
}

#[test]
fn who_is_wanted_where_they_are_or_has_arrived_is_not_held_up() {
    let here = |state: &State| shown(state).headline.verdict;
    let mut state = wanted(ana());
    state.intent.target = Some("Old Bridge Ltd".to_owned());
    assert_eq!(here(&state), Verdict::CanWork);
    state.intent.target = None;
    assert_eq!(here(&state), Verdict::CanWork);
    let mut finished = wanted(ana());
    finished.intent.finished = Some(at("2026-05-01T00:00:00Z"));
    assert_eq!(here(&finished), Verdict::CanWork);
    let mut unseen = ana();
    unseen.removal = None;
    assert_eq!(here(&wanted(unseen)), Verdict::CanWork, "the service does not say how a removal would go");
}
