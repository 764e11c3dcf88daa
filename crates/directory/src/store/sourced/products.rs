//! Products, as their source says.

use super::Sourced;
use crate::store::{StoreError, Tx};
use domicile_model::entitlement::UsageType;
use domicile_model::operator::ProductRow;

const GET: &str = "SELECT id, name, usage_type, free_to_all, retired, source FROM products WHERE id = $1";
const PAGE: &str = "SELECT id, name, usage_type, free_to_all, retired, source FROM products WHERE id > $1 ORDER BY id LIMIT $2";
const AMONG: &str = "SELECT id, name, usage_type, free_to_all, retired, source FROM products WHERE id IN ";
const ALL: &str = "SELECT id, name, usage_type, free_to_all, retired, source FROM products";
const PUT: &str = "INSERT INTO products (id, name, usage_type, free_to_all, retired, source) VALUES ($1, $2, $3, $4, $5, $6) \
                   ON CONFLICT (id) DO UPDATE SET name = excluded.name, usage_type = excluded.usage_type, \
                   free_to_all = excluded.free_to_all, retired = excluded.retired, source = excluded.source";

type Columns = (String, String, String, bool, bool, Option<String>);

fn read((id, name, usage_type, free_to_all, retired, source): Columns) -> Result<Sourced<ProductRow>, StoreError> {
    let usage_type = UsageType::parse(&usage_type).ok_or_else(|| StoreError::Content(format!("usage type {usage_type:?}")))?;
    Ok(Sourced { row: ProductRow { id, name, usage_type, free_to_all, retired }, source })
}

/// A product by id.
pub(crate) async fn get(tx: &mut Tx, id: &str) -> Result<Option<Sourced<ProductRow>>, StoreError> {
    row!(tx, Columns, GET, id)?.map(read).transpose()
}

/// Products after this one, by id.
pub(crate) async fn page(tx: &mut Tx, after: &str, limit: i64) -> Result<Vec<Sourced<ProductRow>>, StoreError> {
    rows!(tx, Columns, PAGE, after, limit)?.into_iter().map(read).collect()
}

/// Every product, by id.
pub(crate) async fn all(tx: &mut Tx) -> Result<Vec<Sourced<ProductRow>>, StoreError> {
    let mut found = rows!(tx, Columns, ALL)?.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    found.sort_by(|a, b| a.row.id.cmp(&b.row.id));
    Ok(found)
}

/// Those with these ids.
pub(crate) async fn among(tx: &mut Tx, ids: &[String]) -> Result<Vec<Sourced<ProductRow>>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    rows_among!(tx, Columns, AMONG, ids)?.into_iter().map(read).collect()
}

/// Makes the product so.
pub(crate) async fn put(tx: &mut Tx, it: &ProductRow, source: &str) -> Result<(), StoreError> {
    run!(tx, PUT, it.id.as_str(), it.name.as_str(), it.usage_type.as_str(), it.free_to_all, it.retired, source)?;
    Ok(())
}
