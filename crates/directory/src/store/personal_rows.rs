//! The rows about somebody, as the tables have them, for whoever hands them over; by the list of columns in `personal_data`.

use super::columns::timestamp;
use super::personal_data::{Kind, TABLES, Table};
use super::{StoreError, Tx, TxOn};
use domicile_model::id::UserId;
use serde_json::{Map, Value};
use sqlx::AssertSqlSafe;

const LOOKED_UP: &str = "SELECT id, account_id, looked_at, address FROM look_ups WHERE address IS NOT NULL";

/// Rows of one table, each with its columns by name.
pub(crate) struct PersonalRows {
    pub(crate) table: &'static str,
    pub(crate) rows: Vec<Map<String, Value>>,
}

/// Every row about somebody, whole. What people are found by is left out: it is made of name and address, and is nothing else.
pub(crate) async fn about(tx: &mut Tx, user: &UserId) -> Result<Vec<PersonalRows>, StoreError> {
    let mut found = Vec::new();
    for table in TABLES.iter().filter(|it| it.name != "user_terms") {
        if let Some(about) = table.about {
            found.push(PersonalRows { table: table.name, rows: select(tx, table, |_| true, about, user).await? });
        }
    }
    Ok(found)
}

/// Rows about others with which somebody did something: which, when, in what state they are, and nothing of the others.
pub(crate) async fn by(tx: &mut Tx, user: &UserId) -> Result<Vec<PersonalRows>, StoreError> {
    let mut found = Vec::new();
    for table in TABLES {
        for column in table.by {
            let about = table.about.unwrap_or_default();
            let shown = |(name, kind): &(&str, Kind)| *kind == Kind::Time || ["id", "account_id", "state", about].contains(name);
            let mut rows = select(tx, table, shown, column, user).await?;
            // Whom it is about is theirs to know; what is about the person is there already.
            rows.retain_mut(|it| it.remove(about).and_then(|it| it.as_str().map(|it| it != user.as_str())).unwrap_or(true));
            found.push(PersonalRows { table: table.name, rows });
        }
    }
    Ok(found)
}

/// When which account looked an address up. `is_address`: whether it is one of the person's.
pub(crate) async fn looks_at(tx: &mut Tx, is_address: impl Fn(&str) -> bool) -> Result<Vec<Map<String, Value>>, StoreError> {
    let mut found = Vec::new();
    for (id, account, at, address) in rows!(tx, (String, String, i64, String), LOOKED_UP)? {
        if is_address(&address) {
            let pairs = [("id", Value::from(id)), ("account_id", account.into()), ("looked_at", timestamp(at)?.to_string().into())];
            found.push(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
        }
    }
    Ok(found)
}

/// Ids of everything that is somebody's: by them events name what they are about.
pub(crate) async fn ids(tx: &mut Tx, user: &UserId) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for table in TABLES.iter().filter(|it| it.name != "users" && it.columns.iter().any(|column| column.0 == "id")) {
        if let Some(about) = table.about.filter(|_| table.name != "look_ups") {
            let statement = format!("SELECT id FROM {} WHERE {about} = $1", table.name);
            found.extend(rows!(tx, (String,), AssertSqlSafe(statement), user.as_str())?.into_iter().map(|it| it.0));
        }
    }
    Ok(found)
}

async fn select(
    tx: &mut Tx,
    table: &Table,
    shown: impl Fn(&(&str, Kind)) -> bool,
    whose: &str,
    user: &UserId,
) -> Result<Vec<Map<String, Value>>, StoreError> {
    let object = match tx.on {
        TxOn::Lite(_) => "json_object",
        TxOn::Pg(_) => "json_build_object",
    };
    let columns: Vec<_> = table.columns.iter().filter(|it| shown(it) || it.0 == whose).collect();
    let pairs: Vec<_> = columns.iter().map(|(name, _)| format!("'{name}', {name}")).collect();
    let statement = format!("SELECT CAST({object}({}) AS TEXT) FROM {} WHERE {whose} = $1", pairs.join(", "), table.name);
    let mut found = Vec::new();
    for (text,) in rows!(tx, (String,), AssertSqlSafe(statement), user.as_str())? {
        let bad = |_| StoreError::Content(format!("a row of {}", table.name));
        let mut row: Map<String, Value> = serde_json::from_str(&text).map_err(bad)?;
        for (name, kind) in &columns {
            if let Some(value) = row.get_mut(*name) {
                readable(value, *kind)?;
            }
        }
        found.push(row);
    }
    // Whatever order the database has them in.
    found.sort_by_cached_key(|it| Value::Object(it.clone()).to_string());
    Ok(found)
}

/// Times as times, yes and no as such: both databases say the same then.
fn readable(value: &mut Value, kind: Kind) -> Result<(), StoreError> {
    match (kind, value.as_i64()) {
        (Kind::Time, Some(0)) => *value = Value::Null,
        (Kind::Time, Some(ms)) => *value = timestamp(ms)?.to_string().into(),
        (Kind::Flag, Some(number)) => *value = (number != 0).into(),
        (Kind::Time | Kind::Flag, None)
        | (Kind::Plain | Kind::Subject | Kind::Personal(..) | Kind::Words(..) | Kind::Company(_) | Kind::Handled(..), _) => {}
    }
    Ok(())
}
