//! Notices between the instances that share a PostgreSQL database: sent within the transaction of the change, delivered when it lasts.
//! SQLite has one process, which passes its notices on by itself.

use super::{Pools, Store, StoreError, Tx};
use crate::notice::{Notice, Topic};
use domicile_model::id::UserId;
use sqlx::postgres::{PgListener, PgPoolOptions};

/// The channel's name.
const CHANNEL: &str = "domicile_notices";
const NOTIFY: &str = "SELECT pg_notify($1, $2)";

/// Sends a notice with the transaction; on SQLite nothing, see above.
pub(crate) async fn send(tx: &mut Tx, notice: &Notice) -> Result<(), StoreError> {
    if let Tx::Pg(tx) = tx {
        let text = format!("{} {}", notice.topic.as_str(), notice.user);
        sqlx::query(NOTIFY).bind(CHANNEL).bind(text).execute(&mut **tx).await?;
    }
    Ok(())
}

/// What a channel brings.
pub(crate) enum Heard {
    /// A notice, of this instance or another.
    Notice(Notice),
    /// The connection broke and is back: notices may be missing.
    Gap,
}

/// The instance's ear on the channel: a connection of its own, made again when it breaks.
pub(crate) struct Channel(PgListener);

impl Store {
    /// Listens on the channel; `None` where there is none.
    pub(crate) async fn channel(&self) -> Result<Option<Channel>, StoreError> {
        let Pools::Pg { pool, .. } = &self.0 else { return Ok(None) };
        let own = PgPoolOptions::new().max_connections(1).connect_lazy_with((*pool.connect_options()).clone());
        let mut listener = PgListener::connect_with(&own).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(Channel(listener)))
    }
}

impl Channel {
    /// Waits for the next notice.
    pub(crate) async fn next(&mut self) -> Result<Heard, StoreError> {
        loop {
            let Some(notification) = self.0.try_recv().await? else { return Ok(Heard::Gap) };
            let heard = notification.payload().split_once(' ');
            if let Some((topic, user)) = heard.and_then(|(topic, user)| Some((Topic::parse(topic)?, user))) {
                return Ok(Heard::Notice(Notice { user: UserId::new(user), topic }));
            }
            tracing::warn!("another version of the service sent a notice that this one does not know");
        }
    }
}
