//! What a person's rights rest on: the rows, their highest version, the country that counts; and from that each product's verdict.

use crate::problem::Problem;
use crate::store::catalogue::{self, Owned, Product};
use crate::store::users::User;
use crate::store::{Tx, accounts};
use domicile_model::country::{self, ContractCountry, CountryFacts, DecidedBy, EffectiveCountry};
use domicile_model::entitlement::{Entitlement, Holder, Reason, Territory, UsageType, Verdict, verdict};
use jiff::{SignedDuration, Timestamp};

/// What a policy rests on, as far as it does not depend on the moment.
pub(crate) struct Basis {
    /// The highest version among the rows that it depends on.
    pub(crate) version: u64,
    /// When the newest of them changed.
    pub(crate) changed_at: Timestamp,
    /// The country that counts.
    pub(crate) country: EffectiveCountry,
}

/// One product with its verdict.
pub(crate) struct Right {
    pub(crate) product: Product,
    /// The entitlement that decided it; `None` where there is none.
    pub(crate) owned: Option<Owned>,
    pub(crate) verdict: Verdict,
}

/// What this person's policy rests on.
pub(crate) async fn basis(tx: &mut Tx, user: &User) -> Result<Basis, Problem> {
    let (mut version, mut changed_at) = catalogue::version(tx).await?;
    let mut contracts = Vec::new();
    version = version.max(user.version);
    changed_at = changed_at.max(user.changed_at);
    if let Some(account) = &user.account {
        contracts = accounts::contract_countries(tx, &account.id).await?;
        version = version.max(account.version);
        changed_at = changed_at.max(account.changed_at);
        for group in &user.groups {
            version = version.max(group.version);
            changed_at = changed_at.max(group.changed_at);
        }
    }
    Ok(Basis { version: u64::try_from(version).unwrap_or_default(), changed_at, country: country(user, contracts) })
}

/// The country that counts for somebody whose account has contracts there; for who belongs to none, none does.
pub(crate) fn country(user: &User, contracts: Vec<ContractCountry>) -> EffectiveCountry {
    if user.account.is_none() {
        return EffectiveCountry { code: None, decided_by: DecidedBy::None };
    }
    let (explicit, directory, profile) = (user.explicit_country, user.directory_country, user.profile_country);
    country::resolve(&CountryFacts { explicit, directory, profile, contracts })
}

/// Everything that the person's account owns.
pub(crate) async fn owned(tx: &mut Tx, user: &User) -> Result<Vec<Owned>, Problem> {
    Ok(match &user.account {
        Some(account) => catalogue::owned(tx, &account.id).await?,
        None => Vec::new(),
    })
}

/// The latest moment up to `now` at which a contract began or ended: it changes rights without anybody writing anything.
pub(crate) fn last_boundary(owned: &[Owned], now: Timestamp) -> Option<Timestamp> {
    boundaries(owned).filter(|it| *it <= now).max()
}

/// The first such moment after `now`.
pub(crate) fn next_boundary(owned: &[Owned], now: Timestamp) -> Option<Timestamp> {
    boundaries(owned).filter(|it| *it > now).min()
}

fn boundaries(owned: &[Owned]) -> impl Iterator<Item = Timestamp> {
    let moments = owned.iter().flat_map(|it| [Some(it.right.starts), first_moment_without(&it.right)]);
    moments.flatten().filter_map(next_whole_second)
}

/// Policies are dated in whole seconds: what begins within a second counts from the next one.
fn next_whole_second(it: Timestamp) -> Option<Timestamp> {
    let up = i64::from(it.subsec_nanosecond() > 0);
    Timestamp::from_second(it.as_second() + up).ok()
}

/// The first whole second after contract and grace.
fn first_moment_without(right: &Entitlement) -> Option<Timestamp> {
    let grace = SignedDuration::from_hours(i64::from(right.grace_days) * 24);
    right.ends?.checked_add(grace).ok()?.checked_add(SignedDuration::from_secs(1)).ok()
}

/// Each product's verdict at `now`, by product id.
pub(crate) fn rights(user: &User, country: EffectiveCountry, products: Vec<Product>, owned: &[Owned], now: Timestamp) -> Vec<Right> {
    let in_country =
        |it: &Owned| matches!((&it.right.territory, country.code), (Territory::Countries(codes), Some(code)) if codes.contains(&code));
    let holder = Holder {
        affiliated: user.account.is_some(),
        locked: user.is_locked(),
        roles: user.all_roles(),
        groups: user.groups.iter().map(|it| it.id.clone()).collect(),
        country,
        owns_in_country: owned.iter().any(in_country),
    };
    let decide = |product: Product| {
        if product.free_to_all && !product.retired {
            let free = Owned {
                id: String::new(),
                product: product.id.clone(),
                edition: None,
                usage_type: product.usage_type,
                seats: None,
                right: Entitlement {
                    territory: Territory::Global,
                    starts: Timestamp::UNIX_EPOCH,
                    ends: None,
                    grace_days: 0,
                    restricted_to_roles: Vec::new(),
                    restricted_to_groups: Vec::new(),
                },
            };
            let verdict = verdict(&holder, Some(&free.right), now);
            return Right { product, owned: Some(free), verdict };
        }
        let candidates = owned.iter().filter(|it| it.product == product.id).map(|it| (it, verdict(&holder, Some(&it.right), now)));
        match candidates.max_by_key(|(it, verdict)| (merit(*verdict), it.right.ends.unwrap_or(Timestamp::MAX), std::cmp::Reverse(&it.id))) {
            Some((it, verdict)) => Right { product, owned: Some(it.clone()), verdict },
            None => Right { product, owned: None, verdict: verdict(&holder, None, now) },
        }
    };
    let is_owned = |it: &Product| owned.iter().any(|owned| owned.product == it.id);
    products.into_iter().filter(|it| !it.retired || is_owned(it)).map(decide).collect()
}

/// Of several entitlements to one product the most helpful counts: allowed, else the denial that is nearest to being allowed.
fn merit(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Allowed => 9,
        Verdict::Denied(Reason::NotYetStarted) => 5,
        Verdict::Denied(Reason::Ended) => 4,
        Verdict::Denied(Reason::Restricted) => 3,
        Verdict::Denied(Reason::OtherCountry | Reason::CountryWithoutEntitlements) => 2,
        Verdict::Denied(Reason::NotOwned | Reason::Locked | Reason::Unaffiliated | Reason::VersionNotCovered) => 1,
    }
}

/// What the right is for: as owned, else as the product is sold.
pub(crate) fn usage_type(right: &Right) -> UsageType {
    right.owned.as_ref().map_or(right.product.usage_type, |it| it.usage_type)
}
