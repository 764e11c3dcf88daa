//! Linux: the Secret Service (GNOME Keyring, KWallet, KeePassXC) over D-Bus.

use keyring_core::{CredentialStore, Result};
use std::collections::HashMap;
use std::sync::Arc;

pub(super) fn open() -> Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

pub(super) fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::from([("label", "Domicile: key of the session")])
}

/// Writing into a locked collection comes back as a plain D-Bus error: its name tells.
pub(super) fn is_locked(text: &str) -> bool {
    text.contains("org.freedesktop.Secret.Error.IsLocked")
}
