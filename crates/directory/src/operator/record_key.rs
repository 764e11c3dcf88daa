//! Which record is meant, what it says, and how it ends.

use super::{Act, Change, account_record, contract_record, domain_record, entitlement_record, person_record, product_record};
use crate::problem::Problem;
use crate::sha256_hex::sha256_hex;
use crate::store::sourced::{accounts, entitlements, people, products};
use crate::store::{Tx, users, versions};
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, UserId};
use domicile_model::operator::{DomainRow, PersonRow, Row};
use domicile_model::wire::Record;
use serde_json::Value;

/// In which form records are shown: a new one makes new tags of the same records.
const FORM: &str = "1";
/// How much of a hash a tag has: 128 bits as text.
const TAG_LENGTH: usize = 32;

/// The name of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RecordKey {
    /// A product by id.
    Product(String),
    /// An account.
    Account(AccountId),
    /// A domain of this account.
    Domain(DomainRow),
    /// A contract country of this account.
    Contract(AccountId, CountryCode),
    /// An entitlement by id.
    Entitlement(String),
    /// A person.
    Person(UserId),
}

impl RecordKey {
    /// The name of this row; `None` for a person without an id.
    pub(crate) fn of(row: &Row) -> Option<Self> {
        Some(match row {
            Row::Product(it) => Self::Product(it.id.clone()),
            Row::Account(it) => Self::Account(it.id.clone()),
            Row::Domain(it) => Self::Domain(it.clone()),
            Row::Contract(it) => Self::Contract(it.account.clone(), it.country),
            Row::Entitlement(it) => Self::Entitlement(it.id.clone()),
            Row::Person(it) => Self::Person(it.id.clone()?),
        })
    }

    /// The account that the name begins with, where it is not the record itself.
    pub(crate) fn within(&self) -> Option<&AccountId> {
        match self {
            Self::Domain(it) => Some(&it.account),
            Self::Contract(account, _) => Some(account),
            Self::Product(_) | Self::Account(_) | Self::Entitlement(_) | Self::Person(_) => None,
        }
    }

    /// The record as it is.
    pub(crate) async fn find(&self, tx: &mut Tx) -> Result<Option<Record>, Problem> {
        Ok(match self {
            Self::Product(id) => products::get(tx, id).await?.map(|it| Record::Product(product_record(&it.row))),
            Self::Account(id) => accounts::get(tx, id).await?.map(|(it, _)| Record::Account(account_record(&it.row))),
            Self::Domain(key) => {
                let found = accounts::domain(tx, &key.domain).await?.filter(|it| it.row.account == key.account);
                found.map(|it| Record::Domain(domain_record(&it.row)))
            }
            Self::Contract(account, country) => {
                accounts::contract(tx, account, *country).await?.map(|it| Record::Contract(contract_record(&it.row)))
            }
            Self::Entitlement(id) => entitlements::get(tx, id).await?.map(|it| Record::Entitlement(entitlement_record(&it.row))),
            Self::Person(id) => match people::get(tx, id).await? {
                Some(it) => {
                    let identities = people::identities(tx, id).await?;
                    Some(Record::Person(person_record(&PersonRow { identities, ..it.row })))
                }
                None => None,
            },
        })
    }

    /// Keeps the record as it is until the change ends. `to`: the account that a person is put into.
    pub(crate) async fn lock(&self, change: &mut Change<'_, '_>, to: Option<&AccountId>) -> Result<(), Problem> {
        match self {
            Self::Product(_) => Ok(versions::lock_catalogue(change.ctx.tx).await?),
            Self::Account(account) | Self::Contract(account, _) => change.lock(account).await,
            Self::Domain(key) => change.lock(&key.account).await,
            Self::Entitlement(id) => match entitlements::get(change.ctx.tx, id).await? {
                Some(it) => change.lock(&it.row.account).await,
                None => Ok(()),
            },
            Self::Person(id) => {
                let to: Vec<AccountId> = to.into_iter().cloned().collect();
                Ok(users::get_for_change_among(change.ctx.tx, id, &to).await.map(drop)?)
            }
        }
    }

    /// What ends the record.
    pub(crate) fn end(&self) -> Act {
        match self.clone() {
            Self::Product(id) => Act::RetireProduct(id),
            Self::Account(id) => Act::CloseAccount(id),
            Self::Domain(it) => Act::EndDomain(it),
            Self::Contract(account, country) => Act::EndContract(account, country),
            Self::Entitlement(id) => Act::EndEntitlement(id),
            Self::Person(id) => Act::ReleasePerson(id),
        }
    }
}

/// The record by itself, without saying which kind it is: as it is written, so it is read.
pub(crate) fn record_json(record: &Record) -> Result<Value, Problem> {
    let value = match record {
        Record::Product(it) => serde_json::to_value(it),
        Record::Account(it) => serde_json::to_value(it),
        Record::Domain(it) => serde_json::to_value(it),
        Record::Contract(it) => serde_json::to_value(it),
        Record::Entitlement(it) => serde_json::to_value(it),
        Record::Person(it) => serde_json::to_value(it),
    };
    value.map_err(|error| Problem::internal(&error))
}

/// What tells this record from what it was before.
pub(crate) fn tag(record: &Value) -> String {
    let mut hash = sha256_hex(format!("{FORM}\n{record}").into_bytes());
    hash.truncate(TAG_LENGTH);
    hash
}
