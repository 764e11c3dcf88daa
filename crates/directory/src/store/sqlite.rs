//! Opening the SQLite file: owner-only, write-ahead log, every commit on the disk before it is answered.

use super::{StoreError, migrations};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How many connections read; as many again are kept for policies.
pub(super) const READERS: u32 = 4;

/// How long somebody waits for a connection, or for another program to finish writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The connections to a file.
pub(super) struct Opened {
    pub(super) writer: SqlitePool,
    pub(super) readers: SqlitePool,
    pub(super) reserved: SqlitePool,
}

/// Opens the file, brings its tables up to date.
pub(super) async fn open(path: &str) -> Result<Opened, StoreError> {
    let path = PathBuf::from(path);
    let failed = |source| StoreError::File { path: path.clone(), source };
    create(&path).map_err(failed)?;
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE);

    // SQLite has no migration lock of its own: two processes that start on a new file must not both create the tables. And who switches a
    // new file to the write-ahead log while another one opens it fails at once, whatever the time-out.
    let beside = path.clone();
    let lock = tokio::task::spawn_blocking(move || lock_beside(&beside)).await.map_err(std::io::Error::other);
    let lock = lock.and_then(|it| it).map_err(failed)?;
    let writer = pool(1).connect_with(options.clone()).await?;
    migrations::for_sqlite().run(&writer).await?;
    drop(lock);

    let reading = options.read_only(true);
    let readers = pool(READERS).connect_with(reading.clone()).await?;
    let reserved = pool(READERS).connect_with(reading).await?;
    Ok(Opened { writer, readers, reserved })
}

/// A connection to a file does not break while nobody uses it: it is not tried out each time.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE).test_before_acquire(false)
}

/// Creates the file, readable by its owner only; its log and shared memory take the same permissions from it.
fn create(path: &Path) -> std::io::Result<()> {
    let mut open = OpenOptions::new();
    open.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    open.open(path).map(drop)
}

/// Waits for the lock file beside the database; held until dropped.
fn lock_beside(path: &Path) -> std::io::Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".migrating");
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(PathBuf::from(name))?;
    file.lock()?;
    Ok(file)
}
