//! Single facts about this database: whether it holds the sample organisation. The epoch of its policies is read in `versions`.

use super::{StoreError, Tx};

const GET: &str = "SELECT value FROM facts WHERE name = $1";
const SET: &str = "INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
const LOCK: &str = "UPDATE facts SET value = value WHERE name = 'epoch'";
const ANY_USER: &str = "SELECT id FROM users LIMIT 1";
const ANY_ACCOUNT: &str = "SELECT id FROM accounts LIMIT 1";

/// A fact by name.
pub(crate) async fn get(tx: &mut Tx, name: &str) -> Result<Option<String>, StoreError> {
    Ok(row!(tx, (String,), GET, name)?.map(|it| it.0))
}

/// Writes a fact.
pub(crate) async fn set(tx: &mut Tx, name: &str, value: &str) -> Result<(), StoreError> {
    run!(tx, SET, name, value)?;
    Ok(())
}

/// Keeps other instances from starting until the transaction ends.
pub(crate) async fn lock(tx: &mut Tx) -> Result<(), StoreError> {
    run!(tx, LOCK)?;
    Ok(())
}

/// Whether nobody and nothing is in it yet.
pub(crate) async fn is_empty(tx: &mut Tx) -> Result<bool, StoreError> {
    Ok(row!(tx, (String,), ANY_USER)?.is_none() && row!(tx, (String,), ANY_ACCOUNT)?.is_none())
}
