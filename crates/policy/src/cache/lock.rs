//! The lock around read, compare and replace, between processes. The system releases it when its holder dies.

use super::LOCK;
use super::disk::{WriteError, attempt};
use super::fault_points::FaultPoint;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// The longest wait of a writer: far longer than any honest write takes.
const WRITER_WAITS: Duration = Duration::from_secs(10);
/// The longest wait of a reader, which only waits where what it read made no sense and somebody is writing.
const READER_WAITS: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(2);

/// Holds the lock until dropped.
#[derive(Debug)]
pub(super) struct LockGuard(#[expect(dead_code, reason = "dropping the file releases the lock")] File);

/// Waits to be the only one; [`io::ErrorKind::WouldBlock`] where another holds on for too long.
pub(super) fn exclusive(folder: &Path) -> Result<LockGuard, WriteError> {
    let path = folder.join(LOCK);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = attempt(FaultPoint::OpenLock, &path, || options.open(&path))?;
    attempt(FaultPoint::Lock, &path, || {
        let began = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(()),
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) if began.elapsed() >= WRITER_WAITS => return Err(io::ErrorKind::WouldBlock.into()),
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            }
        }
    })?;
    Ok(LockGuard(file))
}

/// Reads until it settles: while nobody writes, or between two writes where one follows the other. `None` where neither came in time
/// or the lock cannot be had at all: then the reader has to live with what it saw.
pub(super) fn settle<T>(folder: &Path, read: impl Fn() -> T, settled: impl Fn(&T) -> bool) -> Option<T> {
    let file = File::open(folder.join(LOCK)).ok()?;
    let began = Instant::now();
    loop {
        match file.try_lock_shared() {
            Ok(()) => return Some(read()),
            Err(TryLockError::Error(_)) => return None,
            Err(TryLockError::WouldBlock) => {
                let seen = read();
                if settled(&seen) {
                    return Some(seen);
                }
                if began.elapsed() >= READER_WAITS {
                    return None;
                }
                std::thread::sleep(PAUSE);
            }
        }
    }
}
