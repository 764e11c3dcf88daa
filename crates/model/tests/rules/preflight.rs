//! What stands in the way of a removal: every code of the rule book, when it is listed, whether it blocks, and in which order.

use domicile_model::account::Federation;
use domicile_model::person::{Rank, Role};
use domicile_model::preflight::{Blocker, RemovalFacts, removal};
use proptest::prelude::*;

/// An ordinary member whom nothing keeps.
fn member() -> RemovalFacts {
    RemovalFacts {
        roles: vec![Role::Download],
        locked: false,
        is_fulfilment_contact: false,
        fulfilment_contacts: 2,
        other_administrators: 2,
        federation: Federation::None,
        provisioned: false,
        assigned_licences: 0,
        checked_out_licences: 0,
    }
}

/// What an account administrator who would remove the person reads.
fn found(facts: &RemovalFacts) -> Vec<Blocker> {
    removal(facts, Some(Rank::AccountAdmin))
}

#[test]
fn nothing_stands_in_the_way_of_an_ordinary_member() {
    for actor in [None, Some(Rank::CoAdmin), Some(Rank::AccountAdmin)] {
        assert_eq!(removal(&member(), actor), []);
    }
}

#[test]
fn two_codes_warn_and_the_others_block() {
    let blocking: Vec<Blocker> = Blocker::ALL.into_iter().filter(|it| it.blocks()).collect();
    let expected = [
        Blocker::FulfilmentContact,
        Blocker::LastFulfilmentContact,
        Blocker::InsufficientRank,
        Blocker::LastAdministrator,
        Blocker::DirectoryManaged,
    ];
    assert_eq!(blocking, expected);
}

#[test]
fn a_fulfilment_contact_blocks_and_the_only_one_by_its_own_code_alone() {
    for (designated, contacts, expected) in [
        (false, 0, vec![]),
        (false, 1, vec![]),
        (true, 1, vec![Blocker::LastFulfilmentContact]),
        (true, 2, vec![Blocker::FulfilmentContact]),
        (true, 10, vec![Blocker::FulfilmentContact]),
        // A count that was not taken names the stricter rule.
        (true, 0, vec![Blocker::LastFulfilmentContact]),
    ] {
        let facts = RemovalFacts { is_fulfilment_contact: designated, fulfilment_contacts: contacts, ..member() };
        assert_eq!(found(&facts), expected, "designated: {designated}, of {contacts}");
    }
}

#[test]
fn a_co_admin_cannot_touch_an_account_admin() {
    for (actor, role, blocked) in [
        (Some(Rank::CoAdmin), Role::AccountAdmin, true),
        (Some(Rank::Member), Role::AccountAdmin, true),
        (Some(Rank::AccountAdmin), Role::AccountAdmin, false),
        (Some(Rank::CoAdmin), Role::CoAdmin, false),
        (Some(Rank::CoAdmin), Role::Download, false),
        // The person themselves asks before anybody acts: whose rank it would take is not known yet.
        (None, Role::AccountAdmin, false),
    ] {
        let found = removal(&RemovalFacts { roles: vec![role], ..member() }, actor);
        assert_eq!(found, if blocked { vec![Blocker::InsufficientRank] } else { vec![] }, "{actor:?} removes {role:?}");
    }
}

#[test]
fn the_last_administrator_stays_and_locked_ones_do_not_count() {
    for (role, locked, others, blocked) in [
        (Role::AccountAdmin, false, 0, true),
        (Role::CoAdmin, false, 0, true),
        (Role::AccountAdmin, false, 1, false),
        (Role::CoAdmin, false, 1, false),
        // Locked: the account has been without an administrator before the removal already.
        (Role::AccountAdmin, true, 0, false),
        (Role::GroupAdmin, false, 0, false),
        (Role::Download, false, 0, false),
    ] {
        let found = found(&RemovalFacts { roles: vec![role], locked, other_administrators: others, ..member() });
        assert_eq!(found, if blocked { vec![Blocker::LastAdministrator] } else { vec![] }, "{role:?}, locked: {locked}, {others} others");
    }
}

#[test]
fn the_company_removes_whom_its_directory_provisioned() {
    for federation in Federation::ALL {
        for provisioned in [false, true] {
            let blocked = federation == Federation::Scim && provisioned;
            let found = found(&RemovalFacts { federation, provisioned, ..member() });
            assert_eq!(found, if blocked { vec![Blocker::DirectoryManaged] } else { vec![] }, "{federation:?}, provisioned: {provisioned}");
        }
    }
}

#[test]
fn licences_warn_however_many_there_are() {
    for (assigned, out, expected) in [
        (1, 0, vec![Blocker::AssignedLicence]),
        (3, 0, vec![Blocker::AssignedLicence]),
        (0, 1, vec![Blocker::CheckedOutLicence]),
        (0, 3, vec![Blocker::CheckedOutLicence]),
        (2, 2, vec![Blocker::AssignedLicence, Blocker::CheckedOutLicence]),
    ] {
        assert_eq!(found(&RemovalFacts { assigned_licences: assigned, checked_out_licences: out, ..member() }), expected);
    }
}

#[test]
fn every_blocker_is_listed_at_once_in_the_order_of_the_codes() {
    let facts = RemovalFacts {
        roles: vec![Role::AccountAdmin],
        locked: false,
        is_fulfilment_contact: true,
        fulfilment_contacts: 1,
        other_administrators: 0,
        federation: Federation::Scim,
        provisioned: true,
        assigned_licences: 1,
        checked_out_licences: 1,
    };
    let all_but = |left_out: Blocker| Blocker::ALL.into_iter().filter(|it| *it != left_out).collect::<Vec<_>>();
    assert_eq!(removal(&facts, Some(Rank::CoAdmin)), all_but(Blocker::FulfilmentContact));
    let two = RemovalFacts { fulfilment_contacts: 2, ..facts };
    assert_eq!(removal(&two, Some(Rank::CoAdmin)), all_but(Blocker::LastFulfilmentContact));
}

proptest! {
    /// The order of the list is the order of the codes, whatever is found.
    #[test]
    fn codes_come_in_their_order_each_once(
        roles in prop::collection::vec(prop::sample::select(Role::ALL.to_vec()), 0..3),
        bits in prop::array::uniform6(any::<bool>()), contacts in 1..4_usize, others in 0..3_usize,
    ) {
        let [locked, is_fulfilment_contact, provisioned, assigned, out, by_co_admin] = bits;
        let facts = RemovalFacts {
            roles,
            locked,
            is_fulfilment_contact,
            fulfilment_contacts: contacts,
            other_administrators: others,
            federation: Federation::Scim,
            provisioned,
            assigned_licences: usize::from(assigned),
            checked_out_licences: usize::from(out),
        };
        let found = removal(&facts, Some(if by_co_admin { Rank::CoAdmin } else { Rank::AccountAdmin }));
        prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "{found:?}");
    }
}
