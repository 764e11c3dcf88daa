//! `/v1/me`: everything that a person may know of themselves.

use super::country::LicenceCountry;
use super::invitation::MyInvitation;
use super::lenient;
use super::person_request::PersonRequest;
use super::removal::RemovalRequest;
use super::service::ServiceRequest;
use super::transfer::Offer;
use super::word::Word;
use crate::account::{AccountRef, Federation};
use crate::country::CountryCode;
use crate::id::UserId;
use crate::person::{LockReason, Role};
use crate::preflight::Blocker;
use crate::removal::Route;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The answer of `GET /v1/me`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// When the directory answered.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub as_of: Timestamp,
    /// The person.
    pub user: MeUser,
    /// The account that the person belongs to; `null` for none.
    pub affiliation: Option<Affiliation>,
    /// Whom to ask: account administrators first, then by name. Empty where there is none, and for the unaffiliated.
    #[serde(deserialize_with = "lenient::rows")]
    pub administrators: Vec<Administrator>,
    /// `null` where the person is not locked.
    pub lock: Option<LockState>,
    /// Roles in the account.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Role>))]
    pub roles: Vec<Word<Role>>,
    /// The entitlement country and the branch that decided it.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::country::EffectiveCountry))]
    pub country: LicenceCountry,
    /// How the account's people sign in and are provisioned; `none` for the unaffiliated.
    #[cfg_attr(feature = "openapi", schema(value_type = Federation))]
    pub federation: Word<Federation>,
    /// Set where the person is designated as Fulfilment Contact.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub fulfilment_contact: Option<FulfilmentContact>,
    /// The newest removal request, open or answered; `null` where there never was one.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub request: Option<RemovalRequest>,
    /// What filing a removal request would lead to; `null` for the unaffiliated.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub removal: Option<RemovalOutlook>,
    /// Offers of other accounts to take the person over, newest first: those that wait, and the one that was accepted.
    #[serde(deserialize_with = "lenient::rows")]
    pub offers: Vec<Offer>,
    /// Invitations to join an account, newest first: those that wait.
    #[serde(default, deserialize_with = "lenient::rows")]
    pub invitations: Vec<MyInvitation>,
    /// The account whose administrators have to approve the person's first sign-in; `null` where none does.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub awaits_approval: Option<AccountRef>,
    /// Until when the person, who was added without being asked, may leave alone; `null` where that does not apply.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub may_leave_until: Option<Timestamp>,
    /// Requests to be added, to be unlocked, for a country, for a role: the newest of each kind, open or answered.
    #[serde(default, deserialize_with = "lenient::rows")]
    pub requests: Vec<PersonRequest>,
    /// Accounts that the person may ask to be added to: those that have offered or invited. Empty for whoever belongs to one.
    #[serde(default, deserialize_with = "lenient::rows")]
    pub may_ask_to_join: Vec<AccountRef>,
    /// The newest case at support; `null` where there never was one.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub service_request: Option<ServiceRequest>,
    /// What waits for the person as an administrator; `null` for everybody else.
    #[serde(default)]
    pub inbox: Option<Inbox>,
    /// Only the limited view is open: locked or unaffiliated.
    pub limited_view: bool,
    /// The version of the policy that a refresh would bring now.
    pub policy_version: u64,
}

/// What waits for the person as an administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Inbox {
    /// Removal requests of the account that wait for an answer.
    pub open_requests: u32,
    /// Requests of other kinds that wait for an answer.
    #[serde(default)]
    pub open_person_requests: u32,
    /// People who wait for approval.
    pub open_approvals: u32,
    /// Check-outs that somebody asked for.
    #[serde(default)]
    pub open_check_outs: u32,
}

/// The person's own record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MeUser {
    /// Opaque id.
    pub id: UserId,
    /// The sign-in address.
    pub email: String,
    /// Name as the person wants it shown.
    pub display_name: String,
    /// Language for mail and messages, as a BCP 47 tag.
    pub locale: String,
    /// The country in the person's profile.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CountryCode>))]
    #[serde(default, deserialize_with = "lenient::fact")]
    pub profile_country: Option<CountryCode>,
}

/// The account that a person belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Affiliation {
    /// The account.
    pub account: AccountRef,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub since: Timestamp,
    /// Whether the company's directory provisioned the person.
    pub provisioned: bool,
    /// When the company's directory last synchronised; `null` where it never did or does not.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub last_synchronised: Option<Timestamp>,
    /// The company's IT contact, where one is named.
    pub it_contact: Option<String>,
}

/// An administrator of the person's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Administrator {
    /// Opaque id; what `to` of a removal request takes.
    pub id: UserId,
    /// Name.
    pub display_name: String,
    /// `account_admin` or `co_admin`.
    #[cfg_attr(feature = "openapi", schema(value_type = Role))]
    pub role: Word<Role>,
    /// Address.
    pub email: String,
}

/// Locks of a person; there is at least one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LockState {
    /// Each lock with its reason.
    #[serde(deserialize_with = "lenient::rows")]
    pub reasons: Vec<LockEntry>,
}

/// One lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LockEntry {
    /// Why.
    #[cfg_attr(feature = "openapi", schema(value_type = LockReason))]
    pub reason: Word<LockReason>,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub since: Timestamp,
}

/// The designation as Fulfilment Contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FulfilmentContact {
    /// Whether the account has no other.
    pub only_one: bool,
}

/// What filing a removal request would lead to, told before sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RemovalOutlook {
    /// Who would fulfil it.
    #[cfg_attr(feature = "openapi", schema(value_type = Route))]
    pub route: Word<Route>,
    /// What stands in the way already, and what it costs.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Blocker>))]
    pub blockers: Vec<Word<Blocker>>,
}

/// The body of `PATCH /v1/me`. Absent fields stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PatchMe {
    /// New language (`en`, `de`, `es`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// New profile country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_country: Option<String>,
}
