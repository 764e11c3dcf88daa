//! A person, a machine and a policy for tests from outside: everything through the public interface, signed with the demo keys.

#![allow(dead_code, reason = "each test takes what it needs")]

use domicile_policy::cache::{Cache, Received};
use domicile_policy::check_out::CheckOutClaims;
use domicile_policy::claims::*;
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySetDraft, sign_keyset};
use domicile_policy::machine;
use domicile_policy::root::{Root, demo_signers};
use domicile_policy::time::Clock;
use domicile_policy::verify::Expected;
use std::path::Path;

pub(crate) const SEED: [u8; 32] = [7; 32];

pub(crate) fn signer() -> PolicySigner {
    PolicySigner::from_seed("key-1", &SEED)
}

/// That person on the machine with this id.
pub(crate) fn expected(subject: &str, machine_id: &str) -> Expected {
    let issuer = Root::compiled_in().issuer().to_owned();
    Expected { machine: machine::fingerprint(machine_id, &issuer, subject), issuer, subject: subject.into() }
}

/// Published at `now`: `key-1` in use, `key-0` retired 100 days ago, `key-x` revoked.
pub(crate) fn draft(version: u64, now: i64) -> KeySetDraft {
    let key = |kid: &str, seed: u8| PolicySigner::from_seed(kid, &[seed; 32]);
    let mut revoked = key("key-x", 8).public(now - 400 * DAY, now + 400 * DAY);
    revoked.revoked = true;
    let keys =
        vec![key("key-1", 7).public(now - 400 * DAY, now + 400 * DAY), key("key-0", 6).public(now - 200 * DAY, now - 100 * DAY), revoked];
    KeySetDraft { issuer: Root::compiled_in().issuer().to_owned(), version, iat: now - 10 * DAY, exp: now + 365 * DAY, keys }
}

pub(crate) fn keyset(version: u64, now: i64) -> String {
    sign_keyset(&draft(version, now), &demo_signers().unwrap()[..2]).unwrap()
}

pub(crate) fn product(id: &str) -> Entitlement {
    Entitlement {
        product: id.into(),
        name: id.replace('-', " "),
        edition: None,
        usage_type: UsageType::Production,
        verdict: Verdict::Allowed,
        reason: None,
        contract_starts: None,
        contract_ends: None,
        grace_days: 0,
        countries: Countries::Global,
        versions: None,
    }
}

/// A policy issued at `now` for 7 offline days, with a product for every answer.
pub(crate) fn claims(whom: &Expected, now: i64) -> PolicyClaims {
    let denied = |id: &str, reason: Reason| Entitlement { verdict: Verdict::Denied, reason: Some(reason), ..product(id) };
    PolicyClaims {
        iss: whom.issuer.clone(),
        sub: whom.subject.clone(),
        aud: AUDIENCE.into(),
        iat: now,
        nbf: now,
        exp: now + WINDOW + 7 * DAY,
        jti: String::new(),
        epoch: 1,
        version: 10,
        account: Some(Account { id: "old-bridge".into(), name: "Old Brücke \"Ltd\"".into() }),
        country: Country { code: Some("GB".into()), decided_by: "revenue".into() },
        machine: Machine { id: whom.machine.clone(), name: "ana-laptop".into() },
        offline_days: 7,
        refresh_after: now + WINDOW,
        withdrawn: None,
        entitlements: vec![
            Entitlement { contract_starts: Some(now - 300 * DAY), contract_ends: Some(now + 300 * DAY), ..product("bridge-modeler") },
            Entitlement { contract_ends: Some(now - DAY), grace_days: 30, ..product("cable-stayed") },
            denied("country-less", Reason::CountryWithoutEntitlements),
            Entitlement { contract_ends: Some(now - 40 * DAY), grace_days: 30, ..product("dam-designer") },
            denied("elsewhere", Reason::OtherCountry),
            Entitlement { usage_type: UsageType::Evaluation, edition: Some("pro".into()), ..product("evaluated") },
            Entitlement { contract_starts: Some(now + DAY), ..product("future-plan") },
            Entitlement { versions: Some(Versions { from: Some("2024.2".into()), up_to: Some("2025".into()) }), ..product("limited") },
            Entitlement { verdict: Verdict::Denied, reason: None, ..product("no-reason") },
            denied("rail-designer", Reason::NotOwned),
            denied("restricted", Reason::Restricted),
            Entitlement { usage_type: UsageType::Trial, contract_ends: Some(now + 20 * DAY), ..product("trial-run") },
            Entitlement { usage_type: UsageType::Other, ..product("unknown-use") },
        ],
        check_outs: Vec::new(),
    }
}

/// A check-out of that product, allowed at `now` for so many days.
pub(crate) fn check_out_claims(whom: &Expected, product: &str, now: i64, days: i64) -> CheckOutClaims {
    CheckOutClaims {
        iss: whom.issuer.clone(),
        sub: whom.subject.clone(),
        aud: AUDIENCE.into(),
        iat: now,
        nbf: now,
        exp: now + days * DAY,
        jti: format!("out-{product}"),
        account: Account { id: "old-bridge".into(), name: "Old Brücke \"Ltd\"".into() },
        machine: Machine { id: whom.machine.clone(), name: "ana-laptop".into() },
        product: product.into(),
        name: product.replace('-', " "),
    }
}

/// The claims, standing by the check-outs of these products.
pub(crate) fn standing_by(mut claims: PolicyClaims, products: &[&str]) -> PolicyClaims {
    claims.check_outs = products.iter().map(|it| StandingCheckOut { id: format!("out-{it}"), product: (*it).into() }).collect();
    claims
}

/// Takes a policy and the keys of `now` into the cache.
pub(crate) fn store(folder: &Path, whom: &Expected, policy: &str, now: i64) {
    let keys = keyset(1, now);
    let received = Received { policy: policy.as_bytes(), keyset: Some(keys.as_bytes()), etag: Some("\"e\""), server_time: Some(now) };
    Cache::at(folder).store(&Root::compiled_in(), whom, &received, &Clock::wall(now)).unwrap();
}
