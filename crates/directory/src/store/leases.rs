//! Who runs a job of the background worker: one row per job, taken by a conditional write, so that of several instances one gets it. Not
//! an advisory lock: a row can be looked at, and outlives a connection.

use super::{StoreError, Tx};
use jiff::Timestamp;

const NOT_DUE: &str = "SELECT name FROM leases WHERE name = $1 AND (due_at > $2 OR until > $2)";
const ADD: &str = "INSERT INTO leases (name, holder, until, due_at) VALUES ($1, '', 0, 0) ON CONFLICT DO NOTHING";
const TAKE: &str = "UPDATE leases SET holder = $1, until = $2 WHERE name = $3 AND due_at <= $4 AND until <= $4";
const RENEW: &str = "UPDATE leases SET until = $1 WHERE name = $2 AND holder = $3 AND until > $4";
const GIVE_BACK: &str = "UPDATE leases SET until = 0, due_at = $1 WHERE name = $2 AND holder = $3";

/// Whether the job waits for somebody to run it.
pub(crate) async fn is_due(tx: &mut Tx, name: &str, now: Timestamp) -> Result<bool, StoreError> {
    Ok(row!(tx, (String,), NOT_DUE, name, now.as_millisecond())?.is_none())
}

/// Takes the job, if it is due and nobody has it; `until` is when others may believe this holder dead.
pub(crate) async fn take(tx: &mut Tx, name: &str, holder: &str, until: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
    run!(tx, ADD, name)?;
    Ok(run!(tx, TAKE, holder, until.as_millisecond(), name, now.as_millisecond())? == 1)
}

/// Keeps the job for longer; `false` where it is lost.
pub(crate) async fn renew(tx: &mut Tx, name: &str, holder: &str, until: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
    Ok(run!(tx, RENEW, until.as_millisecond(), name, holder, now.as_millisecond())? == 1)
}

/// Gives the job back, and says when it is due next.
pub(crate) async fn release(tx: &mut Tx, name: &str, holder: &str, due: Timestamp) -> Result<(), StoreError> {
    run!(tx, GIVE_BACK, due.as_millisecond(), name, holder)?;
    Ok(())
}
