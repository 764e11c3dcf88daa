//! A transaction on either database, and the macros that expand one body for each. Native drivers on both sides: no `Any`, no generics.

use super::health::{Health, UnderWay};
use super::sqlite::{PooledConnection, SqliteTransaction};
use super::{StoreError, error};
use sqlx::pool::PoolConnection;
use sqlx::{Postgres, Transaction};
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// A transaction on either database.
pub(crate) struct Tx {
    pub(crate) on: TxOn,
    health: Arc<Health>,
    /// Whether it is there to write.
    writes: bool,
}

/// The transaction itself.
pub(crate) enum TxOn {
    Lite(SqliteTransaction),
    Pg(Transaction<'static, Postgres>),
}

/// A connection for a single statement outside of any transaction.
pub(crate) struct Single {
    pub(crate) on: SingleOn,
    pub(super) health: Arc<Health>,
}

/// The connection itself.
pub(crate) enum SingleOn {
    Lite(PooledConnection),
    Pg(PoolConnection<Postgres>),
}

impl Tx {
    pub(super) fn new(on: TxOn, health: &Arc<Health>, writes: bool) -> Self {
        Self { on, health: Arc::clone(health), writes }
    }

    /// A statement begins.
    pub(crate) fn begin_statement(&self) -> UnderWay {
        UnderWay::new(&self.health, self.writes)
    }

    /// How long a server may take to answer.
    pub(crate) fn limit(&self) -> Duration {
        self.health.answer
    }

    /// Whether a service does it, which passes its notices on by itself, and not a command.
    pub(crate) fn is_of_service(&self) -> bool {
        self.health.serving
    }

    /// Makes everything that was done in it last.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        let Self { on, health, writes } = self;
        let under_way = UnderWay::new(&health, writes);
        let outcome = match on {
            TxOn::Lite(tx) => under_way.on_file(|| tx.commit()),
            TxOn::Pg(tx) => within_limit(health.answer, tx.commit()).await,
        };
        match under_way.ended(outcome) {
            Ok(()) => {
                if writes {
                    health.wrote();
                }
                Ok(())
            }
            // A server that went away meanwhile may have committed before. SQLite says what it did.
            Err(StoreError::Statement(lost)) if error::is_lost(&lost) && !error::is_sqlite(&lost) => Err(StoreError::Uncertain(lost)),
            Err(other) => Err(other),
        }
    }
}

impl Single {
    /// The statement begins.
    pub(crate) fn begin_statement(&self) -> UnderWay {
        UnderWay::new(&self.health, false)
    }

    /// As [`Tx::limit`].
    pub(crate) fn limit(&self) -> Duration {
        self.health.answer
    }
}

/// A statement to a server, or its failure where no answer comes in time.
pub(crate) async fn within_limit<T>(limit: Duration, statement: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    tokio::time::timeout(limit, statement).await.unwrap_or_else(|_| Err(no_answer(limit)))
}

/// Nothing came in time.
pub(super) fn no_answer(limit: Duration) -> sqlx::Error {
    sqlx::Error::Io(io::Error::new(io::ErrorKind::TimedOut, format!("no answer within {} seconds", limit.as_secs())))
}

/// A list of parameters for a server, and what is bound to them: the texts, of which the last is repeated, so that a few statements, each
/// prepared once, serve every number of them.
pub(super) fn among(mut bound: Vec<&str>) -> (String, Vec<&str>) {
    if let Some(last) = bound.last().copied() {
        bound.resize(bound.len().next_power_of_two(), last);
    }
    let places: Vec<String> = (1..=bound.len()).map(|n| format!("${n}")).collect();
    (format!("({})", places.join(", ")), bound)
}

/// Expands a statement for each database, with `$lite` or `$pg` as its connection: on a file it is carried out here and now, a server is
/// waited for no longer than is reasonable. Lets the others know where the connection failed.
macro_rules! on {
    ($tx:expr, $lite:ident => $here:expr, $pg:ident => $there:expr) => {{
        let tx: &mut $crate::store::Tx = $tx;
        let (under_way, limit) = (tx.begin_statement(), tx.limit());
        let outcome = match &mut tx.on {
            $crate::store::TxOn::Lite(tx) => under_way.on_file(|| tx.connection().and_then(|$lite| $here)),
            $crate::store::TxOn::Pg(tx) => {
                let $pg = &mut **tx;
                $crate::store::within_limit(limit, $there).await
            }
        };
        under_way.ended(outcome)
    }};
}

/// All rows of a statement.
macro_rules! rows {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        on!($tx,
            c => $crate::store::sqlite::rows::<$row>(c, sqlx::SqlSafeStr::into_sql_str($sql).as_str(), &[$(&$arg),*]),
            c => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(c))
    };
}

/// The one row of a statement, if there is one.
macro_rules! row {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        on!($tx,
            c => $crate::store::sqlite::row::<$row>(c, sqlx::SqlSafeStr::into_sql_str($sql).as_str(), &[$(&$arg),*]),
            c => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(c))
    };
}

/// All rows of a statement that ends with `IN` and concerns these ids or texts; at least one, at most a page.
macro_rules! rows_among {
    ($tx:expr, $row:ty, $start:expr, $ids:expr) => {{
        let ids: Vec<&str> = $ids.iter().map(|it| it.as_str()).collect();
        on!($tx,
            c => {
                // One text for every number of them, and one parameter: SQLite looks for each one's name among all of them.
                let text = [$start, "(SELECT value FROM json_each($1))"].concat();
                $crate::store::sqlite::rows::<$row>(c, &text, &[&serde_json::Value::from(ids).to_string()])
            },
            c => {
                let (list, ids) = $crate::store::backend::among(ids);
                let statement = sqlx::query_as::<_, $row>(sqlx::AssertSqlSafe([$start, &list].concat()));
                ids.into_iter().fold(statement, |it, id| it.bind(id)).fetch_all(c)
            })
    }};
}

/// How many rows one statement inserts on a server: a few sizes, so that a few texts, each prepared once, serve every number of rows.
const SIZES: [usize; 10] = [512, 256, 128, 64, 32, 16, 8, 4, 2, 1];

/// Rows in parts of those sizes, in order.
pub(super) fn parts<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = SIZES.into_iter().find(|it| *it <= rows.len())?;
        let (part, rest) = rows.split_at(size);
        rows = rest;
        Some(part)
    })
}

/// Inserts rows, each `$start`, the values and `$end`; how many were written. `$bind` gives `$values` those of one `$row`. A server gets them by
/// few statements; a file, which answers at once, one by one.
macro_rules! insert_rows {
    ($tx:expr, $start:expr, $end:expr, $rows:expr, |$values:ident, $row:ident| $bind:block) => {{
        let mut written = 0_u64;
        for part in $crate::store::backend::parts($rows) {
            written += on!($tx,
                c => $crate::store::sqlite::insert(c, $start, $end, part, |$values, $row| $bind),
                c => async move {
                    let mut statement = sqlx::QueryBuilder::new($start);
                    statement.push_values(part, |mut $values, $row| $bind);
                    statement.push($end);
                    statement.build().execute(c).await.map(|done| done.rows_affected())
                })?;
        }
        written
    }};
}

/// Runs a statement; how many rows it touched.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        on!($tx,
            c => $crate::store::sqlite::run(c, sqlx::SqlSafeStr::into_sql_str($sql).as_str(), &[$(&$arg),*]),
            c => futures_util::TryFutureExt::map_ok(sqlx::query($sql)$(.bind($arg))*.execute(c), |done| done.rows_affected()))
    };
}

/// The one row of a single statement outside of any transaction: a view of its own, at one round trip instead of three. Asked once more
/// where the connection turns out to be dead.
macro_rules! row_without_tx {
    ($readers:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let readers = $readers;
        let mut again = true;
        loop {
            let mut single = readers.single().await?;
            let (under_way, limit) = (single.begin_statement(), single.limit());
            let outcome = match &mut single.on {
                $crate::store::SingleOn::Lite(c) => $crate::store::sqlite::row::<$row>(c, $sql, &[$(&$arg),*]),
                $crate::store::SingleOn::Pg(c) => {
                    $crate::store::within_limit(limit, sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(&mut **c)).await
                }
            };
            match under_way.ended(outcome) {
                Err(error) if again && error.class() == $crate::store::FailureClass::Unavailable => again = false,
                other => break other,
            }
        }
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_one_part_in_order() {
        for many in [0, 1, 7, 8, 9, 63, 64, 65, 137, 256, 500, 1100] {
            let rows: Vec<usize> = (0..many).collect();
            let together: Vec<usize> = parts(&rows).flatten().copied().collect();
            assert_eq!(together, rows);
            assert!(parts(&rows).all(|it| SIZES.contains(&it.len())));
        }
    }
}
