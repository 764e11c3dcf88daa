//! Requests to be added, to be unlocked, for a country, for a role, beside those to leave.

use super::{NewRequest, RequestKind as Kind, recipient, state};
use crate::answer::{Answer, delivery, time};
use crate::context::Context;
use crate::exit::Exit;
use crate::pick::{Candidate, pick};
use crate::problem::Problem;
use domicile_model::id::AccountId;
use domicile_model::person::Role;
use domicile_model::person_request::RequestKind;
use domicile_model::removal::RemovalState;
use domicile_model::wire::{FilePersonRequest, Me, PersonRequest};
use domicile_workstation::present::{Say, ask_summary};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<Problem>>;

/// The kind, if it is none of leaving.
pub(super) fn kind(kind: Kind) -> Option<RequestKind> {
    match kind {
        Kind::Removal => None,
        Kind::Add => Some(RequestKind::Add),
        Kind::Unlock => Some(RequestKind::Unlock),
        Kind::Country => Some(RequestKind::Country),
        Kind::Role => Some(RequestKind::Role),
    }
}

/// All of the person's.
pub(super) async fn all(context: &Context<'_>) -> Result<Vec<PersonRequest>> {
    context.me_api()?.person_requests().await.map_err(|it| context.problem(&it))
}

/// The one that somebody named by its id or the beginning of it; where nothing is named, the open one, unless a request to leave is open.
pub(super) async fn named(context: &Context<'_>, id: Option<&str>) -> Result<Option<PersonRequest>> {
    let asks = all(context).await?;
    match id {
        Some(id) => Ok(asks.into_iter().find(|it| !id.is_empty() && it.id.as_str().starts_with(id))),
        None => {
            let leaving = context.removals().await?.iter().any(domicile_model::wire::RemovalRequest::is_open);
            Ok(asks.into_iter().find(|it| it.is_open() && !leaving))
        }
    }
}

/// Files one. What does not belong to its kind is wrong usage.
pub(super) async fn new(context: &Context<'_>, arguments: &NewRequest, kind: RequestKind, note: Option<String>) -> Result<Answer> {
    let say = context.say;
    let me = context.me().await?;
    let given = [
        (RequestKind::Country, "--country", arguments.country.is_some()),
        (RequestKind::Role, "--role", arguments.role.is_some()),
        (RequestKind::Add, "--account", arguments.account.is_some()),
    ];
    for (of, option, there) in given {
        // An account that alone has offered or invited need not be named.
        let wanted = of == kind && of != RequestKind::Add;
        if there && of != kind || wanted && !there {
            return Err(Problem::ours(say, Exit::Usage, "unfit_option", &[("option", option), ("kind", kind.as_str())]));
        }
    }
    let request = FilePersonRequest {
        kind,
        account: if kind == RequestKind::Add { Some(account(say, &me, arguments.account.as_deref())?) } else { None },
        country: arguments.country.as_ref().map(|it| it.trim().to_uppercase()),
        role: arguments.role.as_deref().map(|it| role(say, it)).transpose()?,
        note: note.filter(|it| !it.is_empty()),
        to: arguments.to.as_deref().map(|it| recipient(say, &me, it)).transpose()?,
    };
    let filed = context.me_api()?.file_person_request(request).await.map_err(|it| context.problem(&it))?;
    Ok(described("request-new", say, &filed).next(say, "domicile request list"))
}

fn role(say: Say<'_>, named: &str) -> Result<Role> {
    let code = named.trim().to_lowercase().replace('-', "_");
    Role::parse(&code).ok_or_else(|| Problem::ours(say, Exit::Usage, "unknown_role", &[("role", named.trim())]))
}

/// The account that somebody named, among those that have offered or invited; the only one where none is named.
fn account(say: Say<'_>, me: &Me, named: Option<&str>) -> Result<AccountId> {
    let known = &me.may_ask_to_join;
    let found = match named {
        Some(named) => {
            let all = known.iter().map(|it| Candidate { id: it.id.as_str(), names: vec![&it.name], line: it.name.clone() });
            pick(say, named, &all.collect::<Vec<_>>())?.and_then(|at| known.get(at))
        }
        None => known.first().filter(|_| known.len() == 1),
    };
    let none = || Problem::ours(say, Exit::Blocked, "no_account_to_ask", &[("account", named.unwrap_or_default())]);
    found.map(|it| it.id.clone()).ok_or_else(none)
}

pub(super) fn show(say: Say<'_>, it: &PersonRequest) -> Answer {
    described("request-show", say, it)
}

pub(super) async fn withdraw(context: &Context<'_>, it: &PersonRequest) -> Result<Answer> {
    let say = context.say;
    let answer = |it: &PersonRequest| Answer::new("request-cancel", Some(say.now())).field("request", document(it));
    if it.state == RemovalState::Withdrawn {
        return Ok(answer(it).note(say.text("cli-request-withdrawn-before")));
    }
    context.me_api()?.withdraw_person_request(it.id.as_str()).await.map_err(|it| context.problem(&it))?;
    let now = all(context).await?;
    let after = now.iter().find(|after| after.id == it.id).unwrap_or(it);
    Ok(answer(after).text(ask_summary(after, say)))
}

fn described(verb: &'static str, say: Say<'_>, it: &PersonRequest) -> Answer {
    let mut lines = vec![ask_summary(it, say)];
    let texts = [("cli-request-note", &it.note), ("cli-request-declined", &it.decline_reason)];
    lines.extend(texts.into_iter().filter_map(|(id, text)| Some(say.with(id, &[("text", text.as_deref()?)]))));
    lines.push(say.with("cli-request-id", &[("id", it.id.as_str())]));
    Answer::new(verb, Some(say.now())).field("request", document(it)).text(lines.join("\n"))
}

/// A row of the list, without its id.
pub(super) fn row(say: Say<'_>, it: &PersonRequest) -> Vec<String> {
    let kind = match it.kind.known() {
        Some(kind) => say.text(&format!("cli-request-kind-{}", kind.as_str())),
        None => say.with("word-unknown", &[("word", it.kind.as_str())]),
    };
    vec![kind, state(say, &it.state), it.account.name.clone(), say.day(it.submitted)]
}

/// A request for machines.
pub(crate) fn document(it: &PersonRequest) -> Value {
    json!({
        "id": it.id,
        "kind": it.kind,
        "state": it.state,
        "open": it.is_open(),
        "route": it.route,
        "account": { "id": it.account.id, "name": it.account.name },
        "country": it.country,
        "role": it.role,
        "to": it.to.as_ref().map(|it| json!({ "id": it.id, "name": it.display_name, "email": it.email })),
        "reason": null,
        "note": it.note,
        "submitted": time(Some(it.submitted)),
        "seen": time(it.seen),
        "ended": time(it.ended),
        "expires": time(Some(it.expires)),
        "blockers": [],
        "declineReason": it.decline_reason,
        "serviceRequest": it.service_request,
        "delivery": delivery(it.delivery.as_ref()),
    })
}
