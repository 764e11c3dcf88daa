//! Who signed in for the first time with an address of an account's domain, and waits for its administrators.

use super::columns::timestamp;
use super::{StoreError, Tx};
use crate::page::PageCursor;
use domicile_model::id::{AccountId, UserId};
use jiff::Timestamp;

const OF_USER: &str = "SELECT account_id, asked_at FROM approvals WHERE user_id = $1";
const ASK: &str = "INSERT INTO approvals (user_id, account_id, asked_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
const END: &str = "DELETE FROM approvals WHERE user_id = $1";
const OF_ACCOUNT: &str = "SELECT user_id FROM approvals WHERE account_id = $1 ORDER BY user_id";
const COUNT: &str = "SELECT COUNT(*) FROM approvals WHERE account_id = $1";
const PAGE: &str = "SELECT a.user_id, u.email, a.asked_at FROM approvals a JOIN users u ON u.id = a.user_id WHERE a.account_id = $1 \
                    AND (a.asked_at < $2 OR (a.asked_at = $2 AND a.user_id < $3)) ORDER BY a.asked_at DESC, a.user_id DESC LIMIT $4";

/// Somebody who waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PendingApproval {
    pub(crate) user: UserId,
    pub(crate) email: String,
    pub(crate) asked: Timestamp,
}

/// The account whose approval the person waits for, and since when.
pub(crate) async fn get(tx: &mut Tx, user: &UserId) -> Result<Option<(AccountId, Timestamp)>, StoreError> {
    row!(tx, (String, i64), OF_USER, user.as_str())?.map(|(account, asked)| Ok((AccountId::new(account), timestamp(asked)?))).transpose()
}

/// The account whose approval the person waits for.
pub(crate) async fn of_user(tx: &mut Tx, user: &UserId) -> Result<Option<AccountId>, StoreError> {
    Ok(get(tx, user).await?.map(|it| it.0))
}

/// The person waits from now on.
pub(crate) async fn ask(tx: &mut Tx, user: &UserId, account: &AccountId, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, ASK, user.as_str(), account.as_str(), now.as_millisecond())?;
    Ok(())
}

/// The person does not wait any more.
pub(crate) async fn end(tx: &mut Tx, user: &UserId) -> Result<bool, StoreError> {
    Ok(run!(tx, END, user.as_str())? == 1)
}

/// Everybody who waits for this account.
pub(crate) async fn of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<UserId>, StoreError> {
    Ok(rows!(tx, (String,), OF_ACCOUNT, account.as_str())?.into_iter().map(|it| UserId::new(it.0)).collect())
}

/// How many wait for this account.
pub(crate) async fn count(tx: &mut Tx, account: &AccountId) -> Result<u32, StoreError> {
    let found = row!(tx, (i64,), COUNT, account.as_str())?.map_or(0, |it| it.0);
    Ok(u32::try_from(found).unwrap_or(u32::MAX))
}

/// Who waits for this account, newest first.
pub(crate) async fn page(tx: &mut Tx, account: &AccountId, before: &PageCursor, limit: i64) -> Result<Vec<PendingApproval>, StoreError> {
    rows!(tx, (String, String, i64), PAGE, account.as_str(), before.number, before.id.as_str(), limit)?
        .into_iter()
        .map(|(user, email, asked)| Ok(PendingApproval { user: UserId::new(user), email, asked: timestamp(asked)? }))
        .collect()
}
