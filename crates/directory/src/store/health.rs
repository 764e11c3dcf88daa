//! What is known of the database's health: whether the last attempt to write succeeded, and since when connections may be dead. Shared by
//! all connections of an instance; what one of them meets, the others need not meet again.

use super::StoreError;
use super::error::{FailureClass, class_of, is_lost, is_sqlite, text_of};
use jiff::Timestamp;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// After something looked dead, connections that are given back are tried out within a limit for so long.
const SUSPICION: Duration = Duration::from_secs(30);

/// How long a server may take to answer a statement of a service: longer than it lets one wait for a lock, shorter than a request may take.
/// Whoever waits for longer waits for a connection that died without a word.
const ANSWER: Duration = Duration::from_secs(7);
/// The same for a command of whoever runs it, which may read everything there is.
const ANSWER_TO_A_COMMAND: Duration = Duration::from_secs(600);

/// A statement that writes to a file takes longer where the disk does not answer. By then whoever waited to write has been sent away.
const DISK_HANGS: Duration = Duration::from_secs(5);

/// See the module.
#[derive(Debug)]
pub(super) struct Health {
    /// How long a server may take to answer.
    pub(super) answer: Duration,
    /// Whether it is that of a service, and not of a command.
    pub(super) serving: bool,
    began: Instant,
    /// Connections that were made before this moment are not used any more. Milliseconds since `began`, as below.
    retired: AtomicU64,
    /// A connection that rested since before this moment is tried out before it is used.
    suspected: AtomicU64,
    /// When a connection last proved to be alive.
    alive: AtomicU64,
    /// When the statement that writes to a file and is under way began; 0 where none is.
    writing_since: AtomicU64,
    writing: Mutex<Writing>,
    /// Held by whoever looks whether writing works: one at a time. What the last one found, if it was good.
    pub(super) looking: tokio::sync::Mutex<Option<Look>>,
}

/// A look that found that writing works.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// When that was, by the clock of the service.
    pub(super) at: Timestamp,
    /// How often something had been written by then.
    pub(super) write_count: u64,
    /// A moment after which something was written.
    pub(super) wrote_after: Timestamp,
}

/// How writing went of late.
#[derive(Debug, Default)]
struct Writing {
    /// How often it succeeded.
    count: u64,
    /// Why the last attempt failed, if it did.
    failed: Option<(FailureClass, String)>,
}

impl Health {
    /// `serving`: for a service.
    pub(super) fn new(serving: bool) -> Arc<Self> {
        Arc::new(Self {
            answer: if serving { ANSWER } else { ANSWER_TO_A_COMMAND },
            serving,
            began: Instant::now(),
            retired: AtomicU64::new(0),
            suspected: AtomicU64::new(0),
            alive: AtomicU64::new(0),
            writing_since: AtomicU64::new(0),
            writing: Mutex::default(),
            looking: tokio::sync::Mutex::default(),
        })
    }

    /// The present moment; never 0, which stands for never.
    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX).saturating_add(1)
    }

    fn ago(&self, time: Duration) -> u64 {
        self.now().saturating_sub(u64::try_from(time.as_millis()).unwrap_or(u64::MAX))
    }

    fn writing(&self) -> MutexGuard<'_, Writing> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Connections of before this moment are closed when it is their turn: the server takes no writes by them, or the file is another one.
    fn retire(&self) {
        self.retired.store(self.now(), Ordering::SeqCst);
    }

    /// Connections may have died without a word.
    pub(super) fn suspect(&self) {
        self.suspected.store(self.now(), Ordering::SeqCst);
    }

    /// Whether a connection of this age is not to be used any more.
    pub(super) fn is_retired(&self, age: Duration) -> bool {
        let retired = self.retired.load(Ordering::SeqCst);
        retired > 0 && self.ago(age) <= retired
    }

    /// Whether a connection that rested for so long may be dead.
    pub(super) fn is_suspected(&self, rest: Duration) -> bool {
        let suspected = self.suspected.load(Ordering::SeqCst);
        suspected > 0 && self.ago(rest) <= suspected
    }

    /// Whether something looked dead of late.
    pub(super) fn is_suspicious(&self) -> bool {
        let suspected = self.suspected.load(Ordering::SeqCst);
        suspected > 0 && self.ago(SUSPICION) <= suspected
    }

    /// A connection answered.
    pub(super) fn answered(&self) {
        self.alive.store(self.now(), Ordering::Relaxed);
    }

    /// Whether no connection answered for so long.
    pub(super) fn is_silent(&self, time: Duration) -> bool {
        self.alive.load(Ordering::Relaxed) < self.ago(time)
    }

    /// A statement failed. `writes`: it was part of an attempt to write.
    pub(super) fn failed(&self, error: &sqlx::Error, writes: bool) {
        let class = class_of(error);
        if is_lost(error) {
            // What is lost on a server is tried out; a file whose connection failed is opened anew.
            self.suspect();
            if is_sqlite(error) {
                self.retire();
            }
        }
        if class == FailureClass::ReadOnly {
            self.retire();
        }
        if writes {
            self.write_failed(class, text_of(error));
        }
    }

    /// An attempt to write failed. A conflict and a mistake of ours say nothing about whether the database takes writes.
    pub(super) fn write_failed(&self, class: FailureClass, cause: String) {
        match class {
            FailureClass::Conflict | FailureClass::Fault => return,
            FailureClass::Unavailable | FailureClass::ReadOnly | FailureClass::Full => {}
        }
        let mut writing = self.writing();
        if writing.failed.is_none() {
            tracing::error!(?class, cause, "the database takes no writes");
        }
        writing.failed = Some((class, cause));
    }

    /// Something was written, and lasts.
    pub(super) fn wrote(&self) {
        let mut writing = self.writing();
        writing.count += 1;
        if writing.failed.take().is_some() {
            tracing::info!("the database takes writes again");
        }
    }

    /// Carries out a statement that writes to a file, of which there is one at a time.
    pub(super) fn while_writing<T>(&self, statement: impl FnOnce() -> T) -> T {
        self.writing_since.store(self.now(), Ordering::Relaxed);
        let outcome = statement();
        self.writing_since.store(0, Ordering::Relaxed);
        outcome
    }

    /// Notices where such a statement does not come to its end: then nobody else can write either.
    pub(super) fn notice_hanging_disk(&self) {
        let began = self.writing_since.load(Ordering::Relaxed);
        if began > 0 && began <= self.ago(DISK_HANGS) {
            self.write_failed(FailureClass::Unavailable, format!("the disk has not answered for {} seconds", DISK_HANGS.as_secs()));
        }
    }

    /// How often something was written.
    pub(super) fn write_count(&self) -> u64 {
        self.writing().count
    }

    /// Why the last attempt to write failed, if it did.
    pub(super) fn verdict(&self) -> Result<(), StoreError> {
        match &self.writing().failed {
            Some((class, cause)) => Err(StoreError::WriteFailed { class: *class, cause: cause.clone() }),
            None => Ok(()),
        }
    }

    /// Whether the last attempt to write succeeded; `true` where there was none yet.
    pub(super) fn is_writable(&self) -> bool {
        self.writing().failed.is_none()
    }
}

/// A statement under way. Dropped without an outcome, it was given up: the connection may be dead.
pub(crate) struct UnderWay {
    health: Arc<Health>,
    writes: bool,
    ended: bool,
}

impl UnderWay {
    pub(super) fn new(health: &Arc<Health>, writes: bool) -> Self {
        Self { health: Arc::clone(health), writes, ended: false }
    }

    /// Carries it out on a file.
    pub(crate) fn on_file<T>(&self, statement: impl FnOnce() -> T) -> T {
        if self.writes { self.health.while_writing(statement) } else { statement() }
    }

    /// It came to this.
    pub(crate) fn ended<T>(mut self, outcome: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        self.ended = true;
        // A refusal is an answer as well.
        if matches!(outcome, Ok(_) | Err(sqlx::Error::Database(_))) {
            self.health.answered();
        }
        outcome.map_err(|error| {
            self.health.failed(&error, self.writes);
            StoreError::from(error)
        })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        if !self.ended {
            self.health.suspect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_connection_meets_concerns_those_that_were_there_before() {
        let health = Health::new(true);
        assert!(!health.is_retired(Duration::ZERO) && !health.is_suspected(Duration::ZERO) && !health.is_suspicious());
        health.suspect();
        health.retire();
        assert!(health.is_retired(Duration::from_secs(1)) && health.is_suspected(Duration::from_secs(1)) && health.is_suspicious());
    }

    #[test]
    fn a_disk_that_answers_late_is_no_longer_one_that_hangs() {
        let health = Health::new(true);
        let long_ago =
            Arc::new(Health { began: Instant::now().checked_sub(2 * DISK_HANGS).unwrap(), ..Arc::into_inner(Health::new(true)).unwrap() });
        for it in [&health, &long_ago] {
            it.notice_hanging_disk();
            it.while_writing(|| it.notice_hanging_disk());
            assert!(it.is_writable(), "nothing is under way, or not for long");
        }
        long_ago.while_writing(|| {
            long_ago.writing_since.store(1, Ordering::Relaxed);
            long_ago.notice_hanging_disk();
        });
        assert!(long_ago.verdict().is_err_and(|it| it.class() == FailureClass::Unavailable));
        long_ago.wrote();
        long_ago.notice_hanging_disk();
        assert!(long_ago.is_writable());
    }

    #[test]
    fn a_conflict_does_not_say_that_nothing_can_be_written() {
        let health = Health::new(true);
        health.write_failed(FailureClass::Conflict, "busy".into());
        assert!(health.is_writable() && health.verdict().is_ok());
        health.write_failed(FailureClass::Full, "full".into());
        assert!(!health.is_writable() && health.verdict().is_err_and(|it| it.class() == FailureClass::Full));
        health.wrote();
        assert!(health.is_writable() && health.write_count() == 1);
    }
}
