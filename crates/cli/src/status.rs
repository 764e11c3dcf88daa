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
use domicile_model::wire::Me;
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
        .field("user", snapshot.me.as_ref().map_or_else(unknown, user))
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

/// Who is signed in, as the service knows them; `"unknown"` where it has never told.
fn user(me: &Me) -> Value {
    json!({ "id": me.user.id, "email": me.user.email, "name": me.user.display_name })
}

fn session(overview: &Overview) -> Value {
    let it = &overview.session;
    json!({ "state": it.state, "email": it.email, "name": it.name })
}

fn text(say: Say<'_>, snapshot: &Snapshot) -> String {
    let overview = snapshot.overview();
    let mut lines = vec![overview.headline.text.clone()];
    lines.extend(overview.headline.detail.clone());
    lines.push(overview.headline.works.clone());
    lines.push(String::new());
    match &snapshot.me {
        Some(me) => {
            lines.push(say.with("cli-signed-in-as", &[("name", &me.user.display_name), ("email", &me.user.email)]));
            lines.push(match &me.affiliation {
                Some(it) => say.with("cli-account", &[("account", &it.account.name)]),
                None => say.text("cli-account-none"),
            });
        }
        None => {
            let session = &overview.session;
            if let Some(email) = &session.email {
                lines.push(say.with("cli-signed-in-as", &[("name", session.name.as_ref().unwrap_or(email)), ("email", email)]));
            }
            lines.push(say.text("cli-account-unknown"));
        }
    }
    if let Some(step) = overview.journey.as_ref().and_then(|it| current_step(&it.lines)) {
        lines.push(say.with("cli-journey-step", &[("title", &step.title), ("state", &step.state_text)]));
    }
    let licences = &overview.licences;
    lines.push(say.with("cli-licences", &[("text", &licences.headline)]));
    lines.extend(licences.valid_until.as_ref().map(|date| say.with("cli-policy-valid-until", &[("date", date)])));
    lines.extend(licences.sign_in_by.as_ref().map(|date| say.with("cli-sign-in-by", &[("date", date)])));
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
