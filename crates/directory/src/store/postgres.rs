//! Opening a PostgreSQL database: no password on the command line, nothing in the clear to another machine, tables brought up to date by one
//! instance at a time, and nothing that waits for a lock or for the network for ever.

use super::backend::no_answer;
use super::error::{of_migration, text_of};
use super::health::Health;
use super::statement_cache::STATEMENTS;
use super::{Opening, StoreError, migrations, postgres_files, table_version};
use sqlx::error::DatabaseError;
use sqlx::migrate::{Migrate as _, MigrateError};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions, PgSslMode};
use sqlx::{ConnectOptions as _, Connection as _};
use std::net::IpAddr;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

/// How many connections an instance holds at most, besides those that are kept for policies.
const CONNECTIONS: u32 = 16;
/// How many connections are kept for policies.
const RESERVED: u32 = 8;
/// How many a verb uses that only reads.
const READING: u32 = 4;
/// A connection that was good so short a time ago is not tried out before it is used again: that would cost every request a round trip.
const SURELY_GOOD: Duration = Duration::from_secs(1);
/// How long somebody waits for a connection, or a statement for a lock, before the transaction is tried anew or refused as busy.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// How long a connection may take to show that it is alive.
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);
/// How long whoever starts waits for another one who brings the tables up to date, and a change of tables for those who use them.
const MIGRATION: Duration = Duration::from_secs(30);
/// After how long without a word within a transaction the server ends a session. None of ours is silent for so long.
const ABANDONED: Duration = Duration::from_secs(20);

/// Connects and brings the tables up to date; the connections for everything, and those that are kept for policies.
pub(super) async fn open(address: &str, opening: Opening, health: &Arc<Health>) -> Result<(PgPool, PgPool), StoreError> {
    let options = options(address, opening)?;
    // By itself, since a pool tries again for as long as it waits, and does not say what it met.
    let mut first = connect(&options).await?;
    check_encoding(&mut first).await?;
    if opening.serving {
        warn_of_few_connections(&mut first).await?;
    }
    migrate(&mut first, MIGRATION).await?;
    // The lock is the session's: it ends with it.
    let _ = first.close().await;

    let options = options.options([
        ("lock_timeout", PATIENCE.as_millis()),
        // A session that we have lost without a word holds its locks until the server notices: these let it.
        ("idle_in_transaction_session_timeout", ABANDONED.as_millis()),
        ("tcp_keepalives_idle", 30),
        ("tcp_keepalives_interval", 10),
        ("tcp_keepalives_count", 3),
    ]);
    // A service has the connections for policies from the start: later, others may have taken what the server allows.
    let kept = if opening.serving { RESERVED } else { 0 };
    let too_few = |error: sqlx::Error| match error {
        sqlx::Error::PoolTimedOut => StoreError::Unfit(format!(
            "The database at {} gives fewer connections than an instance keeps for policies ({RESERVED}): raise the limit of its role or of the server.",
            place(&options)
        )),
        other => other.into(),
    };
    let reserved = pool(RESERVED, health).min_connections(kept).idle_timeout(None).connect_with(options.clone()).await.map_err(too_few)?;
    Ok((pool(CONNECTIONS, health).connect_with(options.clone()).await.map_err(too_few)?, reserved))
}

/// Connects to read only, which the database itself holds.
pub(super) async fn open_read_only(address: &str, opening: Opening, health: &Arc<Health>) -> Result<PgPool, StoreError> {
    let options = options(address, opening)?;
    let _ = connect(&options).await?.close().await;
    let options = options.options([("lock_timeout", PATIENCE.as_millis().to_string()), ("default_transaction_read_only", "on".to_owned())]);
    Ok(pool(READING, health).connect_with(options).await?)
}

/// How to connect to this address, if that may be done.
fn options(address: &str, opening: Opening) -> Result<PgConnectOptions, StoreError> {
    let options = parse(address)?;
    if !opening.unverified_server {
        check_transport(&options)?;
    }
    Ok(options)
}

fn parse(address: &str) -> Result<PgConnectOptions, StoreError> {
    let bad = || StoreError::Address("The address of the PostgreSQL database is not understood: postgres://user@host/database.".into());
    let url = url::Url::parse(address).map_err(|_| bad())?;
    if url.password().is_some() || url.query_pairs().any(|(name, _)| name == "password") {
        return Err(StoreError::Address(
            "A password on the command line can be read by everybody on this machine: put it into the file that PGPASSFILE names.".into(),
        ));
    }
    postgres_files::check(&url)?;
    Ok(PgConnectOptions::from_str(address).map_err(|_| bad())?.application_name("domicile-directory").statement_cache_capacity(STATEMENTS))
}

/// Whether the server is on this machine: reached by a socket or by loopback.
fn is_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    let plain = host.trim_start_matches('[').trim_end_matches(']');
    options.get_socket().is_some()
        || Path::new(host).is_absolute()
        || plain.eq_ignore_ascii_case("localhost")
        || plain.parse::<IpAddr>().is_ok_and(|it| it.to_canonical().is_loopback())
}

/// What goes to another machine is encrypted, to a server that shows who it is: anything less the driver would give up in silence.
fn check_transport(options: &PgConnectOptions) -> Result<(), StoreError> {
    if is_here(options) || matches!(options.get_ssl_mode(), PgSslMode::VerifyFull) {
        return Ok(());
    }
    Err(StoreError::Address(format!(
        "The database at {} is on another machine: everything that it holds would travel there without proof of who reads it. Append ?sslmode=verify-full to its address (and sslrootcert=FILE for a company's own authority), or state in the configuration file that the network between is safe: unverifiedDatabaseServer = true.",
        place(options)
    )))
}

/// Where the server is, for people.
fn place(options: &PgConnectOptions) -> String {
    match options.get_socket() {
        Some(folder) => folder.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    }
}

/// Brings the tables up to date. Of several instances that start at once one works and the others wait, within this limit: whoever holds the
/// lock may have been stopped in the middle, and then nobody would say why nothing starts. The work itself takes as long as it takes.
async fn migrate(connection: &mut PgConnection, patience: Duration) -> Result<(), StoreError> {
    let limit = format!("SET lock_timeout = {}", patience.as_millis());
    sqlx::query(sqlx::AssertSqlSafe(limit)).execute(&mut *connection).await?;
    match connection.lock().await {
        Ok(()) => {}
        Err(MigrateError::Execute(error)) if is_lock_timeout(&error) => return Err(migration_under_way(connection, patience).await?),
        Err(error) => return Err(of_migration(error, migrations::newest(), None)),
    }
    match migrations::as_written().run_direct(None, connection, false).await {
        Ok(()) => Ok(()),
        Err(error) => {
            let made = sqlx::query_scalar::<_, Option<i64>>(table_version::NEWEST).fetch_one(&mut *connection).await;
            Err(of_migration(error, migrations::newest(), made.ok().flatten()))
        }
    }
}

fn is_lock_timeout(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(DatabaseError::code).is_some_and(|it| it == "55P03")
}

/// Who holds the lock of migrations, for people. Nothing else of ours takes an advisory lock. What a session of another role does is shown to
/// few; that it is there, to everybody.
async fn migration_under_way(connection: &mut PgConnection, patience: Duration) -> Result<StoreError, StoreError> {
    let statement = "SELECT a.pid, COALESCE(a.application_name, ''), COALESCE(CAST(a.usename AS TEXT), ''), COALESCE(host(a.client_addr), '') \
                     FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted \
                     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    let holders: Vec<(i32, String, String, String)> = sqlx::query_as(statement).fetch_all(connection).await?;
    let shown = holders.iter().map(|(pid, program, role, host)| {
        let host = if host.is_empty() { String::new() } else { format!(" from {host}") };
        format!("process {pid} of the server ({program}, role {role}{host})")
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    let who = if shown.is_empty() { "whoever held it has just ended".to_owned() } else { shown };
    Ok(StoreError::MigrationUnderWay(format!(
        "Another program has been bringing the tables of the database up to date for {} seconds, or has been stopped in the middle of it. The lock is held by: {who}. Wait until it has ended, or end it: SELECT pg_terminate_backend(PROCESS).",
        patience.as_secs()
    )))
}

async fn connect(options: &PgConnectOptions) -> Result<PgConnection, StoreError> {
    let failed = |error: &sqlx::Error| StoreError::Unreachable { place: place(options), cause: text_of(error) };
    match tokio::time::timeout(PATIENCE, options.connect()).await {
        Ok(connected) => connected.map_err(|error| failed(&error)),
        Err(_) => Err(failed(&no_answer(PATIENCE))),
    }
}

/// Names of people are of every language; another encoding refuses some of them, one by one, when somebody types them.
async fn check_encoding(connection: &mut PgConnection) -> Result<(), StoreError> {
    let (encoding,): (String,) = sqlx::query_as("SELECT current_setting('server_encoding')").fetch_one(connection).await?;
    if encoding == "UTF8" {
        return Ok(());
    }
    Err(StoreError::Unfit(format!(
        "The encoding of the database is {encoding}; it must be UTF8: createdb --template=template0 --encoding=UTF8 NAME."
    )))
}

/// Says beforehand where the server allows fewer connections than an instance uses: it then refuses the last ones, under load.
async fn warn_of_few_connections(connection: &mut PgConnection) -> Result<(), StoreError> {
    let statement = "SELECT CAST(rolconnlimit AS BIGINT), CAST(current_setting('max_connections') AS BIGINT) FROM pg_roles WHERE rolname = current_user";
    let found: Option<(i64, i64)> = sqlx::query_as(statement).fetch_optional(connection).await?;
    // One more hears notices.
    let needed = i64::from(CONNECTIONS + RESERVED + 1);
    let limits = found.map(|(role, server)| if role < 0 { server } else { role.min(server) });
    if let Some(allowed) = limits.filter(|it| *it < needed) {
        tracing::warn!(
            allowed,
            needed,
            "the database allows fewer connections than an instance uses: under load some requests are refused as busy"
        );
    }
    Ok(())
}

fn pool(connections: u32, health: &Arc<Health>) -> PgPoolOptions {
    let options = PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE).test_before_acquire(false);
    let (made, taken, given_back) = (Arc::clone(health), Arc::clone(health), Arc::clone(health));
    options
        .after_connect(move |_, _| {
            made.answered();
            Box::pin(async { Ok(()) })
        })
        .before_acquire(move |connection, about| {
            let health = Arc::clone(&taken);
            Box::pin(async move {
                if health.is_retired(about.age) {
                    return Ok(false);
                }
                if about.idle_for > SURELY_GOOD || health.is_suspected(about.idle_for) {
                    shows_life(connection).await?;
                }
                health.answered();
                Ok(true)
            })
        })
        // The pool tries out what is given back, without a limit: a connection that died without a word would never come back, nor would
        // its place be free for another one.
        .after_release(move |connection, _| {
            let health = Arc::clone(&given_back);
            Box::pin(async move {
                if health.is_suspicious() {
                    shows_life(connection).await?;
                    health.answered();
                }
                Ok(true)
            })
        })
}

/// Tries a connection out, within a limit.
pub(super) async fn shows_life(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    tokio::time::timeout(SIGN_OF_LIFE, connection.ping()).await.unwrap_or_else(|_| Err(no_answer(SIGN_OF_LIFE)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever holds the lock of migrations and does not end is named, with what to do; once it has ended, a start succeeds.
    #[cfg(unix)]
    #[tokio::test]
    async fn whoever_holds_the_lock_of_migrations_is_named_after_a_while() {
        assert_eq!(MIGRATION, Duration::from_secs(30));
        let address = domicile_test_postgres::database().unwrap();
        let options = parse(&address).unwrap();
        let mut holder = options.clone().application_name("an-upgrade").connect().await.unwrap();
        holder.lock().await.unwrap();
        let (pid,): (i32,) = sqlx::query_as("SELECT pg_backend_pid()").fetch_one(&mut holder).await.unwrap();
        let mut starting = options.connect().await.unwrap();
        let refused = migrate(&mut starting, Duration::from_millis(50)).await.unwrap_err();
        let said = refused.to_string();
        assert!(matches!(refused, StoreError::MigrationUnderWay(_)), "{said}");
        for part in [&format!("process {pid} "), "an-upgrade", "role ", "pg_terminate_backend"] {
            assert!(said.contains(part), "“{part}” in: {said}");
        }
        // The session is good for another try.
        holder.close().await.unwrap();
        migrate(&mut starting, MIGRATION).await.unwrap();
        // And whoever has brought them up to date lets the next one do it.
        let mut next = options.connect().await.unwrap();
        assert!(migrate(&mut next, Duration::from_millis(50)).await.is_err());
        starting.close().await.unwrap();
        migrate(&mut next, MIGRATION).await.unwrap();
    }

    /// Field case M7: PostgreSQL on another machine is spoken to by verified TLS only, or by a stated exception.
    #[test]
    fn nothing_travels_to_another_machine_unverified() {
        let checked = |address: &str| check_transport(&parse(address).unwrap());
        for here in [
            "postgres://u@127.0.0.1/d",
            "postgres://u@[::1]/d",
            "postgres://u@localhost/d",
            "postgres:///d?host=/run/postgresql",
            "postgres://u@%2Ftmp/d",
        ] {
            assert!(checked(here).is_ok(), "{here}");
        }
        for there in [
            "postgres://u@db.example.com/d",
            "postgres://u@10.0.0.1/d",
            "postgres://u@127.0.0.1.example.com/d",
            "postgres://u@localhost.example.com/d",
        ] {
            for mode in ["", "?sslmode=disable", "?sslmode=prefer", "?sslmode=require", "?sslmode=verify-ca"] {
                let refused = checked(&format!("{there}{mode}")).unwrap_err().to_string();
                assert!(refused.contains("sslmode=verify-full") && refused.contains("unverifiedDatabaseServer"), "{refused}");
            }
            assert!(checked(&format!("{there}?sslmode=verify-full")).is_ok());
        }
    }
}
