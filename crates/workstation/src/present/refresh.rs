//! Refresh Policy in words: the phases while it runs, and how it ended.

use super::licences::withdrawn;
use super::say::Say;
use crate::overview::RefreshView;
use crate::state::{Refreshed, State};
use crate::vocabulary::{Phase, RefreshOutcome};
use jiff::SignedDuration;

/// After this long the person is told that the service is slow.
pub const SLOW_AFTER: SignedDuration = SignedDuration::from_secs(10);

/// The last or the running refresh, as it is shown.
pub(super) fn refresh(state: &State, say: Say<'_>) -> RefreshView {
    let running = state.refreshing.as_ref();
    let last = state.refreshed.as_ref();
    RefreshView {
        phase: running.map(|it| it.phase),
        phase_text: running.map(|it| {
            let text = say.text(phase_id(it.phase));
            if say.now().duration_since(it.started) >= SLOW_AFTER { say.with("phase-slow", &[("phase", &text)]) } else { text }
        }),
        step: running.map(|it| step(it.phase)),
        started: running.map(|it| it.started),
        can_cancel: running.is_some_and(|it| is_safe_to_cancel(it.phase)),
        outcome: last.map(|it| it.outcome),
        outcome_text: last.map(|it| outcome(state, it, say)),
        gained: last.map(|it| it.gained.clone()).unwrap_or_default(),
        lost: last.map(|it| it.lost.clone()).unwrap_or_default(),
    }
}

/// Until the new file is being saved, stopping changes nothing.
pub fn is_safe_to_cancel(phase: Phase) -> bool {
    matches!(phase, Phase::CheckingSignIn | Phase::Asking | Phase::Receiving)
}

fn step(phase: Phase) -> u8 {
    match phase {
        Phase::CheckingSignIn => 1,
        Phase::Asking => 2,
        Phase::Receiving => 3,
        Phase::Saving => 4,
        Phase::Checking => 5,
    }
}

/// The words of a phase.
pub fn phase_id(phase: Phase) -> &'static str {
    match phase {
        Phase::CheckingSignIn => "phase-checking-sign-in",
        Phase::Asking => "phase-asking",
        Phase::Receiving => "phase-receiving",
        Phase::Saving => "phase-saving",
        Phase::Checking => "phase-checking",
    }
}

fn outcome(state: &State, it: &Refreshed, say: Say<'_>) -> String {
    match it.outcome {
        RefreshOutcome::Updated => {
            let country = state.policy.country.as_deref().map_or_else(|| "none".to_owned(), |it| say.country_label(it));
            let counts = [("ready", state.policy.ready()), ("gained", it.gained.len()), ("lost", it.lost.len())];
            say.with_counts("outcome-updated", &[("country", &country)], &counts)
        }
        RefreshOutcome::Unchanged => match it.before {
            Some(at) => say.with("outcome-unchanged", &[("time", &say.moment(at))]),
            None => say.text("outcome-unchanged-first"),
        },
        RefreshOutcome::Withdrawn => {
            let why = withdrawn(state.policy.withdrawn.as_deref().unwrap_or_default(), say);
            say.with("outcome-withdrawn", &[("why", &why)])
        }
        RefreshOutcome::SignInNeeded => say.text("outcome-sign-in-needed"),
        RefreshOutcome::Refused => say.text("outcome-refused"),
        RefreshOutcome::Unreachable => say.text("outcome-unreachable"),
        RefreshOutcome::ClockSuspect => say.text("outcome-clock-suspect"),
        RefreshOutcome::SignatureInvalid => say.text("outcome-signature-invalid"),
        RefreshOutcome::RolledBack => say.text("outcome-rolled-back"),
        RefreshOutcome::CannotWrite if state.policy.version.is_none() => say.text("outcome-cannot-write-none"),
        RefreshOutcome::CannotWrite => say.text("outcome-cannot-write"),
        RefreshOutcome::Cancelled => say.text("outcome-cancelled"),
    }
}
