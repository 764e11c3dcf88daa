//! Whether the tables of a database are those of this version of the program: asked, never changed.

use super::error::foreign_tables;
use super::{Store, StoreError, TxOn, migrations};
use std::collections::BTreeMap;

/// The newest change of the tables that was made.
pub(super) const NEWEST: &str = "SELECT MAX(version) FROM _sqlx_migrations";
const APPLIED: &str = "SELECT version, success FROM _sqlx_migrations";
const LITE_TABLE: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'";
const PG_TABLE: &str = "SELECT CAST(to_regclass('_sqlx_migrations') AS TEXT)";

/// The version of the tables; refuses those that this version of the program did not make.
///
/// # Errors
/// [`StoreError`] that says what to run.
pub(super) async fn check(store: &Store) -> Result<i64, StoreError> {
    let mut tx = store.read().await?;
    let table = match &tx.on {
        TxOn::Lite(_) => LITE_TABLE,
        TxOn::Pg(_) => PG_TABLE,
    };
    if row!(&mut tx, (Option<String>,), table)?.and_then(|it| it.0).is_none() {
        return Err(StoreError::NoTables);
    }
    let applied: BTreeMap<i64, bool> = rows!(&mut tx, (i64, bool), APPLIED)?.into_iter().collect();
    judge(&applied, &migrations::versions())
}

/// What was applied, each with whether it succeeded, against what there is.
fn judge(applied: &BTreeMap<i64, bool>, known: &[i64]) -> Result<i64, StoreError> {
    let program = known.iter().copied().max().unwrap_or_default();
    let Some((&database, _)) = applied.last_key_value() else { return Err(StoreError::NoTables) };
    if database > program {
        return Err(StoreError::Newer { database, program });
    }
    if let Some(foreign) = applied.keys().find(|it| !known.contains(it)) {
        return Err(foreign_tables(*foreign));
    }
    if applied.values().any(|succeeded| !succeeded) {
        return Err(StoreError::Unfinished);
    }
    if known.iter().any(|it| !applied.contains_key(it)) {
        return Err(StoreError::Older { database, program });
    }
    Ok(database)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_of_this_version_an_older_or_a_newer_one_and_both_versions_are_named() {
        let judged = |applied: &[(i64, bool)]| judge(&applied.iter().copied().collect(), &[1, 2, 4]).map_err(|it| it.to_string());
        let all = [(1, true), (2, true), (4, true)];
        assert_eq!(judged(&all).unwrap(), 4);
        assert!(judged(&[]).unwrap_err().contains("none of this program"));
        let older = judged(&all[..2]).unwrap_err();
        assert!(
            older.contains("of version 2") && older.contains("of version 4") && older.contains("domicile-directory migrate"),
            "{older}"
        );
        assert!(judged(&[(1, true), (2, false)]).unwrap_err().contains("broke off"));
        for newer in [&[all[0], all[1], all[2], (5, true), (7, true)][..], &[(1, true), (7, true)]] {
            let newer = judged(newer).unwrap_err();
            assert!(newer.contains("newer version") && newer.contains("of version 7") && newer.contains("up to version 4"), "{newer}");
        }
        assert!(judged(&[(1, true), (2, true), (3, true), (4, true)]).unwrap_err().contains("table change 3"));
    }
}
