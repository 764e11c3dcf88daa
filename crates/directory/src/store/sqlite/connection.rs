//! Statements on a connection, each carried out to its end before the next.

use super::failure;
use super::row::FromSqliteRow;
use rusqlite::types::ToSql;
use rusqlite::{CachedStatement, Connection, Error};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// A statement that takes as long is told.
const SLOW: Duration = Duration::from_secs(1);

/// All rows of a statement.
///
/// # Errors
/// SQLite refuses, or a row is not of that kind.
pub(crate) fn rows<T: FromSqliteRow>(on: &Connection, sql: &str, args: &[&dyn ToSql]) -> Result<Vec<T>, sqlx::Error> {
    let mut found = Vec::new();
    each(on, sql, args, |it| {
        found.push(it);
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

/// The first row of a statement, if there is one.
///
/// # Errors
/// As [`rows()`].
pub(crate) fn row<T: FromSqliteRow>(on: &Connection, sql: &str, args: &[&dyn ToSql]) -> Result<Option<T>, sqlx::Error> {
    let mut found = None;
    each(on, sql, args, |it| {
        found = Some(it);
        ControlFlow::Break(())
    })?;
    Ok(found)
}

/// Shows the rows of a statement one after the other, until `show` has seen enough.
///
/// # Errors
/// As [`rows()`].
pub(crate) fn each<T: FromSqliteRow>(
    on: &Connection,
    sql: &str,
    args: &[&dyn ToSql],
    mut show: impl FnMut(T) -> ControlFlow<()>,
) -> Result<(), sqlx::Error> {
    observed(sql, || {
        let mut statement = prepared(on, sql, args)?;
        let mut rows = statement.raw_query();
        let mut many = 0;
        while let Some(row) = rows.next()? {
            many += 1;
            if show(T::from_row(row)?).is_break() {
                break;
            }
        }
        Ok(((), many))
    })
}

/// Carries out a statement; how many rows it changed.
///
/// # Errors
/// SQLite refuses.
pub(crate) fn run(on: &Connection, sql: &str, args: &[&dyn ToSql]) -> Result<u64, sqlx::Error> {
    observed(sql, || {
        let mut statement = prepared(on, sql, args)?;
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        drop(rows);
        let changed = on.changes();
        Ok((changed, changed))
    })
}

/// Inserts rows; how many were written. `start` names table and columns; `bind` gives the values of one row in their order.
///
/// # Errors
/// SQLite refuses; rows before the one that it refused are there, until the transaction is given up.
pub(crate) fn insert<T>(
    on: &Connection,
    start: &str,
    end: &str,
    rows: &[T],
    mut bind: impl FnMut(&mut Values<'_, '_>, &T),
) -> Result<u64, sqlx::Error> {
    let places: Vec<String> = (1..=start.matches(',').count() + 1).map(|n| format!("?{n}")).collect();
    let sql = format!("{start}VALUES ({}){end}", places.join(", "));
    observed(&sql, || {
        let mut statement = on.prepare_cached(&sql)?;
        let mut written = 0;
        for row in rows {
            let mut values = Values { statement: &mut statement, bound: 0, outcome: Ok(()) };
            bind(&mut values, row);
            values.outcome?;
            written += statement.raw_execute()? as u64;
        }
        Ok((written, written))
    })
}

/// The values of one row that is inserted.
pub(crate) struct Values<'a, 'c> {
    statement: &'a mut CachedStatement<'c>,
    bound: usize,
    outcome: rusqlite::Result<()>,
}

impl Values<'_, '_> {
    /// The value of the next column.
    pub(crate) fn push_bind(&mut self, value: impl ToSql) -> &mut Self {
        self.bound += 1;
        if self.outcome.is_ok() {
            self.outcome = self.statement.raw_bind_parameter(self.bound, value);
        }
        self
    }
}

/// A statement with its arguments, prepared once for each text.
fn prepared<'c>(on: &'c Connection, sql: &str, args: &[&dyn ToSql]) -> rusqlite::Result<CachedStatement<'c>> {
    let mut statement = on.prepare_cached(sql)?;
    for index in 1..=statement.parameter_count() {
        // SQLite takes `$2` for a name like any other, and counts names as they come.
        let number = statement.parameter_name(index).and_then(|it| it.get(1..)?.parse::<usize>().ok()).unwrap_or(index);
        let value = args.get(number.wrapping_sub(1)).ok_or(Error::InvalidParameterCount(args.len(), number))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(statement)
}

/// Carries out a statement; tells of it in the log where it took long, and to whoever listens to statements.
fn observed<T>(sql: &str, statement: impl FnOnce() -> rusqlite::Result<(T, u64)>) -> Result<T, sqlx::Error> {
    let began = Instant::now();
    let outcome = statement().map_err(failure::of);
    let elapsed = began.elapsed();
    let many = outcome.as_ref().map_or(0, |it| it.1);
    if elapsed >= SLOW {
        tracing::warn!(db.statement = sql, rows = many, ?elapsed, "a statement took long");
    } else {
        tracing::debug!(db.statement = sql, rows = many, ?elapsed, "a statement");
    }
    outcome.map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Connection {
        let on = Connection::open_in_memory().unwrap();
        on.execute_batch("CREATE TABLE t (a TEXT NOT NULL PRIMARY KEY, b INTEGER) STRICT").unwrap();
        on
    }

    #[test]
    fn arguments_are_bound_by_their_number_in_whatever_order_the_text_has_them() {
        let on = table();
        assert_eq!(run(&on, "INSERT INTO t (b, a) VALUES ($2, $1)", &[&"one", &1_i64]).unwrap(), 1);
        let found: Vec<(String, Option<i64>)> =
            rows(&on, "SELECT a, b FROM t WHERE b = $2 OR a = $1 OR b = $2", &[&"nothing", &1_i64]).unwrap();
        assert_eq!(found, [("one".to_owned(), Some(1))]);
        assert!(row::<(String,)>(&on, "SELECT a FROM t WHERE a = $1", &[&"two"]).unwrap().is_none());
        let missing = run(&on, "DELETE FROM t WHERE a = $1 AND b = $2", &[&"one"]).unwrap_err();
        assert!(matches!(missing, sqlx::Error::Decode(_)), "{missing}");
    }

    #[test]
    fn many_rows_are_inserted_and_those_that_are_there_are_not_counted() {
        let on = table();
        let all: Vec<(String, Option<i64>)> = (0..1000_i64).map(|n| (format!("row {n}"), (n % 2 == 0).then_some(n))).collect();
        let put = |some: &[(String, Option<i64>)]| {
            insert(&on, "INSERT INTO t (a, b) ", " ON CONFLICT DO NOTHING", some, |values, it| {
                values.push_bind(it.0.as_str()).push_bind(it.1);
            })
            .unwrap()
        };
        assert_eq!(put(&all[..10]), 10);
        assert_eq!(put(&all), 990);
        assert_eq!(put(&[]), 0);
        assert_eq!(rows::<(String, Option<i64>)>(&on, "SELECT a, b FROM t ORDER BY rowid", &[]).unwrap(), all);
    }

    #[test]
    fn a_first_row_is_enough_and_leaves_the_statement_free() {
        let on = table();
        on.execute_batch("INSERT INTO t VALUES ('a', 1), ('b', 2)").unwrap();
        for _ in 0..2 {
            assert_eq!(row::<(i64,)>(&on, "SELECT b FROM t ORDER BY a", &[]).unwrap(), Some((1,)));
        }
        assert_eq!(run(&on, "DROP TABLE t", &[]).map(|_| ()).map_err(|it| it.to_string()), Ok(()));
    }
}
