//! Errors over HTTP: RFC 9457 with a stable code, and who does what next.

use crate::stable_name::stable_names;
use serde::{Deserialize, Serialize};

stable_names! {
    /// Who acts next.
    pub enum Actor {
        /// The person who reads it.
        You = "you",
        /// An administrator of the person's account.
        Admin = "admin",
        /// The company's IT.
        It = "it",
        /// The operator's support.
        Support = "support",
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NextStep {
    /// Who does it.
    pub who: Actor,
    /// What, as a sentence.
    pub text: String,
    /// Where, if there is a page for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The body of every error answer (`application/problem+json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// A URI reference that names the kind: `urn:domicile:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Why.
    pub detail: String,
    /// Stable, for machines.
    pub code: String,
    /// Finds the log lines.
    pub request_id: String,
    /// Who does what next; at most two.
    #[serde(rename = "do", default)]
    pub next: Vec<NextStep>,
    /// Facts that belong to the code: the open request for `request_already_open`, the blockers for `removal_blocked`.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub extensions: std::collections::BTreeMap<String, serde_json::Value>,
}
