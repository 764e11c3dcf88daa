//! `domicile refresh` (Refresh Policy): named phases on stderr, then how it ended and what changed.

use crate::answer::{Answer, time_or_unknown};
use crate::context::Context;
use crate::deadline::timeout_problem;
use crate::duration::format_duration;
use crate::duration::parse_duration;
use crate::exit::Exit;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use clap::Args;
use domicile_policy::owner;
use domicile_workstation::present::phase_id;
use domicile_workstation::refresh::{Change, Granting, Outcome, Product};
use domicile_workstation::vocabulary::Phase;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

#[derive(Debug, Clone, Args)]
pub(crate) struct RefreshArguments {
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub(crate) wait: Option<Duration>,
}

/// The first pause between two tries; the next is twice as long, up to the second.
const PAUSE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(15));

/// Longer than any limit around it.
const FOREVER: Duration = Duration::from_secs(24 * 3600);

/// A refresh that has ended.
pub(crate) struct CompletedRefresh {
    pub(crate) outcome: Outcome,
    /// When the service had confirmed the policy before.
    pub(crate) before: Option<jiff::Timestamp>,
}

pub(crate) async fn run(context: &Context<'_>, arguments: &RefreshArguments) -> Result<Answer, Box<Problem>> {
    let cancel = CancellationToken::new();
    // A refresh that is dropped stops where that is safe, and is not cut off while it saves.
    let _stop = cancel.clone().drop_guard();
    note_owner(context);
    let deadline = arguments.wait.map(|it| Instant::now() + it);
    let mut pause = PAUSE.0;
    let mut last = None;
    let ended = loop {
        let left = deadline.map_or(FOREVER, |it| it.saturating_duration_since(Instant::now()));
        let Ok(ended) = tokio::time::timeout(left, run_once(context, cancel.clone())).await else {
            // The last real answer says more than that time is up.
            break last.ok_or_else(|| timeout_problem(context.say, arguments.wait.unwrap_or(FOREVER)))?;
        };
        let left = deadline.map(|it| it.saturating_duration_since(Instant::now())).unwrap_or_default();
        let wait = match &ended.outcome {
            Outcome::Unreachable(failure) => next_wait(pause, failure.retry_after),
            _ => break ended,
        };
        if wait >= left {
            break ended;
        }
        context.output.note(&context.say.with("cli-refresh-again", &[("time", &format_duration(wait))]));
        tokio::time::sleep(wait).await;
        pause = (pause * 2).min(PAUSE.1);
        last = Some(ended);
    };
    let snapshot = Snapshot::local(context).await.after_refresh(context, &ended.outcome, ended.before);
    match problem(context, &ended.outcome) {
        Some(problem) => Err(problem),
        None => Ok(ended.answer(context, &snapshot)),
    }
}

/// The wait before the next try: the own pause, or longer where the service asks for that; never shorter, whatever it says.
fn next_wait(pause: Duration, theirs: Option<Duration>) -> Duration {
    theirs.map_or(pause, |it| it.max(pause))
}

/// Says so where root works in somebody else's folder, as with `sudo` and the home that it leaves as it is.
pub(crate) fn note_owner(context: &Context<'_>) {
    let folder = context.backend.data_folder();
    if let Some(owner) = owner::root_in_folder_of(folder) {
        let (folder, owner) = (folder.display().to_string(), owner.to_string());
        context.output.note(&context.say.with("cli-root-in-folder", &[("folder", &folder), ("owner", &owner)]));
    }
}

/// One Refresh Policy, its phases on stderr.
pub(crate) async fn run_once(context: &Context<'_>, cancel: CancellationToken) -> CompletedRefresh {
    let before = context.backend.policy().refreshed;
    let (output, say) = (context.output.clone(), context.say);
    let phase = move |phase: Phase| output.note(&say.text(phase_id(phase)));
    CompletedRefresh { outcome: context.backend.refresh(Box::new(phase), cancel).await, before }
}

fn exit(outcome: &Outcome) -> Exit {
    match outcome {
        Outcome::Updated { .. } | Outcome::Unchanged { .. } | Outcome::Withdrawn { .. } => Exit::Done,
        Outcome::SignInNeeded(_) => Exit::SignInNeeded,
        Outcome::Unreachable(_) => Exit::Unreachable,
        Outcome::Refused(_) => Exit::NotAllowed,
        Outcome::ClockSuspect(_) | Outcome::RolledBack(_) | Outcome::CannotWrite(_) => Exit::Blocked,
        Outcome::SignatureInvalid(_) => Exit::Unexpected,
        Outcome::Cancelled => Exit::Interrupted,
    }
}

/// The outcome as a failure: its code is the outcome's; the cause's own code stands beside it.
fn problem(context: &Context<'_>, outcome: &Outcome) -> Option<Box<Problem>> {
    if matches!(outcome, Outcome::Cancelled) {
        return Some(Problem::ours(context.say, Exit::Interrupted, "cancelled", &[]));
    }
    let mut problem = Problem::of(context.say, outcome.failure()?);
    problem.facts.insert("cause".to_owned(), Value::from(problem.view.code));
    problem.view.code = outcome.code().to_owned();
    problem.exit = exit(outcome);
    Some(problem)
}

impl CompletedRefresh {
    fn answer(&self, context: &Context<'_>, snapshot: &Snapshot) -> Answer {
        let say = context.say;
        let mut lines = vec![snapshot.overview().refresh.outcome_text.clone().unwrap_or_default()];
        let change = self.change();
        let named = [("cli-gained", &change.gained), ("cli-lost", &change.lost), ("cli-changed", &change.changed)];
        for (id, products) in named.into_iter().filter(|(_, it)| !it.is_empty()) {
            let names: Vec<&str> = products.iter().map(|it| it.name.as_str()).collect();
            lines.push(say.with(id, &[("products", &names.join(", "))]));
        }
        let mut answer = Answer::new("refresh", snapshot.policy().refreshed);
        if let Value::Object(body) = self.document(snapshot) {
            answer = body.into_iter().fold(answer, |answer, (name, value)| answer.field(&name, value));
        }
        lines.extend(snapshot.overview().licences.service_clock.clone());
        let answer = answer.text(lines.join("\n"));
        match &self.outcome {
            Outcome::Withdrawn { .. } => answer.next(say, "domicile status"),
            _ => answer.next(say, "domicile licence list"),
        }
    }

    fn change(&self) -> Change {
        match &self.outcome {
            Outcome::Updated { change, .. } | Outcome::Withdrawn { change, .. } => change.clone(),
            _ => Change::default(),
        }
    }

    /// For machines.
    pub(crate) fn document(&self, snapshot: &Snapshot) -> Value {
        let change = self.change();
        let products = |them: &[Product]| them.iter().map(|it| json!({ "id": it.id, "name": it.name })).collect::<Vec<_>>();
        let policy = snapshot.policy();
        let granting = match &self.outcome {
            Outcome::Updated { granting, .. } | Outcome::Unchanged { granting } => granting.clone(),
            _ => Granting {
                ready: policy.ready(),
                of: policy.products.len(),
                country: policy.country.clone(),
                version: policy.version.unwrap_or(0),
            },
        };
        json!({
            "outcome": self.outcome.code(),
            "cause": match &self.outcome { Outcome::Withdrawn { cause, .. } => Some(cause.as_str()), other => other.failure().map(|it| it.code()) },
            "gained": products(&change.gained),
            "lost": products(&change.lost),
            "changed": products(&change.changed),
            "ready": granting.ready,
            "products": granting.of,
            "country": granting.country,
            "policyVersion": policy.version,
            "policyValidUntil": time_or_unknown(policy.valid_until),
            "clockDifferenceSeconds": snapshot.clock_difference(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Field case W12a, W12c: the wait before the next try is never below the own pause, which doubles up to its end.
    #[test]
    fn what_the_service_asks_for_never_shortens_the_pause() {
        let seconds = Duration::from_secs;
        let mut pause = PAUSE.0;
        for own in [1, 2, 4, 8, 15, 15] {
            assert_eq!(next_wait(pause, Some(Duration::ZERO)), seconds(own));
            assert_eq!(next_wait(pause, None), seconds(own));
            assert_eq!(next_wait(pause, Some(seconds(60))), seconds(60));
            pause = (pause * 2).min(PAUSE.1);
        }
    }
}
