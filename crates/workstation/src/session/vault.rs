//! Where the session is kept: encrypted on disk with its key in a store, or only in this process.

use super::held::{self, Held, KeyPlace, Label};
use super::who::Kept;
use crate::durable::{self, Reserved};
use crate::failure::{Cause, Failure};
use crate::home::Home;
use crate::secrets::{Key, Keychain, entry_name};
use crate::settings::StoreChoice;
use std::sync::{Arc, Mutex, PoisonError};

/// Keeps the session of one home.
pub(crate) struct Vault {
    home: Home,
    system: Keychain,
    file: Keychain,
    /// Keys that a store gave before: a store that locks later does not end a running session.
    keys: Mutex<Vec<(Label, Arc<Key>)>>,
    /// The session, where it is not kept on disk.
    here: Mutex<Option<(Held, Failure)>>,
}

/// Where a session can be kept: found out before signing in.
pub(crate) enum Place {
    Disk { label: Label, key: Arc<Key> },
    Here(Failure),
}

/// Space on disk for the session that a refresh will bring; nothing to reserve where it is kept in memory.
pub(crate) enum Room {
    Disk { label: Label, key: Arc<Key>, reserved: Reserved },
    Here(Failure),
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Vault {
    pub(crate) fn new(home: Home, system: Keychain, file: Keychain) -> Self {
        Self { home, system, file, keys: Mutex::default(), here: Mutex::default() }
    }

    fn store(&self, place: KeyPlace) -> &Keychain {
        match place {
            KeyPlace::Keychain => &self.system,
            KeyPlace::File => &self.file,
        }
    }

    /// Finds a place for the session of an issuer, writing a key as a probe.
    pub(crate) async fn place(&self, choice: StoreChoice, issuer: &str) -> Place {
        if let Err(cause) = self.home.prepare() {
            return Place::Here(cause.into());
        }
        let place = match choice {
            StoreChoice::Keychain => KeyPlace::Keychain,
            StoreChoice::File => KeyPlace::File,
        };
        let label = Label { entry: entry_name(self.home.root(), issuer), place };
        match self.store(place).read_or_create(&label.entry).await {
            Ok(key) => {
                self.remember(&label, &key);
                Place::Disk { label, key }
            }
            Err(error) => Place::Here(Cause::from(error).into()),
        }
    }

    /// Keeps a new session in its place, instead of the one before. Where the disk refuses, it is kept in this process, and that is
    /// said.
    pub(crate) async fn keep(&self, held: Held, place: Place) -> Kept {
        let before = self.label_on_disk();
        let (kept, label) = match place {
            Place::Disk { label, key } => match self.write(&held, &label, &key, None) {
                Ok(()) => {
                    *lock(&self.here) = None;
                    (kept(label.place), Some(label))
                }
                Err(cause) => (self.keep_here(held, cause.into()), None),
            },
            Place::Here(why) => (self.keep_here(held, why), None),
        };
        if label.is_none() && before.is_some() {
            // Somebody else's session must not come back at the next start.
            if let Err(error) = durable::remove(&self.home.session()) {
                tracing::warn!(%error, "the earlier session could not be deleted");
            }
        }
        if let Some(before) = before.filter(|it| Some(it) != label.as_ref()) {
            self.delete_key(&before).await;
        }
        kept
    }

    /// Signing in came to nothing: a key that was only made for it goes.
    pub(crate) async fn abandon(&self, place: Place) {
        if let Place::Disk { label, .. } = place
            && self.label_on_disk().as_ref() != Some(&label)
        {
            self.delete_key(&label).await;
        }
    }

    /// Keeps a session in this process only.
    pub(crate) fn keep_here(&self, held: Held, why: Failure) -> Kept {
        *lock(&self.here) = Some((held, why.clone()));
        Kept::ThisProcess(why)
    }

    /// Reads the session: that of this process, else that on disk.
    ///
    /// # Errors
    /// Where the store of the key does not give it at the moment, or the file cannot be read. A damaged file or a lost key is not
    /// an error: such a session is gone.
    pub(crate) async fn load(&self) -> Result<Option<(Held, Kept)>, Cause> {
        if let Some((held, why)) = lock(&self.here).clone() {
            return Ok(Some((held, Kept::ThisProcess(why))));
        }
        let path = self.home.session();
        let file = durable::read(&path).map_err(|e| Cause::CannotRead { path: path.display().to_string(), reason: e.to_string() })?;
        let Some(file) = file else { return Ok(None) };
        let Some(label) = Label::of(&file) else {
            tracing::warn!("session.bin is damaged: signed out");
            return Ok(None);
        };
        // Another process may have signed out and in again: then the key that we remember is an old one.
        let remembered = self.remembered(&label);
        if let Some(held) = remembered.and_then(|key| held::open(&file, &key)) {
            return Ok(Some((held, kept(label.place))));
        }
        lock(&self.keys).retain(|(it, _)| *it != label);
        let Some(key) = self.key(&label).await? else {
            tracing::warn!("the key of session.bin is gone: signed out");
            return Ok(None);
        };
        let held = held::open(&file, &key);
        if held.is_none() {
            tracing::warn!("session.bin does not open with its key: signed out");
        }
        Ok(held.map(|it| (it, kept(label.place))))
    }

    /// Makes room for the next form of the loaded session.
    pub(crate) async fn room(&self, kept: &Kept, issuer: &str) -> Result<Room, Cause> {
        let place = match kept {
            Kept::ThisProcess(why) => return Ok(Room::Here(why.clone())),
            Kept::Keychain => KeyPlace::Keychain,
            Kept::File => KeyPlace::File,
        };
        let label = Label { entry: entry_name(self.home.root(), issuer), place };
        let key = self.key(&label).await?.ok_or(Cause::SignInNeeded)?;
        let len = durable::read(&self.home.session()).ok().flatten().map_or(0, |it| it.len());
        // Tokens grow a little from one refresh to the next.
        let reserved = Reserved::beside(&self.home.session(), len + 4096).map_err(|e| self.cannot_write(&e))?;
        Ok(Room::Disk { label, key, reserved })
    }

    /// Puts the renewed session into its room.
    pub(crate) fn renew(&self, held: &Held, room: Room) -> Result<(), Cause> {
        match room {
            Room::Disk { label, key, reserved } => self.write(held, &label, &key, Some(reserved)),
            Room::Here(why) => {
                *lock(&self.here) = Some((held.clone(), why));
                Ok(())
            }
        }
    }

    /// Forgets the session of this home, and the key of that issuer. What other homes keep stays.
    pub(crate) async fn forget(&self) -> Result<(), Cause> {
        *lock(&self.here) = None;
        let label = self.label_on_disk();
        durable::remove(&self.home.session()).map_err(|e| self.cannot_write(&e))?;
        if let Some(label) = label {
            self.delete_key(&label).await;
        }
        Ok(())
    }

    fn label_on_disk(&self) -> Option<Label> {
        Label::of(&durable::read(&self.home.session()).ok()??)
    }

    async fn delete_key(&self, label: &Label) {
        lock(&self.keys).retain(|(it, _)| it != label);
        if let Err(error) = self.store(label.place).delete(&label.entry).await {
            // The key alone opens nothing any more.
            tracing::warn!(%error, "the key of the session could not be deleted");
        }
    }

    fn write(&self, held: &Held, label: &Label, key: &Key, reserved: Option<Reserved>) -> Result<(), Cause> {
        let bytes = held::seal(held, label, key).ok_or_else(|| Cause::Unexpected { reason: "no randomness".to_owned() })?;
        match reserved {
            Some(reserved) => reserved.commit(&bytes),
            None => durable::replace(&self.home.session(), &bytes),
        }
        .map_err(|e| self.cannot_write(&e))
    }

    async fn key(&self, label: &Label) -> Result<Option<Arc<Key>>, Cause> {
        if let Some(key) = self.remembered(label) {
            return Ok(Some(key));
        }
        let key = self.store(label.place).read(&label.entry).await?;
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
        Cause::CannotWrite { path: self.home.session().display().to_string(), reason: error.to_string() }
    }
}

fn kept(place: KeyPlace) -> Kept {
    match place {
        KeyPlace::Keychain => Kept::Keychain,
        KeyPlace::File => Kept::File,
    }
}
