//! Accounts with their domains and contract countries, as their source says.

use super::Sourced;
use crate::store::columns::timestamp;
use crate::store::{StoreError, Tx};
use domicile_model::account::Federation;
use domicile_model::country::CountryCode;
use domicile_model::id::AccountId;
use domicile_model::operator::{AccountRow, ContractRow, DomainRow};
use jiff::Timestamp;

/// Starts every reading statement; a macro, since a statement is one constant text.
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, name, federation, it_contact, offline_days, automatic_approval, closed_at, source FROM accounts ", $rest)
    };
}

const GET: &str = select!("WHERE id = $1");
const PAGE: &str = select!("WHERE id > $1 ORDER BY id LIMIT $2");
const PUT: &str = "INSERT INTO accounts (id, name, federation, it_contact, offline_days, automatic_approval, source, version, changed_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
                   federation = excluded.federation, it_contact = excluded.it_contact, offline_days = excluded.offline_days, \
                   automatic_approval = excluded.automatic_approval, source = excluded.source";
const SET_CLOSED: &str = "UPDATE accounts SET closed_at = $1 WHERE id = $2";
const OF_SOURCE: &str = "SELECT id FROM ( \
                         SELECT id FROM accounts WHERE source = $1 AND closed_at IS NULL AND id > $2 UNION \
                         SELECT account_id FROM account_domains WHERE source = $1 AND account_id > $2 UNION \
                         SELECT account_id FROM contract_countries WHERE source = $1 AND account_id > $2 UNION \
                         SELECT account_id FROM entitlements WHERE source = $1 AND account_id > $2 UNION \
                         SELECT account_id FROM users WHERE source = $1 AND account_id > $2) o ORDER BY id LIMIT $3";

const DOMAIN: &str = "SELECT account_id, domain, source FROM account_domains WHERE domain = $1";
const DOMAINS: &str = "SELECT account_id, domain, source FROM account_domains WHERE account_id = $1";
const DOMAINS_PAGE: &str =
    "SELECT account_id, domain, source FROM account_domains WHERE account_id = $1 AND domain > $2 ORDER BY domain LIMIT $3";
const PUT_DOMAIN: &str = "INSERT INTO account_domains (domain, account_id, source) VALUES ($1, $2, $3) \
                          ON CONFLICT (domain) DO UPDATE SET source = excluded.source";
const DROP_DOMAIN: &str = "DELETE FROM account_domains WHERE domain = $1";

const CONTRACTS: &str = "SELECT account_id, country, annual_revenue, source FROM contract_countries WHERE account_id = $1";
const CONTRACT: &str = "SELECT account_id, country, annual_revenue, source FROM contract_countries WHERE account_id = $1 AND country = $2";
const CONTRACTS_PAGE: &str = "SELECT account_id, country, annual_revenue, source FROM contract_countries \
                              WHERE account_id = $1 AND country > $2 ORDER BY country LIMIT $3";
const PUT_CONTRACT: &str = "INSERT INTO contract_countries (account_id, country, annual_revenue, source) VALUES ($1, $2, $3, $4) \
                            ON CONFLICT (account_id, country) DO UPDATE SET annual_revenue = excluded.annual_revenue, source = excluded.source";
const DROP_CONTRACT: &str = "DELETE FROM contract_countries WHERE account_id = $1 AND country = $2";

table_row! {
    struct Columns {
        id: String,
        name: String,
        federation: String,
        it_contact: Option<String>,
        offline_days: i64,
        automatic_approval: bool,
        closed_at: Option<i64>,
        source: Option<String>,
    }
}

/// An account as it is, and since when it is closed.
pub(crate) type KnownAccount = (Sourced<AccountRow>, Option<Timestamp>);

impl Columns {
    fn read(self) -> Result<KnownAccount, StoreError> {
        let federation = Federation::parse(&self.federation);
        let offline_days = u16::try_from(self.offline_days);
        let row = AccountRow {
            federation: federation.ok_or_else(|| StoreError::Content(format!("federation {:?}", self.federation)))?,
            offline_days: offline_days.map_err(|_| StoreError::Content(format!("offline days {}", self.offline_days)))?,
            id: AccountId::new(self.id),
            name: self.name,
            it_contact: self.it_contact,
            automatic_approval: self.automatic_approval,
            closed: self.closed_at.is_some(),
        };
        Ok((Sourced { row, source: self.source }, self.closed_at.map(timestamp).transpose()?))
    }
}

/// An account by id.
pub(crate) async fn get(tx: &mut Tx, id: &AccountId) -> Result<Option<KnownAccount>, StoreError> {
    row!(tx, Columns, GET, id.as_str())?.map(Columns::read).transpose()
}

/// Accounts after this one, by id.
pub(crate) async fn page(tx: &mut Tx, after: &str, limit: i64) -> Result<Vec<KnownAccount>, StoreError> {
    rows!(tx, Columns, PAGE, after, limit)?.into_iter().map(Columns::read).collect()
}

/// Makes the account so; whether it is closed stays.
pub(crate) async fn put(tx: &mut Tx, it: &AccountRow, source: &str, now: Timestamp) -> Result<(), StoreError> {
    run!(
        tx,
        PUT,
        it.id.as_str(),
        it.name.as_str(),
        it.federation.as_str(),
        it.it_contact.as_deref(),
        i64::from(it.offline_days),
        it.automatic_approval,
        source,
        now.as_millisecond()
    )?;
    Ok(())
}

/// Closes the account, or opens it again.
pub(crate) async fn set_closed(tx: &mut Tx, id: &AccountId, since: Option<Timestamp>) -> Result<(), StoreError> {
    run!(tx, SET_CLOSED, since.map(Timestamp::as_millisecond), id.as_str())?;
    Ok(())
}

/// Accounts after this one in which the source has anything, by id.
pub(crate) async fn of_source(tx: &mut Tx, source: &str, after: &str, limit: i64) -> Result<Vec<AccountId>, StoreError> {
    Ok(rows!(tx, (String,), OF_SOURCE, source, after, limit)?.into_iter().map(|it| AccountId::new(it.0)).collect())
}

fn read_domain((account, domain, source): (String, String, Option<String>)) -> Sourced<DomainRow> {
    Sourced { row: DomainRow { account: AccountId::new(account), domain }, source }
}

/// A confirmed domain.
pub(crate) async fn domain(tx: &mut Tx, domain: &str) -> Result<Option<Sourced<DomainRow>>, StoreError> {
    Ok(row!(tx, (String, String, Option<String>), DOMAIN, domain)?.map(read_domain))
}

/// The account's domains after this one, sorted.
pub(crate) async fn domains_page(tx: &mut Tx, account: &AccountId, after: &str, limit: i64) -> Result<Vec<Sourced<DomainRow>>, StoreError> {
    let found = rows!(tx, (String, String, Option<String>), DOMAINS_PAGE, account.as_str(), after, limit)?;
    Ok(found.into_iter().map(read_domain).collect())
}

/// The account's domains, sorted.
pub(crate) async fn domains(tx: &mut Tx, account: &AccountId) -> Result<Vec<Sourced<DomainRow>>, StoreError> {
    let mut found: Vec<_> = rows!(tx, (String, String, Option<String>), DOMAINS, account.as_str())?.into_iter().map(read_domain).collect();
    found.sort_by(|a, b| a.row.domain.cmp(&b.row.domain));
    Ok(found)
}

/// Confirms a domain. Whoever calls has made sure that it is no other account's.
pub(crate) async fn put_domain(tx: &mut Tx, it: &DomainRow, source: &str) -> Result<(), StoreError> {
    run!(tx, PUT_DOMAIN, it.domain.as_str(), it.account.as_str(), source)?;
    Ok(())
}

/// The domain is nobody's any more.
pub(crate) async fn drop_domain(tx: &mut Tx, domain: &str) -> Result<(), StoreError> {
    run!(tx, DROP_DOMAIN, domain)?;
    Ok(())
}

type ContractColumns = (String, String, i64, Option<String>);

fn read_contract((account, country, annual_revenue, source): ContractColumns) -> Result<Sourced<ContractRow>, StoreError> {
    let code = CountryCode::parse(&country).map_err(|_| StoreError::Content(format!("country {country:?}")))?;
    Ok(Sourced { row: ContractRow { account: AccountId::new(account), country: code, annual_revenue }, source })
}

/// A contract country of the account.
pub(crate) async fn contract(tx: &mut Tx, account: &AccountId, country: CountryCode) -> Result<Option<Sourced<ContractRow>>, StoreError> {
    row!(tx, ContractColumns, CONTRACT, account.as_str(), country.as_str())?.map(read_contract).transpose()
}

/// The account's contract countries after this one, by code.
pub(crate) async fn contracts_page(
    tx: &mut Tx,
    account: &AccountId,
    after: &str,
    limit: i64,
) -> Result<Vec<Sourced<ContractRow>>, StoreError> {
    rows!(tx, ContractColumns, CONTRACTS_PAGE, account.as_str(), after, limit)?.into_iter().map(read_contract).collect()
}

/// The account's contract countries, by code.
pub(crate) async fn contracts(tx: &mut Tx, account: &AccountId) -> Result<Vec<Sourced<ContractRow>>, StoreError> {
    let found = rows!(tx, ContractColumns, CONTRACTS, account.as_str())?;
    let mut found = found.into_iter().map(read_contract).collect::<Result<Vec<_>, StoreError>>()?;
    found.sort_by_key(|it| it.row.country);
    Ok(found)
}

/// Makes the contract country so.
pub(crate) async fn put_contract(tx: &mut Tx, it: &ContractRow, source: &str) -> Result<(), StoreError> {
    run!(tx, PUT_CONTRACT, it.account.as_str(), it.country.as_str(), it.annual_revenue, source)?;
    Ok(())
}

/// The account has no contracts there any more.
pub(crate) async fn drop_contract(tx: &mut Tx, account: &AccountId, country: CountryCode) -> Result<(), StoreError> {
    run!(tx, DROP_CONTRACT, account.as_str(), country.as_str())?;
    Ok(())
}
