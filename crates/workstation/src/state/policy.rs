//! The licence file on this computer, read and judged at one moment. What is granted is decided by crate `domicile-policy` alone; this
//! is its reading as facts.

use super::Named;
use super::why::Why;
use crate::vocabulary::PolicyState;
use domicile_policy::cache::Reading;
use domicile_policy::claims::{Countries, Entitlement, UsageType};
use domicile_policy::decide;
use jiff::Timestamp;

/// The licence file, read and judged at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PolicySnapshot {
    /// What it is good for.
    pub condition: PolicyState,
    /// Serial number.
    pub version: Option<u64>,
    /// The account that it is for.
    pub account: Option<Named>,
    /// The country that counts.
    pub country: Option<String>,
    /// The branch that decided the country (`explicit`, `directory`, ...).
    pub decided_by: Option<String>,
    /// When the service last confirmed it, by this computer's clock.
    pub refreshed: Option<Timestamp>,
    /// By how many seconds the service's clock was ahead of this computer's then (below 0: behind), where it said.
    pub service_ahead: Option<i64>,
    /// Valid until.
    pub valid_until: Option<Timestamp>,
    /// It grants nothing, for this cause (`removed_from_account`, `unaffiliated`, ...).
    pub withdrawn: Option<String>,
    /// Its products.
    pub products: Vec<ProductSnapshot>,
    /// The machine that it is for: this one, as the service knows it for this person.
    pub machine: Option<String>,
    /// Licences that are checked out here.
    pub check_outs: Vec<CheckedOutHere>,
}

/// A licence that is checked out on this computer and not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedOutHere {
    /// The check-out's id.
    pub id: String,
    /// The product's id.
    pub product: String,
    /// The product's name.
    pub name: String,
    /// The name of the account whose licence it is.
    pub account: String,
    /// Until when.
    pub until: Timestamp,
}

impl PolicySnapshot {
    /// Whether licensed software may run now. The licence file alone decides.
    pub fn can_work(&self) -> bool {
        self.withdrawn.is_none() && self.products.iter().any(|it| self.runs(it))
    }

    /// Whether this product may run: in an expired licence file only what is checked out here.
    fn runs(&self, it: &ProductSnapshot) -> bool {
        let taken_along = self.condition == PolicyState::Expired && it.checked_out_until.is_some();
        it.may_run() && (self.condition.grants() || taken_along)
    }

    /// How many products may run.
    pub fn ready(&self) -> usize {
        if self.can_work() { self.products.iter().filter(|it| self.runs(it)).count() } else { 0 }
    }
}

/// What one product may do now.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductSnapshot {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Edition.
    pub edition: Option<String>,
    /// `production`, `evaluation` or `trial`.
    pub usage: String,
    /// The answer.
    pub standing: LicenceState,
    /// When the contract ends; `None` for no end.
    pub contract_ends: Option<Timestamp>,
    /// When it begins.
    pub contract_starts: Option<Timestamp>,
    /// Days of grace after the end.
    pub grace_days: u16,
    /// Where it counts; `None` for everywhere.
    pub countries: Option<Vec<String>>,
    /// Checked out here until then.
    pub checked_out_until: Option<Timestamp>,
    /// The rules that led to the answer.
    pub why: Why,
}

impl ProductSnapshot {
    /// Whether it may run.
    pub fn may_run(&self) -> bool {
        matches!(self.standing, LicenceState::Ready | LicenceState::Grace | LicenceState::Trial)
    }
}

/// The answer for one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LicenceState {
    /// May run.
    Ready,
    /// May run; the contract has ended, grace runs.
    Grace,
    /// May run as a trial.
    Trial,
    /// May not, for this reason (the codes of the policy).
    Denied(String),
    /// Not known: the file cannot be trusted now.
    Unknown,
}

impl PolicySnapshot {
    /// The licence file of a reading, judged at the reading's moment.
    pub fn of(reading: &Reading) -> Self {
        let condition = condition(reading.state);
        let Some(policy) = &reading.policy else {
            let refreshed = reading.last_contact.and_then(moment);
            return Self { condition, refreshed, service_ahead: reading.service_ahead, ..Self::default() };
        };
        let claims = policy.claims();
        Self {
            condition,
            version: Some(claims.version),
            account: claims.account.as_ref().map(|it| Named { id: it.id.clone(), name: it.name.clone() }),
            country: claims.country.code.clone(),
            decided_by: Some(claims.country.decided_by.clone()),
            refreshed: reading.last_contact.and_then(moment),
            service_ahead: reading.service_ahead,
            valid_until: moment(claims.exp),
            withdrawn: claims.withdrawn.map(|it| it.as_str().to_owned()),
            products: claims.entitlements.iter().map(|it| product(reading, it)).collect(),
            machine: Some(claims.machine.id.clone()),
            check_outs: check_outs(reading),
        }
    }

    /// The next moment after `now` at which it reads differently by itself: an end, a beginning, the end of grace.
    pub fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        let ends = self.products.iter().flat_map(|it| {
            let grace = jiff::SignedDuration::from_hours(i64::from(it.grace_days) * 24);
            let after = |at: Timestamp| at.saturating_add(jiff::SignedDuration::from_secs(1)).ok();
            let ends = it.contract_ends.and_then(after);
            [it.contract_starts, ends, ends.and_then(|at| at.saturating_add(grace).ok())]
        });
        ends.chain([self.valid_until]).chain(self.check_outs.iter().map(|it| Some(it.until))).flatten().filter(|it| *it > now).min()
    }
}

fn moment(seconds: i64) -> Option<Timestamp> {
    Timestamp::from_second(seconds).ok()
}

fn condition(state: decide::State) -> PolicyState {
    use decide::State as S;
    match state {
        S::Valid | S::Grace | S::Trial | S::NotEntitled => PolicyState::Valid,
        S::RefreshDue => PolicyState::RefreshDue,
        S::Expired => PolicyState::Expired,
        S::ClockSuspect => PolicyState::ClockSuspect,
        S::RolledBack => PolicyState::RolledBack,
        S::WrongMachine => PolicyState::WrongMachine,
        S::UnknownKey => PolicyState::UnknownKey,
        S::Corrupt => PolicyState::Corrupt,
        S::NoPolicy => PolicyState::NoPolicy,
    }
}

/// What is checked out here, by name.
fn check_outs(reading: &Reading) -> Vec<CheckedOutHere> {
    let standing = reading.check_outs.iter().map(|it| it.claims()).filter(|it| reading.now < it.exp);
    let mut here: Vec<CheckedOutHere> = standing
        .filter_map(|it| {
            Some(CheckedOutHere {
                id: it.jti.clone(),
                product: it.product.clone(),
                name: it.name.clone(),
                account: it.account.name.clone(),
                until: moment(it.exp)?,
            })
        })
        .collect();
    here.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    here
}

fn product(reading: &Reading, it: &Entitlement) -> ProductSnapshot {
    use decide::State as S;
    let decision = reading.decide(&it.product, None);
    let standing = match decision.state {
        S::Valid | S::RefreshDue => LicenceState::Ready,
        S::Grace => LicenceState::Grace,
        S::Trial => LicenceState::Trial,
        S::NotEntitled => LicenceState::Denied(decision.reason.map_or("other", |it| it.as_str()).to_owned()),
        S::Expired => LicenceState::Denied("expired".to_owned()),
        S::ClockSuspect | S::RolledBack | S::WrongMachine | S::UnknownKey | S::Corrupt | S::NoPolicy => LicenceState::Unknown,
    };
    ProductSnapshot {
        id: it.product.clone(),
        name: it.name.clone(),
        edition: it.edition.clone(),
        usage: match it.usage_type {
            UsageType::Evaluation => "evaluation",
            UsageType::Trial => "trial",
            UsageType::Production | UsageType::Other => "production",
        }
        .to_owned(),
        standing,
        contract_ends: it.contract_ends.and_then(moment),
        contract_starts: it.contract_starts.and_then(moment),
        grace_days: it.grace_days,
        countries: match &it.countries {
            Countries::Global => None,
            Countries::List(codes) => Some(codes.clone()),
        },
        checked_out_until: decision.checked_out_until.and_then(moment),
        why: Why::of(&decision, reading.policy.as_ref().map(|it| it.claims()), &it.product, None),
    }
}
