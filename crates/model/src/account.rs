//! What an account is, and how its people sign in and are provisioned.

use crate::id::AccountId;
use crate::stable_name::stable_names;
use serde::{Deserialize, Serialize};

stable_names! {
    /// How an account's people sign in and are provisioned.
    pub enum Federation {
        /// Ordinary sign-in; administrators add and remove people by hand.
        None = "none",
        /// Company sign-in without synchronisation: removal from the directory stops sign-in but frees nobody.
        Jit = "jit",
        /// Company sign-in and automatic provisioning from the company's directory (RFC 7644).
        Scim = "scim",
    }
}

/// An account as far as everybody who belongs to it may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AccountRef {
    /// Opaque id.
    pub id: AccountId,
    /// The organisation's name, never translated.
    pub name: String,
}
