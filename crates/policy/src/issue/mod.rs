//! Issuing a policy: the window it belongs to, its id, its signature. Deterministic: the same inputs give the same bytes on every
//! instance. Which rights somebody has is decided elsewhere; keeping the key is too.

use crate::claims::{DAY, Inconsistent, PolicyClaims, WINDOW};
use crate::jws;
use crate::keyset::PolicyKey;
use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha256};

#[cfg(test)]
mod tests;

/// The `typ` of a policy.
pub const TYP: &str = "policy+jwt";

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// Every reader would refuse it.
    #[error("the policy cannot be issued: {0}")]
    Inconsistent(Inconsistent),
    /// It would be larger than readers take.
    #[error("the document is larger than readers take")]
    TooLarge,
    /// A key set that readers would refuse.
    #[error("the key set cannot be signed: {0}")]
    KeySet(&'static str),
    /// It could not be written as JSON.
    #[error("cannot write the document")]
    Json(#[from] serde_json::Error),
}

impl From<Inconsistent> for IssueError {
    fn from(why: Inconsistent) -> Self {
        Self::Inconsistent(why)
    }
}

/// A policy key with its private part. Wiped from memory when dropped, never printed.
pub struct PolicySigner {
    kid: String,
    key: SigningKey,
}

impl std::fmt::Debug for PolicySigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PolicySigner").field("kid", &self.kid).finish_non_exhaustive()
    }
}

impl PolicySigner {
    /// The key with this id and 32-byte seed.
    pub fn from_seed(kid: impl Into<String>, seed: &[u8; 32]) -> Self {
        Self { kid: kid.into(), key: SigningKey::from_bytes(seed) }
    }

    /// The key's id.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public part for the key set: signs policies with `activates <= iat < retires` (seconds).
    pub fn public(&self, activates: i64, retires: i64) -> PolicyKey {
        PolicyKey { kid: self.kid.clone(), x: self.key.verifying_key().to_bytes(), activates, retires, revoked: false }
    }

    /// Signs a policy as a compact JWS. Sorts the entitlements and fills in `jti`, whatever stands there.
    ///
    /// # Errors
    /// [`IssueError::Inconsistent`] for claims that every reader would refuse, [`IssueError::TooLarge`] above 1 MiB.
    pub fn sign(&self, claims: &PolicyClaims) -> Result<String, IssueError> {
        let mut claims = claims.clone();
        claims.entitlements.sort_by(|a, b| a.product.cmp(&b.product));
        claims.consistent()?;
        claims.jti = String::new();
        claims.jti = jws::encode(Sha256::digest(serde_json::to_vec(&claims)?).get(..16).unwrap_or_default());
        self.sign_document(TYP, &claims)
    }

    /// Signs a document of that type as a compact JWS.
    pub(crate) fn sign_document(&self, typ: &str, claims: &impl serde::Serialize) -> Result<String, IssueError> {
        let mut document = jws::write_header(typ, &self.kid)?;
        document.push('.');
        document.push_str(&jws::encode(&serde_json::to_vec(claims)?));
        let signature = jws::sign(&self.key, document.as_bytes());
        document.push('.');
        document.push_str(&signature);
        if document.len() > jws::MAX_BYTES { Err(IssueError::TooLarge) } else { Ok(document) }
    }
}

/// The issue window that a policy falls into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// `iat` and `nbf`: the window's start, or the last change if later.
    pub iat: i64,
    /// `refreshAfter`: the window's end.
    pub refresh_after: i64,
}

impl Window {
    /// `exp` for so many offline days (at most 30 count).
    pub fn exp(&self, offline_days: u16) -> i64 {
        let days = i64::from(offline_days.min(crate::claims::MAX_OFFLINE_DAYS));
        self.iat.saturating_add(WINDOW + days * DAY)
    }
}

/// The window of `user` at `now`: 12 hours long, shifted by a hash of the user so that not everybody turns over at midnight.
/// `last_change` is when anything that the policy depends on last changed; all in seconds. A change dated after `now` counts as
/// `now`, so that no policy is issued from the future.
pub fn window(user: &str, now: i64, last_change: i64) -> Window {
    let hash = Sha256::digest(user.as_bytes());
    let shift = hash.iter().take(4).fold(0_i64, |sum, byte| (sum << 8) | i64::from(*byte)) % WINDOW;
    let start = (now - shift).div_euclid(WINDOW) * WINDOW + shift;
    Window { iat: start.max(last_change.min(now)), refresh_after: start + WINDOW }
}
