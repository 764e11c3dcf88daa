//! Everything ends: in time, or at Ctrl-C.

use crate::duration::format_duration;
use crate::exit::Exit;
use crate::problem::Problem;
use domicile_workstation::present::Say;
use std::future::Future;
use std::time::Duration;

/// Runs the work until it is done, until its time is up, or until Ctrl-C.
pub(crate) async fn run_within<T>(
    say: Say<'_>,
    limit: Duration,
    work: impl Future<Output = Result<T, Box<Problem>>>,
) -> Result<T, Box<Problem>> {
    tokio::select! {
        biased;
        // First, so that it listens before anything begins.
        _ = tokio::signal::ctrl_c() => Err(Problem::ours(say, Exit::Interrupted, "interrupted", &[])),
        done = work => done,
        () = tokio::time::sleep(limit) => Err(timeout_problem(say, limit)),
    }
}

/// Nothing came of it in that time.
pub(crate) fn timeout_problem(say: Say<'_>, limit: Duration) -> Box<Problem> {
    Problem::ours(say, Exit::TimedOut, "timed_out", &[("limit", &format_duration(limit))])
}
