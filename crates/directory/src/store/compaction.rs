//! Nothing of what was deleted is left in the files: free pages, the log beside an SQLite file, dead rows of PostgreSQL. Beside a running
//! service, which goes on meanwhile.

use super::personal_data::TABLES;
use super::{Pools, Store, StoreError, sqlite};
use sqlx::AssertSqlSafe;

/// How far it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compacted {
    /// SQLite: the file was written anew and its log is empty.
    Whole,
    /// SQLite: somebody wrote or read for so long that the file could not be written anew, or its log not be emptied.
    InUse,
    /// PostgreSQL: dead rows are free room. Their bytes stay until that room is used, or the tables are written anew.
    DeadRows,
    /// PostgreSQL: the tables were written anew.
    Rewritten,
}

impl Store {
    /// Writes the file anew, or the server's tables. `rewrite`: on PostgreSQL each table as a whole, while nobody else may use it.
    ///
    /// # Errors
    /// [`StoreError`] where the database refuses for another reason than that it is in use.
    pub async fn compact(&self, rewrite: bool) -> Result<Compacted, StoreError> {
        match &self.pools {
            Pools::Lite { writer, .. } => {
                let connection = writer.acquire().await?;
                match sqlite::run(&connection, "VACUUM", &[]) {
                    Ok(_) => {}
                    Err(error) if is_busy(&error) => return Ok(Compacted::InUse),
                    Err(error) => return Err(error.into()),
                }
                let done: Option<(i64, i64, i64)> = sqlite::row(&connection, "PRAGMA wal_checkpoint(TRUNCATE)", &[])?;
                Ok(if done.is_some_and(|(busy, _, _)| busy == 0) { Compacted::Whole } else { Compacted::InUse })
            }
            Pools::Pg { pool, .. } => {
                let mut connection = pool.acquire().await?;
                // What the planner knows of a column are samples of it: taken anew as well.
                let how = if rewrite { "VACUUM (FULL, ANALYZE)" } else { "VACUUM (ANALYZE)" };
                for table in TABLES {
                    sqlx::query(AssertSqlSafe(format!("{how} {}", table.name))).execute(&mut *connection).await?;
                }
                // And the samples of before: the server's own table, which whoever owns the database may clean. Others are told so in the log.
                let how = if rewrite { "VACUUM (FULL)" } else { "VACUUM" };
                sqlx::query(AssertSqlSafe(format!("{how} pg_catalog.pg_statistic"))).execute(&mut *connection).await?;
                Ok(if rewrite { Compacted::Rewritten } else { Compacted::DeadRows })
            }
        }
    }
}

/// `SQLITE_BUSY` and `SQLITE_LOCKED`, with whatever they say besides.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|it| it.code()).and_then(|it| it.parse::<i32>().ok());
    code.is_some_and(|it| matches!(it & 0xff, 5 | 6))
}
