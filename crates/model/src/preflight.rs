//! What stands in the way of removing a person: every blocker at once, before anything changes.

use crate::account::Federation;
use crate::person::{Rank, Role, rank};
use crate::stable_name::stable_names;

stable_names! {
    /// Something that blocks a removal, or warns of what it costs.
    #[derive(PartialOrd, Ord)]
    pub enum Blocker {
        /// Designated as Fulfilment Contact, and not the only one.
        FulfilmentContact = "fulfilment_contact",
        /// The only Fulfilment Contact.
        LastFulfilmentContact = "last_fulfilment_contact",
        /// A co-administrator cannot touch an account administrator.
        InsufficientRank = "insufficient_rank",
        /// Would leave the account without an administrator.
        LastAdministrator = "last_administrator",
        /// Provisioned by the company's directory: internal IT removes the person there.
        DirectoryManaged = "directory_managed",
        /// Warns: a named licence is still assigned.
        AssignedLicence = "assigned_licence",
        /// Warns: a seat is checked out to a machine.
        CheckedOutLicence = "checked_out_licence",
    }
}

impl Blocker {
    /// Whether it blocks; the others only warn.
    pub fn blocks(self) -> bool {
        !matches!(self, Self::AssignedLicence | Self::CheckedOutLicence)
    }
}

/// What the pre-flight looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovalFacts {
    /// The person's roles.
    pub roles: Vec<Role>,
    /// Whether the person is locked: a locked administrator does not count as one.
    pub locked: bool,
    /// Designated as Fulfilment Contact.
    pub is_fulfilment_contact: bool,
    /// How many Fulfilment Contacts the account has, this person included.
    pub fulfilment_contacts: usize,
    /// How many *other* administrators the account has that are not locked.
    pub other_administrators: usize,
    /// How the account is federated.
    pub federation: Federation,
    /// Whether the company's directory provisioned the person.
    pub provisioned: bool,
    /// Named licences still assigned.
    pub assigned_licences: usize,
    /// Seats checked out to machines.
    pub checked_out_licences: usize,
}

/// Lists everything that stands in the way. `actor` is the rank of who would remove; `None` asks on behalf of the person
/// themselves, before anybody acts.
pub fn removal(facts: &RemovalFacts, actor: Option<Rank>) -> Vec<Blocker> {
    let mut found = Vec::new();
    if facts.is_fulfilment_contact {
        found.push(if facts.fulfilment_contacts <= 1 { Blocker::LastFulfilmentContact } else { Blocker::FulfilmentContact });
    }
    let target = rank(&facts.roles);
    if actor.is_some_and(|actor| target == Rank::AccountAdmin && actor < Rank::AccountAdmin) {
        found.push(Blocker::InsufficientRank);
    }
    if target >= Rank::CoAdmin && !facts.locked && facts.other_administrators == 0 {
        found.push(Blocker::LastAdministrator);
    }
    if facts.federation == Federation::Scim && facts.provisioned {
        found.push(Blocker::DirectoryManaged);
    }
    if facts.assigned_licences > 0 {
        found.push(Blocker::AssignedLicence);
    }
    if facts.checked_out_licences > 0 {
        found.push(Blocker::CheckedOutLicence);
    }
    found
}
