//! What happened: appended in the transaction of the change itself as the next link of its chain, never changed, never deleted.

use super::audit_action::AuditAction;
use super::{StoreError, Tx, audit_chains, audit_salts};
use crate::store::event_hash::{ENCODING, Link};
use domicile_model::id::{AccountId, UserId};
use jiff::Timestamp;
use serde_json::Value;

const APPEND: &str = "INSERT INTO audit_events (id, account_id, at, actor, action, subject, before, after, because, request_id, \
                      chain, sequence, previous_hash, hash, encoding, before_salt, after_salt, because_salt) ";
const OF_SUBJECT: &str = "SELECT actor, action, before, after, because, request_id FROM audit_events WHERE subject = $1 ORDER BY at, id";

/// Who did it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Author<'a> {
    /// A person who was signed in.
    User(&'a UserId),
    /// The service itself: time passed, an identity was linked at sign-in.
    System,
    /// Whoever runs the service, by a command.
    Operator,
    /// The same, or a program of theirs, on behalf of a source: `operator:NAME`.
    Source(&'a str),
    /// Support, by one of its verbs.
    Support,
}

impl Author<'_> {
    /// As it stands in the column `actor`: a user's id or one of these words.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::User(user) => user.as_str(),
            Self::System => "system",
            Self::Operator => "operator",
            Self::Source(name) => name,
            Self::Support => "support",
        }
    }
}

/// One event.
pub(crate) struct Event<'a> {
    /// The account whose people it concerns.
    pub(crate) account: Option<&'a AccountId>,
    pub(crate) author: Author<'a>,
    pub(crate) action: AuditAction,
    /// The id of what changed.
    pub(crate) subject: &'a str,
    pub(crate) before: Option<Value>,
    pub(crate) after: Option<Value>,
    pub(crate) because: Option<&'a str>,
}

/// Appends an event; `id` sorts by time.
pub(crate) async fn append(tx: &mut Tx, id: &str, now: Timestamp, request_id: &str, event: Event<'_>) -> Result<(), StoreError> {
    let mut link = link_of(id, now, request_id, event)?;
    audit_chains::extend(tx, &mut link).await?;
    insert(tx, std::slice::from_ref(&link)).await
}

/// Appends events that all belong to one chain, in this order, each with its id.
pub(crate) async fn append_all(tx: &mut Tx, now: Timestamp, request_id: &str, events: Vec<(String, Event<'_>)>) -> Result<(), StoreError> {
    let links: Result<Vec<Link>, StoreError> = events.into_iter().map(|(id, event)| link_of(&id, now, request_id, event)).collect();
    let mut links = links?;
    audit_chains::extend_by(tx, &mut links).await?;
    insert(tx, &links).await
}

/// The event as it is written, but for its place in the chain.
fn link_of(id: &str, now: Timestamp, request_id: &str, event: Event<'_>) -> Result<Link, StoreError> {
    let mut link = Link {
        id: id.to_owned(),
        account_id: event.account.map(|it| it.as_str().to_owned()),
        at: now.as_millisecond(),
        actor: event.author.as_str().to_owned(),
        action: event.action.as_str().to_owned(),
        subject: event.subject.to_owned(),
        before: event.before.as_ref().map(Value::to_string),
        after: event.after.as_ref().map(Value::to_string),
        because: event.because.map(str::to_owned),
        request_id: request_id.to_owned(),
        encoding: Some(ENCODING),
        ..Link::default()
    };
    audit_salts::salt(&mut link)?;
    Ok(link)
}

async fn insert(tx: &mut Tx, links: &[Link]) -> Result<(), StoreError> {
    insert_rows!(tx, APPEND, "", links, |values, link| {
        values.push_bind(link.id.as_str()).push_bind(link.account_id.as_deref()).push_bind(link.at).push_bind(link.actor.as_str());
        values.push_bind(link.action.as_str()).push_bind(link.subject.as_str()).push_bind(link.before.as_deref());
        values.push_bind(link.after.as_deref()).push_bind(link.because.as_deref()).push_bind(link.request_id.as_str());
        values.push_bind(link.chain.as_deref()).push_bind(link.sequence).push_bind(link.previous_hash.as_deref());
        values.push_bind(link.hash.as_deref()).push_bind(link.encoding).push_bind(link.before_salt.as_deref());
        values.push_bind(link.after_salt.as_deref()).push_bind(link.because_salt.as_deref());
    });
    Ok(())
}

table_row! {
    /// An event as it was written.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Recorded {
        /// A user's id, `system`, `operator`, `operator:NAME` or `support`.
        pub actor: String,
        /// A stable name.
        pub action: String,
        /// What it was, as JSON.
        pub before: Option<String>,
        /// What it became, as JSON.
        pub after: Option<String>,
        /// The reason given.
        pub because: Option<String>,
        /// The request that did it.
        pub request_id: String,
    }
}

/// Everything that happened to one subject, oldest first.
pub(crate) async fn of_subject(tx: &mut Tx, subject: &str) -> Result<Vec<Recorded>, StoreError> {
    Ok(rows!(tx, Recorded, OF_SUBJECT, subject)?)
}
