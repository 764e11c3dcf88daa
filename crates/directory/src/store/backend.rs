//! A transaction on either database, and the macros that expand one body for each. Native drivers on both sides: no `Any`, no generics.

use super::StoreError;
use domicile_model::id::UserId;
use sqlx::{Postgres, Sqlite, Transaction};

/// A transaction on either database.
pub(crate) enum Tx {
    Lite(Transaction<'static, Sqlite>),
    Pg(Transaction<'static, Postgres>),
}

impl Tx {
    /// Makes everything that was done in it last.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Lite(tx) => tx.commit().await?,
            Self::Pg(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// A list of parameters, and what is bound to them: the ids, of which the last is repeated, so that a few texts, each prepared once, serve
/// every number of ids.
pub(super) fn among(ids: &[UserId]) -> (String, Vec<&str>) {
    let mut bound: Vec<&str> = ids.iter().map(UserId::as_str).collect();
    if let Some(last) = bound.last().copied() {
        bound.resize(bound.len().next_power_of_two(), last);
    }
    let places: Vec<String> = (1..=bound.len()).map(|n| format!("${n}")).collect();
    (format!("({})", places.join(", ")), bound)
}

/// Expands `$body` once per database, with `$c` as that database's connection.
macro_rules! on {
    ($tx:expr, $c:ident => $body:expr) => {
        match $tx {
            $crate::store::Tx::Lite(tx) => {
                let $c = &mut **tx;
                $body
            }
            $crate::store::Tx::Pg(tx) => {
                let $c = &mut **tx;
                $body
            }
        }
    };
}

/// All rows of a statement.
macro_rules! rows {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        on!($tx, c => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(c).await)
    };
}

/// The one row of a statement, if there is one.
macro_rules! row {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        on!($tx, c => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(c).await)
    };
}

/// All rows of a statement that ends with `IN` and concerns these ids; at least one, at most a page.
macro_rules! rows_among {
    ($tx:expr, $row:ty, $start:expr, $ids:expr) => {{
        let (list, ids) = $crate::store::backend::among($ids);
        on!($tx, c => {
            let statement = sqlx::query_as::<_, $row>(sqlx::AssertSqlSafe([$start, &list].concat()));
            ids.into_iter().fold(statement, |it, id| it.bind(id)).fetch_all(c).await
        })
    }};
}

/// Runs a statement; how many rows it touched.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        on!($tx, c => sqlx::query($sql)$(.bind($arg))*.execute(c).await.map(|done| done.rows_affected()))
    };
}

/// The one row of a single statement outside of any transaction: a view of its own, at one round trip instead of three.
macro_rules! row_without_tx {
    ($readers:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $readers {
            $crate::store::Readers::Lite(pool) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(pool).await,
            $crate::store::Readers::Pg(pool) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(pool).await,
        }
    };
}
