//! What the administrators of an account see of its events. Events are written for whoever must reconstruct what happened, and may hold
//! what no administrator may know: the other side of a transfer, somebody who was only looked up. So nothing is shown unless a line here
//! says so: fields by name, people as long as they belong to the account, words together with whoever of the account wrote them.

use crate::account_reader::AccountReader;
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::store::accounts;
use crate::store::columns::timestamp;
use crate::store::event_hash::Link;
use crate::store::users::{self, User};
use crate::store::{StoreError, Tx, audit_chains, removal_requests, removals};
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire::{self, AuditActor, AuditActorKind, AuditEvent};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Fields that hold codes, countries, numbers or times: `seen`, `GB`, `2026-03-04T10:00:00Z`.
const CODES: &[&str] = &[
    "state",
    "kind",
    "route",
    "blockers",
    "verdict",
    "code",
    "role",
    "roles",
    "lock",
    "locks",
    "reason",
    "reasons",
    "country",
    "decidedBy",
    "federation",
    "global",
    "locale",
    "expires",
    "until",
    "since",
    "keepUntil",
    "approval",
    "fulfilmentContact",
];
/// Fields that hold a person's id.
const PEOPLE: &[&str] = &["to", "user", "person", "by", "administrator"];
/// Fields that hold an account's id.
const ACCOUNTS: &[&str] = &["account"];
/// Fields that hold the address which an administrator typed.
const ADDRESSES: &[&str] = &["email"];
/// The longest code.
const LONGEST_CODE: usize = 40;

/// What happened in the account, newest first.
pub(crate) async fn list(reader: &mut AccountReader, page: &PageRequest) -> Result<wire::AuditEvents, Problem> {
    let account = reader.account.id.clone();
    // The place in the chain is the number that the list is sorted by: unlike times, no two events share one.
    let mut found = audit_chains::links_before(&mut reader.tx, account.as_str(), page.after.number, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.sequence.unwrap_or_default(), it.id.as_str()));
    Ok(wire::AuditEvents { items: to_wire(&mut reader.tx, &account, found).await?, next_cursor })
}

/// Events as this account's administrators see them.
async fn to_wire(tx: &mut Tx, account: &AccountId, links: Vec<Link>) -> Result<Vec<AuditEvent>, Problem> {
    let mut known = People { account, people: HashMap::new() };
    let mut events = Vec::with_capacity(links.len());
    for link in links {
        let actor = known.actor(tx, &link.actor).await?;
        let ours = actor.person.is_some();
        let before = known.fields(tx, link.before.as_deref(), ours).await?;
        let after = known.fields(tx, link.after.as_deref(), ours).await?;
        let subject = if known.may_be_named(tx, &link.subject, ours).await? { Some(link.subject) } else { None };
        events.push(AuditEvent {
            id: link.id,
            at: timestamp(link.at)?,
            actor,
            action: link.action,
            subject,
            before,
            after,
            because: link.because.filter(|_| ours),
            request_id: link.request_id,
        });
    }
    Ok(events)
}

struct People<'a> {
    account: &'a AccountId,
    people: HashMap<String, Option<User>>,
}

impl People<'_> {
    async fn person(&mut self, tx: &mut Tx, id: &str) -> Result<Option<&User>, StoreError> {
        if !self.people.contains_key(id) {
            let found = users::get(tx, &UserId::new(id)).await?;
            self.people.insert(id.to_owned(), found);
        }
        Ok(self.people.get(id).and_then(Option::as_ref))
    }

    /// Somebody who belongs to the account now.
    async fn member(&mut self, tx: &mut Tx, id: &str) -> Result<Option<&User>, StoreError> {
        let account = self.account;
        Ok(self.person(tx, id).await?.filter(|it| it.account.as_ref().is_some_and(|it| it.id == *account)))
    }

    async fn actor(&mut self, tx: &mut Tx, actor: &str) -> Result<AuditActor, StoreError> {
        let kind = match actor {
            "system" => AuditActorKind::System,
            "operator" => AuditActorKind::Operator,
            "support" => AuditActorKind::Support,
            // On behalf of a source; no person's id has a colon.
            source if source.starts_with("operator:") => AuditActorKind::Operator,
            _ => AuditActorKind::User,
        };
        let person = match kind {
            AuditActorKind::User => self.member(tx, actor).await?.map(User::to_person),
            AuditActorKind::System | AuditActorKind::Operator | AuditActorKind::Support => None,
        };
        Ok(AuditActor { kind, person })
    }

    /// Whether this id may be read: not another account's, and not that of a person who never was one of ours.
    async fn may_be_named(&mut self, tx: &mut Tx, id: &str, ours: bool) -> Result<bool, StoreError> {
        // An address that one of ours typed; and never anybody's name.
        if id.contains('@') || id.contains(char::is_whitespace) {
            return Ok(ours && !id.contains(char::is_whitespace));
        }
        if id == self.account.as_str() || self.member(tx, id).await?.is_some() {
            return Ok(true);
        }
        if self.person(tx, id).await?.is_some() {
            let user = UserId::new(id);
            return Ok(removal_requests::any_of_user_to(tx, &user, self.account).await?
                || removals::any_of_user_by(tx, &user, self.account).await?);
        }
        Ok(accounts::get(tx, &AccountId::new(id)).await?.is_none())
    }

    async fn fields(&mut self, tx: &mut Tx, json: Option<&str>, ours: bool) -> Result<Option<Value>, StoreError> {
        let Some(json) = json else { return Ok(None) };
        let bad = |_| StoreError::Content("an audit event that is not JSON".to_owned());
        let Value::Object(fields) = serde_json::from_str::<Value>(json).map_err(bad)? else { return Ok(None) };
        let mut shown = Map::new();
        for (name, value) in fields {
            let one = match value {
                Value::Array(items) => {
                    let mut kept = Vec::new();
                    for item in items {
                        if self.may_be_read(tx, &name, &item, ours).await? {
                            kept.push(item);
                        }
                    }
                    CODES.contains(&name.as_str()).then_some(Value::Array(kept))
                }
                one => self.may_be_read(tx, &name, &one, ours).await?.then_some(one),
            };
            if let Some(one) = one {
                shown.insert(name, one);
            }
        }
        Ok(Some(Value::Object(shown)))
    }

    /// Whether one value of a field may be read. Whatever is nested deeper may not.
    async fn may_be_read(&mut self, tx: &mut Tx, name: &str, value: &Value, ours: bool) -> Result<bool, StoreError> {
        Ok(match value {
            Value::Array(_) | Value::Object(_) => false,
            Value::Null | Value::Bool(_) | Value::Number(_) => [CODES, PEOPLE, ACCOUNTS, ADDRESSES].iter().any(|it| it.contains(&name)),
            Value::String(text) if CODES.contains(&name) => is_code(text) && self.is_nobodys_id(tx, text).await?,
            Value::String(text) if PEOPLE.contains(&name) => self.member(tx, text).await?.is_some(),
            Value::String(text) if ACCOUNTS.contains(&name) => text == self.account.as_str(),
            Value::String(_) => ADDRESSES.contains(&name) && ours,
        })
    }

    async fn is_nobodys_id(&mut self, tx: &mut Tx, text: &str) -> Result<bool, StoreError> {
        Ok(self.person(tx, text).await?.is_none() && accounts::get(tx, &AccountId::new(text)).await?.is_none())
    }
}

/// A word of our own making, or a time: never a name, never an address.
fn is_code(text: &str) -> bool {
    text.len() <= LONGEST_CODE && text.parse::<jiff::Timestamp>().is_ok()
        || text.len() <= LONGEST_CODE && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
        || text.len() == 2 && text.bytes().all(|it| it.is_ascii_uppercase())
}
