//! What every input must keep to, whatever it is. Shared by the fuzzers and by a test on stable; uses nothing but the public interface.
//!
//! A fuzzer cannot forge a signature, so it would never get past the first gate. An input that begins with `p` or `h` is therefore a
//! payload or header that the good key signs, as no honest service would; any other input is the document as it is.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_policy::cache::{Cache, Received};
use domicile_policy::check_out::{self, CheckOut, CheckOutClaims};
use domicile_policy::claims::*;
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySet, KeySetDraft, sign_keyset, verify_keyset};
use domicile_policy::root::{Root, demo_signers};
use domicile_policy::time::Clock;
use domicile_policy::verify::{Expected, Policy, verify};
use ed25519_dalek::{Signer as _, SigningKey};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

const T: i64 = 1_780_272_000;
const SEED: [u8; 32] = [7; 32];
const HEADER: &str = r#"{"alg":"EdDSA","typ":"policy+jwt","kid":"key-1"}"#;
const CHECK_OUT_HEADER: &str = r#"{"alg":"EdDSA","typ":"check-out+jwt","kid":"key-1"}"#;
/// The private demo root keys are public knowledge.
const ROOT_KEYS: [(&str, &[u8; 32]); 2] =
    [("demo-root-1", b"domicile demo root 1: no secret!"), ("demo-root-2", b"domicile demo root 2: no secret!")];

/// The good documents that everything is held against.
struct World {
    root: Root,
    expected: Expected,
    keys: KeySet,
    keyset: String,
    /// Version 10, and version 11 in force.
    policies: [String; 2],
    /// Version 12, which stands by the check-outs, of a product that it allows and of one that it denies.
    standing: String,
    check_outs: [String; 2],
}

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let (root, signer) = (Root::compiled_in(), PolicySigner::from_seed("key-1", &SEED));
        let expected = Expected { issuer: root.issuer().to_owned(), subject: "ana".into(), machine: "m".into() };
        let keys = vec![signer.public(T - DAY, T + DAY)];
        let draft = KeySetDraft { issuer: expected.issuer.clone(), version: 1, iat: T, exp: T + 365 * DAY, keys };
        let keyset = sign_keyset(&draft, &demo_signers().expect("the demo root")[..2]).expect("a good draft");
        let keys = verify_keyset(keyset.as_bytes(), &root, 0, T).expect("a good key set");
        let policies = [10, 11].map(|version| signer.sign(&claims(&expected, version)).expect("good claims"));
        let mut standing = claims(&expected, 12);
        standing.check_outs = ["bridge", "rail"].map(|it| StandingCheckOut { id: format!("out-{it}"), product: it.into() }).to_vec();
        let check_outs = ["bridge", "rail"].map(|it| signer.sign_check_out(&taken_along(&expected, it)).expect("good claims"));
        let standing = signer.sign(&standing).expect("good claims");
        World { root, expected, keys, keyset, policies, standing, check_outs }
    })
}

fn claims(expected: &Expected, version: u64) -> PolicyClaims {
    let entitlement = |product: &str, verdict, reason, versions| Entitlement {
        product: product.into(),
        name: product.into(),
        edition: None,
        usage_type: UsageType::Production,
        verdict,
        reason,
        contract_starts: None,
        contract_ends: Some(T + 300 * DAY),
        grace_days: 14,
        countries: Countries::List(vec!["GB".into()]),
        versions,
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
        account: Some(Account { id: "a".into(), name: "Old Bridge".into() }),
        country: Country { code: Some("GB".into()), decided_by: "revenue".into() },
        machine: Machine { id: expected.machine.clone(), name: "laptop".into() },
        offline_days: 7,
        refresh_after: T + WINDOW,
        withdrawn: None,
        entitlements: vec![
            entitlement("bridge", Verdict::Allowed, None, Some(Versions { from: Some("2025".into()), up_to: Some("2026.1".into()) })),
            entitlement("rail", Verdict::Denied, Some(Reason::NotOwned), None),
        ],
        check_outs: Vec::new(),
    }
}

fn taken_along(expected: &Expected, product: &str) -> CheckOutClaims {
    CheckOutClaims {
        iss: expected.issuer.clone(),
        sub: expected.subject.clone(),
        aud: AUDIENCE.into(),
        iat: T,
        nbf: T,
        exp: T + 30 * DAY,
        jti: format!("out-{product}"),
        account: Account { id: "a".into(), name: "Old Bridge".into() },
        machine: Machine { id: expected.machine.clone(), name: "laptop".into() },
        product: product.into(),
        name: product.into(),
    }
}

fn signature(seed: &[u8; 32], signed: &str) -> String {
    URL_SAFE_NO_PAD.encode(SigningKey::from_bytes(seed).sign(signed.as_bytes()).to_bytes())
}

fn forged(header: &[u8], payload: &[u8]) -> Vec<u8> {
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    format!("{signed}.{}", signature(&SEED, &signed)).into_bytes()
}

fn payload_of(jws: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(jws.split('.').nth(1).expect("three parts")).expect("base64url")
}

/// Inputs to begin with, for each target.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let world = world();
    let marked = |mark: u8, bytes: &[u8]| [&[mark], bytes].concat();
    let general: serde_json::Value = serde_json::from_str(&world.keyset).expect("JSON");
    let keyset_payload = URL_SAFE_NO_PAD.decode(general["payload"].as_str().expect("text")).expect("base64url");
    match target {
        "policy" => {
            vec![world.policies[0].clone().into_bytes(), marked(b'p', &payload_of(&world.policies[0])), marked(b'h', HEADER.as_bytes())]
        }
        "keyset" => vec![world.keyset.clone().into_bytes(), marked(b'p', &keyset_payload)],
        "check_out" => {
            let documents = &world.check_outs;
            let file = |documents: &[String]| serde_json::json!({"format": 1, "documents": documents}).to_string();
            let mut seeds = vec![documents[0].clone().into_bytes(), marked(b'p', &payload_of(&documents[0]))];
            seeds.push(marked(b'h', CHECK_OUT_HEADER.as_bytes()));
            seeds.extend([&documents[..], &documents[..1]].map(|it| marked(b'f', file(it).as_bytes())));
            seeds
        }
        _ => vec![fs::read(home().1.join("state.json")).expect("the state file")],
    }
}

/// A policy document; a payload; a header. Whether it was believed.
pub fn policy(input: &[u8]) -> bool {
    let world = world();
    let (forge, document) = match input.split_first() {
        Some((b'p', payload)) => (true, forged(HEADER.as_bytes(), payload)),
        Some((b'h', header)) => (true, forged(header, &payload_of(&world.policies[0]))),
        _ => (false, input.to_vec()),
    };
    let Ok(policy) = verify(&document, &world.keys, &world.expected) else { return false };
    assert!(forge || world.policies.iter().any(|it| it.as_bytes() == document), "only what was signed is believed");
    let claims = policy.claims();
    assert_eq!((&claims.iss, &claims.sub, &claims.machine.id), (&world.expected.issuer, &world.expected.subject, &world.expected.machine));
    assert!(claims.aud == AUDIENCE && claims.offline_days <= MAX_OFFLINE_DAYS);
    assert!(claims.iat < claims.exp && claims.exp - claims.iat <= WINDOW + i64::from(claims.offline_days) * DAY);
    let again: PolicyClaims = serde_json::from_slice(&serde_json::to_vec(claims).expect("plain data")).expect("what was written");
    assert_eq!(&again, claims, "says the same when it is written again");
    let products = claims.entitlements.iter().map(|it| it.product.as_str());
    for product in products.chain(["", "bridge", "unheard-of"]) {
        for now in [i64::MIN, 0, claims.iat, claims.refresh_after, claims.exp - 1, claims.exp, i64::MAX] {
            for version in [None, Some("2025.3"), Some("9999999999999999999999"), Some("..")] {
                right(&policy, &[], product, version, now);
            }
        }
    }
    true
}

/// An answer that lets something run has every reason to.
fn right(policy: &Policy, check_outs: &[CheckOut], product: &str, version: Option<&str>, now: i64) {
    let answer = policy.decide_beside(check_outs, (product, version), now);
    assert_eq!(answer.trace.refused_by().is_none(), answer.may_run, "{answer:?}");
    assert!(!answer.may_run || answer.trace.chain().count() == 18, "every rule was asked: {answer:?}");
    assert_eq!(answer.fix().is_none(), answer.state.as_str() == "valid");
    assert_eq!(answer.may_run, answer.state.may_run());
    assert_eq!(answer.reason.is_some(), answer.state.as_str() == "not_entitled");
    if !answer.may_run {
        return;
    }
    let claims = policy.claims();
    let entry = claims.entitlements.iter().find(|it| it.product == product).expect("named");
    let taken_along = |it: &CheckOut| {
        let it = it.claims();
        let named = claims.check_outs.iter().any(|one| one.id == it.jti && one.product == product);
        named && it.product == product && now < it.exp && it.exp <= it.iat + 30 * DAY && it.iat <= claims.iat + DAY
    };
    assert!(now < claims.exp || check_outs.iter().any(taken_along));
    assert!(claims.withdrawn.is_none());
    assert!(entry.verdict == Verdict::Allowed && entry.usage_type != UsageType::Other);
    assert!(entry.contract_starts.is_none_or(|it| it <= now));
    assert!(entry.contract_ends.is_none_or(|it| now <= it.saturating_add(i64::from(entry.grace_days) * DAY)));
}

/// A key set; a payload that two root keys sign. Whether it was believed.
pub fn keyset(input: &[u8]) -> bool {
    let world = world();
    let (forge, document) = match input.split_first() {
        Some((b'p', payload)) => {
            let payload = URL_SAFE_NO_PAD.encode(payload);
            let one = |(kid, seed): (&str, &[u8; 32])| {
                let protected = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"EdDSA","typ":"policy-keys+jws","kid":"{kid}"}}"#));
                let signature = signature(seed, &format!("{protected}.{payload}"));
                serde_json::json!({"protected": protected, "signature": signature})
            };
            let signatures = ROOT_KEYS.map(one);
            (true, serde_json::json!({"payload": payload, "signatures": signatures}).to_string().into_bytes())
        }
        _ => (false, input.to_vec()),
    };
    let Ok(set) = verify_keyset(&document, &world.root, 0, T) else { return false };
    assert!(set.exp() > T);
    let mut kids: Vec<_> = set.keys().iter().map(|it| &it.kid).collect();
    kids.sort();
    kids.dedup();
    assert!(kids.len() == set.keys().len() && kids.iter().all(|it| !it.is_empty()), "each key once");
    assert!(set.keys().iter().all(|it| it.activates < it.retires));
    if !forge {
        assert_eq!((set.version(), set.keys()), (world.keys.version(), world.keys.keys()), "only what was signed is believed");
    }
    // Whatever the keys are: only a signature of one of them makes a policy.
    if let Ok(policy) = verify(world.policies[0].as_bytes(), &set, &world.expected) {
        assert!(set.keys().iter().any(|it| it.kid == policy.kid() && it.x == world.keys.keys()[0].x && !it.revoked));
    }
    true
}

/// A folder in memory, where there is such a thing, with these policies taken in one after the other.
fn folder_with(policies: &[&String]) -> TempDir {
    let memory = Path::new("/dev/shm");
    let dir = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.expect("a folder");
    for policy in policies {
        assert!(refreshed(&Cache::at(dir.path()), policy).expect("good documents"));
    }
    dir
}

/// What a refresh at [`T`] brings; whether the product that is allowed may run then.
fn refreshed(cache: &Cache, policy: &str) -> Result<bool, &'static str> {
    let world = world();
    let received = Received { policy: policy.as_bytes(), keyset: Some(world.keyset.as_bytes()), etag: None, server_time: Some(T) };
    let stored = cache.store(&world.root, &world.expected, &received, &Clock::wall(T + 60)).map_err(|it| it.code())?;
    Ok(stored.reading.decide("bridge", Some("2026")).may_run)
}

/// A folder with good files, for this thread.
fn home() -> (Cache, PathBuf) {
    thread_local! {
        static HOME: TempDir = folder_with(&[&world().policies[0], &world().policies[1]]);
    }
    let folder = HOME.with(|it| it.path().to_owned());
    (Cache::at(&folder), folder)
}

/// A check-out; a payload; a header; a file of check-outs beside the policy that stands by two. Whether one was believed.
pub fn check_out(input: &[u8]) -> bool {
    let world = world();
    let (forge, document) = match input.split_first() {
        Some((b'f', file)) => return check_out_file(file),
        Some((b'p', payload)) => (true, forged(CHECK_OUT_HEADER.as_bytes(), payload)),
        Some((b'h', header)) => (true, forged(header, &payload_of(&world.check_outs[0]))),
        _ => (false, input.to_vec()),
    };
    assert!(
        verify(&document, &world.keys, &world.expected).is_err() || check_out::verify(&document, &world.keys, &world.expected).is_err()
    );
    let Ok(found) = check_out::verify(&document, &world.keys, &world.expected) else { return false };
    assert!(forge || world.check_outs.iter().any(|it| it.as_bytes() == document), "only what was signed is believed");
    assert_eq!(found.document().as_bytes(), document);
    let it = found.claims();
    assert_eq!((&it.iss, &it.sub, &it.machine.id), (&world.expected.issuer, &world.expected.subject, &world.expected.machine));
    assert!(it.aud == AUDIENCE && it.iat < it.exp && it.exp - it.iat <= 30 * DAY);
    let again: CheckOutClaims = serde_json::from_slice(&serde_json::to_vec(it).expect("plain data")).expect("what was written");
    assert_eq!(&again, it, "says the same when it is written again");
    for policy in [&world.policies[0], &world.standing] {
        let policy = verify(policy.as_bytes(), &world.keys, &world.expected).expect("a good policy");
        for product in ["bridge", "rail", "unheard-of", &it.product] {
            let end = policy.claims().exp;
            for now in [i64::MIN, T, end - 1, end, it.iat, it.exp.saturating_sub(1), it.exp, i64::MAX] {
                for version in [None, Some("2026"), Some("2027")] {
                    right(&policy, std::slice::from_ref(&found), product, version, now);
                }
            }
        }
    }
    true
}

fn check_out_file(file: &[u8]) -> bool {
    thread_local! {
        static HOME: TempDir = folder_with(&[&world().standing]);
    }
    let (world, folder) = (world(), HOME.with(|it| it.path().to_owned()));
    let (cache, place) = (Cache::at(&folder), folder.join("check-outs.json"));
    let put = || fs::write(&place, file).expect("room for it");
    let (exp, ends) = (T + WINDOW + 7 * DAY, T + 30 * DAY);
    put();
    let mut counted = false;
    for wall in [T + 60, exp, ends - 1, ends, i64::MIN, i64::MAX] {
        let reading = cache.read(&world.root, &Clock::wall(wall), None);
        for it in &reading.check_outs {
            assert!(world.check_outs.iter().any(|good| good == it.document()), "only what was signed is believed");
        }
        for product in ["bridge", "rail", "unheard-of"] {
            let answer = reading.decide(product, Some("2026"));
            let taken_along = (exp..ends).contains(&wall) && reading.check_outs.iter().any(|it| it.claims().product == product);
            assert_eq!(answer.may_run, product == "bridge" && (wall == T + 60 || taken_along), "{product} at {wall}: {answer:?}");
            counted |= answer.may_run && wall == exp;
        }
    }
    // Whatever stood there: what is kept afterwards is nothing but good documents, and a refresh goes through.
    let kept = cache.drop_check_out(&world.root, "out-rail", &Clock::wall(T + 60)).expect("room for it").check_outs;
    assert!(kept.iter().all(|it| it.claims().jti == "out-bridge"));
    put();
    assert_eq!(refreshed(&cache, &world.standing), Ok(true));
    let left = cache.read(&world.root, &Clock::wall(exp), None).check_outs;
    assert!(!counted || left.iter().any(|it| it.claims().product == "bridge"), "what counted is still there");
    counted
}

/// A state file beside good policies. Whether they still grant what they grant.
pub fn state(input: &[u8]) -> bool {
    let (world, (cache, folder)) = (world(), home());
    let file = folder.join("state.json");
    let good = fs::read(&file).expect("the state file");
    fs::write(&file, input).expect("room for it");
    let mut granted = false;
    for wall in [T + 60, T + WINDOW + 7 * DAY, i64::MIN, i64::MAX] {
        let reading = cache.read(&world.root, &Clock::wall(wall), None);
        for product in ["bridge", "rail", "unheard-of"] {
            let answer = reading.decide(product, Some("2026"));
            assert!(!answer.may_run || product == "bridge" && wall == T + 60, "{product} at {wall}: {answer:?}");
            granted |= answer.may_run;
        }
        if let Some(policy) = reading.policy {
            let known = |it: &String| verify(it.as_bytes(), &world.keys, &world.expected).as_ref() == Ok(&policy);
            assert!(world.policies.iter().any(known), "only what was signed is believed");
        }
    }
    // One refresh mends it, unless its marks say that there was something newer.
    match refreshed(&cache, &world.policies[1]) {
        Ok(may_run) => assert!(may_run),
        Err(refused) => assert_eq!(refused, "rolled_back"),
    }
    fs::write(&file, good).expect("room for it");
    granted
}
