//! What happened in an account, as its administrators read it.

use super::person::Person;
use crate::stable_name::stable_names;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

stable_names! {
    /// What kind of author an event has.
    pub enum AuditActorKind {
        /// Somebody who was signed in.
        User = "user",
        /// The service itself.
        System = "system",
        /// Whoever runs the service.
        Operator = "operator",
        /// Support.
        Support = "support",
    }
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditActor {
    /// What kind of author.
    pub kind: AuditActorKind,
    /// Who, where it is somebody of this account.
    pub person: Option<Person>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditEvent {
    /// Opaque id.
    pub id: String,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// Who.
    pub actor: AuditActor,
    /// What, as a stable name: `removal_request.approved`.
    pub action: String,
    /// The id of what changed; `null` for a person who is and was none of this account's.
    pub subject: Option<String>,
    /// What it was, as far as it concerns this account.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub before: Option<serde_json::Value>,
    /// What it became, as far as it concerns this account.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub after: Option<serde_json::Value>,
    /// The reason, in the words of somebody of this account.
    pub because: Option<String>,
    /// The request that did it.
    pub request_id: String,
}
