//! Who signs in as whom: issuer and subject, never an address.

use super::{Readers, StoreError, Tx};
use domicile_model::id::UserId;
use jiff::Timestamp;

const USER: &str = "SELECT user_id FROM identities WHERE issuer = $1 AND subject = $2";
const OF_USER: &str = "SELECT issuer FROM identities WHERE user_id = $1 LIMIT 1";
const LINK: &str = "INSERT INTO identities (issuer, subject, user_id, linked_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

/// Whom this identity is.
pub(crate) async fn user(tx: &mut Tx, issuer: &str, subject: &str) -> Result<Option<UserId>, StoreError> {
    Ok(row!(tx, (String,), USER, issuer, subject)?.map(|it| UserId::new(it.0)))
}

/// The same as a single statement.
pub(crate) async fn known(readers: Readers<'_>, issuer: &str, subject: &str) -> Result<Option<UserId>, StoreError> {
    Ok(row_without_tx!(readers, (String,), USER, issuer, subject)?.map(|it| UserId::new(it.0)))
}

/// Whether the person is bound to any identity.
pub(crate) async fn is_bound(tx: &mut Tx, user: &UserId) -> Result<bool, StoreError> {
    Ok(row!(tx, (String,), OF_USER, user.as_str())?.is_some())
}

/// Binds an identity; `false` where it is bound already.
pub(crate) async fn link(tx: &mut Tx, issuer: &str, subject: &str, user: &UserId, now: Timestamp) -> Result<bool, StoreError> {
    Ok(run!(tx, LINK, issuer, subject, user.as_str(), now.as_millisecond())? == 1)
}
