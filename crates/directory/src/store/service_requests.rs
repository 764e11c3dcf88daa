//! Cases for support.

use super::{StoreError, Tx};
use domicile_model::id::{AccountId, ServiceRequestId, UserId};
use jiff::Timestamp;

const OPEN: &str = "INSERT INTO service_requests (id, user_id, account_id, state, text, opened_at) VALUES ($1, $2, $3, 'open', $4, $5) \
                    ON CONFLICT DO NOTHING";
const SINCE: &str = "SELECT opened_at FROM service_requests WHERE user_id = $1 AND opened_at > $2 ORDER BY opened_at";

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
    rows!(tx, (i64,), SINCE, user.as_str(), since.as_millisecond())?.into_iter().map(|it| super::accounts::time(it.0)).collect()
}
