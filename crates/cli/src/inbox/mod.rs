//! `domicile inbox`: the account's removal requests, and an administrator's answers.

#![deny(clippy::wildcard_enum_match_arm)]

mod check_outs;

use crate::admin::AdminSession;
use crate::answer::{Answer, time};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::table;
use crate::problem::Problem;
use clap::Subcommand;
use domicile_model::id::RemovalRequestId;
use domicile_model::wire::{RemovalPreflight, RemovalRequest};
use domicile_workstation::overview::InboxItemView;
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
        reason: String,
    },
}

pub(crate) async fn run(context: &Context<'_>, verb: Option<&InboxVerb>) -> Result<Answer> {
    let admin = AdminSession::begin(context).await?;
    let account = admin.account.clone();
    let no_such = |id: &str| Problem::ours(context.say, Exit::Blocked, "no_such_request", &[("id", id)]);
    match verb {
        None | Some(InboxVerb::List) => list(admin).await,
        Some(InboxVerb::Show { id }) => {
            if let Some(check_out) = check_outs::find(&admin, id).await? {
                return Ok(check_outs::describe(admin, check_out).next(context.say, &format!("domicile inbox approve {id}")));
            }
            let request = admin.or_nothing(admin.accounts.open_request(&account, &RemovalRequestId::new(id)).await, || no_such(id))?;
            let preflight = match request.is_open() {
                true => Some(admin.or_problem(admin.accounts.preflight(&account, &request.user.id).await)?),
                false => None,
            };
            let next = format!("domicile inbox approve {id}");
            let open = request.is_open();
            let answer = item(admin, request, preflight);
            Ok(if open { answer.next(context.say, &next) } else { answer })
        }
        Some(InboxVerb::Approve { id, days }) => {
            if let Some(check_out) = check_outs::find(&admin, id).await? {
                return check_outs::allow(admin, &check_out, *days).await;
            }
            let request = admin.or_nothing(admin.accounts.approve(&account, &RemovalRequestId::new(id)).await, || no_such(id))?;
            Ok(item(admin, request, None))
        }
        Some(InboxVerb::Decline { id, reason }) => {
            if let Some(check_out) = check_outs::find(&admin, id).await? {
                return check_outs::decline(admin, &check_out, reason.clone()).await;
            }
            let request =
                admin.or_nothing(admin.accounts.decline(&account, &RemovalRequestId::new(id), reason.clone()).await, || no_such(id))?;
            Ok(item(admin, request, None))
        }
    }
}

async fn list(admin: AdminSession<'_>) -> Result<Answer> {
    let say = admin.context.say;
    let requests = admin.or_problem(admin.accounts.requests(&admin.account).await)?;
    let check_outs = check_outs::open(&admin).await?;
    let inbox = InboxState { loaded: true, requests: requests.clone(), check_outs: check_outs.clone(), ..InboxState::default() };
    let admin = admin.with_inbox(inbox);
    let Some(shown) = admin.view().map(|it| &it.inbox) else { return Ok(Answer::new("inbox", Some(say.now()))) };
    let of = |id: &str| requests.iter().find(|it| it.id.as_str() == id);
    let items: Vec<Value> = shown.items.iter().filter_map(|it| Some(document(of(&it.id)?, it))).collect();
    let documents: Vec<Value> = check_outs.iter().map(check_outs::document).collect();
    let answer = Answer::new("inbox", Some(say.now())).field("items", items).field("checkOuts", documents);
    if shown.items.is_empty() && shown.check_outs.is_empty() {
        return Ok(answer.text(shown.empty.clone()));
    }
    let head = ["cli-head-id", "cli-head-name", "cli-head-state"].map(|it| say.text(it)).to_vec();
    let rows = shown.items.iter().map(|it| vec![it.id.clone(), it.person.name.clone(), it.state_text.clone()]);
    let rows: Vec<_> = [head].into_iter().chain(rows).chain(shown.check_outs.iter().map(check_outs::row)).collect();
    Ok(answer.text(table(&rows)).next(say, "domicile inbox show ID"))
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
