//! A transaction on the file; dropped without [`SqliteTransaction::commit`] it never happened.

use super::pool::{PooledConnection, SqlitePool, off_the_loop};
use super::{PATIENCE, failure};
use rusqlite::Connection;
use std::time::Duration;
use tokio::time::Instant;

/// How long to wait before looking again whether another program has finished writing: first, and at most.
const FIRST_WAIT: Duration = Duration::from_millis(1);
const LONGEST_WAIT: Duration = Duration::from_millis(50);

/// A transaction.
pub(crate) struct SqliteTransaction(PooledConnection);

impl SqliteTransaction {
    /// A consistent view for reading.
    ///
    /// # Errors
    /// No connection came free in time, or SQLite refuses.
    pub(crate) async fn begin_reading(pool: &SqlitePool) -> Result<Self, sqlx::Error> {
        let on = pool.acquire().await?;
        on.execute_batch("BEGIN").map_err(failure::of)?;
        Ok(Self(on))
    }

    /// For writing. A deferred transaction that turns into a writing one fails at once when another writes; an immediate one waits its turn,
    /// and nobody else of this thread with it.
    ///
    /// # Errors
    /// As for reading, and where another program writes for too long.
    pub(crate) async fn begin_writing(pool: &SqlitePool) -> Result<Self, sqlx::Error> {
        let on = pool.acquire().await?;
        let (until, mut wait) = (Instant::now() + PATIENCE, FIRST_WAIT);
        loop {
            match pool.health().while_writing(|| begin_at_once(&on)) {
                Ok(()) => return Ok(Self(on)),
                Err(error) if failure::is_busy(&error) && Instant::now() < until => {
                    tokio::time::sleep(wait).await;
                    wait = (2 * wait).min(LONGEST_WAIT);
                }
                Err(error) => return Err(failure::of(error)),
            }
        }
    }

    /// The connection, for a statement of this transaction.
    ///
    /// # Errors
    /// SQLite has ended the transaction by itself.
    pub(crate) fn connection(&self) -> Result<&Connection, sqlx::Error> {
        if self.0.is_autocommit() { Err(failure::ended_by_itself()) } else { Ok(&self.0) }
    }

    /// Makes everything that was done in it last.
    ///
    /// # Errors
    /// SQLite refuses; nothing happened then.
    pub(crate) fn commit(self) -> Result<(), sqlx::Error> {
        let on = self.connection()?;
        off_the_loop(|| on.execute_batch("COMMIT")).map_err(failure::of)
    }
}

/// Begins to write, or says at once that another program does. Whatever comes of it, and whoever gives up waiting, the connection goes on with the
/// patience that it had.
fn begin_at_once(on: &Connection) -> rusqlite::Result<()> {
    on.busy_timeout(Duration::ZERO)?;
    let begun = on.execute_batch("BEGIN IMMEDIATE");
    on.busy_timeout(PATIENCE)?;
    begun
}

#[cfg(test)]
mod tests {
    use super::super::pool::Access;
    use super::*;
    use crate::store::health::Health;

    fn file() -> (tempfile::TempDir, SqlitePool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d.sqlite3");
        Connection::open(&path).unwrap().execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (a INTEGER)").unwrap();
        let pool = SqlitePool::new(Access::Write, &path, String::new(), 2, &Health::new(true));
        (folder, pool)
    }

    #[tokio::test]
    async fn what_follows_a_transaction_that_ended_by_itself_is_refused() {
        let (_folder, pool) = file();
        let tx = SqliteTransaction::begin_writing(&pool).await.unwrap();
        // As SQLite does where the disk is full.
        tx.connection().unwrap().execute_batch("ROLLBACK").unwrap();
        assert!(tx.connection().is_err());
        assert!(tx.commit().is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_writer_waits_for_another_one_and_not_for_ever() {
        let (folder, pool) = file();
        let other = Connection::open(folder.path().join("d.sqlite3")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let refused = SqliteTransaction::begin_writing(&pool).await.map(|_| ()).unwrap_err();
        assert_eq!(refused.as_database_error().and_then(|it| it.code()).unwrap(), "5");
        // Whoever gives up half way, or is refused, leaves a connection that waits as it did.
        assert!(tokio::time::timeout(Duration::from_millis(20), SqliteTransaction::begin_writing(&pool)).await.is_err());
        let patience = pool.acquire().await.unwrap().query_row("PRAGMA busy_timeout", (), |it| it.get::<_, u32>(0)).unwrap();
        assert_eq!(u128::from(patience), PATIENCE.as_millis());
        let waiting = tokio::spawn({
            let pool = pool.clone();
            async move { SqliteTransaction::begin_writing(&pool).await.map(|_| ()) }
        });
        tokio::time::sleep(Duration::from_secs(1)).await;
        other.execute_batch("COMMIT").unwrap();
        waiting.await.unwrap().unwrap();
    }
}
