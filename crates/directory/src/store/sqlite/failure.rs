//! What SQLite says where it refuses, as the driver of the other database says it: by the class of its code.

use rusqlite::Error;
use sqlx::error::{DatabaseError, ErrorKind};
use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

/// A refusal of SQLite's.
#[derive(Debug)]
struct SqliteFailure {
    /// The extended code; its low byte is the primary one.
    code: i32,
    message: String,
}

impl fmt::Display for SqliteFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "(code: {}) {}", self.code, self.message)
    }
}

impl StdError for SqliteFailure {}

impl DatabaseError for SqliteFailure {
    fn message(&self) -> &str {
        &self.message
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        Some(self.code.to_string().into())
    }

    fn as_error(&self) -> &(dyn StdError + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn StdError + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn StdError + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> ErrorKind {
        use rusqlite::ffi;
        match self.code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => ErrorKind::UniqueViolation,
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => ErrorKind::ForeignKeyViolation,
            ffi::SQLITE_CONSTRAINT_NOTNULL => ErrorKind::NotNullViolation,
            ffi::SQLITE_CONSTRAINT_CHECK => ErrorKind::CheckViolation,
            // Codes are many and get more; what tells them apart is above.
            _ => ErrorKind::Other,
        }
    }
}

/// An error of SQLite's, or of reading what it answered.
pub(crate) fn of(error: Error) -> sqlx::Error {
    let refused = |code, message| sqlx::Error::Database(Box::new(SqliteFailure { code, message }));
    match error {
        Error::SqliteFailure(said, message) => refused(said.extended_code, message.unwrap_or_else(|| said.to_string())),
        // Mistakes of this program: a column that is not there, or holds something else.
        other => sqlx::Error::Decode(Box::new(other)),
    }
}

/// A transaction that SQLite ended by itself: there was no room, no memory, or the disk failed. What would follow were no part of it.
pub(super) fn ended_by_itself() -> sqlx::Error {
    let message = "the transaction ended before its end".to_owned();
    sqlx::Error::Database(Box::new(SqliteFailure { code: rusqlite::ffi::SQLITE_ABORT_ROLLBACK, message }))
}

/// Whether somebody else holds the file: `SQLITE_BUSY` or `SQLITE_LOCKED`, with whatever they say besides.
pub(super) fn is_busy(error: &Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    matches!(error.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn what_sqlite_says_is_told_by_its_kind() {
        let on = Connection::open_in_memory().unwrap();
        on.execute_batch("CREATE TABLE t (a TEXT NOT NULL PRIMARY KEY, b INTEGER CHECK (b > 0)) STRICT; INSERT INTO t VALUES ('a', 1)")
            .unwrap();
        let refused = |statement: &str| match of(on.execute(statement, ()).unwrap_err()) {
            sqlx::Error::Database(it) => it,
            other => panic!("{other}"),
        };
        assert!(refused("INSERT INTO t VALUES ('a', 1)").is_unique_violation());
        assert!(refused("INSERT INTO t VALUES ('b', 0)").is_check_violation());
        assert!(matches!(refused("INSERT INTO t VALUES (NULL, 1)").kind(), ErrorKind::NotNullViolation));
        let unknown = refused("SELECT nowhere");
        assert_eq!((unknown.code().unwrap().as_ref(), unknown.message()), ("1", "no such column: nowhere"));
    }
}
