//! The system's password store, through `keyring-core`. Which store that is lies in the sibling files.
//!
//! The store is opened anew for every call: `keyring-core` alone would be told once, and a service that starts later, or comes
//! back, would never be found.

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod platform;
#[cfg(target_os = "macos")]
#[path = "macos.rs"]
mod platform;
#[cfg(windows)]
#[path = "windows.rs"]
mod platform;

use super::{Key, SecretStore, StoreError, key_of};
use keyring_core::{Entry, Error};
use secrecy::ExposeSecret;
use zeroize::Zeroizing;

/// What the store's own window shows as the program.
const SERVICE: &str = "domicile";

/// The system's store.
pub(crate) struct System;

impl System {
    fn entry(name: &str) -> Result<Entry, StoreError> {
        // Whatever keeps the store from being opened: there is none to be used.
        let store = platform::open().map_err(|e| StoreError::Missing(e.to_string()))?;
        store.build(SERVICE, name, Some(&platform::modifiers())).map_err(|e| error_of(&e))
    }
}

impl SecretStore for System {
    fn read(&self, entry: &str) -> Result<Option<Key>, StoreError> {
        match Self::entry(entry)?.get_secret() {
            Ok(bytes) => Ok(key_of(&Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(e) => Err(error_of(&e)),
        }
    }

    fn write(&self, entry: &str, key: &Key) -> Result<(), StoreError> {
        Self::entry(entry)?.set_secret(key.expose_secret()).map_err(|e| error_of(&e))
    }

    fn delete(&self, entry: &str) -> Result<(), StoreError> {
        match Self::entry(entry)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(e) => Err(error_of(&e)),
        }
    }
}

/// The debug form of some errors holds the secret's bytes; their text does not.
fn error_of(error: &Error) -> StoreError {
    match error {
        Error::NoStorageAccess(why) => StoreError::Locked(why.to_string()),
        Error::PlatformFailure(why) if platform::is_locked(&why.to_string()) => StoreError::Locked(why.to_string()),
        other => StoreError::Missing(other.to_string()),
    }
}
