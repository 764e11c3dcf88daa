//! Everything ends: in time, or when the system or the person asks it to. What must not be cut off comes to its end first.

use crate::duration::format_duration;
use crate::exit::Exit;
use crate::output::Output;
use crate::problem::Problem;
use domicile_workstation::backend::Backend;
use domicile_workstation::interruption;
use domicile_workstation::present::Say;
use domicile_workstation::session::RENEWAL_LIMIT;
use std::future::Future;
use std::pin::pin;
use std::time::Duration;

/// How long a renewal of the session may hold up the end without a word.
const WITHOUT_A_WORD: Duration = Duration::from_secs(2);

/// Whether a verb only reads: then nothing can be under way when it is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It changes nothing anywhere.
    Reads,
    /// What it has sent may be carried out though nobody waits for it.
    Changes,
}

/// Runs the work until it is done, until its time is up, or until it is interrupted.
pub(crate) async fn run_within<T>(
    say: Say<'_>,
    (limit, effect): (Duration, Effect),
    work: impl Future<Output = Result<T, Box<Problem>>>,
) -> Result<T, Box<Problem>> {
    // First, so that it listens before anything begins; and it goes on listening: after this no signal ends the process.
    let interruption = interruption::listen();
    tokio::select! {
        biased;
        () = interruption => Err(interrupted(say, effect)),
        done = work => done,
        () = tokio::time::sleep(limit) => Err(timeout_problem(say, limit)),
    }
}

fn interrupted(say: Say<'_>, effect: Effect) -> Box<Problem> {
    let effect = match effect {
        Effect::Reads => "reads",
        Effect::Changes => "changes",
    };
    Problem::ours(say, Exit::Interrupted, "interrupted", &[("effect", effect)])
}

/// Nothing came of it in that time.
pub(crate) fn timeout_problem(say: Say<'_>, limit: Duration) -> Box<Problem> {
    Problem::ours(say, Exit::TimedOut, "timed_out", &[("limit", &format_duration(limit))])
}

/// Lets what was begun come to its end, above all a renewal of the session: its answer cannot be asked for again. Says so where that
/// takes a while.
pub(crate) async fn finish(backend: &dyn Backend, say: Say<'_>, output: &Output) {
    let mut end = pin!(backend.finish());
    if tokio::time::timeout(WITHOUT_A_WORD, &mut end).await.is_err() {
        output.must_know(&say.text("cli-finishing-renewal"));
        let _ = tokio::time::timeout(RENEWAL_LIMIT, end).await;
    }
}
