//! Tables of tampering: each part of a policy changed in each way, and what it is called.

use super::*;
use crate::claims::{DAY, Inconsistent, Verdict, WINDOW};
use crate::issue::PolicySigner;
use crate::keyset::{sign_keyset, verify_keyset};
use crate::root;
use crate::test_fixture::{self, T};
use ed25519_dalek::SigningKey;
use serde_json::{Value, json};

/// Signs whatever it is given with the good key, as no honest service would.
fn forge(header: &Value, payload: &str) -> Vec<u8> {
    forge_raw(&header.to_string(), payload)
}

fn forge_raw(header: &str, payload: &str) -> Vec<u8> {
    let signed = format!("{}.{}", jws::encode(header.as_bytes()), jws::encode(payload.as_bytes()));
    let signature = jws::sign(&SigningKey::from_bytes(&[7; 32]), signed.as_bytes());
    format!("{signed}.{signature}").into_bytes()
}

fn good_header() -> Value {
    json!({"alg": "EdDSA", "typ": "policy+jwt", "kid": "key-1"})
}

fn good_payload() -> Value {
    serde_json::to_value(test_fixture::claims()).unwrap()
}

fn check(jws: &[u8]) -> Result<Policy, Refusal> {
    verify(jws, &test_fixture::keys(), &test_fixture::expected())
}

#[test]
fn what_was_signed_verifies() {
    let policy = check(test_fixture::policy(10, 0).as_bytes()).unwrap();
    assert_eq!((policy.kid(), policy.claims().version, policy.grants_nothing()), ("key-1", 10, false));
    assert_eq!(policy.claims().jti.len(), 22);
    assert!(check(&forge(&good_header(), &good_payload().to_string())).is_ok(), "the forge of this table forges well");
}

#[test]
fn a_header_that_is_not_exactly_right_is_refused() {
    let with = |name: &str, value: Value| {
        let mut header = good_header();
        header[name] = value;
        header
    };
    let table = [
        (with("alg", json!("none")), Refusal::Algorithm),
        (with("alg", json!("None")), Refusal::Algorithm),
        (with("alg", json!("eddsa")), Refusal::Algorithm),
        (with("alg", json!("HS256")), Refusal::Algorithm),
        (with("alg", json!("RS256")), Refusal::Algorithm),
        (with("alg", json!("Ed25519")), Refusal::Algorithm),
        (with("alg", json!(null)), Refusal::Algorithm),
        (with("alg", json!(["EdDSA"])), Refusal::Malformed),
        (json!({"typ": "policy+jwt", "kid": "key-1"}), Refusal::Algorithm),
        (with("typ", json!("JWT")), Refusal::Type),
        (with("typ", json!("at+jwt")), Refusal::Type),
        (with("typ", json!("policy-keys+jws")), Refusal::Type),
        (with("typ", json!("POLICY+JWT")), Refusal::Type),
        (json!({"alg": "EdDSA", "kid": "key-1"}), Refusal::Type),
        (with("crit", json!(["b64"])), Refusal::Critical),
        (with("crit", json!(["exp"])), Refusal::Critical),
        (with("crit", json!([])), Refusal::Critical),
        (with("kid", json!("key-2")), Refusal::UnknownKey),
        (with("kid", json!("")), Refusal::UnknownKey),
        (with("kid", json!("../key-1")), Refusal::UnknownKey),
        (with("kid", json!(1)), Refusal::Malformed),
        (json!({"alg": "EdDSA", "typ": "policy+jwt"}), Refusal::Malformed),
        (json!(["EdDSA", "policy+jwt", "key-1"]), Refusal::Malformed),
        (json!("EdDSA"), Refusal::Malformed),
        (with("long", json!("x".repeat(4096))), Refusal::Malformed),
    ];
    for (header, refusal) in table {
        assert_eq!(check(&forge(&header, &good_payload().to_string())).unwrap_err(), refusal, "{header}");
    }
    let twice = r#"{"alg":"none","alg":"EdDSA","typ":"policy+jwt","kid":"key-1"}"#;
    assert_eq!(check(&forge_raw(twice, &good_payload().to_string())).unwrap_err(), Refusal::Malformed);
}

#[test]
fn a_key_that_comes_with_the_policy_is_ignored() {
    let attacker = SigningKey::from_bytes(&[66; 32]);
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": jws::encode(attacker.verifying_key().as_bytes())});
    for (name, value) in
        [("jwk", jwk), ("jku", json!("https://keys.example.com/")), ("x5u", json!("https://keys.example.com/")), ("x5c", json!(["MII"]))]
    {
        let mut header = good_header();
        header[name] = value;
        let signed = format!("{}.{}", jws::encode(header.to_string().as_bytes()), jws::encode(good_payload().to_string().as_bytes()));
        let forged = format!("{signed}.{}", jws::sign(&attacker, signed.as_bytes()));
        assert_eq!(check(forged.as_bytes()).unwrap_err(), Refusal::Signature, "{name}");
        assert!(check(&forge(&header, &good_payload().to_string())).is_ok(), "{name} does no harm either");
    }
}

#[test]
fn every_changed_byte_is_noticed() {
    let good = test_fixture::policy(10, 0).into_bytes();
    let keys = test_fixture::keys();
    for at in 0..good.len() {
        for other in [b'A', b'_', b'.', b'=', b' ', good[at] ^ 1, good[at] ^ 0x20, good[at] ^ 0x80] {
            if other != good[at] {
                let mut bad = good.clone();
                bad[at] = other;
                assert!(verify(&bad, &keys, &test_fixture::expected()).is_err(), "byte {at} as {other}");
            }
        }
    }
    for at in 0..good.len() {
        assert!(verify(&good[..at], &keys, &test_fixture::expected()).is_err(), "cut at {at}");
    }
    for more in [&b"\n"[..], b"=", b"A", b".", b".AAAA", b" "] {
        assert!(check(&[&good[..], more].concat()).is_err());
        assert!(check(&[more, &good[..]].concat()).is_err());
    }
}

#[test]
fn each_part_tampered_with_has_its_name() {
    let good = test_fixture::policy(10, 0);
    let [header, payload, signature]: [&str; 3] = good.split('.').collect::<Vec<_>>().try_into().unwrap();
    let other = test_fixture::policy(11, 0);
    let other: Vec<&str> = other.split('.').collect();
    let table = [
        (format!("{header}.{}.{signature}", other[1]), Refusal::Signature),
        (format!("{header}.{payload}.{}", other[2]), Refusal::Signature),
        (format!("{header}.{payload}."), Refusal::Signature),
        (format!("{header}..{signature}"), Refusal::Signature),
        (format!(".{payload}.{signature}"), Refusal::Malformed),
        (format!("{header}.{payload}"), Refusal::Malformed),
        (format!("{good}.{signature}"), Refusal::Malformed),
        (String::new(), Refusal::Malformed),
        ("..".into(), Refusal::Malformed),
        ("<html>please sign in</html>".into(), Refusal::Malformed),
        (r#"{"payload":"","signatures":[]}"#.into(), Refusal::Malformed),
    ];
    for (text, refusal) in table {
        assert_eq!(check(text.as_bytes()).unwrap_err(), refusal, "{text}");
    }
    assert_eq!(check(&vec![b'A'; (1 << 20) + 1]).unwrap_err(), Refusal::TooLarge);
}

#[test]
fn only_a_key_in_use_at_the_time_of_issue_signs() {
    let sign = |signer: &PolicySigner, iat: i64| {
        let mut claims = test_fixture::claims();
        (claims.iat, claims.nbf, claims.exp, claims.refresh_after) = (iat, iat, iat + DAY, iat + WINDOW);
        signer.sign(&claims).unwrap()
    };
    let stranger = PolicySigner::from_seed("key-1", &[9; 32]);
    let table = [
        (sign(&test_fixture::signer(), T - 400 * DAY), Ok(())),
        (sign(&test_fixture::signer(), T - 400 * DAY - 1), Err(Refusal::KeyNotInUse)),
        (sign(&test_fixture::retired(), T), Err(Refusal::KeyNotInUse)),
        (sign(&test_fixture::retired(), T - 100 * DAY), Err(Refusal::KeyNotInUse)),
        (sign(&test_fixture::retired(), T - 100 * DAY - 1), Ok(())),
        (sign(&test_fixture::retired(), T - 200 * DAY), Ok(())),
        (sign(&test_fixture::revoked(), T), Err(Refusal::RevokedKey)),
        (sign(&test_fixture::revoked(), T - 300 * DAY), Err(Refusal::RevokedKey)),
        (sign(&stranger, T), Err(Refusal::Signature)),
        (sign(&PolicySigner::from_seed("key-9", &[9; 32]), T), Err(Refusal::UnknownKey)),
        // The key would do, but the set that names it had ended by then.
        (sign(&test_fixture::signer(), T + 365 * DAY), Err(Refusal::KeyNotInUse)),
    ];
    for (at, (policy, expected)) in table.iter().enumerate() {
        assert_eq!(check(policy.as_bytes()).map(|_| ()), *expected, "row {at}");
    }
}

#[test]
fn a_policy_for_somebody_or_something_else_is_refused() {
    let whom = test_fixture::expected;
    let policy = test_fixture::policy(10, 0);
    let table = [
        (Expected { issuer: "another".into(), ..whom() }, Refusal::WrongIssuer),
        (Expected { subject: "tom-becker".into(), ..whom() }, Refusal::WrongSubject),
        (Expected { machine: "another".into(), ..whom() }, Refusal::WrongMachine),
        (Expected { subject: "Ana-Costa".into(), ..whom() }, Refusal::WrongSubject),
    ];
    for (expected, refusal) in table {
        assert_eq!(verify(policy.as_bytes(), &test_fixture::keys(), &expected).unwrap_err(), refusal);
    }
    for audience in [json!("domicile-2"), json!(""), json!("Domicile")] {
        let mut payload = good_payload();
        payload["aud"] = audience;
        assert_eq!(check(&forge(&good_header(), &payload.to_string())).unwrap_err(), Refusal::WrongAudience);
    }
}

#[test]
fn a_payload_that_makes_no_sense_is_refused_though_signed() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut payload = good_payload();
        change(&mut payload);
        check(&forge(&good_header(), &payload.to_string())).map(|_| ())
    };
    type Row<'a> = (&'a dyn Fn(&mut Value), Refusal);
    let table: &[Row<'_>] = &[
        (&|it| it["exp"] = json!(T + WINDOW + 7 * DAY + 1), Refusal::Inconsistent(Inconsistent::TooLong)),
        (&|it| it["offlineDays"] = json!(31), Refusal::Inconsistent(Inconsistent::TooLong)),
        (&|it| it["exp"] = json!(T), Refusal::Inconsistent(Inconsistent::Dates)),
        (&|it| it["exp"] = json!(i64::MAX), Refusal::Inconsistent(Inconsistent::Dates)),
        (&|it| it["iat"] = json!(-1), Refusal::Inconsistent(Inconsistent::Dates)),
        (&|it| it["iat"] = json!(i64::MIN), Refusal::Inconsistent(Inconsistent::Dates)),
        (&|it| it["nbf"] = json!(T + 1), Refusal::Inconsistent(Inconsistent::Dates)),
        (&|it| it["refreshAfter"] = json!(T - 1), Refusal::Inconsistent(Inconsistent::Dates)),
        (&|it| it["iat"] = json!(1.5), Refusal::Malformed),
        (&|it| it["iat"] = json!("now"), Refusal::Malformed),
        (&|it| it["iat"] = json!(u64::MAX), Refusal::Malformed),
        (&|it| it["version"] = json!(-1), Refusal::Malformed),
        (&|it| it["version"] = json!(null), Refusal::Malformed),
        (&|it| it["aud"] = json!(["domicile"]), Refusal::Malformed),
        (&|it| it["entitlements"] = json!({}), Refusal::Malformed),
        (&|it| it["entitlements"][1] = it["entitlements"][0].clone(), Refusal::Inconsistent(Inconsistent::Products)),
        (&|it| it["entitlements"].as_array_mut().unwrap().reverse(), Refusal::Inconsistent(Inconsistent::Products)),
        (&|it| *it = json!([]), Refusal::Malformed),
        (&|it| *it = json!(null), Refusal::Malformed),
    ];
    for (at, (change, refusal)) in table.iter().enumerate() {
        assert_eq!(with(change), Err(*refusal), "row {at}");
    }
    for missing in ["iss", "sub", "aud", "iat", "nbf", "exp", "epoch", "version", "machine", "offlineDays", "refreshAfter", "entitlements"]
    {
        let gone = with(&|it| {
            it.as_object_mut().unwrap().remove(missing);
        });
        assert_eq!(gone, Err(Refusal::Malformed), "without {missing}");
    }
    let text = good_payload().to_string();
    for twice in [r#"{"exp":9007199254740991,"#, r#"{"withdrawn":null,"withdrawn":null,"#, r#"{"sub":"tom-becker","#] {
        assert_eq!(
            check(&forge_raw(&good_header().to_string(), &text.replacen('{', twice, 1))).unwrap_err(),
            Refusal::Malformed,
            "{twice}"
        );
    }
    assert_eq!(check(&forge_raw(&good_header().to_string(), &format!("{text} x"))).unwrap_err(), Refusal::Malformed);
}

#[test]
fn what_a_later_format_adds_is_passed_over_and_widens_nothing() {
    let mut payload = good_payload();
    payload["colour"] = json!("blue");
    payload["entitlements"][0]["seats"] = json!({"used": 3});
    payload["entitlements"][0]["verdict"] = json!("allowed_on_sundays");
    payload["entitlements"][1]["reason"] = json!("full_moon");
    payload["entitlements"][2]["usageType"] = json!("rental");
    let policy = check(&forge(&good_header(), &payload.to_string())).unwrap();
    assert_eq!(policy.claims().entitlements[0].verdict, Verdict::Denied);
    for product in ["bridge-modeler", "rail-designer", "terrain-viewer"] {
        let answer = policy.decide(product, None, T);
        assert_eq!((answer.may_run, answer.reason), (false, Some(crate::claims::Reason::Other)), "{product}");
    }
    let mut withdrawn = good_payload();
    withdrawn["withdrawn"] = json!("because");
    let policy = check(&forge(&good_header(), &withdrawn.to_string())).unwrap();
    assert!(policy.grants_nothing() && !policy.decide("bridge-modeler", None, T).may_run);
}

#[test]
fn a_small_order_key_signs_nothing() {
    // The identity point "signs" every message with R = identity, s = 0 under lax verification.
    let mut identity = [0; 32];
    identity[0] = 1;
    let mut draft = test_fixture::draft(1);
    draft.keys[0].x = identity;
    let bytes = sign_keyset(&draft, &root::demo_signers().unwrap()).unwrap();
    let keys = verify_keyset(bytes.as_bytes(), &test_fixture::root(), 0, T).unwrap();
    let mut signature = [0; 64];
    signature[0] = 1;
    let unsigned = format!("{}.{}", jws::encode(good_header().to_string().as_bytes()), jws::encode(good_payload().to_string().as_bytes()));
    let forged = format!("{unsigned}.{}", jws::encode(&signature));
    let lax = ed25519_dalek::VerifyingKey::from_bytes(&identity).unwrap();
    assert!(ed25519_dalek::Verifier::verify(&lax, unsigned.as_bytes(), &ed25519_dalek::Signature::from_bytes(&signature)).is_ok());
    assert_eq!(verify(forged.as_bytes(), &keys, &test_fixture::expected()).unwrap_err(), Refusal::Signature);
}
