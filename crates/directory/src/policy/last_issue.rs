//! The latest date of issue that any instance has signed, in the database that they share. An instance whose clock is behind it would sign
//! policies that workstations refuse as older than what they have: it signs nothing until its clock is right, while the others go on. And an
//! instance whose clock is far ahead would keep everybody else from signing for as long: where the database is on another machine, its clock
//! is held against that one's, and where they lie far apart, nothing is signed and no date is noted.

use crate::problem::{Code, Problem};
use crate::store::{Store, StoreError, versions};
use jiff::Timestamp;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How far honest clocks may lie apart, in seconds: within it, the latest date signed counts as now.
const LENIENCE: i64 = 30;
/// How much later a date must be to be written down, in seconds: not every policy costs a write.
const GRAIN: i64 = 60;
/// The longest wait that a client is asked for, in seconds: another instance may have the right time.
const LONGEST_WAIT: i64 = 60;
/// How long an answer waits for the note. A database that is busy must not keep policies back.
const PATIENCE: Duration = Duration::from_millis(500);
/// How far a clock may be ahead of the database's, in seconds.
const FAR_AHEAD: i64 = 3600;
/// How long it counts that the clocks were compared.
const COMPARED: Duration = Duration::from_secs(60);

/// The moment to issue at, in the light of the latest date signed (seconds).
pub(crate) fn moment(now: Timestamp, last_issue: i64) -> Result<Timestamp, Problem> {
    let behind = last_issue.saturating_sub(now.as_second());
    if behind <= 0 {
        return Ok(now);
    }
    if behind > LENIENCE {
        tracing::error!(
            seconds = behind,
            "a policy was signed before with a later date than now: this instance signs nothing. Either its clock is behind: set it. Or the clock of whoever signed that policy ran ahead: domicile-directory keys epoch raise --because TEXT lets dates fall again"
        );
        return Err(Problem::new(Code::ClockBehind).retry_after(behind.min(LONGEST_WAIT)));
    }
    Timestamp::from_second(last_issue).map_err(|error| Problem::internal(&error))
}

/// Writes the latest date down; one write at a time in this instance.
#[derive(Debug, Default)]
pub(crate) struct LastIssue {
    writing: AtomicBool,
    /// How far this clock was ahead of the database's (seconds), and when that was seen.
    ahead: Mutex<Option<(Instant, i64)>>,
}

impl LastIssue {
    /// Refuses to date anything by a clock that is far ahead of the database's. SQLite has none of its own, and is asked nothing.
    pub(crate) async fn check_clock(&self, store: &Store, now: Timestamp) -> Result<(), Problem> {
        let known = *self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        let ahead = match known.filter(|(seen, ahead)| seen.elapsed() < COMPARED && *ahead <= FAR_AHEAD) {
            Some((_, ahead)) => ahead,
            None => {
                let Some(theirs) = store.clock().await? else { return Ok(()) };
                let ahead = now.as_second().saturating_sub(theirs);
                *self.ahead.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), ahead));
                ahead
            }
        };
        if ahead <= FAR_AHEAD {
            return Ok(());
        }
        tracing::error!(seconds = ahead, "this instance's clock is far ahead of the database's: it signs nothing until they agree");
        Err(Problem::new(Code::ClockAhead).retry_after(LONGEST_WAIT))
    }

    /// A policy of this date (`iat`, seconds) was signed, where `last_issued` was the latest before. That it cannot be written down is logged and
    /// keeps nobody from working: the next policy tries again.
    pub(crate) async fn signed(&self, store: &Store, iat: i64, last_issued: i64) {
        if iat < last_issued.saturating_add(GRAIN) || self.writing.swap(true, Ordering::Acquire) {
            return;
        }
        match tokio::time::timeout(PATIENCE, note(store, iat)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the date of the last policy is not noted"),
            Err(_) => tracing::warn!("the database is busy: the date of the last policy is not noted"),
        }
        self.writing.store(false, Ordering::Release);
    }
}

async fn note(store: &Store, iat: i64) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    versions::raise_last_issue(&mut tx, iat).await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_far_behind_signs_nothing_and_a_little_behind_goes_on() {
        let at = |second| Timestamp::from_second(second).unwrap();
        for (now, issued) in [(1000, 1000), (970, 1000), (1001, 1001), (i64::from(u32::MAX), i64::from(u32::MAX))] {
            assert_eq!(moment(at(now), 1000).unwrap(), at(issued), "{now}");
        }
        for (now, wait) in [(969, 31), (0, 60)] {
            let problem = moment(at(now), 1000).unwrap_err();
            assert_eq!(problem.code(), Code::ClockBehind);
            assert_eq!(problem.into_details().retry_after, Some(wait));
        }
        assert_eq!(moment(at(5), 0).unwrap(), at(5), "nothing signed yet");
    }
}
