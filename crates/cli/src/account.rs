//! `domicile admin-contact`: the administrators of the person's account.

use crate::answer::{Answer, unknown};
use crate::facts::Facts;
use crate::output::table;
use crate::problem::Problem;
use crate::speech::Speech;
use serde_json::{Value, json};

/// The account for machines: `null` is "belongs to none", `"unknown"` is not known.
pub(crate) fn account(facts: &Facts) -> Value {
    let Some(me) = &facts.me else { return unknown() };
    me.affiliation.as_ref().map_or(Value::Null, |it| {
        json!({
            "id": it.account.id,
            "name": it.account.name,
            "federation": me.federation,
            "companySignIn": me.federation != domicile_model::account::Federation::None,
            "since": it.since,
            "lastSynchronised": it.last_synchronised,
        })
    })
}

pub(crate) fn contacts(speech: &Speech, facts: &Facts) -> Result<Answer, Box<Problem>> {
    let me = facts.require_me(speech)?;
    let shown = &facts.overview.administrators;
    let items: Vec<Value> =
        me.administrators.iter().map(|it| json!({ "id": it.id, "name": it.display_name, "role": it.role, "email": it.email })).collect();
    let text = match &me.affiliation {
        None => speech.text("cli-administrators-no-account"),
        Some(it) if shown.is_empty() => speech.with("cli-administrators-none", &[("account", &it.account.name)]),
        Some(_) => {
            let head = ["cli-head-name", "cli-head-role", "cli-head-email"].map(|it| speech.text(it)).to_vec();
            let rows = shown.iter().map(|it| vec![it.name.clone(), it.role.clone(), it.email.clone()]);
            table(&[head].into_iter().chain(rows).collect::<Vec<_>>())
        }
    };
    let answer = facts.answer(speech, "admin-contact").field("account", account(facts)).field("items", items).text(text);
    let open = me.request.as_ref().is_some_and(|it| it.state.is_open());
    Ok(match (open, me.removal.is_some() && !shown.is_empty()) {
        (true, _) => answer.note(speech.next("domicile request show")),
        (false, true) => answer.note(speech.next("domicile request new")),
        (false, false) => answer,
    })
}
