//! What an administrator reads after typing an address: exactly one code, the first that matches, each with its own next step.
//! Which other account somebody belongs to is no input of the rule, so it cannot be in its answer.

use crate::account::Federation;
use serde::{Deserialize, Serialize};

/// What is the case with an address, or what was done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AddCode {
    /// In this account already.
    AlreadyMember,
    /// Belongs to another account ("Could not create user").
    AffiliatedElsewhere,
    /// Signed in with an address of this account's domain and waits for approval.
    PendingApproval,
    /// Company sign-in without synchronisation: the person appears at the first sign-in.
    FederatedSignIn,
    /// Company sign-in with synchronisation: the company's IT adds people.
    DirectoryManaged,
    /// Registered, free, but outside the domains confirmed for this account.
    InvitationRequired,
    /// Registered and free ("This user already exists").
    ExistsUnaffiliated,
    /// Unknown, and its domain is confirmed for another account.
    DomainOwnedElsewhere,
    /// Unknown: the person can be created. What a look-up says; doing it answers [`AddCode::Created`].
    CanCreate,
    /// Done: the person exists, is affiliated and invited to sign in.
    Created,
    /// Done: the person who existed is affiliated.
    Added,
    /// Done: the person is invited to the account.
    Invited,
    /// Done: the person is offered to be taken over.
    Offered,
}

impl AddCode {
    /// Every code.
    pub const ALL: [Self; 13] = [
        Self::AlreadyMember,
        Self::AffiliatedElsewhere,
        Self::PendingApproval,
        Self::FederatedSignIn,
        Self::DirectoryManaged,
        Self::InvitationRequired,
        Self::ExistsUnaffiliated,
        Self::DomainOwnedElsewhere,
        Self::CanCreate,
        Self::Created,
        Self::Added,
        Self::Invited,
        Self::Offered,
    ];

    /// The stable name used on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AlreadyMember => "already_member",
            Self::AffiliatedElsewhere => "affiliated_elsewhere",
            Self::PendingApproval => "pending_approval",
            Self::FederatedSignIn => "federated_sign_in",
            Self::DirectoryManaged => "directory_managed",
            Self::InvitationRequired => "invitation_required",
            Self::ExistsUnaffiliated => "exists_unaffiliated",
            Self::DomainOwnedElsewhere => "domain_owned_elsewhere",
            Self::CanCreate => "can_create",
            Self::Created => "created",
            Self::Added => "added",
            Self::Invited => "invited",
            Self::Offered => "offered",
        }
    }

    /// Reads the stable name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// Where a registered person belongs, seen from the account that asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
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
    pub registered: Option<Belongs>,
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
        Some(Belongs::Here) => return AddCode::AlreadyMember,
        Some(Belongs::Elsewhere) => return AddCode::AffiliatedElsewhere,
        Some(Belongs::Nowhere) | None => {}
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
