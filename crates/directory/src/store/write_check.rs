//! Whether the database takes writes, for whoever decides if this instance gets requests. The last attempt says it; where there was none of
//! late, or the last one failed, a small one is made.

use super::{FailureClass, Store, StoreError, metadata};
use jiff::Timestamp;
use std::time::Duration;

/// The fact that is written.
const FACT: &str = "write_check";
/// A write that succeeded so short a time ago shows that the next one would.
const FRESH: Duration = Duration::from_secs(5);
/// How much is written after a disk was full: the little that is left there, or in SQLite's log, is soon enough for a small write and not for
/// what people do.
const AMPLE: usize = 256 * 1024;
/// How long the attempt may take. Longer is a crowd: what was known before stands.
const LIMIT: Duration = Duration::from_secs(2);

impl Store {
    /// Whether something can be written. One attempt at a time, however many ask.
    ///
    /// # Errors
    /// Why it cannot.
    pub(crate) async fn check_writing(&self, now: Timestamp) -> Result<(), StoreError> {
        let Ok(_trying) = self.health.trying.try_lock() else { return self.health.verdict() };
        if self.health.wrote_within(FRESH) {
            return Ok(());
        }
        match tokio::time::timeout(LIMIT, self.write_something(now)).await {
            Ok(Err(error)) if error.class() != FailureClass::Conflict => Err(error),
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => self.health.verdict(),
        }
    }

    async fn write_something(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let was_full = self.health.verdict().is_err_and(|it| it.class() == FailureClass::Full);
        let padding = if was_full { " ".repeat(AMPLE) } else { String::new() };
        metadata::set(&mut tx, FACT, &format!("{now}{padding}")).await?;
        tx.commit().await
    }

    /// Whether the last attempt to write succeeded.
    pub(crate) fn is_writable(&self) -> bool {
        self.health.is_writable()
    }
}
