//! One small world for the tests: the demo root, two policy keys, a person, a machine, a policy.

use crate::ceremony::{self, Document};
use crate::check_out::CheckOutClaims;
use crate::claims::*;
use crate::issue::PolicySigner;
use crate::keyset::{KeySet, KeySetDraft, sign_keyset, verify_keyset};
use crate::machine;
use crate::root::{self, Root, RootSigner};
use crate::verify::Expected;

/// 2026-06-01T00:00:00Z: when everything here happens.
pub(crate) const T: i64 = 1_780_272_000;
/// The machine id that the operating system names.
pub(crate) const OS_ID: &str = "0f9a4b";
pub(crate) const ISSUER: &str = "domicile-demo";

pub(crate) fn root() -> Root {
    Root::compiled_in()
}

pub(crate) fn expected() -> Expected {
    expected_of("ana-costa")
}

pub(crate) fn expected_of(subject: &str) -> Expected {
    Expected { issuer: ISSUER.into(), subject: subject.into(), machine: machine::fingerprint(OS_ID, ISSUER, subject) }
}

/// In use all the time.
pub(crate) fn signer() -> PolicySigner {
    PolicySigner::from_seed("key-1", &[7; 32])
}

/// Retired 100 days before [`T`].
pub(crate) fn retired() -> PolicySigner {
    PolicySigner::from_seed("key-0", &[6; 32])
}

/// Revoked.
pub(crate) fn revoked() -> PolicySigner {
    PolicySigner::from_seed("key-x", &[8; 32])
}

pub(crate) fn draft(version: u64) -> KeySetDraft {
    let mut bad = revoked().public(T - 400 * DAY, T + 400 * DAY);
    bad.revoked = true;
    let keys = vec![signer().public(T - 400 * DAY, T + 400 * DAY), retired().public(T - 200 * DAY, T - 100 * DAY), bad];
    KeySetDraft { issuer: ISSUER.into(), version, iat: T - 10 * DAY, exp: T + 365 * DAY, keys }
}

pub(crate) fn keyset_bytes(version: u64) -> String {
    sign_keyset(&draft(version), &root::demo_signers().unwrap()[..2]).unwrap()
}

pub(crate) fn keys() -> KeySet {
    verify_keyset(keyset_bytes(1).as_bytes(), &root(), 0, T).unwrap()
}

pub(crate) fn product(id: &str, verdict: Verdict, reason: Option<Reason>) -> Entitlement {
    Entitlement {
        product: id.into(),
        name: id.replace('-', " "),
        edition: None,
        usage_type: UsageType::Production,
        verdict,
        reason,
        contract_starts: Some(T - 300 * DAY),
        contract_ends: Some(T + 300 * DAY),
        grace_days: 0,
        countries: Countries::List(vec!["GB".into()]),
        versions: None,
    }
}

/// Ana's policy, issued at [`T`], version 10, with three products.
pub(crate) fn claims() -> PolicyClaims {
    claims_for("ana-costa")
}

pub(crate) fn claims_for(subject: &str) -> PolicyClaims {
    let mut viewer = product("terrain-viewer", Verdict::Allowed, None);
    (viewer.countries, viewer.contract_starts, viewer.contract_ends) = (Countries::Global, None, None);
    PolicyClaims {
        iss: ISSUER.into(),
        sub: subject.into(),
        aud: AUDIENCE.into(),
        iat: T,
        nbf: T,
        exp: T + WINDOW + 7 * DAY,
        jti: String::new(),
        epoch: 1,
        version: 10,
        account: Some(Account { id: "old-bridge".into(), name: "Old Bridge Ltd".into() }),
        country: Country { code: Some("GB".into()), decided_by: "revenue".into() },
        machine: Machine { id: expected_of(subject).machine, name: "ana-laptop".into() },
        offline_days: 7,
        refresh_after: T + WINDOW,
        withdrawn: None,
        entitlements: vec![
            product("bridge-modeler", Verdict::Allowed, None),
            product("rail-designer", Verdict::Denied, Some(Reason::NotOwned)),
            viewer,
        ],
        check_outs: Vec::new(),
    }
}

/// A check-out of Ana's for that product on her machine, allowed at [`T`] for so many days.
pub(crate) fn check_out_claims(product: &str, days: u16) -> CheckOutClaims {
    CheckOutClaims {
        iss: ISSUER.into(),
        sub: "ana-costa".into(),
        aud: AUDIENCE.into(),
        iat: T,
        nbf: T,
        exp: T + i64::from(days) * DAY,
        jti: format!("out-{product}"),
        account: Account { id: "old-bridge".into(), name: "Old Bridge Ltd".into() },
        machine: Machine { id: expected().machine, name: "ana-laptop".into() },
        product: product.into(),
        name: product.replace('-', " "),
    }
}

/// The same, signed.
pub(crate) fn check_out(product: &str, days: u16) -> String {
    signer().sign_check_out(&check_out_claims(product, days)).unwrap()
}

/// The claims, standing by the check-outs of these products.
pub(crate) fn standing_by(mut claims: PolicyClaims, products: &[&str]) -> PolicyClaims {
    let standing = |it: &&str| StandingCheckOut { id: format!("out-{it}"), product: (*it).into() };
    claims.check_outs = products.iter().map(standing).collect();
    claims
}

/// Ana's policy of that version, issued that many seconds after [`T`].
pub(crate) fn policy(version: u64, later: i64) -> String {
    let mut it = claims();
    (it.version, it.iat, it.nbf, it.exp, it.refresh_after) = (version, T + later, T + later, it.exp + later, it.refresh_after + later);
    signer().sign(&it).unwrap()
}

/// The same claims under another serial number.
pub(crate) fn numbered(mut claims: PolicyClaims, version: u64) -> PolicyClaims {
    claims.version = version;
    claims
}

/// Three root keys of an operator's second generation.
pub(crate) fn new_signers(generation: u8) -> Vec<RootSigner> {
    (1..=3_u8).map(|at| RootSigner::from_seed(format!("root-{generation}-{at}"), &[generation * 16 + at; 32])).collect()
}

/// The root that those keys make, two of which must sign.
pub(crate) fn new_root(generation: u8, version: u64) -> Root {
    let keys = new_signers(generation).iter().map(|it| (it.kid().to_owned(), it.public())).collect();
    ceremony::root(ISSUER, version, 2, keys).unwrap()
}

/// The replacement of one root by another, signed by these keys.
pub(crate) fn replacement(old: &Root, new: &Root, signers: &[RootSigner]) -> Document {
    let mut document = Document::replacement(old, new).unwrap();
    for signer in signers {
        let next = document.unverified_root().unwrap();
        document.sign(signer, &[old, &next]).unwrap();
    }
    document
}

/// The demo root replaced by the second generation's keys, as it should be.
pub(crate) fn replaced() -> Document {
    let signers: Vec<_> = root::demo_signers().unwrap().into_iter().take(2).chain(new_signers(2).into_iter().take(2)).collect();
    replacement(&root(), &new_root(2, 2), &signers)
}

/// The key set of that version, with these replacements of the root, signed by these keys.
pub(crate) fn keyset_with(version: u64, roots: Vec<Document>, signers: &[RootSigner]) -> String {
    let mut document = Document::keyset(&draft(version), roots).unwrap();
    for signer in signers {
        let all = [&root(), &new_root(2, 2), &new_root(3, 3)];
        document.sign(signer, &all).unwrap();
    }
    document.write().unwrap()
}
