//! `domicile refresh` (Refresh Policy): named phases on stderr, then how it ended and what changed.

use crate::answer::{Answer, time_or_unknown};
use crate::arguments::RefreshArguments;
use crate::exit::Exit;
use crate::facts::Facts;
use crate::limits::{in_words, timed_out};
use crate::online::Place;
use crate::problem::Problem;
use domicile_workstation::refresh::{Change, Granting, Outcome, Product};
use domicile_workstation::vocabulary::Phase;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

/// The first pause between two tries; the next is twice as long, up to the second.
const PAUSE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(15));

/// Longer than any limit around it.
const FOREVER: Duration = Duration::from_secs(24 * 3600);

/// A refresh that has ended.
pub(crate) struct Ended {
    pub(crate) outcome: Outcome,
    /// When the service had confirmed the policy before.
    pub(crate) before: Option<jiff::Timestamp>,
}

pub(crate) async fn run(place: &Place<'_>, asked: &RefreshArguments) -> Result<Answer, Box<Problem>> {
    let cancel = CancellationToken::new();
    // A refresh that is dropped stops where that is safe, and is not cut off while it saves.
    let _stop = cancel.clone().drop_guard();
    let deadline = asked.wait.map(|it| Instant::now() + it);
    let mut pause = PAUSE.0;
    let mut last = None;
    let ended = loop {
        let left = deadline.map_or(FOREVER, |it| it.saturating_duration_since(Instant::now()));
        let Ok(ended) = tokio::time::timeout(left, once(place, cancel.clone())).await else {
            // The last real answer says more than that time is up.
            break last.ok_or_else(|| timed_out(place.speech, asked.wait.unwrap_or(FOREVER)))?;
        };
        let left = deadline.map(|it| it.saturating_duration_since(Instant::now())).unwrap_or_default();
        let wait = match &ended.outcome {
            Outcome::Unreachable(failure) => failure.retry_after.unwrap_or(pause),
            _ => break ended,
        };
        if wait >= left {
            break ended;
        }
        place.output.note(&place.speech.with("cli-refresh-again", &[("time", &in_words(wait))]));
        tokio::time::sleep(wait).await;
        pause = (pause * 2).min(PAUSE.1);
        last = Some(ended);
    };
    let facts = place.local_facts().await.after_refresh(place, &ended.outcome, ended.before);
    match problem(place, &ended.outcome) {
        Some(problem) => Err(problem),
        None => Ok(ended.answer(place, &facts)),
    }
}

/// One Refresh Policy, its phases on stderr.
pub(crate) async fn once(place: &Place<'_>, cancel: CancellationToken) -> Ended {
    let before = place.desk.policy().refreshed;
    let (output, speech) = (place.output.clone(), place.speech.again());
    let phase = move |phase: Phase| output.note(&speech.text(phase_id(phase)));
    Ended { outcome: place.desk.refresh(Box::new(phase), cancel).await, before }
}

/// The same words as in the window.
fn phase_id(phase: Phase) -> &'static str {
    match phase {
        Phase::CheckingSignIn => "phase-checking-sign-in",
        Phase::Asking => "phase-asking",
        Phase::Receiving => "phase-receiving",
        Phase::Saving => "phase-saving",
        Phase::Checking => "phase-checking",
    }
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
fn problem(place: &Place<'_>, outcome: &Outcome) -> Option<Box<Problem>> {
    if matches!(outcome, Outcome::Cancelled) {
        return Some(Problem::ours(place.speech, Exit::Interrupted, "cancelled", &[]));
    }
    let mut problem = Problem::of(place.speech, outcome.failure()?);
    problem.facts.insert("cause".to_owned(), Value::from(problem.code));
    problem.code = outcome.code().to_owned();
    problem.exit = exit(outcome);
    Some(problem)
}

impl Ended {
    fn answer(&self, place: &Place<'_>, facts: &Facts) -> Answer {
        let speech = place.speech;
        let mut lines = vec![facts.overview.refresh.outcome_text.clone().unwrap_or_default()];
        let change = self.change();
        let named = [("cli-gained", &change.gained), ("cli-lost", &change.lost), ("cli-changed", &change.changed)];
        for (id, products) in named.into_iter().filter(|(_, it)| !it.is_empty()) {
            let names: Vec<&str> = products.iter().map(|it| it.name.as_str()).collect();
            lines.push(speech.with(id, &[("products", &names.join(", "))]));
        }
        let mut answer = Answer::new("refresh", facts.policy().refreshed);
        if let Value::Object(body) = self.document(facts) {
            answer = body.into_iter().fold(answer, |answer, (name, value)| answer.field(&name, value));
        }
        let answer = answer.text(lines.join("\n"));
        match &self.outcome {
            Outcome::Withdrawn { .. } => answer.note(speech.next("domicile status")),
            _ => answer.note(speech.next("domicile licence list")),
        }
    }

    fn change(&self) -> Change {
        match &self.outcome {
            Outcome::Updated { change, .. } | Outcome::Withdrawn { change, .. } => change.clone(),
            _ => Change::default(),
        }
    }

    /// For machines.
    pub(crate) fn document(&self, facts: &Facts) -> Value {
        let change = self.change();
        let products = |them: &[Product]| them.iter().map(|it| json!({ "id": it.id, "name": it.name })).collect::<Vec<_>>();
        let policy = facts.policy();
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
        })
    }
}
