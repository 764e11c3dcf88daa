//! What people sent about their computers.

use super::columns::timestamp;
use super::{StoreError, Tx};
use crate::page::PageCursor;
use domicile_model::id::{AccountId, MachineReportId, UserId};
use jiff::Timestamp;

const PUT: &str =
    "INSERT INTO machine_reports (id, user_id, account_id, received_at, machine_name, summary, facts) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const SENT_SINCE: &str = "SELECT received_at FROM machine_reports WHERE user_id = $1 AND received_at > $2 ORDER BY received_at";
const PAGE: &str = "SELECT r.id, r.user_id, r.received_at, r.machine_name, r.summary, r.facts FROM machine_reports r \
                    JOIN users u ON u.id = r.user_id AND u.account_id = r.account_id WHERE r.account_id = $1 \
                    AND (r.received_at < $2 OR (r.received_at = $2 AND r.id < $3)) ORDER BY r.received_at DESC, r.id DESC LIMIT $4";

/// A report.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Report {
    pub(crate) id: MachineReportId,
    pub(crate) user: UserId,
    pub(crate) received: Timestamp,
    pub(crate) machine_name: String,
    pub(crate) summary: String,
    pub(crate) facts: serde_json::Map<String, serde_json::Value>,
}

table_row! {
    struct MachineReportRow {
        id: String,
        user_id: String,
        received_at: i64,
        machine_name: String,
        summary: String,
        facts: String,
    }
}

/// Keeps a report for the account that the person is in now.
pub(crate) async fn put(tx: &mut Tx, account: &AccountId, it: &Report) -> Result<(), StoreError> {
    let facts = serde_json::to_string(&it.facts).map_err(|error| StoreError::Content(error.to_string()))?;
    let received = it.received.as_millisecond();
    run!(tx, PUT, it.id.as_str(), it.user.as_str(), account.as_str(), received, it.machine_name.as_str(), it.summary.as_str(), facts)?;
    Ok(())
}

/// When the person sent reports since then, oldest first.
pub(crate) async fn sent_since(tx: &mut Tx, user: &UserId, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
    rows!(tx, (i64,), SENT_SINCE, user.as_str(), since.as_millisecond())?.into_iter().map(|it| timestamp(it.0)).collect()
}

/// What the people who are in the account sent while they were, newest first. Of who has left nothing is shown.
pub(crate) async fn page(tx: &mut Tx, account: &AccountId, before: &PageCursor, limit: i64) -> Result<Vec<Report>, StoreError> {
    let mut found = Vec::new();
    for it in rows!(tx, MachineReportRow, PAGE, account.as_str(), before.number, before.id.as_str(), limit)? {
        found.push(Report {
            facts: serde_json::from_str(&it.facts).map_err(|error| StoreError::Content(format!("machine report: {error}")))?,
            id: MachineReportId::new(it.id),
            user: UserId::new(it.user_id),
            received: timestamp(it.received_at)?,
            machine_name: it.machine_name,
            summary: it.summary,
        });
    }
    Ok(found)
}
