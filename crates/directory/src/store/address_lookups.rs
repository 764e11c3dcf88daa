//! Addresses that administrators looked up, kept as long as they count against the limit.

use super::columns::timestamp;
use super::{StoreError, Tx};
use domicile_model::id::{AccountId, UserId};
use jiff::Timestamp;

const SINCE: &str = "SELECT user_id, looked_at FROM look_ups WHERE account_id = $1 AND looked_at > $2 ORDER BY looked_at";
const FORGET: &str = "DELETE FROM look_ups WHERE account_id = $1 AND looked_at <= $2";
const PUT: &str = "INSERT INTO look_ups (id, account_id, user_id, looked_at) VALUES ($1, $2, $3, $4)";

/// Who looked when, in this account and since then; oldest first. Older ones are forgotten.
pub(crate) async fn since(tx: &mut Tx, account: &AccountId, since: Timestamp) -> Result<Vec<(UserId, Timestamp)>, StoreError> {
    run!(tx, FORGET, account.as_str(), since.as_millisecond())?;
    let found = rows!(tx, (String, i64), SINCE, account.as_str(), since.as_millisecond())?;
    found.into_iter().map(|(user, at)| Ok((UserId::new(user), timestamp(at)?))).collect()
}

/// Somebody looks.
pub(crate) async fn put(tx: &mut Tx, id: &str, account: &AccountId, user: &UserId, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, PUT, id, account.as_str(), user.as_str(), now.as_millisecond())?;
    Ok(())
}
