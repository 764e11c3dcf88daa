//! What policies are numbered by: the epoch, the latest date signed, and the one rising number. Every change that a policy depends on takes the next value and writes it to the one row that changed.
//! A policy's version is the highest value among the rows that it depends on.

use super::{StoreError, Tx};
use domicile_model::id::UserId;
use jiff::Timestamp;

const NEXT: &str = "UPDATE sequences SET value = value + 1 WHERE name = 'version' RETURNING value";
const USER: &str = "UPDATE users SET version = $1, changed_at = $2 WHERE id = $3";
const EPOCH_AND_LAST_ISSUE: &str =
    "SELECT (SELECT value FROM facts WHERE name = 'epoch'), (SELECT value FROM facts WHERE name = 'last_issue')";
const ADD_LAST_ISSUE: &str = "INSERT INTO facts (name, value) VALUES ('last_issue', $1) ON CONFLICT DO NOTHING";
const RAISE_LAST_ISSUE: &str = "UPDATE facts SET value = $1 WHERE name = 'last_issue' AND value < $1";
const FORGET_LAST_ISSUE: &str = "DELETE FROM facts WHERE name = 'last_issue'";
const EPOCH: &str = "SELECT value FROM facts WHERE name = 'epoch'";
const RAISE_EPOCH: &str = "UPDATE facts SET value = $1 WHERE name = 'epoch' AND value = $2";
const CATALOGUE: &str = "UPDATE catalogue SET version = $1, changed_at = $2 WHERE id = 1";

/// The next value. Serialises writers: take it as late in the transaction as possible.
pub(crate) async fn next(tx: &mut Tx) -> Result<i64, StoreError> {
    row!(tx, (i64,), NEXT)?.map(|it| it.0).ok_or_else(|| StoreError::Content("no version sequence".into()))
}

/// Something that this user's policy depends on changed.
pub(crate) async fn touch_user(tx: &mut Tx, user: &UserId, now: Timestamp) -> Result<(), StoreError> {
    let version = next(tx).await?;
    run!(tx, USER, version, now.as_millisecond(), user.as_str())?;
    Ok(())
}

/// The catalogue changed, and with it everybody's policy.
pub(crate) async fn touch_catalogue(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    let version = next(tx).await?;
    run!(tx, CATALOGUE, version, now.as_millisecond())?;
    Ok(())
}

/// The epoch of policies, and the latest date (seconds) of any policy signed in it; 0 for none.
pub(crate) async fn epoch_and_last_issue(tx: &mut Tx) -> Result<(u64, i64), StoreError> {
    let found = row!(tx, (Option<String>, Option<String>), EPOCH_AND_LAST_ISSUE)?;
    let (epoch, last_issue) = found.unwrap_or_default();
    let last_issue = last_issue.map_or(Ok(0), |it| it.parse().map_err(|_| StoreError::Content(format!("last issue {it:?}"))))?;
    Ok((number(epoch)?, last_issue))
}

/// A policy of this date (seconds) was signed.
pub(crate) async fn raise_last_issue(tx: &mut Tx, iat: i64) -> Result<(), StoreError> {
    // Of one width, so that text compares as numbers do.
    let iat = format!("{:020}", iat.max(0));
    run!(tx, ADD_LAST_ISSUE, &iat)?;
    run!(tx, RAISE_LAST_ISSUE, &iat)?;
    Ok(())
}

/// Raises the epoch by one: from here on workstations take versions and dates that have fallen, so the latest date is forgotten as well.
/// The epoch before and the new one; `None` where another raised it at the same moment.
pub(crate) async fn raise_epoch(tx: &mut Tx) -> Result<Option<(u64, u64)>, StoreError> {
    let text = row!(tx, (String,), EPOCH)?.map(|it| it.0);
    let before = number(text.clone())?;
    let after = before.checked_add(1).ok_or_else(|| StoreError::Content("the last epoch".into()))?;
    if run!(tx, RAISE_EPOCH, after.to_string(), text.unwrap_or_default())? != 1 {
        return Ok(None);
    }
    run!(tx, FORGET_LAST_ISSUE)?;
    Ok(Some((before, after)))
}

fn number(epoch: Option<String>) -> Result<u64, StoreError> {
    let text = epoch.unwrap_or_default();
    text.parse().map_err(|_| StoreError::Content(format!("epoch {text:?}")))
}
