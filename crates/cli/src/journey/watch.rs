//! `domicile journey --watch`: says each change of the move as it happens, until it is done or nobody watches any more. The service tells
//! that something changed, and the data folder that another program did (a refresh by the app, a sign-out); what nobody can tell, such as a
//! request that runs out, is looked for once a minute.

use super::{answer, text};
use crate::answer::Answer;
use crate::context::Context;
use crate::exit::Exit;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use domicile_workstation::api::Changed;
use domicile_workstation::controller::until_listen;
use domicile_workstation::failure::FailureKind;
use domicile_workstation::overview::{JourneyView, StepView};
use domicile_workstation::present::Say;
use domicile_workstation::vocabulary::StepState;
use jiff::Timestamp;
use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::Notify;

/// How long until somebody who watches looks again where nothing was heard: as often as the window does.
const QUIET: Duration = Duration::from_secs(60);
/// What changes together is told once.
const TOGETHER: Duration = Duration::from_millis(300);

/// What was told last.
#[derive(PartialEq)]
struct Told {
    headline: String,
    /// Title, state and detail of each line.
    lines: Vec<(String, String)>,
}

pub(super) async fn run(outer: &Context<'_>) -> Result<Answer, Box<Problem>> {
    let changed = Arc::new(Notify::new());
    let written = Arc::clone(&changed);
    // Where the system lets nobody watch, the minute is what there is.
    let _ = outer.backend.watch(Box::new(move || written.notify_one()));
    let mut hearing = pin!(hear(outer, Arc::clone(&changed)));
    let mut told: Option<Told> = None;
    let mut reached = true;
    loop {
        // Each look is at a moment of its own: dates and what is over depend on it.
        let say = Say::in_system_zone(outer.say.words(), Timestamp::now());
        let context = Context { say, output: outer.output, backend: outer.backend, may_ask: outer.may_ask, patience: outer.patience };
        let snapshot = Snapshot::current(&context).await;
        reached = heed(&context, &snapshot, reached)?;
        let now = seen(&snapshot);
        if told.as_ref() != Some(&now) {
            let lines = match &told {
                None => text(say, &snapshot),
                Some(before) => changes(say, before, &now),
            };
            let answer = answer(&snapshot).text(lines);
            if is_over(snapshot.overview().journey.as_ref()) || !context.output.line(&answer) {
                return Ok(answer);
            }
            told = Some(now);
        }
        tokio::select! {
            () = changed.notified() => tokio::time::sleep(TOGETHER).await,
            never = &mut hearing => match never {},
            () = tokio::time::sleep(QUIET) => {}
        }
    }
}

/// Listens to the service for as long as anybody watches; a stream that ends is opened again, ever more rarely where that fails.
async fn hear(context: &Context<'_>, changed: Arc<Notify>) -> Infallible {
    let failures = Arc::new(AtomicU32::new(0));
    loop {
        let (tell, count) = (Arc::clone(&changed), Arc::clone(&failures));
        let heard = Box::new(move |it: Changed| {
            count.store(0, Ordering::Relaxed);
            if it.me {
                tell.notify_one();
            }
        });
        let retry_after = match context.backend.listen(heard).await {
            Ok(()) => None,
            Err(failure) => {
                failures.fetch_add(1, Ordering::Relaxed);
                // Whether the session has ended is found out by asking.
                if failure.kind() == FailureKind::SignIn {
                    changed.notify_one();
                }
                failure.retry_after
            }
        };
        let chance = f64::from(Timestamp::now().subsec_nanosecond()) / 1e9;
        let wait = until_listen(failures.load(Ordering::Relaxed), retry_after, chance);
        tokio::time::sleep(wait.try_into().unwrap_or(QUIET)).await;
    }
}

/// Whether the service was reached. That it was not is said once; only where nobody is signed in any more there is nothing left to watch.
fn heed(context: &Context<'_>, snapshot: &Snapshot, reached: bool) -> Result<bool, Box<Problem>> {
    snapshot.require_me()?;
    match snapshot.require_fresh() {
        Ok(()) => Ok(true),
        Err(problem) if problem.exit == Exit::Unreachable => {
            if reached {
                context.output.note(&problem.view.what);
                context.output.note(&context.say.text("cli-watch-goes-on"));
            }
            Ok(false)
        }
        Err(problem) => Err(problem),
    }
}

fn seen(snapshot: &Snapshot) -> Told {
    let overview = snapshot.overview();
    let line = |it: &StepView| {
        let state = [Some(it.state_text.clone()), it.detail.clone()].into_iter().flatten().collect::<Vec<_>>().join(" - ");
        (it.title.clone(), state)
    };
    let journey = overview.journey.as_ref();
    Told { headline: overview.headline.text.clone(), lines: journey.map(|it| it.lines.iter().map(line).collect()).unwrap_or_default() }
}

/// A line for each step that changed, and the new headline where nothing else says what happened.
fn changes(say: Say<'_>, before: &Told, now: &Told) -> String {
    let time = say.time(say.now());
    let new = now.lines.iter().enumerate().filter(|(at, it)| before.lines.get(*at) != Some(*it));
    let mut lines: Vec<String> = new.map(|(at, (title, state))| format!("{time}  {}. {title}: {state}", at + 1)).collect();
    if lines.is_empty() || now.lines.is_empty() {
        lines = vec![format!("{time}  {}", now.headline)];
    }
    lines.join("\n")
}

/// Nothing is left to wait for: no move, or every step of it done.
fn is_over(journey: Option<&JourneyView>) -> bool {
    journey.is_none_or(|it| it.steps.iter().all(|it| matches!(it.state, StepState::Done | StepState::NotNeeded)))
}
