//! An account as its administrators see it: itself, what it owns, its groups and its named licences.

use super::lenient;
use super::person::Person;
use super::word::Word;
use crate::account::Federation;
use crate::country::CountryCode;
use crate::entitlement::{Territory, UsageType};
use crate::forecast::Term;
use crate::id::{AccountId, GroupId, LicenceAssignmentId, UserId};
use crate::person::Role;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The answer of `GET /v1/accounts/{account}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AccountDetails {
    /// Opaque id.
    pub id: AccountId,
    /// The organisation's name, never translated.
    pub name: String,
    /// How its people sign in and are provisioned.
    #[cfg_attr(feature = "openapi", schema(value_type = Federation))]
    pub federation: Word<Federation>,
    /// The company's IT contact, where one is named.
    pub it_contact: Option<String>,
    /// When the company's directory last synchronised; `null` where it never did or does not.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub last_synchronised: Option<Timestamp>,
    /// E-mail domains confirmed for the account, in their ASCII form.
    pub confirmed_domains: Vec<String>,
    /// Whether people of its domains join at their first sign-in without being approved.
    pub automatic_approval: bool,
    /// Countries in which it has contracts, sorted by code.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    #[serde(deserialize_with = "lenient::rows")]
    pub contract_countries: Vec<CountryCode>,
    /// Days for which a policy lasts without contact.
    pub offline_days: u16,
    /// Removal requests that wait for an answer.
    pub open_requests: u32,
    /// People who signed in and wait for approval.
    pub open_approvals: u32,
    /// Whoever asks may change group membership only: they are told name and federation of the account, and for how many days a policy lasts;
    /// everything else here is empty, whatever is the case.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub limited: bool,
}

/// What the account owns: one row per entitlement, sorted by product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OwnedEntitlement {
    /// The product.
    pub product: ProductRef,
    /// Edition or feature.
    pub edition: Option<String>,
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(value_type = UsageType))]
    pub usage_type: Word<UsageType>,
    /// Where it counts; `null` for every country.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
    pub countries: Option<Vec<CountryCode>>,
    /// How many may work at once; `null` for no limit. Shown, not enforced.
    pub seats: Option<u32>,
    /// When it begins.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub starts: Timestamp,
    /// The last moment of the contract; `null` for no end.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ends: Option<Timestamp>,
    /// Days after the end in which work may go on.
    pub grace_days: u16,
    /// Only for holders of one of these roles; empty for everybody.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Role>))]
    pub roles: Vec<Word<Role>>,
    /// Only for members of one of these groups; empty for everybody.
    #[serde(deserialize_with = "lenient::rows")]
    pub groups: Vec<GroupRef>,
}

impl OwnedEntitlement {
    /// The same, as far as its end goes.
    pub fn term(&self) -> Term {
        let groups = self.groups.iter().map(|it| format!("group {}", it.id));
        Term {
            product: self.product.id.clone(),
            edition: self.edition.clone(),
            usage_type: self.usage_type.as_str().to_owned(),
            territory: self.countries.clone().map_or(Territory::Global, Territory::Countries),
            restricted_to: self.roles.iter().map(|it| it.as_str().to_owned()).chain(groups).collect(),
            seats: self.seats,
            starts: self.starts,
            ends: self.ends,
            grace_days: self.grace_days,
        }
    }
}

/// The body of `GET /v1/accounts/{account}/entitlements`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OwnedEntitlements {
    /// The rows; an account has few enough for one page.
    #[serde(deserialize_with = "lenient::rows")]
    pub items: Vec<OwnedEntitlement>,
}

/// A product by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProductRef {
    /// Stable id, as `domicile check` takes it.
    pub id: String,
    /// Name, never translated.
    pub name: String,
}

/// A group by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GroupRef {
    /// Opaque id.
    pub id: GroupId,
    /// Name, as the administrators gave it.
    pub name: String,
}

/// A group of the account's people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Opaque id.
    pub id: GroupId,
    /// Name.
    pub name: String,
    /// Roles that membership gives; never an administrator's.
    pub roles: Vec<Role>,
    /// Who is in it, sorted by name.
    pub members: Vec<Person>,
}

/// The body of `POST /v1/accounts/{account}/groups` and `PUT …/groups/{group}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteGroup {
    /// Name, unique in the account without regard to case; at most 200 characters.
    pub name: String,
    /// Roles that membership gives; only an account administrator may name any.
    #[serde(default)]
    pub roles: Vec<Role>,
}

/// A named licence: this product is assigned to this person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LicenceAssignment {
    /// Opaque id.
    pub id: LicenceAssignmentId,
    /// The product.
    pub product: ProductRef,
    /// Whose it is.
    pub user: Person,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub assigned: Timestamp,
}

/// The body of `POST /v1/accounts/{account}/licence-assignments`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignLicence {
    /// A product that the account owns.
    pub product: String,
    /// Somebody of the account.
    pub user: UserId,
}

/// The body of `PUT /v1/accounts/{account}/licence-assignments/{id}`: the licence goes to somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReassignLicence {
    /// Somebody of the account.
    pub user: UserId,
}
