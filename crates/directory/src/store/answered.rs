//! Answers already given to writes that carried an `Idempotency-Key`, kept for a day.

use super::{StoreError, Tx};
use domicile_model::id::UserId;
use jiff::{SignedDuration, Timestamp};

/// How long an answer is kept.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

const GET: &str = "SELECT request_hash, status, body FROM answered_writes WHERE user_id = $1 AND idempotency_key = $2 AND answered_at > $3";
const FORGET: &str = "DELETE FROM answered_writes WHERE user_id = $1 AND answered_at <= $2";
const KEEP: &str = "INSERT INTO answered_writes (user_id, idempotency_key, request_hash, status, body, answered_at) VALUES ($1, $2, $3, $4, $5, $6) \
                    ON CONFLICT DO NOTHING";

/// An answer as it was given.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Answered {
    /// What was asked: method, path and body.
    pub(crate) request_hash: String,
    pub(crate) status: i64,
    pub(crate) body: String,
}

fn oldest(now: Timestamp) -> i64 {
    now.saturating_sub(KEPT_FOR).unwrap_or(Timestamp::MIN).as_millisecond()
}

/// The answer given under this key.
pub(crate) async fn get(tx: &mut Tx, user: &UserId, key: &str, now: Timestamp) -> Result<Option<Answered>, StoreError> {
    Ok(row!(tx, Answered, GET, user.as_str(), key, oldest(now))?)
}

/// Keeps an answer, forgets old ones; `false` where another transaction answered under this key in the meantime.
pub(crate) async fn keep(tx: &mut Tx, user: &UserId, key: &str, answer: &Answered, now: Timestamp) -> Result<bool, StoreError> {
    run!(tx, FORGET, user.as_str(), oldest(now))?;
    Ok(run!(tx, KEEP, user.as_str(), key, answer.request_hash.as_str(), answer.status, answer.body.as_str(), now.as_millisecond())? == 1)
}
