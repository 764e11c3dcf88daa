//! Which time can be proved. A wall clock is a claim of the machine's user; signatures and the service's answers are not.
//!
//! The rule is a pure function of what the clocks say; reading them is one call in a file per platform.

#[cfg_attr(any(target_os = "linux", target_os = "macos"), path = "unix.rs")]
#[cfg_attr(not(any(target_os = "linux", target_os = "macos")), path = "other.rs")]
mod boot;
#[cfg(test)]
mod tests;

use crate::claims::DAY;
use serde::{Deserialize, Serialize};
use std::time::{SystemTime, UNIX_EPOCH};

/// How far the wall clock may lag behind a time known to have passed, in seconds: 24 hours.
pub const TOLERATED_LAG: i64 = DAY;

/// What the machine's clocks say at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The wall clock, seconds since 1970 UTC.
    pub wall: i64,
    /// The clock that counts since the machine started, through sleep as well; `None` where it cannot be read.
    pub boot: Option<Boot>,
}

/// The clock that counts since the machine started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boot {
    /// Names this run of the machine; `None` where the system has no such name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Seconds since it started.
    pub elapsed: i64,
}

impl Clock {
    /// Reads the machine's clocks.
    pub fn system() -> Self {
        let wall = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |it| -it),
        };
        Self { wall, boot: boot::read() }
    }

    /// A wall clock alone.
    pub fn wall(wall: i64) -> Self {
        Self { wall, boot: None }
    }
}

/// What this machine noted of time itself: soft, since it is not signed. A policy that is taken in starts it anew. Only the first three
/// are counted; the others are told to people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SoftMarks {
    /// The date of issue (seconds) of the policy that was taken in last: a signed time ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_time: Option<i64>,
    /// ... and the boot clock when it was taken in, which counts on from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_boot: Option<Boot>,
    /// The latest wall clock noted since, while nobody answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wall_seen: Option<i64>,
    /// This machine's wall clock at the last answer of the service. Never counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<i64>,
    /// By how many seconds the service's clock was ahead of this machine's then (below 0: behind), where it said. Never counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_ahead: Option<i64>,
    /// What an earlier build wrote in the place of `contact`: the service's unsigned word. Shown where it can be true, never counted.
    #[serde(default, skip_serializing)]
    pub(crate) server_time: Option<i64>,
}

impl SoftMarks {
    /// After a policy was taken in whose date of issue is `signed_time`.
    pub(crate) fn after(signed_time: i64, server_time: Option<i64>, clock: &Clock) -> Self {
        let mut marks = Self { signed_time: Some(signed_time), signed_boot: clock.boot.clone(), ..Self::default() };
        marks.note_contact(server_time, clock);
        marks
    }

    /// Notes that the service answered, for people. No mark of time moves: an answer without a signature proves none.
    pub(crate) fn note_contact(&mut self, server_time: Option<i64>, clock: &Clock) {
        self.contact = Some(clock.wall);
        self.service_ahead = server_time.map(|it| it.saturating_sub(clock.wall));
        self.server_time = None;
    }

    /// When the service answered last, by this machine's clock.
    pub(crate) fn last_contact(&self, clock: &Clock) -> Option<i64> {
        self.contact.or(self.server_time.filter(|it| *it <= clock.wall))
    }
}

/// The time that can be proved, and what to think of the wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provable {
    /// The latest of: signed time seen, the one of the policy that was taken in last plus what the boot clock counted since, the wall
    /// clock (the latest one noted, and now). Seconds since 1970 UTC.
    pub now: i64,
    /// The wall clock lags more than [`TOLERATED_LAG`] behind that.
    pub suspect: bool,
}

/// Judges the clocks. `signed` is the latest time that an accepted signature proves, if any.
pub fn provable(clock: &Clock, signed: Option<i64>, soft: &SoftMarks) -> Provable {
    let taken_in = soft.signed_time.map(|then| then.saturating_add(since(soft.signed_boot.as_ref(), clock.boot.as_ref())));
    let passed = [signed, taken_in, soft.wall_seen].into_iter().flatten().max().unwrap_or(clock.wall);
    Provable { now: passed.max(clock.wall), suspect: clock.wall < passed.saturating_sub(TOLERATED_LAG) }
}

/// The least that can have passed between two readings of the boot clock. A machine that was restarted in between has at least run
/// for as long as it runs now; where nothing names the run, the smaller bound of both cases counts.
fn since(then: Option<&Boot>, now: Option<&Boot>) -> i64 {
    let (Some(then), Some(now)) = (then, now) else { return 0 };
    let restarted = now.elapsed < then.elapsed || matches!((&then.id, &now.id), (Some(a), Some(b)) if a != b);
    let least = if restarted { now.elapsed } else { now.elapsed.saturating_sub(then.elapsed) };
    least.max(0)
}
