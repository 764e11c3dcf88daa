//! Offers that are over: each is told truly, as long as something is left to do about it.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sample;

use domicile_model::removal::RemovalState;
use domicile_model::transfer::TransferState;
use domicile_workstation::state::{Fact, State};
use sample::*;

/// The offers as they are shown, where Northwind Rail's stands so.
fn shown_of(mut state: State, how: TransferState) -> Vec<(String, String)> {
    if let Fact::Known { value: me, .. } = &mut state.me {
        me.offers = vec![offer("northwind-rail")];
        me.offers[0].state = how.into();
    }
    let offers = shown(&state).offers;
    assert!(offers.iter().all(|it| it.actions.is_empty()), "nothing to answer any more");
    offers.into_iter().map(|it| (it.title, it.detail)).collect()
}

fn one(title: &str, detail: &str) -> Vec<(String, String)> {
    vec![(title.to_owned(), detail.to_owned())]
}

#[test]
fn a_revoked_one_leaves_the_request_open_or_came_too_late() {
    let title = "Northwind Rail took its offer back";
    for open in [RemovalState::Submitted, RemovalState::Seen] {
        let detail = "Your request to leave Old Bridge Ltd stays open. Withdraw it if you want to stay.";
        assert_eq!(shown_of(ana_asks(open), TransferState::Revoked), one(title, detail));
    }
    for over in [RemovalState::Declined, RemovalState::Withdrawn, RemovalState::Expired] {
        assert_eq!(shown_of(ana_asks(over), TransferState::Revoked), [], "{over:?}");
    }
    let detail = "It did so before you were free, so you were not added. Ask Northwind Rail to add you.";
    assert_eq!(shown_of(ana_left(), TransferState::Revoked), one(title, detail));
}

#[test]
fn one_that_ended_with_its_request_says_so_while_nobody_asked_again() {
    let title = "The offer of Northwind Rail has ended";
    let detail = "Your request to leave Old Bridge Ltd ended without an answer, and the offer with it. If you still want to go, ask Northwind \
                  Rail for a new one.";
    assert_eq!(shown_of(ana_asks(RemovalState::Expired), TransferState::Expired), one(title, detail));
    for other in [RemovalState::Submitted, RemovalState::Declined, RemovalState::Withdrawn] {
        assert_eq!(shown_of(ana_asks(other), TransferState::Expired), [], "{other:?}");
    }
    assert_eq!(shown_of(ana_left(), TransferState::Expired), []);
}

#[test]
fn one_that_did_not_hold_is_told_while_the_person_is_free() {
    let detail = "It no longer held when you were free, so you were not added. Ask Northwind Rail to add you.";
    assert_eq!(shown_of(ana_left(), TransferState::NoLongerValid), one("The offer of Northwind Rail has ended", detail));
    assert_eq!(shown_of(ana_added(false), TransferState::NoLongerValid), []);
}

#[test]
fn a_completed_one_is_told_until_the_licence_file_is_the_new_one() {
    let mut added = ana_added(false);
    let told = one("Northwind Rail took you over", "Refresh Policy to use its licences.");
    assert_eq!(shown_of(added.clone(), TransferState::Completed), told);
    assert_eq!(shown_of(signed_in(ana()), TransferState::Completed), [], "somewhere else since");
    added.policy = policy("northwind-rail");
    added.policy.version = Some(9);
    assert_eq!(shown_of(added, TransferState::Completed), []);
}

#[test]
fn a_declined_one_is_not_told() {
    for state in [ana_asks(RemovalState::Submitted), ana_left(), ana_added(false)] {
        assert_eq!(shown_of(state, TransferState::Declined), []);
    }
}
