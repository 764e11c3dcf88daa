//! Where the session is kept: encrypted on disk with its key in a store, or only in this process.

use super::info::Persistence;
use super::stored_session::{self, KeyLocation, Label, StoredSession};
use crate::atomic_file::{self, Reserved};
use crate::data_dir::DataDir;
use crate::failure::{Cause, Failure};
use crate::secrets::{Key, Keychain, entry_name};
use crate::settings::StoreChoice;
use std::sync::{Arc, Mutex, PoisonError};

/// Keeps the session of one data folder.
pub(crate) struct Vault {
    data_dir: DataDir,
    system: Keychain,
    file: Keychain,
    /// Keys that a store gave before: a store that locks later does not end a running session.
    keys: Mutex<Vec<(Label, Arc<Key>)>>,
    /// The session, where it is not kept on disk.
    in_memory: Mutex<Option<(StoredSession, Failure)>>,
}

/// Where a session can be kept: found out before signing in.
pub(crate) enum Target {
    Disk { label: Label, key: Arc<Key> },
    InMemory(Failure),
}

/// Space on disk for the session that a refresh will bring; nothing to reserve where it is kept in memory.
pub(crate) enum Reservation {
    Disk { label: Label, key: Arc<Key>, reserved: Reserved },
    InMemory(Failure),
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Vault {
    pub(crate) fn new(data_dir: DataDir, system: Keychain, file: Keychain) -> Self {
        Self { data_dir, system, file, keys: Mutex::default(), in_memory: Mutex::default() }
    }

    fn store(&self, location: KeyLocation) -> &Keychain {
        match location {
            KeyLocation::Keychain => &self.system,
            KeyLocation::File => &self.file,
        }
    }

    /// Finds a place for the session of an issuer, writing a key as a probe.
    pub(crate) async fn choose_target(&self, choice: StoreChoice, issuer: &str) -> Target {
        if let Err(cause) = self.data_dir.prepare() {
            return Target::InMemory(cause.into());
        }
        let location = match choice {
            StoreChoice::Keychain => KeyLocation::Keychain,
            StoreChoice::File => KeyLocation::File,
        };
        let label = Label { entry: entry_name(self.data_dir.root(), issuer), location };
        match self.store(location).read_or_create(&label.entry).await {
            Ok(key) => {
                self.remember(&label, &key);
                Target::Disk { label, key }
            }
            Err(error) => Target::InMemory(Cause::from(error).into()),
        }
    }

    /// Keeps a new session at its target, instead of the one before. Where the disk refuses, it is kept in this process, and the
    /// answer says so.
    pub(crate) async fn keep(&self, stored: StoredSession, target: Target) -> Persistence {
        let before = self.label_on_disk();
        let (persistence, label) = match target {
            Target::Disk { label, key } => match self.write(&stored, &label, &key, None) {
                Ok(()) => {
                    *lock(&self.in_memory) = None;
                    (persistence(label.location), Some(label))
                }
                Err(cause) => (self.keep_in_memory(stored, cause.into()), None),
            },
            Target::InMemory(why) => (self.keep_in_memory(stored, why), None),
        };
        if label.is_none() && before.is_some() {
            // Somebody else's session must not come back at the next start.
            if let Err(error) = atomic_file::remove(&self.data_dir.session()) {
                tracing::warn!(%error, "the earlier session could not be deleted");
            }
        }
        if let Some(before) = before.filter(|it| Some(it) != label.as_ref()) {
            self.delete_key(&before).await;
        }
        persistence
    }

    /// Signing in came to nothing: a key that was only made for it goes.
    pub(crate) async fn abandon(&self, target: Target) {
        if let Target::Disk { label, .. } = target
            && self.label_on_disk().as_ref() != Some(&label)
        {
            self.delete_key(&label).await;
        }
    }

    /// Keeps a session in this process only.
    pub(crate) fn keep_in_memory(&self, stored: StoredSession, why: Failure) -> Persistence {
        *lock(&self.in_memory) = Some((stored, why.clone()));
        Persistence::ThisProcess(why)
    }

    /// Reads the session: that of this process, else that on disk.
    ///
    /// # Errors
    /// Where the store of the key does not give it at the moment, or the file cannot be read. A damaged file or a lost key is not
    /// an error: such a session is gone.
    pub(crate) async fn load(&self) -> Result<Option<(StoredSession, Persistence)>, Cause> {
        if let Some((stored, why)) = lock(&self.in_memory).clone() {
            return Ok(Some((stored, Persistence::ThisProcess(why))));
        }
        let path = self.data_dir.session();
        let file = atomic_file::read(&path).map_err(|e| Cause::CannotRead { path: path.display().to_string(), reason: e.to_string() })?;
        let Some(file) = file else { return Ok(None) };
        let Some(label) = Label::of(&file) else {
            tracing::warn!("session.bin is damaged: signed out");
            return Ok(None);
        };
        // Another process may have signed out and in again: then the key that we remember is an old one.
        let remembered = self.remembered(&label);
        if let Some(stored) = remembered.and_then(|key| stored_session::open(&file, &key)) {
            return Ok(Some((stored, persistence(label.location))));
        }
        lock(&self.keys).retain(|(it, _)| *it != label);
        let Some(key) = self.key(&label).await? else {
            tracing::warn!("the key of session.bin is gone: signed out");
            return Ok(None);
        };
        let stored = stored_session::open(&file, &key);
        if stored.is_none() {
            tracing::warn!("session.bin does not open with its key: signed out");
        }
        Ok(stored.map(|it| (it, persistence(label.location))))
    }

    /// Makes room for the next form of the loaded session.
    pub(crate) async fn reserve(&self, persistence: &Persistence, issuer: &str) -> Result<Reservation, Cause> {
        let location = match persistence {
            Persistence::ThisProcess(why) => return Ok(Reservation::InMemory(why.clone())),
            Persistence::Keychain => KeyLocation::Keychain,
            Persistence::File => KeyLocation::File,
        };
        let label = Label { entry: entry_name(self.data_dir.root(), issuer), location };
        let key = self.key(&label).await?.ok_or(Cause::SignInNeeded)?;
        let len = atomic_file::read(&self.data_dir.session()).ok().flatten().map_or(0, |it| it.len());
        // Tokens grow a little from one refresh to the next.
        let reserved = Reserved::beside(&self.data_dir.session(), len + 4096).map_err(|e| self.cannot_write(&e))?;
        Ok(Reservation::Disk { label, key, reserved })
    }

    /// Puts the renewed session where room was reserved.
    pub(crate) fn renew(&self, stored: &StoredSession, reservation: Reservation) -> Result<(), Cause> {
        match reservation {
            Reservation::Disk { label, key, reserved } => self.write(stored, &label, &key, Some(reserved)),
            Reservation::InMemory(why) => {
                *lock(&self.in_memory) = Some((stored.clone(), why));
                Ok(())
            }
        }
    }

    /// Forgets the session of this data folder, and the key of that issuer. What other homes keep stays.
    pub(crate) async fn forget(&self) -> Result<(), Cause> {
        *lock(&self.in_memory) = None;
        let label = self.label_on_disk();
        atomic_file::remove(&self.data_dir.session()).map_err(|e| self.cannot_write(&e))?;
        if let Some(label) = label {
            self.delete_key(&label).await;
        }
        Ok(())
    }

    fn label_on_disk(&self) -> Option<Label> {
        Label::of(&atomic_file::read(&self.data_dir.session()).ok()??)
    }

    async fn delete_key(&self, label: &Label) {
        lock(&self.keys).retain(|(it, _)| it != label);
        if let Err(error) = self.store(label.location).delete(&label.entry).await {
            // The key alone opens nothing any more.
            tracing::warn!(%error, "the key of the session could not be deleted");
        }
    }

    fn write(&self, stored: &StoredSession, label: &Label, key: &Key, reserved: Option<Reserved>) -> Result<(), Cause> {
        let bytes = stored_session::seal(stored, label, key).ok_or_else(|| Cause::Unexpected { reason: "no randomness".to_owned() })?;
        match reserved {
            Some(reserved) => reserved.commit(&bytes),
            None => atomic_file::replace(&self.data_dir.session(), &bytes),
        }
        .map_err(|e| self.cannot_write(&e))
    }

    async fn key(&self, label: &Label) -> Result<Option<Arc<Key>>, Cause> {
        if let Some(key) = self.remembered(label) {
            return Ok(Some(key));
        }
        let key = self.store(label.location).read(&label.entry).await?;
        if let Some(key) = &key {
            self.remember(label, key);
        }
        Ok(key)
    }

    fn remembered(&self, label: &Label) -> Option<Arc<Key>> {
        lock(&self.keys).iter().find(|(it, _)| it == label).map(|(_, key)| key.clone())
    }

    fn remember(&self, label: &Label, key: &Arc<Key>) {
        let mut keys = lock(&self.keys);
        keys.retain(|(it, _)| it != label);
        keys.push((label.clone(), key.clone()));
    }

    fn cannot_write(&self, error: &std::io::Error) -> Cause {
        Cause::cannot_write(&self.data_dir.session(), error)
    }
}

fn persistence(location: KeyLocation) -> Persistence {
    match location {
        KeyLocation::Keychain => Persistence::Keychain,
        KeyLocation::File => Persistence::File,
    }
}
