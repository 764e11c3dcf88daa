//! `domicile licence forecast`: what ends soon, from the licence file on this computer; with `--account`, for administrators, what the account
//! owns, whom it hits, and the seats.

use crate::admin::AdminSession;
use crate::answer::{Answer, time, unknown};
use crate::context::Context;
use crate::output::table;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use domicile_workstation::overview::{AccountEndingView, EndingView, SeatsView};
use domicile_workstation::present::{Say, account_licences, forecast};
use serde_json::{Value, json};

/// What ends on this computer within so many days.
pub(crate) fn here(say: Say<'_>, snapshot: &Snapshot, days: u16) -> Answer {
    let found = forecast(snapshot.policy(), days, say);
    let items: Value = found.as_ref().map_or_else(unknown, |it| it.items.iter().map(document).collect());
    let answer = Answer::new("licence-forecast", snapshot.policy().refreshed)
        .field("days", days)
        .field("account", Value::Null)
        .field("items", items)
        .field("seats", Value::Null);
    match found {
        Some(it) if it.items.is_empty() => answer.text(it.text),
        Some(it) => {
            let rows = it.items.iter().map(|it| vec![it.product.clone(), it.ends.clone(), it.grace.clone()]);
            let rows: Vec<_> = [head(say)].into_iter().chain(rows).collect();
            answer.text(format!("{}\n\n{}", it.text, table(&rows)))
        }
        // Nothing may run, so that nothing can end: what is the case is said instead.
        None => {
            let licences = &snapshot.overview().licences;
            let text: Vec<&str> = [Some(licences.headline.as_str()), licences.detail.as_deref()].into_iter().flatten().collect();
            answer.text(text.join("\n")).next(say, "domicile licence list")
        }
    }
}

fn head(say: Say<'_>) -> Vec<String> {
    ["cli-head-product", "cli-head-contract-ends", "cli-head-grace"].map(|it| say.text(it)).to_vec()
}

/// What of the account ends within so many days, and its seats.
pub(crate) async fn of_account(context: &Context<'_>, days: u16) -> Result<Answer, Box<Problem>> {
    let admin = AdminSession::begin(context).await?.with_licences().await?;
    let say = context.say;
    let name = admin.details().map(|it| it.name.clone()).unwrap_or_default();
    let Some(licences) = admin.licences() else { return Ok(Answer::new("licence-forecast", Some(say.now()))) };
    let found = account_licences(&name, licences, admin.check_outs(), days, say);
    let items: Vec<Value> = found.items.iter().map(account_document).collect();
    let seats: Option<Vec<Value>> = found.uncounted.is_none().then(|| found.seats.iter().map(seats_document).collect());
    let mut parts = vec![found.text.clone()];
    if !found.items.is_empty() {
        let rows = found.items.iter().map(|it| vec![it.ending.name.clone(), it.ending.ends.clone(), it.ending.grace.clone()]);
        parts.extend([String::new(), table(&[head(say)].into_iter().chain(rows).collect::<Vec<_>>()), String::new()]);
        parts.extend(found.items.iter().map(|it| format!("{}: {} {}", it.ending.name, it.seats_text, it.people_text)));
    }
    if !found.seats.is_empty() {
        parts.push(String::new());
        parts.extend(found.seats.iter().map(|it| format!("{}: {}", it.name, it.text)));
    }
    parts.extend(found.uncounted.iter().flat_map(|it| [String::new(), it.clone()]));
    let answer = Answer::new("licence-forecast", Some(say.now()))
        .field("days", days)
        .field("account", json!({ "id": admin.account, "name": name }))
        .field("items", items)
        .field("seats", seats)
        .text(parts.join("\n"));
    Ok(if found.items.is_empty() { answer } else { answer.next(say, "domicile message buyer") })
}

/// A licence that ends, for machines.
fn document(it: &EndingView) -> Value {
    json!({
        "product": it.product,
        "name": it.name,
        "contractEnds": time(Some(it.contract_ends)),
        "graceDays": it.grace_days,
        "graceEnds": time(Some(it.grace_ends)),
        "inGrace": it.in_grace,
        "days": it.days,
        "daysToGraceEnd": it.days_to_stop,
    })
}

fn account_document(it: &AccountEndingView) -> Value {
    let mut document = document(&it.ending);
    if let Some(members) = document.as_object_mut() {
        members.insert("seats".to_owned(), it.seats.into());
        members.insert("seatsLeft".to_owned(), it.seats_left.into());
        let people = it.people.iter().map(|it| json!({ "id": it.id, "name": it.name, "email": it.email }));
        members.insert("people".to_owned(), people.collect());
    }
    document
}

fn seats_document(it: &SeatsView) -> Value {
    json!({ "product": it.product, "name": it.name, "owned": it.owned, "assigned": it.assigned, "checkedOut": it.checked_out })
}
