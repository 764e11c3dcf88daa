//! How much there is: what a source has, and what ends with an account.

use crate::store::{StoreError, Tx};
use domicile_model::id::AccountId;

const OF_SOURCE: &str = "SELECT (SELECT COUNT(*) FROM accounts WHERE source = $1 AND closed_at IS NULL) \
                         + (SELECT COUNT(*) FROM account_domains WHERE source = $1) \
                         + (SELECT COUNT(*) FROM contract_countries WHERE source = $1) \
                         + (SELECT COUNT(*) FROM entitlements WHERE source = $1) \
                         + (SELECT COUNT(*) FROM products WHERE source = $1 AND NOT retired) \
                         + (SELECT COUNT(*) FROM users WHERE source = $1 AND account_id IS NOT NULL)";
const OF_ACCOUNT: &str =
    "SELECT (SELECT COUNT(*) FROM users WHERE account_id = $1) + (SELECT COUNT(*) FROM entitlements WHERE account_id = $1)";

/// How many rows the source has that could end.
pub(crate) async fn of_source(tx: &mut Tx, source: &str) -> Result<u64, StoreError> {
    let found = row!(tx, (i64,), OF_SOURCE, source)?.map_or(0, |it| it.0);
    Ok(u64::try_from(found).unwrap_or_default())
}

/// How many people and entitlements an account has.
pub(crate) async fn of_account(tx: &mut Tx, account: &AccountId) -> Result<u64, StoreError> {
    let found = row!(tx, (i64,), OF_ACCOUNT, account.as_str())?.map_or(0, |it| it.0);
    Ok(u64::try_from(found).unwrap_or_default())
}
