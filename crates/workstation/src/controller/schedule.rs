//! When to ask again: pure functions of what is known, how often it failed, and chance as an argument.

use jiff::SignedDuration;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

/// Chance: a number from 0 (included) to 1 (not).
pub type Jitter = Box<dyn FnMut() -> f64 + Send>;

/// Spreads what many computers would otherwise do in the same moment: the jitter of a program. No secret hangs on it.
pub fn chance() -> f64 {
    let bits = u32::try_from(RandomState::new().build_hasher().finish() >> 32).unwrap_or_default();
    f64::from(bits) / (f64::from(u32::MAX) + 1.0)
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

/// What is going on, as far as it matters for asking the service about the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PollRate {
    /// A move is under way and somebody looks at it.
    Watched,
    /// A move is under way.
    Moving,
    /// Nothing is going on.
    Quiet,
}

/// How long until the next question about the person.
pub(super) fn until_check(rate: PollRate, failures: u32, retry_after: Option<Duration>, jitter: f64) -> SignedDuration {
    if failures > 0 || retry_after.is_some() {
        return back_off(failures, retry_after, jitter);
    }
    match rate {
        PollRate::Watched => SignedDuration::from_secs(MINUTE),
        PollRate::Moving => SignedDuration::from_secs(15 * MINUTE),
        PollRate::Quiet => spread(6 * HOUR, jitter),
    }
}

/// How long until Refresh Policy runs by itself: 4 hours, spread by a fifth to both sides.
pub(super) fn until_refresh(failures: u32, retry_after: Option<Duration>, jitter: f64) -> SignedDuration {
    if failures > 0 || retry_after.is_some() { back_off(failures, retry_after, jitter) } else { spread(4 * HOUR, jitter) }
}

/// How long until the stream of events is opened again: a few seconds after an orderly end or the first failure, 15 minutes at most.
pub fn until_listen(failures: u32, retry_after: Option<Duration>, jitter: f64) -> SignedDuration {
    const FIRST: i64 = 3;
    let doubled = FIRST.saturating_mul(1_i64.checked_shl(failures.saturating_sub(1).min(16)).unwrap_or(i64::MAX)).min(15 * MINUTE);
    let theirs = retry_after.map_or(SignedDuration::ZERO, |it| SignedDuration::try_from(it).unwrap_or(SignedDuration::MAX));
    scaled(doubled, 0.5 + jitter.clamp(0.0, 1.0) / 2.0).max(theirs.min(SignedDuration::from_secs(HOUR)))
}

/// One minute after the first failure, doubled with each, an hour at most; jittered over its whole upper half, so that
/// computers that lost the service together do not come back together. Never before the service wants it.
fn back_off(failures: u32, retry_after: Option<Duration>, jitter: f64) -> SignedDuration {
    let doubled = MINUTE.saturating_mul(1_i64.checked_shl(failures.saturating_sub(1).min(16)).unwrap_or(i64::MAX)).min(HOUR);
    let ours = scaled(doubled, 0.5 + jitter.clamp(0.0, 1.0) / 2.0);
    let theirs = retry_after.map_or(SignedDuration::ZERO, |it| SignedDuration::try_from(it).unwrap_or(SignedDuration::MAX));
    // A service that names an absurd time must not silence us for good.
    ours.max(theirs.min(SignedDuration::from_secs(24 * HOUR)))
}

fn spread(seconds: i64, jitter: f64) -> SignedDuration {
    scaled(seconds, 0.8 + 0.4 * jitter.clamp(0.0, 1.0))
}

fn scaled(seconds: i64, by: f64) -> SignedDuration {
    let whole = SignedDuration::from_secs(seconds);
    SignedDuration::try_from_secs_f64(whole.as_secs_f64() * by).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_is_watched_closely_and_a_quiet_day_is_left_alone() {
        assert_eq!(until_check(PollRate::Watched, 0, None, 0.5).as_secs(), 60);
        assert_eq!(until_check(PollRate::Moving, 0, None, 0.5).as_secs(), 15 * 60);
        assert_eq!(until_check(PollRate::Quiet, 0, None, 0.0).as_secs(), 6 * 3600 * 8 / 10);
        assert_eq!(until_check(PollRate::Quiet, 0, None, 1.0).as_secs(), 6 * 3600 * 12 / 10);
        assert_eq!(until_refresh(0, None, 0.5).as_secs(), 4 * 3600);
    }

    #[test]
    fn the_stream_comes_back_soon_and_then_ever_more_rarely() {
        let waits: Vec<i64> = (0..=11).map(|failures| until_listen(failures, None, 1.0).as_secs()).collect();
        assert_eq!(waits, [3, 3, 6, 12, 24, 48, 96, 192, 384, 768, 900, 900]);
        assert_eq!(until_listen(1, Some(Duration::from_secs(60)), 0.0).as_secs(), 60);
        assert_eq!(until_listen(2, None, 0.0).as_secs(), 3, "spread over the upper half");
    }

    #[test]
    fn failures_back_off_to_an_hour_and_the_service_may_ask_for_more() {
        let waits: Vec<i64> = (1..=9).map(|failures| until_check(PollRate::Watched, failures, None, 1.0).as_secs()).collect();
        assert_eq!(waits, [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
        assert_eq!(until_refresh(1, None, 0.0).as_secs(), 30);
        assert_eq!(until_refresh(1, Some(Duration::from_secs(700)), 1.0).as_secs(), 700);
        assert_eq!(until_refresh(40, Some(Duration::MAX), 1.0).as_secs(), 24 * 3600);
    }
}
