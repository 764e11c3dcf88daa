//! Everything ends: in time, or at Ctrl-C.

use crate::exit::Exit;
use crate::problem::Problem;
use crate::speech::Speech;
use std::future::Future;
use std::time::Duration;

/// Runs the work until it is done, until its time is up, or until Ctrl-C.
pub(crate) async fn limited<T>(
    speech: &Speech,
    limit: Duration,
    work: impl Future<Output = Result<T, Box<Problem>>>,
) -> Result<T, Box<Problem>> {
    tokio::select! {
        biased;
        // First, so that it listens before anything begins.
        _ = tokio::signal::ctrl_c() => Err(Problem::ours(speech, Exit::Interrupted, "interrupted", &[])),
        done = work => done,
        () = tokio::time::sleep(limit) => Err(timed_out(speech, limit)),
    }
}

/// Nothing came of it in that time.
pub(crate) fn timed_out(speech: &Speech, limit: Duration) -> Box<Problem> {
    Problem::ours(speech, Exit::TimedOut, "timed_out", &[("limit", &in_words(limit))])
}

/// `90 s`, `2 min`, `500 ms`: short forms that are the same everywhere.
pub(crate) fn in_words(time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{} ms", time.as_millis()),
        seconds if seconds % 60 == 0 => format!("{} min", seconds / 60),
        seconds => format!("{seconds} s"),
    }
}
