//! `domicile request new|list|show|cancel|resend`: asking one's account to let one go, and following that.

use crate::answer::{Answer, time};
use crate::arguments::{NewRequest, RequestKind, RequestVerb};
use crate::exit::Exit;
use crate::facts::Facts;
use crate::online::Place;
use crate::output::table;
use crate::problem::Problem;
use crate::speech::Speech;
use domicile_model::id::UserId;
use domicile_model::removal::RemovalState;
use domicile_model::text::{NOTE_MAX, clean};
use domicile_model::wire::{FileRemoval, Me, RemovalRequest};
use serde_json::{Value, json};

pub(crate) async fn run(place: &Place<'_>, verb: &RequestVerb) -> Result<Answer, Box<Problem>> {
    match verb {
        RequestVerb::New(asked) => new(place, asked).await,
        RequestVerb::List => list(place).await,
        RequestVerb::Show { id } => show(place, id.as_deref()).await,
        RequestVerb::Cancel { id } => cancel(place, id.as_deref()).await,
        RequestVerb::Resend { id, to } => resend(place, id.as_deref(), to.as_deref()).await,
    }
}

/// A request for machines.
pub(crate) fn document(it: &RemovalRequest) -> Value {
    json!({
        "id": it.id,
        "kind": "removal",
        "state": it.state,
        "open": it.state.is_open(),
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
    })
}

async fn new(place: &Place<'_>, asked: &NewRequest) -> Result<Answer, Box<Problem>> {
    let RequestKind::Removal = asked.kind;
    let speech = place.speech;
    let short = |text: &Option<String>| text.as_deref().map(|it| clean(it, NOTE_MAX)).transpose();
    let (Ok(reason), Ok(note)) = (short(&asked.reason), short(&asked.note)) else {
        let longest = [&asked.reason, &asked.note].into_iter().flatten().map(|it| it.chars().count()).max().unwrap_or_default();
        let args = [("found", &*longest.to_string()), ("most", &*NOTE_MAX.to_string())];
        return Err(Problem::ours(speech, Exit::Usage, "note_too_long", &args));
    };
    let me = place.me().await?;
    let to = asked.to.as_deref().map(|it| recipient(speech, &me, it)).transpose()?;
    // Told before it is sent: who gets it, and what follows.
    let before = place.facts_of(me).await;
    if let Some(outlook) = &before.overview.removal {
        place.output.note(&outlook.route_text);
        for blocker in &outlook.blockers {
            place.output.note(blocker);
        }
    }
    let removal = FileRemoval { reason: reason.filter(|it| !it.is_empty()), note: note.filter(|it| !it.is_empty()), to };
    let filed = place.desk.file_removal(removal).await.map_err(|it| place.problem(&it))?;
    let facts = before.with_request(place, filed.clone());
    let answer = facts.answer(speech, "request-new").field("request", document(&filed)).text(told(speech, &facts, &filed, false));
    Ok(answer.note(speech.next("domicile request show")))
}

/// The administrator that somebody named by address or id.
fn recipient(speech: &Speech, me: &Me, named: &str) -> Result<UserId, Box<Problem>> {
    let named = named.trim();
    let is_it = |id: &UserId, email: &str| id.as_str() == named || email.eq_ignore_ascii_case(named);
    let found = me.administrators.iter().find(|it| is_it(&it.id, &it.email));
    found.map(|it| it.id.clone()).ok_or_else(|| Problem::ours(speech, Exit::Usage, "unknown_recipient", &[("to", named)]))
}

async fn list(place: &Place<'_>) -> Result<Answer, Box<Problem>> {
    let speech = place.speech;
    let requests = place.removals().await?;
    let answer = Answer::new("request-list", Some(speech.now())).field("items", requests.iter().map(document).collect::<Vec<_>>());
    if requests.is_empty() {
        return Ok(answer.text(speech.text("cli-request-none")).note(speech.next("domicile request new")));
    }
    let head = ["cli-head-id", "cli-head-state", "cli-head-account", "cli-head-asked"].map(|it| speech.text(it)).to_vec();
    let row =
        |it: &RemovalRequest| vec![it.id.to_string(), state(speech, it.state), it.account.name.clone(), speech.dates().day(it.submitted)];
    let rows: Vec<_> = [head].into_iter().chain(requests.iter().map(row)).collect();
    Ok(answer.text(table(&rows)).note(speech.next("domicile request show")))
}

async fn show(place: &Place<'_>, id: Option<&str>) -> Result<Answer, Box<Problem>> {
    let speech = place.speech;
    let requests = place.removals().await?;
    let answer = Answer::new("request-show", Some(speech.now()));
    let found = match id {
        Some(id) => Some(named(speech, &requests, id)?),
        None => requests.iter().find(|it| it.state.is_open()).or(requests.first()),
    };
    let Some(found) = found else {
        let answer = answer.field("request", Value::Null).text(speech.text("cli-request-none"));
        return Ok(answer.note(speech.next("domicile request new")));
    };
    let facts = place.facts().await.with_request(place, found.clone());
    let answer = answer.field("request", document(found)).text(told(speech, &facts, found, true));
    Ok(match found.state {
        RemovalState::Declined | RemovalState::Expired => answer.note(speech.next("domicile request resend")),
        RemovalState::Fulfilled => answer.note(speech.next("domicile journey")),
        _ => answer,
    })
}

async fn cancel(place: &Place<'_>, id: Option<&str>) -> Result<Answer, Box<Problem>> {
    let speech = place.speech;
    let requests = place.removals().await?;
    let nothing = |why: &str| Answer::new("request-cancel", Some(speech.now())).field("request", Value::Null).note(speech.text(why));
    let found = match id {
        Some(id) => named(speech, &requests, id)?,
        None => match requests.iter().find(|it| it.state.is_open()) {
            Some(open) => open,
            None => return Ok(nothing("cli-request-nothing-open")),
        },
    };
    if found.state == RemovalState::Withdrawn {
        return Ok(nothing("cli-request-withdrawn-before").field("request", document(found)));
    }
    place.desk.withdraw_removal(found.id.as_str()).await.map_err(|it| place.problem(&it))?;
    let now = place.removals().await?;
    let after = now.iter().find(|it| it.id == found.id).map(document);
    let text = speech.with("cli-request-withdrawn", &[("account", &found.account.name)]);
    Ok(Answer::new("request-cancel", Some(speech.now())).field("request", after).text(text))
}

async fn resend(place: &Place<'_>, id: Option<&str>, to: Option<&str>) -> Result<Answer, Box<Problem>> {
    let speech = place.speech;
    let requests = place.removals().await?;
    let ended = |it: &&RemovalRequest| matches!(it.state, RemovalState::Declined | RemovalState::Expired);
    let found = match id {
        Some(id) => named(speech, &requests, id)?,
        None => match requests.iter().find(ended) {
            Some(it) => it,
            None => {
                let answer = Answer::new("request-resend", Some(speech.now())).field("request", Value::Null);
                return Ok(answer.note(speech.text("cli-request-nothing-to-resend")));
            }
        },
    };
    let to = match to {
        Some(named) => Some(recipient(speech, &place.me().await?, named)?),
        None => None,
    };
    let sent = place.desk.resend_removal(found.id.as_str(), to).await.map_err(|it| place.problem(&it))?;
    let facts = place.facts().await.with_request(place, sent.clone());
    let answer = facts.answer(speech, "request-resend").field("request", document(&sent)).text(told(speech, &facts, &sent, true));
    Ok(answer.note(speech.next("domicile request show")))
}

fn named<'a>(speech: &Speech, requests: &'a [RemovalRequest], id: &str) -> Result<&'a RemovalRequest, Box<Problem>> {
    let not_found = || Problem::ours(speech, Exit::Blocked, "not_found", &[("id", id)]);
    requests.iter().find(|it| it.id.as_str() == id).ok_or_else(not_found)
}

fn state(speech: &Speech, state: RemovalState) -> String {
    speech.text(&format!("request-state-{}", state.as_str()))
}

/// A request in sentences: the same as in the window. `route`: also who can fulfil it, where that was not told just before.
fn told(speech: &Speech, facts: &Facts, request: &RemovalRequest, route: bool) -> String {
    let mut lines = Vec::new();
    if let Some(it) = &facts.overview.request {
        lines.push(it.summary.clone());
        lines.extend(Some(it.route_text.clone()).filter(|_| route));
        lines.extend(it.blockers.clone());
    }
    lines.push(speech.with("cli-request-state-line", &[("state", &state(speech, request.state))]));
    let texts =
        [("cli-request-reason", &request.reason), ("cli-request-note", &request.note), ("cli-request-declined", &request.decline_reason)];
    lines.extend(texts.into_iter().filter_map(|(id, text)| Some(speech.with(id, &[("text", text.as_deref()?)]))));
    if request.state.is_open() {
        lines.push(speech.with("cli-request-expires", &[("date", &speech.dates().day(request.expires))]));
    }
    lines.push(speech.with("cli-request-id", &[("id", request.id.as_str())]));
    lines.retain(|it| !it.is_empty());
    lines.join("\n")
}
