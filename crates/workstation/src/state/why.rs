//! Why a product may run or not: one answer of this machine's policy, or of the service, with the facts that belong to it. Plain data;
//! the sentences are in `present::why`.

use domicile_model::entitlement::UsageType as WireUsage;
use domicile_model::wire::{Right, Rights};
use domicile_policy::claims::{Countries, PolicyClaims, UsageType, Versions};
use domicile_policy::decide::{Action, Decision, Fix, Outcome, Rule, Who};
use jiff::Timestamp;

/// One answer with its reasons and the facts that belong to them. Plain data, the same for both sources.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Why {
    /// What the product is called.
    pub product: String,
    /// The name of the account that the person belongs to.
    pub account: Option<String>,
    /// The person's licence country.
    pub country: Option<String>,
    /// The rules that were asked, in order.
    pub chain: Vec<(Rule, Outcome)>,
    /// What would help first.
    pub fix: Option<Fix>,
    /// The stable code of why not.
    pub reason: Option<String>,
    /// The stable code of why the whole policy grants nothing.
    pub withdrawn: Option<String>,
    /// It is for evaluation.
    pub evaluation: bool,
    /// Where the account owns it; `None` for every country, or not known.
    pub countries: Option<Vec<String>>,
    /// The account owns it for every country.
    pub everywhere: bool,
    /// The version that was asked about.
    pub version: Option<String>,
    /// The versions that are covered; `None` for all, or not known.
    pub versions: Option<Versions>,
    /// When the contract begins.
    pub starts: Option<Timestamp>,
    /// When it ends.
    pub ends: Option<Timestamp>,
    /// When its grace ends.
    pub grace_ends: Option<Timestamp>,
    /// Until when the licence file is valid.
    pub valid_until: Option<Timestamp>,
    /// Until when the product is checked out.
    pub checked_out_until: Option<Timestamp>,
}

impl Why {
    /// The reasons of an answer that was given here. `claims` are what it was taken from, where there is a policy to show.
    pub fn of(decision: &Decision, claims: Option<&PolicyClaims>, product: &str, version: Option<&str>) -> Self {
        let moment = |seconds: Option<i64>| seconds.and_then(|it| Timestamp::from_second(it).ok());
        let found = claims.and_then(|it| it.entitlement(product));
        let (countries, everywhere) = match found.map(|it| &it.countries) {
            Some(Countries::List(codes)) => (Some(codes.clone()), false),
            Some(Countries::Global) => (None, true),
            None => (None, false),
        };
        Self {
            product: found.map_or_else(|| product.to_owned(), |it| it.name.clone()),
            account: claims.and_then(|it| it.account.as_ref()).map(|it| it.name.clone()),
            country: claims.and_then(|it| it.country.code.clone()),
            chain: decision.trace.chain().collect(),
            fix: decision.fix(),
            reason: decision.reason.map(|it| it.as_str().to_owned()),
            withdrawn: decision.withdrawn.map(|it| it.as_str().to_owned()),
            evaluation: decision.usage_type == Some(UsageType::Evaluation),
            countries,
            everywhere,
            version: version.map(ToOwned::to_owned),
            versions: found.and_then(|it| it.versions.clone()),
            starts: moment(decision.contract_starts),
            ends: moment(decision.contract_ends),
            grace_ends: moment(decision.grace_ends),
            valid_until: moment(decision.policy_valid_until),
            checked_out_until: moment(decision.checked_out_until),
        }
    }

    /// The reasons of one right as the service sees it. Rules and fixes that this version does not know are left out.
    pub fn of_right(right: &Right, rights: &Rights, account: &str) -> Self {
        let rule = |code: &str| Rule::ALL.into_iter().find(|it| it.as_str() == code);
        let outcome = |code: &str| Outcome::ALL.into_iter().find(|it| it.as_str() == code);
        let action = |code: &str| Action::ALL.into_iter().find(|it| it.as_str() == code);
        let who = |code: &str| Who::ALL.into_iter().find(|it| it.as_str() == code);
        Self {
            product: right.product.name.clone(),
            account: Some(account.to_owned()),
            country: rights.country.code.as_ref().map(|it| it.as_str().to_owned()),
            chain: right.chain.iter().filter_map(|it| Some((rule(&it.rule)?, outcome(&it.outcome)?))).collect(),
            fix: right.fix.as_ref().and_then(|it| Some(Fix { action: action(&it.action)?, who: who(&it.who)? })),
            reason: right.reason.clone(),
            withdrawn: rights.withdrawn.clone(),
            evaluation: right.usage_type == WireUsage::Evaluation,
            everywhere: right.countries.is_none(),
            countries: right.countries.clone(),
            version: None,
            versions: None,
            starts: right.contract_starts,
            ends: right.contract_ends,
            grace_ends: right.grace_ends,
            valid_until: None,
            checked_out_until: None,
        }
    }
}
