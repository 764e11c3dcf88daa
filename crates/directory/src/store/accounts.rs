//! Accounts, their domains, contract countries, administrators and Fulfilment Contacts.

use super::columns::timestamp;
use super::{StoreError, Tx};
use domicile_model::account::{AccountRef, Federation};
use domicile_model::country::{ContractCountry, CountryCode};
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::Role;
use jiff::Timestamp;

const GET: &str = "SELECT id, name, federation, it_contact, last_synchronised, offline_days, automatic_approval, version, changed_at FROM accounts WHERE id = $1";
const LOCK: &str = "UPDATE accounts SET version = version WHERE id = $1";
const CONTRACTS: &str = "SELECT country, annual_revenue FROM contract_countries WHERE account_id = $1";
const DOMAIN: &str = "SELECT account_id FROM account_domains WHERE domain = $1";
// By the account that stands beside the role. That it is the person's own is asked of the row that comes: asked in the statement, it would
// lead PostgreSQL's planner to look for the account's people first.
const ADMINISTRATORS: &str = "SELECT u.id, u.account_id, u.display_name, u.email, u.locale, r.role, l.reason AS lock_reason FROM user_roles r \
                              JOIN users u ON u.id = r.user_id LEFT JOIN user_locks l ON l.user_id = u.id \
                              WHERE r.account_id = $1 AND r.role IN ('account_admin', 'co_admin')";
const DOMAINS: &str = "SELECT domain FROM account_domains WHERE account_id = $1";
const CONTACTS: &str = "SELECT user_id FROM fulfilment_contacts WHERE account_id = $1";
const DESIGNATIONS: &str = "SELECT user_id, country FROM fulfilment_contacts WHERE account_id = $1";
const DESIGNATE: &str = "INSERT INTO fulfilment_contacts (account_id, user_id, country) VALUES ($1, $2, $3) \
                         ON CONFLICT (account_id, user_id) DO UPDATE SET country = excluded.country";
const END_DESIGNATION: &str = "DELETE FROM fulfilment_contacts WHERE account_id = $1 AND user_id = $2";

/// An account.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) id: AccountId,
    pub(crate) name: String,
    pub(crate) federation: Federation,
    pub(crate) it_contact: Option<String>,
    pub(crate) last_synchronised: Option<Timestamp>,
    pub(crate) offline_days: u16,
    /// Whether people of its domains join at their first sign-in without being approved.
    pub(crate) automatic_approval: bool,
    pub(crate) version: i64,
    pub(crate) changed_at: Timestamp,
}

impl Account {
    /// What everybody who belongs to it may know.
    pub(crate) fn to_ref(&self) -> AccountRef {
        AccountRef { id: self.id.clone(), name: self.name.clone() }
    }
}

/// An administrator of an account.
#[derive(Debug, Clone)]
pub(crate) struct Administrator {
    pub(crate) id: UserId,
    pub(crate) display_name: String,
    pub(crate) email: String,
    pub(crate) locale: String,
    /// The higher of the two, where somebody has both.
    pub(crate) role: Role,
    pub(crate) locked: bool,
}

/// Who could answer this person's request: administrators who are not locked, and not the person themselves.
pub(crate) fn who_could_answer<'a>(administrators: &'a [Administrator], user: &'a UserId) -> impl Iterator<Item = &'a Administrator> {
    administrators.iter().filter(|it| !it.locked && it.id != *user)
}

table_row! {
    struct AccountRow {
        id: String,
        name: String,
        federation: String,
        it_contact: Option<String>,
        last_synchronised: Option<i64>,
        offline_days: i64,
        automatic_approval: bool,
        version: i64,
        changed_at: i64,
    }
}

impl AccountRow {
    fn read(self) -> Result<Account, StoreError> {
        Ok(Account {
            federation: Federation::parse(&self.federation)
                .ok_or_else(|| StoreError::Content(format!("federation {:?}", self.federation)))?,
            last_synchronised: self.last_synchronised.map(timestamp).transpose()?,
            offline_days: u16::try_from(self.offline_days)
                .map_err(|_| StoreError::Content(format!("offline days {}", self.offline_days)))?,
            changed_at: timestamp(self.changed_at)?,
            id: AccountId::new(self.id),
            name: self.name,
            it_contact: self.it_contact,
            automatic_approval: self.automatic_approval,
            version: self.version,
        })
    }
}

table_row! {
    /// The account in a row of somebody who may belong to none.
    pub(super) struct Joined {
        account_id: Option<String>,
        name: Option<String>,
        federation: Option<String>,
        it_contact: Option<String>,
        last_synchronised: Option<i64>,
        offline_days: Option<i64>,
        automatic_approval: Option<bool>,
        account_version: Option<i64>,
        account_changed_at: Option<i64>,
    }
}

impl Joined {
    /// The account, if there is one.
    pub(super) fn read(self) -> Result<Option<Account>, StoreError> {
        let it = (self.account_id, self.name, self.federation, self.offline_days, self.automatic_approval);
        let (Some(id), Some(name), Some(federation), Some(offline_days), Some(automatic_approval)) = it else { return Ok(None) };
        let (it_contact, last_synchronised) = (self.it_contact, self.last_synchronised);
        let (version, changed_at) = (self.account_version.unwrap_or_default(), self.account_changed_at.unwrap_or_default());
        let row = AccountRow { id, name, federation, it_contact, last_synchronised, offline_days, automatic_approval, version, changed_at };
        row.read().map(Some)
    }
}

table_row! {
    struct AdministratorRow {
        id: String,
        account_id: Option<String>,
        display_name: String,
        email: String,
        locale: String,
        role: String,
        lock_reason: Option<String>,
    }
}

/// An account by id.
pub(crate) async fn get(tx: &mut Tx, id: &AccountId) -> Result<Option<Account>, StoreError> {
    row!(tx, AccountRow, GET, id.as_str())?.map(AccountRow::read).transpose()
}

/// Keeps everybody else's writes to this account's people out until the transaction ends. Before any user of it.
pub(crate) async fn lock(tx: &mut Tx, id: &AccountId) -> Result<(), StoreError> {
    run!(tx, LOCK, id.as_str())?;
    Ok(())
}

/// Where it has contracts.
pub(crate) async fn contract_countries(tx: &mut Tx, id: &AccountId) -> Result<Vec<ContractCountry>, StoreError> {
    rows!(tx, (String, i64), CONTRACTS, id.as_str())?
        .into_iter()
        .map(|(code, annual_revenue)| {
            let code = CountryCode::parse(&code).map_err(|_| StoreError::Content(format!("country {code:?}")))?;
            Ok(ContractCountry { code, annual_revenue })
        })
        .collect()
}

/// The account that a domain is confirmed for.
pub(crate) async fn of_domain(tx: &mut Tx, domain: &str) -> Result<Option<AccountId>, StoreError> {
    Ok(row!(tx, (String,), DOMAIN, domain)?.map(|it| AccountId::new(it.0)))
}

/// Its administrators, locked ones included: account administrators first, then by name.
pub(crate) async fn administrators(tx: &mut Tx, id: &AccountId) -> Result<Vec<Administrator>, StoreError> {
    let mut found: Vec<Administrator> = Vec::new();
    let rows = rows!(tx, AdministratorRow, ADMINISTRATORS, id.as_str())?;
    for it in rows.into_iter().filter(|it| it.account_id.as_deref() == Some(id.as_str())) {
        let role = Role::parse(&it.role).ok_or_else(|| StoreError::Content(format!("role {:?}", it.role)))?;
        let locked = it.lock_reason.is_some();
        match found.iter_mut().find(|known| known.id.as_str() == it.id) {
            Some(known) => known.role = known.role.min(role),
            None => found.push(Administrator {
                id: UserId::new(it.id),
                display_name: it.display_name,
                email: it.email,
                locale: it.locale,
                role,
                locked,
            }),
        }
    }
    found.sort_by(|a, b| (a.role, a.display_name.to_lowercase(), &a.id).cmp(&(b.role, b.display_name.to_lowercase(), &b.id)));
    Ok(found)
}

/// Who is designated as its Fulfilment Contact.
pub(crate) async fn fulfilment_contacts(tx: &mut Tx, id: &AccountId) -> Result<Vec<UserId>, StoreError> {
    Ok(rows!(tx, (String,), CONTACTS, id.as_str())?.into_iter().map(|it| UserId::new(it.0)).collect())
}

/// E-mail domains confirmed for it, sorted.
pub(crate) async fn domains(tx: &mut Tx, id: &AccountId) -> Result<Vec<String>, StoreError> {
    let mut found: Vec<String> = rows!(tx, (String,), DOMAINS, id.as_str())?.into_iter().map(|it| it.0).collect();
    found.sort();
    Ok(found)
}

/// Who is designated as its Fulfilment Contact: for one country, or for all (`None`). A handful.
pub(crate) async fn designations(tx: &mut Tx, id: &AccountId) -> Result<Vec<(UserId, Option<CountryCode>)>, StoreError> {
    let read = |(user, code): (String, Option<String>)| {
        let country = code.map(|code| CountryCode::parse(&code).map_err(|_| StoreError::Content(format!("country {code:?}"))));
        Ok((UserId::new(user), country.transpose()?))
    };
    rows!(tx, (String, Option<String>), DESIGNATIONS, id.as_str())?.into_iter().map(read).collect()
}

/// Designates a Fulfilment Contact, or changes for which country.
pub(crate) async fn designate(tx: &mut Tx, id: &AccountId, user: &UserId, country: Option<CountryCode>) -> Result<(), StoreError> {
    run!(tx, DESIGNATE, id.as_str(), user.as_str(), country.as_ref().map(CountryCode::as_str))?;
    Ok(())
}

/// Ends a designation.
pub(crate) async fn end_designation(tx: &mut Tx, id: &AccountId, user: &UserId) -> Result<(), StoreError> {
    run!(tx, END_DESIGNATION, id.as_str(), user.as_str())?;
    Ok(())
}
