//! A policy of a later format, as far as this build understands it: what is not understood grants nothing and hides nothing else. Whom it is
//! for, its dates and its numbers must be as they are today; a change to those takes `crit` in the header, which every build refuses.

use crate::claims::{
    Account, Countries, Country, Entitlement, Machine, PolicyClaims, Reason, StandingCheckOut, UsageType, Verdict, Withdrawn,
};
use crate::json::Object;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// What must be understood, and the rest as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Partly<'a> {
    iss: String,
    sub: String,
    aud: String,
    iat: i64,
    nbf: i64,
    exp: i64,
    #[serde(borrow, default)]
    jti: Option<&'a RawValue>,
    epoch: u64,
    version: u64,
    #[serde(borrow, default)]
    account: Option<&'a RawValue>,
    #[serde(borrow, default)]
    country: Option<&'a RawValue>,
    #[serde(borrow)]
    machine: Object<PartlyMachine<'a>>,
    offline_days: u16,
    refresh_after: i64,
    #[serde(borrow, default)]
    withdrawn: Option<&'a RawValue>,
    #[serde(borrow)]
    entitlements: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    check_outs: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct PartlyMachine<'a> {
    id: String,
    #[serde(borrow, default)]
    name: Option<&'a RawValue>,
}

/// An entitlement of which only the product is understood.
#[derive(Deserialize)]
struct Named<'a> {
    product: String,
    #[serde(borrow, default)]
    name: Option<&'a RawValue>,
}

/// Reads what can be read.
pub(super) fn read(json: &str) -> serde_json::Result<PolicyClaims> {
    let it: Partly<'_> = serde_json::from_str(json)?;
    let listed: Option<Vec<&RawValue>> = it.check_outs.and_then(|it| serde_json::from_str(it.get()).ok());
    Ok(PolicyClaims {
        iss: it.iss,
        sub: it.sub,
        aud: it.aud,
        iat: it.iat,
        nbf: it.nbf,
        exp: it.exp,
        jti: understood(it.jti).unwrap_or_default(),
        epoch: it.epoch,
        version: it.version,
        account: understood::<Object<Account>>(it.account).map(|it| it.0),
        country: understood::<Object<Country>>(it.country)
            .map(|it| it.0)
            .unwrap_or_else(|| Country { code: None, decided_by: "other".to_owned() }),
        machine: Machine { id: it.machine.0.id, name: understood(it.machine.0.name).unwrap_or_default() },
        offline_days: it.offline_days,
        refresh_after: it.refresh_after,
        // Whatever stands there, the policy is withdrawn.
        withdrawn: it.withdrawn.map(|it| understood(Some(it)).unwrap_or(Withdrawn::Other)),
        entitlements: it.entitlements.into_iter().filter_map(entitlement).collect(),
        check_outs: listed
            .unwrap_or_default()
            .into_iter()
            .filter_map(|it| understood::<Object<StandingCheckOut>>(Some(it)))
            .map(|it| it.0)
            .collect(),
    })
}

fn understood<T: DeserializeOwned>(value: Option<&RawValue>) -> Option<T> {
    serde_json::from_str(value?.get()).ok()
}

/// An entitlement, or its denial where it is not understood; `None` where not even the product can be told.
fn entitlement(value: &RawValue) -> Option<Entitlement> {
    understood::<Object<Entitlement>>(Some(value)).map(|it| it.0).or_else(|| {
        let Object(it): Object<Named<'_>> = serde_json::from_str(value.get()).ok()?;
        Some(Entitlement {
            name: understood(it.name).unwrap_or_else(|| it.product.clone()),
            product: it.product,
            edition: None,
            usage_type: UsageType::Other,
            verdict: Verdict::Denied,
            reason: Some(Reason::Other),
            contract_starts: None,
            contract_ends: None,
            grace_days: 0,
            countries: Countries::List(Vec::new()),
            versions: None,
        })
    })
}
