//! Notices between the instances that share a PostgreSQL database: sent within the transaction of the change, delivered when it lasts.
//! SQLite has one process, which passes its notices on by itself.

use super::backend::no_answer;
use super::postgres::shows_life;
use super::{Pools, Store, StoreError, Tx, TxOn, within_limit};
use crate::notice::Notice;
use sqlx::Acquire as _;
use sqlx::postgres::{PgListener, PgPoolOptions};
use std::time::Duration;

/// The channel's name.
const CHANNEL: &str = "domicile_notices";
const NOTIFY: &str = "SELECT pg_notify($1, $2)";
/// How long the channel may say nothing before it has to show that it lives: a connection that a firewall forgot never says anything again.
const QUIET: Duration = Duration::from_secs(5);
/// How long opening it may take.
const OPENING: Duration = Duration::from_secs(5);

/// Sends a notice with the transaction; on SQLite nothing, see above.
pub(crate) async fn send(tx: &mut Tx, notice: &Notice) -> Result<(), StoreError> {
    let (under_way, limit) = (tx.begin_statement(), tx.limit());
    let sent = match &mut tx.on {
        TxOn::Lite(_) => Ok(()),
        TxOn::Pg(tx) => within_limit(limit, sqlx::query(NOTIFY).bind(CHANNEL).bind(notice.to_text()).execute(&mut **tx)).await.map(drop),
    };
    under_way.ended(sent)
}

/// The instance's ear on the channel: a connection of its own. Once it has failed, it is good for nothing: another one is opened.
pub(crate) struct Channel(PgListener);

impl Store {
    /// Listens on the channel; `None` where there is none.
    pub(crate) async fn channel(&self) -> Result<Option<Channel>, StoreError> {
        let Pools::Pg { pool, .. } = &self.pools else { return Ok(None) };
        let own = PgPoolOptions::new().max_connections(1).acquire_timeout(OPENING);
        let own = own.connect_lazy_with((*pool.connect_options()).clone());
        let opening = async {
            let mut listener = PgListener::connect_with(&own).await?;
            // Whoever hears that the connection broke makes another one here, and asks everybody to look again.
            listener.eager_reconnect(false);
            listener.listen(CHANNEL).await?;
            Ok::<_, sqlx::Error>(listener)
        };
        let listener = tokio::time::timeout(OPENING, opening).await.unwrap_or_else(|_| Err(no_answer(OPENING)))?;
        Ok(Some(Channel(listener)))
    }
}

impl Channel {
    /// Waits for the next notice, of this instance or another. Fails where the connection broke, also where it did so without a word.
    pub(crate) async fn next(&mut self) -> Result<Notice, StoreError> {
        loop {
            let Ok(heard) = tokio::time::timeout(QUIET, self.0.try_recv()).await else {
                shows_life(self.0.acquire().await?).await?;
                continue;
            };
            let Some(notification) = heard? else { return Err(StoreError::NoAnswer("the channel for notices broke".into())) };
            if let Some(notice) = Notice::parse(notification.payload()) {
                return Ok(notice);
            }
            tracing::warn!("another version of the service sent a notice that this one does not know");
        }
    }
}
