//! The root of trust, compiled in. No file, setting or network can name another one; only a document that the old *and* the new root keys
//! signed replaces it ([`replace`]).

mod demo;
pub mod replace;

use crate::jws;
use ed25519_dalek::{SigningKey, VerifyingKey};

#[cfg(test)]
mod tests;

mod compiled {
    include!(concat!(env!("OUT_DIR"), "/root.rs"));

    pub(super) fn issuer() -> &'static str {
        ISSUER
    }

    pub(super) fn version() -> u64 {
        VERSION
    }

    pub(super) fn threshold() -> usize {
        THRESHOLD
    }

    pub(super) fn keys() -> &'static [(&'static str, [u8; 32])] {
        KEYS
    }
}

/// Who may vouch for policy keys: an operator's id, its root keys, and how many of them must sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    issuer: String,
    version: u64,
    threshold: usize,
    keys: Vec<(String, [u8; 32])>,
}

impl Root {
    /// The root that this build trusts.
    pub fn compiled_in() -> Self {
        let keys = compiled::keys().iter().map(|(kid, key)| ((*kid).to_owned(), *key)).collect();
        Self { issuer: compiled::issuer().to_owned(), version: compiled::version(), threshold: compiled::threshold(), keys }
    }

    /// The operator's id: `iss` of every policy.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Its serial number: rises by one with every replacement.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The ids and raw public keys.
    pub fn keys(&self) -> &[(String, [u8; 32])] {
        &self.keys
    }

    /// How many root keys must sign.
    pub fn threshold(&self) -> usize {
        self.threshold
    }

    pub(crate) fn find(&self, kid: &str) -> Option<(&str, VerifyingKey)> {
        let (kid, bytes) = self.keys.iter().find(|(it, _)| it == kid)?;
        Some((kid, VerifyingKey::from_bytes(bytes).ok()?))
    }
}

/// Whether this build trusts the public demo keys, so that anybody can issue policies to it. Shown in version and window.
pub fn is_demo() -> bool {
    compiled::keys().iter().any(|(_, key)| demo::PUBLIC.contains(key))
}

/// The private demo root keys, which are public knowledge: the service's `--demo` signs its key set with them. `None` in a build
/// with an operator's root, which has no use for them and does not contain them.
pub fn demo_signers() -> Option<Vec<RootSigner>> {
    #[cfg(demo_root)]
    return Some(demo::signers());
    #[cfg(not(demo_root))]
    return None;
}

/// A root key with its private part. Wiped from memory when dropped, never printed.
pub struct RootSigner {
    kid: String,
    key: SigningKey,
}

impl std::fmt::Debug for RootSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RootSigner").field("kid", &self.kid).finish_non_exhaustive()
    }
}

impl RootSigner {
    /// The root key with this id and 32-byte seed.
    pub fn from_seed(kid: impl Into<String>, seed: &[u8; 32]) -> Self {
        Self { kid: kid.into(), key: SigningKey::from_bytes(seed) }
    }

    /// The key's id.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The raw public key.
    pub fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> String {
        jws::sign(&self.key, bytes)
    }
}
