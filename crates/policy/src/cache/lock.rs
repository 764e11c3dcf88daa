//! The lock around read, compare and replace, between processes. The system releases it when its holder dies.

use super::LOCK;
use super::disk::{WriteError, attempt};
use super::fault_points::FaultPoint;
use crate::owner;
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
    let file = attempt(FaultPoint::OpenLock, &path, || match open(&path) {
        // Of another owner, or something else than a file: it says nothing, so one of our own takes its place.
        Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput) => {
            std::fs::remove_file(&path).map_err(|_| error)?;
            open(&path)
        }
        opened => opened,
    })?;
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

/// The lock file, made where there is none; never what a link in its place leads to.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    owner::no_detour(&mut options);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = !path.exists();
    let file = match options.open(path) {
        Err(_) if owner::is_link(path) => return Err(io::Error::new(io::ErrorKind::InvalidInput, "a link is in its place")),
        opened => opened?,
    };
    if made {
        owner::give(&file, path)?;
    }
    owner::check_file(&file, path)?;
    Ok(file)
}

/// Reads until it settles: while nobody writes, or between two writes where one follows the other. `None` where neither came in time
/// or the lock cannot be had at all: then the reader has to live with what it saw.
pub(super) fn settle<T>(folder: &Path, read: impl Fn() -> T, settled: impl Fn(&T) -> bool) -> Option<T> {
    let file = owner::open(&folder.join(LOCK)).ok()?;
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
