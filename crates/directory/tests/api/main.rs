//! The service from outside: its router in this process, with the sample organisation, a real database and a clock that the test moves.
//! Every test that `api.rs` lists runs on SQLite and on PostgreSQL: its files are modules of both, and `harness.rs` makes the database that
//! the module above it names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may")]
#![allow(clippy::duplicate_mod, reason = "the same tests on either database")]

#[cfg(unix)]
mod backup;
mod binary;
mod ceremony;
#[cfg(unix)]
mod check;
#[cfg(unix)]
mod conflicts;
#[cfg(unix)]
mod database_faults;
#[cfg(unix)]
mod database_files;
#[cfg(unix)]
mod database_proxy;
#[cfg(unix)]
mod database_start;
#[cfg(unix)]
mod disk_faults;
mod histories;
mod key_reload;
#[cfg(unix)]
mod lookup_privacy;
#[cfg(unix)]
mod operations_page;
#[cfg(unix)]
mod outside_issuer;
#[cfg(unix)]
mod query_plans;
#[cfg(unix)]
mod reading_verbs;
#[cfg(unix)]
mod reload;
#[cfg(unix)]
mod secret_files;
#[cfg(unix)]
mod write_room;

/// A kind of database to test on.
#[derive(Debug, Clone, Copy)]
enum DatabaseKind {
    Sqlite,
    #[cfg(unix)]
    Postgres,
}

#[path = "."]
mod sqlite {
    const DATABASE: super::DatabaseKind = super::DatabaseKind::Sqlite;
    #[path = "api.rs"]
    pub(crate) mod api;
}

#[cfg(unix)]
#[path = "."]
mod postgres {
    const DATABASE: super::DatabaseKind = super::DatabaseKind::Postgres;
    #[path = "api.rs"]
    pub(crate) mod api;
}
