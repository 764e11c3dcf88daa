//! Opening a database only to read it: nothing is created, migrated or written, beside it neither. A record of events is evidence, and
//! whoever verifies it must find it, and leave it, as it is.
//!
//! SQLite's file keeps its newest part in a log beside it (`-wal`), which is read by way of an index (`-shm`) that every reader may write. So
//! there are three ways to a file. Where a service has it open, it is read beside that service, whose index is there already. Where nobody
//! has, and no log is left, SQLite is told that the file stays as it is, and makes nothing. Where nobody has and a log is left, as after a
//! crash, a copy of both is read.

use super::health::Health;
use super::{Opening, Pools, Store, StoreError, postgres, table_version};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::TempDir;

/// How often a copy is made anew where somebody wrote meanwhile.
const COPIES: usize = 3;

/// A database that can only be read.
pub struct ReadOnlyStore {
    store: Store,
    /// The file that nobody may write to meanwhile, as it was.
    untouched: Option<(PathBuf, Stamp)>,
    /// The copy that is read, which goes with it.
    _copy: Option<TempDir>,
}

impl Deref for ReadOnlyStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl ReadOnlyStore {
    /// Opens `sqlite:PATH` or `postgres://…`, which must be there, with the tables of this version of the program.
    ///
    /// # Errors
    /// [`StoreError`] where it is not, or cannot be read.
    pub async fn open(address: &str, opening: Opening) -> Result<Self, StoreError> {
        let opened = Self::open_any(address, opening).await?;
        if let Err(error) = opened.version().await {
            opened.store.close().await;
            return Err(error);
        }
        Ok(opened)
    }

    /// The same, whatever its tables are.
    ///
    /// # Errors
    /// [`StoreError`] where it is not there, or cannot be read.
    pub(crate) async fn open_any(address: &str, opening: Opening) -> Result<Self, StoreError> {
        Ok(match super::kind(address)? {
            super::Kind::Sqlite(path) => sqlite(Path::new(path)).await?,
            super::Kind::Postgres => {
                let health = Health::new(false);
                let pool = postgres::open_read_only(address, opening, &health).await?;
                Self { store: Store::of(Pools::Pg { reserved: pool.clone(), pool }, health), untouched: None, _copy: None }
            }
        })
    }

    /// The version of its tables.
    ///
    /// # Errors
    /// [`StoreError`] that says what to run, where they are not those of this version of the program.
    pub(crate) async fn version(&self) -> Result<i64, StoreError> {
        table_version::check(&self.store).await
    }

    /// Closes it.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where somebody began to write to it while it was read: what was read may be half old, half new.
    pub async fn close(self) -> Result<(), StoreError> {
        self.store.close().await;
        let Some((path, before)) = self.untouched else { return Ok(()) };
        let as_it_was = stamp(&path).is_ok_and(|it| it == before) && left_over(&path).is_empty();
        if as_it_was && is_open_elsewhere(&path).is_ok_and(|it| !it) { Ok(()) } else { Err(StoreError::Busy(path)) }
    }
}

async fn sqlite(path: &Path) -> Result<ReadOnlyStore, StoreError> {
    let failed = |cause| StoreError::Unreadable { path: path.to_owned(), cause };
    let about = match std::fs::metadata(path) {
        Ok(about) if about.is_file() => about,
        Ok(_) => return Err(StoreError::Missing(path.to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(StoreError::Missing(path.to_owned())),
        Err(cause) => return Err(failed(cause)),
    };
    if about.len() == 0 && !beside(path, "-wal").exists() {
        return Err(StoreError::NoTables);
    }
    // A link's file has its log beside itself.
    let real = std::fs::canonicalize(path).map_err(failed)?;
    if is_open_elsewhere(&real).map_err(failed)? {
        return Ok(ReadOnlyStore { store: connect(&real, false).await?, untouched: None, _copy: None });
    }
    if left_over(&real).is_empty() {
        let as_it_is = stamp(&real).map_err(failed)?;
        let store = connect(&real, true).await?;
        return Ok(ReadOnlyStore { store, untouched: Some((real, as_it_is)), _copy: None });
    }
    let original = real.clone();
    let copied =
        tokio::task::spawn_blocking(move || copy(&original)).await.map_err(std::io::Error::other).and_then(|it| it).map_err(failed)?;
    let Some((folder, file)) = copied else { return Err(StoreError::Busy(real)) };
    Ok(ReadOnlyStore { store: connect(&file, false).await?, untouched: None, _copy: Some(folder) })
}

async fn connect(path: &Path, immutable: bool) -> Result<Store, StoreError> {
    let health = Health::new(false);
    let readers = super::sqlite::open_read_only(path, immutable, &health).await?;
    Ok(Store::of(Pools::Lite { writer: readers.clone(), reserved: readers.clone(), readers }, health))
}

/// The name of a file that SQLite keeps beside its own.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Files beside it that hold what is not in the file itself yet.
fn left_over(path: &Path) -> Vec<&'static str> {
    let holds = |ending: &&str| std::fs::metadata(beside(path, ending)).is_ok_and(|it| it.len() > 0);
    ["-wal", "-journal"].into_iter().filter(holds).collect()
}

/// By what a file shows that it was written: its length, and when it changed.
type Stamp = (u64, Option<SystemTime>);

fn stamp(path: &Path) -> std::io::Result<Stamp> {
    let about = std::fs::metadata(path)?;
    Ok((about.len(), about.modified().ok()))
}

/// A copy of the file and what is left beside it, in a folder of its own; `None` where somebody writes at the same time.
fn copy(path: &Path) -> std::io::Result<Option<(TempDir, PathBuf)>> {
    for _ in 0..COPIES {
        let folder = tempfile::tempdir()?;
        let copy = folder.path().join("copy.sqlite3");
        let mut parts = vec![(path.to_owned(), copy.clone())];
        parts.extend(left_over(path).into_iter().map(|ending| (beside(path, ending), beside(&copy, ending))));
        let before = parts.iter().map(|it| stamp(&it.0)).collect::<std::io::Result<Vec<_>>>()?;
        for (from, to) in &parts {
            std::fs::copy(from, to)?;
        }
        let after = parts.iter().map(|it| stamp(&it.0)).collect::<std::io::Result<Vec<_>>>()?;
        if before == after {
            return Ok(Some((folder, copy)));
        }
    }
    Ok(None)
}

/// Whether another process has the file open: whoever has holds a lock on the index beside it for as long.
#[cfg(unix)]
fn is_open_elsewhere(path: &Path) -> std::io::Result<bool> {
    use rustix::fs::{FlockOperation, fcntl_lock};
    let index = match std::fs::OpenOptions::new().read(true).write(true).open(beside(path, "-shm")) {
        Ok(index) => index,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        // Not ours to lock: then it is another's, who may well have it open.
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => return Ok(true),
        Err(error) => return Err(error),
    };
    match fcntl_lock(&index, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => fcntl_lock(&index, FlockOperation::Unlock).map(|()| false).map_err(Into::into),
        Err(rustix::io::Errno::AGAIN | rustix::io::Errno::ACCESS) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Whether another process has the file open: while one has, its index cannot be deleted, so where one lies there somebody has.
#[cfg(not(unix))]
fn is_open_elsewhere(path: &Path) -> std::io::Result<bool> {
    Ok(beside(path, "-shm").exists())
}
