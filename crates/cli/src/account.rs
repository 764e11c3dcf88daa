//! `domicile admin-contact`: the administrators of the person's account.

use crate::answer::{Answer, unknown};
use crate::output::table;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use domicile_workstation::present::Say;
use serde_json::{Value, json};

/// The account for machines: `null` is "belongs to none", `"unknown"` is not known.
pub(crate) fn document(snapshot: &Snapshot) -> Value {
    let Some(me) = &snapshot.me else { return unknown() };
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

pub(crate) fn administrators(say: Say<'_>, snapshot: &Snapshot) -> Result<Answer, Box<Problem>> {
    let me = snapshot.require_me()?;
    let shown = &snapshot.overview().administrators;
    let items: Vec<Value> =
        me.administrators.iter().map(|it| json!({ "id": it.id, "name": it.display_name, "role": it.role, "email": it.email })).collect();
    let text = match &me.affiliation {
        None => say.text("cli-administrators-no-account"),
        Some(it) if shown.is_empty() => say.with("cli-administrators-none", &[("account", &it.account.name)]),
        Some(_) => {
            let head = ["cli-head-name", "cli-head-role", "cli-head-email"].map(|it| say.text(it)).to_vec();
            let rows = shown.iter().map(|it| vec![it.name.clone(), it.role.clone(), it.email.clone()]);
            table(&[head].into_iter().chain(rows).collect::<Vec<_>>())
        }
    };
    let answer = snapshot.answer("admin-contact").field("account", document(snapshot)).field("items", items).text(text);
    let open = me.request.as_ref().is_some_and(|it| it.is_open());
    Ok(match (open, me.removal.is_some() && !shown.is_empty()) {
        (true, _) => answer.next(say, "domicile request show"),
        (false, true) => answer.next(say, "domicile request new"),
        (false, false) => answer,
    })
}
