//! Answers already given to writes that carried an `Idempotency-Key`, kept for a day.

use super::{StoreError, Tx};
use domicile_model::id::UserId;
use jiff::{SignedDuration, Timestamp};

/// How long an answer is kept.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

const GET: &str = "SELECT request_hash, status, body FROM answered_writes WHERE user_id = $1 AND idempotency_key = $2";
const FORGET: &str = "DELETE FROM answered_writes WHERE user_id = $1 AND answered_at <= $2";
const CLAIM: &str = "INSERT INTO answered_writes (user_id, idempotency_key, request_hash, status, body, answered_at) VALUES ($1, $2, $3, 0, '', $4) \
                     ON CONFLICT DO NOTHING";
const KEEP: &str = "UPDATE answered_writes SET status = $1, body = $2 WHERE user_id = $3 AND idempotency_key = $4";
const RELEASE: &str = "DELETE FROM answered_writes WHERE user_id = $1 AND idempotency_key = $2";

table_row! {
    /// An answer as it was given.
    #[derive(Debug)]
    pub(crate) struct StoredResponse {
        /// What was asked: method, path and body.
        pub(crate) request_hash: String,
        pub(crate) status: i64,
        pub(crate) body: String,
    }
}

fn oldest(now: Timestamp) -> i64 {
    now.saturating_sub(KEPT_FOR).unwrap_or(Timestamp::MIN).as_millisecond()
}

/// Claims the key for this transaction, or brings the answer given under it. Whoever sends the same write at the same moment waits here
/// until the first has ended. Forgets old answers.
pub(crate) async fn claim(
    tx: &mut Tx,
    user: &UserId,
    key: &str,
    request_hash: &str,
    now: Timestamp,
) -> Result<Option<StoredResponse>, StoreError> {
    run!(tx, FORGET, user.as_str(), oldest(now))?;
    if run!(tx, CLAIM, user.as_str(), key, request_hash, now.as_millisecond())? == 1 {
        return Ok(None);
    }
    Ok(row!(tx, StoredResponse, GET, user.as_str(), key)?)
}

/// Keeps the answer under the claimed key.
pub(crate) async fn keep(tx: &mut Tx, user: &UserId, key: &str, status: i64, body: &str) -> Result<(), StoreError> {
    run!(tx, KEEP, status, body, user.as_str(), key)?;
    Ok(())
}

/// Releases the claimed key: a refusal is not kept.
pub(crate) async fn release(tx: &mut Tx, user: &UserId, key: &str) -> Result<(), StoreError> {
    run!(tx, RELEASE, user.as_str(), key)?;
    Ok(())
}
