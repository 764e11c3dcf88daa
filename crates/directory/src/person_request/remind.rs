//! Reminders: whoever can answer a request gets one after 3 days and one after 7, and no more.

use super::who_could_give;
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::person_requests::{self, PersonRequestRecord};
use crate::store::{accounts, users};
use domicile_model::person_request::RequestedChange;
use domicile_model::removal::{Route, reminders_due};
use serde_json::json;

/// Sends what is due for an open request. What was due while nobody could send it counts as one.
pub(crate) async fn remind(ctx: &mut WriteContext<'_>, it: &PersonRequestRecord) -> Result<(), Problem> {
    let due = i64::try_from(reminders_due(it.submitted, ctx.now)).unwrap_or_default();
    if due <= it.reminders || !person_requests::reminded(ctx.tx, &it.id, it.reminders, due).await? {
        return Ok(());
    }
    let Some(user) = users::get(ctx.tx, &it.user).await? else { return Ok(()) };
    let Some(account) = accounts::get(ctx.tx, &it.account).await? else { return Ok(()) };
    // Support works through its list.
    if it.route != Route::Administrator {
        return Ok(());
    }
    let (person, email) = match it.asked {
        RequestedChange::Add => (it.email.as_str(), it.email.as_str()),
        RequestedChange::Unlock | RequestedChange::Country(_) | RequestedChange::Role(_) => {
            (user.display_name.as_str(), user.email.as_str())
        }
    };
    let (submitted, expires, asked) = (it.submitted, it.expires, it.asked);
    let letter = Letter::PersonRequestReminder { person, email, account: &account.name, asked, submitted, expires };
    let administrators = accounts::administrators(ctx.tx, &account.id).await?;
    let could = who_could_give(&administrators, &user, it.asked);
    // Where the one who was asked can answer no more, everybody who can is reminded.
    let asked = could.iter().any(|admin| it.to.as_ref() == Some(&admin.id));
    for to in could.into_iter().filter(|admin| !asked || it.to.as_ref() == Some(&admin.id)) {
        ctx.mail(&Recipient::administrator(to), letter, Occasion::of_service(it.id.as_str())).await?;
    }
    let step = (json!({"reminders": it.reminders}), json!({"reminders": due}));
    ctx.record_step(Some(&account.id), Author::System, AuditAction::PersonRequestReminded, it.id.as_str(), step, None).await
}
