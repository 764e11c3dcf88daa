//! What whoever runs the service decides: products, accounts, what they own, who belongs to them. Records as they come from outside are
//! checked here, whole, before anything of them counts.

mod check;
mod fault;
mod guard;
mod moment;
mod source;

pub use check::{
    check_account, check_contract, check_domain, check_entitlement, check_person, check_product, check_record, parse_account_id,
    parse_domain,
};
pub use fault::{Fault, FaultCode};
pub use guard::{Guard, GuardRefusal};
pub use moment::{as_end, as_start, parse_end, parse_start};
pub use source::{check_source_name, source_name_like};

use crate::account::Federation;
use crate::country::CountryCode;
use crate::email::Email;
use crate::entitlement::{Entitlement, UsageType};
use crate::id::{AccountId, UserId};
use crate::person::Role;

/// A product, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductRow {
    /// The vendor's id.
    pub id: String,
    /// The name that people read.
    pub name: String,
    /// What it is sold for.
    pub usage_type: UsageType,
    /// No entitlement is needed.
    pub free_to_all: bool,
    /// No longer sold.
    pub retired: bool,
}

/// An account, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The vendor's id.
    pub id: AccountId,
    /// The organisation's name.
    pub name: String,
    /// How its people sign in.
    pub federation: Federation,
    /// The address of its IT.
    pub it_contact: Option<String>,
    /// How many days licences count without the service.
    pub offline_days: u16,
    /// People of its domains join without being approved.
    pub automatic_approval: bool,
    /// It has to be closed.
    pub closed: bool,
}

/// A confirmed domain, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainRow {
    /// The account.
    pub account: AccountId,
    /// In its ASCII form.
    pub domain: String,
}

/// A contract country, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractRow {
    /// The account.
    pub account: AccountId,
    /// The country.
    pub country: CountryCode,
    /// Only its order counts.
    pub annual_revenue: i64,
}

/// An entitlement, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntitlementRow {
    /// The vendor's id.
    pub id: String,
    /// The account.
    pub account: AccountId,
    /// The product's id.
    pub product: String,
    /// The edition.
    pub edition: Option<String>,
    /// What it is for; `None`: as the product is sold.
    pub usage_type: Option<UsageType>,
    /// How many may work at once; `None` for no limit.
    pub seats: Option<u32>,
    /// Where, when and for whom it counts.
    pub right: Entitlement,
}

/// Who somebody is at an issuer, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityRow {
    /// `iss`.
    pub issuer: String,
    /// `sub`.
    pub subject: String,
}

/// Somebody, checked. `None`: as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The id, where one was given.
    pub id: Option<UserId>,
    /// The address.
    pub email: Email,
    /// The name.
    pub display_name: Option<String>,
    /// The language.
    pub locale: Option<String>,
    /// The account.
    pub account: Option<AccountId>,
    /// Roles given directly, sorted.
    pub roles: Option<Vec<Role>>,
    /// The entitlement country.
    pub country: Option<CountryCode>,
    /// Identities to add.
    pub identities: Vec<IdentityRow>,
}

/// Any record, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A product.
    Product(ProductRow),
    /// An account.
    Account(AccountRow),
    /// A confirmed domain.
    Domain(DomainRow),
    /// A contract country.
    Contract(ContractRow),
    /// An entitlement.
    Entitlement(EntitlementRow),
    /// A person.
    Person(PersonRow),
}
