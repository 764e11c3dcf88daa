//! A few connections to one file, lent one at a time in the order in which they are asked for.

use super::{PATIENCE, failure};
use crate::store::health::Health;
use crate::store::statement_cache::STATEMENTS;
use rusqlite::{Connection, OpenFlags};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

/// What connections are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Reading and writing.
    Write,
    /// Reading, beside others who write.
    Read,
    /// Reading what nobody writes to: SQLite takes no locks and makes no files.
    Immutable,
}

/// The connections. Cheap to clone.
#[derive(Clone)]
pub(crate) struct SqlitePool(Arc<Shared>);

struct Shared {
    access: Access,
    path: PathBuf,
    /// Statements that each connection begins with.
    pragmas: String,
    most: u32,
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<Open>>,
    health: Arc<Health>,
}

/// An open connection.
struct Open {
    on: Connection,
    since: Instant,
}

/// A connection that is lent; it goes back when it is dropped.
pub(crate) struct PooledConnection {
    open: Option<Open>,
    shared: Arc<Shared>,
    _permit: OwnedSemaphorePermit,
}

impl SqlitePool {
    /// At most so many connections to a file; none is made yet.
    pub(super) fn new(access: Access, path: &Path, pragmas: String, most: usize, health: &Arc<Health>) -> Self {
        Self(Arc::new(Shared {
            access,
            path: path.to_owned(),
            pragmas,
            most: u32::try_from(most).unwrap_or(u32::MAX),
            permits: Arc::new(Semaphore::new(most)),
            idle: Mutex::default(),
            health: Arc::clone(health),
        }))
    }

    /// A connection, as soon as it is this one's turn.
    ///
    /// # Errors
    /// None came free in time, the pool is closed, or the file cannot be opened.
    pub(crate) async fn acquire(&self) -> Result<PooledConnection, sqlx::Error> {
        let shared = &self.0;
        let permit = match tokio::time::timeout(PATIENCE, Arc::clone(&shared.permits).acquire_owned()).await {
            Ok(Ok(permit)) => permit,
            Ok(Err(_)) => return Err(sqlx::Error::PoolClosed),
            Err(_) => return Err(sqlx::Error::PoolTimedOut),
        };
        let kept = std::iter::from_fn(|| shared.idle().pop()).find(|it| !shared.health.is_retired(it.since.elapsed()));
        let open = match kept {
            Some(it) => it,
            None => off_the_loop(|| shared.open()).map_err(failure::of)?,
        };
        Ok(PooledConnection { open: Some(open), shared: Arc::clone(shared), _permit: permit })
    }

    /// What is known of the file.
    pub(super) fn health(&self) -> &Health {
        &self.0.health
    }

    /// Waits until every connection is back, and closes them. Nobody gets one any more.
    pub(crate) async fn close(&self) {
        // Closed already: then nothing is lent.
        if let Ok(all) = self.0.permits.acquire_many(self.0.most).await {
            self.0.permits.close();
            drop(all);
        }
        off_the_loop(|| self.0.idle().clear());
    }

    /// Whether all connections are lent.
    #[cfg(test)]
    pub(crate) fn is_exhausted(&self) -> bool {
        self.0.permits.available_permits() == 0
    }
}

impl Shared {
    fn idle(&self) -> MutexGuard<'_, Vec<Open>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> rusqlite::Result<Open> {
        // Each connection is used by one thread at a time.
        let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let on = match self.access {
            Access::Write => Connection::open_with_flags(&self.path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)?,
            Access::Read => Connection::open_with_flags(&self.path, flags | OpenFlags::SQLITE_OPEN_READ_ONLY)?,
            Access::Immutable => {
                let unusable = || rusqlite::Error::InvalidPath(self.path.clone());
                let mut address = Url::from_file_path(&self.path).map_err(|()| unusable())?;
                address.set_query(Some("immutable=1"));
                Connection::open_with_flags(address.as_str(), flags | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?
            }
        };
        on.busy_timeout(PATIENCE)?;
        on.set_prepared_statement_cache_capacity(STATEMENTS);
        on.execute_batch(&self.pragmas)?;
        Ok(Open { on, since: Instant::now() })
    }
}

impl Deref for PooledConnection {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        // It is there until it is dropped.
        match &self.open {
            Some(it) => &it.on,
            None => unreachable!("a connection that was given back"),
        }
    }
}

impl Drop for PooledConnection {
    fn drop(&mut self) {
        let Some(open) = self.open.take() else { return };
        // A transaction that was not committed never happened. A connection that cannot even say so is not used again.
        let usable = open.on.is_autocommit() || open.on.execute_batch("ROLLBACK").is_ok();
        if usable && !self.shared.permits.is_closed() {
            self.shared.idle().push(open);
        }
    }
}

/// Does something that may wait for the disk; others of this thread go on elsewhere, where there are other threads.
pub(crate) fn off_the_loop<T>(work: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    match Handle::try_current().map(|it| it.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        Ok(_) | Err(_) => work(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(most: usize) -> (tempfile::TempDir, SqlitePool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d é#?%.sqlite3");
        Connection::open(&path).unwrap().execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (a INTEGER)").unwrap();
        let pool = SqlitePool::new(Access::Write, &path, String::new(), most, &Health::new(true));
        (folder, pool)
    }

    #[tokio::test]
    async fn what_was_not_committed_is_gone_when_the_connection_is_back() {
        let (_folder, pool) = pool(1);
        let one = pool.acquire().await.unwrap();
        one.execute_batch("BEGIN IMMEDIATE; INSERT INTO t VALUES (1)").unwrap();
        assert!(pool.is_exhausted());
        drop(one);
        let other = pool.acquire().await.unwrap();
        assert!(other.is_autocommit());
        assert_eq!(other.query_row("SELECT COUNT(*) FROM t", (), |it| it.get::<_, i64>(0)).unwrap(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_a_connection_for_ever() {
        let (_folder, pool) = pool(1);
        let _one = pool.acquire().await.unwrap();
        assert!(matches!(pool.acquire().await, Err(sqlx::Error::PoolTimedOut)));
    }

    #[tokio::test]
    async fn closing_waits_for_what_is_lent_and_lends_nothing_more() {
        let (_folder, pool) = pool(2);
        let one = pool.acquire().await.unwrap();
        let closing = tokio::spawn({
            let pool = pool.clone();
            async move { pool.close().await }
        });
        tokio::task::yield_now().await;
        assert!(!closing.is_finished());
        drop(one);
        closing.await.unwrap();
        assert!(matches!(pool.acquire().await, Err(sqlx::Error::PoolClosed)));
        pool.close().await;
    }

    #[tokio::test]
    async fn a_connection_of_before_the_file_failed_is_not_lent_again() {
        let (_folder, pool) = pool(1);
        let made = |on: &PooledConnection| on.open.as_ref().map(|it| it.since);
        let first = made(&pool.acquire().await.unwrap());
        assert_eq!(made(&pool.acquire().await.unwrap()), first);
        pool.0.health.failed(&sqlx::Error::WorkerCrashed, false);
        assert_eq!(made(&pool.acquire().await.unwrap()), first, "a server that was lost says nothing of a file");
        let full_disk = failure::of(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(778), None));
        pool.0.health.failed(&full_disk, true);
        assert_ne!(made(&pool.acquire().await.unwrap()), first);
    }

    #[tokio::test]
    async fn a_file_of_any_name_is_read_as_it_stays() {
        let (folder, writing) = pool(1);
        writing.acquire().await.unwrap().execute_batch("INSERT INTO t VALUES (7)").unwrap();
        writing.close().await;
        let reading = SqlitePool::new(Access::Immutable, &writing.0.path, String::new(), 1, &Health::new(false));
        let on = reading.acquire().await.unwrap();
        assert_eq!(on.query_row("SELECT a FROM t", (), |it| it.get::<_, i64>(0)).unwrap(), 7);
        assert!(on.execute_batch("INSERT INTO t VALUES (8)").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is made beside it");
    }
}
