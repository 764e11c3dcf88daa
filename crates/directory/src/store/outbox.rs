//! Mail that waits to be sent, and what became of it. Claimed by a lease, so that several instances may send at once and none sends what
//! another is sending.

use super::{StoreError, Tx};
use domicile_model::id::UserId;
use jiff::{SignedDuration, Timestamp};

/// How long a mail that was not taken is remembered.
const FAILED_KEPT_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How long its text is, which may hold a link that acts: so long it can be tried again.
const TEXT_KEPT_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a mail that was taken, or not written, is remembered: so long it counts.
pub(crate) const SENT_KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

const PUT: &str = "INSERT INTO outbox (id, kind, recipient, language, subject, body, created_at, state, due_at, lease_until, attempts, sender, \
                   about, user_id, recipient_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, 0, 0, $9, $10, $11, $12)";
// The conditions stand twice: on PostgreSQL the inner ones are judged before another instance's claim is known, the outer ones after it.
const CLAIM: &str = "UPDATE outbox SET lease_until = $1 WHERE id IN (SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $2 \
                     AND lease_until <= $2 ORDER BY due_at, id LIMIT $3) AND state = 'waiting' AND due_at <= $2 AND lease_until <= $2 \
                     RETURNING id, kind, recipient, language, subject, body, created_at, attempts, unanswered, lease_until";
const ANY_DUE: &str = "SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= $1 AND lease_until <= $1 LIMIT 1";
// Whoever writes what became of a mail must still hold it: a claim that is over may be another instance's by now.
const HOLD: &str =
    "UPDATE outbox SET lease_until = $1, unanswered = unanswered + 1 WHERE id = $2 AND lease_until = $3 AND state = 'waiting'";
const SENT: &str = "UPDATE outbox SET state = 'sent', body = '', subject = '', reason = NULL, refusal = NULL, sent_at = $1, lease_until = 0 \
                    WHERE id = $2 AND state = 'waiting'";
const POSTPONE: &str = "UPDATE outbox SET due_at = $1, attempts = attempts + 1, unanswered = $2, lease_until = 0, reason = $3 \
                        WHERE id = $4 AND lease_until = $5 AND state = 'waiting'";
const RELEASE: &str = "UPDATE outbox SET lease_until = 0 WHERE id = $1 AND lease_until = $2 AND state = 'waiting'";
const RELEASE_ALL: &str = "UPDATE outbox SET lease_until = 0 WHERE lease_until > 0";
const FAIL: &str = "UPDATE outbox SET state = 'failed', failed_at = $1, lease_until = 0, attempts = attempts + 1, reason = $2, refusal = $3 \
                    WHERE id = $4 AND lease_until = $5 AND state = 'waiting'";
const FORGET_FAILED: &str = "DELETE FROM outbox WHERE state = 'failed' AND failed_at < $1";
const FORGET_TEXTS: &str = "UPDATE outbox SET body = '' WHERE state = 'failed' AND failed_at < $1 AND body <> ''";
const FORGET_SENT: &str = "DELETE FROM outbox WHERE state IN ('sent', 'capped') AND created_at < $1";
const WRITTEN: &str = "SELECT created_at FROM outbox WHERE recipient_key = $1 AND kind = $2 AND created_at > $3 AND sender = $4 \
                       AND state <> 'capped' ORDER BY created_at";
const ABOUT: &str = "SELECT user_id, sender, kind, state, created_at, attempts, refusal, sent_at FROM outbox WHERE about = $1 ORDER BY id";
const TO_SEVERAL: &str = "SELECT user_id, sender, kind, state, created_at, attempts, refusal, sent_at FROM outbox WHERE user_id IN ";

/// Starts every statement that reads whole rows.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, recipient, language, subject, body, created_at, attempts, unanswered, state, due_at, reason, refusal ",
            "FROM outbox ",
            $rest
        )
    };
}

const ALL: &str = select!("WHERE state IN ('waiting', 'failed') ORDER BY id");
const GET: &str = select!("WHERE id = $1 AND state IN ('waiting', 'failed')");
const RETRY: &str = "UPDATE outbox SET state = 'waiting', due_at = $1, attempts = 0, unanswered = 0, failed_at = NULL, reason = NULL, \
                     refusal = NULL, lease_until = 0 WHERE id = $2 AND (state = 'failed' OR lease_until <= $1) \
                     AND state IN ('waiting', 'failed') AND body <> ''";

/// A mail to be kept until it is sent.
pub(crate) struct New<'a> {
    pub(crate) id: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) recipient: &'a str,
    /// By what letters to one person are counted.
    pub(crate) recipient_key: &'a str,
    pub(crate) language: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) body: &'a str,
    /// On whose behalf: the id of an account or a person.
    pub(crate) sender: Option<&'a str>,
    /// The id of what it tells of.
    pub(crate) about: Option<&'a str>,
    /// Who gets it, where that is a person.
    pub(crate) user: Option<&'a UserId>,
    /// It is not sent, only noted: there were too many.
    pub(crate) capped: bool,
}

table_row! {
    /// A mail that waits, as whoever sends it needs it.
    #[derive(Debug, Clone, PartialEq, Eq)]
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
        /// How often the server got it all before, and did not answer.
        pub(crate) unanswered: i64,
        /// Until when it is ours, in milliseconds since 1970: by this we know that it still is.
        pub(crate) lease_until: i64,
    }
}

table_row! {
    /// A mail in the outbox that was not taken yet.
    #[derive(Debug, Clone, PartialEq, Eq)]
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
        /// The text; empty some days after the mail has failed.
        pub body: String,
        /// Milliseconds since 1970.
        pub created_at: i64,
        /// How often it was tried.
        pub attempts: i64,
        /// How often the server got it all and did not answer.
        pub unanswered: i64,
        /// `waiting` or `failed`.
        pub state: String,
        /// When it is tried next, in milliseconds since 1970.
        pub due_at: i64,
        /// Why it was not sent yet, as the server said.
        pub reason: Option<String>,
        /// Why it failed: a name of `RefusalReason`.
        pub refusal: Option<String>,
    }
}

table_row! {
    /// A letter as far as what became of it goes.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(crate) struct LetterFate {
        pub(crate) user_id: Option<String>,
        pub(crate) sender: Option<String>,
        pub(crate) kind: String,
        /// `waiting`, `sent`, `failed` or `capped`.
        pub(crate) state: String,
        pub(crate) created_at: i64,
        pub(crate) attempts: i64,
        pub(crate) refusal: Option<String>,
        pub(crate) sent_at: Option<i64>,
    }
}

/// Puts a mail into the outbox; `id` sorts by time.
pub(crate) async fn put(tx: &mut Tx, it: New<'_>, now: Timestamp) -> Result<(), StoreError> {
    let (state, subject, body) = if it.capped { ("capped", "", "") } else { ("waiting", it.subject, it.body) };
    let user = it.user.map(UserId::as_str);
    let now = now.as_millisecond();
    run!(tx, PUT, it.id, it.kind, it.recipient, it.language, subject, body, now, state, it.sender, it.about, user, it.recipient_key,)?;
    Ok(())
}

/// When letters of this kind were written to somebody on behalf of `sender` since then, oldest first.
pub(crate) async fn written(tx: &mut Tx, recipient_key: &str, kind: &str, sender: &str, since: Timestamp) -> Result<Vec<i64>, StoreError> {
    Ok(rows!(tx, (i64,), WRITTEN, recipient_key, kind, since.as_millisecond(), sender)?.into_iter().map(|it| it.0).collect())
}

/// What became of the letters about something, oldest first.
pub(crate) async fn about(tx: &mut Tx, id: &str) -> Result<Vec<LetterFate>, StoreError> {
    Ok(rows!(tx, LetterFate, ABOUT, id)?)
}

/// What became of the letters to these people, oldest first; at least one person, at most a page.
pub(crate) async fn to_several(tx: &mut Tx, users: &[UserId]) -> Result<Vec<LetterFate>, StoreError> {
    let mut found = rows_among!(tx, LetterFate, TO_SEVERAL, users)?;
    found.sort_by_key(|it| it.created_at);
    Ok(found)
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

/// Before the whole mail goes over the wire: it is ours until then, and counts as unanswered until the answer is written down, whatever
/// happens to this process in between. `false` where it is ours no more.
pub(crate) async fn hold(tx: &mut Tx, mail: &mut Claimed, until: Timestamp) -> Result<bool, StoreError> {
    let until = until.as_millisecond();
    let held = run!(tx, HOLD, until, mail.id.as_str(), mail.lease_until)? == 1;
    if held {
        mail.lease_until = until;
    }
    Ok(held)
}

/// What became of a claimed mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The server took it.
    Sent,
    /// It was not tried.
    Released,
    /// It is tried again then; how often the server has not answered; why.
    Postponed(Timestamp, i64, String),
    /// It is not tried again: the stable name of why, and what the server said.
    Failed(&'static str, String),
}

/// Writes what became of a mail.
pub(crate) async fn settle(tx: &mut Tx, mail: &Claimed, fate: &Fate, now: Timestamp) -> Result<(), StoreError> {
    let id = mail.id.as_str();
    match fate {
        Fate::Sent => run!(tx, SENT, now.as_millisecond(), id)?,
        Fate::Released => run!(tx, RELEASE, id, mail.lease_until)?,
        Fate::Postponed(due, unanswered, reason) => {
            run!(tx, POSTPONE, due.as_millisecond(), *unanswered, reason.as_str(), id, mail.lease_until)?
        }
        Fate::Failed(refusal, reason) => run!(tx, FAIL, now.as_millisecond(), reason.as_str(), *refusal, id, mail.lease_until)?,
    };
    Ok(())
}

/// Forgets what happened long ago: mails that were sent and count no more, texts of mails that failed, and these mails at last.
pub(crate) async fn forget(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, FORGET_SENT, ago(now, SENT_KEPT_FOR))?;
    run!(tx, FORGET_TEXTS, ago(now, TEXT_KEPT_FOR))?;
    run!(tx, FORGET_FAILED, ago(now, FAILED_KEPT_FOR))?;
    Ok(())
}

fn ago(now: Timestamp, time: SignedDuration) -> i64 {
    now.saturating_sub(time).unwrap_or(Timestamp::MIN).as_millisecond()
}

/// Every claim is void: whoever held one has ended.
pub(crate) async fn release_all(tx: &mut Tx) -> Result<(), StoreError> {
    run!(tx, RELEASE_ALL)?;
    Ok(())
}

/// Everything that waits or has failed, oldest first.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<OutboxEntry>, StoreError> {
    Ok(rows!(tx, OutboxEntry, ALL)?)
}

/// A mail that waits or has failed.
pub(crate) async fn get(tx: &mut Tx, id: &str) -> Result<Option<OutboxEntry>, StoreError> {
    Ok(row!(tx, OutboxEntry, GET, id)?)
}

/// A mail is tried again now, as if for the first time; `false` where it is being sent, or its text is gone.
pub(crate) async fn retry(tx: &mut Tx, id: &str, now: Timestamp) -> Result<bool, StoreError> {
    Ok(run!(tx, RETRY, now.as_millisecond(), id)? == 1)
}
