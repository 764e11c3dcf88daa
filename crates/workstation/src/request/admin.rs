//! What an administrator asks of the controller.

use serde::{Deserialize, Serialize};

/// A request of an administrator. Those that change something for others are proposals where they stand in a view with a dialog: the
/// window lets the administrator read the consequence first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum AdminRequest {
    /// Open a removal request: it counts as seen, and what stands in the way is looked up.
    OpenRequest {
        /// Its id.
        id: String,
    },
    /// Approve a removal request.
    Approve {
        /// Its id.
        id: String,
    },
    /// Decline a removal request.
    Decline {
        /// Its id.
        id: String,
        /// What the person will read.
        reason: String,
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
        user: String,
    },
    /// Put the open person away.
    ClosePerson,
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
        roles: Vec<String>,
        /// Country that comes with it.
        country: Option<String>,
    },
    /// Offer to take somebody over from another account.
    OfferTransfer {
        /// The address.
        email: String,
        /// Roles that come with it.
        roles: Vec<String>,
        /// Country that comes with it.
        country: Option<String>,
    },
    /// Take an offer back.
    RevokeTransfer {
        /// Its id.
        id: String,
    },
    /// Take an invitation back.
    RevokeInvitation {
        /// Its id.
        id: String,
    },
    /// Let somebody in who signed in with an address of the account's domain.
    ApprovePerson {
        /// Their id.
        user: String,
    },
    /// Do not let them in.
    RejectPerson {
        /// Their id.
        user: String,
    },
    /// Lock somebody.
    Lock {
        /// Their id.
        user: String,
        /// Why, for the audit.
        because: Option<String>,
    },
    /// Lift a lock.
    Unlock {
        /// Their id.
        user: String,
        /// Which one: its stable reason.
        lock: String,
    },
    /// Set the entitlement country.
    SetCountry {
        /// Their id.
        user: String,
        /// The code; `null`: the rule decides.
        country: Option<String>,
    },
    /// Set the roles given directly.
    SetRoles {
        /// Their id.
        user: String,
        /// All of them.
        roles: Vec<String>,
    },
    /// Look up what stands in the way of removing somebody.
    PreviewRemoval {
        /// Their id.
        user: String,
    },
    /// Remove somebody.
    Remove {
        /// Their id.
        user: String,
    },
    /// Bring somebody back who was removed, or ask them first.
    Undo {
        /// The removal's id.
        removal: String,
    },
    /// Make somebody a Fulfilment Contact.
    Designate {
        /// Their id.
        user: String,
        /// For this country only.
        country: Option<String>,
    },
    /// End a designation as Fulfilment Contact.
    EndDesignation {
        /// Their id.
        user: String,
    },
    /// Give a named licence to somebody else.
    ReassignLicence {
        /// The assignment's id.
        id: String,
        /// To whom.
        user: String,
    },
    /// Take a named licence back.
    ReturnLicence {
        /// The assignment's id.
        id: String,
    },
    /// Allow a check-out.
    AllowCheckOut {
        /// Its id.
        id: String,
        /// For how many days; as asked where absent.
        days: Option<u16>,
    },
    /// Decline a check-out.
    DeclineCheckOut {
        /// Its id.
        id: String,
        /// What the person will read.
        reason: String,
    },
    /// End a check-out before its time.
    EndCheckOut {
        /// Its id.
        id: String,
    },
    /// Copy the text that tells a person what to do now.
    CopyWelcome {
        /// Their address.
        email: String,
        /// In which language (BCP 47); one's own where absent.
        #[serde(default)]
        language: Option<String>,
    },
}
