//! Offers to take somebody over, as they stand in the database.

use super::columns::{read_country, read_roles, roles_text, timestamp};
use super::{StoreError, Tx};
use crate::page::PageCursor;
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, RemovalRequestId, TransferId, UserId};
use domicile_model::person::Role;
use domicile_model::transfer::TransferState;
use jiff::Timestamp;

/// The states in which it is open, for SQL; held against [`TransferState::is_open`] by a test.
macro_rules! open_states {
    () => {
        "'offered', 'accepted'"
    };
}

/// Starts every reading statement; a macro, since a statement is one constant text.
macro_rules! select {
    ($($rest:tt)+) => {
        concat!(
            "SELECT id, account_id, user_id, email, state, offered_by, roles, country, offered_at, expires_at, accepted_at, ended_at, ",
            "removal_request_id FROM transfers ",
            $($rest)+
        )
    };
}

const GET: &str = select!("WHERE id = $1");
const OPEN_BETWEEN: &str = select!("WHERE account_id = $1 AND user_id = $2 AND state IN (", open_states!(), ")");
const ACCEPTED_OF_USER: &str = select!("WHERE user_id = $1 AND state = 'accepted'");
const OPEN_OF_USER: &str = select!("WHERE user_id = $1 AND state IN (", open_states!(), ") ORDER BY offered_at DESC, id DESC LIMIT 100");
const LAST_ACCEPTED: &str = select!(
    "WHERE user_id = $1 AND accepted_at IS NOT NULL AND state NOT IN (",
    open_states!(),
    ", 'declined') AND ended_at > $2 ORDER BY ended_at DESC, id DESC LIMIT 1"
);
const OPEN_OF_ACCOUNT: &str = select!("WHERE account_id = $1 AND state IN (", open_states!(), ") ORDER BY id");
const PAGE: &str =
    select!("WHERE account_id = $1 AND (offered_at < $2 OR (offered_at = $2 AND id < $3)) ORDER BY offered_at DESC, id DESC LIMIT $4");
const OVERDUE: &str = select!("WHERE state = 'offered' AND expires_at <= $1 ORDER BY expires_at, id LIMIT $2");
const PUT: &str = "INSERT INTO transfers (id, account_id, user_id, email, state, offered_by, roles, country, offered_at, expires_at) \
                   VALUES ($1, $2, $3, $4, 'offered', $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
const MOVE: &str = "UPDATE transfers SET state = $1, accepted_at = $2, ended_at = $3, removal_request_id = $4 WHERE id = $5 AND state = $6";

/// An offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TransferRecord {
    pub(crate) id: TransferId,
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
    /// As it was typed.
    pub(crate) email: String,
    pub(crate) state: TransferState,
    pub(crate) offered_by: UserId,
    pub(crate) roles: Vec<Role>,
    pub(crate) country: Option<CountryCode>,
    pub(crate) offered: Timestamp,
    pub(crate) expires: Timestamp,
    pub(crate) accepted: Option<Timestamp>,
    pub(crate) ended: Option<Timestamp>,
    pub(crate) request: Option<RemovalRequestId>,
}

table_row! {
    struct TransferRow {
        id: String,
        account_id: String,
        user_id: String,
        email: String,
        state: String,
        offered_by: String,
        roles: String,
        country: Option<String>,
        offered_at: i64,
        expires_at: i64,
        accepted_at: Option<i64>,
        ended_at: Option<i64>,
        removal_request_id: Option<String>,
    }
}

impl TryFrom<TransferRow> for TransferRecord {
    type Error = StoreError;

    fn try_from(it: TransferRow) -> Result<Self, StoreError> {
        Ok(Self {
            state: TransferState::parse(&it.state).ok_or_else(|| StoreError::Content(format!("state {:?}", it.state)))?,
            roles: read_roles(&it.roles)?,
            country: read_country(it.country)?,
            offered: timestamp(it.offered_at)?,
            expires: timestamp(it.expires_at)?,
            accepted: it.accepted_at.map(timestamp).transpose()?,
            ended: it.ended_at.map(timestamp).transpose()?,
            id: TransferId::new(it.id),
            account: AccountId::new(it.account_id),
            user: UserId::new(it.user_id),
            offered_by: UserId::new(it.offered_by),
            request: it.removal_request_id.map(RemovalRequestId::new),
            email: it.email,
        })
    }
}

fn all(rows: Vec<TransferRow>) -> Result<Vec<TransferRecord>, StoreError> {
    rows.into_iter().map(TransferRecord::try_from).collect()
}

/// An offer by id.
pub(crate) async fn get(tx: &mut Tx, id: &TransferId) -> Result<Option<TransferRecord>, StoreError> {
    row!(tx, TransferRow, GET, id.as_str())?.map(TransferRecord::try_from).transpose()
}

/// The open offer of this account to this person.
pub(crate) async fn open_between(tx: &mut Tx, account: &AccountId, user: &UserId) -> Result<Option<TransferRecord>, StoreError> {
    row!(tx, TransferRow, OPEN_BETWEEN, account.as_str(), user.as_str())?.map(TransferRecord::try_from).transpose()
}

/// The offer that the person accepted and that waits for the old account.
pub(crate) async fn accepted_of_user(tx: &mut Tx, user: &UserId) -> Result<Option<TransferRecord>, StoreError> {
    row!(tx, TransferRow, ACCEPTED_OF_USER, user.as_str())?.map(TransferRecord::try_from).transpose()
}

/// Open offers to the person, newest first.
pub(crate) async fn open_of_user(tx: &mut Tx, user: &UserId) -> Result<Vec<TransferRecord>, StoreError> {
    all(rows!(tx, TransferRow, OPEN_OF_USER, user.as_str())?)
}

/// The accepted offer that ended last, if after `since`.
pub(crate) async fn last_accepted(tx: &mut Tx, user: &UserId, since: Timestamp) -> Result<Option<TransferRecord>, StoreError> {
    row!(tx, TransferRow, LAST_ACCEPTED, user.as_str(), since.as_millisecond())?.map(TransferRecord::try_from).transpose()
}

/// Open offers of the account.
pub(crate) async fn open_of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<TransferRecord>, StoreError> {
    all(rows!(tx, TransferRow, OPEN_OF_ACCOUNT, account.as_str())?)
}

/// The account's offers, newest first.
pub(crate) async fn page(tx: &mut Tx, account: &AccountId, before: &PageCursor, limit: i64) -> Result<Vec<TransferRecord>, StoreError> {
    all(rows!(tx, TransferRow, PAGE, account.as_str(), before.number, before.id.as_str(), limit)?)
}

/// Offers whose time is over and that nobody has written off, at most `most`.
pub(crate) async fn overdue(tx: &mut Tx, now: Timestamp, most: i64) -> Result<Vec<TransferRecord>, StoreError> {
    all(rows!(tx, TransferRow, OVERDUE, now.as_millisecond(), most)?)
}

/// Keeps a new offer; `false` where the account has an open one to the person.
pub(crate) async fn put(tx: &mut Tx, it: &TransferRecord) -> Result<bool, StoreError> {
    let put = run!(
        tx,
        PUT,
        it.id.as_str(),
        it.account.as_str(),
        it.user.as_str(),
        it.email.as_str(),
        it.offered_by.as_str(),
        roles_text(&it.roles),
        it.country.as_ref().map(CountryCode::as_str),
        it.offered.as_millisecond(),
        it.expires.as_millisecond(),
    )?;
    Ok(put == 1)
}

/// Writes the new state; `false` where somebody else moved the offer away from `from` in the meantime.
pub(crate) async fn write_state(tx: &mut Tx, it: &TransferRecord, from: TransferState) -> Result<bool, StoreError> {
    let moved = run!(
        tx,
        MOVE,
        it.state.as_str(),
        it.accepted.map(Timestamp::as_millisecond),
        it.ended.map(Timestamp::as_millisecond),
        it.request.as_ref().map(RemovalRequestId::as_str),
        it.id.as_str(),
        from.as_str(),
    )?;
    Ok(moved == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_takes_for_open_what_the_rules_do() {
        let open: Vec<String> = TransferState::ALL.iter().filter(|it| it.is_open()).map(|it| format!("'{}'", it.as_str())).collect();
        assert_eq!(open_states!(), open.join(", "));
    }
}
