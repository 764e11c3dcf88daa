//! Who listens for notices at this instance, and how a notice reaches them.

use crate::notice::{Notice, Topic};
use crate::store::Store;
use crate::store::notices::Channel;
use domicile_model::id::{AccountId, UserId};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// How many streams one person may have open at an instance.
pub(crate) const MAX_STREAMS: usize = 8;

/// How long to wait before a broken channel is opened again.
const CHANNEL_AGAIN: Duration = Duration::from_secs(2);

/// Everybody who listens at this instance.
#[derive(Debug, Default)]
pub(crate) struct Hub {
    subscribers: Mutex<HashMap<UserId, Vec<Arc<Subscriber>>>>,
    ended: AtomicBool,
    ending: Notify,
}

/// One stream's part of the hub: what changed since it last looked. Bounded, however much changes.
#[derive(Debug, Default)]
struct Subscriber {
    /// The account that the person belonged to when that was looked up last.
    account: Mutex<Option<AccountId>>,
    changed: AtomicU8,
    woken: Notify,
}

impl Subscriber {
    fn belongs_to(&self, account: &AccountId) -> bool {
        self.account.lock().unwrap_or_else(PoisonError::into_inner).as_ref() == Some(account)
    }

    fn hear(&self, bits: u8) {
        self.changed.fetch_or(bits, Ordering::SeqCst);
        self.woken.notify_one();
    }
}

/// A stream that listens for one person; ends listening when dropped.
#[derive(Debug)]
pub(crate) struct Subscription {
    hub: Arc<Hub>,
    user: UserId,
    subscriber: Arc<Subscriber>,
}

impl Hub {
    fn subscribers(&self) -> MutexGuard<'_, HashMap<UserId, Vec<Arc<Subscriber>>>> {
        self.subscribers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens for a person from now on; `None` where they listen too often already.
    pub(crate) fn subscribe(self: &Arc<Self>, user: &UserId) -> Option<Subscription> {
        let subscriber = Arc::new(Subscriber::default());
        let mut subscribers = self.subscribers();
        let of_user = subscribers.entry(user.clone()).or_default();
        if of_user.len() >= MAX_STREAMS {
            return None;
        }
        of_user.push(Arc::clone(&subscriber));
        Some(Subscription { hub: Arc::clone(self), user: user.clone(), subscriber })
    }

    /// Publishes a notice to the streams of whom it concerns.
    pub(crate) fn publish(&self, notice: &Notice) {
        let subscribers = self.subscribers();
        match notice {
            Notice::Person(user, topic) => subscribers.get(user).into_iter().flatten().for_each(|it| it.hear(topic.bit())),
            Notice::Account(account) => {
                subscribers.values().flatten().filter(|it| it.belongs_to(account)).for_each(|it| it.hear(Topic::Me.bit()));
            }
            Notice::Everybody => subscribers.values().flatten().for_each(|it| it.hear(Topic::Me.bit())),
        }
    }

    /// Notices may have been missed: everybody asks again.
    pub(crate) fn publish_to_all(&self) {
        for subscriber in self.subscribers().values().flatten() {
            subscriber.hear(Topic::Me.bit() | Topic::Inbox.bit());
        }
    }

    /// The service ends: so does every stream.
    pub(crate) fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
        self.ending.notify_waiters();
        for subscriber in self.subscribers().values().flatten() {
            subscriber.woken.notify_one();
        }
    }
}

/// Publishes notices of every instance here, until the hub ends.
pub(crate) async fn relay(channel: Channel, hub: Arc<Hub>, store: Store) {
    let ending = hub.ending.notified();
    tokio::pin!(ending);
    ending.as_mut().enable();
    if hub.ended.load(Ordering::SeqCst) {
        return;
    }
    tokio::select! {
        () = ending => {}
        () = relay_until_stopped(channel, &hub, &store) => {}
    }
}

async fn relay_until_stopped(mut channel: Channel, hub: &Hub, store: &Store) {
    let mut opened = Instant::now();
    loop {
        match channel.next().await {
            Ok(notice) => hub.publish(&notice),
            Err(error) => {
                tracing::warn!(%error, "the channel for notices broke");
                if opened.elapsed() < CHANNEL_AGAIN {
                    tokio::time::sleep(CHANNEL_AGAIN).await;
                }
                channel = open_again(store).await;
                opened = Instant::now();
                // What was told in the meantime nobody here has heard.
                hub.publish_to_all();
            }
        }
    }
}

async fn open_again(store: &Store) -> Channel {
    loop {
        match store.channel().await {
            Ok(Some(channel)) => {
                tracing::info!("the channel for notices is open again");
                return channel;
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the channel for notices cannot be opened"),
        }
        tokio::time::sleep(CHANNEL_AGAIN).await;
    }
}

impl Subscription {
    /// Whose stream it is.
    pub(crate) fn user(&self) -> &UserId {
        &self.user
    }

    /// The person belongs to this account now: what concerns everybody there concerns them.
    pub(crate) fn set_account(&self, account: Option<AccountId>) {
        *self.subscriber.account.lock().unwrap_or_else(PoisonError::into_inner) = account;
    }

    /// Waits until something changed, and says what; `None` once the service ends.
    pub(crate) async fn changed(&self) -> Option<Vec<Topic>> {
        loop {
            if self.hub.ended.load(Ordering::SeqCst) {
                return None;
            }
            let bits = self.subscriber.changed.swap(0, Ordering::SeqCst);
            if bits != 0 {
                return Some(Topic::ALL.into_iter().filter(|it| bits & it.bit() != 0).collect());
            }
            self.subscriber.woken.notified().await;
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut subscribers = self.hub.subscribers();
        if let Some(of_user) = subscribers.get_mut(&self.user) {
            of_user.retain(|it| !Arc::ptr_eq(it, &self.subscriber));
            if of_user.is_empty() {
                subscribers.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(user: &str, topic: Topic) -> Notice {
        Notice::Person(UserId::new(user), topic)
    }

    #[tokio::test]
    async fn a_notice_reaches_that_persons_streams_and_nobody_elses() {
        let hub = Arc::new(Hub::default());
        let (ana, ana_too, tom) =
            (hub.subscribe(&UserId::new("ana")), hub.subscribe(&UserId::new("ana")), hub.subscribe(&UserId::new("tom")));
        let (ana, ana_too, tom) = (ana.unwrap(), ana_too.unwrap(), tom.unwrap());
        hub.publish(&notice("ana", Topic::Inbox));
        hub.publish(&notice("ana", Topic::Me));
        hub.publish(&notice("ana", Topic::Me));
        assert_eq!(ana.changed().await, Some(vec![Topic::Me, Topic::Inbox]));
        assert_eq!(ana_too.changed().await, Some(vec![Topic::Me, Topic::Inbox]));
        for quiet in [&ana, &tom] {
            assert!(tokio::time::timeout(Duration::ZERO, quiet.changed()).await.is_err(), "told once, or not at all");
        }
        hub.end();
        assert_eq!((ana.changed().await, tom.changed().await), (None, None));
    }

    #[tokio::test]
    async fn what_concerns_an_account_reaches_those_who_belong_to_it() {
        let hub = Arc::new(Hub::default());
        let (ana, tom) = (hub.subscribe(&UserId::new("ana")).unwrap(), hub.subscribe(&UserId::new("tom")).unwrap());
        let account = |id: &str| Notice::Account(AccountId::new(id));
        ana.set_account(Some(AccountId::new("old-bridge")));
        hub.publish(&account("old-bridge"));
        assert_eq!(ana.changed().await, Some(vec![Topic::Me]));
        assert!(tokio::time::timeout(Duration::ZERO, tom.changed()).await.is_err());
        ana.set_account(None);
        hub.publish(&account("old-bridge"));
        assert!(tokio::time::timeout(Duration::ZERO, ana.changed()).await.is_err(), "no longer theirs");
        hub.publish(&Notice::Everybody);
        assert_eq!((ana.changed().await, tom.changed().await), (Some(vec![Topic::Me]), Some(vec![Topic::Me])));
    }

    #[tokio::test]
    async fn a_person_has_a_handful_of_streams_and_gets_them_back() {
        let hub = Arc::new(Hub::default());
        let ana = UserId::new("ana");
        let mut open: Vec<_> = (0..MAX_STREAMS).map(|_| hub.subscribe(&ana).unwrap()).collect();
        assert!(hub.subscribe(&ana).is_none());
        assert!(hub.subscribe(&UserId::new("tom")).is_some());
        open.pop();
        assert!(hub.subscribe(&ana).is_some());
        open.clear();
        assert!(hub.subscribers().is_empty());
    }
}
