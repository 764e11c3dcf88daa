//! What this computer remembers of a move: begun by a request, forgotten when it is withdrawn, finished once.

use crate::sample::*;
use crate::{arrived, with, with_me};
use domicile_model::removal::RemovalState;
use domicile_model::wire::MyInvitation;
use domicile_workstation::journey::intent::{after, keep, label, read};
use domicile_workstation::state::{Fact, Intent, State};

fn fresh(state: State) -> State {
    with(state, |it| it.intent = Intent { subject: Some("ana-costa".to_owned()), ..Intent::default() })
}

#[test]
fn a_request_begins_it() {
    let begun = after(&fresh(ana_asks(RemovalState::Submitted)), now());
    assert_eq!(begun, moving());
    assert_eq!(after(&fresh(signed_in(ana())), now()), fresh(signed_in(ana())).intent, "no request, no move");
    assert_eq!(after(&fresh(ana_asks(RemovalState::Withdrawn)), now()), fresh(signed_in(ana())).intent);
    // A second request takes the place of the first one, whose end is forgotten.
    let earlier = with(ana_asks(RemovalState::Submitted), |it| {
        it.intent.request = Some("another".to_owned());
        it.intent.began = Some(at("2026-01-01T00:00:00Z"));
        it.intent.finished = Some(at("2026-02-01T00:00:00Z"));
    });
    assert_eq!(after(&earlier, now()), moving());
    // The one that is known stays as it began.
    let known = with(ana_asks(RemovalState::Seen), |it| it.intent.began = Some(at("2026-05-01T00:00:00Z")));
    assert_eq!(after(&known, now()), known.intent);
}

#[test]
fn where_to_is_one_line_and_not_endless() {
    assert_eq!(label("  Northwind \u{7}\n Rail "), Some("Northwind Rail".to_owned()));
    assert_eq!(label(" \n\t "), None);
    assert_eq!(label(&"ä".repeat(500)).map(|it| it.chars().count()), Some(80));
}

/// What somebody wants the person for says better where they go than they do.
#[test]
fn an_offer_says_better_where_somebody_goes() {
    let said = |state| with(state, |it| it.intent.going_to = Some("my cousin’s firm".to_owned()));
    let target = |state: State| domicile_workstation::journey::course(&state, now()).and_then(|it| it.target);
    assert_eq!(target(said(ana_asks(RemovalState::Seen))).as_deref(), Some("my cousin’s firm"));
    let offered = with_me(said(ana_asks(RemovalState::Seen)), |me| me.offers = vec![offer("northwind-rail")]);
    assert_eq!(target(offered).as_deref(), Some("Northwind Rail"));
    assert_eq!(after(&said(ana_asks(RemovalState::Seen)), now()).going_to.as_deref(), Some("my cousin’s firm"), "kept");
}

#[test]
fn withdrawing_the_known_request_forgets_the_move() {
    let withdrawn = with(ana_asks(RemovalState::Withdrawn), |it| it.intent.expired = vec!["7a1".to_owned()]);
    let forgotten = Intent { subject: Some("ana-costa".to_owned()), expired: vec!["7a1".to_owned()], ..Intent::default() };
    assert_eq!(after(&withdrawn, now()), forgotten);
    let of_another = with(ana_asks(RemovalState::Withdrawn), |it| it.intent.request = Some("another".to_owned()));
    assert_eq!(after(&of_another, now()), of_another.intent, "the move of another request goes on");
    let left = with_me(ana_left(), |me| me.request.iter_mut().for_each(|it| it.state = RemovalState::Withdrawn.into()));
    assert_eq!(after(&left, now()), left.intent, "free all the same");
}

#[test]
fn requests_without_an_answer_are_counted_once_each() {
    let expired = ana_asks(RemovalState::Expired);
    let once = after(&expired, now());
    assert_eq!(once.expired, ["8f2"]);
    assert_eq!(after(&with(expired.clone(), |it| it.intent = once), now()).expired, ["8f2"]);
    let second = with(expired, |it| it.intent.expired = vec!["7a1".to_owned()]);
    assert_eq!(after(&second, now()).expired, ["7a1", "8f2"]);
    assert_eq!(after(&ana_asks(RemovalState::Declined), now()).expired, Vec::<String>::new());
}

#[test]
fn where_to_follows_who_wants_the_person() {
    let target = |state: &State| after(state, now()).target;
    let typed = |state| with(state, |it| it.intent.target = Some("Typed by hand".to_owned()));
    let offered = |state| with_me(state, |me| me.offers = vec![offer("northwind-rail")]);
    let northwind = Some("Northwind Rail".to_owned());
    assert_eq!(target(&offered(typed(ana_asks(RemovalState::Seen)))), northwind);
    assert_eq!(target(&typed(ana_asks(RemovalState::Seen))), Some("Typed by hand".to_owned()), "kept while a move goes on");
    // Before a move began, an offer that is gone is wanted no longer.
    assert_eq!(target(&typed(fresh(signed_in(ana())))), None);
    let invited = with_me(fresh(signed_in(ana())), |me| {
        me.invitations = vec![MyInvitation {
            id: domicile_model::id::InvitationId::new("invitation-1"),
            account: account("northwind-rail"),
            roles: vec![],
            country: None,
            invited: at("2026-05-11T08:00:00Z"),
            expires: at("2026-05-18T08:00:00Z"),
            restores: false,
        }];
    });
    assert_eq!(target(&invited), northwind);
}

#[test]
fn it_is_finished_when_every_step_is_done_and_only_once() {
    assert_eq!(after(&arrived(), now()).finished, Some(now()));
    assert_eq!(after(&ana_added(false), now()).finished, None, "licences are still to come");
    let finished = with(arrived(), |it| it.intent.finished = Some(at("2026-05-14T09:00:00Z")));
    assert_eq!(after(&finished, now()).finished, Some(at("2026-05-14T09:00:00Z")));
    let put_away = with(finished.clone(), |it| it.intent.arrival_dismissed = Some(now()));
    assert_eq!(after(&put_away, now()).arrival_dismissed, Some(now()), "the welcome stays put away");
    let again = with(ana_asks(RemovalState::Submitted), |it| {
        it.intent = Intent { request: Some("7a1".to_owned()), finished: Some(now()), arrival_dismissed: Some(now()), ..moving() };
    });
    assert_eq!((after(&again, now()).finished, after(&again, now()).arrival_dismissed), (None, None), "the next move gets one of its own");
    let never_begun = with(fresh(arrived()), |it| it.intent.request = Some("8f2".to_owned()));
    assert_eq!(after(&never_begun, now()).finished, None);
}

#[test]
fn while_nothing_is_known_it_stays_as_it_is() {
    let blind = with(ana_asks(RemovalState::Seen), |it| it.me = Fact::Unknown);
    assert_eq!(after(&blind, now()), blind.intent);
}

#[test]
fn it_is_read_back_for_the_same_person_only() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read(folder.path(), "ana-costa"), Intent::default());
    keep(folder.path(), &moving()).unwrap();
    assert_eq!(read(folder.path(), "ana-costa"), moving());
    assert_eq!(read(folder.path(), "maria-silva"), Intent::default());
    std::fs::write(folder.path().join("intent.json"), "{").unwrap();
    assert_eq!(read(folder.path(), "ana-costa"), Intent::default());
}
