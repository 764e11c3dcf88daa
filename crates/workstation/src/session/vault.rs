//! Where the session is kept: encrypted on disk with its key in a store, or only in this process.

use super::info::Persistence;
use super::journal::{self, Journal};
use super::stored_session::{self, KeyLocation, Label, StoredSession};
use crate::atomic_file;
use crate::data_dir::DataDir;
use crate::failure::{Cause, Failure};
use crate::secrets::{Key, Keychain, entry_name};
use crate::settings::StoreChoice;
use secrecy::SecretString;
use std::sync::{Arc, Mutex, PoisonError};

/// Keeps the session of one data folder.
pub(crate) struct Vault {
    data_dir: DataDir,
    system: Keychain,
    file: Keychain,
    /// Keys that a store gave before: a store that locks later does not end a running session.
    keys: Mutex<Vec<(Label, Arc<Key>)>>,
    /// The session, where it is not kept on disk.
    in_memory: Mutex<Option<InMemory>>,
}

/// A session that ends with this process.
#[derive(Clone)]
struct InMemory {
    stored: StoredSession,
    why: Failure,
    /// Nothing on disk belongs to the same sign-in, or to the same person: its tokens are of no use to anybody later.
    only_here: bool,
}

/// Whom an earlier session belonged to, where it cannot be opened now: the issuer and its name for the person.
pub(crate) type LastKnown = Option<(String, String)>;

/// Where a session can be kept: found out before signing in.
pub(crate) enum Target {
    Disk { label: Label, key: Arc<Key> },
    InMemory(Failure),
}

/// Space on disk for the session that a refresh will bring; nothing to reserve where it is kept in memory.
pub(crate) enum Reservation {
    Disk { label: Label, key: Arc<Key>, journal: Journal },
    InMemory,
}

impl Reservation {
    /// Whether the refresh token was used is not known: that is remembered until a renewal ends.
    pub(crate) fn leave(self) {
        if let Self::Disk { journal, .. } = self {
            journal.leave();
        }
    }

    /// The issuer has answered, and nothing is to be kept.
    pub(crate) fn settle(self) {
        if let Self::Disk { journal, .. } = self {
            journal.settle();
        }
    }

    /// Whether an earlier renewal with this refresh token never ended here.
    pub(crate) fn follows_cut_off(&self) -> bool {
        match self {
            Self::Disk { journal, .. } => journal.follows_cut_off(),
            Self::InMemory => false,
        }
    }
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
    /// answer says so; what was kept of the same person stays then.
    pub(crate) async fn keep(&self, stored: StoredSession, target: Target, last_known: LastKnown) -> Persistence {
        let before = self.label_on_disk();
        let why = match target {
            Target::Disk { label, key } => match self.write(&stored, &label, &key, None) {
                Ok(()) => {
                    journal::forget(&self.data_dir);
                    *lock(&self.in_memory) = None;
                    if let Some(before) = before.filter(|it| *it != label) {
                        self.delete_key(&before).await;
                    }
                    return persistence(label.location);
                }
                Err(cause) => cause.into(),
            },
            Target::InMemory(why) => why,
        };
        let mut only_here = true;
        if let Some(before) = before {
            if self.may_be_of(&before, &stored, last_known).await {
                // A store that is locked now is not a session that is gone.
                only_here = false;
            } else {
                // Somebody else's session must not come back at the next start.
                if let Err(error) = atomic_file::remove(&self.data_dir.session()) {
                    tracing::warn!(%error, "the earlier session could not be deleted");
                }
                journal::forget(&self.data_dir);
                self.delete_key(&before).await;
            }
        }
        *lock(&self.in_memory) = Some(InMemory { stored, why: why.clone(), only_here });
        Persistence::ThisProcess(why)
    }

    /// Whether the session on disk may be the same person's as this one.
    async fn may_be_of(&self, label: &Label, stored: &StoredSession, last_known: LastKnown) -> bool {
        if label.entry != entry_name(self.data_dir.root(), &stored.issuer) {
            return false;
        }
        let file = atomic_file::read(&self.data_dir.session()).ok().flatten().unwrap_or_default();
        // A store that has just refused is not asked again; a file costs nothing.
        let key = match (self.remembered(label), label.location) {
            (None, KeyLocation::File) => self.key(label).await.ok().flatten(),
            (remembered, KeyLocation::File | KeyLocation::Keychain) => remembered,
        };
        match (key.and_then(|key| stored_session::open(&file, &key)), last_known) {
            (Some(kept), _) => kept.subject == stored.subject,
            (None, Some((issuer, subject))) => issuer == stored.issuer && subject == stored.subject,
            (None, None) => true,
        }
    }

    /// Signing in came to nothing: a key that was only made for it goes.
    pub(crate) async fn abandon(&self, target: Target) {
        if let Target::Disk { label, .. } = target
            && self.label_on_disk().as_ref() != Some(&label)
        {
            self.delete_key(&label).await;
        }
    }

    /// Goes on in this process with a session that the disk did not take.
    pub(crate) fn keep_in_memory(&self, stored: StoredSession, why: Failure) {
        *lock(&self.in_memory) = Some(InMemory { stored, why, only_here: false });
    }

    /// The session that nobody can use once this process has ended.
    pub(crate) fn take_unkept(&self) -> Option<StoredSession> {
        lock(&self.in_memory).take_if(|it| it.only_here).map(|it| it.stored)
    }

    fn replace_in_memory(&self, stored: StoredSession) {
        if let Some(held) = &mut *lock(&self.in_memory) {
            held.stored = stored;
        }
    }

    /// Reads the session: that of this process, else that on disk.
    ///
    /// # Errors
    /// Where the store of the key does not give it at the moment, or the file cannot be read. A damaged file or a lost key is not
    /// an error: such a session is gone.
    pub(crate) async fn load(&self) -> Result<Option<(StoredSession, Persistence)>, Cause> {
        if let Some(InMemory { stored, why, .. }) = lock(&self.in_memory).clone() {
            return Ok(Some((stored, Persistence::ThisProcess(why))));
        }
        let path = self.data_dir.session();
        let file = atomic_file::read(&path).map_err(|e| Cause::cannot_read(&path, &e))?;
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

    /// Takes over what a renewal that was cut off had written whole. Only under the lock.
    pub(crate) async fn recover(&self) -> Result<(), Cause> {
        let Some(bytes) = journal::read(&self.data_dir) else { return Ok(()) };
        let Some(label) = Label::of(&bytes) else { return Ok(()) };
        let key = self.key(&label).await?;
        if key.is_some_and(|key| stored_session::open(&bytes, &key).is_some()) {
            tracing::info!("a renewal was cut off after its answer had come: going on with it");
            journal::take(&self.data_dir).map_err(|e| self.cannot_write(&e))?;
        }
        Ok(())
    }

    /// Makes room for the next form of the loaded session, and notes that its refresh token is about to be used.
    pub(crate) async fn reserve(&self, persistence: &Persistence, issuer: &str, refresh: &SecretString) -> Result<Reservation, Cause> {
        let location = match persistence {
            Persistence::ThisProcess(_) => return Ok(Reservation::InMemory),
            Persistence::Keychain => KeyLocation::Keychain,
            Persistence::File => KeyLocation::File,
        };
        let label = Label { entry: entry_name(self.data_dir.root(), issuer), location };
        let key = self.key(&label).await?.ok_or(Cause::SignInNeeded)?;
        let len = atomic_file::read(&self.data_dir.session()).ok().flatten().map_or(0, |it| it.len());
        // Tokens grow a little from one refresh to the next.
        let journal = Journal::begin(&self.data_dir, refresh, len + 4096).map_err(|e| self.cannot_write(&e))?;
        Ok(Reservation::Disk { label, key, journal })
    }

    /// Puts the renewed session where room was reserved.
    pub(crate) fn renew(&self, stored: &StoredSession, reservation: Reservation) -> Result<(), Cause> {
        match reservation {
            Reservation::Disk { label, key, journal } => self.write(stored, &label, &key, Some(journal)),
            Reservation::InMemory => {
                self.replace_in_memory(stored.clone());
                Ok(())
            }
        }
    }

    /// Puts another form of the loaded session in its place: nothing is used up by it.
    pub(crate) async fn replace(&self, stored: &StoredSession, persistence: &Persistence) -> Result<(), Cause> {
        let location = match persistence {
            Persistence::ThisProcess(_) => {
                self.replace_in_memory(stored.clone());
                return Ok(());
            }
            Persistence::Keychain => KeyLocation::Keychain,
            Persistence::File => KeyLocation::File,
        };
        let label = Label { entry: entry_name(self.data_dir.root(), &stored.issuer), location };
        let key = self.key(&label).await?.ok_or(Cause::SignInNeeded)?;
        self.write(stored, &label, &key, None)?;
        journal::forget(&self.data_dir);
        Ok(())
    }

    /// Forgets the session of this data folder, and the key of that issuer. What other homes keep stays.
    pub(crate) async fn forget(&self) -> Result<(), Cause> {
        *lock(&self.in_memory) = None;
        let label = self.label_on_disk();
        atomic_file::remove(&self.data_dir.session()).map_err(|e| self.cannot_write(&e))?;
        journal::forget(&self.data_dir);
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

    fn write(&self, stored: &StoredSession, label: &Label, key: &Key, journal: Option<Journal>) -> Result<(), Cause> {
        let bytes = stored_session::seal(stored, label, key).ok_or_else(|| Cause::Unexpected { reason: "no randomness".to_owned() })?;
        match journal {
            Some(journal) => journal.commit(&bytes),
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
