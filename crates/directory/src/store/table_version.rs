//! Whether the tables of a database are those of this version of the program: asked, never changed.

use super::{Store, StoreError, TxOn, migrations};
use std::collections::BTreeMap;

const APPLIED: &str = "SELECT version, success FROM _sqlx_migrations";
const LITE_TABLE: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'";
const PG_TABLE: &str = "SELECT CAST(to_regclass('_sqlx_migrations') AS TEXT)";

/// Refuses tables that this version did not make.
///
/// # Errors
/// [`StoreError`] that says what to run.
pub(super) async fn check(store: &Store) -> Result<(), StoreError> {
    let mut tx = store.read().await?;
    let table = match &mut tx.on {
        TxOn::Lite(tx) => sqlx::query_scalar::<_, String>(LITE_TABLE).fetch_optional(&mut **tx).await?,
        TxOn::Pg(tx) => sqlx::query_scalar::<_, Option<String>>(PG_TABLE).fetch_one(&mut **tx).await?,
    };
    if table.is_none() {
        return Err(StoreError::NoTables);
    }
    let applied: BTreeMap<i64, bool> = rows!(&mut tx, (i64, bool), APPLIED)?.into_iter().collect();
    judge(&applied, &migrations::versions())
}

/// What was applied, each with whether it succeeded, against what there is.
fn judge(applied: &BTreeMap<i64, bool>, known: &[i64]) -> Result<(), StoreError> {
    if applied.is_empty() {
        return Err(StoreError::NoTables);
    }
    if applied.keys().any(|it| !known.contains(it)) {
        return Err(StoreError::Newer);
    }
    if applied.values().any(|succeeded| !succeeded) {
        return Err(StoreError::Unfinished);
    }
    if known.iter().any(|it| !applied.contains_key(it)) {
        return Err(StoreError::Older);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_of_this_version_an_older_or_a_newer_one() {
        let judged = |applied: &[(i64, bool)]| judge(&applied.iter().copied().collect(), &[1, 2]).map_err(|it| it.to_string());
        judged(&[(1, true), (2, true)]).unwrap();
        assert!(judged(&[]).unwrap_err().contains("none of this program"));
        assert!(judged(&[(1, true)]).unwrap_err().contains("domicile-directory migrate"));
        assert!(judged(&[(1, true), (2, false)]).unwrap_err().contains("broke off"));
        assert!(judged(&[(1, true), (2, true), (3, true)]).unwrap_err().contains("newer version"));
        assert!(judged(&[(1, true), (3, true)]).unwrap_err().contains("newer version"));
    }
}
