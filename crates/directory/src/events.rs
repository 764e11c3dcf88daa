//! Telling people that something of theirs changed: who listens, and how a change reaches them once it lasts. What changed is not told;
//! whoever hears it asks again. Between instances that share a PostgreSQL database, see `store::notices`.

use crate::problem::Problem;
use crate::service::{Service, WriteContext};
use crate::store::notices::{Channel, Heard};
use crate::store::{accounts, notices};
use domicile_model::id::{AccountId, UserId};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// How many streams one person may have open at an instance.
pub(crate) const MAX_STREAMS: usize = 8;

/// How long to wait before a broken channel is opened again.
const CHANNEL_AGAIN: Duration = Duration::from_secs(2);

/// What may have changed for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Their own record, requests, offers or policy.
    Me,
    /// What the administrators of their account look after.
    Inbox,
}

impl Topic {
    const ALL: [Self; 2] = [Self::Me, Self::Inbox];

    /// The name in an event.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Inbox => "inbox",
        }
    }

    /// Reads the name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    fn bit(self) -> u8 {
        match self {
            Self::Me => 1,
            Self::Inbox => 2,
        }
    }
}

/// Something changed for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) user: UserId,
    pub(crate) topic: Topic,
}

impl WriteContext<'_> {
    /// Tells the person, once this change lasts, that something of theirs changed.
    pub(crate) async fn tell(&mut self, user: &UserId) -> Result<(), Problem> {
        self.notice(Notice { user: user.clone(), topic: Topic::Me }).await
    }

    /// Tells the administrators of an account, once this change lasts, that something they look after changed.
    pub(crate) async fn tell_administrators(&mut self, account: &AccountId) -> Result<(), Problem> {
        for it in accounts::administrators(self.tx, account).await?.into_iter().filter(|it| !it.locked) {
            self.notice(Notice { user: it.id, topic: Topic::Inbox }).await?;
        }
        Ok(())
    }

    async fn notice(&mut self, notice: Notice) -> Result<(), Problem> {
        if self.notices.contains(&notice) {
            return Ok(());
        }
        notices::send(self.tx, &notice).await?;
        self.notices.push(notice);
        Ok(())
    }
}

/// Everybody who listens at this instance.
#[derive(Debug, Default)]
pub(crate) struct Hub {
    listeners: Mutex<HashMap<UserId, Vec<Arc<Subscriber>>>>,
    ended: AtomicBool,
    ending: Notify,
}

/// One stream's part of the hub: what changed since it last looked. Bounded, however much changes.
#[derive(Debug, Default)]
struct Subscriber {
    changed: AtomicU8,
    woken: Notify,
}

impl Subscriber {
    fn hear(&self, bits: u8) {
        self.changed.fetch_or(bits, Ordering::SeqCst);
        self.woken.notify_one();
    }
}

/// A stream that listens for one person; ends listening when dropped.
#[derive(Debug)]
pub(crate) struct Listener {
    hub: Arc<Hub>,
    user: UserId,
    subscriber: Arc<Subscriber>,
}

impl Hub {
    fn listeners(&self) -> MutexGuard<'_, HashMap<UserId, Vec<Arc<Subscriber>>>> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens for a person from now on; `None` where they listen too often already.
    pub(crate) fn listen(self: &Arc<Self>, user: &UserId) -> Option<Listener> {
        let subscriber = Arc::new(Subscriber::default());
        let mut listeners = self.listeners();
        let of_user = listeners.entry(user.clone()).or_default();
        if of_user.len() >= MAX_STREAMS {
            return None;
        }
        of_user.push(Arc::clone(&subscriber));
        Some(Listener { hub: Arc::clone(self), user: user.clone(), subscriber })
    }

    /// Passes a notice on to the person's streams.
    pub(crate) fn publish(&self, notice: &Notice) {
        for subscriber in self.listeners().get(&notice.user).into_iter().flatten() {
            subscriber.hear(notice.topic.bit());
        }
    }

    /// Notices may have been missed: everybody asks again.
    pub(crate) fn publish_to_all(&self) {
        for subscriber in self.listeners().values().flatten() {
            subscriber.hear(Topic::Me.bit() | Topic::Inbox.bit());
        }
    }

    /// The service ends: so does every stream.
    pub(crate) fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
        self.ending.notify_waiters();
        for subscriber in self.listeners().values().flatten() {
            subscriber.woken.notify_one();
        }
    }
}

/// Passes notices of every instance on, as long as the service runs.
pub(crate) async fn relay(channel: Channel, service: Service) {
    let hub = service.hub();
    let ending = hub.ending.notified();
    tokio::pin!(ending);
    ending.as_mut().enable();
    if hub.ended.load(Ordering::SeqCst) {
        return;
    }
    tokio::select! {
        () = ending => {}
        () = relay_until_stopped(channel, &service) => {}
    }
}

async fn relay_until_stopped(mut channel: Channel, service: &Service) {
    loop {
        match channel.next().await {
            Ok(Heard::Notice(notice)) => service.hub().publish(&notice),
            Ok(Heard::Gap) => service.hub().publish_to_all(),
            Err(error) => {
                tracing::warn!(%error, "the channel for notices broke");
                channel = open_again(service).await;
                // What was told in the meantime nobody here has heard.
                service.hub().publish_to_all();
            }
        }
    }
}

async fn open_again(service: &Service) -> Channel {
    loop {
        tokio::time::sleep(CHANNEL_AGAIN).await;
        match service.dependencies().store.channel().await {
            Ok(Some(channel)) => return channel,
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the channel for notices cannot be opened"),
        }
    }
}

impl Listener {
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

impl Drop for Listener {
    fn drop(&mut self) {
        let mut listeners = self.hub.listeners();
        if let Some(of_user) = listeners.get_mut(&self.user) {
            of_user.retain(|it| !Arc::ptr_eq(it, &self.subscriber));
            if of_user.is_empty() {
                listeners.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(user: &str, topic: Topic) -> Notice {
        Notice { user: UserId::new(user), topic }
    }

    #[tokio::test]
    async fn a_notice_reaches_that_persons_streams_and_nobody_elses() {
        let hub = Arc::new(Hub::default());
        let (ana, ana_too, tom) = (hub.listen(&UserId::new("ana")), hub.listen(&UserId::new("ana")), hub.listen(&UserId::new("tom")));
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
    async fn a_person_has_a_handful_of_streams_and_gets_them_back() {
        let hub = Arc::new(Hub::default());
        let ana = UserId::new("ana");
        let mut open: Vec<_> = (0..MAX_STREAMS).map(|_| hub.listen(&ana).unwrap()).collect();
        assert!(hub.listen(&ana).is_none());
        assert!(hub.listen(&UserId::new("tom")).is_some());
        open.pop();
        assert!(hub.listen(&ana).is_some());
        open.clear();
        assert!(hub.listeners().is_empty());
    }
}
