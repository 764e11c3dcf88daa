//! Erasing what the tables hold of somebody, by the list of columns in `personal_data`. What audit events say is in `audit_erasure`; that
//! nothing is left in free pages and logs is in `compaction`. Which texts name somebody is the caller's to say.

use super::personal_data::{Erased, Kind, Rows, TABLES, Table};
use super::{StoreError, Tx, TxOn, sqlite};
use domicile_model::id::UserId;
use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use std::future::ready;
use std::ops::ControlFlow;

/// How many rows are read at once.
const PAGE: i64 = 1_000;

const ADDRESS_KEY: &str = "SELECT email_key FROM users WHERE id = $1";
const NAMESAKE: &str = "SELECT id FROM users WHERE display_name = $1 AND id <> $2 LIMIT 1";
const FORMER_NAMES: &str = "SELECT display_name, email FROM former_members WHERE user_id = $1";
const TYPED_ADDRESSES: &str = "SELECT email FROM transfers WHERE user_id = $1 AND email <> '' UNION SELECT email FROM invitations WHERE user_id = $1 AND email <> '' \
     UNION SELECT email FROM person_requests WHERE user_id = $1 AND email <> ''";
const BURY: &str = "UPDATE users SET email_key = $1, erased_at = $2 WHERE id = $3";
const DROP_BURIED: &str = "DELETE FROM users WHERE id = $1 AND erased_at IS NOT NULL";
const FORGET_LOOKED_UP: &str = "UPDATE look_ups SET address = NULL WHERE id = $1";
const LOOKED_UP: &str = "SELECT id, address FROM look_ups WHERE address IS NOT NULL AND id > $1 ORDER BY id LIMIT $2";
const LETTERS: &str = "SELECT id, recipient FROM outbox WHERE id > $1 ORDER BY id LIMIT $2";
const DROP_LETTER: &str = "DELETE FROM outbox WHERE id = $1";
const DROP_LETTERS_ABOUT: &str = "DELETE FROM outbox WHERE about = $1";
const ANSWERS: &str = "SELECT user_id, idempotency_key, body FROM answered_writes WHERE body <> ''";
const DROP_ANSWER: &str = "DELETE FROM answered_writes WHERE user_id = $1 AND idempotency_key = $2";
const OPERATOR_ANSWERS: &str = "SELECT client, idempotency_key, body FROM operator_answers";
const DROP_OPERATOR_ANSWER: &str = "DELETE FROM operator_answers WHERE client = $1 AND idempotency_key = $2";
const IT_CONTACTS: &str = "SELECT id, it_contact FROM accounts WHERE it_contact IS NOT NULL";
const DROP_IT_CONTACT: &str = "UPDATE accounts SET it_contact = NULL WHERE id = $1";
const DROP_REASONS_TYPED: &str = "UPDATE check_outs SET reason = NULL WHERE answered_by = $1";
const DROP_DECLINE_REASONS_TYPED: &str = "UPDATE removal_requests SET decline_reason = NULL WHERE id IN \
                                          (SELECT subject FROM audit_events WHERE actor = $1 AND action = 'removal_request.declined')";
const DROP_ANSWERS_TYPED: &str = "UPDATE person_requests SET decline_reason = NULL WHERE answered_by = $1";
const RENAME_GROUP: &str = "UPDATE account_groups SET name_key = id WHERE id = $1";

/// Everything that people are named by in the tables.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) addresses: Vec<String>,
    /// Each with whether somebody else bears it.
    pub(crate) names: Vec<(String, bool)>,
}

/// By what somebody is named, now and formerly.
pub(crate) async fn names(tx: &mut Tx, user: &UserId, name: &str, address: &str) -> Result<Names, StoreError> {
    let mut found = Names { addresses: vec![address.to_owned()], names: Vec::new() };
    found.addresses.extend(row!(tx, (String,), ADDRESS_KEY, user.as_str())?.map(|it| it.0));
    let mut names = vec![name.to_owned()];
    for (name, address) in rows!(tx, (String, String), FORMER_NAMES, user.as_str())? {
        names.push(name);
        found.addresses.push(address);
    }
    found.addresses.extend(rows!(tx, (String,), TYPED_ADDRESSES, user.as_str())?.into_iter().map(|it| it.0));
    for name in names {
        let shared = row!(tx, (String,), NAMESAKE, name.as_str(), user.as_str())?.is_some();
        found.names.push((name, shared));
    }
    Ok(found)
}

/// Erases the rows about somebody, or what is personal in them. The person's own row stays, as one of nobody's.
pub(crate) async fn erase_rows_about(tx: &mut Tx, user: &UserId, new_key: &str, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, DROP_REASONS_TYPED, user.as_str())?;
    run!(tx, DROP_DECLINE_REASONS_TYPED, user.as_str())?;
    run!(tx, DROP_ANSWERS_TYPED, user.as_str())?;
    for table in TABLES {
        if let Some(statement) = erasing(table) {
            run!(tx, AssertSqlSafe(statement), user.as_str())?;
        }
    }
    run!(tx, BURY, new_key, now.as_millisecond(), user.as_str())?;
    Ok(())
}

/// What erases the rows about somebody in a table, or in them.
fn erasing(table: &Table) -> Option<String> {
    let (name, about) = (table.name, table.about?);
    match table.rows {
        Rows::Go => Some(format!("DELETE FROM {name} WHERE {about} = $1")),
        Rows::None => None,
        Rows::Stay => {
            let set = table.columns.iter().filter_map(|(column, kind)| match kind {
                Kind::Personal(_, Erased::Empty) | Kind::Words(_, Erased::Empty) => Some(format!("{column} = ''")),
                Kind::Personal(_, Erased::Null) | Kind::Words(_, Erased::Null) => Some(format!("{column} = NULL")),
                Kind::Plain | Kind::Flag | Kind::Time | Kind::Subject | Kind::Company(_) | Kind::Handled(..) => None,
            });
            let set: Vec<_> = set.collect();
            (!set.is_empty()).then(|| format!("UPDATE {name} SET {} WHERE {about} = $1", set.join(", ")))
        }
    }
}

/// Drops letters about something, whoever they are for.
pub(crate) async fn drop_letters_about(tx: &mut Tx, things: impl IntoIterator<Item = &str>) -> Result<(), StoreError> {
    for id in things {
        run!(tx, DROP_LETTERS_ABOUT, id)?;
    }
    Ok(())
}

/// Erases what rows of others hold of somebody: `is_address` says whether a text is an address of theirs, `names` whether it names them,
/// `without` what is left of a text once they are taken out of it.
pub(crate) async fn erase_rows_that_name(
    tx: &mut Tx,
    is_address: impl Fn(&str) -> bool,
    names: impl Fn(&str) -> bool,
    without: impl Fn(&str) -> Option<String>,
) -> Result<(), StoreError> {
    for (id, _) in matching(tx, LOOKED_UP, &is_address).await? {
        run!(tx, FORGET_LOOKED_UP, id)?;
    }
    for (id, _) in matching(tx, LETTERS, &is_address).await? {
        run!(tx, DROP_LETTER, id)?;
    }
    for (user, key, body) in rows!(tx, (String, String, String), ANSWERS)? {
        if names(&body) {
            run!(tx, DROP_ANSWER, user, key)?;
        }
    }
    for (client, key, body) in rows!(tx, (String, String, String), OPERATOR_ANSWERS)? {
        if names(&body) {
            run!(tx, DROP_OPERATOR_ANSWER, client, key)?;
        }
    }
    for (id, address) in rows!(tx, (String, String), IT_CONTACTS)? {
        if is_address(&address) {
            run!(tx, DROP_IT_CONTACT, id)?;
        }
    }
    for (table, column) in words() {
        let select = format!("SELECT id, {column} FROM {table} WHERE {column} <> '' AND id > $1 ORDER BY id LIMIT $2");
        let update = format!("UPDATE {table} SET {column} = $1 WHERE id = $2");
        for (id, text) in matching(tx, &select, &names).await? {
            let rest = without(&text).unwrap_or_default();
            if table == "outbox" && rest.is_empty() {
                // A letter without words is none.
                run!(tx, DROP_LETTER, id)?;
                continue;
            }
            run!(tx, AssertSqlSafe(update.as_str()), rest, id.as_str())?;
            if table == "account_groups" {
                run!(tx, RENAME_GROUP, id)?;
            }
        }
    }
    Ok(())
}

/// Columns with words that people typed, by table.
fn words() -> impl Iterator<Item = (&'static str, &'static str)> {
    let of =
        |table: &'static Table| table.columns.iter().filter(|it| matches!(it.1, Kind::Words(..))).map(|(column, _)| (table.name, *column));
    TABLES.iter().flat_map(of)
}

/// Ids and texts of a statement that pages by id, as far as the text is one that is looked for.
async fn matching(tx: &mut Tx, select: &str, wanted: &impl Fn(&str) -> bool) -> Result<Vec<(String, String)>, StoreError> {
    let (mut found, mut last) = (Vec::new(), String::new());
    loop {
        let page = rows!(tx, (String, String), AssertSqlSafe(select), last.as_str(), PAGE)?;
        let Some((id, _)) = page.last() else { return Ok(found) };
        last.clone_from(id);
        found.extend(page.into_iter().filter(|(_, text)| wanted(text)));
    }
}

/// Where somebody is still named after all of that: column and what it holds. What people are found by went with its rows.
pub(crate) async fn left_over(tx: &mut Tx, names: impl Fn(&str) -> bool) -> Result<Vec<(String, Kind)>, StoreError> {
    let mut found = Vec::new();
    for table in TABLES.iter().filter(|it| it.name != "user_terms") {
        for (column, kind) in table.columns {
            let personal = matches!(kind, Kind::Personal(..) | Kind::Words(..) | Kind::Company(_) | Kind::Handled(..));
            // What the chains are made of as it stands; it holds ids, and never held anything else in a version that was released.
            if !personal && (table.name, *column) != ("audit_events", "subject") {
                continue;
            }
            if is_any(tx, &format!("SELECT {column} FROM {} WHERE {column} <> ''", table.name), &names).await? {
                found.push((format!("{}.{column}", table.name), *kind));
            }
        }
    }
    Ok(found)
}

/// Whether any text that the statement finds is one that is looked for; one after the other, however many there are.
async fn is_any(tx: &mut Tx, select: &str, wanted: &impl Fn(&str) -> bool) -> Result<bool, StoreError> {
    let under_way = tx.begin_statement();
    let found = match &mut tx.on {
        TxOn::Lite(tx) => tx.connection().and_then(|on| {
            let mut found = false;
            sqlite::each(on, select, &[], |(text,): (String,)| {
                found = wanted(&text);
                if found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
            Ok(found)
        }),
        TxOn::Pg(tx) => {
            let texts = sqlx::query_scalar(AssertSqlSafe(select)).fetch(&mut **tx);
            texts.try_any(|text: String| ready(wanted(&text))).await
        }
    };
    under_way.ended(found)
}

/// Deletes the row of somebody who was erased, where nothing refers to it; `false` where something does.
pub(crate) async fn drop_buried(tx: &mut Tx, user: &UserId) -> Result<bool, StoreError> {
    for table in TABLES.iter().filter(|it| !["users", "audit_events"].contains(&it.name)) {
        for (column, _) in table.columns.iter().filter(|it| it.1 == Kind::Subject) {
            let select = format!("SELECT {column} FROM {} WHERE {column} = $1 LIMIT 1", table.name);
            if row!(tx, (String,), AssertSqlSafe(select), user.as_str())?.is_some() {
                return Ok(false);
            }
        }
    }
    Ok(run!(tx, DROP_BURIED, user.as_str())? == 1)
}
