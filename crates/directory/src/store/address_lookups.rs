//! Addresses that administrators looked up, to count them against the limit. The worker deletes them (`[retention]`).

use super::columns::timestamp;
use super::{StoreError, Tx};
use domicile_model::id::{AccountId, UserId};
use jiff::Timestamp;

const SINCE: &str = "SELECT user_id, looked_at, created FROM look_ups WHERE account_id = $1 AND looked_at > $2 ORDER BY looked_at";
const PUT: &str = "INSERT INTO look_ups (id, account_id, user_id, looked_at, address) VALUES ($1, $2, $3, $4, $5)";
const CREATED: &str = "UPDATE look_ups SET created = $1 WHERE account_id = $2 AND user_id = $3 AND address = $4";

/// A look that still counts.
pub(crate) struct AddressLookup {
    pub(crate) user: UserId,
    pub(crate) at: Timestamp,
    /// It ended in registering the address.
    pub(crate) created: bool,
}

/// Who looked when, in this account and since then; oldest first.
pub(crate) async fn since(tx: &mut Tx, account: &AccountId, since: Timestamp) -> Result<Vec<AddressLookup>, StoreError> {
    let found = rows!(tx, (String, i64, bool), SINCE, account.as_str(), since.as_millisecond())?;
    found.into_iter().map(|(user, at, created)| Ok(AddressLookup { user: UserId::new(user), at: timestamp(at)?, created })).collect()
}

/// Somebody looks at this address.
pub(crate) async fn put(tx: &mut Tx, id: &str, who: (&AccountId, &UserId), address: &str, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, PUT, id, who.0.as_str(), who.1.as_str(), now.as_millisecond(), address)?;
    Ok(())
}

/// They registered the address: their looks at it told nothing more.
pub(crate) async fn created(tx: &mut Tx, account: &AccountId, user: &UserId, address: &str) -> Result<(), StoreError> {
    run!(tx, CREATED, true, account.as_str(), user.as_str(), address)?;
    Ok(())
}
