//! The key in a file that only the owner can read: for computers without a password store, by explicit choice.

use super::{Key, SecretStore, StoreError, key_of};
use crate::atomic_file;
use crate::failure::Cause;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// `session.key`: one line, entry and key.
pub(crate) struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    pub(crate) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    fn unreadable(&self, error: &std::io::Error) -> StoreError {
        StoreError::File(Box::new(Cause::cannot_read(&self.path, error)))
    }

    fn unwritable(&self, error: &std::io::Error) -> StoreError {
        StoreError::File(Box::new(Cause::cannot_write(&self.path, error)))
    }
}

impl SecretStore for KeyFile {
    fn read(&self, entry: &str) -> Result<Option<Key>, StoreError> {
        let Some(bytes) = atomic_file::read(&self.path).map_err(|e| self.unreadable(&e))?.map(Zeroizing::new) else { return Ok(None) };
        let found = std::str::from_utf8(&bytes).ok().and_then(|text| text.trim_end().split_once(' '));
        Ok(found.filter(|(name, _)| *name == entry).and_then(|(_, key)| key_of(&Zeroizing::new(STANDARD.decode(key).ok()?))))
    }

    fn write(&self, entry: &str, key: &Key) -> Result<(), StoreError> {
        let line = Zeroizing::new(format!("{entry} {}\n", STANDARD.encode(key.expose_secret())));
        atomic_file::replace(&self.path, line.as_bytes()).map_err(|e| self.unwritable(&e))
    }

    fn delete(&self, entry: &str) -> Result<(), StoreError> {
        match self.read(entry)? {
            Some(_) => atomic_file::remove(&self.path).map_err(|e| self.unwritable(&e)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{random_key, same};
    use super::*;

    #[test]
    fn the_file_is_the_owners_and_serves_its_own_entry_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.key");
        let file = KeyFile::at(path.clone());
        assert!(file.read("mine").unwrap().is_none());
        let key = random_key().unwrap();
        file.write("mine", &key).unwrap();
        assert!(same(&key, &file.read("mine").unwrap().unwrap()));
        assert!(file.read("other").unwrap().is_none());
        file.delete("other").unwrap();
        assert!(path.exists());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        file.delete("mine").unwrap();
        assert!(!path.exists());
    }
}
