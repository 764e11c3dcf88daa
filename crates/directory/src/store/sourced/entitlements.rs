//! Entitlements, as their source says.

use super::Sourced;
use crate::store::columns::{read_roles, roles_text, timestamp};
use crate::store::{StoreError, Tx};
use domicile_model::country::CountryCode;
use domicile_model::entitlement::{Entitlement, Territory, UsageType};
use domicile_model::id::{AccountId, GroupId};
use domicile_model::operator::EntitlementRow;
use jiff::Timestamp;

/// Starts every reading statement; a macro, since a statement is one constant text.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, product_id, edition, usage_type, countries, roles, group_ids, seats, starts_at, ends_at, grace_days, ",
            "source FROM entitlements ",
            $rest
        )
    };
}

const GET: &str = select!("WHERE id = $1");
const OF_ACCOUNT: &str = select!("WHERE account_id = $1");
const PAGE: &str = select!("WHERE account_id = $1 AND id > $2 ORDER BY id LIMIT $3");
const AMONG: &str = select!("WHERE id IN ");
const PUT: &str = "INSERT INTO entitlements (id, account_id, product_id, edition, usage_type, countries, roles, group_ids, seats, starts_at, \
                   ends_at, grace_days, source) ";
// Ids are the vendor's own: another account may have taken one at this moment, and keeps it.
const OR_CHANGE: &str = " ON CONFLICT (id) DO UPDATE SET product_id = excluded.product_id, edition = excluded.edition, \
                         usage_type = excluded.usage_type, countries = excluded.countries, roles = excluded.roles, \
                         group_ids = excluded.group_ids, seats = excluded.seats, starts_at = excluded.starts_at, \
                         ends_at = excluded.ends_at, grace_days = excluded.grace_days, source = excluded.source \
                         WHERE entitlements.account_id = excluded.account_id";

table_row! {
    struct Columns {
        id: String,
        account_id: String,
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
        source: Option<String>,
    }
}

impl Columns {
    fn read(self) -> Result<Sourced<EntitlementRow>, StoreError> {
        let content = |what: &str, text: &dyn std::fmt::Display| StoreError::Content(format!("{what} {text}"));
        let countries = self.countries.split_ascii_whitespace().map(CountryCode::parse).collect::<Result<Vec<_>, _>>();
        let countries = countries.map_err(|_| content("countries", &self.countries))?;
        let right = Entitlement {
            territory: if countries.is_empty() { Territory::Global } else { Territory::Countries(countries) },
            starts: timestamp(self.starts_at)?,
            ends: self.ends_at.map(timestamp).transpose()?,
            grace_days: u16::try_from(self.grace_days).map_err(|_| content("grace", &self.grace_days))?,
            restricted_to_roles: read_roles(&self.roles)?,
            restricted_to_groups: self.group_ids.split_ascii_whitespace().map(GroupId::new).collect(),
        };
        let row = EntitlementRow {
            usage_type: Some(UsageType::parse(&self.usage_type).ok_or_else(|| content("usage type", &self.usage_type))?),
            seats: self.seats.map(|it| u32::try_from(it).unwrap_or(u32::MAX)),
            id: self.id,
            account: AccountId::new(self.account_id),
            product: self.product_id,
            edition: self.edition,
            right,
        };
        Ok(Sourced { row, source: self.source })
    }
}

/// An entitlement by id.
pub(crate) async fn get(tx: &mut Tx, id: &str) -> Result<Option<Sourced<EntitlementRow>>, StoreError> {
    row!(tx, Columns, GET, id)?.map(Columns::read).transpose()
}

/// The account's entitlements after this one, by id.
pub(crate) async fn page(tx: &mut Tx, account: &AccountId, after: &str, limit: i64) -> Result<Vec<Sourced<EntitlementRow>>, StoreError> {
    rows!(tx, Columns, PAGE, account.as_str(), after, limit)?.into_iter().map(Columns::read).collect()
}

/// The account's entitlements, by id.
pub(crate) async fn of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<Sourced<EntitlementRow>>, StoreError> {
    let found = rows!(tx, Columns, OF_ACCOUNT, account.as_str())?;
    let mut found = found.into_iter().map(Columns::read).collect::<Result<Vec<_>, _>>()?;
    found.sort_by(|a, b| a.row.id.cmp(&b.row.id));
    Ok(found)
}

/// Those with these ids, whosever they are.
pub(crate) async fn among(tx: &mut Tx, ids: &[String]) -> Result<Vec<Sourced<EntitlementRow>>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    rows_among!(tx, Columns, AMONG, ids)?.into_iter().map(Columns::read).collect()
}

/// Makes these so, each with its usage type; `false` where an id is another account's, so that nothing of it may last.
pub(crate) async fn put_all(tx: &mut Tx, rows: &[(EntitlementRow, UsageType)], source: &str) -> Result<bool, StoreError> {
    let written = insert_rows!(tx, PUT, OR_CHANGE, rows, |values, row| {
        let (it, usage_type) = row;
        let countries = match &it.right.territory {
            Territory::Global => String::new(),
            Territory::Countries(codes) => codes.iter().map(CountryCode::as_str).collect::<Vec<_>>().join(" "),
        };
        let groups = it.right.restricted_to_groups.iter().map(GroupId::as_str).collect::<Vec<_>>().join(" ");
        values.push_bind(it.id.as_str()).push_bind(it.account.as_str()).push_bind(it.product.as_str()).push_bind(it.edition.as_deref());
        values.push_bind(usage_type.as_str()).push_bind(countries).push_bind(roles_text(&it.right.restricted_to_roles)).push_bind(groups);
        values.push_bind(it.seats.map(i64::from)).push_bind(it.right.starts.as_millisecond());
        values.push_bind(it.right.ends.map(Timestamp::as_millisecond)).push_bind(i64::from(it.right.grace_days)).push_bind(source);
    });
    Ok(written == rows.len() as u64)
}
