//! What an order system asks for by `/v1/operator` besides writing records, and what it is answered.

use serde::{Deserialize, Serialize};

/// Why something ends, or begins again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndRecord {
    /// Why, for the record of events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// Somebody who is to be an administrator of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NameAdministrator {
    /// The address.
    pub email: String,
    /// The name, where the person is not registered yet; the part of the address before the `@` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
}

/// Somebody who is an administrator of the account now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NamedAdministrator {
    /// The person's id.
    pub person: String,
    /// A letter says so to them.
    pub mailed: bool,
    /// How they sign in for the first time, where no letter says it; shown once, and not in an answer that is repeated.
    pub invitation: Option<ShownInvitation>,
}

/// How somebody signs in for the first time. It acts: it is for the person alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ShownInvitation {
    /// The invitation's id.
    pub id: String,
    /// The page that says how.
    pub link: String,
    /// The same for typing.
    pub code: String,
}
