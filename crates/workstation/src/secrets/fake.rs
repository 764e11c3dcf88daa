//! A store for tests, with the moods that real ones have; records its calls.

use super::{Key, SecretStore, StoreError, key_of};
use secrecy::ExposeSecret;
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mood {
    #[default]
    Fine,
    Missing,
    Locked,
    ReadOnly,
    Forgetful,
    Hanging,
    Panicking,
}

#[derive(Default)]
struct State {
    mood: Mood,
    keys: BTreeMap<String, [u8; 32]>,
    calls: Vec<String>,
}

#[derive(Clone, Default)]
pub(crate) struct Fake(Arc<(Mutex<State>, Condvar)>);

impl Fake {
    pub(crate) fn in_mood(mood: Mood) -> Self {
        let fake = Self::default();
        fake.set_mood(mood);
        fake
    }

    pub(crate) fn set_mood(&self, mood: Mood) {
        self.0.0.lock().unwrap().mood = mood;
        self.0.1.notify_all();
    }

    pub(crate) fn release(&self) {
        self.set_mood(Mood::Fine);
    }

    pub(crate) fn entries(&self) -> Vec<String> {
        self.0.0.lock().unwrap().keys.keys().cloned().collect()
    }

    pub(crate) fn calls(&self) -> Vec<String> {
        self.0.0.lock().unwrap().calls.clone()
    }

    fn enter(&self, call: String) -> Result<std::sync::MutexGuard<'_, State>, StoreError> {
        let mut state = self.0.0.lock().unwrap();
        state.calls.push(call);
        let mood = state.mood;
        match mood {
            Mood::Missing => Err(StoreError::Missing("fake".to_owned())),
            Mood::Locked => Err(StoreError::Locked("fake".to_owned())),
            Mood::Panicking => {
                drop(state);
                panic!("the store's library panics");
            }
            _ => Ok(self.0.1.wait_while(state, |it| it.mood == Mood::Hanging).unwrap()),
        }
    }
}

impl SecretStore for Fake {
    fn read(&self, entry: &str) -> Result<Option<Key>, StoreError> {
        Ok(self.enter(format!("read {entry}"))?.keys.get(entry).and_then(|bytes| key_of(bytes)))
    }

    fn write(&self, entry: &str, key: &Key) -> Result<(), StoreError> {
        let mut state = self.enter(format!("write {entry}"))?;
        match state.mood {
            Mood::ReadOnly => return Err(StoreError::Missing("fake".to_owned())),
            Mood::Forgetful => {}
            _ => drop(state.keys.insert(entry.to_owned(), *key.expose_secret())),
        }
        Ok(())
    }

    fn delete(&self, entry: &str) -> Result<(), StoreError> {
        self.enter(format!("delete {entry}"))?.keys.remove(entry);
        Ok(())
    }
}
