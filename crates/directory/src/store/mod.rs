//! Where the directory keeps what it knows: one SQL text for SQLite and PostgreSQL. Here is the seam between the two (pools, transactions,
//! the macros that expand one body for each); the statements live in the sibling files, one per table or small group of them.
//! No rules here: those are in `domicile-model`, and the use cases call them.

#[macro_use]
mod seam;

pub(crate) mod accounts;
pub(crate) mod answered;
pub(crate) mod approvals;
pub(crate) mod audit;
pub(crate) mod audit_chains;
pub(crate) mod catalogue;
pub(crate) mod check_outs;
pub(crate) mod facts;
pub(crate) mod groups;
pub(crate) mod identities;
pub(crate) mod invitations;
pub(crate) mod leases;
pub(crate) mod licences;
pub(crate) mod look_ups;
pub(crate) mod machine_reports;
mod migrations;
pub(crate) mod not_me;
pub(crate) mod notices;
pub(crate) mod outbox;
mod postgres;
pub(crate) mod removal_requests;
pub(crate) mod removals;
pub(crate) mod service_requests;
mod sqlite;
pub(crate) mod terms;
pub(crate) mod transfers;
pub(crate) mod users;
pub(crate) mod versions;

pub(crate) use seam::Tx;

use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
use std::path::PathBuf;

/// The database, open and migrated. Cheap to clone.
#[derive(Clone)]
pub struct Store(Pools);

#[derive(Clone)]
enum Pools {
    /// One connection writes, four read: SQLite has one writer at a time anyway, and waiting here is fair.
    Lite { writer: SqlitePool, readers: SqlitePool },
    /// PostgreSQL.
    Pg(PgPool),
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

    async fn open_tables(address: &str) -> Result<Self, StoreError> {
        if let Some(path) = address.strip_prefix("sqlite:") {
            let (writer, readers) = sqlite::open(path.strip_prefix("//").unwrap_or(path)).await?;
            return Ok(Self(Pools::Lite { writer, readers }));
        }
        if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            return Ok(Self(Pools::Pg(postgres::open(address).await?)));
        }
        Err(StoreError::Address(format!("“{address}” is not the address of a database: sqlite:PATH or postgres://user@host/database.")))
    }

    /// A consistent view for reading.
    pub(crate) async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match &self.0 {
            Pools::Lite { readers, .. } => Tx::Lite(readers.begin().await?),
            Pools::Pg(pool) => Tx::Pg(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?),
        })
    }

    /// A transaction for writing; dropped without [`Tx::commit`] it never happened.
    pub(crate) async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match &self.0 {
            // A deferred transaction that turns into a writing one fails at once when another writes; an immediate one waits its turn.
            Pools::Lite { writer, .. } => Tx::Lite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Pg(pool) => Tx::Pg(pool.begin().await?),
        })
    }

    /// Whether several instances may use the database at the same time.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(self.0, Pools::Pg(_))
    }

    /// Closes every connection, so that SQLite folds its log back into the file.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Lite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Pg(pool) => pool.close().await,
        }
    }
}
