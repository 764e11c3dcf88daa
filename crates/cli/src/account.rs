//! `domicile account` and `admin-contact`: the person's account, what they are in it, and its administrators.

use crate::answer::{Answer, unknown};
use crate::output::table;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use domicile_model::wire::{Me, RemovalRequest};
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

/// The account and who looks after it.
pub(crate) fn run(say: Say<'_>, snapshot: &Snapshot) -> Result<Answer, Box<Problem>> {
    let me = snapshot.require_me()?;
    let mut lines = Vec::new();
    if let Some(it) = &me.affiliation {
        lines.push(say.with("cli-account", &[("account", &it.account.name)]));
        lines.push(say.with("cli-account-since", &[("date", &say.full_date(it.since))]));
        lines.push(String::new());
    }
    lines.push(table_of_administrators(say, snapshot, me));
    let answer = snapshot.answer("account").field("account", document(snapshot)).field("roles", json!(me.roles));
    Ok(answer.field("items", items(me)).text(lines.join("\n")))
}

/// Its administrators alone.
pub(crate) fn administrators(say: Say<'_>, snapshot: &Snapshot) -> Result<Answer, Box<Problem>> {
    let me = snapshot.require_me()?;
    let text = table_of_administrators(say, snapshot, me);
    let answer = snapshot.answer("admin-contact").field("account", document(snapshot)).field("items", items(me)).text(text);
    let open = me.request.as_ref().is_some_and(RemovalRequest::is_open);
    Ok(if open { answer.next(say, "domicile request show") } else { answer })
}

fn items(me: &Me) -> Vec<Value> {
    me.administrators.iter().map(|it| json!({ "id": it.id, "name": it.display_name, "role": it.role, "email": it.email })).collect()
}

fn table_of_administrators(say: Say<'_>, snapshot: &Snapshot, me: &Me) -> String {
    let shown = &snapshot.overview().administrators;
    match &me.affiliation {
        None => say.text("cli-administrators-no-account"),
        Some(it) if me.administrators.is_empty() => say.with("cli-administrators-none", &[("account", &it.account.name)]),
        Some(_) => {
            let head = ["cli-head-name", "cli-head-role", "cli-head-email"].map(|it| say.text(it)).to_vec();
            let rows = shown.iter().map(|it| vec![it.name.clone(), it.role.clone(), it.email.clone()]);
            table(&[head].into_iter().chain(rows).collect::<Vec<_>>())
        }
    }
}
