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

/// What this machine noted of time itself: soft, since it is not signed. A verified refresh starts it anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SoftMarks {
    /// The service's time at the last contact (seconds).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_time: Option<i64>,
    /// The boot clock at that contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boot: Option<Boot>,
    /// The latest wall clock noted since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wall_seen: Option<i64>,
}

/// The time that can be proved, and what to think of the wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provable {
    /// The latest of: signed time seen, the service's time at the last contact plus what the boot clock counted since, the wall clock
    /// (the latest one noted, and now). Seconds since 1970 UTC.
    pub now: i64,
    /// The wall clock lags more than [`TOLERATED_LAG`] behind that.
    pub suspect: bool,
}

/// Judges the clocks. `signed` is the latest time that an accepted signature proves, if any.
pub fn provable(clock: &Clock, signed: Option<i64>, soft: &SoftMarks) -> Provable {
    let contact = soft.server_time.map(|then| then.saturating_add(since(soft.boot.as_ref(), clock.boot.as_ref())));
    let passed = [signed, contact, soft.wall_seen].into_iter().flatten().max().unwrap_or(clock.wall);
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
