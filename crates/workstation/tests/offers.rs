//! Offers that are over: each is told truly, as long as something is left to do about it.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sample;

use domicile_model::delivery::{DeliveryState, RefusalReason};
use domicile_model::removal::RemovalState;
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Delivery, Member};
use domicile_workstation::overview::CardLineId;
use domicile_workstation::state::{Fact, State};
use sample::admin::*;
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

/// Field case S11a, S11c: Told is who was told; whoever was not is named with the reason and what to do.
#[test]
fn the_card_the_list_and_the_request_say_who_was_told() {
    use DeliveryState::{LimitReached, Queued, Refused, Sent, WaitingForMailServer};
    let line = |it: Option<Delivery>| {
        let member = Member { delivery: it, ..ana_just_added() };
        let card = shown(&opened("Nora Lindqvist", "northwind-rail", member, None, None)).admin.unwrap().people.card.unwrap();
        let line = card.lines.into_iter().find(|it| it.id == CardLineId::Tell).unwrap();
        (line.done, line.state, line.detail.unwrap())
    };
    assert_eq!((line(None).0, line(None).1), (true, "Told by e-mail".to_owned()), "a service or a letter of before");
    for (state, reason, done, short, detail) in [
        (Sent, None, true, "Told by e-mail", "They were sent an e-mail"),
        (Queued, None, false, "The e-mail is waiting to be sent", "It is sent automatically."),
        (WaitingForMailServer, None, false, "Waiting for a mail server", "has heard nothing. Tell the person yourself."),
        (
            Refused,
            Some(RefusalReason::UnknownAddress),
            false,
            "The e-mail was not accepted",
            "does not know ana.costa@oldbridge.example.com",
        ),
        (Refused, Some(RefusalReason::MailboxFull), false, "The e-mail was not accepted", "is full"),
        (Refused, Some(RefusalReason::Policy), false, "The e-mail was not accepted", "does not accept this e-mail"),
        (Refused, Some(RefusalReason::Unanswered), false, "The e-mail was not accepted", "Nobody knows whether"),
        (Refused, Some(RefusalReason::Expired), false, "The e-mail was not accepted", "for days"),
        (Refused, None, false, "The e-mail was not accepted", "did not accept the e-mail"),
        (LimitReached, None, false, "No e-mail: too many today", "Tell the person yourself."),
    ] {
        let said = line(delivery(state, reason));
        assert_eq!((said.0, said.1.as_str()), (done, short), "{state:?} {reason:?}");
        assert!(said.2.contains(detail), "{}", said.2);
    }
    // A newer service's word claims nothing, neither for the state nor for the reason.
    let of_tomorrow = |state: &str, reason: &str| {
        serde_json::from_value(serde_json::json!({ "state": state, "reason": reason, "since": "2026-05-14T09:10:00Z" })).unwrap()
    };
    for (state, reason, short, detail) in [
        ("read_aloud", "of_tomorrow", "Not known whether they were told", "This version does not know"),
        ("refused", "of_tomorrow", "The e-mail was not accepted", "did not accept the e-mail"),
    ] {
        let said = line(Some(of_tomorrow(state, reason)));
        assert_eq!((said.0, said.1.as_str()), (false, short));
        assert!(said.2.contains(detail), "{}", said.2);
    }
    let waiting = shown(&outgoing()).admin.unwrap().people.offers;
    let invited = waiting.iter().find(|it| it.email == "yara.haddad@example.com").unwrap();
    assert!(invited.text.contains("has heard nothing"), "{}", invited.text);
    let asked = |it: Option<Delivery>| {
        let mut state = ana_asks(RemovalState::Submitted);
        if let Fact::Known { value: me, .. } = &mut state.me {
            me.request.as_mut().unwrap().delivery = it;
        }
        shown(&state).request.unwrap().summary
    };
    assert!(!asked(delivery(Sent, None)).contains("mail"));
    assert!(!asked(Some(of_tomorrow("read_aloud", "of_tomorrow"))).contains("mail"));
    assert!(asked(delivery(Refused, Some(RefusalReason::UnknownAddress))).contains("did not arrive"));
    assert!(asked(delivery(WaitingForMailServer, None)).contains("no mail server yet"));
}

#[test]
fn a_revoked_one_leaves_the_request_open_or_came_too_late() {
    let title = "Northwind Rail withdrew its offer";
    for open in [RemovalState::Submitted, RemovalState::Seen] {
        let detail = "Your request to leave Old Bridge Ltd stays open. Withdraw it if you want to stay.";
        assert_eq!(shown_of(ana_asks(open), TransferState::Revoked), one(title, detail));
    }
    for over in [RemovalState::Declined, RemovalState::Withdrawn, RemovalState::Expired] {
        assert_eq!(shown_of(ana_asks(over), TransferState::Revoked), [], "{over:?}");
    }
    let detail = "That was before you were free, so you were not added. Ask Northwind Rail to add you.";
    assert_eq!(shown_of(ana_left(), TransferState::Revoked), one(title, detail));
}

#[test]
fn one_that_ended_with_its_request_says_so_while_nobody_asked_again() {
    let title = "The offer of Northwind Rail has ended";
    let detail = "Your request to leave Old Bridge Ltd expired without an answer, and the offer with it. If you still want to go, ask Northwind \
                  Rail for a new one.";
    assert_eq!(shown_of(ana_asks(RemovalState::Expired), TransferState::Expired), one(title, detail));
    for other in [RemovalState::Submitted, RemovalState::Declined, RemovalState::Withdrawn] {
        assert_eq!(shown_of(ana_asks(other), TransferState::Expired), [], "{other:?}");
    }
    assert_eq!(shown_of(ana_left(), TransferState::Expired), []);
}

#[test]
fn one_that_did_not_hold_is_told_while_the_person_is_free() {
    let detail = "It was no longer valid when you were free, so you were not added. Ask Northwind Rail to add you.";
    assert_eq!(shown_of(ana_left(), TransferState::NoLongerValid), one("The offer of Northwind Rail has ended", detail));
    assert_eq!(shown_of(ana_added(false), TransferState::NoLongerValid), []);
}

#[test]
fn a_completed_one_is_told_until_the_licence_file_is_the_new_one() {
    let mut added = ana_added(false);
    let told = one("Northwind Rail has added you", "Refresh Policy to use its licences.");
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
