//! Notices to the services that share a database. On PostgreSQL they are sent within the transaction of the change, delivered when it lasts.
//! On an SQLite file there is one service, which passes its own notices on by itself; what a command tells it stands in a table.

use super::backend::no_answer;
use super::postgres::shows_life;
use super::{Pools, Store, StoreError, Tx, TxOn, within_limit};
use crate::notice::Notice;
use jiff::Timestamp;
use sqlx::Acquire as _;
use sqlx::postgres::{PgListener, PgPoolOptions};
use std::collections::VecDeque;
use std::time::Duration;

/// The channel's name.
const CHANNEL: &str = "domicile_notices";
const NOTIFY: &str = "SELECT pg_notify($1, $2)";
/// How long the channel may say nothing before it has to show that it lives: a connection that a firewall forgot never says anything again.
const QUIET: Duration = Duration::from_secs(5);
/// How long opening it may take.
const OPENING: Duration = Duration::from_secs(5);

const ADD: &str = "INSERT INTO notices (id, notice, sent_at) VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM notices), $1, $2)";
const DROP_OLD: &str = "DELETE FROM notices WHERE sent_at < $1";
const SENT: &str = "SELECT id, sent_at, notice FROM notices ORDER BY id LIMIT 1000";
const DROP: &str = "DELETE FROM notices WHERE id <= $1";
/// How often the service looks at what commands told it.
const LOOK: Duration = Duration::from_millis(500);
/// Before everything.
const NOTHING_HEARD: (i64, i64) = (i64::MIN, 0);
/// How long a notice waits for a service: one that starts later has nobody yet whom it could tell.
const KEPT: i64 = 60_000;

/// Sends a notice with the transaction. On SQLite a command leaves it for the service, if there is one.
pub(crate) async fn send(tx: &mut Tx, notice: &Notice, now: Timestamp) -> Result<(), StoreError> {
    let is_lite = matches!(tx.on, TxOn::Lite(_));
    if is_lite && !tx.is_of_service() {
        run!(tx, DROP_OLD, now.as_millisecond() - KEPT)?;
        run!(tx, ADD, notice.to_text(), now.as_millisecond())?;
    }
    if is_lite {
        return Ok(());
    }
    let (under_way, limit) = (tx.begin_statement(), tx.limit());
    let sent = match &mut tx.on {
        TxOn::Lite(_) => Ok(()),
        TxOn::Pg(tx) => within_limit(limit, sqlx::query(NOTIFY).bind(CHANNEL).bind(notice.to_text()).execute(&mut **tx)).await.map(drop),
    };
    under_way.ended(sent)
}

/// The service's ear: on PostgreSQL a connection of its own, which is good for nothing once it has failed; on SQLite the table.
pub(crate) enum Channel {
    Listener(PgListener),
    Table { store: Store, waiting: VecDeque<String>, heard: (i64, i64) },
}

impl Store {
    /// Listens on the channel; `None` where nobody else tells anything: on a file that no service holds.
    pub(crate) async fn channel(&self) -> Result<Option<Channel>, StoreError> {
        let Pools::Pg { pool, .. } = &self.pools else {
            let table = Channel::Table { store: self.clone(), waiting: VecDeque::new(), heard: NOTHING_HEARD };
            return Ok(self.serving.is_some().then_some(table));
        };
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
        Ok(Some(Channel::Listener(listener)))
    }

    /// What commands told and was not heard yet, in order; taken away where the file can be written, else not heard twice. `heard`: when the
    /// last one was sent, and its number, which begins anew once a command took away what was old.
    async fn take_pending(&self, heard: &mut (i64, i64)) -> Result<VecDeque<String>, StoreError> {
        let found = rows!(&mut self.read().await?, (i64, i64, String), SENT)?;
        let Some(newest) = found.last().map(|it| it.0) else { return Ok(VecDeque::new()) };
        let before = *heard;
        *heard = found.iter().map(|it| (it.1, it.0)).max().unwrap_or(before);
        let new = found.into_iter().filter(|it| (it.1, it.0) > before).map(|it| it.2).collect();
        if self.drop_pending(newest).await.is_ok() {
            // The next one may have the same number and moment again.
            *heard = NOTHING_HEARD;
        }
        Ok(new)
    }

    async fn drop_pending(&self, newest: i64) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        run!(&mut tx, DROP, newest)?;
        tx.commit().await
    }
}

impl Channel {
    /// Waits for the next notice, of this instance or another. Fails where the connection broke, also where it did so without a word.
    pub(crate) async fn next(&mut self) -> Result<Notice, StoreError> {
        loop {
            let text = match self {
                Self::Listener(listener) => {
                    let Ok(heard) = tokio::time::timeout(QUIET, listener.try_recv()).await else {
                        shows_life(listener.acquire().await?).await?;
                        continue;
                    };
                    let Some(notification) = heard? else { return Err(StoreError::NoAnswer("the channel for notices broke".into())) };
                    notification.payload().to_owned()
                }
                Self::Table { store, waiting, heard } => match waiting.pop_front() {
                    Some(text) => text,
                    None => {
                        tokio::time::sleep(LOOK).await;
                        // A file that cannot be read or written now is told of by whoever serves from it, and read again a moment later.
                        *waiting = store.take_pending(heard).await.unwrap_or_default();
                        continue;
                    }
                },
            };
            if let Some(notice) = Notice::parse(&text) {
                return Ok(notice);
            }
            tracing::warn!("another version of the service sent a notice that this one does not know");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was heard while it could not be taken away is not heard twice, and does not hide what comes after the numbers began anew.
    #[tokio::test]
    async fn numbers_that_begin_anew_hide_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("directory.sqlite").display())).await.unwrap();
        let add = async |id: i64, sent_at: i64, text: &str| {
            let mut tx = store.write().await.unwrap();
            run!(&mut tx, "INSERT INTO notices (id, notice, sent_at) VALUES ($1, $2, $3)", id, text, sent_at).unwrap();
            tx.commit().await.unwrap();
        };
        add(5, 1_000, "old").await;
        add(6, 2_000, "new").await;
        let mut heard = (1_000, 5);
        assert_eq!(store.take_pending(&mut heard).await.unwrap(), ["new"]);
        assert_eq!((heard, store.take_pending(&mut heard).await.unwrap().len()), (NOTHING_HEARD, 0));
        add(1, 90_000, "later").await;
        assert_eq!(store.take_pending(&mut (2_000, 6)).await.unwrap(), ["later"]);
        store.close().await;
    }
}
