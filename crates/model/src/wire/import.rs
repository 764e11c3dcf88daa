//! What an import of a document found and did: as the verb prints it, and as `POST /v1/operator/imports` answers.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many rows of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportCounts {
    /// New.
    pub created: u64,
    /// Otherwise than they were.
    pub changed: u64,
    /// As they were.
    pub unchanged: u64,
    /// They count no more.
    pub ended: u64,
}

/// What an import found and did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// On whose behalf.
    pub source: String,
    /// Nothing was written.
    pub dry_run: bool,
    /// How many records the document has.
    pub records: u64,
    /// What is to be done, by kind of record: `product`, `account`, `domain`, `contract`, `entitlement`, `person`.
    pub plan: BTreeMap<String, ImportCounts>,
    /// So many rows would end, which is more than may without being asked about: the number to confirm. Only of a dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm: Option<u64>,
    /// How many transactions were needed: one for each account in which something changed, and one for what belongs to none.
    pub transactions: u64,
}
