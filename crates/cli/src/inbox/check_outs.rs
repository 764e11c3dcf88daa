//! Check-outs in the inbox of an administrator: those that wait for an answer, and those that last.

use crate::admin::AdminSession;
use crate::answer::{Answer, time};
use crate::problem::Problem;
use domicile_model::wire::CheckOut;
use domicile_workstation::overview::CheckOutItemView;
use domicile_workstation::state::InboxState;
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<Problem>>;

/// The open ones; none where the service is of a version that does not know any.
pub(crate) async fn open(admin: &AdminSession<'_>) -> Result<Vec<CheckOut>> {
    match admin.accounts.check_outs(&admin.account).await {
        Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => Ok(Vec::new()),
        answer => admin.or_problem(answer),
    }
}

pub(crate) async fn allow(admin: AdminSession<'_>, it: &CheckOut, days: Option<u16>) -> Result<Answer> {
    let allowed = admin.or_problem(admin.accounts.allow_check_out(&admin.account, &it.id, days).await)?;
    Ok(describe(admin, allowed))
}

pub(crate) async fn decline(admin: AdminSession<'_>, it: &CheckOut, reason: String) -> Result<Answer> {
    let declined = admin.or_problem(admin.accounts.decline_check_out(&admin.account, &it.id, reason).await)?;
    Ok(describe(admin, declined))
}

/// One check-out, in the words of the window.
pub(crate) fn describe(admin: AdminSession<'_>, it: CheckOut) -> Answer {
    let say = admin.context.say;
    let document = document(&it);
    let state = it.state.clone();
    let name = it.user.display_name.clone();
    let admin = admin.with_inbox(InboxState { loaded: true, check_outs: vec![it], ..InboxState::default() });
    let view = admin.view().and_then(|it| it.inbox.check_outs.first());
    let mut lines: Vec<String> = view.map(|it| vec![it.title.clone(), it.text.clone(), it.state_text.clone()]).unwrap_or_default();
    if lines.is_empty() && state == domicile_model::check_out::CheckOutState::Declined {
        lines.push(say.with("notice-check-out-declined", &[("name", &name)]));
    }
    Answer::new("inbox-item", Some(say.now())).field("item", Value::Null).field("checkOut", document).text(lines.join("\n"))
}

/// A row beside the requests to leave.
pub(crate) fn row(id: String, it: &CheckOutItemView) -> Vec<String> {
    vec![id, it.person.name.clone(), format!("{} - {}", it.product, it.state_text)]
}

/// A check-out for machines.
pub(crate) fn document(it: &CheckOut) -> Value {
    json!({
        "id": it.id,
        "state": it.state,
        "open": it.is_open(),
        "person": { "id": it.user.id, "name": it.user.display_name, "email": it.user.email },
        "product": { "id": it.product.id, "name": it.product.name },
        "machine": { "id": it.machine.id, "name": it.machine.name },
        "days": it.days,
        "asked": time(Some(it.asked)),
        "answered": time(it.answered),
        "reason": it.reason,
        "until": time(Some(it.until)),
    })
}
