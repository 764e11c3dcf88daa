//! What somebody sent about their computer: a claim, and labelled so wherever it is shown.

use super::person::Person;
use crate::id::MachineReportId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The body of `POST /v1/me/machine-reports`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendMachineReport {
    /// What the computer is called; at most 200 characters.
    pub machine_name: String,
    /// The verdict in one sentence; at most 500 characters.
    pub summary: String,
    /// The facts, as the workstation found them; at most 32 KiB of JSON.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub facts: serde_json::Map<String, serde_json::Value>,
}

/// A report as the sender and the administrators of their account see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MachineReport {
    /// Opaque id.
    pub id: MachineReportId,
    /// Who sent it.
    pub user: Person,
    /// When it came.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub received: Timestamp,
    /// Always `true`: nothing here was checked by the service.
    pub claimed: bool,
    /// What the computer is called.
    pub machine_name: String,
    /// The verdict in one sentence.
    pub summary: String,
    /// The facts.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub facts: serde_json::Map<String, serde_json::Value>,
}
