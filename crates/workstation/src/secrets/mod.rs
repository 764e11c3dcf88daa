//! The password store: keeps one 32-byte key per data folder and issuer, never a token.
//!
//! `SecretStore` is the seam: the system's store (`system`), or a file by explicit choice (`file`). Every call goes through
//! [`Keychain`]: on a thread of its own, one at a time, with a time limit, since a store may wait for a dialog for ever.

mod file;
mod keychain;
mod system;

pub(crate) use file::KeyFile;
pub(crate) use keychain::{Keychain, LIMIT};
pub(crate) use system::System;

use crate::failure::Cause;
use secrecy::{ExposeSecret, SecretBox};
use std::path::Path;

/// A key: never printed, wiped on drop.
pub type Key = SecretBox<[u8; 32]>;

/// Why a store did not do what was asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum StoreError {
    /// There is none, or it cannot be used at all.
    #[error("no store: {0}")]
    Missing(String),
    /// It is locked, or somebody declined to unlock it.
    #[error("locked: {0}")]
    Locked(String),
    /// It did not answer in time.
    #[error("no answer within {0} s")]
    Timeout(u64),
    /// The file that keeps the key cannot be read or written: for this reason, which says why.
    #[error("{0}")]
    File(Box<Cause>),
}

impl From<StoreError> for Cause {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Missing(reason) => Self::NoKeychain { reason },
            StoreError::Locked(reason) => Self::KeychainLocked { reason },
            StoreError::Timeout(seconds) => Self::KeychainTimeout { seconds },
            StoreError::File(cause) => *cause,
        }
    }
}

/// Where keys are kept. Calls block.
pub trait SecretStore: Send + 'static {
    /// Reads a key; `None` where there is none.
    fn read(&self, entry: &str) -> Result<Option<Key>, StoreError>;
    /// Writes a key.
    fn write(&self, entry: &str, key: &Key) -> Result<(), StoreError>;
    /// Deletes a key; one that is not there is fine.
    fn delete(&self, entry: &str) -> Result<(), StoreError>;
}

/// The name of the entry: several homes and issuers share one store and must not find each other's.
pub(crate) fn entry_name(home: &Path, issuer: &str) -> String {
    use sha2::{Digest, Sha256};
    // The same folder by another path is the same home.
    let home = std::fs::canonicalize(home).unwrap_or_else(|_| home.to_owned());
    let hash = Sha256::new_with_prefix(home.as_os_str().as_encoded_bytes()).chain_update([0]).chain_update(issuer).finalize();
    hash[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A new random key.
pub(crate) fn random_key() -> Result<Key, StoreError> {
    let mut key = Key::new(Box::new([0; 32]));
    getrandom::fill(secrecy::ExposeSecretMut::expose_secret_mut(&mut key)).map_err(|e| StoreError::Missing(e.to_string()))?;
    Ok(key)
}

/// A name that nobody can guess, for what is meant for one other program only.
pub(crate) fn random_name() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two keys are the same, in constant time.
pub(crate) fn same(one: &Key, other: &Key) -> bool {
    one.expose_secret().iter().zip(other.expose_secret()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// Reads a key from bytes of a store; any other length is no key of ours.
pub(crate) fn key_of(bytes: &[u8]) -> Option<Key> {
    let bytes: [u8; 32] = bytes.try_into().ok()?;
    Some(Key::new(Box::new(bytes)))
}

#[cfg(test)]
pub(crate) mod fake;
