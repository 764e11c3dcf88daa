//! Which connections there are, what each is doing and since when: so that those that do nothing for too long are closed, and the one that
//! has been idle the longest makes room when all places are taken.

use crate::client_address::TrustedProxies;
use crate::limits::LimitSettings;
use crate::metrics::{Gauge, GaugeGuard};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// How long a head may take once the service was told to end.
const LAST_HEADS: Duration = Duration::from_secs(1);

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing has come yet, or a head has begun and has not ended.
    Head,
    /// Between two requests.
    Idle,
    /// A request is being answered.
    Busy,
}

impl Phase {
    fn of(number: u8) -> Self {
        match number {
            0 => Self::Head,
            1 => Self::Idle,
            _ => Self::Busy,
        }
    }
}

/// One connection, as everybody who has to do with it notes what happens.
#[derive(Debug)]
pub(super) struct Connection {
    began: Instant,
    phase: AtomicU8,
    /// Since when it is in its phase, in milliseconds after its beginning.
    since: AtomicU64,
    /// Since when nothing of an answer could be written, in milliseconds after its beginning, and one more; 0 where it flows.
    stalled: AtomicU64,
    address: IpAddr,
    /// Told when it has to close.
    pub(super) close: Notify,
}

impl Connection {
    fn new(address: IpAddr) -> Self {
        let (phase, since, stalled) = (AtomicU8::new(Phase::Head as u8), AtomicU64::new(0), AtomicU64::new(0));
        Self { began: Instant::now(), phase, since, stalled, address, close: Notify::new() }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn enter(&self, phase: Phase) {
        self.since.store(self.now(), Ordering::Relaxed);
        self.phase.store(phase as u8, Ordering::Release);
    }

    /// Bytes came in: where nothing was under way, the head of a request begins.
    pub(super) fn received(&self) {
        if Phase::of(self.phase.load(Ordering::Acquire)) == Phase::Idle {
            self.enter(Phase::Head);
        }
    }

    /// A whole head has come: the request is being answered.
    pub(super) fn request_began(&self) {
        self.enter(Phase::Busy);
    }

    /// The last of the answer was handed over.
    pub(super) fn request_ended(&self) {
        self.enter(Phase::Idle);
    }

    /// Bytes were written, or could not be.
    pub(super) fn wrote(&self, pending: bool) {
        if !pending {
            self.stalled.store(0, Ordering::Relaxed);
        } else if self.stalled.load(Ordering::Relaxed) == 0 {
            self.stalled.store(self.now().saturating_add(1), Ordering::Relaxed);
        }
    }

    /// How long it has been waiting for its peer to ask; `None` while it is busy, or has something left to write.
    fn waiting(&self) -> Option<(Phase, Duration)> {
        let phase = Phase::of(self.phase.load(Ordering::Acquire));
        let since = Duration::from_millis(self.now().saturating_sub(self.since.load(Ordering::Relaxed)));
        (phase != Phase::Busy && self.stalled.load(Ordering::Relaxed) == 0).then_some((phase, since))
    }

    /// Whether it takes longer than it may.
    fn is_overdue(&self, limits: &LimitSettings, head: Duration) -> bool {
        let stalled = self.stalled.load(Ordering::Relaxed);
        if stalled != 0 && Duration::from_millis(self.now().saturating_sub(stalled)) > limits.stalled {
            return true;
        }
        match self.waiting() {
            Some((Phase::Head, since)) => since > head,
            Some((Phase::Idle, since)) => since > limits.idle,
            Some((Phase::Busy, _)) | None => false,
        }
    }
}

/// Why a connection is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// Every place is taken by a connection on which something is being answered.
    Full,
    /// This address has as many as one may have.
    TooManyOfAddress,
}

/// All connections.
#[derive(Debug)]
pub(super) struct Table {
    limits: LimitSettings,
    proxies: TrustedProxies,
    most: usize,
    open: Gauge,
    next: AtomicUsize,
    ending: AtomicBool,
    entries: Mutex<HashMap<usize, Arc<Connection>>>,
}

/// A connection's place in the table, until it is dropped.
#[derive(Debug)]
pub(super) struct Entry {
    table: Arc<Table>,
    number: usize,
    pub(super) connection: Arc<Connection>,
    _guard: GaugeGuard,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.table.entries().remove(&self.number);
    }
}

impl Table {
    /// Room for so many connections, or for as many as the settings say, if that is less; `open` counts them.
    pub(super) fn new(limits: LimitSettings, proxies: TrustedProxies, files: Option<usize>, open: Gauge) -> Self {
        let most = files.map_or(limits.connections, |it| it.min(limits.connections)).max(1);
        Self { limits, proxies, most, open, next: AtomicUsize::default(), ending: AtomicBool::default(), entries: Mutex::default() }
    }

    /// How many there is room for.
    pub(super) fn most(&self) -> usize {
        self.most
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, HashMap<usize, Arc<Connection>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a connection in. Where all places are taken, the one that has waited the longest for its peer to ask is closed: whoever means
    /// to ask does so at once.
    pub(super) fn admit(self: &Arc<Self>, address: IpAddr) -> Result<Entry, Refused> {
        let address = address.to_canonical();
        let mut entries = self.entries();
        let bounded = !address.is_loopback() && !self.proxies.contain(address);
        if bounded && entries.values().filter(|it| it.address == address).count() >= self.limits.connections_per_address {
            return Err(Refused::TooManyOfAddress);
        }
        if entries.len() >= self.most {
            let longest = entries.iter().filter_map(|(number, it)| Some((it.waiting()?.1, *number))).max();
            let (_, number) = longest.ok_or(Refused::Full)?;
            if let Some(it) = entries.remove(&number) {
                it.close.notify_one();
            }
        }
        let (number, connection) = (self.next.fetch_add(1, Ordering::Relaxed), Arc::new(Connection::new(address)));
        entries.insert(number, Arc::clone(&connection));
        Ok(Entry { table: Arc::clone(self), number, connection, _guard: self.open.increment() })
    }

    /// Closes what takes longer than it may.
    pub(super) fn close_overdue(&self) {
        let head = if self.ending.load(Ordering::Relaxed) { self.limits.head.min(LAST_HEADS) } else { self.limits.head };
        for it in self.entries().values().filter(|it| it.is_overdue(&self.limits, head)) {
            it.close.notify_one();
        }
    }

    /// The service ends: who has not asked by now has little time left to do so.
    pub(super) fn end(&self) {
        self.ending.store(true, Ordering::Relaxed);
    }

    /// How large the head of a request may be.
    pub(super) fn head_bytes(&self) -> usize {
        self.limits.head_bytes
    }

    /// Closes the one that has waited the longest, because files have run out; `false` where none waits.
    pub(super) fn close_longest_waiting(&self) -> bool {
        let entries = self.entries();
        let longest = entries.values().filter_map(|it| Some((it.waiting()?.1, it))).max_by_key(|it| it.0);
        longest.inspect(|it| it.1.close.notify_one()).is_some()
    }

    /// How often to look for what is overdue: often enough that nothing lives much longer than it may.
    pub(super) fn look_every(&self) -> Duration {
        let shortest = self.limits.head.min(self.limits.idle).min(self.limits.stalled);
        (shortest / 4).clamp(Duration::from_millis(10), Duration::from_secs(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(limits: LimitSettings) -> Arc<Table> {
        Arc::new(Table::new(limits, TrustedProxies::default(), None, Gauge::default()))
    }

    fn is_told_to_close(it: &Entry) -> bool {
        use futures_util::FutureExt as _;
        it.connection.close.notified().now_or_never().is_some()
    }

    #[test]
    fn the_one_that_waited_longest_makes_room_and_none_that_is_busy() {
        let table = table(LimitSettings { connections: 3, ..LimitSettings::default() });
        let local = "127.0.0.1".parse().unwrap();
        let entries: Vec<_> = (0..3).map(|_| table.admit(local).unwrap()).collect();
        entries[0].connection.request_began();
        entries[1].connection.since.store(0, Ordering::Relaxed);
        std::iter::repeat_with(|| entries[2].connection.now()).find(|it| *it > 1);
        entries[2].connection.request_began();
        entries[2].connection.request_ended();
        let fourth = table.admit(local).unwrap();
        assert_eq!(entries.iter().map(is_told_to_close).collect::<Vec<_>>(), [false, true, false]);
        entries[2].connection.request_began();
        fourth.connection.request_began();
        assert_eq!(table.admit(local).unwrap_err(), Refused::Full);
        assert_eq!(table.open.value(), 4, "one of them was told to close, and has not yet");
        drop(fourth);
        assert!(table.admit(local).is_ok());
        drop(entries);
        assert_eq!(table.open.value(), 0);
    }

    #[test]
    fn an_address_has_its_share_and_a_proxy_needs_none() {
        let table = table(LimitSettings { connections_per_address: 2, ..LimitSettings::default() });
        let of = |it: &str| (0..4).map(|_| table.admit(it.parse().unwrap())).collect::<Vec<_>>();
        let (far, near, other) = (of("192.0.2.1"), of("127.0.0.1"), of("192.0.2.2"));
        for it in [&far, &other] {
            assert_eq!(it.iter().filter(|it| it.as_ref().is_err_and(|it| *it == Refused::TooManyOfAddress)).count(), 2);
        }
        assert!(near.iter().all(Result::is_ok));
    }

    #[test]
    fn each_phase_has_its_time() {
        let second = |it| Duration::from_secs(it);
        let limits = LimitSettings { head: second(10), idle: second(75), stalled: second(60), ..LimitSettings::default() };
        let mut it = Connection::new("127.0.0.1".parse().unwrap());
        let later = |it: &mut Connection, seconds| it.began -= second(seconds);
        let Some(begun) = it.began.checked_sub(second(1_000)) else { return };
        it.began = begun;
        it.enter(Phase::Head);
        assert!(!it.is_overdue(&limits, limits.head));
        later(&mut it, 11);
        assert!(it.is_overdue(&limits, limits.head), "a head that does not come");
        it.request_began();
        later(&mut it, 500);
        assert!(!it.is_overdue(&limits, limits.head), "a stream may take as long as it likes");
        it.wrote(true);
        later(&mut it, 59);
        it.wrote(true);
        assert!(!it.is_overdue(&limits, limits.head));
        later(&mut it, 3);
        assert!(it.is_overdue(&limits, limits.head), "nobody takes the answer");
        it.wrote(false);
        it.request_ended();
        later(&mut it, 74);
        assert!(!it.is_overdue(&limits, limits.head));
        it.received();
        later(&mut it, 9);
        assert!(!it.is_overdue(&limits, limits.head), "the head has just begun");
        later(&mut it, 2);
        assert!(it.is_overdue(&limits, limits.head));
    }
}
