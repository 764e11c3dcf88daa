//! `domicile inbox`: what the account's people ask, and an administrator's answers.

#![deny(clippy::wildcard_enum_match_arm)]

mod asks;
mod check_outs;

use crate::admin::{AdminSession, ask};
use crate::answer::{Answer, time};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::table;
use crate::pick::{Candidate, pick, short};
use crate::problem::Problem;
use clap::Subcommand;
use domicile_model::id::RemovalRequestId;
use domicile_model::wire::{CheckOut, PersonRequest, RemovalPreflight, RemovalRequest};
use domicile_workstation::overview::InboxItemView;
use domicile_workstation::present::Say;
use domicile_workstation::state::InboxState;
use serde_json::{Value, json};
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, Box<Problem>>;

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum InboxVerb {
    List,
    Show {
        id: String,
    },
    Approve {
        id: String,
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=30))]
        days: Option<u16>,
    },
    Decline {
        id: String,
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
}

pub(crate) async fn run(context: &Context<'_>, verb: Option<&InboxVerb>) -> Result<Answer> {
    let admin = AdminSession::begin(context).await?;
    match verb {
        None | Some(InboxVerb::List) => list(admin).await,
        Some(InboxVerb::Show { id }) => show(admin, id).await,
        Some(InboxVerb::Approve { id, days }) => approve(admin, id, *days).await,
        Some(InboxVerb::Decline { id, reason }) => decline(admin, id, reason.as_deref()).await,
    }
}

async fn show(admin: AdminSession<'_>, named: &str) -> Result<Answer> {
    let (say, account) = (admin.context.say, admin.account.clone());
    let found = Named::find(&admin, named).await?;
    let next = format!("domicile inbox approve {}", found.short);
    if let Some(ask) = found.ask {
        let answer = asks::show(admin, &ask).await?;
        return Ok(if ask.is_open() { answer.next(say, &next) } else { answer });
    }
    if let Some(check_out) = found.check_out {
        return Ok(check_outs::describe(admin, check_out).next(say, &next));
    }
    let request = admin.or_nothing(admin.accounts.open_request(&account, &found.request).await, || no_such(say, named))?;
    let preflight = match request.is_open() {
        true => Some(admin.or_problem(admin.accounts.preflight(&account, &request.user.id).await)?),
        false => None,
    };
    let open = request.is_open();
    let answer = item(admin, request, preflight);
    Ok(if open { answer.next(say, &next) } else { answer })
}

async fn approve(admin: AdminSession<'_>, named: &str, days: Option<u16>) -> Result<Answer> {
    let (say, account) = (admin.context.say, admin.account.clone());
    let found = Named::find(&admin, named).await?;
    if let Some(check_out) = found.check_out {
        return check_outs::allow(admin, &check_out, days).await;
    }
    if let Some(ask) = found.ask {
        return asks::approve(admin, &ask).await;
    }
    let request = admin.or_nothing(admin.accounts.approve(&account, &found.request).await, || no_such(say, named))?;
    Ok(item(admin, request, None))
}

async fn decline(admin: AdminSession<'_>, named: &str, reason: Option<&str>) -> Result<Answer> {
    let (say, account) = (admin.context.say, admin.account.clone());
    let found = Named::find(&admin, named).await?;
    let reason = match reason {
        Some(reason) => reason.to_owned(),
        None => ask(admin.context, &say.text("cli-decline-reason"), "reason_needed").await?,
    };
    if let Some(check_out) = found.check_out {
        return check_outs::decline(admin, &check_out, reason).await;
    }
    if let Some(ask) = found.ask {
        return asks::decline(admin, &ask, reason).await;
    }
    let request = admin.or_nothing(admin.accounts.decline(&account, &found.request, reason).await, || no_such(say, named))?;
    Ok(item(admin, request, None))
}

fn no_such(say: Say<'_>, named: &str) -> Box<Problem> {
    Problem::ours(say, Exit::Blocked, "no_such_request", &[("id", named)])
}

/// What somebody named: a request to leave, one of another kind, or a check-out, which have ids of their own.
struct Named {
    /// The request's id; as it was typed where the list does not have it.
    request: RemovalRequestId,
    check_out: Option<CheckOut>,
    ask: Option<PersonRequest>,
    /// How it is named in the next command.
    short: String,
}

impl Named {
    /// By id, the beginning of an id, address or name. What waits for an answer comes before what has one.
    async fn find(admin: &AdminSession<'_>, named: &str) -> Result<Self> {
        let say = admin.context.say;
        let requests = admin.or_problem(admin.accounts.requests(&admin.account).await)?;
        let check_outs = check_outs::open(admin).await?;
        let asked = asks::all(admin).await?;
        let shorts = short_ids(&requests, &asked, &check_outs);
        let of_request = |it: &RemovalRequest| format!("{}, {}", it.user.display_name, say.day(it.submitted));
        let of_check_out = |it: &CheckOut| format!("{}, {}", it.user.display_name, it.product.name);
        let asks = requests.iter().map(|it| {
            (it.is_open(), Candidate { id: it.id.as_str(), names: vec![&it.user.email, &it.user.display_name], line: of_request(it) })
        });
        let takes = check_outs.iter().map(|it| {
            (it.is_open(), Candidate { id: it.id.as_str(), names: vec![&it.user.email, &it.user.display_name], line: of_check_out(it) })
        });
        let others = asked.iter().map(|it| {
            let name = it.user.as_ref().map(|it| it.display_name.as_str());
            let line = format!("{}, {}, {}", name.unwrap_or(&it.email), it.kind.as_str(), say.day(it.submitted));
            (it.is_open(), Candidate { id: it.id.as_str(), names: [Some(it.email.as_str()), name].into_iter().flatten().collect(), line })
        });
        let (open, over): (Vec<_>, Vec<_>) = asks.chain(others).chain(takes).partition(|it| it.0);
        for some in [open, over] {
            let some: Vec<Candidate<'_>> = some.into_iter().map(|it| it.1).collect();
            let Some(found) = pick(say, named, &some)?.and_then(|at| some.get(at)) else { continue };
            let check_out = check_outs.iter().find(|it| it.id.as_str() == found.id).cloned();
            let short = shorts.get(found.id).cloned().unwrap_or_default();
            let ask = asked.iter().find(|it| it.id.as_str() == found.id).cloned();
            return Ok(Self { request: RemovalRequestId::new(found.id), check_out, ask, short });
        }
        Ok(Self { request: RemovalRequestId::new(named), check_out: None, ask: None, short: named.to_owned() })
    }
}

/// Each id, as short as it is shown.
fn short_ids(requests: &[RemovalRequest], asks: &[PersonRequest], check_outs: &[CheckOut]) -> BTreeMap<String, String> {
    let others = asks.iter().map(|it| it.id.as_str()).chain(check_outs.iter().map(|it| it.id.as_str()));
    let ids: Vec<&str> = requests.iter().map(|it| it.id.as_str()).chain(others).collect();
    ids.iter().map(|it| (*it).to_owned()).zip(short(&ids)).collect()
}

async fn list(admin: AdminSession<'_>) -> Result<Answer> {
    let say = admin.context.say;
    let requests = admin.or_problem(admin.accounts.requests(&admin.account).await)?;
    let check_outs = check_outs::open(&admin).await?;
    let asked = asks::all(&admin).await?;
    let (known, open) = (requests.clone(), check_outs.clone());
    let inbox = InboxState { loaded: true, requests: known, asks: asked.clone(), check_outs: open, ..InboxState::default() };
    let admin = admin.with_inbox(inbox);
    let Some(shown) = admin.view().map(|it| &it.inbox) else { return Ok(Answer::new("inbox", Some(say.now()))) };
    let of = |id: &str| requests.iter().find(|it| it.id.as_str() == id);
    let items: Vec<Value> = shown.items.iter().filter_map(|it| Some(document(of(&it.id)?, it))).collect();
    let documents: Vec<Value> = check_outs.iter().map(check_outs::document).collect();
    let others: Vec<Value> = asked.iter().map(asks::document).collect();
    let answer = Answer::new("inbox", Some(say.now())).field("items", items).field("requests", others).field("checkOuts", documents);
    if shown.items.is_empty() && shown.asks.is_empty() && shown.check_outs.is_empty() {
        return Ok(answer.text(shown.empty.clone()));
    }
    let head = ["cli-head-id", "cli-head-name", "cli-head-state"].map(|it| say.text(it)).to_vec();
    let shorts = short_ids(&requests, &asked, &check_outs);
    let short = |id: &str| shorts.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let rows = shown.items.iter().map(|it| vec![short(&it.id), it.person.name.clone(), it.state_text.clone()]);
    let rows = rows.chain(shown.asks.iter().map(|it| asks::row(short(&it.id), it)));
    let rows: Vec<_> = [head].into_iter().chain(rows).chain(shown.check_outs.iter().map(|it| check_outs::row(short(&it.id), it))).collect();
    let first = rows.get(1).and_then(|it| it.first()).cloned().unwrap_or_default();
    Ok(answer.text(table(&rows)).next(say, &format!("domicile inbox show {first}")))
}

fn item(admin: AdminSession<'_>, request: RemovalRequest, preflight: Option<RemovalPreflight>) -> Answer {
    let id = request.id.as_str().to_owned();
    let opened: BTreeMap<_, _> = preflight.map(|it| (id.clone(), it)).into_iter().collect();
    let inbox = InboxState { loaded: true, requests: vec![request.clone()], opened, ..InboxState::default() };
    let admin = admin.with_inbox(inbox);
    let answer = Answer::new("inbox-item", Some(admin.context.say.now()));
    let Some(shown) = admin.view().and_then(|it| it.inbox.items.first()) else { return answer.field("item", Value::Null) };
    let mut lines = vec![shown.title.clone(), shown.state_text.clone()];
    lines.extend([&shown.reason, &shown.note, &shown.decline_reason].into_iter().flatten().cloned());
    lines.extend(shown.preflight.iter().flatten().map(|it| it.text.clone()));
    lines.extend(shown.open.then(|| shown.consequence.clone()));
    answer.field("item", document(&request, shown)).text(lines.join("\n"))
}

/// A request for machines.
fn document(it: &RemovalRequest, shown: &InboxItemView) -> Value {
    let blockers = |shown: &InboxItemView| {
        shown.preflight.as_ref().map(|all| all.iter().map(|it| json!({ "code": it.code, "blocks": it.blocks })).collect::<Vec<_>>())
    };
    json!({
        "id": it.id,
        "state": it.state,
        "open": it.is_open(),
        "person": { "id": it.user.id, "name": it.user.display_name, "email": it.user.email },
        "reason": it.reason,
        "note": it.note,
        "declineReason": it.decline_reason,
        "submitted": time(Some(it.submitted)),
        "expires": time(Some(it.expires)),
        "blockers": blockers(shown),
    })
}
