//! What whoever runs the service, or the vendor's order system, says of accounts, products, entitlements and people: one record for each.
//! The same records stand in documents for import, in what is exported, and in the bodies of `/v1/operator`.
//!
//! A record says how something has to be: what it leaves out is as if it said `null` or the value named below. Of people only what it says
//! is changed, since administrators and the people themselves change the rest. What names the record may be left out in the body of a
//! request whose path says it; everywhere else a record without it is refused.

use serde::{Deserialize, Serialize};

/// A product that is sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProductRecord {
    /// The vendor's id: what licensed products ask for.
    #[serde(default)]
    pub id: String,
    /// The name that people read.
    pub name: String,
    /// `production`, `evaluation` or `trial`; `production` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage_type: Option<String>,
    /// Everybody who belongs to an account may run it, without an entitlement.
    #[serde(default)]
    pub free_to_all: bool,
    /// No longer sold: only accounts that own it see it.
    #[serde(default)]
    pub retired: bool,
}

/// An organisation that owns entitlements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccountRecord {
    /// The vendor's id.
    #[serde(default)]
    pub id: String,
    /// The organisation's name, never translated.
    pub name: String,
    /// How its people sign in: `none`, `jit` or `scim`; `none` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub federation: Option<String>,
    /// The address of its IT, which looks after its directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub it_contact: Option<String>,
    /// How many days licences count without the service: 0 to 30; 7 where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline_days: Option<u16>,
    /// Whether people of its domains join at their first sign-in without being approved; where it is left out: with `jit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automatic_approval: Option<bool>,
    /// It is closed: everybody is released, nothing is granted.
    #[serde(default)]
    pub closed: bool,
}

/// An e-mail domain that was confirmed for an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DomainRecord {
    /// The account's id.
    #[serde(default)]
    pub account: String,
    /// The domain, in either form.
    #[serde(default)]
    pub domain: String,
}

/// A country in which an account has contracts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContractRecord {
    /// The account's id.
    #[serde(default)]
    pub account: String,
    /// ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: String,
    /// Annual revenue in whole units of one currency for all countries: only its order counts; 0 where it is left out.
    #[serde(default)]
    pub annual_revenue: i64,
}

/// An account's right to a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EntitlementRecord {
    /// The vendor's id, of its own among all accounts.
    #[serde(default)]
    pub id: String,
    /// The account's id.
    pub account: String,
    /// The product's id.
    pub product: String,
    /// The edition that was bought, as people read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// `production`, `evaluation` or `trial`; as the product is sold where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage_type: Option<String>,
    /// Countries in which it counts; none: in every country.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Only for holders of one of these roles, or members of one of the groups; none of both: for everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Ids of the account's groups, see `roles`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// How many may work at once; `null` for no limit. Shown, not enforced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<u32>,
    /// The first day (`2026-01-31`), or the first moment (RFC 3339).
    pub starts: String,
    /// The last day, or the last moment; `null` for no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    /// Days after the end in which work may go on.
    #[serde(default)]
    pub grace_days: u16,
}

/// Who somebody is at an issuer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentityRecord {
    /// `iss`, exactly as it stands in the issuer's tokens.
    pub issuer: String,
    /// `sub` there.
    pub subject: String,
}

/// Somebody. Left out means: as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonRecord {
    /// The vendor's id, or the directory's; without it people are known by their address, and new ones get an id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The address.
    pub email: String,
    /// The name; of new people the part of the address before the `@` where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// `en`, `de` or `es`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The account's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Roles in the account, given directly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// The entitlement country, set explicitly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Who the person is at issuers; identities are added, never taken away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identities: Vec<IdentityRecord>,
}

/// One line of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// A product.
    Product(ProductRecord),
    /// An account.
    Account(AccountRecord),
    /// A confirmed domain.
    Domain(DomainRecord),
    /// A contract country.
    Contract(ContractRecord),
    /// An entitlement.
    Entitlement(EntitlementRecord),
    /// A person.
    Person(PersonRecord),
}

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RecordFault {
    /// The line of the document, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The member, or the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What kind of fault; stable.
    pub code: String,
    /// What is wrong and what to do, in English.
    pub message: String,
}
