//! What is different between the policy that was in force and the new one. Pure.

use super::outcome::{Change, Granting, Product};
use domicile_policy::cache::Reading;
use domicile_policy::verify::Policy;
use std::collections::BTreeSet;

/// What a reading grants.
pub(super) fn granting(reading: &Reading) -> Granting {
    let Some(policy) = &reading.policy else { return Granting::default() };
    let claims = policy.claims();
    Granting {
        ready: claims.entitlements.iter().filter(|it| reading.decide(&it.product, None).may_run).count(),
        of: claims.entitlements.len(),
        country: claims.country.code.clone(),
        version: claims.version,
    }
}

/// What changed from one reading to the next. What could not run because the policy had expired counts as gained when it can again.
pub(super) fn change(before: &Reading, after: &Reading) -> Change {
    let mut change = Change::default();
    for id in products(before).union(&products(after)) {
        let (was, is) = (before.decide(id, None).may_run, after.decide(id, None).may_run);
        let [old, new] = [before, after].map(|it| it.policy.as_ref().and_then(|policy| policy.entitlement(id)));
        let name = new.or(old).map_or_else(|| id.clone(), |it| it.name.clone());
        let product = Product { id: id.clone(), name };
        match (was, is) {
            (false, true) => change.gained.push(product),
            (true, false) => change.lost.push(product),
            _ if old != new => change.changed.push(product),
            _ => {}
        }
    }
    change
}

/// Whether a policy says something else than the one before: about products, account, country, or as a whole. A new window of
/// issue alone is nothing new.
pub(super) fn is_news(before: Option<&Policy>, after: &Policy, change: &Change) -> bool {
    let Some(before) = before else { return true };
    let (old, new) = (before.claims(), after.claims());
    *change != Change::default() || (&old.account, &old.country, old.withdrawn) != (&new.account, &new.country, new.withdrawn)
}

fn products(reading: &Reading) -> BTreeSet<String> {
    reading.policy.iter().flat_map(|it| &it.claims().entitlements).map(|it| it.product.clone()).collect()
}
