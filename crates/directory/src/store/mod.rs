//! Where the directory keeps what it knows: one SQL text for SQLite and PostgreSQL. Here is the seam between the two (pools, transactions,
//! the macros that expand one body for each); the statements live in the sibling files, one per table or small group of them.
//! No rules here: those are in `domicile-model`, and the use cases call them.

#[macro_use]
mod backend;
#[macro_use]
pub(crate) mod sqlite;

pub(crate) mod accounts;
pub(crate) mod address_lookups;
pub(crate) mod approvals;
pub(crate) mod audit_action;
pub(crate) mod audit_chains;
pub(crate) mod audit_erasure;
pub(crate) mod audit_events;
mod audit_salts;
pub(crate) mod audit_seals;
pub(crate) mod backup;
pub(crate) mod catalogue;
pub(crate) mod check_outs;
pub(crate) mod columns;
mod compaction;
pub(crate) mod dispute_links;
pub(crate) mod erasure;
mod error;
pub(crate) mod event_hash;
pub(crate) mod former_members;
pub(crate) mod groups;
mod health;
pub(crate) mod idempotency;
pub(crate) mod identities;
pub(crate) mod invitations;
pub(crate) mod leases;
pub(crate) mod licences;
pub(crate) mod look_alikes;
pub(crate) mod machine_reports;
pub(crate) mod metadata;
mod migrations;
pub(crate) mod notices;
pub(crate) mod operator_answers;
pub(crate) mod outbox;
pub(crate) mod person_requests;
pub(crate) mod personal_data;
pub(crate) mod personal_rows;
mod postgres;
mod postgres_files;
mod read_only;
pub(crate) mod removal_requests;
pub(crate) mod removals;
pub(crate) mod retention;
pub(crate) mod search_terms;
pub(crate) mod service_requests;
pub(crate) mod sourced;
mod statement_cache;
mod statistics;
mod table_version;
pub(crate) mod transfers;
pub(crate) mod users;
pub(crate) mod versions;
mod write_check;

pub(crate) use backend::{Single, SingleOn, Tx, TxOn, within_limit};
pub use compaction::Compacted;
pub use error::{FailureClass, StoreError};
pub use read_only::ReadOnlyStore;
pub use write_check::WRITE_ROOM;

use domicile_model::shown_address::shown_address;
use health::Health;
use sqlite::{SqlitePool, SqliteTransaction};
use sqlx::postgres::PgPool;
use std::fs::File;
use std::sync::Arc;

/// How many connections a service has to an SQLite file: one writes, as many as there are readers are kept for policies.
pub const SQLITE_CONNECTIONS: usize = 1 + 2 * sqlite::READERS;

/// How often a transaction is begun anew where the connection turns out to be dead.
const BEGINNINGS: u32 = 3;

/// The database, open and migrated. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pools: Pools,
    health: Arc<Health>,
    /// Says that a service works on this file, as long as it does.
    serving: Option<Arc<File>>,
    /// Whether the server's clock is another one than this machine's, and matters.
    compares_clocks: bool,
}

/// Each has a few connections that are kept for policies: a licensed product must not wait until everybody else has been served.
#[derive(Clone)]
enum Pools {
    /// One connection writes, four read: SQLite has one writer at a time anyway, and waiting here is fair.
    Lite { writer: SqlitePool, readers: SqlitePool, reserved: SqlitePool },
    /// PostgreSQL.
    Pg { pool: PgPool, reserved: PgPool },
}

/// How a database is opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Opening {
    /// By a service: the only one on an SQLite file; on PostgreSQL with the connections for policies made beforehand, and its own clock held
    /// against the server's.
    pub serving: bool,
    /// A PostgreSQL on another machine need not show a certificate: its operator says that the network between is safe.
    pub unverified_server: bool,
}

/// Connections that read, for `row_without_tx!`.
pub(crate) struct Readers<'a> {
    pool: Pool<'a>,
    health: &'a Arc<Health>,
}

/// A pool of either kind.
#[derive(Clone, Copy)]
enum Pool<'a> {
    Lite(&'a SqlitePool),
    Pg(&'a PgPool),
}

impl Store {
    /// Opens `sqlite:PATH` or `postgres://…` for a command, creates what is missing and brings the tables up to date.
    ///
    /// # Errors
    /// [`StoreError`] where the address is not understood or the database cannot be used.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        Self::open_for(address, Opening::default()).await
    }

    /// The same, in this way.
    ///
    /// # Errors
    /// [`StoreError`] where the address is not understood or the database cannot be used.
    pub async fn open_for(address: &str, opening: Opening) -> Result<Self, StoreError> {
        let store = Self::open_tables(address, opening).await?;
        audit_chains::adopt(&store).await?;
        audit_seals::adopt(&store).await?;
        Ok(store)
    }

    /// Seals events of before that a service of before wrote since this was opened.
    pub(crate) async fn seal_events(&self) -> Result<(), StoreError> {
        audit_seals::adopt(self).await
    }

    /// The same where the database is there already, with the tables of this version: a mistyped name must not become a new database, nor
    /// a command a migration.
    ///
    /// # Errors
    /// As [`Store::open`] and [`ReadOnlyStore::open`].
    pub async fn open_existing(address: &str, opening: Opening) -> Result<Self, StoreError> {
        // Whether somebody opened it meanwhile makes no difference to its tables.
        let _ = ReadOnlyStore::open(address, opening).await?.close().await;
        Self::open_for(address, opening).await
    }

    async fn open_tables(address: &str, opening: Opening) -> Result<Self, StoreError> {
        let health = Health::new(opening.serving);
        match kind(address)? {
            Kind::Sqlite(path) => {
                let sqlite::Opened { writer, readers, reserved, serving } = sqlite::open(path, opening, &health).await?;
                let serving = serving.map(Arc::new);
                Ok(Self { serving, ..Self::of(Pools::Lite { writer, readers, reserved }, health) })
            }
            Kind::Postgres => {
                let (pool, reserved) = postgres::open(address, opening, &health).await?;
                Ok(Self { compares_clocks: opening.serving, ..Self::of(Pools::Pg { pool, reserved }, health) })
            }
        }
    }

    /// Of these connections, for nothing in particular.
    fn of(pools: Pools, health: Arc<Health>) -> Self {
        Self { pools, health, serving: None, compares_clocks: false }
    }

    /// A consistent view for reading.
    pub(crate) async fn read(&self) -> Result<Tx, StoreError> {
        self.readers().begin(Purpose::Read).await
    }

    /// The same on a connection that is kept for policies.
    pub(crate) async fn read_reserved(&self) -> Result<Tx, StoreError> {
        self.reserved().begin(Purpose::Read).await
    }

    /// What single statements outside of a transaction are asked of.
    pub(crate) fn readers(&self) -> Readers<'_> {
        let pool = match &self.pools {
            Pools::Lite { readers, .. } => Pool::Lite(readers),
            Pools::Pg { pool, .. } => Pool::Pg(pool),
        };
        Readers { pool, health: &self.health }
    }

    /// The same among the connections that are kept for policies.
    pub(crate) fn reserved(&self) -> Readers<'_> {
        let pool = match &self.pools {
            Pools::Lite { reserved, .. } => Pool::Lite(reserved),
            Pools::Pg { reserved, .. } => Pool::Pg(reserved),
        };
        Readers { pool, health: &self.health }
    }

    /// A transaction for writing; dropped without [`Tx::commit`] it never happened.
    pub(crate) async fn write(&self) -> Result<Tx, StoreError> {
        let pool = match &self.pools {
            Pools::Lite { writer, .. } => Pool::Lite(writer),
            Pools::Pg { pool, .. } => Pool::Pg(pool),
        };
        Readers { pool, health: &self.health }.begin(Purpose::Write).await
    }

    /// Whether several instances may use the database at the same time.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(self.pools, Pools::Pg { .. })
    }

    /// Closes every connection, so that SQLite folds its log back into the file; another service may have it then.
    pub async fn close(&self) {
        match &self.pools {
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
        if let Some(Err(error)) = self.serving.as_ref().map(|it| it.unlock()) {
            tracing::warn!(%error, "the lock of the database file is not given back");
        }
    }
}

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Read,
    Write,
}

impl Readers<'_> {
    /// Begins a transaction. Where its first word finds the connection dead, nothing has happened yet: another connection is taken.
    async fn begin(&self, purpose: Purpose) -> Result<Tx, StoreError> {
        let mut tried = 1;
        loop {
            match self.try_begin(purpose).await {
                Err(error) if error.class() == FailureClass::Unavailable => {
                    if tried == BEGINNINGS || Self::is_away(&error) {
                        // What cannot be reached takes no writes either.
                        self.health.write_failed(FailureClass::Unavailable, error.to_string());
                        return Err(error);
                    }
                    tried += 1;
                }
                other => return other,
            }
        }
    }

    async fn try_begin(&self, purpose: Purpose) -> Result<Tx, StoreError> {
        let writes = purpose == Purpose::Write;
        let under_way = health::UnderWay::new(self.health, writes);
        let begun = match (self.pool, purpose) {
            (Pool::Lite(pool), Purpose::Read) => SqliteTransaction::begin_reading(pool).await.map(TxOn::Lite),
            (Pool::Lite(pool), Purpose::Write) => SqliteTransaction::begin_writing(pool).await.map(TxOn::Lite),
            (Pool::Pg(pool), Purpose::Read) => {
                within_limit(self.health.answer, pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")).await.map(TxOn::Pg)
            }
            (Pool::Pg(pool), Purpose::Write) => within_limit(self.health.answer, pool.begin()).await.map(TxOn::Pg),
        };
        let begun = under_way.ended(begun).map_err(|error| self.explained(error))?;
        Ok(Tx::new(begun, self.health, writes))
    }

    /// A connection for a single statement.
    pub(crate) async fn single(&self) -> Result<Single, StoreError> {
        let on = match self.pool {
            Pool::Lite(pool) => pool.acquire().await.map(SingleOn::Lite),
            Pool::Pg(pool) => pool.acquire().await.map(SingleOn::Pg),
        };
        let on = on.map_err(|error| self.explained(error.into()))?;
        Ok(Single { on, health: Arc::clone(self.health) })
    }

    /// A pool says of a server that is away what it says of a crowd: that nobody got a connection in time. In a crowd connections come back
    /// all the time, and all that there may be are there.
    fn explained(&self, error: StoreError) -> StoreError {
        let (StoreError::Statement(sqlx::Error::PoolTimedOut), Pool::Pg(pool)) = (&error, self.pool) else { return error };
        if pool.size() >= pool.options().get_max_connections() && !self.health.is_silent(2 * postgres::PATIENCE) {
            return error;
        }
        StoreError::NoAnswer(format!("no connection within {} seconds", postgres::PATIENCE.as_secs()))
    }

    /// Whether another connection would fare no better: it was waited for long enough.
    fn is_away(error: &StoreError) -> bool {
        matches!(error, StoreError::NoAnswer(_) | StoreError::Statement(sqlx::Error::PoolClosed))
    }
}

/// Whether an address names a PostgreSQL database.
///
/// # Errors
/// It names no database that we know.
pub(crate) fn is_postgres(address: &str) -> Result<bool, StoreError> {
    Ok(matches!(kind(address)?, Kind::Postgres))
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
    let shown = shown_address(address);
    Err(StoreError::Address(format!("“{shown}” is not the address of a database: sqlite:PATH or postgres://user@host/database.")))
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
        let Pool::Lite(readers) = store.readers().pool else { panic!("SQLite") };
        assert!(readers.is_exhausted(), "nobody else reads");
        assert!(versions::policy_inputs(store.reserved(), "issuer", "nobody").await.unwrap().is_none());
        let mut tx = store.read_reserved().await.unwrap();
        assert_eq!(versions::epoch_and_last_issue(&mut tx).await.unwrap(), (1, 0));
    }
}
