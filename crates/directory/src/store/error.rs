//! Why the database cannot be used, and of which class that is: what whoever asked is told, and whether asking again may help. By classes
//! of codes, since every database has many for one thing, and gets more.

use crate::file_permissions::PermissionError;
use sqlx::error::DatabaseError;
use sqlx::migrate::MigrateError;
use sqlx::postgres::PgDatabaseError;
use std::path::PathBuf;

/// Why the database cannot be used. Each text holds its cause, so none is a source: it would be said twice.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is not one of a database that we know, or not one that may be used.
    #[error("{0}")]
    Address(String),
    /// The file or its folder cannot be used.
    #[error("cannot use the database file {path}: {cause}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The file is used by somebody else, or in a way that it must not be. A sentence.
    #[error("{0}")]
    FileRefused(String),
    /// The server cannot be reached.
    #[error("The database at {place} cannot be reached: {cause}.")]
    Unreachable {
        /// Host and port, or the folder of the socket.
        place: String,
        /// Why.
        cause: String,
    },
    /// The server is not one that can be used. A sentence.
    #[error("{0}")]
    Unfit(String),
    /// There is no such file.
    #[error(
        "There is no database {0}. Name the one that the service uses (--database sqlite:PATH); domicile-directory migrate makes a new one."
    )]
    Missing(PathBuf),
    /// It cannot be read.
    #[error("cannot read the database file {path}: {cause}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A file that the driver is to read is another's, or others can read or change it.
    #[error(transparent)]
    Permission(#[from] PermissionError),
    /// It was written while it was read.
    #[error("Another program began to use {0} while it was read, so this is no answer: run it again.")]
    Busy(PathBuf),
    /// It holds other tables, or nothing.
    #[error(
        "The database holds none of this program's tables. Is it the one that the service uses? If it is to be: domicile-directory migrate."
    )]
    NoTables,
    /// An older version made its tables.
    #[error(
        "The database is of an older version of this program: its tables are of version {database}, this program's of version {program}. \
         Bring it up to date first: domicile-directory migrate."
    )]
    Older {
        /// The newest change of its tables.
        database: i64,
        /// The newest that this program knows.
        program: i64,
    },
    /// A newer version made its tables.
    #[error(
        "The database was written by a newer version of this program: its tables are of version {database}, and this program knows them up to \
         version {program}. Use that version, or a backup from before."
    )]
    Newer {
        /// The newest change of its tables.
        database: i64,
        /// The newest that this program knows.
        program: i64,
    },
    /// A migration broke off.
    #[error("A migration of the database broke off. Restore the backup from before, then: domicile-directory migrate.")]
    Unfinished,
    /// Somebody else has been bringing the tables up to date for too long. A sentence.
    #[error("{0}")]
    MigrationUnderWay(String),
    /// Bringing the tables up to date failed.
    #[error("cannot bring the database up to date: {0}")]
    Migration(String),
    /// A statement failed.
    #[error("the database refused: {}", text_of(.0))]
    Statement(sqlx::Error),
    /// The database does not answer.
    #[error("the database does not answer: {0}")]
    NoAnswer(String),
    /// The answer to a commit was lost: what was to be written is there, or it is not.
    #[error("the database went away while it was told to commit: {}", text_of(.0))]
    Uncertain(sqlx::Error),
    /// The last attempt to write failed, and nothing was written since.
    #[error("the last attempt to write failed: {cause}")]
    WriteFailed {
        /// Of which class that was.
        class: FailureClass,
        /// Why it failed.
        cause: String,
    },
    /// What stands in the database is not what this version writes.
    #[error("the database holds something that this version does not understand: {0}")]
    Content(String),
}

/// Of which class a failure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureClass {
    /// Somebody else was quicker or takes long: the same again may well succeed.
    Conflict,
    /// The database is away for a while, or the connection to it is.
    Unavailable,
    /// It answers, and takes nothing.
    ReadOnly,
    /// There is no room left.
    Full,
    /// Something is wrong that waiting does not cure.
    Fault,
}

impl StoreError {
    /// Of which class it is.
    pub(crate) fn class(&self) -> FailureClass {
        match self {
            Self::Statement(error) | Self::Uncertain(error) => class_of(error),
            Self::NoAnswer(_) | Self::Unreachable { .. } => FailureClass::Unavailable,
            Self::WriteFailed { class, .. } => *class,
            Self::Address(_)
            | Self::File { .. }
            | Self::FileRefused(_)
            | Self::Unfit(_)
            | Self::Missing(_)
            | Self::Unreadable { .. }
            | Self::Permission(_)
            | Self::Busy(_)
            | Self::NoTables
            | Self::Older { .. }
            | Self::Newer { .. }
            | Self::Unfinished
            | Self::MigrationUnderWay(_)
            | Self::Migration(_)
            | Self::Content(_) => FailureClass::Fault,
        }
    }

    /// Whether nothing was written, so that the whole may be done again.
    pub(crate) fn wrote_nothing(&self) -> bool {
        !matches!(self, Self::Uncertain(_))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Statement(error)
    }
}

/// A change of tables that this program does not know, though it knows later ones.
pub(super) fn foreign_tables(version: i64) -> StoreError {
    StoreError::Migration(format!(
        "its table change {version} is none of this program's: it was made by a build of another source, or by another program."
    ))
}

/// What a migrator says, in words that help. `program`: the newest change of tables that this program knows; `database`: the newest that was
/// made, where that could be read.
pub(super) fn of_migration(error: MigrateError, program: i64, database: Option<i64>) -> StoreError {
    match error {
        MigrateError::VersionMissing(version) if version > program => StoreError::Newer { database: database.unwrap_or(version), program },
        MigrateError::VersionMissing(version) => foreign_tables(version),
        MigrateError::VersionMismatch(version) => StoreError::Migration(format!(
            "its table change {version} reads otherwise in this program: it was made by a build of another source. Use that build, or a backup."
        )),
        MigrateError::Dirty(_) => StoreError::Unfinished,
        MigrateError::Execute(error) => StoreError::Migration(text_of(&error)),
        MigrateError::ExecuteMigration(error, version) => StoreError::Migration(format!("table change {version}: {}", text_of(&error))),
        // The enum may grow with the library; all that is left has no cause of its own.
        other => StoreError::Migration(other.to_string()),
    }
}

/// What went wrong, each cause once: the driver says some of them two and three times, with lines of the server's own source.
pub(super) fn text_of(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => database_text(error.as_ref()),
        sqlx::Error::Io(error) => error.to_string(),
        sqlx::Error::Tls(error) => format!("TLS: {error}"),
        sqlx::Error::Configuration(error) => error.to_string(),
        // The enum may grow with the library; whatever it is, it speaks for itself.
        other => other.to_string(),
    }
}

fn database_text(error: &dyn DatabaseError) -> String {
    let code = error.code().unwrap_or_default();
    let Some(said) = error.try_downcast_ref::<PgDatabaseError>() else { return format!("{} (SQLite {code})", error.message()) };
    let more = [said.detail(), said.hint()].into_iter().flatten().map(|it| format!("; {it}")).collect::<String>();
    let pooler = if is_pooler(said) { POOLER } else { "" };
    format!("{} ({code}){more}{pooler}", said.message())
}

/// What a pooler between us and the server must be like.
const POOLER: &str = "; a pooler in transaction mode stands between the service and its database, which keeps neither prepared statements nor \
                      channels: name the database itself, or a pooler in session mode";

/// Whether this is what a pooler in transaction mode does: it refuses start-up parameters, and mixes up prepared statements.
fn is_pooler(error: &PgDatabaseError) -> bool {
    match error.code() {
        "08P01" => error.message().contains("startup parameter"),
        "42P05" | "26000" => error.message().contains("prepared statement"),
        _ => false,
    }
}

/// Of which class a failure of the driver is.
pub(super) fn class_of(error: &sqlx::Error) -> FailureClass {
    match error {
        // Nobody gave a connection back in time. Where the server is the cause, the pools say so (`Pools::failed`).
        sqlx::Error::PoolTimedOut => FailureClass::Conflict,
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed
        | sqlx::Error::InvalidSavePointStatement => FailureClass::Unavailable,
        sqlx::Error::Database(said) if is_sqlite(error) => sqlite_class(said.code().and_then(|it| it.parse().ok()).unwrap_or_default()),
        sqlx::Error::Database(error) => postgres_class(&error.code().unwrap_or_default()),
        // The enum may grow with the library; what is left are mistakes of ours.
        _ => FailureClass::Fault,
    }
}

/// By the primary code, which is the low byte.
fn sqlite_class(code: i32) -> FailureClass {
    match code & 0xff {
        // Busy, locked, interrupted, locking protocol, schema changed.
        5 | 6 | 9 | 15 | 17 => FailureClass::Conflict,
        // No memory, I/O error, cannot open.
        7 | 10 | 14 => FailureClass::Unavailable,
        // May not be written, as a whole or here.
        3 | 8 => FailureClass::ReadOnly,
        13 => FailureClass::Full,
        _ => FailureClass::Fault,
    }
}

/// By SQLSTATE: its class is the first two characters.
fn postgres_class(code: &str) -> FailureClass {
    match code {
        // Lock not available, statement cancelled (by a time limit of the server), snapshot too old.
        "55P03" | "57014" | "72000" => FailureClass::Conflict,
        // What became of a commit is not known: never taken for a conflict.
        "40003" => FailureClass::Unavailable,
        "25006" => FailureClass::ReadOnly,
        "53100" => FailureClass::Full,
        // The session was ended for having waited within a transaction; the password or the database changed under us.
        "25P03" | "28000" | "28P01" | "3D000" => FailureClass::Unavailable,
        _ => match code.get(..2) {
            // Conflicts of transactions.
            Some("40") => FailureClass::Conflict,
            // Connections, resources, an operator's intervention, the system beneath.
            Some("08" | "53" | "57" | "58") => FailureClass::Unavailable,
            _ => FailureClass::Fault,
        },
    }
}

/// Whether it comes from SQLite, which is in this process.
pub(super) fn is_sqlite(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|it| it.try_downcast_ref::<PgDatabaseError>().is_none())
}

/// Whether the connection itself is gone or worth nothing: others of its age may be, too.
pub(super) fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed | sqlx::Error::BeginFailed => true,
        sqlx::Error::Database(it) => class_of(error) == FailureClass::Unavailable && it.code().is_none_or(|code| !code.starts_with("53")),
        // The enum may grow with the library; a mistake of ours does not break a connection.
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Field case S12c: a statement that a time limit of the server ended is busy, as one that waited for a lock is.
    #[test]
    fn classes_of_codes_are_told_apart() {
        use FailureClass::{Conflict, Fault, Full, ReadOnly, Unavailable};
        for (codes, class) in [
            (&["40001", "40P01", "55P03", "57014"][..], Conflict),
            (
                &["57P01", "57P02", "57P03", "57P05", "08000", "08006", "08P01", "53200", "53300", "58030", "25P03", "40003"][..],
                Unavailable,
            ),
            (&["25006"][..], ReadOnly),
            (&["53100"][..], Full),
            (&["42P01", "23505", "22021", "XX000", "", "4"][..], Fault),
        ] {
            for code in codes {
                assert_eq!(postgres_class(code), class, "{code}");
            }
        }
        // Busy with a snapshot, I/O error at a write, read-only since the file was moved, full, corrupt.
        for (code, class) in
            [(517, Conflict), (6, Conflict), (778, Unavailable), (7, Unavailable), (1032, ReadOnly), (13, Full), (11, Fault)]
        {
            assert_eq!(sqlite_class(code), class, "{code}");
        }
    }

    /// Field case S23: a database of a newer program says what to do.
    #[test]
    fn a_newer_database_is_told_from_one_of_another_source() {
        // The migrator names the first that it does not know; what whoever reads it looks for is the newest.
        let newer = of_migration(MigrateError::VersionMissing(8), 7, Some(9)).to_string();
        assert!(newer.contains("newer version") && newer.contains("of version 9") && newer.contains("up to version 7"), "{newer}");
        let foreign = of_migration(MigrateError::VersionMissing(5), 7, Some(7)).to_string();
        assert!(!foreign.contains("newer") && foreign.contains("table change 5"), "{foreign}");
    }
}
