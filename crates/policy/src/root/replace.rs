//! Replacing the root: a document that the old *and* the new threshold signed, by the rules of The Update Framework. Each raises the
//! version by exactly one, so that a chain of them leads from the compiled-in root to today's. Where they are kept is elsewhere.

use super::Root;
use crate::jws::{self, General};
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};

/// The `typ` of every signature over a root.
pub const TYP: &str = "policy-root+jws";
/// The most replacements that are followed from one compiled-in root; a newer build begins later in the chain.
const MAX_REPLACEMENTS: usize = 16;
/// The most keys of a root.
const MAX_KEYS: usize = 64;

/// Why a replacement of the root was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RootRefusal {
    /// Not a root, or one that nobody could use: no keys, a key twice, a threshold of none or of more keys than there are.
    #[error("the new root cannot be read")]
    Malformed,
    /// Its version is not the next one.
    #[error("the new root does not follow the one before by exactly one version")]
    OutOfOrder,
    /// For another operator.
    #[error("the new root belongs to another operator")]
    WrongIssuer,
    /// Fewer keys of the old root than needed signed it.
    #[error("the new root is not signed by enough keys of the old one")]
    NotSignedByOld,
    /// Fewer keys of the new root than needed signed it.
    #[error("the new root is not signed by enough of its own keys")]
    NotSignedByNew,
    /// Older than one seen before.
    #[error("the root is older than one seen before")]
    RolledBack,
    /// Not the one that was taken before under the same version.
    #[error("two roots of the same version say different things")]
    Equivocation,
}

impl RootRefusal {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "root_malformed",
            Self::OutOfOrder => "root_out_of_order",
            Self::WrongIssuer => "root_wrong_issuer",
            Self::NotSignedByOld => "root_not_signed_by_old",
            Self::NotSignedByNew => "root_not_signed_by_new",
            Self::RolledBack => "root_rolled_back",
            Self::Equivocation => "root_equivocation",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Payload {
    issuer: String,
    version: u64,
    threshold: usize,
    keys: Vec<Jwk>,
}

#[derive(Serialize, Deserialize)]
struct Jwk {
    kty: String,
    crv: String,
    kid: String,
    x: String,
}

/// Follows replacements from `root`: every root on the way, the last one in force. Those that `root` has behind it already are passed
/// over unread but for their version: a newer build cannot check, and need not, what its own root replaced.
pub(crate) fn follow(root: &Root, documents: &[General]) -> Result<Vec<Root>, RootRefusal> {
    if documents.len() > MAX_REPLACEMENTS {
        return Err(RootRefusal::Malformed);
    }
    let mut path = vec![root.clone()];
    let mut before: Option<u64> = None;
    for document in documents {
        let next = document.json().as_deref().and_then(read).ok_or(RootRefusal::Malformed)?;
        if before.is_some_and(|it| it.checked_add(1) != Some(next.version)) {
            return Err(RootRefusal::OutOfOrder);
        }
        before = Some(next.version);
        if next.version <= root.version {
            continue;
        }
        path.push(succeed(path.last().unwrap_or(root), document, next)?);
    }
    Ok(path)
}

/// The new root, where it follows the old one.
fn succeed(old: &Root, document: &General, new: Root) -> Result<Root, RootRefusal> {
    if old.version.checked_add(1) != Some(new.version) {
        return Err(RootRefusal::OutOfOrder);
    }
    if !document.is_signed_by(TYP, old) {
        return Err(RootRefusal::NotSignedByOld);
    }
    if !document.is_signed_by(TYP, &new) {
        return Err(RootRefusal::NotSignedByNew);
    }
    if new.issuer == old.issuer { Ok(new) } else { Err(RootRefusal::WrongIssuer) }
}

/// What a root says, as JSON; the payload of a replacement, and what `DOMICILE_ROOT` names at build time.
pub(crate) fn write(root: &Root) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&payload(root))
}

/// The same for people to read.
pub(crate) fn write_pretty(root: &Root) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&payload(root))
}

fn payload(root: &Root) -> Payload {
    let keys = root.keys.iter();
    let keys = keys.map(|(kid, x)| Jwk { kty: "OKP".to_owned(), crv: "Ed25519".to_owned(), kid: kid.clone(), x: jws::encode(x) });
    Payload { issuer: root.issuer.clone(), version: root.version, threshold: root.threshold, keys: keys.collect() }
}

/// Reads what a root says; `None` for one that nobody could use.
pub(crate) fn read(json: &[u8]) -> Option<Root> {
    let payload: Payload = serde_json::from_slice(json).ok()?;
    let keys = payload.keys.iter().map(|jwk| {
        let known = jwk.kty == "OKP" && jwk.crv == "Ed25519";
        let x = <[u8; 32]>::try_from(jws::decode(jwk.x.as_bytes())?).ok()?;
        known.then(|| (jwk.kid.clone(), x))
    });
    checked(payload.issuer, payload.version, payload.threshold, keys.collect::<Option<_>>()?)
}

/// A root of these parts, if anybody could use it.
pub(crate) fn checked(issuer: String, version: u64, threshold: usize, keys: Vec<(String, [u8; 32])>) -> Option<Root> {
    let reachable = 1 <= threshold && threshold <= keys.len() && keys.len() <= MAX_KEYS;
    // The same key under two ids would count twice: different ids must be different keys, and of full strength.
    let distinct = keys.iter().enumerate().all(|(at, (kid, x))| !keys.iter().take(at).any(|(other, bytes)| other == kid || bytes == x));
    let strong = keys.iter().all(|(kid, x)| !kid.is_empty() && VerifyingKey::from_bytes(x).is_ok_and(|it| !it.is_weak()));
    (!issuer.is_empty() && version >= 1 && reachable && distinct && strong).then_some(Root { issuer, version, threshold, keys })
}
