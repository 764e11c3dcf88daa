//! Everything that is known of one person, as one JSON document. Of others it holds no more than that the person had to do with them.

use super::events::{Concern, Search};
use super::{Person, id_of, known_as};
use crate::store::audit_erasure::EventText;
use crate::store::columns::timestamp;
use crate::store::personal_rows::{self, PersonalRows};
use crate::store::{Store, StoreError, Tx, accounts, users};
use anyhow::anyhow;
use domicile_model::id::AccountId;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Everything about the person with this address.
///
/// # Errors
/// Where there is nobody, or the database cannot be read.
pub async fn export(store: &Store, email: &str, now: Timestamp) -> anyhow::Result<Value> {
    let mut tx = store.read().await?;
    let id = id_of(&mut tx, email).await?;
    let user = users::get(&mut tx, &id).await?.ok_or_else(|| anyhow!("There is nobody with the address {email}."))?;
    let Person { user, traces } = known_as(&mut tx, user).await?;
    let (about, by) = (personal_rows::about(&mut tx, &user.id).await?, personal_rows::by(&mut tx, &user.id).await?);
    let looks = personal_rows::looks_at(&mut tx, |it| traces.is_address(it)).await?;
    let mut things: BTreeSet<String> = personal_rows::ids(&mut tx, &user.id).await?.into_iter().collect();
    things.extend(looks.iter().filter_map(|it| it.get("id")?.as_str().map(str::to_owned)));
    let (mut events_about, mut events_by) = (Vec::new(), Vec::new());
    for (event, concern) in Search::new(&user.id, &traces, things).run(&mut tx).await? {
        match concern {
            Concern::About | Concern::Names { .. } => events_about.push(whole(&event)?),
            Concern::By { .. } => events_by.push(deed(&event)?),
        }
    }
    Ok(json!({
        "person": user.id,
        "exported": now,
        "accounts": account_names(&mut tx, &about).await?,
        "about": document(about),
        "lookedUp": looks.into_iter().map(renamed).collect::<Vec<_>>(),
        "by": document(by),
        "events": {"about": events_about, "by": events_by},
    }))
}

/// An event with all that it says.
fn whole(it: &EventText) -> Result<Value, StoreError> {
    let parse = |text: &Option<String>| {
        text.as_deref().map(serde_json::from_str::<Value>).transpose().map_err(|_| StoreError::Content(format!("audit event {}", it.id)))
    };
    Ok(json!({
        "id": it.id, "account": it.chain, "at": timestamp(it.at)?, "actor": it.actor, "action": it.action, "subject": it.subject,
        "before": parse(&it.before)?, "after": parse(&it.after)?, "because": it.because,
    }))
}

/// What the person did to somebody else: not what became of those.
fn deed(it: &EventText) -> Result<Value, StoreError> {
    Ok(
        json!({"id": it.id, "account": it.chain, "at": timestamp(it.at)?, "action": it.action, "subject": it.subject, "because": it.because}),
    )
}

fn document(tables: Vec<PersonalRows>) -> Value {
    let mut all = Map::new();
    for PersonalRows { table, rows } in tables {
        let rows = rows.into_iter().map(renamed);
        match all.entry(camel_case(table)).or_insert_with(|| json!([])) {
            Value::Array(there) => there.extend(rows),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {}
        }
    }
    Value::Object(all)
}

/// Names as the rest of our JSON has them; JSON in a text as JSON.
fn renamed(row: Map<String, Value>) -> Value {
    let readable = |value: Value| match &value {
        Value::String(text) if text.starts_with('{') => serde_json::from_str(text).unwrap_or(value),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => value,
    };
    Value::Object(row.into_iter().map(|(name, value)| (camel_case(&name), readable(value))).collect())
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| {
        let (head, tail) = word.split_at(word.len().min(1));
        format!("{text}{}{tail}", head.to_ascii_uppercase())
    })
}

/// What the accounts in these rows are called.
async fn account_names(tx: &mut Tx, tables: &[PersonalRows]) -> Result<Map<String, Value>, StoreError> {
    let rows = tables.iter().flat_map(|it| &it.rows);
    let ids: BTreeSet<&str> = rows.filter_map(|it| it.get("account_id")?.as_str()).collect();
    let mut names = Map::new();
    for id in ids {
        if let Some(account) = accounts::get(tx, &AccountId::new(id)).await? {
            names.insert(id.to_owned(), account.name.into());
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_json() {
        assert_eq!(["users", "removal_requests", "it_is_so"].map(camel_case), ["users", "removalRequests", "itIsSo"]);
    }
}
