//! A store behind a thread of its own, one call at a time, with a time limit.

use super::{Key, SecretStore, StoreError, random_key, same};
use crate::failure::Cause;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tokio::sync::oneshot;

/// How long a call may take.
pub(crate) const LIMIT: Duration = Duration::from_secs(5);

type Job = Box<dyn FnOnce(&dyn SecretStore) + Send>;

/// A guarded store.
pub(crate) struct Keychain {
    jobs: mpsc::Sender<Job>,
    limit: Duration,
}

impl Keychain {
    /// Starts the thread. It ends with this value; a call that hangs keeps nobody from ending the process.
    pub(crate) fn new(store: Box<dyn SecretStore>, limit: Duration) -> std::io::Result<Self> {
        let (jobs, waiting) = mpsc::channel::<Job>();
        std::thread::Builder::new().name("domicile-keychain".to_owned()).spawn(move || {
            for job in waiting {
                // A panic of a store's library must not end the thread: the dropped answer is the answer.
                let _ = catch_unwind(AssertUnwindSafe(|| job(store.as_ref())));
            }
        })?;
        Ok(Self { jobs, limit })
    }

    /// Reads a key.
    pub(crate) async fn read(&self, entry: &str) -> Result<Option<Arc<Key>>, StoreError> {
        let entry = entry.to_owned();
        Ok(self.ask(move |store| store.read(&entry)).await?.map(Arc::new))
    }

    /// Reads the key, or makes one, writes it and reads it back. This is the probe: it fails where a write would fail later.
    pub(crate) async fn read_or_create(&self, entry: &str) -> Result<Arc<Key>, StoreError> {
        let entry = entry.to_owned();
        let key = self.ask(move |store| {
            match store.read(&entry) {
                Ok(Some(key)) => return Ok(key),
                // A file of somebody else is no key of ours; where the folder is the person's, one of our own takes its place.
                Err(StoreError::File(cause)) if matches!(*cause, Cause::NotYours { .. }) => {}
                Ok(None) => {}
                Err(error) => return Err(error),
            }
            let key = random_key()?;
            store.write(&entry, &key)?;
            match store.read(&entry)? {
                Some(kept) if same(&kept, &key) => Ok(key),
                _ => Err(StoreError::Missing("it did not keep what was written".to_owned())),
            }
        });
        Ok(Arc::new(key.await?))
    }

    /// Deletes a key.
    pub(crate) async fn delete(&self, entry: &str) -> Result<(), StoreError> {
        let entry = entry.to_owned();
        self.ask(move |store| store.delete(&entry)).await
    }

    async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&dyn SecretStore) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |store| {
            // Somebody who gave up while waiting for their turn does not want it done later.
            if !answer.is_closed() {
                let _ = answer.send(job(store));
            }
        });
        let stopped = || StoreError::Missing("it stopped unexpectedly".to_owned());
        self.jobs.send(job).map_err(|_| stopped())?;
        match tokio::time::timeout(self.limit, answered).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(stopped()),
            Err(_) => Err(StoreError::Timeout(self.limit.as_secs())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fake::{Fake, Mood};
    use super::*;

    #[tokio::test]
    async fn keeps_a_key_and_gives_the_same_again() {
        let store = Fake::default();
        let keychain = Keychain::new(Box::new(store.clone()), LIMIT).unwrap();
        assert!(keychain.read("a").await.unwrap().is_none());
        let key = keychain.read_or_create("a").await.unwrap();
        assert!(same(&key, &keychain.read_or_create("a").await.unwrap()));
        assert!(!same(&key, &keychain.read_or_create("b").await.unwrap()));
        keychain.delete("a").await.unwrap();
        assert_eq!(store.entries(), ["b"]);
    }

    #[tokio::test]
    async fn none_and_locked_are_two_answers() {
        for (mood, expected) in
            [(Mood::Missing, StoreError::Missing("fake".to_owned())), (Mood::Locked, StoreError::Locked("fake".to_owned()))]
        {
            let keychain = Keychain::new(Box::new(Fake::in_mood(mood)), LIMIT).unwrap();
            assert_eq!(keychain.read_or_create("a").await.unwrap_err(), expected);
        }
    }

    /// A store that reads "no entry" and takes no writes: found out before signing in.
    #[tokio::test]
    async fn the_probe_writes() {
        for mood in [Mood::ReadOnly, Mood::Forgetful] {
            let keychain = Keychain::new(Box::new(Fake::in_mood(mood)), LIMIT).unwrap();
            assert!(keychain.read("a").await.unwrap().is_none());
            assert!(matches!(keychain.read_or_create("a").await, Err(StoreError::Missing(_))));
        }
    }

    #[tokio::test]
    async fn a_store_that_hangs_costs_five_seconds_and_the_next_call_too() {
        let store = Fake::in_mood(Mood::Hanging);
        let keychain = Arc::new(Keychain::new(Box::new(store.clone()), LIMIT).unwrap());
        let read = |entry: &'static str| {
            let keychain = keychain.clone();
            tokio::spawn(async move { keychain.read(entry).await })
        };
        let first = read("a");
        // The thread is in the store's hands before the clock is.
        while store.calls().is_empty() {
            tokio::task::yield_now().await;
        }
        tokio::time::pause();
        let before = tokio::time::Instant::now();
        assert_eq!(first.await.unwrap().unwrap_err(), StoreError::Timeout(5));
        assert_eq!(read("b").await.unwrap().unwrap_err(), StoreError::Timeout(5));
        assert!(before.elapsed() >= LIMIT + Duration::from_secs(4), "{:?}", before.elapsed());
        // Released, the thread skips what nobody waits for any more and serves the next.
        tokio::time::resume();
        store.release();
        keychain.read_or_create("c").await.unwrap();
        assert_eq!(store.calls(), ["read a", "read c", "write c", "read c"]);
    }

    #[tokio::test]
    async fn a_store_that_panics_is_no_store() {
        let keychain = Keychain::new(Box::new(Fake::in_mood(Mood::Panicking)), LIMIT).unwrap();
        for _ in 0..2 {
            assert!(matches!(keychain.read("a").await, Err(StoreError::Missing(_))));
        }
    }
}
