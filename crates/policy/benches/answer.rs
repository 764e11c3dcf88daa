//! How long a product waits for its answer, beside what it cannot be faster than, and beside the crate `keygen-rs` reading the same
//! rights (feature `keygen-peer`). Prints lines of `bench: name | ours | peer | ratio | budget`.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a program that measures, prints and may stop at the first surprise")]

// The very code of the cache, which the crate does not show: writing past verification is nobody's business.
#[path = "../src/cache/disk.rs"]
#[expect(dead_code, reason = "only one of its functions is measured")]
mod disk;
mod jws {
    pub(crate) const MAX_BYTES: usize = 1 << 20;
}
#[path = "../src/cache/fault_points.rs"]
#[expect(dead_code, reason = "only one of its functions is measured")]
mod fault_points;
#[path = "../src/owner/mod.rs"]
#[expect(dead_code, reason = "only what writes is measured")]
mod owner;
#[path = "../src/sharing.rs"]
#[expect(dead_code, reason = "only what writes is measured")]
mod sharing;

use domicile_policy::cache::{Cache, Received};
use domicile_policy::check_out::{self, CheckOut, CheckOutClaims};
use domicile_policy::claims::*;
use domicile_policy::decide::State;
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySetDraft, sign_keyset, verify_keyset};
use domicile_policy::root::{Root, demo_signers};
use domicile_policy::time::Clock;
use domicile_policy::verify::{Expected, Policy, verify};
use ed25519_dalek::{Signature, Signer as _, SigningKey};
use std::collections::HashMap;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

const T: i64 = 1_780_272_000;
const SEED: [u8; 32] = [7; 32];
const PRODUCT: &str = "product-0050";

fn main() {
    let (root, signer) = (Root::compiled_in(), PolicySigner::from_seed("key-1", &SEED));
    let draft = KeySetDraft {
        issuer: root.issuer().to_owned(),
        version: 1,
        iat: T,
        exp: T + 365 * DAY,
        keys: (1..=5).map(|it| PolicySigner::from_seed(format!("key-{it}"), &[6 + it; 32]).public(T - DAY, T + 90 * DAY)).collect(),
    };
    let keyset = sign_keyset(&draft, &demo_signers().unwrap()).unwrap();
    let keys = verify_keyset(keyset.as_bytes(), &root, 0, T).unwrap();
    let expected = Expected { issuer: root.issuer().to_owned(), subject: "ana-costa".into(), machine: "m".repeat(43) };
    for count in [10, 100, 1000] {
        let policy = signer.sign(&claims(&expected, count, 1)).unwrap();
        // The same signature over the same bytes, with everything prepared.
        let (key, signed) = (SigningKey::from_bytes(&SEED), policy.rsplit_once('.').unwrap().0.as_bytes());
        let signature = Signature::from_bytes(&key.sign(signed).to_bytes());
        let (public, product) = (key.verifying_key(), format!("product-{:04}", count / 2));
        let both = beside(
            300,
            1,
            || verify(black_box(policy.as_bytes()), &keys, &expected).unwrap().decide(&product, None, T).may_run,
            || public.verify_strict(black_box(signed), &signature).is_ok(),
        );
        let budget = if count == 100 { "<= 2" } else { "" };
        line(&format!("verify+parse+answer, {count} entitlements (peer: Ed25519)"), both, budget);
        #[cfg(feature = "keygen-peer")]
        {
            let (public, file) = keygen::file(&claims(&expected, count, 1), &key);
            let both = beside(
                100,
                1,
                || verify(black_box(policy.as_bytes()), &keys, &expected).unwrap().decide(&product, None, T).may_run,
                || keygen::has(black_box(&file), &public, &product),
            );
            line(&format!("verify+parse+answer, {count} entitlements (peer: keygen-rs)"), both, "<= 0.1");
        }
    }
    let policy = verify(signer.sign(&claims(&expected, 100, 1)).unwrap().as_bytes(), &keys, &expected).unwrap();
    warm("warm answer", &policy, &[], T);
    let mut standing = claims(&expected, 100, 1);
    standing.check_outs = vec![StandingCheckOut { id: "out".into(), product: PRODUCT.into() }];
    let policy = verify(signer.sign(&standing).unwrap().as_bytes(), &keys, &expected).unwrap();
    let check_out = signer.sign_check_out(&taken_along(&expected)).unwrap();
    let found = [check_out::verify(check_out.as_bytes(), &keys, &expected).unwrap()];
    warm("warm answer by a check-out", &policy, &found, policy.claims().exp);
    durable(&root, &signer, &expected, &keyset);
}

/// `at` that moment, beside these check-outs.
fn warm(name: &str, policy: &Policy, check_outs: &[CheckOut], at: i64) {
    let map: HashMap<String, bool> = policy.claims().entitlements.iter().map(|it| (it.product.clone(), true)).collect();
    let both = beside(
        50,
        10_000,
        || policy.decide_beside(black_box(check_outs), (black_box(PRODUCT), None), black_box(at)).state == State::Valid,
        || map.get(black_box(PRODUCT)).copied() == Some(true),
    );
    line(&format!("{name} (peer: look-up in a HashMap)"), both, "< 1 µs");
}

/// The durable replacement of `policy.jws` alone is what the budget is about; a whole store adds the policy before, the marks and
/// reading back.
fn durable(root: &Root, signer: &PolicySigner, expected: &Expected, keyset: &str) {
    let folder = std::env::temp_dir().join(format!("domicile-bench-{}", std::process::id()));
    let bare = folder.join("bare");
    fs::create_dir_all(&bare).unwrap();
    let cache = Cache::at(&folder.join("policy"));
    let bytes = signer.sign(&claims(expected, 100, 1)).unwrap();
    assert!(disk::prepare(cache.folder()).is_ok());
    let both = beside(
        60,
        1,
        || disk::replace(cache.folder(), "policy.jws", bytes.as_bytes()).is_ok(),
        || {
            write_sync_rename_sync(&bare, bytes.as_bytes());
            true
        },
    );
    line("durable replace (peer: bare)", both, "<= 1.3");
    let versions: Vec<String> = (2..400).map(|it| signer.sign(&claims(expected, 100, it)).unwrap()).collect();
    let mut next = versions.iter();
    let store = |policy: &str| {
        let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: Some("e"), server_time: Some(T) };
        cache.store(root, expected, &received, &Clock::wall(T)).is_ok()
    };
    let both = beside(
        60,
        1,
        || store(next.next().unwrap()),
        || {
            write_sync_rename_sync(&bare, bytes.as_bytes());
            true
        },
    );
    line("whole store, marks and read-back (peer: bare)", both, "");
    fs::remove_dir_all(folder).unwrap();
}

fn write_sync_rename_sync(folder: &Path, bytes: &[u8]) {
    let fresh = folder.join("policy.new");
    let mut file = File::create(&fresh).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
    fs::rename(&fresh, folder.join("policy")).unwrap();
    File::open(folder).unwrap().sync_all().unwrap();
}

/// The best of so many rounds for each, taken in turns so that both meet the same weather; per call.
fn beside(rounds: usize, calls: u32, mut ours: impl FnMut() -> bool, mut peer: impl FnMut() -> bool) -> (Duration, Duration) {
    let mut best = (Duration::MAX, Duration::MAX);
    let time = |it: &mut dyn FnMut() -> bool| {
        let began = Instant::now();
        for _ in 0..calls {
            assert!(it());
        }
        began.elapsed()
    };
    for _ in 0..rounds {
        best.0 = best.0.min(time(&mut ours));
        best.1 = best.1.min(time(&mut peer));
    }
    (best.0 / calls, best.1 / calls)
}

fn line(name: &str, (ours, peer): (Duration, Duration), budget: &str) {
    println!("bench: {name} | {ours:.2?} | {peer:.2?} | {:.2} | {budget}", ours.as_secs_f64() / peer.as_secs_f64());
}

/// The same rights as a license file of keygen.sh, signed by the same key, read by the crate that its users take.
#[cfg(feature = "keygen-peer")]
mod keygen {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use keygen_rs::license::LicenseFileAlgorithm;
    use keygen_rs::license_file::LicenseFile;
    use serde_json::json;

    const DATE: &str = "2026-06-01T00:00:00Z";
    const EXPIRY: &str = "2999-01-01T00:00:00Z";

    /// The public key as it wants it, and the file.
    pub(super) fn file(claims: &PolicyClaims, key: &SigningKey) -> (String, LicenseFile) {
        let allowed = claims.entitlements.iter().filter(|it| it.verdict == Verdict::Allowed);
        let included: Vec<_> = allowed
            .map(|it| {
                let metadata = json!({
                    "usageType": it.usage_type, "contractStarts": it.contract_starts, "contractEnds": it.contract_ends,
                    "graceDays": it.grace_days, "countries": it.countries,
                });
                let attributes = json!({"name": it.name, "code": it.product, "metadata": metadata, "created": DATE, "updated": DATE});
                json!({"id": it.product, "type": "entitlements", "attributes": attributes, "relationships": {}})
            })
            .collect();
        let license =
            json!({"key": "K", "name": claims.sub, "expiry": EXPIRY, "status": "ACTIVE", "metadata": {"account": claims.account}});
        let dataset = json!({
            "meta": {"issued": DATE, "expiry": EXPIRY, "ttl": 0},
            "data": {"id": "license", "type": "licenses", "attributes": license, "relationships": {}},
            "included": included,
        });
        let enc = STANDARD.encode(dataset.to_string());
        let sig = STANDARD.encode(key.sign(format!("license/{enc}").as_bytes()).to_bytes());
        let certificate = STANDARD.encode(json!({"enc": enc, "sig": sig, "alg": "base64+ed25519"}).to_string());
        let certificate = format!("-----BEGIN LICENSE FILE-----\n{certificate}\n-----END LICENSE FILE-----\n");
        let file = json!({"id": "license", "certificate": certificate, "issued": DATE, "expiry": EXPIRY, "ttl": 0});
        let public = key.verifying_key().to_bytes().iter().map(|it| format!("{it:02x}")).collect();
        (public, serde_json::from_value(file).unwrap())
    }

    pub(super) fn has(file: &LicenseFile, public: &str, product: &str) -> bool {
        let read = file.verify_and_decode(public, LicenseFileAlgorithm::Base64Ed25519).unwrap();
        read.offline_entitlements().unwrap().iter().any(|it| it.code == product)
    }
}

fn claims(expected: &Expected, count: usize, version: u64) -> PolicyClaims {
    let entitlement = |at: usize| Entitlement {
        product: format!("product-{at:04}"),
        name: format!("Product {at}"),
        edition: None,
        usage_type: UsageType::Production,
        verdict: if at % 5 == 4 { Verdict::Denied } else { Verdict::Allowed },
        reason: (at % 5 == 4).then_some(Reason::NotOwned),
        contract_starts: Some(T - 300 * DAY),
        contract_ends: Some(T + 300 * DAY),
        grace_days: 14,
        countries: Countries::List(vec!["FR".into(), "GB".into()]),
        versions: None,
    };
    PolicyClaims {
        iss: expected.issuer.clone(),
        sub: expected.subject.clone(),
        aud: AUDIENCE.into(),
        iat: T,
        nbf: T,
        exp: T + WINDOW + 7 * DAY,
        jti: String::new(),
        epoch: 1,
        version,
        account: Some(Account { id: "northwind-rail".into(), name: "Northwind Rail".into() }),
        country: Country { code: Some("FR".into()), decided_by: "revenue".into() },
        machine: Machine { id: expected.machine.clone(), name: "ana-laptop".into() },
        offline_days: 7,
        refresh_after: T + WINDOW,
        withdrawn: None,
        entitlements: (0..count).map(entitlement).collect(),
        check_outs: Vec::new(),
    }
}

fn taken_along(expected: &Expected) -> CheckOutClaims {
    CheckOutClaims {
        iss: expected.issuer.clone(),
        sub: expected.subject.clone(),
        aud: AUDIENCE.into(),
        iat: T,
        nbf: T,
        exp: T + 30 * DAY,
        jti: "out".into(),
        account: Account { id: "northwind-rail".into(), name: "Northwind Rail".into() },
        machine: Machine { id: expected.machine.clone(), name: "ana-laptop".into() },
        product: PRODUCT.into(),
        name: "Product 50".into(),
    }
}
