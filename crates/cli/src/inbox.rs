//! `domicile inbox`: the account's removal requests, and an administrator's answers.

use crate::answer::{Answer, time};
use crate::arguments::InboxVerb;
use crate::exit::Exit;
use crate::looking_after::Looking;
use crate::online::Place;
use crate::output::table;
use crate::problem::Problem;
use crate::wishes;
use domicile_model::wire::{RemovalPreflight, RemovalRequest};
use domicile_workstation::overview::InboxItemView;
use domicile_workstation::state::InboxState;
use serde_json::{Value, json};
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, Box<Problem>>;

pub(crate) async fn run(place: &Place<'_>, verb: Option<&InboxVerb>) -> Result<Answer> {
    let looking = Looking::begin(place).await?;
    let account = looking.account.clone();
    let no_such = |id: &str| Problem::ours(place.speech, Exit::Blocked, "no_such_request", &[("id", id)]);
    match verb {
        None | Some(InboxVerb::List) => list(looking).await,
        Some(InboxVerb::Show { id }) => {
            if let Some(wish) = wishes::find(&looking, id).await? {
                return Ok(wishes::shown(looking, wish).note(place.speech.next(&format!("domicile inbox approve {id}"))));
            }
            let request = looking.found(looking.accounts.open_request(&account, id).await, || no_such(id))?;
            let preflight = match request.state.is_open() {
                true => Some(looking.tell(looking.accounts.preflight(&account, request.user.id.as_str()).await)?),
                false => None,
            };
            let next = format!("domicile inbox approve {id}");
            let open = request.state.is_open();
            let answer = item(looking, request, preflight);
            Ok(if open { answer.note(place.speech.next(&next)) } else { answer })
        }
        Some(InboxVerb::Approve { id, days }) => {
            if let Some(wish) = wishes::find(&looking, id).await? {
                return wishes::allow(looking, &wish, *days).await;
            }
            let request = looking.found(looking.accounts.approve(&account, id).await, || no_such(id))?;
            Ok(item(looking, request, None))
        }
        Some(InboxVerb::Decline { id, reason }) => {
            if let Some(wish) = wishes::find(&looking, id).await? {
                return wishes::decline(looking, &wish, reason.clone()).await;
            }
            let request = looking.found(looking.accounts.decline(&account, id, reason.clone()).await, || no_such(id))?;
            Ok(item(looking, request, None))
        }
    }
}

async fn list(looking: Looking<'_>) -> Result<Answer> {
    let speech = looking.place.speech;
    let requests = looking.tell(looking.accounts.requests(&looking.account).await)?;
    let check_outs = wishes::open(&looking).await?;
    let inbox = InboxState { loaded: true, requests: requests.clone(), check_outs: check_outs.clone(), ..InboxState::default() };
    let looking = looking.with_inbox(inbox);
    let Some(shown) = looking.shown().map(|it| &it.inbox) else { return Ok(Answer::new("inbox", Some(speech.now()))) };
    let of = |id: &str| requests.iter().find(|it| it.id.as_str() == id);
    let items: Vec<Value> = shown.items.iter().filter_map(|it| Some(document(of(&it.id)?, it))).collect();
    let documents: Vec<Value> = check_outs.iter().map(wishes::document).collect();
    let answer = Answer::new("inbox", Some(speech.now())).field("items", items).field("checkOuts", documents);
    if shown.items.is_empty() && shown.check_outs.is_empty() {
        return Ok(answer.text(shown.empty.clone()));
    }
    let head = ["cli-head-id", "cli-head-name", "cli-head-state"].map(|it| speech.text(it)).to_vec();
    let rows = shown.items.iter().map(|it| vec![it.id.clone(), it.person.name.clone(), it.state_text.clone()]);
    let rows: Vec<_> = [head].into_iter().chain(rows).chain(shown.check_outs.iter().map(wishes::row)).collect();
    Ok(answer.text(table(&rows)).note(speech.next("domicile inbox show ID")))
}

fn item(looking: Looking<'_>, request: RemovalRequest, preflight: Option<RemovalPreflight>) -> Answer {
    let id = request.id.as_str().to_owned();
    let opened: BTreeMap<_, _> = preflight.map(|it| (id.clone(), it)).into_iter().collect();
    let inbox = InboxState { loaded: true, requests: vec![request.clone()], opened, ..InboxState::default() };
    let looking = looking.with_inbox(inbox);
    let answer = Answer::new("inbox-item", Some(looking.place.speech.now()));
    let Some(shown) = looking.shown().and_then(|it| it.inbox.items.first()) else { return answer.field("item", Value::Null) };
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
        "open": it.state.is_open(),
        "person": { "id": it.user.id, "name": it.user.display_name, "email": it.user.email },
        "reason": it.reason,
        "note": it.note,
        "declineReason": it.decline_reason,
        "submitted": time(Some(it.submitted)),
        "expires": time(Some(it.expires)),
        "blockers": blockers(shown),
    })
}
