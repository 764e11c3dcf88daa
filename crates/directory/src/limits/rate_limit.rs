//! A rate limit: so many at once, and then so many a second, for each payer apart (a token bucket, by the crate `governor`).

use super::Payer;
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;
use std::time::Duration;

/// How many payers are counted apart; beyond that all new ones share one account, so that no crowd fills the memory.
const MOST: usize = 100_000;
const DAY: Duration = Duration::from_secs(24 * 3600);

/// So many at once, and so many a second.
#[derive(Debug)]
pub(super) struct RateLimit {
    limiter: RateLimiter<Payer, HashMapStateStore<Payer>, DefaultClock, NoOpMiddleware<<DefaultClock as governor::clock::Clock>::Instant>>,
    clock: DefaultClock,
}

impl RateLimit {
    /// `burst` at once, then `rate` a second; at least one of each.
    pub(super) fn per_second(rate: f64, burst: u32) -> Self {
        // The settings were checked: neither is absurd.
        let period = Duration::try_from_secs_f64(1.0 / rate).unwrap_or(Duration::from_secs(1));
        Self::new(period, burst)
    }

    /// `most` at once, and as many again in the course of a day.
    pub(super) fn per_day(most: u32) -> Self {
        Self::new(DAY / most.max(1), most)
    }

    fn new(period: Duration, burst: u32) -> Self {
        let quota = Quota::with_period(period.max(Duration::from_nanos(1))).unwrap_or(Quota::per_second(NonZeroU32::MIN));
        let quota = quota.allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
        Self { limiter: RateLimiter::hashmap(quota), clock: DefaultClock::default() }
    }

    /// Counts one.
    ///
    /// # Errors
    /// How long to wait.
    pub(super) fn take(&self, payer: Payer) -> Result<(), Duration> {
        if self.limiter.len() >= MOST {
            self.limiter.retain_recent();
        }
        let payer = if self.limiter.len() >= MOST { Payer::address(IpAddr::V4(Ipv4Addr::UNSPECIFIED)) } else { payer };
        self.limiter.check_key(&payer).map_err(|until| until.wait_time_from(self.clock.now()))
    }
}
