//! `domicile request new|list|show|cancel|resend`: asking one's account to let one go, or for something else, and following that.

#![deny(clippy::wildcard_enum_match_arm)]

mod asks;

use crate::answer::{Answer, delivery, time};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::table;
use crate::pick::{Candidate, pick, short};
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use clap::{Args, Subcommand, ValueEnum};
use domicile_model::id::UserId;
use domicile_model::removal::RemovalState;
use domicile_model::text::{NOTE_MAX, clean};
use domicile_model::wire::{Administrator, FileRemoval, Me, RemovalRequest, Word};
use domicile_workstation::journey::intent;
use domicile_workstation::present::Say;
use serde_json::{Value, json};

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum RequestVerb {
    New(NewRequest),
    List,
    Show {
        id: Option<String>,
    },
    #[command(name = "cancel")]
    Withdraw {
        id: Option<String>,
    },
    Resend {
        id: Option<String>,
        #[arg(long, value_name = "EMAIL|ID")]
        to: Option<String>,
    },
}

#[derive(Debug, Clone, Args)]
pub(crate) struct NewRequest {
    #[arg(long, value_enum, default_value = "removal")]
    pub(crate) kind: RequestKind,
    #[arg(long, value_name = "EMAIL|ID")]
    pub(crate) to: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) going_to: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<String>,
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) account: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RequestKind {
    Removal,
    Add,
    Unlock,
    Country,
    Role,
}

pub(crate) async fn run(context: &Context<'_>, verb: &RequestVerb) -> Result<Answer, Box<Problem>> {
    match verb {
        RequestVerb::New(arguments) => new(context, arguments).await,
        RequestVerb::List => list(context).await,
        RequestVerb::Show { id } => show(context, id.as_deref()).await,
        RequestVerb::Withdraw { id } => withdraw(context, id.as_deref()).await,
        RequestVerb::Resend { id, to } => resend(context, id.as_deref(), to.as_deref()).await,
    }
}

/// A request for machines.
pub(crate) fn document(it: &RemovalRequest) -> Value {
    json!({
        "id": it.id,
        "kind": "removal",
        "state": it.state,
        "open": it.is_open(),
        "route": it.route,
        "account": { "id": it.account.id, "name": it.account.name },
        "to": it.to.as_ref().map(|it| json!({ "id": it.id, "name": it.display_name, "email": it.email })),
        "reason": it.reason,
        "note": it.note,
        "submitted": time(Some(it.submitted)),
        "seen": time(it.seen),
        "ended": time(it.ended),
        "expires": time(Some(it.expires)),
        "blockers": it.blockers,
        "declineReason": it.decline_reason,
        "serviceRequest": it.service_request,
        "delivery": delivery(it.delivery.as_ref()),
    })
}

async fn new(context: &Context<'_>, arguments: &NewRequest) -> Result<Answer, Box<Problem>> {
    let say = context.say;
    let (reason, note) = words(say, arguments)?;
    if let Some(kind) = asks::kind(arguments.kind) {
        return asks::new(context, arguments, kind, note).await;
    }
    let me = context.me().await?;
    let to = arguments.to.as_deref().map(|it| recipient(say, &me, it)).transpose()?;
    // Told before it is sent: who gets it, and what follows.
    let mut before = Snapshot::fresh(context, me).await;
    // After that: what is new may end a move of before, with where it went.
    if let Some(going_to) = arguments.going_to.as_deref().and_then(intent::label) {
        before = before.going_to(context, going_to).await.map_err(|it| context.problem(&it))?;
    }
    if let Some(outlook) = before.removal() {
        context.output.note(&outlook.route_text);
        for blocker in &outlook.blockers {
            context.output.note(blocker);
        }
    }
    let removal = FileRemoval { reason: reason.filter(|it| !it.is_empty()), note: note.filter(|it| !it.is_empty()), to };
    let filed = context.me_api()?.file_removal(removal).await.map_err(|it| context.problem(&it))?;
    let snapshot = before.with_request(filed.clone());
    let answer =
        snapshot.answer("request-new").field("request", document(&filed)).text(describe(say, &snapshot, &filed, RouteLine::SaidBefore));
    Ok(answer.next(say, "domicile request show"))
}

/// Reason and note, if they are short enough.
fn words(say: Say<'_>, arguments: &NewRequest) -> Result<(Option<String>, Option<String>), Box<Problem>> {
    let short = |text: &Option<String>| text.as_deref().map(|it| clean(it, NOTE_MAX)).transpose();
    let (Ok(reason), Ok(note)) = (short(&arguments.reason), short(&arguments.note)) else {
        let longest = [&arguments.reason, &arguments.note].into_iter().flatten().map(|it| it.chars().count()).max().unwrap_or_default();
        let args = [("found", &*longest.to_string()), ("most", &*NOTE_MAX.to_string())];
        return Err(Problem::ours(say, Exit::Usage, "note_too_long", &args));
    };
    Ok((reason, note))
}

/// The administrator that somebody named by address, name or id.
fn recipient(say: Say<'_>, me: &Me, named: &str) -> Result<UserId, Box<Problem>> {
    let candidate = |it: &Administrator| (it.id.to_string(), format!("{} <{}>", it.display_name, it.email));
    let lines: Vec<_> = me.administrators.iter().map(candidate).collect();
    let all = lines.iter().zip(&me.administrators);
    let all = all.map(|((id, line), it)| Candidate { id, names: vec![&it.email, &it.display_name], line: line.clone() });
    let found = pick(say, named, &all.collect::<Vec<_>>())?.and_then(|at| me.administrators.get(at));
    found.map(|it| it.id.clone()).ok_or_else(|| Problem::ours(say, Exit::Usage, "unknown_recipient", &[("to", named.trim())]))
}

async fn list(context: &Context<'_>) -> Result<Answer, Box<Problem>> {
    let say = context.say;
    let requests = context.removals().await?;
    let asks = asks::all(context).await?;
    let documents = requests.iter().map(document).chain(asks.iter().map(asks::document));
    let answer = Answer::new("request-list", Some(say.now())).field("items", documents.collect::<Vec<_>>());
    if requests.is_empty() && asks.is_empty() {
        return Ok(answer.text(say.text("cli-request-none")).next(say, "domicile request new"));
    }
    let head = ["cli-head-id", "cli-head-kind", "cli-head-state", "cli-head-account", "cli-head-asked"].map(|it| say.text(it)).to_vec();
    let ids = short(&requests.iter().map(|it| it.id.as_str()).chain(asks.iter().map(|it| it.id.as_str())).collect::<Vec<_>>());
    let removals = requests
        .iter()
        .map(|it| vec![say.text("cli-request-kind-removal"), state(say, &it.state), it.account.name.clone(), say.day(it.submitted)]);
    let rows = removals.chain(asks.iter().map(|it| asks::row(say, it)));
    let rows = ids.iter().zip(rows).map(|(id, rest)| [vec![id.clone()], rest].concat());
    let rows: Vec<_> = [head].into_iter().chain(rows).collect();
    Ok(answer.text(table(&rows)).next(say, "domicile request show"))
}

async fn show(context: &Context<'_>, id: Option<&str>) -> Result<Answer, Box<Problem>> {
    let say = context.say;
    if let Some(ask) = asks::named(context, id).await? {
        return Ok(asks::show(say, &ask));
    }
    let requests = context.removals().await?;
    let answer = Answer::new("request-show", Some(say.now()));
    let found = match id {
        Some(id) => Some(find_by_id(say, &requests, id)?),
        None => requests.iter().find(|it| it.is_open()).or(requests.first()),
    };
    let Some(found) = found else {
        let answer = answer.field("request", Value::Null).text(say.text("cli-request-none"));
        return Ok(answer.next(say, "domicile request new"));
    };
    let snapshot = Snapshot::current(context).await.with_request(found.clone());
    let answer = answer.field("request", document(found)).text(describe(say, &snapshot, found, RouteLine::Shown));
    Ok(match found.state.known() {
        Some(RemovalState::Declined | RemovalState::Expired) => answer.next(say, "domicile request resend"),
        Some(RemovalState::Fulfilled) => answer.next(say, "domicile journey"),
        Some(RemovalState::Submitted | RemovalState::Seen | RemovalState::Approved | RemovalState::Blocked | RemovalState::Withdrawn)
        | None => answer,
    })
}

async fn withdraw(context: &Context<'_>, id: Option<&str>) -> Result<Answer, Box<Problem>> {
    let say = context.say;
    if let Some(ask) = asks::named(context, id).await? {
        return asks::withdraw(context, &ask).await;
    }
    let requests = context.removals().await?;
    let nothing = |why: &str| Answer::new("request-cancel", Some(say.now())).field("request", Value::Null).note(say.text(why));
    let found = match id {
        Some(id) => find_by_id(say, &requests, id)?,
        None => match requests.iter().find(|it| it.is_open()) {
            Some(open) => open,
            None => return Ok(nothing("cli-request-nothing-open")),
        },
    };
    if found.state == RemovalState::Withdrawn {
        return Ok(nothing("cli-request-withdrawn-before").field("request", document(found)));
    }
    context.me_api()?.withdraw_removal(found.id.as_str()).await.map_err(|it| context.problem(&it))?;
    let now = context.removals().await?;
    let after = now.iter().find(|it| it.id == found.id).map(document);
    let text = say.with("cli-request-withdrawn", &[("account", &found.account.name)]);
    Ok(Answer::new("request-cancel", Some(say.now())).field("request", after).text(text))
}

async fn resend(context: &Context<'_>, id: Option<&str>, to: Option<&str>) -> Result<Answer, Box<Problem>> {
    let say = context.say;
    let requests = context.removals().await?;
    let ended = |it: &&RemovalRequest| matches!(it.state.known(), Some(RemovalState::Declined | RemovalState::Expired));
    let found = match id {
        Some(id) => find_by_id(say, &requests, id)?,
        None => match requests.iter().find(ended) {
            Some(it) => it,
            None => {
                let answer = Answer::new("request-resend", Some(say.now())).field("request", Value::Null);
                return Ok(answer.note(say.text("cli-request-nothing-to-resend")));
            }
        },
    };
    let to = match to {
        Some(named) => Some(recipient(say, &context.me().await?, named)?),
        None => None,
    };
    let sent = context.me_api()?.resend_removal(found.id.as_str(), to).await.map_err(|it| context.problem(&it))?;
    let snapshot = Snapshot::current(context).await.with_request(sent.clone());
    let answer =
        snapshot.answer("request-resend").field("request", document(&sent)).text(describe(say, &snapshot, &sent, RouteLine::Shown));
    Ok(answer.next(say, "domicile request show"))
}

/// One of the person's requests, by its id or the beginning of it.
fn find_by_id<'a>(say: Say<'_>, requests: &'a [RemovalRequest], id: &str) -> Result<&'a RemovalRequest, Box<Problem>> {
    let line = |it: &RemovalRequest| format!("{}, {}, {}", state(say, &it.state), it.account.name, say.day(it.submitted));
    let all = requests.iter().map(|it| Candidate { id: it.id.as_str(), names: vec![&it.account.name], line: line(it) });
    let found = pick(say, id, &all.collect::<Vec<_>>())?.and_then(|at| requests.get(at));
    found.ok_or_else(|| Problem::ours(say, Exit::Blocked, "not_found", &[("id", id)]))
}

fn state(say: Say<'_>, state: &Word<RemovalState>) -> String {
    match state {
        Word::Known(state) => say.text(&format!("request-state-{}", state.as_str())),
        Word::Unknown(word) => say.with("word-unknown", &[("word", word)]),
    }
}

/// Whether a request is described with who can fulfil it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RouteLine {
    Shown,
    /// The person read it just before.
    SaidBefore,
}

/// A request in sentences: the same as in the window.
fn describe(say: Say<'_>, snapshot: &Snapshot, request: &RemovalRequest, route: RouteLine) -> String {
    let mut lines = Vec::new();
    if let Some(it) = &snapshot.overview().request {
        lines.push(it.summary.clone());
        lines.extend(Some(it.route_text.clone()).filter(|_| route == RouteLine::Shown));
        lines.extend(it.blockers.clone());
    }
    lines.push(say.with("cli-request-state-line", &[("state", &state(say, &request.state))]));
    let texts =
        [("cli-request-reason", &request.reason), ("cli-request-note", &request.note), ("cli-request-declined", &request.decline_reason)];
    lines.extend(texts.into_iter().filter_map(|(id, text)| Some(say.with(id, &[("text", text.as_deref()?)]))));
    if request.is_open() {
        lines.push(say.with("cli-request-expires", &[("date", &say.day(request.expires))]));
    }
    lines.push(say.with("cli-request-id", &[("id", request.id.as_str())]));
    lines.retain(|it| !it.is_empty());
    lines.join("\n")
}
