//! Windows: the Credential Manager, on this computer only (the default roams with the profile).

use keyring_core::{CredentialStore, Result};
use std::collections::HashMap;
use std::sync::Arc;

pub(super) fn open() -> Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

pub(super) fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::from([("persistence", "local")])
}

/// Windows has no locked state of its own while somebody is signed in.
pub(super) fn is_locked(_text: &str) -> bool {
    false
}
