//! The SQLite file: owner-only, write-ahead log, every commit on the disk before it is answered. Statements are carried out on the thread that
//! asks: handing each over to another thread and back takes longer than most of them. What the files beside it are for, and who may hold
//! them, is in [`files`].

mod connection;
mod failure;
mod files;
mod pool;
#[macro_use]
mod row;
mod transaction;

pub(crate) use connection::{each, insert, row, rows, run};
pub(crate) use failure::of as failure_of;
pub(crate) use pool::{PooledConnection, SqlitePool, off_the_loop};
pub(crate) use row::FromSqliteRow;
pub(crate) use transaction::SqliteTransaction;

use super::health::Health;
use super::{Opening, StoreError, error, migrations, table_version};
use files::Lock;
use pool::Access;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How many connections read; as many again are kept for policies.
pub(super) const READERS: usize = 4;

/// How long somebody waits for a connection, or for another program to finish writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Every connection: what is deleted is overwritten, and not only forgotten where it was.
const ALWAYS: &str = "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;";
/// Whoever writes: each commit is on the disk before it is answered.
const WRITING: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
/// A command that fills the file has one connection, and much to look up (KiB, as SQLite wants it); what it changes again and again is copied
/// back once, so its log may become long (pages, 32 MiB).
const FOR_A_COMMAND: &str = "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8000;";
/// The same for each of its connections that reads: there are several.
const FOR_READING: &str = "PRAGMA cache_size = -4096;";

/// The connections to a file.
pub(super) struct Opened {
    pub(super) writer: SqlitePool,
    pub(super) readers: SqlitePool,
    pub(super) reserved: SqlitePool,
    /// Held by the one service on the file.
    pub(super) serving: Option<File>,
}

/// Opens the file, brings its tables up to date.
pub(super) async fn open(path: &str, opening: Opening, health: &Arc<Health>) -> Result<Opened, StoreError> {
    let path = PathBuf::from(path);
    // SQLite has no migration lock of its own: two processes that start on a new file must not both create the tables. And who switches a
    // new file to the write-ahead log while another one opens it fails at once, whatever the time-out.
    let file = path.clone();
    let locks = tokio::task::spawn_blocking(move || {
        files::create(&file)?;
        let serving = opening.serving.then(|| files::lock(&file, Lock::Serving)).transpose()?;
        Ok::<_, StoreError>((serving, files::lock(&file, Lock::Migrating)?))
    });
    let (serving, migrating) = locks.await.map_err(|error| StoreError::FileRefused(error.to_string()))??;
    migrate(&path).await?;
    drop(migrating);

    let command = if opening.serving { "" } else { FOR_A_COMMAND };
    let reading = if opening.serving { "" } else { FOR_READING };
    let writer = SqlitePool::new(Access::Write, &path, [ALWAYS, WRITING, command].concat(), 1, health);
    let reader = || SqlitePool::new(Access::Read, &path, [ALWAYS, reading].concat(), READERS, health);
    let (readers, reserved) = (reader(), reader());
    // What is wrong with the file is found out now, and not by whoever asks first.
    drop(writer.acquire().await?);
    drop(readers.acquire().await?);
    drop(reserved.acquire().await?);
    Ok(Opened { writer, readers, reserved, serving })
}

/// Connections that read a file and never write, for [`super::ReadOnlyStore`]. `immutable`: nobody writes to it meanwhile.
pub(super) async fn open_read_only(path: &Path, immutable: bool, health: &Arc<Health>) -> Result<SqlitePool, StoreError> {
    let access = if immutable { Access::Immutable } else { Access::Read };
    let pool = SqlitePool::new(access, path, ALWAYS.to_owned(), READERS, health);
    drop(pool.acquire().await?);
    Ok(pool)
}

/// Brings the tables up to date, on a connection of the migrator's.
async fn migrate(path: &Path) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("secure_delete", "ON")
        .busy_timeout(PATIENCE);
    let on = SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE).connect_with(options).await?;
    let outcome = match migrations::for_sqlite().run(&on).await {
        Ok(()) => Ok(()),
        Err(error) => {
            let made = sqlx::query_scalar::<_, Option<i64>>(table_version::NEWEST).fetch_one(&on).await;
            Err(error::of_migration(error, migrations::newest(), made.ok().flatten()))
        }
    };
    on.close().await;
    outcome
}
