//! The people of an account, as its administrators see and change them.

use super::account::{GroupRef, LicenceAssignment};
use super::country::LicenceCountry;
use super::delivery::Delivery;
use super::invitation::Invitation;
use super::lenient;
use super::me::LockEntry;
use super::person::Person;
use super::removal::RemovalRequest;
use super::word::Word;
use crate::country::CountryCode;
use crate::id::{RemovalId, UserId};
use crate::person::{LockReason, Role};
use crate::preflight::Blocker;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Somebody who belongs to the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// Who.
    pub user: Person,
    /// Roles given to the person directly.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Role>))]
    pub roles: Vec<Word<Role>>,
    /// Roles that come with the person's groups and are not given directly.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Role>))]
    pub group_roles: Vec<Word<Role>>,
    /// Groups, sorted by name.
    #[serde(deserialize_with = "lenient::rows")]
    pub groups: Vec<GroupRef>,
    /// Locks; empty where there is none.
    pub locks: Vec<LockEntry>,
    /// The entitlement country and the branch that decided it.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::country::EffectiveCountry))]
    pub country: LicenceCountry,
    /// The country set explicitly.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, deserialize_with = "lenient::fact")]
    pub explicit_country: Option<CountryCode>,
    /// Whether the company's directory provisioned the person: name and address are read-only here.
    pub provisioned: bool,
    /// Since when the person belongs to the account.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub since: Timestamp,
    /// Set where the person is a Fulfilment Contact.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub fulfilment_contact: Option<Designation>,
    /// Named licences assigned to the person.
    #[serde(deserialize_with = "lenient::rows")]
    pub licences: Vec<LicenceAssignment>,
    /// Until when the person, who was added without being asked, may leave alone; `null` where that does not apply.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub may_leave_until: Option<Timestamp>,
    /// The person's open removal request.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub request: Option<RemovalRequest>,
    /// What became of the letter that told the person that they belong to the account.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub delivery: Option<Delivery>,
    /// Whoever asks may change group membership only: they are told who it is, the groups, and since when; everything else here is empty,
    /// whatever is the case.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub limited: bool,
}

impl Member {
    /// These roles, with those of the person's own that this version does not know: setting roles takes away what is not named.
    pub fn with_unknown_roles(&self, roles: &[Role]) -> Vec<Word<Role>> {
        let unknown = self.roles.iter().filter(|it| it.known().is_none()).cloned();
        roles.iter().copied().map(Word::Known).chain(unknown).collect()
    }
}

/// A designation as Fulfilment Contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Designation {
    /// For this country only; `null` for all.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub country: Option<CountryCode>,
}

/// The answer of `GET …/users/{user}/removal-preflight`: every blocker and warning at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RemovalPreflight {
    /// Who.
    pub user: Person,
    /// What stands in the way or is worth knowing, each once.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Blocker>))]
    pub blockers: Vec<Word<Blocker>>,
    /// Whether one of them blocks.
    pub blocked: bool,
    /// Named licences that would be lost.
    #[serde(deserialize_with = "lenient::rows")]
    pub licences: Vec<LicenceAssignment>,
}

/// A removal that the account did and may be able to undo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Removal {
    /// Opaque id; what undo takes.
    pub id: RemovalId,
    /// Who was removed.
    pub user: Person,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub removed: Timestamp,
    /// Until when it can be undone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub undo_until: Timestamp,
    /// It fulfilled the person's own wish, so undoing it asks them first.
    pub needs_consent: bool,
}

/// The answer of `POST …/removals/{id}/undo`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Undone {
    /// The person, back as before (200).
    #[serde(default, deserialize_with = "lenient::fact")]
    pub member: Option<Member>,
    /// The invitation by which the person is asked first (202).
    #[serde(default, deserialize_with = "lenient::fact")]
    pub invitation: Option<Invitation>,
}

/// The body of `POST …/users/{user}/lock`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LockUser {
    /// Why, for the audit; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// The body of `POST …/users/{user}/unlock`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnlockUser {
    /// The lock to lift: `removed_from_account` or `administrator`; the others are not an administrator's to lift.
    pub lock: LockReason,
}

/// The body of `PUT …/users/{user}/roles`: all roles given directly, not only new ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetRoles {
    /// The roles.
    pub roles: Vec<Role>,
}

/// The body of `PUT …/users/{user}/entitlement-country`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetEntitlementCountry {
    /// The country; `null` takes an explicit one away, so that the rule decides.
    pub country: Option<String>,
}

/// The body of `PUT …/fulfilment-contacts/{user}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DesignateContact {
    /// For this country only; absent for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// Somebody of the account's domain who signed in for the first time and waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Approval {
    /// What approve and reject take.
    pub user: UserId,
    /// The address; the name follows with the affiliation.
    pub email: String,
    /// When the person signed in.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub asked: Timestamp,
}

/// A Fulfilment Contact of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FulfilmentContactEntry {
    /// Who.
    pub user: Person,
    /// For this country only; `null` for all.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub country: Option<CountryCode>,
}
