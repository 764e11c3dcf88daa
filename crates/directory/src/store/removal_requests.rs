//! Removal requests as they stand in the database.

use super::columns::timestamp;
use super::{StoreError, Tx};
use crate::page::PageCursor;
use domicile_model::id::{AccountId, RemovalRequestId, ServiceRequestId, UserId};
use domicile_model::preflight::Blocker;
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
            "SELECT id, user_id, account_id, state, route, to_user_id, reason, note, submitted_at, seen_at, ended_at, expires_at, ",
            "blockers, blocked_by, decline_reason, service_request_id, reminders FROM removal_requests ",
            $($rest)+
        )
    };
}

const GET: &str = select!("WHERE id = $1");
const OPEN_OF_USER: &str = select!("WHERE user_id = $1 AND state IN (", open_states!(), ")");
const OPEN_OF_SEVERAL: &str = select!("WHERE state IN (", open_states!(), ") AND user_id IN ");
const NEWEST_OF_USER: &str = select!("WHERE user_id = $1 ORDER BY submitted_at DESC, id DESC LIMIT 1");
const PAGE_OF_USER: &str =
    select!("WHERE user_id = $1 AND (submitted_at < $2 OR (submitted_at = $2 AND id < $3)) ORDER BY submitted_at DESC, id DESC LIMIT $4");
const PAGE_OF_ACCOUNT: &str = select!(
    "WHERE account_id = $1 AND (submitted_at < $2 OR (submitted_at = $2 AND id < $3)) ORDER BY submitted_at DESC, id DESC LIMIT $4"
);
const OPEN_OF_ACCOUNT: &str = select!("WHERE account_id = $1 AND state IN (", open_states!(), ")");
const OPEN_COUNT: &str = concat!(
    "SELECT COUNT(*) FROM removal_requests WHERE account_id = $1 AND expires_at > $2 \
                          AND state IN (",
    open_states!(),
    ")"
);
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
const BLOCKED: &str = select!("WHERE state = 'blocked' ORDER BY submitted_at, id");
const REMINDED: &str = "UPDATE removal_requests SET reminders = $1 WHERE id = $2 AND reminders = $3";
const FILED_SINCE: &str = "SELECT submitted_at FROM removal_requests WHERE user_id = $1 AND submitted_at > $2 ORDER BY submitted_at";
const EXPIRED_COUNT: &str = concat!(
    "SELECT COUNT(*) FROM removal_requests WHERE user_id = $1 AND account_id = $2 AND submitted_at >= $3 \
                             AND (state = 'expired' OR (state IN (",
    open_states!(),
    ") AND expires_at <= $4))"
);
const ANY: &str = "SELECT id FROM removal_requests WHERE user_id = $1 AND account_id = $2 LIMIT 1";
const FILE: &str = "INSERT INTO removal_requests (id, user_id, account_id, state, route, to_user_id, reason, note, submitted_at, expires_at, blockers, \
                    service_request_id) VALUES ($1, $2, $3, 'submitted', $4, $5, $6, $7, $8, $9, '', $10) ON CONFLICT DO NOTHING";
const MOVE: &str = "UPDATE removal_requests SET state = $1, seen_at = $2, ended_at = $3, blockers = $4, blocked_by = $5, decline_reason = $6 \
                    WHERE id = $7 AND state = $8";

/// A removal request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RemovalRequestRecord {
    pub(crate) id: RemovalRequestId,
    pub(crate) user: UserId,
    pub(crate) account: AccountId,
    pub(crate) state: RemovalState,
    pub(crate) route: Route,
    pub(crate) to: Option<UserId>,
    pub(crate) reason: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) submitted: Timestamp,
    pub(crate) seen: Option<Timestamp>,
    pub(crate) ended: Option<Timestamp>,
    pub(crate) expires: Timestamp,
    pub(crate) blockers: Vec<Blocker>,
    pub(crate) blocked_by: Option<UserId>,
    pub(crate) decline_reason: Option<String>,
    pub(crate) service_request: Option<ServiceRequestId>,
    /// How often whoever can answer was reminded.
    pub(crate) reminders: i64,
}

table_row! {
    struct RemovalRequestRow {
        id: String,
        user_id: String,
        account_id: String,
        state: String,
        route: String,
        to_user_id: Option<String>,
        reason: Option<String>,
        note: Option<String>,
        submitted_at: i64,
        seen_at: Option<i64>,
        ended_at: Option<i64>,
        expires_at: i64,
        blockers: String,
        blocked_by: Option<String>,
        decline_reason: Option<String>,
        service_request_id: Option<String>,
        reminders: i64,
    }
}

impl TryFrom<RemovalRequestRow> for RemovalRequestRecord {
    type Error = StoreError;

    fn try_from(it: RemovalRequestRow) -> Result<Self, StoreError> {
        let blockers = it.blockers.split_ascii_whitespace().map(Blocker::parse).collect::<Option<Vec<_>>>();
        Ok(Self {
            state: RemovalState::parse(&it.state).ok_or_else(|| StoreError::Content(format!("state {:?}", it.state)))?,
            route: Route::parse(&it.route).ok_or_else(|| StoreError::Content(format!("route {:?}", it.route)))?,
            blockers: blockers.ok_or_else(|| StoreError::Content(format!("blockers {:?}", it.blockers)))?,
            submitted: timestamp(it.submitted_at)?,
            seen: it.seen_at.map(timestamp).transpose()?,
            ended: it.ended_at.map(timestamp).transpose()?,
            expires: timestamp(it.expires_at)?,
            id: RemovalRequestId::new(it.id),
            user: UserId::new(it.user_id),
            account: AccountId::new(it.account_id),
            to: it.to_user_id.map(UserId::new),
            reason: it.reason,
            note: it.note,
            blocked_by: it.blocked_by.map(UserId::new),
            decline_reason: it.decline_reason,
            service_request: it.service_request_id.map(ServiceRequestId::new),
            reminders: it.reminders,
        })
    }
}

fn all(rows: Vec<RemovalRequestRow>) -> Result<Vec<RemovalRequestRecord>, StoreError> {
    rows.into_iter().map(RemovalRequestRecord::try_from).collect()
}

/// A request by id.
pub(crate) async fn get(tx: &mut Tx, id: &RemovalRequestId) -> Result<Option<RemovalRequestRecord>, StoreError> {
    row!(tx, RemovalRequestRow, GET, id.as_str())?.map(RemovalRequestRecord::try_from).transpose()
}

/// The person's open request.
pub(crate) async fn open_of_user(tx: &mut Tx, user: &UserId) -> Result<Option<RemovalRequestRecord>, StoreError> {
    row!(tx, RemovalRequestRow, OPEN_OF_USER, user.as_str())?.map(RemovalRequestRecord::try_from).transpose()
}

/// The open requests of these people.
pub(crate) async fn open_of_several(tx: &mut Tx, users: &[UserId]) -> Result<Vec<RemovalRequestRecord>, StoreError> {
    all(rows_among!(tx, RemovalRequestRow, OPEN_OF_SEVERAL, users)?)
}

/// The person's newest request, open or not.
pub(crate) async fn newest_of_user(tx: &mut Tx, user: &UserId) -> Result<Option<RemovalRequestRecord>, StoreError> {
    row!(tx, RemovalRequestRow, NEWEST_OF_USER, user.as_str())?.map(RemovalRequestRecord::try_from).transpose()
}

/// The person's requests, newest first.
pub(crate) async fn page_of_user(
    tx: &mut Tx,
    user: &UserId,
    before: &PageCursor,
    limit: i64,
) -> Result<Vec<RemovalRequestRecord>, StoreError> {
    all(rows!(tx, RemovalRequestRow, PAGE_OF_USER, user.as_str(), before.number, before.id.as_str(), limit)?)
}

/// The account's requests, newest first. `open`: only those that wait at `now`, or only those that do not.
pub(crate) async fn page_of_account(
    tx: &mut Tx,
    account: &AccountId,
    (open, now): (Option<bool>, Timestamp),
    before: &PageCursor,
    limit: i64,
) -> Result<Vec<RemovalRequestRecord>, StoreError> {
    let (account, number, id, now) = (account.as_str(), before.number, before.id.as_str(), now.as_millisecond());
    all(match open {
        None => rows!(tx, RemovalRequestRow, PAGE_OF_ACCOUNT, account, number, id, limit)?,
        Some(true) => rows!(tx, RemovalRequestRow, PAGE_OPEN_OF_ACCOUNT, account, number, id, limit, now)?,
        Some(false) => rows!(tx, RemovalRequestRow, PAGE_ANSWERED_OF_ACCOUNT, account, number, id, limit, now)?,
    })
}

/// Open requests that are over, or of which somebody has to be reminded: filed before `first` and never reminded of, before `second` and
/// reminded of once. At most `most`, oldest first.
pub(crate) async fn due(
    tx: &mut Tx,
    now: Timestamp,
    first: Timestamp,
    second: Timestamp,
    most: i64,
) -> Result<Vec<RemovalRequestRecord>, StoreError> {
    all(rows!(tx, RemovalRequestRow, DUE, now.as_millisecond(), first.as_millisecond(), second.as_millisecond(), most)?)
}

/// Requests that something stands in the way of, oldest first.
pub(crate) async fn blocked(tx: &mut Tx) -> Result<Vec<RemovalRequestRecord>, StoreError> {
    all(rows!(tx, RemovalRequestRow, BLOCKED)?)
}

/// Writes how often somebody was reminded; `false` where it was written in the meantime.
pub(crate) async fn reminded(tx: &mut Tx, id: &RemovalRequestId, before: i64, after: i64) -> Result<bool, StoreError> {
    Ok(run!(tx, REMINDED, after, id.as_str(), before)? == 1)
}

/// The account's open requests.
pub(crate) async fn open_of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<RemovalRequestRecord>, StoreError> {
    all(rows!(tx, RemovalRequestRow, OPEN_OF_ACCOUNT, account.as_str())?)
}

/// How many requests to the account wait at this moment.
pub(crate) async fn open_count(tx: &mut Tx, account: &AccountId, now: Timestamp) -> Result<u32, StoreError> {
    let found = row!(tx, (i64,), OPEN_COUNT, account.as_str(), now.as_millisecond())?.map_or(0, |it| it.0);
    Ok(u32::try_from(found).unwrap_or(u32::MAX))
}

/// When the person filed requests since then, oldest first.
pub(crate) async fn filed_since(tx: &mut Tx, user: &UserId, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
    rows!(tx, (i64,), FILED_SINCE, user.as_str(), since.as_millisecond())?.into_iter().map(|it| timestamp(it.0)).collect()
}

/// How many of the person's requests to this account ended unanswered since they joined it.
pub(crate) async fn expired_count(
    tx: &mut Tx,
    user: &UserId,
    account: &AccountId,
    since: Timestamp,
    now: Timestamp,
) -> Result<i64, StoreError> {
    let (since, now) = (since.as_millisecond(), now.as_millisecond());
    Ok(row!(tx, (i64,), EXPIRED_COUNT, user.as_str(), account.as_str(), since, now)?.map_or(0, |it| it.0))
}

/// Whether the person ever asked to leave this account.
pub(crate) async fn any_of_user_to(tx: &mut Tx, user: &UserId, account: &AccountId) -> Result<bool, StoreError> {
    Ok(row!(tx, (String,), ANY, user.as_str(), account.as_str())?.is_some())
}

/// Files a new request; `false` where the person has an open one.
pub(crate) async fn file(tx: &mut Tx, it: &RemovalRequestRecord) -> Result<bool, StoreError> {
    let filed = run!(
        tx,
        FILE,
        it.id.as_str(),
        it.user.as_str(),
        it.account.as_str(),
        it.route.as_str(),
        it.to.as_ref().map(UserId::as_str),
        it.reason.as_deref(),
        it.note.as_deref(),
        it.submitted.as_millisecond(),
        it.expires.as_millisecond(),
        it.service_request.as_ref().map(ServiceRequestId::as_str),
    )?;
    Ok(filed == 1)
}

/// Writes the new state; `false` where somebody else moved the request away from `from` in the meantime.
pub(crate) async fn write_state(tx: &mut Tx, it: &RemovalRequestRecord, from: RemovalState) -> Result<bool, StoreError> {
    let blockers = it.blockers.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(" ");
    let moved = run!(
        tx,
        MOVE,
        it.state.as_str(),
        it.seen.map(Timestamp::as_millisecond),
        it.ended.map(Timestamp::as_millisecond),
        &blockers,
        it.blocked_by.as_ref().map(UserId::as_str),
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
