//! `domicile status`: can I work today? If not, who does what next? The sentence of the window, in a terminal.

use crate::account;
use crate::answer::{Answer, unknown};
use crate::exit::Exit;
use crate::journey::{self, current_step};
use crate::licence;
use crate::problem::Problem;
use crate::request;
use crate::snapshot::Snapshot;
use clap::Args;
use domicile_workstation::overview::{Overview, Verdict};
use domicile_workstation::present::Say;
use domicile_workstation::request::Request;
use serde_json::{Value, json};

#[derive(Debug, Clone, Default, Args)]
pub(crate) struct StatusArguments {
    #[arg(long)]
    pub(crate) fresh: bool,
    #[arg(long)]
    pub(crate) check: bool,
}

pub(crate) fn run(say: Say<'_>, snapshot: &Snapshot, arguments: &StatusArguments) -> Result<Answer, Box<Problem>> {
    if arguments.fresh {
        snapshot.require_fresh()?;
    }
    let overview = snapshot.overview();
    let headline = &overview.headline;
    let answer = snapshot
        .answer("status")
        .field("verdict", json!(headline.verdict))
        .field("headline", headline.text.as_str())
        .field("detail", headline.detail.as_deref())
        .field("canWork", headline.can_work)
        .field("session", session(overview))
        .field("account", account::document(snapshot))
        .field("journey", if snapshot.me.is_some() { journey::document(overview.journey.as_ref()) } else { unknown() })
        .field("licences", licence::summary(snapshot))
        .field("request", snapshot.me.as_ref().map_or_else(unknown, |me| me.request.as_ref().map_or(Value::Null, request::document)))
        .field("clockDifferenceSeconds", snapshot.clock_difference())
        .field("warnings", snapshot.warnings())
        .text(text(say, snapshot));
    let answer = match next(overview) {
        Some(command) => answer.next(say, command),
        None => answer,
    };
    Ok(if arguments.check && !headline.can_work { answer.exit(Exit::CheckFailed) } else { answer })
}

fn session(overview: &Overview) -> Value {
    let it = &overview.session;
    json!({ "state": it.state, "email": it.email, "name": it.name })
}

fn text(say: Say<'_>, snapshot: &Snapshot) -> String {
    let overview = snapshot.overview();
    let mut lines = vec![overview.headline.text.clone()];
    lines.extend(overview.headline.detail.clone());
    lines.push(String::new());
    match &snapshot.me {
        Some(me) => lines.push(match &me.affiliation {
            Some(it) => say.with("cli-account", &[("account", &it.account.name)]),
            None => say.text("cli-account-none"),
        }),
        None => lines.push(say.text("cli-account-unknown")),
    }
    if let Some(step) = overview.journey.as_ref().and_then(|it| current_step(&it.lines)) {
        lines.push(say.with("cli-journey-step", &[("title", &step.title), ("state", &step.state_text)]));
    }
    let licences = &overview.licences;
    lines.push(say.with("cli-licences", &[("text", &licences.headline)]));
    if snapshot.policy().valid_until.is_some() {
        lines.push(say.with("cli-policy-valid-until", &[("date", &licences.valid_until)]));
    }
    lines.push(say.with("cli-sign-in-by", &[("date", &licences.sign_in_by)]));
    lines.extend(licences.service_clock.clone());
    lines.extend(snapshot.warning_lines());
    lines.join("\n")
}

/// The command that does what the headline's button does; none where somebody else acts.
fn next(overview: &Overview) -> Option<&'static str> {
    use domicile_workstation::vocabulary::Message as M;
    match overview.headline.primary.as_ref().map(|it| &it.request) {
        Some(Request::SignIn { .. } | Request::SignInWithCode) => Some("domicile login"),
        Some(Request::AcceptOffer { .. }) => Some("domicile transfer accept"),
        Some(Request::AcceptInvitation { .. }) => Some("domicile invitation accept"),
        Some(Request::RefreshPolicy) => Some("domicile refresh"),
        Some(Request::FileRemoval { .. }) => Some("domicile request new"),
        Some(Request::CopyMessage { message, .. } | Request::WriteEmail { message, .. }) => Some(match message {
            M::OldAdmin => "domicile message old-admin",
            M::OldIt => "domicile message old-it",
            M::NewAdmin => "domicile message new-admin",
            M::Support => "domicile message support",
        }),
        _ if overview.headline.verdict == Verdict::SignedOut => Some("domicile login"),
        _ => None,
    }
}
