//! Offers to take somebody over: every step in every state, and what has to be true when one is made, accepted and carried out.

use domicile_model::account::Federation;
use domicile_model::person::{Rank, Role};
use domicile_model::transfer::{InvalidTransition, OFFER_EXPIRES_AFTER, OfferFacts, TransferEvent as E, TransferState as S, apply, holds};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

fn offered() -> Timestamp {
    "2026-06-03T09:00:00Z".parse().unwrap()
}

fn expires() -> Timestamp {
    offered() + OFFER_EXPIRES_AFTER
}

fn at(now: Timestamp) -> E {
    E::TimePassed { now, expires: expires() }
}

/// Everything that can happen, in the order of the table's columns.
fn events() -> [E; 9] {
    let moment = SignedDuration::from_nanos(1);
    [
        E::Accepted,
        E::Declined,
        E::Revoked,
        E::Released { holds: true },
        E::Released { holds: false },
        E::RequestEnded,
        at(expires() - moment),
        at(expires()),
        at(expires() + moment),
    ]
}

/// What follows; `-` where the step cannot be taken.
const TABLE: &str = "
    state           accepted declined revoked released:holds released:not   request_ended early           at_the_end      late
    offered         accepted declined revoked -              -              -             offered         expired         expired
    accepted        -        declined revoked completed      no_longer_valid expired      accepted        accepted        accepted
    completed       -        -        -       -              -              -             completed       completed       completed
    declined        -        -        -       -              -              -             declined        declined        declined
    revoked         -        -        -       -              -              -             revoked         revoked         revoked
    expired         -        -        -       -              -              -             expired         expired         expired
    no_longer_valid -        -        -       -              -              -             no_longer_valid no_longer_valid no_longer_valid
";

#[test]
fn every_step_in_every_state() {
    let rows: Vec<Vec<&str>> =
        TABLE.lines().map(|it| it.split_whitespace().collect()).filter(|it: &Vec<_>| !it.is_empty()).skip(1).collect();
    assert_eq!(rows.len(), S::ALL.len());
    for (state, row) in S::ALL.into_iter().zip(rows) {
        assert_eq!((row[0], row.len()), (state.as_str(), 1 + events().len()));
        for (event, cell) in events().into_iter().zip(&row[1..]) {
            let expected = if *cell == "-" { Err(InvalidTransition(state)) } else { Ok(S::parse(cell).unwrap()) };
            assert_eq!(apply(state, event), expected, "{state:?}, {event:?}");
        }
    }
}

#[test]
fn an_offer_waits_thirty_days_and_is_open_until_somebody_ends_it() {
    assert_eq!(expires(), "2026-07-03T09:00:00Z".parse().unwrap());
    assert_eq!(S::ALL.map(S::is_open), [true, true, false, false, false, false, false]);
    assert_eq!(InvalidTransition(S::NoLongerValid).to_string(), "the offer is no_longer_valid");
}

#[test]
fn an_offer_holds_by_rank_federation_and_roles() {
    let ok = OfferFacts { offered_by: Some(Rank::CoAdmin), federation: Federation::None, roles: &[Role::Download, Role::Beta] };
    assert!(holds(&ok));
    for (offered_by, valid) in [
        // Who made it has left the account or is locked.
        (None, false),
        (Some(Rank::Member), false),
        (Some(Rank::CoAdmin), true),
        (Some(Rank::AccountAdmin), true),
    ] {
        assert_eq!(holds(&OfferFacts { offered_by, ..ok }), valid, "{offered_by:?}");
    }
    for federation in Federation::ALL {
        assert_eq!(holds(&OfferFacts { federation, ..ok }), federation == Federation::None, "{federation:?}");
    }
    for role in Role::ALL {
        let privileged = [Role::AccountAdmin, Role::CoAdmin, Role::GroupAdmin].contains(&role);
        assert_eq!(holds(&OfferFacts { roles: &[role], ..ok }), !privileged, "{role:?}");
    }
    assert!(holds(&OfferFacts { roles: &[], ..ok }));
}

proptest! {
    #[test]
    fn nobody_is_taken_over_who_did_not_accept(steps in prop::collection::vec(prop::sample::select(events().to_vec()), 0..20)) {
        let (mut state, mut accepted) = (S::Offered, false);
        for step in steps {
            let next = apply(state, step).unwrap_or(state);
            accepted |= next == S::Accepted;
            prop_assert!(state.is_open() || next == state, "{state:?} came back to life as {next:?}");
            prop_assert!(next != S::Completed || accepted);
            state = next;
        }
    }
}
