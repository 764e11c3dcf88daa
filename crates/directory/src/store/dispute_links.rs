//! Links of “This wasn't me”: what each takes back, for whom, until when. Only the hash of a link's token is here.

use super::columns::timestamp;
use super::{StoreError, Tx};
use domicile_model::id::UserId;
use jiff::Timestamp;

const PUT: &str = "INSERT INTO not_me_tokens (token_hash, kind, subject, user_id, expires_at) VALUES ($1, $2, $3, $4, $5)";
const FORGET: &str = "DELETE FROM not_me_tokens WHERE expires_at <= $1";
const GET: &str = "SELECT kind, subject, user_id, expires_at, used_at FROM not_me_tokens WHERE token_hash = $1";
const USE: &str = "UPDATE not_me_tokens SET used_at = $1 WHERE token_hash = $2 AND used_at IS NULL AND expires_at > $1";

/// A link as it stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DisputeLink {
    pub(crate) kind: String,
    pub(crate) subject: String,
    pub(crate) user: UserId,
    pub(crate) expires: Timestamp,
    pub(crate) used: Option<Timestamp>,
}

/// Keeps a new link; expired ones go.
pub(crate) async fn put(tx: &mut Tx, hash: &str, it: &DisputeLink, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, FORGET, now.as_millisecond())?;
    run!(tx, PUT, hash, it.kind.as_str(), it.subject.as_str(), it.user.as_str(), it.expires.as_millisecond())?;
    Ok(())
}

/// The link with this hash, used or not.
pub(crate) async fn get(tx: &mut Tx, hash: &str) -> Result<Option<DisputeLink>, StoreError> {
    let found = row!(tx, (String, String, String, i64, Option<i64>), GET, hash)?;
    let Some((kind, subject, user, expires, used)) = found else { return Ok(None) };
    Ok(Some(DisputeLink { kind, subject, user: UserId::new(user), expires: timestamp(expires)?, used: used.map(timestamp).transpose()? }))
}

/// Uses it up; `false` where it was used or is over.
pub(crate) async fn use_up(tx: &mut Tx, hash: &str, now: Timestamp) -> Result<bool, StoreError> {
    Ok(run!(tx, USE, now.as_millisecond(), hash)? == 1)
}
