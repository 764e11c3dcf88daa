//! What a user may run, product by product, and why not where not.

use crate::country::{CountryCode, EffectiveCountry};
use crate::id::GroupId;
use crate::person::Role;
use crate::stable_name::stable_names;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where an entitlement counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Territory {
    /// In every country, whatever the user's country is.
    Global,
    /// In these countries.
    Countries(Vec<CountryCode>),
}

stable_names! {
    /// What the entitlement is for.
    pub enum UsageType {
        /// Ordinary work.
        Production = "production",
        /// Trying out before buying.
        Evaluation = "evaluation",
        /// A trial period.
        Trial = "trial",
    }
}

/// The account's right to one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entitlement {
    /// Where it counts.
    pub territory: Territory,
    /// When it begins.
    pub starts: Timestamp,
    /// The last moment of the contract; `None` for no end.
    pub ends: Option<Timestamp>,
    /// Days after the end in which work may go on, told apart from the end.
    pub grace_days: u16,
    /// Only for holders of one of these roles, or members of one of the groups; empty both for everybody.
    pub restricted_to_roles: Vec<Role>,
    /// Only for members of one of these groups, or holders of one of the roles.
    pub restricted_to_groups: Vec<GroupId>,
}

stable_names! {
    /// Why a product is not allowed.
    pub enum Reason {
        /// The account does not own it.
        NotOwned = "not_owned",
        /// Owned, but not for the user's country.
        OtherCountry = "other_country",
        /// The account owns nothing at all in the user's country.
        CountryWithoutEntitlements = "country_without_entitlements",
        /// Restricted to groups or roles that the user lacks.
        Restricted = "restricted",
        /// The contract has not begun.
        NotYetStarted = "not_yet_started",
        /// The contract and its grace are over.
        Ended = "ended",
        /// The user is locked.
        Locked = "locked",
        /// The user belongs to no account.
        Unaffiliated = "unaffiliated",
        /// The product's version is not covered.
        VersionNotCovered = "version_not_covered",
    }
}

/// The answer for one product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// May run.
    Allowed,
    /// May not, and why.
    Denied(Reason),
}

/// What the rule looks at besides the entitlement itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Belongs to an account.
    pub affiliated: bool,
    /// Has at least one lock.
    pub locked: bool,
    /// The user's roles in the account.
    pub roles: Vec<Role>,
    /// The user's groups in the account.
    pub groups: Vec<GroupId>,
    /// The user's country.
    pub country: EffectiveCountry,
    /// Whether the account owns anything that is not `global` in the user's country.
    pub owns_in_country: bool,
}

/// The verdict for one product; `owned` is the account's entitlement to it, if any. The root cause is named:
/// belonging to nobody before being locked, that before anything about the contract.
pub fn verdict(holder: &Holder, owned: Option<&Entitlement>, now: Timestamp) -> Verdict {
    if !holder.affiliated {
        return Verdict::Denied(Reason::Unaffiliated);
    }
    if holder.locked {
        return Verdict::Denied(Reason::Locked);
    }
    let Some(owned) = owned else { return Verdict::Denied(Reason::NotOwned) };
    if let Territory::Countries(codes) = &owned.territory {
        let here = holder.country.code.is_some_and(|code| codes.contains(&code));
        if !here {
            return Verdict::Denied(if holder.owns_in_country { Reason::OtherCountry } else { Reason::CountryWithoutEntitlements });
        }
    }
    let restricted = !owned.restricted_to_roles.is_empty() || !owned.restricted_to_groups.is_empty();
    let named = owned.restricted_to_roles.iter().any(|it| holder.roles.contains(it))
        || owned.restricted_to_groups.iter().any(|it| holder.groups.contains(it));
    if restricted && !named {
        return Verdict::Denied(Reason::Restricted);
    }
    if now < owned.starts {
        return Verdict::Denied(Reason::NotYetStarted);
    }
    let grace = jiff::SignedDuration::from_hours(i64::from(owned.grace_days) * 24);
    match owned.ends {
        Some(ends) if now > ends.saturating_add(grace).unwrap_or(Timestamp::MAX) => Verdict::Denied(Reason::Ended),
        _ => Verdict::Allowed,
    }
}
