//! The lock around read, compare and replace, between processes. The system releases it when its holder dies.

use super::LOCK;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// The longest wait of a writer: far longer than any honest write takes.
const WRITER_WAITS: Duration = Duration::from_secs(10);
/// The longest wait of a reader, which only waits where what it read made no sense.
const READER_WAITS: Duration = Duration::from_millis(500);
const PAUSE: Duration = Duration::from_millis(2);

/// Holds the lock until dropped.
#[derive(Debug)]
pub(super) struct Held(#[expect(dead_code, reason = "dropping the file releases the lock")] File);

/// Waits to be the only one; [`io::ErrorKind::WouldBlock`] where another holds on for too long.
pub(super) fn exclusive(folder: &Path) -> io::Result<Held> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(folder.join(LOCK))?;
    wait(&file, WRITER_WAITS, File::try_lock)?;
    Ok(Held(file))
}

/// Waits until nobody writes; `None` where that cannot be had: then the reader has to live with what it sees.
pub(super) fn shared(folder: &Path) -> Option<Held> {
    let file = File::open(folder.join(LOCK)).ok()?;
    wait(&file, READER_WAITS, File::try_lock_shared).ok()?;
    Some(Held(file))
}

fn wait(file: &File, longest: Duration, attempt: impl Fn(&File) -> Result<(), TryLockError>) -> io::Result<()> {
    let began = Instant::now();
    loop {
        match attempt(file) {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if began.elapsed() >= longest => return Err(io::ErrorKind::WouldBlock.into()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
        }
    }
}
