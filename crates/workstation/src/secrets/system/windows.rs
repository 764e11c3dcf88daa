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

#[cfg(test)]
mod tests {
    use super::super::super::{SecretStore as _, random_key, same};
    use super::super::{SERVICE, System};
    use super::*;

    #[ignore = "writes into the Credential Manager of whoever runs it; `cargo xtask windows` runs it in wine"]
    #[test]
    fn the_credential_manager_stores_reads_and_deletes_on_this_computer_only() {
        let name = format!("test-{}", uuid::Uuid::new_v4().simple());
        let key = random_key().unwrap();
        assert!(System.read(&name).unwrap().is_none());
        System.write(&name, &key).unwrap();
        assert!(same(&System.read(&name).unwrap().unwrap(), &key));
        let attributes = open().unwrap().build(SERVICE, &name, None).unwrap().get_attributes().unwrap();
        assert_eq!(attributes.get("persistence").map(String::as_str), Some("Local"), "{attributes:?}");
        System.delete(&name).unwrap();
        assert!(System.read(&name).unwrap().is_none());
        System.delete(&name).unwrap();
    }
}
