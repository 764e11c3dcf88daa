//! `jsonwebtoken` as the second opinion, both ways: what it signs we read, what we sign it reads, and what one refuses for its
//! signature so does the other.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may")]

use domicile_policy::claims::*;
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySet, KeySetDraft, sign_keyset, verify_keyset};
use domicile_policy::root::{Root, demo_signers};
use domicile_policy::verify::{Expected, verify};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use proptest::prelude::*;
use std::sync::OnceLock;

const T: i64 = 1_780_272_000;
const SEED: [u8; 32] = [7; 32];

fn signer() -> PolicySigner {
    PolicySigner::from_seed("key-1", &SEED)
}

fn keys() -> &'static KeySet {
    static KEYS: OnceLock<KeySet> = OnceLock::new();
    KEYS.get_or_init(|| {
        let keys = vec![signer().public(T - DAY, T + DAY)];
        let draft = KeySetDraft { issuer: Root::compiled_in().issuer().to_owned(), version: 1, iat: T, exp: T + 365 * DAY, keys };
        verify_keyset(sign_keyset(&draft, &demo_signers().unwrap()).unwrap().as_bytes(), &Root::compiled_in(), 0, T).unwrap()
    })
}

fn expected() -> Expected {
    Expected { issuer: "domicile-demo".into(), subject: "ana-costa".into(), machine: "m".into() }
}

fn encoding_key(seed: [u8; 32]) -> EncodingKey {
    // PKCS #8, as RFC 8410 writes an Ed25519 seed.
    let mut der = vec![0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    der.extend(seed);
    EncodingKey::from_ed_der(&der)
}

fn theirs(jws: &str) -> Option<PolicyClaims> {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.validate_exp = false;
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(&["domicile-demo"]);
    decode::<PolicyClaims>(jws, &DecodingKey::from_ed_der(&keys().keys()[0].x), &validation).ok().map(|it| it.claims)
}

fn ours(jws: &str) -> Option<PolicyClaims> {
    verify(jws.as_bytes(), keys(), &expected()).ok().map(|it| it.claims().clone())
}

fn header() -> Header {
    Header { typ: Some("policy+jwt".into()), kid: Some("key-1".into()), ..Header::new(Algorithm::EdDSA) }
}

prop_compose! {
    fn entitlement()(product in "[a-z]{1,12}", name in any::<String>(), allowed: bool, ends in proptest::option::of(0..4_000_000_000_i64), grace_days in 0_u16..60,
        edition in proptest::option::of("[a-z]{1,5}"), global: bool, codes in proptest::collection::vec("[A-Z]{2}", 0..4), from in proptest::option::of("[0-9.]{1,6}")) -> Entitlement {
        Entitlement {
            product,
            name,
            edition,
            usage_type: if allowed { UsageType::Production } else { UsageType::Trial },
            verdict: if allowed { Verdict::Allowed } else { Verdict::Denied },
            reason: (!allowed).then_some(Reason::Restricted),
            contract_starts: None,
            contract_ends: ends,
            grace_days,
            countries: if global { Countries::Global } else { Countries::List(codes) },
            versions: from.map(|it| Versions { from: Some(it), up_to: None }),
        }
    }
}

prop_compose! {
    fn claims()(entitlements in proptest::collection::btree_map("[a-z]{1,12}", entitlement(), 0..6), epoch: u64, version: u64, later in 0..DAY, offline_days in 0_u16..=30,
        name in any::<String>(), affiliated: bool) -> PolicyClaims {
        let iat = T + later - DAY / 2;
        PolicyClaims {
            iss: "domicile-demo".into(), sub: "ana-costa".into(), aud: AUDIENCE.into(),
            iat, nbf: iat, exp: iat + WINDOW + i64::from(offline_days) * DAY, jti: String::new(), epoch, version,
            account: affiliated.then(|| Account { id: "old-bridge".into(), name: name.clone() }),
            country: Country { code: affiliated.then(|| "GB".into()), decided_by: "revenue".into() },
            machine: Machine { id: "m".into(), name }, offline_days, refresh_after: iat + WINDOW,
            withdrawn: (!affiliated).then_some(Withdrawn::Unaffiliated),
            entitlements: entitlements.into_iter().map(|(product, it)| Entitlement { product, ..it }).collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn both_read_what_either_signs(claims in claims()) {
        let jws = signer().sign(&claims).unwrap();
        let (read, oracle) = (ours(&jws).unwrap(), theirs(&jws).unwrap());
        prop_assert_eq!(&read, &oracle);
        prop_assert_eq!(&read, &PolicyClaims { jti: read.jti.clone(), ..claims.clone() });
        let jws = encode(&header(), &claims, &encoding_key(SEED)).unwrap();
        prop_assert_eq!(ours(&jws).unwrap(), claims);
    }

    /// Whatever is changed: we never panic, never read what the oracle refuses, and never read anything but what was signed.
    #[test]
    fn what_is_changed_is_read_by_neither(claims in claims(), changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let signed = signer().sign(&claims).unwrap();
        let mut bytes = signed.clone().into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let whole = verify(&bytes, keys(), &expected());
        prop_assert_eq!(whole.is_ok(), bytes == signed.as_bytes());
        if let Ok(text) = String::from_utf8(bytes) {
            prop_assert!(whole.is_err() || theirs(&text).is_some());
        }
    }

    /// Bytes from anywhere are refused, not stumbled over; put behind a good signature they still grant nothing that was not said.
    #[test]
    fn arbitrary_bytes_never_panic_and_grant_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..600), text in "\\PC{0,300}", shaped in "[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{86}") {
        prop_assert!(verify(&bytes, keys(), &expected()).is_err());
        prop_assert!(verify(text.as_bytes(), keys(), &expected()).is_err());
        prop_assert!(verify(shaped.as_bytes(), keys(), &expected()).is_err());
        prop_assert!(verify_keyset(&bytes, &Root::compiled_in(), 0, T).is_err());
        prop_assert!(verify_keyset(text.as_bytes(), &Root::compiled_in(), 0, T).is_err());
        let signed = encode(&header(), &text, &encoding_key(SEED)).unwrap();
        prop_assert!(verify(signed.as_bytes(), keys(), &expected()).is_err());
    }

    /// Signed by the right key, but with members taken away or replaced: refused, or no product may run that the original denies.
    #[test]
    fn a_payload_with_holes_never_widens_a_right(claims in claims(), holes in proptest::collection::vec((any::<prop::sample::Index>(), 0_u8..4), 1..4), now in T..T + 40 * DAY) {
        let original = verify(signer().sign(&claims).unwrap().as_bytes(), keys(), &expected()).unwrap();
        let mut value = serde_json::to_value(&claims).unwrap();
        for (at, how) in &holes {
            for entry in value["entitlements"].as_array_mut().unwrap() {
                let members = entry.as_object_mut().unwrap();
                // What restricts a right is the service's to leave out; everything else must not matter in favour of anybody.
                let names: Vec<String> = members.keys().filter(|it| !["contractEnds", "contractStarts", "versions", "product"].contains(&it.as_str())).cloned().collect();
                let name = &names[at.index(names.len())];
                match how {
                    0 => { members.remove(name); }
                    1 => { members.insert(name.clone(), serde_json::json!("something else")); }
                    2 => { members.insert(name.clone(), serde_json::Value::Null); }
                    _ => { members.insert(name.clone(), serde_json::json!([{}])); }
                }
            }
        }
        let jws = encode(&header(), &value, &encoding_key(SEED)).unwrap();
        if let Ok(changed) = verify(jws.as_bytes(), keys(), &expected()) {
            for entry in &claims.entitlements {
                let before = original.decide(&entry.product, None, now).may_run;
                prop_assert!(before || !changed.decide(&entry.product, None, now).may_run, "{}", entry.product);
            }
        }
    }
}

#[test]
fn a_foreign_key_or_the_public_one_as_a_secret_is_believed_by_neither() {
    let foreign = encoding_key([66; 32]);
    let claims = serde_json::json!({"iss": "domicile-demo", "aud": AUDIENCE});
    for typ in ["policy+jwt", "JWT"] {
        let jws = encode(&Header { typ: Some(typ.into()), ..header() }, &claims, &foreign).unwrap();
        assert!(ours(&jws).is_none() && theirs(&jws).is_none());
    }
    let jws = encode(
        &Header { kid: Some("key-1".into()), ..Header::new(Algorithm::HS256) },
        &claims,
        &EncodingKey::from_secret(&keys().keys()[0].x),
    )
    .unwrap();
    assert!(ours(&jws).is_none() && theirs(&jws).is_none(), "the public key is nobody's secret");
}
