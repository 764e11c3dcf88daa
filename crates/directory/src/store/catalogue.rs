//! Products, and what accounts own of them.

use super::columns::timestamp;
use super::{StoreError, Tx};
use domicile_model::country::CountryCode;
use domicile_model::entitlement::{Entitlement, Territory, UsageType};
use domicile_model::id::{AccountId, GroupId};
use domicile_model::person::Role;
use jiff::Timestamp;

const PRODUCTS: &str = "SELECT id, name, usage_type, free_to_all, retired FROM products";
const VERSION: &str = "SELECT version, changed_at FROM catalogue WHERE id = 1";
const OWNED: &str = "SELECT id, product_id, edition, usage_type, countries, roles, group_ids, seats, starts_at, ends_at, grace_days FROM entitlements WHERE account_id = $1";

/// A product.
#[derive(Debug, Clone)]
pub(crate) struct Product {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) usage_type: UsageType,
    pub(crate) free_to_all: bool,
    /// No longer sold: only who owns it sees it.
    pub(crate) retired: bool,
}

/// An account's right to a product.
#[derive(Debug, Clone)]
pub(crate) struct Owned {
    pub(crate) id: String,
    pub(crate) product: String,
    pub(crate) edition: Option<String>,
    pub(crate) usage_type: UsageType,
    /// How many may work at once; `None` for no limit. Shown, not enforced.
    pub(crate) seats: Option<u32>,
    pub(crate) right: Entitlement,
}

table_row! {
    struct OwnedRow {
        id: String,
        product_id: String,
        edition: Option<String>,
        usage_type: String,
        countries: String,
        roles: String,
        group_ids: String,
        seats: Option<i64>,
        starts_at: i64,
        ends_at: Option<i64>,
        grace_days: i64,
    }
}

fn usage(name: &str) -> Result<UsageType, StoreError> {
    UsageType::parse(name).ok_or_else(|| StoreError::Content(format!("usage type {name:?}")))
}

/// Every product, by id.
pub(crate) async fn products(tx: &mut Tx) -> Result<Vec<Product>, StoreError> {
    let mut found = rows!(tx, (String, String, String, bool, bool), PRODUCTS)?
        .into_iter()
        .map(|(id, name, usage_type, free_to_all, retired)| Ok(Product { id, name, usage_type: usage(&usage_type)?, free_to_all, retired }))
        .collect::<Result<Vec<_>, StoreError>>()?;
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}

/// The version of the catalogue, and since when.
pub(crate) async fn version(tx: &mut Tx) -> Result<(i64, Timestamp), StoreError> {
    let (version, changed_at) = row!(tx, (i64, i64), VERSION)?.ok_or_else(|| StoreError::Content("no catalogue".into()))?;
    Ok((version, timestamp(changed_at)?))
}

/// Everything that an account owns, by id.
pub(crate) async fn owned(tx: &mut Tx, account: &AccountId) -> Result<Vec<Owned>, StoreError> {
    let mut found = Vec::new();
    for it in rows!(tx, OwnedRow, OWNED, account.as_str())? {
        let countries = it.countries.split_ascii_whitespace().map(CountryCode::parse).collect::<Result<Vec<_>, _>>();
        let countries = countries.map_err(|_| StoreError::Content(format!("countries {:?}", it.countries)))?;
        let roles = it.roles.split_ascii_whitespace().map(Role::parse).collect::<Option<Vec<_>>>();
        let right = Entitlement {
            territory: if countries.is_empty() { Territory::Global } else { Territory::Countries(countries) },
            starts: timestamp(it.starts_at)?,
            ends: it.ends_at.map(timestamp).transpose()?,
            grace_days: u16::try_from(it.grace_days).map_err(|_| StoreError::Content(format!("grace {}", it.grace_days)))?,
            restricted_to_groups: it.group_ids.split_ascii_whitespace().map(GroupId::new).collect(),
            restricted_to_roles: roles.ok_or_else(|| StoreError::Content(format!("roles {:?}", it.roles)))?,
        };
        found.push(Owned {
            seats: it.seats.map(|it| u32::try_from(it).unwrap_or(u32::MAX)),
            usage_type: usage(&it.usage_type)?,
            id: it.id,
            product: it.product_id,
            edition: it.edition,
            right,
        });
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}
