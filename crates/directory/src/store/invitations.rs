//! Invitations, as they stand in the database: to join an account, and to sign in for the first time.

use super::columns::{read_country, read_roles, roles_text, timestamp};
use super::{StoreError, Tx};
use crate::page::PageCursor;
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, InvitationId, RemovalId, UserId};
use domicile_model::invitation::InvitationState;
use domicile_model::person::Role;
use jiff::Timestamp;

/// Starts every reading statement; a macro, since a statement is one constant text.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, user_id, email, state, invited_by, roles, country, invited_at, sent_at, expires_at, ended_at, ",
            "removal_id, token_hash FROM invitations ",
            $rest
        )
    };
}

const GET: &str = select!("WHERE id = $1");
const OPEN_BETWEEN: &str = select!("WHERE account_id = $1 AND user_id = $2 AND state = 'invited'");
const OPEN_OF_USER: &str = select!("WHERE user_id = $1 AND state = 'invited' ORDER BY invited_at DESC, id DESC LIMIT 100");
const OPEN_OF_ACCOUNT: &str = select!("WHERE account_id = $1 AND state = 'invited' ORDER BY id");
const PAGE: &str =
    select!("WHERE account_id = $1 AND (invited_at < $2 OR (invited_at = $2 AND id < $3)) ORDER BY invited_at DESC, id DESC LIMIT $4");
const OVERDUE: &str = select!("WHERE state = 'invited' AND expires_at <= $1 ORDER BY expires_at, id LIMIT $2");
const PUT: &str = "INSERT INTO invitations (id, account_id, user_id, email, state, invited_by, roles, country, invited_at, sent_at, \
                   expires_at, removal_id, token_hash) VALUES ($1, $2, $3, $4, 'invited', $5, $6, $7, $8, $8, $9, $10, $11) \
                   ON CONFLICT DO NOTHING";
const MOVE: &str = "UPDATE invitations SET state = $1, ended_at = $2 WHERE id = $3 AND state = 'invited'";
const SEND_AGAIN: &str =
    "UPDATE invitations SET sent_at = $1, expires_at = $2, token_hash = $3, state = 'invited', ended_at = NULL WHERE id = $4";

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InvitationRecord {
    pub(crate) id: InvitationId,
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
    /// As it was typed.
    pub(crate) email: String,
    pub(crate) state: InvitationState,
    pub(crate) invited_by: UserId,
    pub(crate) roles: Vec<Role>,
    pub(crate) country: Option<CountryCode>,
    pub(crate) invited: Timestamp,
    /// When it was sent last.
    pub(crate) sent: Timestamp,
    pub(crate) expires: Timestamp,
    pub(crate) ended: Option<Timestamp>,
    /// The removal that accepting undoes.
    pub(crate) restores: Option<RemovalId>,
    /// Set where it is to sign in for the first time, not to join.
    pub(crate) token_hash: Option<String>,
}

table_row! {
    struct InvitationRow {
        id: String,
        account_id: String,
        user_id: String,
        email: String,
        state: String,
        invited_by: String,
        roles: String,
        country: Option<String>,
        invited_at: i64,
        sent_at: i64,
        expires_at: i64,
        ended_at: Option<i64>,
        removal_id: Option<String>,
        token_hash: Option<String>,
    }
}

impl TryFrom<InvitationRow> for InvitationRecord {
    type Error = StoreError;

    fn try_from(it: InvitationRow) -> Result<Self, StoreError> {
        Ok(Self {
            state: InvitationState::parse(&it.state).ok_or_else(|| StoreError::Content(format!("state {:?}", it.state)))?,
            roles: read_roles(&it.roles)?,
            country: read_country(it.country)?,
            invited: timestamp(it.invited_at)?,
            sent: timestamp(it.sent_at)?,
            expires: timestamp(it.expires_at)?,
            ended: it.ended_at.map(timestamp).transpose()?,
            id: InvitationId::new(it.id),
            account: AccountId::new(it.account_id),
            user: UserId::new(it.user_id),
            invited_by: UserId::new(it.invited_by),
            restores: it.removal_id.map(RemovalId::new),
            email: it.email,
            token_hash: it.token_hash,
        })
    }
}

fn all(rows: Vec<InvitationRow>) -> Result<Vec<InvitationRecord>, StoreError> {
    rows.into_iter().map(InvitationRecord::try_from).collect()
}

/// An invitation by id.
pub(crate) async fn get(tx: &mut Tx, id: &InvitationId) -> Result<Option<InvitationRecord>, StoreError> {
    row!(tx, InvitationRow, GET, id.as_str())?.map(InvitationRecord::try_from).transpose()
}

/// The open invitation of this person by this account.
pub(crate) async fn open_between(tx: &mut Tx, account: &AccountId, user: &UserId) -> Result<Option<InvitationRecord>, StoreError> {
    row!(tx, InvitationRow, OPEN_BETWEEN, account.as_str(), user.as_str())?.map(InvitationRecord::try_from).transpose()
}

/// Open invitations of the person, newest first.
pub(crate) async fn open_of_user(tx: &mut Tx, user: &UserId) -> Result<Vec<InvitationRecord>, StoreError> {
    all(rows!(tx, InvitationRow, OPEN_OF_USER, user.as_str())?)
}

/// Open invitations of the account.
pub(crate) async fn open_of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<InvitationRecord>, StoreError> {
    all(rows!(tx, InvitationRow, OPEN_OF_ACCOUNT, account.as_str())?)
}

/// The account's invitations, newest first.
pub(crate) async fn page(tx: &mut Tx, account: &AccountId, before: &PageCursor, limit: i64) -> Result<Vec<InvitationRecord>, StoreError> {
    all(rows!(tx, InvitationRow, PAGE, account.as_str(), before.number, before.id.as_str(), limit)?)
}

/// Invitations whose time is over and that nobody has written off, at most `most`.
pub(crate) async fn overdue(tx: &mut Tx, now: Timestamp, most: i64) -> Result<Vec<InvitationRecord>, StoreError> {
    all(rows!(tx, InvitationRow, OVERDUE, now.as_millisecond(), most)?)
}

/// Keeps a new invitation; `false` where the account has an open one of the person.
pub(crate) async fn put(tx: &mut Tx, it: &InvitationRecord) -> Result<bool, StoreError> {
    let put = run!(
        tx,
        PUT,
        it.id.as_str(),
        it.account.as_str(),
        it.user.as_str(),
        it.email.as_str(),
        it.invited_by.as_str(),
        roles_text(&it.roles),
        it.country.as_ref().map(CountryCode::as_str),
        it.invited.as_millisecond(),
        it.expires.as_millisecond(),
        it.restores.as_ref().map(RemovalId::as_str),
        it.token_hash.as_deref(),
    )?;
    Ok(put == 1)
}

/// Ends an open invitation; `false` where it has ended.
pub(crate) async fn end(tx: &mut Tx, it: &InvitationRecord) -> Result<bool, StoreError> {
    Ok(run!(tx, MOVE, it.state.as_str(), it.ended.map(Timestamp::as_millisecond), it.id.as_str())? == 1)
}

/// Sends it again: it waits anew, with a new token where it has one.
pub(crate) async fn send_again(tx: &mut Tx, it: &InvitationRecord) -> Result<(), StoreError> {
    run!(tx, SEND_AGAIN, it.sent.as_millisecond(), it.expires.as_millisecond(), it.token_hash.as_deref(), it.id.as_str())?;
    Ok(())
}
