//! The lock around the decision to renew a session: between the tasks of this process, and between processes.

use crate::failure::Cause;
use domicile_policy::owner;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

/// How long another process may take.
pub(super) const PATIENCE: Duration = super::RENEWAL_LIMIT;
const STEP: Duration = Duration::from_millis(15);

/// Held until dropped; the system lets go of it when a process dies.
pub(super) struct LockGuard {
    _file: File,
}

/// Takes the lock. Asks again and again rather than blocking a thread, so that a caller can give up at any time.
pub(super) async fn take(path: &Path) -> Result<LockGuard, Cause> {
    let cannot = |it: std::io::Error| Cause::cannot_write(path, &it);
    let file = open(path).map_err(cannot)?;
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(LockGuard { _file: file }),
            Err(TryLockError::Error(e)) => return Err(cannot(e)),
            Err(TryLockError::WouldBlock) if tokio::time::Instant::now() >= deadline => return Err(Cause::SessionBusy),
            Err(TryLockError::WouldBlock) => tokio::time::sleep(STEP).await,
        }
    }
}

/// Opens the lock file, or makes it. One of another user, a link, or something else in its place says nothing: it goes, where the folder
/// is the person's, and one of our own takes its place.
fn open(path: &Path) -> std::io::Result<File> {
    match open_own(path) {
        Err(error) if is_in_the_way(path) => {
            std::fs::remove_file(path).map_err(|_| error)?;
            open_own(path)
        }
        opened => opened,
    }
}

/// Another user's, or no file. A folder may hold something, and stays.
fn is_in_the_way(path: &Path) -> bool {
    let found = path.symlink_metadata().map(|it| it.file_type());
    found.is_ok_and(|it| !it.is_dir() && (!it.is_file() || owner::other_than_me(path).is_some()))
}

fn open_own(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    owner::no_detour(&mut options);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    owner::give(&file, path)?;
    owner::check_file(&file, path)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_second_waits_for_the_first_and_gives_up_in_the_end() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("session.lock");
        let first = take(&path).await.unwrap();
        let before = tokio::time::Instant::now();
        assert!(matches!(take(&path).await, Err(Cause::SessionBusy)));
        assert!(before.elapsed() >= PATIENCE);
        let second = tokio::spawn({
            let path = path.clone();
            async move { take(&path).await.map(drop) }
        });
        tokio::task::yield_now().await;
        drop(first);
        second.await.unwrap().unwrap();
    }
}
