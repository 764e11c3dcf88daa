//! What an administrator reads after typing an address: the first code of the rule book's table that matches, over every combination of facts.

use domicile_model::account::Federation;
use domicile_model::adding::{AddCode, AddFacts, AffiliationStatus, DomainOwner, look_up};

const PLACES: [Option<AffiliationStatus>; 4] =
    [None, Some(AffiliationStatus::Here), Some(AffiliationStatus::Elsewhere), Some(AffiliationStatus::Nowhere)];
const OWNERS: [DomainOwner; 3] = [DomainOwner::Us, DomainOwner::Others, DomainOwner::Nobody];

/// A row of the table: the code, and when it applies.
type Row = (AddCode, fn(&AddFacts) -> bool);

/// The table of the rule book, in its order.
const TABLE: [Row; 9] = [
    (AddCode::AlreadyMember, |it| it.registered == Some(AffiliationStatus::Here)),
    (AddCode::AffiliatedElsewhere, |it| it.registered == Some(AffiliationStatus::Elsewhere)),
    (AddCode::PendingApproval, |it| it.awaits_our_approval),
    (AddCode::FederatedSignIn, |it| it.federation == Federation::Jit && it.domain == DomainOwner::Us),
    (AddCode::DirectoryManaged, |it| it.federation == Federation::Scim && it.domain == DomainOwner::Us),
    (AddCode::InvitationRequired, |it| it.registered == Some(AffiliationStatus::Nowhere) && it.has_domains && it.domain != DomainOwner::Us),
    (AddCode::ExistsUnaffiliated, |it| it.registered == Some(AffiliationStatus::Nowhere)),
    (AddCode::DomainOwnedElsewhere, |it| it.registered.is_none() && it.domain == DomainOwner::Others),
    // What the rule book calls `created`, before it is done.
    (AddCode::CanCreate, |it| it.registered.is_none()),
];

fn every_combination() -> Vec<AddFacts> {
    let mut all = Vec::new();
    for registered in PLACES {
        for awaits_our_approval in [false, true] {
            for federation in Federation::ALL {
                for has_domains in [false, true] {
                    for domain in OWNERS {
                        all.push(AddFacts { registered, awaits_our_approval, federation, has_domains, domain });
                    }
                }
            }
        }
    }
    all
}

#[test]
fn the_first_row_that_matches_is_the_answer() {
    for facts in every_combination() {
        let expected = TABLE.iter().find(|(_, applies)| applies(&facts)).map(|(code, _)| *code);
        assert_eq!(Some(look_up(&facts)), expected, "{facts:?}");
    }
}

#[test]
fn every_row_is_reached_and_none_says_that_something_was_done() {
    let reached: Vec<AddCode> = every_combination().iter().map(look_up).collect();
    for (code, _) in TABLE {
        assert!(reached.contains(&code), "{code:?}");
    }
    for done in [AddCode::Created, AddCode::Added, AddCode::Invited, AddCode::Offered] {
        assert!(!reached.contains(&done), "{done:?}");
    }
}

#[test]
fn the_stories_of_the_rule_book() {
    let old_bridge =
        AddFacts { registered: None, awaits_our_approval: false, federation: Federation::None, has_domains: true, domain: DomainOwner::Us };
    let northwind = AddFacts { has_domains: false, domain: DomainOwner::Nobody, ..old_bridge };
    // Ana still belongs to Old Bridge when Northwind types her address ("Could not create user").
    assert_eq!(look_up(&AddFacts { registered: Some(AffiliationStatus::Elsewhere), ..northwind }), AddCode::AffiliatedElsewhere);
    // After her removal she exists and is free; her address is of a domain confirmed for Old Bridge, which governs *new* addresses only.
    let free = AddFacts { registered: Some(AffiliationStatus::Nowhere), domain: DomainOwner::Others, ..northwind };
    assert_eq!(look_up(&free), AddCode::ExistsUnaffiliated);
    // An account with confirmed domains has to invite who comes from outside all of them.
    assert_eq!(look_up(&AddFacts { has_domains: true, ..free }), AddCode::InvitationRequired);
    assert_eq!(look_up(&AddFacts { registered: None, ..free }), AddCode::DomainOwnedElsewhere);
    assert_eq!(look_up(&northwind), AddCode::CanCreate);
    // Where the company's directory provisions people, its IT adds them, be they registered or not.
    for registered in [None, Some(AffiliationStatus::Nowhere)] {
        let harbour = AddFacts { registered, federation: Federation::Scim, ..old_bridge };
        assert_eq!(look_up(&harbour), AddCode::DirectoryManaged);
        assert_eq!(look_up(&AddFacts { federation: Federation::Jit, ..harbour }), AddCode::FederatedSignIn);
        assert_eq!(look_up(&AddFacts { awaits_our_approval: true, ..harbour }), AddCode::PendingApproval);
    }
}
