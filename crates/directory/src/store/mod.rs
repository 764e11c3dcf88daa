//! Where the directory keeps what it knows: one SQL text for SQLite and PostgreSQL. Here is the seam between the two (pools, transactions,
//! the macros that expand one body for each); the statements live in the sibling files, one per table or small group of them.
//! No rules here: those are in `domicile-model`, and the use cases call them.

#[macro_use]
mod backend;

pub(crate) mod accounts;
pub(crate) mod address_lookups;
pub(crate) mod approvals;
pub(crate) mod audit_action;
pub(crate) mod audit_chains;
pub(crate) mod audit_events;
pub(crate) mod catalogue;
pub(crate) mod check_outs;
pub(crate) mod columns;
pub(crate) mod dispute_links;
pub(crate) mod event_hash;
pub(crate) mod former_members;
pub(crate) mod groups;
pub(crate) mod idempotency;
pub(crate) mod identities;
pub(crate) mod invitations;
pub(crate) mod leases;
pub(crate) mod licences;
pub(crate) mod machine_reports;
pub(crate) mod metadata;
mod migrations;
pub(crate) mod notices;
pub(crate) mod outbox;
mod postgres;
mod postgres_files;
mod read_only;
pub(crate) mod removal_requests;
pub(crate) mod removals;
pub(crate) mod search_terms;
pub(crate) mod service_requests;
mod sqlite;
mod table_version;
pub(crate) mod transfers;
pub(crate) mod users;
pub(crate) mod versions;

pub(crate) use backend::Tx;
pub use read_only::ReadOnlyStore;

use crate::file_permissions::PermissionError;
use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
use std::path::PathBuf;

/// The database, open and migrated. Cheap to clone.
#[derive(Clone)]
pub struct Store(Pools);

/// Each has a few connections that are kept for policies: a licensed product must not wait until everybody else has been served.
#[derive(Clone)]
enum Pools {
    /// One connection writes, four read: SQLite has one writer at a time anyway, and waiting here is fair.
    Lite { writer: SqlitePool, readers: SqlitePool, reserved: SqlitePool },
    /// PostgreSQL.
    Pg { pool: PgPool, reserved: PgPool },
}

/// Connections that read, for `row_without_tx!`.
pub(crate) enum Readers<'a> {
    Lite(&'a SqlitePool),
    Pg(&'a PgPool),
}

/// Why the database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is not one of a database that we know.
    #[error("{0}")]
    Address(String),
    /// The file or its folder cannot be used.
    #[error("cannot use the database file {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
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
    #[error("The database is of an older version of this program. Bring it up to date first: domicile-directory migrate.")]
    Older,
    /// A newer version made its tables.
    #[error("The database was written by a newer version of this program: use that version, or a backup from before.")]
    Newer,
    /// A migration broke off.
    #[error("A migration of the database broke off. Restore the backup from before, then: domicile-directory migrate.")]
    Unfinished,
    /// Bringing the tables up to date failed.
    #[error("cannot bring the database up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A statement failed.
    #[error("the database refused: {0}")]
    Statement(#[from] sqlx::Error),
    /// What stands in the database is not what this version writes.
    #[error("the database holds something that this version does not understand: {0}")]
    Content(String),
}

impl StoreError {
    /// Whether trying the same again may help: the writer is busy, or two transactions got in each other's way.
    pub(crate) fn is_busy(&self) -> bool {
        let Self::Statement(error) = self else { return false };
        match error {
            sqlx::Error::PoolTimedOut => true,
            // SQLite: the primary code is the low byte; 5 busy, 6 locked. PostgreSQL: serialisation failure, deadlock, lock not available.
            sqlx::Error::Database(error) => match error.code().as_deref() {
                Some("40001" | "40P01" | "55P03") => true,
                Some(code) if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() => {
                    code.parse::<i32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6))
                }
                _ => false,
            },
            _ => false,
        }
    }
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…`, creates what is missing and brings the tables up to date.
    ///
    /// # Errors
    /// [`StoreError`] where the address is not understood or the database cannot be used.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let store = Self::open_tables(address).await?;
        audit_chains::adopt(&store).await?;
        Ok(store)
    }

    /// The same where the database is there already, with the tables of this version: a mistyped name must not become a new database, nor
    /// a command a migration.
    ///
    /// # Errors
    /// As [`Store::open`] and [`ReadOnlyStore::open`].
    pub async fn open_existing(address: &str) -> Result<Self, StoreError> {
        // Whether somebody opened it meanwhile makes no difference to its tables.
        let _ = ReadOnlyStore::open(address).await?.close().await;
        Self::open(address).await
    }

    async fn open_tables(address: &str) -> Result<Self, StoreError> {
        match kind(address)? {
            Kind::Sqlite(path) => {
                let sqlite::Opened { writer, readers, reserved } = sqlite::open(path).await?;
                Ok(Self(Pools::Lite { writer, readers, reserved }))
            }
            Kind::Postgres => {
                let (pool, reserved) = postgres::open(address).await?;
                Ok(Self(Pools::Pg { pool, reserved }))
            }
        }
    }

    /// A consistent view for reading.
    pub(crate) async fn read(&self) -> Result<Tx, StoreError> {
        view(self.readers()).await
    }

    /// The same on a connection that is kept for policies.
    pub(crate) async fn read_reserved(&self) -> Result<Tx, StoreError> {
        view(self.reserved()).await
    }

    /// What single statements outside of a transaction are asked of.
    pub(crate) fn readers(&self) -> Readers<'_> {
        match &self.0 {
            Pools::Lite { readers, .. } => Readers::Lite(readers),
            Pools::Pg { pool, .. } => Readers::Pg(pool),
        }
    }

    /// The same among the connections that are kept for policies.
    pub(crate) fn reserved(&self) -> Readers<'_> {
        match &self.0 {
            Pools::Lite { reserved, .. } => Readers::Lite(reserved),
            Pools::Pg { reserved, .. } => Readers::Pg(reserved),
        }
    }

    /// A transaction for writing; dropped without [`Tx::commit`] it never happened.
    pub(crate) async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match &self.0 {
            // A deferred transaction that turns into a writing one fails at once when another writes; an immediate one waits its turn.
            Pools::Lite { writer, .. } => Tx::Lite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Pg { pool, .. } => Tx::Pg(pool.begin().await?),
        })
    }

    /// Whether several instances may use the database at the same time.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(self.0, Pools::Pg { .. })
    }

    /// Closes every connection, so that SQLite folds its log back into the file.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Lite { writer, readers, reserved } => {
                reserved.close().await;
                readers.close().await;
                writer.close().await;
            }
            Pools::Pg { pool, reserved } => {
                reserved.close().await;
                pool.close().await;
            }
        }
    }
}

/// Which kind of database an address names.
enum Kind<'a> {
    /// The file's path.
    Sqlite(&'a str),
    Postgres,
}

fn kind(address: &str) -> Result<Kind<'_>, StoreError> {
    if let Some(path) = address.strip_prefix("sqlite:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.starts_with(':') || path.contains('?') {
            return Err(StoreError::Address(format!("“sqlite:{path}” names no file: sqlite:PATH.")));
        }
        return Ok(Kind::Sqlite(path));
    }
    if address.starts_with("postgres:") || address.starts_with("postgresql:") {
        return Ok(Kind::Postgres);
    }
    Err(StoreError::Address(format!("“{address}” is not the address of a database: sqlite:PATH or postgres://user@host/database.")))
}

async fn view(readers: Readers<'_>) -> Result<Tx, StoreError> {
    Ok(match readers {
        Readers::Lite(pool) => Tx::Lite(pool.begin().await?),
        Readers::Pg(pool) => Tx::Pg(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn policies_are_read_while_every_other_connection_of_sqlite_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("d.sqlite3").display())).await.unwrap();
        let _writer = store.write().await.unwrap();
        let mut taken = Vec::new();
        for _ in 0..sqlite::READERS {
            taken.push(store.read().await.unwrap());
        }
        let Readers::Lite(readers) = store.readers() else { panic!("SQLite") };
        assert!(readers.try_acquire().is_none(), "nobody else reads");
        assert!(versions::policy_inputs(store.reserved(), "issuer", "nobody").await.unwrap().is_none());
        let mut tx = store.read_reserved().await.unwrap();
        assert_eq!(versions::epoch_and_last_issue(&mut tx).await.unwrap(), (1, 0));
    }
}
