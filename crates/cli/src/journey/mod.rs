//! `domicile journey`: the move from one account to another, step by step, with evidence and dates; `--watch` follows it.

mod watch;

use crate::answer::{Answer, time};
use crate::context::Context;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use clap::Args;
use domicile_workstation::overview::{JourneyView, StepView};
use domicile_workstation::present::Say;
use domicile_workstation::vocabulary::{StepState, WaitingFor};
use serde_json::{Value, json};

#[derive(Debug, Clone, Args)]
pub(crate) struct JourneyArguments {
    #[arg(long)]
    pub(crate) watch: bool,
}

/// The move for machines: the eight states; `null` where no move is under way.
pub(crate) fn document(journey: Option<&JourneyView>) -> Value {
    journey.map_or(Value::Null, |it| {
        json!({
            "from": it.from,
            "target": it.target,
            "now": current_step(&it.steps).map(|step| step.id),
            "branch": it.branches,
            "steps": it.steps.iter().map(step).collect::<Vec<_>>(),
        })
    })
}

fn step(it: &StepView) -> Value {
    // What comes next and is in somebody else's hands is called by what it does: it waits.
    let state = match (it.state, it.waiting_for) {
        (StepState::Now, Some(who)) if who != WaitingFor::You => json!("waiting"),
        (state, _) => json!(state),
    };
    json!({ "id": it.id, "state": state, "at": time(it.at), "evidence": it.evidence, "waitingFor": it.waiting_for })
}

/// The first step that is not done.
pub(crate) fn current_step(steps: &[StepView]) -> Option<&StepView> {
    steps.iter().find(|it| !matches!(it.state, StepState::Done | StepState::NotNeeded))
}

pub(crate) async fn run(context: &Context<'_>, arguments: &JourneyArguments) -> Result<Answer, Box<Problem>> {
    if arguments.watch {
        return watch::run(context).await;
    }
    let snapshot = Snapshot::current(context).await;
    snapshot.require_me()?;
    Ok(answer(&snapshot).text(text(context.say, &snapshot)))
}

fn answer(snapshot: &Snapshot) -> Answer {
    let overview = snapshot.overview();
    snapshot.answer("journey").field("headline", overview.headline.text.as_str()).field("journey", document(overview.journey.as_ref()))
}

fn text(say: Say<'_>, snapshot: &Snapshot) -> String {
    let overview = snapshot.overview();
    let mut lines = vec![overview.headline.text.clone()];
    lines.extend(overview.headline.detail.clone());
    match &overview.journey {
        None => lines.push(say.text("cli-journey-none")),
        Some(it) => lines.extend(it.lines.iter().enumerate().flat_map(|(at, line)| {
            let first = format!("{}. {}: {}", at + 1, line.title, line.state_text);
            [Some(first), line.detail.as_ref().map(|it| format!("   {it}"))].into_iter().flatten()
        })),
    }
    lines.join("\n")
}
