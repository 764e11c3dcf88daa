//! Named licences: which product is assigned to whom.

use super::columns::timestamp;
use super::{StoreError, Tx};
use crate::page::PageCursor;
use domicile_model::id::{AccountId, LicenceAssignmentId, UserId};
use jiff::Timestamp;

/// Starts every reading statement; a macro, since a statement is one constant text.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.product_id, p.name, l.user_id, l.assigned_at FROM licence_assignments l JOIN products p ON p.id = l.product_id ",
            $rest
        )
    };
}

const GET: &str = select!("WHERE l.account_id = $1 AND l.id = $2");
const OF_USER: &str = select!("WHERE l.user_id = $1 ORDER BY l.product_id");
const OF_SEVERAL: &str = select!("WHERE l.user_id IN ");
const PAGE: &str = select!(
    "WHERE l.account_id = $1 AND (l.assigned_at < $2 OR (l.assigned_at = $2 AND l.id < $3)) ORDER BY l.assigned_at DESC, l.id DESC LIMIT $4"
);
const ASSIGN: &str =
    "INSERT INTO licence_assignments (id, account_id, product_id, user_id, assigned_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
const HOLDS: &str = "SELECT id FROM licence_assignments WHERE user_id = $1 AND product_id = $2";
const REASSIGN: &str = "UPDATE licence_assignments SET user_id = $1, assigned_at = $2 WHERE id = $3";
const GIVE_BACK: &str = "DELETE FROM licence_assignments WHERE id = $1";
const GIVE_BACK_ALL: &str = "DELETE FROM licence_assignments WHERE user_id = $1";

/// A named licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Licence {
    pub(crate) id: LicenceAssignmentId,
    pub(crate) product: String,
    pub(crate) product_name: String,
    pub(crate) user: UserId,
    pub(crate) assigned: Timestamp,
}

type LicenceRow = (String, String, String, String, i64);

fn read((id, product, product_name, user, assigned): LicenceRow) -> Result<Licence, StoreError> {
    Ok(Licence { id: LicenceAssignmentId::new(id), product, product_name, user: UserId::new(user), assigned: timestamp(assigned)? })
}

/// A named licence of this account.
pub(crate) async fn get(tx: &mut Tx, account: &AccountId, id: &LicenceAssignmentId) -> Result<Option<Licence>, StoreError> {
    row!(tx, LicenceRow, GET, account.as_str(), id.as_str())?.map(read).transpose()
}

/// The person's, by product.
pub(crate) async fn of_user(tx: &mut Tx, user: &UserId) -> Result<Vec<Licence>, StoreError> {
    rows!(tx, LicenceRow, OF_USER, user.as_str())?.into_iter().map(read).collect()
}

/// Those of these people, each person's by product.
pub(crate) async fn of_several(tx: &mut Tx, users: &[UserId]) -> Result<Vec<Licence>, StoreError> {
    let mut found = rows_among!(tx, LicenceRow, OF_SEVERAL, users)?.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    found.sort_by(|a, b| a.product.cmp(&b.product));
    Ok(found)
}

/// The account's, newest first.
pub(crate) async fn page(tx: &mut Tx, account: &AccountId, before: &PageCursor, limit: i64) -> Result<Vec<Licence>, StoreError> {
    rows!(tx, LicenceRow, PAGE, account.as_str(), before.number, before.id.as_str(), limit)?.into_iter().map(read).collect()
}

/// Whether this product is assigned to the person.
pub(crate) async fn holds(tx: &mut Tx, user: &UserId, product: &str) -> Result<bool, StoreError> {
    Ok(row!(tx, (String,), HOLDS, user.as_str(), product)?.is_some())
}

/// Assigns a product; `false` where the person has it.
pub(crate) async fn assign(
    tx: &mut Tx,
    id: &LicenceAssignmentId,
    account: &AccountId,
    product: &str,
    user: &UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(run!(tx, ASSIGN, id.as_str(), account.as_str(), product, user.as_str(), now.as_millisecond())? == 1)
}

/// The licence goes to somebody else.
pub(crate) async fn reassign(tx: &mut Tx, id: &LicenceAssignmentId, user: &UserId, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, REASSIGN, user.as_str(), now.as_millisecond(), id.as_str())?;
    Ok(())
}

/// The licence is nobody's again.
pub(crate) async fn return_licence(tx: &mut Tx, id: &LicenceAssignmentId) -> Result<(), StoreError> {
    run!(tx, GIVE_BACK, id.as_str())?;
    Ok(())
}

/// The person has none any more.
pub(super) async fn return_all(tx: &mut Tx, user: &UserId) -> Result<(), StoreError> {
    run!(tx, GIVE_BACK_ALL, user.as_str())?;
    Ok(())
}
