//! What an administrator reads after typing an address: exactly one code, the first that matches, each with its own next step.
//! Which other account somebody belongs to is no input of the rule, so it cannot be in its answer.

use crate::account::Federation;
use crate::stable_name::stable_names;

stable_names! {
    /// What is the case with an address, or what was done about it.
    pub enum AddCode {
        /// In this account already.
        AlreadyMember = "already_member",
        /// Belongs to another account ("Could not create user").
        AffiliatedElsewhere = "affiliated_elsewhere",
        /// Signed in with an address of this account's domain and waits for approval.
        PendingApproval = "pending_approval",
        /// Company sign-in without synchronisation: the person appears at the first sign-in.
        FederatedSignIn = "federated_sign_in",
        /// Company sign-in with synchronisation: the company's IT adds people.
        DirectoryManaged = "directory_managed",
        /// Registered, free, but outside the domains confirmed for this account.
        InvitationRequired = "invitation_required",
        /// Registered and free ("This user already exists").
        ExistsUnaffiliated = "exists_unaffiliated",
        /// Unknown, and its domain is confirmed for another account.
        DomainOwnedElsewhere = "domain_owned_elsewhere",
        /// Unknown: the person can be created. What a look-up says; doing it answers [`AddCode::Created`].
        CanCreate = "can_create",
        /// Done: the person exists, is affiliated and invited to sign in.
        Created = "created",
        /// Done: the person who existed is affiliated.
        Added = "added",
        /// Done: the person is invited to the account.
        Invited = "invited",
        /// Done: the person is offered to be taken over.
        Offered = "offered",
    }
}

/// Where a registered person belongs, seen from the account that asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AffiliationStatus {
    /// To the account that asks.
    Here,
    /// To another one.
    Elsewhere,
    /// To none.
    Nowhere,
}

/// Whom a domain is confirmed for, seen from the account that asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DomainOwner {
    /// For the account that asks.
    Us,
    /// For another one.
    Others,
    /// For nobody.
    Nobody,
}

/// What the rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddFacts {
    /// The person who is registered with the address; `None` for an unknown address.
    pub registered: Option<AffiliationStatus>,
    /// Waits for approval by the account that asks.
    pub awaits_our_approval: bool,
    /// How the account that asks provisions its people.
    pub federation: Federation,
    /// Whether the account that asks has confirmed domains.
    pub has_domains: bool,
    /// Whom the address's domain is confirmed for.
    pub domain: DomainOwner,
}

/// The first code that matches. Never one that says that something was done.
pub fn look_up(facts: &AddFacts) -> AddCode {
    match facts.registered {
        Some(AffiliationStatus::Here) => return AddCode::AlreadyMember,
        Some(AffiliationStatus::Elsewhere) => return AddCode::AffiliatedElsewhere,
        Some(AffiliationStatus::Nowhere) | None => {}
    }
    if facts.awaits_our_approval {
        return AddCode::PendingApproval;
    }
    if facts.domain == DomainOwner::Us {
        match facts.federation {
            Federation::Jit => return AddCode::FederatedSignIn,
            Federation::Scim => return AddCode::DirectoryManaged,
            Federation::None => {}
        }
    }
    if facts.registered.is_some() {
        return if facts.has_domains && facts.domain != DomainOwner::Us {
            AddCode::InvitationRequired
        } else {
            AddCode::ExistsUnaffiliated
        };
    }
    if facts.domain == DomainOwner::Others { AddCode::DomainOwnedElsewhere } else { AddCode::CanCreate }
}
