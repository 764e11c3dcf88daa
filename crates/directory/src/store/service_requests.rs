//! Cases for support.

use super::columns::timestamp;
use super::{StoreError, Tx};
use crate::page::PageCursor;
use domicile_model::id::{AccountId, ServiceRequestId, UserId};
use domicile_model::wire::ServiceRequest;
use jiff::Timestamp;

const OPEN: &str = "INSERT INTO service_requests (id, user_id, account_id, state, text, opened_at) VALUES ($1, $2, $3, 'open', $4, $5) \
                    ON CONFLICT DO NOTHING";
const SINCE: &str = "SELECT opened_at FROM service_requests WHERE user_id = $1 AND opened_at > $2 ORDER BY opened_at";
const NEWEST: &str = "SELECT id, state, text, opened_at, answer, answered_at FROM service_requests WHERE user_id = $1 \
                      ORDER BY opened_at DESC, id DESC LIMIT 1";
const PAGE: &str = "SELECT id, state, text, opened_at, answer, answered_at FROM service_requests WHERE user_id = $1 \
                    AND (opened_at < $2 OR (opened_at = $2 AND id < $3)) ORDER BY opened_at DESC, id DESC LIMIT $4";
const ALL_OPEN: &str = "SELECT id, user_id, account_id, text, opened_at FROM service_requests WHERE state = 'open' ORDER BY opened_at, id";
const GET_OPEN: &str = "SELECT id, user_id, account_id, text, opened_at FROM service_requests WHERE id = $1 AND state = 'open'";
const OPEN_OF_USER: &str =
    "SELECT id, user_id, account_id, text, opened_at FROM service_requests WHERE user_id = $1 AND state = 'open' ORDER BY opened_at, id";
const ANSWER: &str = "UPDATE service_requests SET state = 'answered', answer = $1, answered_at = $2 WHERE id = $3 AND state = 'open'";

table_row! {
    struct ServiceRequestRow {
        id: String,
        state: String,
        text: String,
        opened_at: i64,
        answer: Option<String>,
        answered_at: Option<i64>,
    }
}

impl TryFrom<ServiceRequestRow> for ServiceRequest {
    type Error = StoreError;

    fn try_from(it: ServiceRequestRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: ServiceRequestId::new(it.id),
            state: it.state,
            text: it.text,
            opened: timestamp(it.opened_at)?,
            answer: it.answer,
            answered: it.answered_at.map(timestamp).transpose()?,
        })
    }
}

table_row! {
    /// A case that waits, as support sees it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(crate) struct OpenCase {
        pub(crate) id: String,
        pub(crate) user_id: String,
        /// The account that the person belonged to when they opened it.
        pub(crate) account_id: Option<String>,
        pub(crate) text: String,
        pub(crate) opened_at: i64,
    }
}

/// Opens a case; `false` where the number is taken.
pub(crate) async fn open(
    tx: &mut Tx,
    id: &ServiceRequestId,
    user: &UserId,
    account: Option<&AccountId>,
    text: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(run!(tx, OPEN, id.as_str(), user.as_str(), account.map(AccountId::as_str), text, now.as_millisecond())? == 1)
}

/// When the person opened cases since then, oldest first.
pub(crate) async fn opened_since(tx: &mut Tx, user: &UserId, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
    rows!(tx, (i64,), SINCE, user.as_str(), since.as_millisecond())?.into_iter().map(|it| timestamp(it.0)).collect()
}

/// The person's newest case.
pub(crate) async fn newest_of_user(tx: &mut Tx, user: &UserId) -> Result<Option<ServiceRequest>, StoreError> {
    row!(tx, ServiceRequestRow, NEWEST, user.as_str())?.map(ServiceRequest::try_from).transpose()
}

/// The person's cases, newest first.
pub(crate) async fn page(tx: &mut Tx, user: &UserId, before: &PageCursor, limit: i64) -> Result<Vec<ServiceRequest>, StoreError> {
    let found = rows!(tx, ServiceRequestRow, PAGE, user.as_str(), before.number, before.id.as_str(), limit)?;
    found.into_iter().map(ServiceRequest::try_from).collect()
}

/// Every case that waits, oldest first.
pub(crate) async fn all_open(tx: &mut Tx) -> Result<Vec<OpenCase>, StoreError> {
    Ok(rows!(tx, OpenCase, ALL_OPEN)?)
}

/// The person's cases that wait, oldest first.
pub(crate) async fn open_of_user(tx: &mut Tx, user: &UserId) -> Result<Vec<OpenCase>, StoreError> {
    Ok(rows!(tx, OpenCase, OPEN_OF_USER, user.as_str())?)
}

/// A case, if it waits.
pub(crate) async fn get_open(tx: &mut Tx, id: &ServiceRequestId) -> Result<Option<OpenCase>, StoreError> {
    Ok(row!(tx, OpenCase, GET_OPEN, id.as_str())?)
}

/// Answers a case; `false` where it does not wait.
pub(crate) async fn answer(tx: &mut Tx, id: &ServiceRequestId, answer: &str, now: Timestamp) -> Result<bool, StoreError> {
    Ok(run!(tx, ANSWER, answer, now.as_millisecond(), id.as_str())? == 1)
}
