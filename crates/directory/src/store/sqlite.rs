//! Opening the SQLite file: owner-only, write-ahead log, every commit on the disk before it is answered. What the files beside it are for,
//! and who may hold them, is in `sqlite_files`.

use super::backend::STATEMENTS;
use super::health::Health;
use super::sqlite_files::{self, Lock};
use super::{Opening, StoreError, error, migrations, table_version};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How many connections read; as many again are kept for policies.
pub(super) const READERS: u32 = 4;

/// How long somebody waits for a connection, or for another program to finish writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How much of the file the connection that writes keeps in memory for a command: KiB, as SQLite wants it.
const FOR_A_COMMAND: &str = "-32768";
/// The same for each that reads: there are several.
const FOR_READING: &str = "-4096";

/// How long the log of a command may become before it is copied back: pages, 32 MiB. What is changed again and again is copied once.
const LOG_OF_A_COMMAND: &str = "8000";

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
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is deleted is overwritten, and not only forgotten where it was.
        .pragma("secure_delete", "ON")
        .busy_timeout(PATIENCE)
        .statement_cache_capacity(STATEMENTS);
    // Who serves many people at once has connections enough; a command that fills the file has one, and much to look up.
    let options = match opening.serving {
        true => options,
        false => options.pragma("cache_size", FOR_A_COMMAND).pragma("wal_autocheckpoint", LOG_OF_A_COMMAND),
    };

    // SQLite has no migration lock of its own: two processes that start on a new file must not both create the tables. And who switches a
    // new file to the write-ahead log while another one opens it fails at once, whatever the time-out.
    let locks = tokio::task::spawn_blocking(move || {
        sqlite_files::create(&path)?;
        let serving = opening.serving.then(|| sqlite_files::lock(&path, Lock::Serving)).transpose()?;
        Ok::<_, StoreError>((serving, sqlite_files::lock(&path, Lock::Migrating)?))
    });
    let (serving, migrating) = locks.await.map_err(|error| StoreError::FileRefused(error.to_string()))??;
    let writer = pool(1, health).connect_with(options.clone()).await?;
    if let Err(error) = migrations::for_sqlite().run(&writer).await {
        let made = sqlx::query_scalar::<_, Option<i64>>(table_version::NEWEST).fetch_one(&writer).await;
        return Err(error::of_migration(error, migrations::newest(), made.ok().flatten()));
    }
    drop(migrating);

    let reading = options.read_only(true);
    let reading = if opening.serving { reading } else { reading.pragma("cache_size", FOR_READING) };
    let readers = pool(READERS, health).connect_with(reading.clone()).await?;
    let reserved = pool(READERS, health).connect_with(reading).await?;
    Ok(Opened { writer, readers, reserved, serving })
}

/// A connection to a file does not break while nobody uses it: it is not tried out each time. But where SQLite has ended a transaction by
/// itself (no room, an error of the disk, no memory), the driver counts it as open for ever: begun anew on it, a transaction would be a
/// part of one that is none. Such a connection is thrown away, and so is one of before the file failed.
fn pool(connections: u32, health: &Arc<Health>) -> SqlitePoolOptions {
    let options = SqlitePoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE).test_before_acquire(false);
    let health = Arc::clone(health);
    options.before_acquire(move |connection, about| {
        let usable = !connection.is_in_transaction() && !health.is_retired(about.age);
        Box::pin(async move { Ok(usable) })
    })
}
