//! The one rising number: every change that a policy depends on takes the next value and writes it to the one row that changed.
//! A policy's version is the highest value among the rows that it depends on.

use super::{StoreError, Tx};
use domicile_model::id::UserId;
use jiff::Timestamp;

const NEXT: &str = "UPDATE sequences SET value = value + 1 WHERE name = 'version' RETURNING value";
const USER: &str = "UPDATE users SET version = $1, changed_at = $2 WHERE id = $3";
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
