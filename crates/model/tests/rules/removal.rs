//! Removal requests: every event in every state, the route, reminders; and over random histories, what is closed stays closed.

use domicile_model::account::Federation;
use domicile_model::person::{Rank, Role, rank};
use domicile_model::preflight::{Blocker, RemovalFacts, removal};
use domicile_model::removal::{
    EXPIRES_AFTER, FILINGS_A_DAY, REMINDERS_AFTER, RemovalEvent, RemovalState, Route, TransitionError, apply, reminders_due, route,
};
use jiff::{SignedDuration, Timestamp};
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
        (0..20_i64).prop_map(|days| RemovalEvent::TimePassed { now: FILED + SignedDuration::from_hours(days * 24), expires: expires() }),
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
fn the_route_asks_first_who_provisions_and_then_who_administers() {
    for federation in Federation::ALL {
        for provisioned in [false, true] {
            for administrators in 0..3 {
                let expected = match (federation, provisioned, administrators) {
                    (Federation::Scim, true, _) => Route::InternalIt,
                    (_, _, 0) => Route::Support,
                    (_, _, _) => Route::Administrator,
                };
                assert_eq!(route(federation, provisioned, administrators), expected, "{federation:?} {provisioned} {administrators}");
            }
        }
    }
}

/// Everything that can happen, in the order of the table's columns.
fn events() -> [RemovalEvent; 12] {
    let moment = SignedDuration::from_nanos(1);
    let declined = |reason: &str| RemovalEvent::Declined { reason: reason.to_owned() };
    let passed = |now| RemovalEvent::TimePassed { now, expires: expires() };
    [
        RemovalEvent::Opened,
        RemovalEvent::Approved(vec![]),
        RemovalEvent::Approved(vec![Blocker::AssignedLicence, Blocker::CheckedOutLicence]),
        RemovalEvent::Approved(vec![Blocker::AssignedLicence, Blocker::LastAdministrator]),
        RemovalEvent::Unblocked,
        declined("You are on call until Friday."),
        declined(" \n"),
        RemovalEvent::Withdrawn,
        RemovalEvent::Removed,
        passed(expires() - moment),
        passed(expires()),
        passed(expires() + moment),
    ]
}

/// What follows; `closed` where the request was answered or withdrawn before, `reason` where declining needs one.
const TABLE: &str = "
    state     opened    approved  warned    blocked   unblocked declined  unexplained withdrawn removed   early     at_end    late
    submitted seen      approved  approved  blocked   submitted declined  reason      withdrawn fulfilled submitted expired   expired
    seen      seen      approved  approved  blocked   seen      declined  reason      withdrawn fulfilled seen      expired   expired
    approved  approved  approved  approved  blocked   approved  declined  reason      withdrawn fulfilled approved  expired   expired
    fulfilled fulfilled closed    closed    closed    fulfilled closed    closed      closed    fulfilled fulfilled fulfilled fulfilled
    blocked   blocked   approved  approved  blocked   seen      declined  reason      withdrawn fulfilled blocked   expired   expired
    declined  declined  closed    closed    closed    declined  closed    closed      closed    declined  declined  declined  declined
    withdrawn withdrawn closed    closed    closed    withdrawn closed    closed      closed    withdrawn withdrawn withdrawn withdrawn
    expired   expired   closed    closed    closed    expired   closed    closed      closed    expired   expired   expired   expired
";

#[test]
fn every_event_in_every_state() {
    let rows: Vec<Vec<&str>> =
        TABLE.lines().map(|it| it.split_whitespace().collect()).filter(|it: &Vec<_>| !it.is_empty()).skip(1).collect();
    assert_eq!(rows.len(), RemovalState::ALL.len());
    for (state, row) in RemovalState::ALL.into_iter().zip(rows) {
        assert_eq!((row[0], row.len()), (state.as_str(), 1 + events().len()));
        for (event, cell) in events().iter().zip(&row[1..]) {
            let expected = match *cell {
                "closed" => Err(TransitionError::Closed(state)),
                "reason" => Err(TransitionError::ReasonRequired),
                next => Ok(RemovalState::parse(next).unwrap()),
            };
            assert_eq!(apply(state, event), expected, "{state:?}, {event:?}");
        }
    }
}

#[test]
fn a_request_waits_fourteen_days_and_reminds_after_three_and_seven() {
    let days = |number: i64| SignedDuration::from_hours(24 * number);
    assert_eq!((EXPIRES_AFTER, REMINDERS_AFTER, FILINGS_A_DAY), (days(14), [days(3), days(7)], 3));
    let moment = SignedDuration::from_nanos(1);
    for (after, due) in [(days(0), 0), (days(3) - moment, 0), (days(3), 1), (days(7) - moment, 1), (days(7), 2), (days(13), 2)] {
        assert_eq!(reminders_due(FILED, FILED + after), due, "after {after}");
    }
    assert_eq!(reminders_due(FILED, FILED - days(8)), 0, "a clock that went back reminds nobody");
}

#[test]
fn a_request_is_open_until_it_is_answered_withdrawn_or_over() {
    let open: Vec<RemovalState> = RemovalState::ALL.into_iter().filter(|it| it.is_open()).collect();
    assert_eq!(open, [RemovalState::Submitted, RemovalState::Seen, RemovalState::Approved, RemovalState::Blocked]);
    assert_eq!(TransitionError::Closed(RemovalState::Withdrawn).to_string(), "the request is closed: withdrawn");
    assert_eq!(TransitionError::ReasonRequired.to_string(), "declining needs a reason");
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
    assert_eq!(apply(RemovalState::Seen, &empty), Err(TransitionError::ReasonRequired));
    let early = RemovalEvent::TimePassed { now: expires() - SignedDuration::from_secs(1), expires: expires() };
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
                Err(TransitionError::Closed(closed)) => prop_assert!(closed == state && !state.is_open()),
                Err(TransitionError::ReasonRequired) => {
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
