//! Whether the database takes writes, for whoever decides if this instance gets requests. The last attempt says it; where there was none of
//! late, or the last one failed, a small one is made.

use super::health::Look;
use super::{FailureClass, Store, StoreError, metadata};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use uuid::Uuid;

/// The fact that is written.
const FACT: &str = "write_check";
/// A write that succeeded so short a time ago shows that the next one would.
const FRESH: SignedDuration = SignedDuration::from_secs(5);
/// How much has to find room after a disk was full, in bytes. On a full disk there is often some room left, in SQLite's log or in the last page
/// of a table, enough for a word and not for what people do; an instance that called itself ready for it would fail them. So it is more than
/// twice what any route writes: `write_room.rs` asks them all and holds what comes into SQLite's log against it (the most are 270 KiB, for
/// a person who is removed with requests open). What concerns thousands at once, as deleting a large group, may take more.
pub const WRITE_ROOM: usize = 640 * 1024;
/// How long the attempt may take. Longer is a crowd: what was known before stands.
const LIMIT: Duration = Duration::from_secs(2);

impl Store {
    /// Whether something can be written. One attempt at a time, however many ask.
    ///
    /// # Errors
    /// Why it cannot.
    pub(crate) async fn check_writing(&self, now: Timestamp) -> Result<(), StoreError> {
        self.health.notice_hanging_disk();
        let Ok(mut last) = self.health.looking.try_lock() else { return self.health.verdict() };
        let write_count = self.health.write_count();
        // What was written since the last look was written after it.
        let wrote_after = last.map(|it| if it.write_count == write_count { it.wrote_after } else { it.at });
        if let Some(wrote_after) = wrote_after
            && self.health.is_writable()
            && (SignedDuration::ZERO..FRESH).contains(&now.duration_since(wrote_after))
        {
            *last = Some(Look { at: now, write_count, wrote_after });
            return Ok(());
        }
        match tokio::time::timeout(LIMIT, self.write_something(now)).await {
            Ok(Err(error)) if error.class() != FailureClass::Conflict => Err(error),
            Ok(Ok(())) => {
                *last = Some(Look { at: now, write_count: self.health.write_count(), wrote_after: now });
                Ok(())
            }
            Ok(Err(_)) | Err(_) => {
                self.health.notice_hanging_disk();
                self.health.verdict()
            }
        }
    }

    async fn write_something(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let was_full = self.health.verdict().is_err_and(|it| it.class() == FailureClass::Full);
        let padding = if was_full { incompressible(WRITE_ROOM) } else { String::new() };
        metadata::set(&mut tx, FACT, &format!("{now}{padding}")).await?;
        tx.commit().await
    }

    /// Whether the last attempt to write succeeded.
    pub(crate) fn is_writable(&self) -> bool {
        self.health.is_writable()
    }
}

/// A text of so many bytes that takes as many on a disk: PostgreSQL compresses long texts, and blanks to next to nothing.
fn incompressible(length: usize) -> String {
    let bytes: Vec<u8> = std::iter::repeat_with(|| Uuid::new_v4().into_bytes()).take(length.div_ceil(16)).flatten().collect();
    let mut text = STANDARD.encode(bytes);
    text.truncate(length);
    text
}
