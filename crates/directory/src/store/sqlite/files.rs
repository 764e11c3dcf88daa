//! The SQLite file and the two lock files beside it: made and kept for their owner only, never reached by a link, and waited for within
//! limits. The locks are the system's, so they end with the process that holds them, however that ends.

use super::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long whoever starts waits for another one who brings the tables up to date.
const MIGRATION: Duration = Duration::from_secs(30);
/// How often it looks meanwhile.
const LOOK: Duration = Duration::from_millis(20);

/// What a lock is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lock {
    /// One at a time brings the tables up to date.
    Migrating,
    /// One service works on the file.
    Serving,
}

impl Lock {
    /// What is appended to the file's name.
    fn suffix(self) -> &'static str {
        match self {
            Self::Migrating => ".migrating",
            Self::Serving => ".serving",
        }
    }

    /// How long it is waited for.
    fn patience(self) -> Duration {
        match self {
            Self::Migrating => MIGRATION,
            Self::Serving => Duration::ZERO,
        }
    }

    /// That somebody else has it.
    fn taken(self, path: &Path, lock: &Path) -> String {
        let (path, lock) = (path.display(), lock.display());
        match self {
            Self::Migrating => format!(
                "Another process has been bringing the database file {path} up to date for {} seconds: wait until it has ended, or end it (it holds {lock}).",
                MIGRATION.as_secs()
            ),
            Self::Serving => format!(
                "Another service works on the database file {path}: end that one first, or use PostgreSQL, which several may share (it holds {lock})."
            ),
        }
    }
}

/// Makes the file if it is not there. What SQLite puts beside it takes the same permissions.
pub(super) fn create(path: &Path) -> Result<(), StoreError> {
    prepare(path)?;
    for beside in ["-wal", "-shm"].map(|it| named(path, it)).into_iter().filter(|it| it.symlink_metadata().is_ok()) {
        prepare(&beside)?;
    }
    Ok(())
}

/// Takes a lock beside the database file; held until dropped.
pub(super) fn lock(path: &Path, lock: Lock) -> Result<File, StoreError> {
    lock_within(path, lock, lock.patience())
}

fn lock_within(path: &Path, lock: Lock, patience: Duration) -> Result<File, StoreError> {
    // By whatever way the file is reached, it has one lock.
    let place = path.canonicalize().map_err(|cause| StoreError::File { path: path.to_owned(), cause })?;
    let name = named(&place, lock.suffix());
    let file = owned(&name)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begun.elapsed() < patience => sleep(LOOK),
            Err(TryLockError::WouldBlock) => return Err(StoreError::FileRefused(lock.taken(path, &name))),
            // SQLite's own locks would do as little there, and its log needs memory that processes share.
            Err(TryLockError::Error(cause)) => {
                return Err(StoreError::FileRefused(format!(
                    "The folder of the database file {} knows no file locks ({cause}), so nobody could keep two services from spoiling it: put it on a disk of this machine, or use PostgreSQL.",
                    path.display()
                )));
            }
        }
    }
}

fn named(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Opens a file beside the database for writing, made if it is not there.
fn owned(path: &Path) -> Result<File, StoreError> {
    prepare(path)?;
    let mut open = OpenOptions::new();
    open.write(true);
    #[cfg(unix)]
    no_link(&mut open);
    open.open(path).map_err(|cause| StoreError::File { path: path.to_owned(), cause })
}

#[cfg(unix)]
fn no_link(open: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    open.mode(0o600).custom_flags(i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or_default());
}

/// Makes a file if it is not there; refuses a link, and closes the file to others. One that is there is not opened: whoever closes a file
/// of SQLite's gives back the locks that its process holds on it.
fn prepare(path: &Path) -> Result<(), StoreError> {
    let failed = |cause: io::Error| StoreError::File { path: path.to_owned(), cause };
    let mut open = OpenOptions::new();
    open.write(true).create_new(true);
    #[cfg(unix)]
    no_link(&mut open);
    match open.open(path) {
        Ok(_) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(cause) => return Err(failed(cause)),
    }
    let about = path.symlink_metadata().map_err(failed)?;
    if about.is_symlink() {
        return Err(StoreError::FileRefused(format!(
            "{} is a link: name the database file itself. Whoever may change the link would choose what the service writes to.",
            path.display()
        )));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = about.permissions().mode();
        if mode & 0o077 != 0 {
            tracing::warn!(path = %path.display(), mode = format!("{:o}", mode & 0o777), "others could read a file of the database: not any more");
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).map_err(|cause| {
                StoreError::FileRefused(format!(
                    "{} can be read or written by others on this machine, and that cannot be changed ({cause}): make it its owner's only.",
                    path.display()
                ))
            })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Field case L4: the lock of whoever brings the tables up to date is its owner's only, and waited for within limits.
    #[test]
    fn a_lock_that_is_held_is_refused_with_whose_it_is_and_free_once_it_is_given_back() {
        assert_eq!(Lock::Migrating.patience(), Duration::from_secs(30));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d.sqlite3");
        create(&path).unwrap();
        for (kind, says) in [(Lock::Migrating, "bringing the database file"), (Lock::Serving, "Another service")] {
            let held = lock(&path, kind).unwrap();
            let refused = lock_within(&path, kind, Duration::from_millis(50)).unwrap_err().to_string();
            assert!(refused.contains(says) && refused.contains("d.sqlite3"), "{refused}");
            drop(held);
            lock(&path, kind).unwrap();
        }
    }

    /// By whatever way the file is reached, it has one lock.
    #[cfg(unix)]
    #[test]
    fn a_folder_reached_by_a_link_has_the_same_lock() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("real")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("real"), folder.path().join("link")).unwrap();
        let (real, link) = (folder.path().join("real/d.sqlite3"), folder.path().join("link/d.sqlite3"));
        create(&real).unwrap();
        let _held = lock(&real, Lock::Serving).unwrap();
        assert!(lock(&link, Lock::Serving).is_err());
    }
}
