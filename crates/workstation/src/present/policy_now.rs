//! The licence file as presentation sees it, from a reading of the cache. What is granted is decided by the policy alone.

use super::state::{CheckedOutHere, Condition, Named, PolicyNow, ProductNow, Standing};
use super::why::Why;
use domicile_policy::cache::Reading;
use domicile_policy::claims::{Countries, Entitlement, UsageType};
use domicile_policy::decide;
use jiff::Timestamp;

impl PolicyNow {
    /// The licence file of a reading, judged at the reading's moment.
    pub fn of(reading: &Reading) -> Self {
        let condition = condition(reading.state);
        let Some(policy) = &reading.policy else {
            return Self { condition, refreshed: reading.last_contact.and_then(moment), ..Self::default() };
        };
        let claims = policy.claims();
        Self {
            condition,
            version: Some(claims.version),
            account: claims.account.as_ref().map(|it| Named { id: it.id.clone(), name: it.name.clone() }),
            country: claims.country.code.clone(),
            decided_by: Some(claims.country.decided_by.clone()),
            refreshed: reading.last_contact.and_then(moment),
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

fn condition(state: decide::State) -> Condition {
    use decide::State as S;
    match state {
        S::Valid | S::Grace | S::Trial | S::NotEntitled => Condition::Valid,
        S::RefreshDue => Condition::RefreshDue,
        S::Expired => Condition::Expired,
        S::ClockSuspect => Condition::ClockSuspect,
        S::RolledBack => Condition::RolledBack,
        S::WrongMachine => Condition::WrongMachine,
        S::UnknownKey => Condition::UnknownKey,
        S::Corrupt => Condition::Corrupt,
        S::NoPolicy => Condition::NoPolicy,
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

fn product(reading: &Reading, it: &Entitlement) -> ProductNow {
    use decide::State as S;
    let decision = reading.decide(&it.product, None);
    let standing = match decision.state {
        S::Valid | S::RefreshDue => Standing::Ready,
        S::Grace => Standing::Grace,
        S::Trial => Standing::Trial,
        S::NotEntitled => Standing::Denied(decision.reason.map_or("other", |it| it.as_str()).to_owned()),
        S::Expired => Standing::Denied("expired".to_owned()),
        S::ClockSuspect | S::RolledBack | S::WrongMachine | S::UnknownKey | S::Corrupt | S::NoPolicy => Standing::Unknown,
    };
    ProductNow {
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
