//! Mail that waits to be sent. Claimed by a lease, so that several instances may send at once and none sends what another is sending.

use super::{StoreError, Tx};
use jiff::{SignedDuration, Timestamp};

/// How long a refused mail is kept, without its text.
const FAILED_KEPT_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

const PUT: &str = "INSERT INTO outbox (id, kind, recipient, language, subject, body, created_at, state, due_at, lease_until, attempts) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $7, 0, 0)";
// The conditions stand twice: on PostgreSQL the inner ones are judged before another instance's claim is known, the outer ones after it.
const CLAIM: &str = "UPDATE outbox SET lease_until = $1 WHERE id IN (SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $2 \
                     AND lease_until <= $2 ORDER BY due_at, id LIMIT $3) AND state = 'waiting' AND due_at <= $2 AND lease_until <= $2 \
                     RETURNING id, kind, recipient, language, subject, body, created_at, attempts";
const ANY_DUE: &str = "SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $1 AND lease_until <= $1 LIMIT 1";
const SENT: &str = "DELETE FROM outbox WHERE id = $1";
const POSTPONE: &str = "UPDATE outbox SET due_at = $1, attempts = attempts + 1, lease_until = 0, reason = $2 WHERE id = $3";
const RELEASE: &str = "UPDATE outbox SET lease_until = 0 WHERE id = $1";
const RELEASE_ALL: &str = "UPDATE outbox SET lease_until = 0 WHERE lease_until > 0";
const FAIL: &str = "UPDATE outbox SET state = 'failed', body = '', failed_at = $1, lease_until = 0, reason = $2 WHERE id = $3";
const FORGET: &str = "DELETE FROM outbox WHERE state = 'failed' AND failed_at < $1";
const ALL: &str =
    "SELECT id, kind, recipient, language, subject, body, created_at, attempts, state, due_at, reason FROM outbox ORDER BY id";

/// A mail to be kept until it is sent.
pub(crate) struct New<'a> {
    pub(crate) id: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) recipient: &'a str,
    pub(crate) language: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) body: &'a str,
}

/// A mail that waits, as whoever sends it needs it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Claimed {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) recipient: String,
    pub(crate) language: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) created_at: i64,
    /// How often it was tried before.
    pub(crate) attempts: i64,
}

/// A mail in the outbox, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OutboxEntry {
    /// Sorted by time; what stands before the `@` of its Message-ID.
    pub id: String,
    /// Which letter it is.
    pub kind: String,
    /// The address.
    pub recipient: String,
    /// The language's tag.
    pub language: String,
    /// The subject line.
    pub subject: String,
    /// The text; empty once the mail has failed.
    pub body: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// `waiting` or `failed`.
    pub state: String,
    /// When it is tried next, in milliseconds since 1970.
    pub due_at: i64,
    /// Why it was not sent yet.
    pub reason: Option<String>,
}

/// Puts a mail into the outbox; `id` sorts by time.
pub(crate) async fn put(tx: &mut Tx, it: New<'_>, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, PUT, it.id, it.kind, it.recipient, it.language, it.subject, it.body, now.as_millisecond())?;
    Ok(())
}

/// Whether a claim would bring anything.
pub(crate) async fn is_any_due(tx: &mut Tx, now: Timestamp) -> Result<bool, StoreError> {
    Ok(row!(tx, (String,), ANY_DUE, now.as_millisecond())?.is_some())
}

/// Takes at most `most` mails that are due; nobody else gets them before `until`. Oldest first.
pub(crate) async fn claim(tx: &mut Tx, most: i64, now: Timestamp, until: Timestamp) -> Result<Vec<Claimed>, StoreError> {
    let mut claimed = rows!(tx, Claimed, CLAIM, until.as_millisecond(), now.as_millisecond(), most)?;
    claimed.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(claimed)
}

/// What became of a claimed mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The server took it: it goes.
    Sent,
    /// It was not tried.
    Released,
    /// It is tried again then; why.
    Postponed(Timestamp, String),
    /// The server refused it for good; why.
    Failed(String),
}

/// Writes what became of a mail; forgets what failed long ago.
pub(crate) async fn settle(tx: &mut Tx, id: &str, fate: &Fate, now: Timestamp) -> Result<(), StoreError> {
    match fate {
        Fate::Sent => run!(tx, SENT, id)?,
        Fate::Released => run!(tx, RELEASE, id)?,
        Fate::Postponed(due, reason) => run!(tx, POSTPONE, due.as_millisecond(), reason.as_str(), id)?,
        Fate::Failed(reason) => {
            run!(tx, FORGET, now.saturating_sub(FAILED_KEPT_FOR).unwrap_or(Timestamp::MIN).as_millisecond())?;
            run!(tx, FAIL, now.as_millisecond(), reason.as_str(), id)?
        }
    };
    Ok(())
}

/// Every claim is void: whoever held one has ended.
pub(crate) async fn release_all(tx: &mut Tx) -> Result<(), StoreError> {
    run!(tx, RELEASE_ALL)?;
    Ok(())
}

/// Everything in it, oldest first.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<OutboxEntry>, StoreError> {
    Ok(rows!(tx, OutboxEntry, ALL)?)
}
