//! Answers already given to writes of order systems that carried an `Idempotency-Key`, kept for a day; and the one row that lines their
//! writes up.

use super::{StoreError, Tx};
use jiff::{SignedDuration, Timestamp};

/// How long an answer is kept.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

const TAKE_TURN: &str = "UPDATE sequences SET value = value + 1 WHERE name = 'operator'";
const GET: &str = "SELECT request_hash, effect, tag, body FROM operator_answers WHERE client = $1 AND idempotency_key = $2";
const FORGET: &str = "DELETE FROM operator_answers WHERE answered_at <= $1";
const PUT: &str = "INSERT INTO operator_answers (client, idempotency_key, request_hash, effect, tag, body, answered_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";

table_row! {
    /// An answer as it was given.
    #[derive(Debug, Clone)]
    pub(crate) struct OperatorAnswer {
        /// What was asked: method, path and body.
        pub(crate) request_hash: String,
        /// What became of the record.
        pub(crate) effect: String,
        /// The record's tag, where there is one.
        pub(crate) tag: Option<String>,
        pub(crate) body: String,
    }
}

/// Waits until no other order system writes. The first thing in a transaction, so that nobody waits in a circle.
pub(crate) async fn take_turn(tx: &mut Tx) -> Result<(), StoreError> {
    run!(tx, TAKE_TURN)?;
    Ok(())
}

/// The answer that was given under this key. Forgets old answers.
pub(crate) async fn get(tx: &mut Tx, client: &str, key: &str, now: Timestamp) -> Result<Option<OperatorAnswer>, StoreError> {
    let oldest = now.saturating_sub(KEPT_FOR).unwrap_or(Timestamp::MIN);
    run!(tx, FORGET, oldest.as_millisecond())?;
    row!(tx, OperatorAnswer, GET, client, key)
}

/// Keeps an answer.
pub(crate) async fn put(tx: &mut Tx, client: &str, key: &str, it: &OperatorAnswer, now: Timestamp) -> Result<(), StoreError> {
    let answered_at = now.as_millisecond();
    run!(tx, PUT, client, key, it.request_hash.as_str(), it.effect.as_str(), it.tag.as_deref(), it.body.as_str(), answered_at)?;
    Ok(())
}
