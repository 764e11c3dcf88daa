//! What a removal took away: kept for 90 days, so that the same account can undo it.

use super::users::User;
use super::{StoreError, Tx};
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, RemovalRequestId, UserId};
use jiff::{SignedDuration, Timestamp};

/// How long roles and countries are kept.
pub(crate) const KEPT_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

const KEEP: &str = "INSERT INTO removals (id, user_id, account_id, removed_by, removed_at, keep_until, removal_request_id, affiliated_since, roles, \
                    explicit_country, directory_country) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const ANY: &str = "SELECT id FROM removals WHERE user_id = $1 AND account_id = $2 LIMIT 1";
const FORGET: &str = "DELETE FROM removals WHERE keep_until < $1";

/// Keeps what `user` has in `account`, before it is taken away; what was kept long enough goes.
pub(crate) async fn keep(
    tx: &mut Tx,
    id: &str,
    user: &User,
    account: &AccountId,
    by: &UserId,
    request: Option<&RemovalRequestId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let until = now.saturating_add(KEPT_FOR).unwrap_or(Timestamp::MAX);
    let roles = user.roles.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(" ");
    run!(tx, FORGET, now.as_millisecond())?;
    run!(
        tx,
        KEEP,
        id,
        user.id.as_str(),
        account.as_str(),
        by.as_str(),
        now.as_millisecond(),
        until.as_millisecond(),
        request.map(RemovalRequestId::as_str),
        user.affiliated_since.map(Timestamp::as_millisecond),
        &roles,
        user.explicit_country.as_ref().map(CountryCode::as_str),
        user.directory_country.as_ref().map(CountryCode::as_str),
    )?;
    Ok(())
}

/// Whether the person was removed from this account, as far as that is remembered.
pub(crate) async fn any_of_user_by(tx: &mut Tx, user: &UserId, account: &AccountId) -> Result<bool, StoreError> {
    Ok(row!(tx, (String,), ANY, user.as_str(), account.as_str())?.is_some())
}
