//! What a removal took away: kept for 90 days, so that the same account can undo it.

use super::columns::{read_country, read_roles, roles_text, timestamp};
use super::users::User;
use super::{StoreError, Tx};
use crate::page::PageCursor;
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, GroupId, RemovalId, RemovalRequestId, UserId};
use domicile_model::person::Role;
use jiff::{SignedDuration, Timestamp};

/// How long roles, groups and countries are kept.
pub(crate) const KEPT_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Starts every reading statement; a macro, since a statement is one constant text.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, user_id, account_id, removed_at, keep_until, affiliated_since, roles, group_ids, explicit_country, directory_country, ",
            "needs_consent, undone_at FROM removals ",
            $rest
        )
    };
}

const GET: &str = select!("WHERE account_id = $1 AND id = $2");
const PAGE: &str = select!(
    "WHERE account_id = $1 AND undone_at IS NULL AND keep_until > $2 AND (removed_at < $3 OR (removed_at = $3 AND id < $4)) \
     ORDER BY removed_at DESC, id DESC LIMIT $5"
);
const NEWEST_OF_USER: &str = select!("WHERE user_id = $1 ORDER BY removed_at DESC, id DESC LIMIT 1");
const KEEP: &str = "INSERT INTO removals (id, user_id, account_id, removed_by, removed_at, keep_until, removal_request_id, affiliated_since, roles, \
                    group_ids, explicit_country, directory_country, needs_consent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const OF_MOMENT: &str = select!("WHERE account_id = $1 AND removed_at = $2 AND undone_at IS NULL AND NOT needs_consent ORDER BY id");
const UNDONE: &str = "UPDATE removals SET undone_at = $1 WHERE id = $2 AND undone_at IS NULL";
const ANY: &str = "SELECT id FROM removals WHERE user_id = $1 AND account_id = $2 LIMIT 1";
const FORGET: &str = "DELETE FROM removals WHERE keep_until < $1";

/// A removal, with what can be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Removal {
    pub(crate) id: RemovalId,
    pub(crate) user: UserId,
    pub(crate) account: AccountId,
    pub(crate) removed: Timestamp,
    pub(crate) keep_until: Timestamp,
    pub(crate) affiliated_since: Option<Timestamp>,
    pub(crate) roles: Vec<Role>,
    pub(crate) groups: Vec<GroupId>,
    pub(crate) explicit_country: Option<CountryCode>,
    pub(crate) directory_country: Option<CountryCode>,
    /// It fulfilled the person's own wish, so undoing it asks them first.
    pub(crate) needs_consent: bool,
    pub(crate) undone: Option<Timestamp>,
}

table_row! {
    struct RemovalRow {
        id: String,
        user_id: String,
        account_id: String,
        removed_at: i64,
        keep_until: i64,
        affiliated_since: Option<i64>,
        roles: String,
        group_ids: String,
        explicit_country: Option<String>,
        directory_country: Option<String>,
        needs_consent: bool,
        undone_at: Option<i64>,
    }
}

impl TryFrom<RemovalRow> for Removal {
    type Error = StoreError;

    fn try_from(it: RemovalRow) -> Result<Self, StoreError> {
        Ok(Self {
            roles: read_roles(&it.roles)?,
            groups: it.group_ids.split_ascii_whitespace().map(GroupId::new).collect(),
            removed: timestamp(it.removed_at)?,
            keep_until: timestamp(it.keep_until)?,
            affiliated_since: it.affiliated_since.map(timestamp).transpose()?,
            explicit_country: read_country(it.explicit_country)?,
            directory_country: read_country(it.directory_country)?,
            undone: it.undone_at.map(timestamp).transpose()?,
            id: RemovalId::new(it.id),
            user: UserId::new(it.user_id),
            account: AccountId::new(it.account_id),
            needs_consent: it.needs_consent,
        })
    }
}

/// Keeps what `user` has in `account`, before it is taken away; what was kept long enough goes.
pub(crate) async fn keep(
    tx: &mut Tx,
    id: &RemovalId,
    user: &User,
    account: &AccountId,
    by: &str,
    request: Option<&RemovalRequestId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let until = now.saturating_add(KEPT_FOR).unwrap_or(Timestamp::MAX);
    let roles = roles_text(&user.roles);
    let groups = user.groups.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(" ");
    run!(tx, FORGET, now.as_millisecond())?;
    run!(
        tx,
        KEEP,
        id.as_str(),
        user.id.as_str(),
        account.as_str(),
        by,
        now.as_millisecond(),
        until.as_millisecond(),
        request.map(RemovalRequestId::as_str),
        user.affiliated_since.map(Timestamp::as_millisecond),
        &roles,
        &groups,
        user.explicit_country.as_ref().map(CountryCode::as_str),
        user.directory_country.as_ref().map(CountryCode::as_str),
        // Whoever left alone, or had asked to leave, is asked before they are restored.
        request.is_some() || by == user.id.as_str(),
    )?;
    Ok(())
}

/// A removal that this account did.
pub(crate) async fn get(tx: &mut Tx, account: &AccountId, id: &RemovalId) -> Result<Option<Removal>, StoreError> {
    row!(tx, RemovalRow, GET, account.as_str(), id.as_str())?.map(Removal::try_from).transpose()
}

/// The person's newest removal, whichever account did it.
pub(crate) async fn newest_of_user(tx: &mut Tx, user: &UserId) -> Result<Option<Removal>, StoreError> {
    row!(tx, RemovalRow, NEWEST_OF_USER, user.as_str())?.map(Removal::try_from).transpose()
}

/// The account's removals that are kept and not undone, newest first.
pub(crate) async fn page(
    tx: &mut Tx,
    account: &AccountId,
    before: &PageCursor,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Removal>, StoreError> {
    let (ms, id) = (before.number, before.id.as_str());
    rows!(tx, RemovalRow, PAGE, account.as_str(), now.as_millisecond(), ms, id, limit)?.into_iter().map(Removal::try_from).collect()
}

/// The account's removals of this very moment that can be undone without asking the person.
pub(crate) async fn of_moment(tx: &mut Tx, account: &AccountId, at: Timestamp) -> Result<Vec<Removal>, StoreError> {
    rows!(tx, RemovalRow, OF_MOMENT, account.as_str(), at.as_millisecond())?.into_iter().map(Removal::try_from).collect()
}

/// It is undone; `false` where it was before.
pub(crate) async fn undone(tx: &mut Tx, id: &RemovalId, now: Timestamp) -> Result<bool, StoreError> {
    Ok(run!(tx, UNDONE, now.as_millisecond(), id.as_str())? == 1)
}

/// Whether the person was removed from this account, as far as that is remembered.
pub(crate) async fn any_of_user_by(tx: &mut Tx, user: &UserId, account: &AccountId) -> Result<bool, StoreError> {
    Ok(row!(tx, (String,), ANY, user.as_str(), account.as_str())?.is_some())
}
