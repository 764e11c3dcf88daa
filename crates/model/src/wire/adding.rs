//! Adding somebody by their address: what an administrator asks for, and the answer.

use super::invitation::Invitation;
use super::lenient;
use super::member::Member;
use super::transfer::Transfer;
use super::word::Word;
use crate::adding::AddCode;
use crate::id::UserId;
use crate::person::Role;
use crate::stable_name::stable_names;
use serde::{Deserialize, Serialize};

stable_names! {
    /// What an administrator wants to do with the address that they typed.
    pub enum AddAction {
        /// Register an unknown address and affiliate it.
        Create = "create",
        /// Affiliate a registered person who belongs to no account.
        AddToAccount = "addToAccount",
        /// Invite a registered person who belongs to no account.
        Invite = "invite",
        /// Offer to take over somebody who belongs to another account.
        OfferTransfer = "offerTransfer",
    }
}

/// The body of `POST /v1/accounts/{account}/users`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddUser {
    /// The address.
    pub email: String,
    /// The name of somebody new; the address's local part where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// What to do; absent: only look, and change nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<AddAction>,
    /// Roles for an invitation or an offer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Entitlement country for an invitation or an offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// The answer of `POST /v1/accounts/{account}/users` where it is not a problem. A problem (409) carries the same codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AddAnswer {
    /// What is the case, or what was done.
    #[cfg_attr(feature = "openapi", schema(value_type = AddCode))]
    pub code: Word<AddCode>,
    /// The address as it was typed.
    pub email: String,
    /// The id of a person who belongs to this account, or waits for its approval.
    pub user: Option<UserId>,
    /// The person, once they belong to the account.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub member: Option<Member>,
    /// The invitation that was sent, or that waits already.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub invitation: Option<Invitation>,
    /// The offer that was made, or that waits already.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub transfer: Option<Transfer>,
}
