//! The published policy keys: a JWS in general JSON form, signed by k of n root keys, and the replacements of the root that it may need.
//! Which key signs today is the service's affair.

use crate::claims::LATEST;
use crate::issue::IssueError;
use crate::json::Object;
use crate::jws::{self, General};
use crate::root::replace::{self, RootRefusal};
use crate::root::{Root, RootSigner};
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[cfg(test)]
mod tests;

/// The `typ` of every signature over a key set.
pub const TYP: &str = "policy-keys+jws";
/// The most keys in a set: enough for years, few enough to bound the work.
const MAX_KEYS: usize = 64;

/// One published policy key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyKey {
    /// Its id, as in a policy's header.
    pub kid: String,
    /// The raw public key.
    pub x: [u8; 32],
    /// It signs policies issued from here on (seconds) ...
    pub activates: i64,
    /// ... and before here.
    pub retires: i64,
    /// Nothing that it signed counts, whenever that was.
    pub revoked: bool,
}

/// What a key set says, before it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySetDraft {
    /// The operator's id, as in the root.
    pub issuer: String,
    /// Only grows.
    pub version: u64,
    /// Issued at (seconds).
    pub iat: i64,
    /// Not taken from the network from here on, and vouches for no policy issued later.
    pub exp: i64,
    /// The keys: past, present and to come.
    pub keys: Vec<PolicyKey>,
}

/// A key set that the root vouches for. Only [`verify_keyset`] makes one.
#[derive(Debug, Clone)]
pub struct KeySet {
    draft: KeySetDraft,
    ready: Vec<VerifyingKey>,
    /// The roots that led to it: the compiled-in one first, the one that signed it last.
    path: Vec<Root>,
}

impl KeySet {
    /// Its serial number.
    pub fn version(&self) -> u64 {
        self.draft.version
    }

    /// The end of its own validity (seconds).
    pub fn exp(&self) -> i64 {
        self.draft.exp
    }

    /// The published keys.
    pub fn keys(&self) -> &[PolicyKey] {
        &self.draft.keys
    }

    /// The serial number of the root that signed it.
    pub fn root_version(&self) -> u64 {
        self.path.last().map_or(0, Root::version)
    }

    /// Whether it may follow a key set that was taken before: its root is not older than that one's, and comes from it.
    pub(crate) fn follows(&self, kept: &Self) -> Result<(), RootRefusal> {
        let Some(known) = kept.path.last() else { return Ok(()) };
        if self.root_version() < known.version() {
            return Err(RootRefusal::RolledBack);
        }
        if self.path.contains(known) { Ok(()) } else { Err(RootRefusal::Equivocation) }
    }

    pub(crate) fn find(&self, kid: &str) -> Option<(&PolicyKey, &VerifyingKey)> {
        self.draft.keys.iter().zip(&self.ready).find(|(key, _)| key.kid == kid)
    }

    /// Says the same as the other, whoever of the root signed it.
    pub(crate) fn says_the_same_as(&self, other: &Self) -> bool {
        self.draft == other.draft
    }
}

/// Why a key set was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeySetRefusal {
    /// Larger than 1 MiB.
    #[error("the key set is larger than 1 MiB")]
    TooLarge,
    /// Not a key set at all.
    #[error("the key set cannot be read")]
    Malformed,
    /// Fewer root keys than needed signed it.
    #[error("the key set is not signed by enough root keys")]
    NotSigned,
    /// For another operator.
    #[error("the key set belongs to another operator")]
    WrongIssuer,
    /// Older than one seen before.
    #[error("the key set is older than one seen before")]
    RolledBack,
    /// The same version says something else than before.
    #[error("two key sets of the same version say different things")]
    Equivocation,
    /// Past its own end.
    #[error("the key set has expired")]
    Expired,
    /// A replacement of the root that it brings along was refused.
    #[error(transparent)]
    Root(#[from] RootRefusal),
}

impl KeySetRefusal {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "keyset_too_large",
            Self::Malformed => "keyset_malformed",
            Self::NotSigned => "keyset_not_signed",
            Self::WrongIssuer => "keyset_wrong_issuer",
            Self::RolledBack => "keyset_rolled_back",
            Self::Equivocation => "keyset_equivocation",
            Self::Expired => "keyset_expired",
            Self::Root(refusal) => refusal.code(),
        }
    }
}

#[derive(Serialize)]
struct Payload {
    issuer: String,
    version: u64,
    iat: i64,
    exp: i64,
    keys: Vec<Jwk>,
}

/// The same as it is read: keys one by one, since a later format may have some of another form.
#[derive(Deserialize)]
struct WrittenPayload<'a> {
    issuer: String,
    version: u64,
    iat: i64,
    exp: i64,
    #[serde(borrow)]
    keys: Vec<&'a RawValue>,
}

#[derive(Serialize, Deserialize)]
struct Jwk {
    kty: String,
    crv: String,
    kid: String,
    x: String,
    activates: i64,
    retires: i64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    revoked: bool,
}

/// Signs a key set with these root keys, as a JWS in general JSON form.
///
/// # Errors
/// [`IssueError::KeySet`] for a set that every reader would refuse.
pub fn sign_keyset(draft: &KeySetDraft, signers: &[RootSigner]) -> Result<String, IssueError> {
    let mut general = unsigned(draft)?;
    for signer in signers {
        general.sign(TYP, signer)?;
    }
    Ok(general.write()?)
}

/// The key set before anybody signed it.
pub(crate) fn unsigned(draft: &KeySetDraft) -> Result<General, IssueError> {
    let keys = draft.keys.iter().map(|key| Jwk {
        kty: "OKP".to_owned(),
        crv: "Ed25519".to_owned(),
        kid: key.kid.clone(),
        x: jws::encode(&key.x),
        activates: key.activates,
        retires: key.retires,
        revoked: key.revoked,
    });
    let payload = Payload { issuer: draft.issuer.clone(), version: draft.version, iat: draft.iat, exp: draft.exp, keys: keys.collect() };
    let json = serde_json::to_vec(&payload)?;
    read(&json).ok_or(IssueError::KeySet("its keys or dates are out of order"))?;
    Ok(General::unsigned(jws::encode(&json)))
}

/// Reads a key set that came from the network: signed by enough keys of the root that its replacements lead to, of the root's operator,
/// not below `lowest_version`, and not expired at `now` (seconds).
///
/// # Errors
/// The first reason to refuse it.
pub fn verify_keyset(bytes: &[u8], root: &Root, lowest_version: u64, now: i64) -> Result<KeySet, KeySetRefusal> {
    let set = verify_keyset_of_any_age(bytes, root, lowest_version)?;
    if now >= set.exp() { Err(KeySetRefusal::Expired) } else { Ok(set) }
}

/// The same without a look at its end.
pub(crate) fn verify_keyset_of_any_age(bytes: &[u8], root: &Root, lowest_version: u64) -> Result<KeySet, KeySetRefusal> {
    let set = verify_kept_keyset(bytes, root)?;
    if set.version() < lowest_version { Err(KeySetRefusal::RolledBack) } else { Ok(set) }
}

/// Reads a key set from the cache. Its `exp` is not judged by the clock here: an offline machine keeps its rights until the *policy*
/// ends, and a policy issued after the set's `exp` is refused in verification.
pub(crate) fn verify_kept_keyset(bytes: &[u8], root: &Root) -> Result<KeySet, KeySetRefusal> {
    if bytes.len() > jws::MAX_BYTES {
        return Err(KeySetRefusal::TooLarge);
    }
    let general = General::parse(bytes).ok_or(KeySetRefusal::Malformed)?;
    let path = replace::follow(root, &general.roots)?;
    let root = path.last().unwrap_or(root);
    if !general.is_signed_by(TYP, root) {
        return Err(KeySetRefusal::NotSigned);
    }
    let (draft, ready) = general.json().as_deref().and_then(read).ok_or(KeySetRefusal::Malformed)?;
    if draft.issuer == root.issuer() { Ok(KeySet { draft, ready, path }) } else { Err(KeySetRefusal::WrongIssuer) }
}

/// Reads what a key set says; `None` where it contradicts itself.
pub(crate) fn read(json: &[u8]) -> Option<(KeySetDraft, Vec<VerifyingKey>)> {
    let payload: WrittenPayload<'_> = serde_json::from_slice(json).ok()?;
    let dated = 0 <= payload.iat && payload.iat < payload.exp && payload.exp <= LATEST;
    if !dated || payload.keys.len() > MAX_KEYS {
        return None;
    }
    let mut keys: Vec<PolicyKey> = Vec::with_capacity(payload.keys.len());
    let mut ready = Vec::with_capacity(payload.keys.len());
    for written in &payload.keys {
        // Keys of a later format are passed over, and hide none of the others; a policy signed by one is "unknown key" to this build.
        let Ok(Object(jwk)) = serde_json::from_str::<Object<Jwk>>(written.get()) else { continue };
        if jwk.kty != "OKP" || jwk.crv != "Ed25519" {
            continue;
        }
        let x = <[u8; 32]>::try_from(jws::decode(jwk.x.as_bytes())?).ok()?;
        if jwk.kid.is_empty() || jwk.activates >= jwk.retires || keys.iter().any(|key| key.kid == jwk.kid) {
            return None;
        }
        ready.push(VerifyingKey::from_bytes(&x).ok()?);
        keys.push(PolicyKey { kid: jwk.kid.clone(), x, activates: jwk.activates, retires: jwk.retires, revoked: jwk.revoked });
    }
    let draft = KeySetDraft { issuer: payload.issuer.clone(), version: payload.version, iat: payload.iat, exp: payload.exp, keys };
    Some((draft, ready))
}
