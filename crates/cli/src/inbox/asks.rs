//! Requests of other kinds than to leave, in the inbox of an administrator.

use crate::admin::AdminSession;
use crate::answer::{Answer, time};
use crate::problem::Problem;
use domicile_model::wire::PersonRequest;
use domicile_workstation::overview::AskItemView;
use domicile_workstation::state::InboxState;
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<Problem>>;

/// All of them; none where the service is of a version that does not know any.
pub(crate) async fn all(admin: &AdminSession<'_>) -> Result<Vec<PersonRequest>> {
    match admin.accounts.person_requests(&admin.account).await {
        Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => Ok(Vec::new()),
        answer => admin.or_problem(answer),
    }
}

/// Opens one: it counts as seen.
pub(crate) async fn show(admin: AdminSession<'_>, it: &PersonRequest) -> Result<Answer> {
    let opened = admin.or_problem(admin.accounts.open_person_request(&admin.account, &it.id).await)?;
    Ok(describe(admin, opened))
}

pub(crate) async fn approve(admin: AdminSession<'_>, it: &PersonRequest) -> Result<Answer> {
    let approved = admin.or_problem(admin.accounts.approve_person_request(&admin.account, &it.id).await)?;
    Ok(describe(admin, approved))
}

pub(crate) async fn decline(admin: AdminSession<'_>, it: &PersonRequest, reason: String) -> Result<Answer> {
    let declined = admin.or_problem(admin.accounts.decline_person_request(&admin.account, &it.id, reason).await)?;
    Ok(describe(admin, declined))
}

/// One request, in the words of the window.
fn describe(admin: AdminSession<'_>, it: PersonRequest) -> Answer {
    let say = admin.context.say;
    let document = document(&it);
    let admin = admin.with_inbox(InboxState { loaded: true, asks: vec![it], ..InboxState::default() });
    let view = admin.view().and_then(|it| it.inbox.asks.first());
    let mut lines: Vec<String> = view.map(|it| vec![it.title.clone(), it.state_text.clone()]).unwrap_or_default();
    lines.extend(view.into_iter().flat_map(|it| [&it.note, &it.decline_reason]).flatten().cloned());
    Answer::new("inbox-item", Some(say.now())).field("item", Value::Null).field("request", document).text(lines.join("\n"))
}

/// A row beside the requests to leave.
pub(crate) fn row(id: String, it: &AskItemView) -> Vec<String> {
    vec![id, it.person.name.clone(), format!("{} - {}", it.title, it.state_text)]
}

/// A request for machines.
pub(crate) fn document(it: &PersonRequest) -> Value {
    json!({
        "id": it.id,
        "kind": it.kind,
        "state": it.state,
        "open": it.is_open(),
        "person": it.user.as_ref().map(|it| json!({ "id": it.id, "name": it.display_name, "email": it.email })),
        "email": it.email,
        "country": it.country,
        "role": it.role,
        "note": it.note,
        "declineReason": it.decline_reason,
        "submitted": time(Some(it.submitted)),
        "expires": time(Some(it.expires)),
    })
}
