//! Removal requests over random histories: what is closed stays closed, blockers are all named, routes follow the set-up.
#![allow(clippy::unwrap_used, reason = "tests may")]

use domicile_model::account::Federation;
use domicile_model::person::{Rank, Role, has_limited_view, rank};
use domicile_model::preflight::{Blocker, RemovalFacts, removal};
use domicile_model::removal::{EXPIRES_AFTER, Refusal, RemovalEvent, RemovalState, Route, apply, route};
use jiff::Timestamp;
use proptest::prelude::*;

const FILED: Timestamp = Timestamp::UNIX_EPOCH;

fn expires() -> Timestamp {
    FILED + EXPIRES_AFTER
}

fn any_event() -> impl Strategy<Value = RemovalEvent> {
    let blockers = prop::collection::vec(prop::sample::select(Blocker::ALL.to_vec()), 0..3);
    prop_oneof![
        Just(RemovalEvent::Opened),
        blockers.prop_map(RemovalEvent::Approved),
        Just(RemovalEvent::Unblocked),
        "[a-z ]{0,6}".prop_map(|reason| RemovalEvent::Declined { reason }),
        Just(RemovalEvent::Withdrawn),
        Just(RemovalEvent::Removed),
        (0..20_i64)
            .prop_map(|days| RemovalEvent::TimePassed { now: FILED + jiff::SignedDuration::from_hours(days * 24), expires: expires() }),
    ]
}

fn any_facts() -> impl Strategy<Value = RemovalFacts> {
    let roles = prop::collection::vec(prop::sample::select(Role::ALL.to_vec()), 0..3);
    let federation = prop::sample::select(vec![Federation::None, Federation::Jit, Federation::Scim]);
    (roles, any::<bool>(), any::<bool>(), 1..4_usize, 0..3_usize, federation, any::<bool>(), 0..2_usize, 0..2_usize).prop_map(
        |(roles, locked, is_fulfilment_contact, fulfilment_contacts, other_administrators, federation, provisioned, assigned, out)| {
            RemovalFacts {
                roles,
                locked,
                is_fulfilment_contact,
                fulfilment_contacts,
                other_administrators,
                federation,
                provisioned,
                assigned_licences: assigned,
                checked_out_licences: out,
            }
        },
    )
}

#[test]
fn the_route_follows_the_set_up() {
    assert_eq!(route(Federation::None, false, 2), Route::Administrator);
    assert_eq!(route(Federation::Jit, false, 1), Route::Administrator);
    assert_eq!(route(Federation::Scim, true, 1), Route::InternalIt);
    assert_eq!(route(Federation::Scim, true, 0), Route::InternalIt);
    assert_eq!(route(Federation::Scim, false, 1), Route::Administrator);
    assert_eq!(route(Federation::None, false, 0), Route::Support);
    assert_eq!(route(Federation::Jit, false, 0), Route::Support);
}

#[test]
fn a_request_goes_its_ordinary_way() {
    let seen = apply(RemovalState::Submitted, &RemovalEvent::Opened).unwrap();
    assert_eq!(seen, RemovalState::Seen);
    let blocked = apply(seen, &RemovalEvent::Approved(vec![Blocker::FulfilmentContact])).unwrap();
    assert_eq!(blocked, RemovalState::Blocked);
    assert_eq!(apply(blocked, &RemovalEvent::Unblocked), Ok(RemovalState::Seen));
    let approved = apply(blocked, &RemovalEvent::Approved(vec![Blocker::AssignedLicence])).unwrap();
    assert_eq!(approved, RemovalState::Approved, "a warning never blocks");
    assert_eq!(apply(approved, &RemovalEvent::Removed), Ok(RemovalState::Fulfilled));
}

#[test]
fn declining_needs_a_reason_and_expiry_its_time() {
    let empty = RemovalEvent::Declined { reason: "  ".into() };
    assert_eq!(apply(RemovalState::Seen, &empty), Err(Refusal::ReasonRequired));
    let early = RemovalEvent::TimePassed { now: expires() - jiff::SignedDuration::from_secs(1), expires: expires() };
    assert_eq!(apply(RemovalState::Seen, &early), Ok(RemovalState::Seen));
    let late = RemovalEvent::TimePassed { now: expires(), expires: expires() };
    assert_eq!(apply(RemovalState::Blocked, &late), Ok(RemovalState::Expired));
}

#[test]
fn the_only_fulfilment_contact_is_named_by_one_code() {
    let facts = RemovalFacts {
        roles: vec![Role::CoAdmin],
        locked: false,
        is_fulfilment_contact: true,
        fulfilment_contacts: 1,
        other_administrators: 0,
        federation: Federation::None,
        provisioned: false,
        assigned_licences: 1,
        checked_out_licences: 0,
    };
    let found = removal(&facts, Some(Rank::CoAdmin));
    assert_eq!(found, [Blocker::LastFulfilmentContact, Blocker::LastAdministrator, Blocker::AssignedLicence]);
}

#[test]
fn every_code_reads_back() {
    for it in Blocker::ALL {
        assert_eq!(Blocker::parse(it.as_str()), Some(it));
    }
    for it in RemovalState::ALL {
        assert_eq!(RemovalState::parse(it.as_str()), Some(it));
    }
    for it in Role::ALL {
        assert_eq!(Role::parse(it.as_str()), Some(it));
    }
    assert_eq!(Role::parse("owner"), None);
}

#[test]
fn locked_or_unaffiliated_people_see_little() {
    use domicile_model::person::LockReason;
    assert!(!has_limited_view(true, &[]));
    assert!(has_limited_view(false, &[]));
    assert!(has_limited_view(true, &[LockReason::Administrator]));
}

proptest! {
    #[test]
    fn closed_stays_closed_and_nothing_skips_the_removal(events in prop::collection::vec(any_event(), 0..40)) {
        let mut state = RemovalState::Submitted;
        for event in &events {
            match apply(state, event) {
                Ok(next) => {
                    prop_assert!(state.is_open() || next == state, "{state:?} came back to life as {next:?}");
                    if next == RemovalState::Fulfilled && state != next {
                        prop_assert_eq!(event, &RemovalEvent::Removed);
                    }
                    if next == RemovalState::Approved && state != next {
                        let clean = matches!(event, RemovalEvent::Approved(them) if them.iter().all(|it| !it.blocks()));
                        prop_assert!(clean);
                    }
                    state = next;
                }
                Err(Refusal::Closed(closed)) => prop_assert!(closed == state && !state.is_open()),
                Err(Refusal::ReasonRequired) => {
                    let unexplained = matches!(event, RemovalEvent::Declined { .. });
                    prop_assert!(unexplained);
                }
            }
        }
    }

    #[test]
    fn nobody_orphans_an_account_or_reaches_above_their_rank(facts in any_facts(), co_admin in any::<bool>()) {
        let actor = if co_admin { Rank::CoAdmin } else { Rank::AccountAdmin };
        let found = removal(&facts, Some(actor));
        let may = found.iter().all(|it| !it.blocks());
        let administrator = rank(&facts.roles) >= Rank::CoAdmin;
        if may {
            prop_assert!(!(administrator && !facts.locked && facts.other_administrators == 0));
            prop_assert!(!facts.is_fulfilment_contact);
            prop_assert!(rank(&facts.roles) <= actor);
            prop_assert!(!(facts.federation == Federation::Scim && facts.provisioned));
        }
        let both = found.contains(&Blocker::FulfilmentContact) && found.contains(&Blocker::LastFulfilmentContact);
        prop_assert!(!both);
        prop_assert!(found.windows(2).all(|pair| pair[0] != pair[1]));
        let asked_by_person = removal(&facts, None);
        prop_assert!(!asked_by_person.contains(&Blocker::InsufficientRank));
    }
}
