//! What a person may run and why: the answer for an administrator who looks at them. The codes of rules, outcomes and fixes are those of
//! `domicile-policy`, so that the person's own machine says the same.

use super::account::ProductRef;
use super::country::LicenceCountry;
use super::lenient;
use super::word::Word;
use crate::entitlement::UsageType;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The answer of `GET /v1/accounts/{account}/users/{user}/rights`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Rights {
    /// The moment that it was judged at.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub as_of: Timestamp,
    /// The version of the policy that a refresh would bring now.
    pub policy_version: u64,
    /// The country that counts, and the branch that decided it.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::country::EffectiveCountry))]
    pub country: LicenceCountry,
    /// Why the whole policy grants nothing, where it does: `locked`, `disabled`.
    pub withdrawn: Option<String>,
    /// One entry per product, by product id.
    #[serde(deserialize_with = "lenient::rows")]
    pub items: Vec<Right>,
}

/// One product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Right {
    /// The product.
    pub product: ProductRef,
    /// As a machine with a fresh policy would say: `valid`, `grace`, `trial`, `not_entitled`.
    pub state: String,
    /// Whether it may run.
    pub may_run: bool,
    /// Why not; only with `not_entitled`.
    pub reason: Option<String>,
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(value_type = UsageType))]
    pub usage_type: Word<UsageType>,
    /// Where the account owns it; `null` for every country, empty for nowhere.
    pub countries: Option<Vec<String>>,
    /// When the contract begins; `null` where it has begun for good.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub contract_starts: Option<Timestamp>,
    /// The last moment of the contract; `null` for no end.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub contract_ends: Option<Timestamp>,
    /// The last moment of its grace.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub grace_ends: Option<Timestamp>,
    /// The rules that were asked, in order; one that refused is the last.
    #[serde(deserialize_with = "lenient::rows")]
    pub chain: Vec<RuleStep>,
    /// What would help first; `null` where nothing needs help.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub fix: Option<Fix>,
}

/// One rule of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RuleStep {
    /// `affiliated`, `unlocked`, `owned`, `country`, `unrestricted`, `started`, `not_ended`, `full_right`, …
    pub rule: String,
    /// `passed`, `noted` or `refused`.
    pub outcome: String,
}

/// The single nearest fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// `unlock`, `set_country`, `buy`, …
    pub action: String,
    /// `you` (the person), `administrator` or `internal_it`.
    pub who: String,
}
