//! The tables' history: plain SQL in `migrations/`, run as it stands on PostgreSQL, and with SQLite's types in place of PostgreSQL's on
//! SQLite, so that its tables are strict (a text in a number column is an error there as well).

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, Migrator};

static WRITTEN: Migrator = sqlx::migrate!("./migrations");

/// For PostgreSQL. The lock that keeps others out meanwhile is taken by whoever runs it, who waits for it within a limit.
pub(super) fn as_written() -> Migrator {
    let mut migrator = Migrator::with_migrations(WRITTEN.iter().cloned().collect());
    migrator.set_locking(false);
    migrator
}

/// The numbers of all of them.
pub(super) fn versions() -> Vec<i64> {
    WRITTEN.iter().map(|it| it.version).collect()
}

/// The number of the newest.
pub(super) fn newest() -> i64 {
    versions().into_iter().max().unwrap_or_default()
}

/// For SQLite. Never change the rewriting: databases remember the checksum of what was run.
pub(super) fn for_sqlite() -> Migrator {
    let rewritten = WRITTEN.iter().map(|it| {
        let sql = it
            .sql
            .as_str()
            .replace(" BIGINT", " INTEGER")
            .replace(" BOOLEAN", " INTEGER")
            .replace(" BYTEA", " BLOB")
            .replace("\n);", "\n) STRICT;");
        Migration::new(it.version, it.description.clone(), it.migration_type, sqlx::AssertSqlSafe(sql).into_sql_str(), it.no_tx)
    });
    Migrator::with_migrations(rewritten.collect())
}
