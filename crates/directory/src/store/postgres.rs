//! Opening a PostgreSQL database: no password on the command line, tables brought up to date by one instance at a time, and no statement
//! that waits for another's lock for ever.

use super::{StoreError, migrations, postgres_files};
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use std::str::FromStr;
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
const PATIENCE: Duration = Duration::from_secs(5);

/// Connects and brings the tables up to date; the connections for everything, and those that are kept for policies.
pub(super) async fn open(address: &str) -> Result<(PgPool, PgPool), StoreError> {
    let options = options(address)?;

    // The migrator takes an advisory lock, so that of several instances which start at once one works and the others wait; as long as it
    // takes, so on a connection without our limit.
    let migrating = PgPoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    migrations::as_written().run(&migrating).await?;
    migrating.close().await;

    let options = options.options([("lock_timeout", PATIENCE.as_millis())]);
    Ok((pool(CONNECTIONS).connect_with(options.clone()).await?, pool(RESERVED).connect_with(options).await?))
}

/// Connects to read only, which the database itself holds.
pub(super) async fn open_read_only(address: &str) -> Result<PgPool, StoreError> {
    let options =
        options(address)?.options([("lock_timeout", PATIENCE.as_millis().to_string()), ("default_transaction_read_only", "on".to_owned())]);
    Ok(pool(READING).connect_with(options).await?)
}

/// How to connect to this address.
fn options(address: &str) -> Result<PgConnectOptions, StoreError> {
    let bad = || StoreError::Address("The address of the PostgreSQL database is not understood: postgres://user@host/database.".into());
    let url = url::Url::parse(address).map_err(|_| bad())?;
    if url.password().is_some() || url.query_pairs().any(|(name, _)| name == "password") {
        return Err(StoreError::Address(
            "A password on the command line can be read by everybody on this machine: put it into the file that PGPASSFILE names.".into(),
        ));
    }
    postgres_files::check(&url)?;
    Ok(PgConnectOptions::from_str(address).map_err(|_| bad())?.application_name("domicile-directory"))
}

fn pool(connections: u32) -> PgPoolOptions {
    let options = PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE).test_before_acquire(false);
    options.before_acquire(|connection, about| {
        Box::pin(async move {
            if about.idle_for > SURELY_GOOD {
                connection.ping().await?;
            }
            Ok(true)
        })
    })
}
