//! What an account is, and how its people sign in and are provisioned.

use crate::id::AccountId;
use serde::{Deserialize, Serialize};

/// How an account's people sign in and are provisioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Federation {
    /// Ordinary sign-in; administrators add and remove people by hand.
    None,
    /// Company sign-in without synchronisation: removal from the directory stops sign-in but frees nobody.
    Jit,
    /// Company sign-in and automatic provisioning from the company's directory (RFC 7644).
    Scim,
}

impl Federation {
    /// The stable name used on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Jit => "jit",
            Self::Scim => "scim",
        }
    }

    /// Reads the stable name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::None, Self::Jit, Self::Scim].into_iter().find(|it| it.as_str() == name)
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
