//! Requests to be added, to be unlocked, for a country, for a role, as they stand in the database.

use super::columns::{read_country, timestamp};
use super::{StoreError, Tx};
use crate::page::PageCursor;
use domicile_model::id::{AccountId, PersonRequestId, ServiceRequestId, UserId};
use domicile_model::person::Role;
use domicile_model::person_request::{RequestKind, RequestedChange};
use domicile_model::removal::{RemovalState, Route};
use jiff::Timestamp;

/// The states in which it is open, for SQL; held against [`RemovalState::is_open`] by a test. In the order of the index over open requests:
/// SQLite knows it by its words.
macro_rules! open_states {
    () => {
        "'submitted', 'seen', 'blocked', 'approved'"
    };
}

/// Starts every reading statement; a macro, since a statement is one constant text.
macro_rules! select {
    ($($rest:tt)+) => {
        concat!(
            "SELECT id, user_id, account_id, email, kind, country, role, state, route, to_user_id, note, submitted_at, seen_at, ended_at, ",
            "expires_at, answered_by, decline_reason, service_request_id, reminders FROM person_requests ",
            $($rest)+
        )
    };
}

const GET: &str = select!("WHERE id = $1");
const OPEN_OF_USER: &str = select!("WHERE user_id = $1 AND state IN (", open_states!(), ") ORDER BY kind");
const NEWEST_OF_USER: &str = select!("WHERE user_id = $1 AND kind = $2 ORDER BY submitted_at DESC, id DESC LIMIT 1");
const PAGE_OF_USER: &str =
    select!("WHERE user_id = $1 AND (submitted_at < $2 OR (submitted_at = $2 AND id < $3)) ORDER BY submitted_at DESC, id DESC LIMIT $4");
const PAGE_OF_ACCOUNT: &str = select!(
    "WHERE account_id = $1 AND (submitted_at < $2 OR (submitted_at = $2 AND id < $3)) ORDER BY submitted_at DESC, id DESC LIMIT $4"
);
const OPEN_OF_ACCOUNT: &str = select!("WHERE account_id = $1 AND state IN (", open_states!(), ") ORDER BY id");
const OPEN_COUNT: &str =
    concat!("SELECT COUNT(*) FROM person_requests WHERE account_id = $1 AND expires_at > $2 AND state IN (", open_states!(), ")");
// What is over at $5 is not open any more, though nobody may have written that yet.
const PAGE_OPEN_OF_ACCOUNT: &str = select!(
    "WHERE account_id = $1 AND state IN (",
    open_states!(),
    ") AND expires_at > $5 \
     AND (submitted_at < $2 OR (submitted_at = $2 AND id < $3)) ORDER BY submitted_at DESC, id DESC LIMIT $4"
);
const PAGE_ANSWERED_OF_ACCOUNT: &str = select!(
    "WHERE account_id = $1 AND (state NOT IN (",
    open_states!(),
    ") OR expires_at <= $5) \
     AND (submitted_at < $2 OR (submitted_at = $2 AND id < $3)) ORDER BY submitted_at DESC, id DESC LIMIT $4"
);
const DUE: &str = select!(
    "WHERE state IN (",
    open_states!(),
    ") AND (expires_at <= $1 OR (reminders = 0 AND submitted_at <= $2) \
     OR (reminders = 1 AND submitted_at <= $3)) ORDER BY submitted_at, id LIMIT $4"
);
const REMINDED: &str = "UPDATE person_requests SET reminders = $1 WHERE id = $2 AND reminders = $3";
const FILED_SINCE: &str =
    "SELECT submitted_at FROM person_requests WHERE user_id = $1 AND submitted_at > $2 AND kind = $3 ORDER BY submitted_at";
const FILE: &str = "INSERT INTO person_requests (id, user_id, account_id, email, kind, country, role, state, route, to_user_id, note, \
                    submitted_at, expires_at, service_request_id) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, 'submitted', $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING";
const MOVE: &str = "UPDATE person_requests SET state = $1, seen_at = $2, ended_at = $3, answered_by = $4, decline_reason = $5 \
                    WHERE id = $6 AND state = $7";
// An account is known to whoever had its offer, or its invitation to join.
const KNOWN_ACCOUNTS: &str = "SELECT account_id, email, offered_at AS at FROM transfers WHERE user_id = $1 \
                              UNION ALL SELECT account_id, email, invited_at AS at FROM invitations \
                              WHERE user_id = $1 AND token_hash IS NULL ORDER BY at DESC LIMIT 100";

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PersonRequestRecord {
    pub(crate) id: PersonRequestId,
    pub(crate) user: UserId,
    pub(crate) account: AccountId,
    /// Of whoever asks to be added: the address by which the account knows them. Empty for its own people.
    pub(crate) email: String,
    pub(crate) asked: RequestedChange,
    pub(crate) state: RemovalState,
    pub(crate) route: Route,
    pub(crate) to: Option<UserId>,
    pub(crate) note: Option<String>,
    pub(crate) submitted: Timestamp,
    pub(crate) seen: Option<Timestamp>,
    pub(crate) ended: Option<Timestamp>,
    pub(crate) expires: Timestamp,
    pub(crate) answered_by: Option<UserId>,
    pub(crate) decline_reason: Option<String>,
    pub(crate) service_request: Option<ServiceRequestId>,
    /// How often whoever can answer was reminded.
    pub(crate) reminders: i64,
}

/// An account that has offered or invited, and the address that it did so by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownAccount {
    pub(crate) account: AccountId,
    pub(crate) email: String,
}

table_row! {
    struct PersonRequestRow {
        id: String,
        user_id: String,
        account_id: String,
        email: String,
        kind: String,
        country: Option<String>,
        role: Option<String>,
        state: String,
        route: String,
        to_user_id: Option<String>,
        note: Option<String>,
        submitted_at: i64,
        seen_at: Option<i64>,
        ended_at: Option<i64>,
        expires_at: i64,
        answered_by: Option<String>,
        decline_reason: Option<String>,
        service_request_id: Option<String>,
        reminders: i64,
    }
}

impl TryFrom<PersonRequestRow> for PersonRequestRecord {
    type Error = StoreError;

    fn try_from(it: PersonRequestRow) -> Result<Self, StoreError> {
        let bad = |what: &str, value: &str| StoreError::Content(format!("{what} {value:?}"));
        let kind = RequestKind::parse(&it.kind).ok_or_else(|| bad("kind", &it.kind))?;
        let role = it.role.map(|role| Role::parse(&role).ok_or_else(|| bad("role", &role))).transpose()?;
        Ok(Self {
            asked: RequestedChange::of(kind, read_country(it.country)?, role).map_err(|error| StoreError::Content(error.to_string()))?,
            state: RemovalState::parse(&it.state).ok_or_else(|| bad("state", &it.state))?,
            route: Route::parse(&it.route).ok_or_else(|| bad("route", &it.route))?,
            submitted: timestamp(it.submitted_at)?,
            seen: it.seen_at.map(timestamp).transpose()?,
            ended: it.ended_at.map(timestamp).transpose()?,
            expires: timestamp(it.expires_at)?,
            id: PersonRequestId::new(it.id),
            user: UserId::new(it.user_id),
            account: AccountId::new(it.account_id),
            email: it.email,
            to: it.to_user_id.map(UserId::new),
            note: it.note,
            answered_by: it.answered_by.map(UserId::new),
            decline_reason: it.decline_reason,
            service_request: it.service_request_id.map(ServiceRequestId::new),
            reminders: it.reminders,
        })
    }
}

fn all(rows: Vec<PersonRequestRow>) -> Result<Vec<PersonRequestRecord>, StoreError> {
    rows.into_iter().map(PersonRequestRecord::try_from).collect()
}

/// A request by id.
pub(crate) async fn get(tx: &mut Tx, id: &PersonRequestId) -> Result<Option<PersonRequestRecord>, StoreError> {
    row!(tx, PersonRequestRow, GET, id.as_str())?.map(PersonRequestRecord::try_from).transpose()
}

/// The person's open requests, one of a kind at most.
pub(crate) async fn open_of_user(tx: &mut Tx, user: &UserId) -> Result<Vec<PersonRequestRecord>, StoreError> {
    all(rows!(tx, PersonRequestRow, OPEN_OF_USER, user.as_str())?)
}

/// The person's newest request of a kind, open or not.
pub(crate) async fn newest_of_user(tx: &mut Tx, user: &UserId, kind: RequestKind) -> Result<Option<PersonRequestRecord>, StoreError> {
    row!(tx, PersonRequestRow, NEWEST_OF_USER, user.as_str(), kind.as_str())?.map(PersonRequestRecord::try_from).transpose()
}

/// The person's requests, newest first.
pub(crate) async fn page_of_user(
    tx: &mut Tx,
    user: &UserId,
    before: &PageCursor,
    limit: i64,
) -> Result<Vec<PersonRequestRecord>, StoreError> {
    all(rows!(tx, PersonRequestRow, PAGE_OF_USER, user.as_str(), before.number, before.id.as_str(), limit)?)
}

/// The account's requests, newest first. `open`: only those that wait at `now`, or only those that do not.
pub(crate) async fn page_of_account(
    tx: &mut Tx,
    account: &AccountId,
    (open, now): (Option<bool>, Timestamp),
    before: &PageCursor,
    limit: i64,
) -> Result<Vec<PersonRequestRecord>, StoreError> {
    let (account, number, id, now) = (account.as_str(), before.number, before.id.as_str(), now.as_millisecond());
    all(match open {
        None => rows!(tx, PersonRequestRow, PAGE_OF_ACCOUNT, account, number, id, limit)?,
        Some(true) => rows!(tx, PersonRequestRow, PAGE_OPEN_OF_ACCOUNT, account, number, id, limit, now)?,
        Some(false) => rows!(tx, PersonRequestRow, PAGE_ANSWERED_OF_ACCOUNT, account, number, id, limit, now)?,
    })
}

/// The account's open requests.
pub(crate) async fn open_of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<PersonRequestRecord>, StoreError> {
    all(rows!(tx, PersonRequestRow, OPEN_OF_ACCOUNT, account.as_str())?)
}

/// How many requests to the account wait at this moment.
pub(crate) async fn open_count(tx: &mut Tx, account: &AccountId, now: Timestamp) -> Result<u32, StoreError> {
    let found = row!(tx, (i64,), OPEN_COUNT, account.as_str(), now.as_millisecond())?.map_or(0, |it| it.0);
    Ok(u32::try_from(found).unwrap_or(u32::MAX))
}

/// Open requests that are over, or of which somebody has to be reminded: filed before `first` and never reminded of, before `second` and
/// reminded of once. At most `most`, oldest first.
pub(crate) async fn due(
    tx: &mut Tx,
    now: Timestamp,
    (first, second): (Timestamp, Timestamp),
    most: i64,
) -> Result<Vec<PersonRequestRecord>, StoreError> {
    all(rows!(tx, PersonRequestRow, DUE, now.as_millisecond(), first.as_millisecond(), second.as_millisecond(), most)?)
}

/// Writes how often somebody was reminded; `false` where it was written in the meantime.
pub(crate) async fn reminded(tx: &mut Tx, id: &PersonRequestId, before: i64, after: i64) -> Result<bool, StoreError> {
    Ok(run!(tx, REMINDED, after, id.as_str(), before)? == 1)
}

/// When the person filed requests of this kind since then, oldest first.
pub(crate) async fn filed_since(tx: &mut Tx, user: &UserId, kind: RequestKind, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
    let found = rows!(tx, (i64,), FILED_SINCE, user.as_str(), since.as_millisecond(), kind.as_str())?;
    found.into_iter().map(|it| timestamp(it.0)).collect()
}

/// Accounts that have offered to take the person over, or invited them, the latest first, each once for each time.
pub(crate) async fn known_accounts(tx: &mut Tx, user: &UserId) -> Result<Vec<KnownAccount>, StoreError> {
    let found = rows!(tx, (String, String, i64), KNOWN_ACCOUNTS, user.as_str())?;
    Ok(found.into_iter().map(|(account, email, _)| KnownAccount { account: AccountId::new(account), email }).collect())
}

/// Files a new request; `false` where the person has an open one of its kind.
pub(crate) async fn file(tx: &mut Tx, it: &PersonRequestRecord) -> Result<bool, StoreError> {
    let filed = run!(
        tx,
        FILE,
        it.id.as_str(),
        it.user.as_str(),
        it.account.as_str(),
        it.email.as_str(),
        it.asked.kind().as_str(),
        it.asked.country().map(|it| it.as_str().to_owned()),
        it.asked.role().map(Role::as_str),
        it.route.as_str(),
        it.to.as_ref().map(UserId::as_str),
        it.note.as_deref(),
        it.submitted.as_millisecond(),
        it.expires.as_millisecond(),
        it.service_request.as_ref().map(ServiceRequestId::as_str),
    )?;
    Ok(filed == 1)
}

/// Writes the new state; `false` where somebody else moved the request away from `from` in the meantime.
pub(crate) async fn write_state(tx: &mut Tx, it: &PersonRequestRecord, from: RemovalState) -> Result<bool, StoreError> {
    let moved = run!(
        tx,
        MOVE,
        it.state.as_str(),
        it.seen.map(Timestamp::as_millisecond),
        it.ended.map(Timestamp::as_millisecond),
        it.answered_by.as_ref().map(UserId::as_str),
        it.decline_reason.as_deref(),
        it.id.as_str(),
        from.as_str(),
    )?;
    Ok(moved == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn sql_takes_for_open_what_the_rules_do() {
        let open = RemovalState::ALL.iter().filter(|it| it.is_open()).map(|it| format!("'{}'", it.as_str()));
        let of_sql = open_states!().split(", ").map(str::to_owned);
        assert_eq!(of_sql.collect::<BTreeSet<_>>(), open.collect::<BTreeSet<_>>());
    }
}
