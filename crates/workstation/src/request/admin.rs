//! What an administrator asks of the controller: queries, which change nothing for anybody, and changes. Two types, so that whoever acts on
//! changes names each of them.

use domicile_model::id::{CheckOutId, InvitationId, LicenceAssignmentId, PersonRequestId, RemovalId, RemovalRequestId, TransferId, UserId};
use domicile_model::person::{LockReason, Role};
use serde::{Deserialize, Serialize};

/// A request of an administrator. As JSON the two are one list of kinds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(untagged)]
pub enum AdminRequest {
    /// Looks at something.
    Query(AdminQuery),
    /// Changes something.
    Change(AdminChange),
}

impl From<AdminQuery> for AdminRequest {
    fn from(query: AdminQuery) -> Self {
        Self::Query(query)
    }
}

impl From<AdminChange> for AdminRequest {
    fn from(change: AdminChange) -> Self {
        Self::Change(change)
    }
}

/// What is looked at, looked up or copied. Nothing changes for anybody, but that a removal request which is opened counts as seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum AdminQuery {
    /// Open a removal request: it counts as seen, and what stands in the way is looked up.
    OpenRequest {
        /// Its id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: RemovalRequestId,
    },
    /// Look an address up, or find people of the account by a part of a name or address.
    Find {
        /// What was typed.
        query: String,
    },
    /// Read the next people of the list.
    More,
    /// Open somebody of the account.
    OpenPerson {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
    },
    /// Put the open person away.
    ClosePerson,
    /// Look up what stands in the way of removing somebody.
    PreviewRemoval {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
    },
    /// Copy the text that tells a person what to do now.
    CopyWelcome {
        /// Their address.
        email: String,
        /// In which language (BCP 47); one's own where absent.
        #[serde(default)]
        language: Option<String>,
    },
    /// Copy the text that tells whoever buys what ends soon.
    CopyForBuyer {
        /// In which language (BCP 47); one's own where absent.
        #[serde(default)]
        language: Option<String>,
    },
}

/// What changes something for somebody. Where one stands in a view with a dialog it is a proposal: the window lets the administrator read the
/// consequence first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum AdminChange {
    /// Approve a removal request.
    Approve {
        /// Its id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: RemovalRequestId,
    },
    /// Decline a removal request.
    Decline {
        /// Its id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: RemovalRequestId,
        /// What the person will read.
        reason: String,
    },
    /// Approve a request of another kind: what it asks for is done.
    ApproveAsk {
        /// Its id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: PersonRequestId,
    },
    /// Decline one.
    DeclineAsk {
        /// Its id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: PersonRequestId,
        /// What the person will read.
        reason: String,
    },
    /// Register an unknown address and affiliate it.
    Create {
        /// The address.
        email: String,
        /// The name; the address's local part where absent.
        name: Option<String>,
    },
    /// Affiliate a registered person who belongs to no account.
    AddToAccount {
        /// The address.
        email: String,
    },
    /// Invite a registered person who belongs to no account.
    Invite {
        /// The address.
        email: String,
        /// Roles that come with it.
        #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
        roles: Vec<Role>,
        /// Country that comes with it.
        country: Option<String>,
    },
    /// Offer to take somebody over from another account.
    OfferTransfer {
        /// The address.
        email: String,
        /// Roles that come with it.
        #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
        roles: Vec<Role>,
        /// Country that comes with it.
        country: Option<String>,
    },
    /// Take an offer back.
    RevokeTransfer {
        /// Its id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: TransferId,
    },
    /// Take an invitation back.
    RevokeInvitation {
        /// Its id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: InvitationId,
    },
    /// Let somebody in who signed in with an address of the account's domain.
    ApprovePerson {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
    },
    /// Do not let them in.
    RejectPerson {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
    },
    /// Lock somebody.
    Lock {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
        /// Why, for the audit.
        because: Option<String>,
    },
    /// Lift a lock.
    Unlock {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
        /// Which one: its reason.
        #[cfg_attr(feature = "specta", specta(type = String))]
        lock: LockReason,
    },
    /// Set the entitlement country.
    SetCountry {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
        /// The code; `null`: the rule decides.
        country: Option<String>,
    },
    /// Set the roles given directly.
    SetRoles {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
        /// All of them.
        #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
        roles: Vec<Role>,
    },
    /// Remove somebody.
    Remove {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
    },
    /// Restore somebody who was removed, or ask them first.
    #[serde(rename = "undo")]
    Restore {
        /// The removal's id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        removal: RemovalId,
    },
    /// Make somebody a Fulfilment Contact.
    Designate {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
        /// For this country only.
        country: Option<String>,
    },
    /// End a designation as Fulfilment Contact.
    EndDesignation {
        /// Their id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
    },
    /// Give a named licence to somebody else.
    ReassignLicence {
        /// The assignment's id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: LicenceAssignmentId,
        /// To whom.
        #[cfg_attr(feature = "specta", specta(type = String))]
        user: UserId,
    },
    /// Take a named licence back.
    ReturnLicence {
        /// The assignment's id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: LicenceAssignmentId,
    },
    /// Allow a check-out.
    AllowCheckOut {
        /// Its id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: CheckOutId,
        /// For how many days; as asked where absent.
        days: Option<u16>,
    },
    /// Decline a check-out.
    DeclineCheckOut {
        /// Its id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: CheckOutId,
        /// What the person will read.
        reason: String,
    },
    /// End a check-out before its time.
    EndCheckOut {
        /// Its id.
        #[cfg_attr(feature = "specta", specta(type = String))]
        id: CheckOutId,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_json_queries_and_changes_are_one_list_of_kinds() {
        let read = |text: &str| serde_json::from_str::<AdminRequest>(text).ok();
        let undo = r#"{"kind":"undo","removal":"r1"}"#;
        assert_eq!(read(undo), Some(AdminChange::Restore { removal: RemovalId::new("r1") }.into()));
        assert_eq!(serde_json::to_string(&read(undo)).unwrap(), undo);
        assert_eq!(read(r#"{"kind":"more"}"#), Some(AdminQuery::More.into()));
        assert_eq!(read(r#"{"kind":"find","query":"a"}"#), Some(AdminQuery::Find { query: "a".to_owned() }.into()));
        assert_eq!(read(r#"{"kind":"nothing"}"#), None);
    }

    #[test]
    fn a_role_or_a_lock_that_is_not_known_is_no_request() {
        let roles = |role: &str| serde_json::from_str::<AdminRequest>(&format!(r#"{{"kind":"set_roles","user":"u","roles":["{role}"]}}"#));
        assert!(roles("beta").is_ok() && roles("emperor").is_err());
        let unlock = |lock: &str| serde_json::from_str::<AdminRequest>(&format!(r#"{{"kind":"unlock","user":"u","lock":"{lock}"}}"#));
        assert!(unlock("administrator").is_ok() && unlock("weather").is_err());
    }
}
