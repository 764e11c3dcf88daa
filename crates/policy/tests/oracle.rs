//! `jsonwebtoken` as the second opinion, both ways: what it signs we read, what we sign it reads, and what one refuses for its
//! signature so does the other.

#![allow(clippy::unwrap_used, reason = "tests may")]

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
            check_outs: Vec::new(),
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

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    /// One of `0..sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (it ^ (it >> 31)) % sides
    }

    fn text(&mut self) -> String {
        (0..self.roll(9)).map(|_| ['a', 'Z', '0', ' ', '"', '\\', 'é', '\u{0}', '桥', '.', '/'][self.roll(11) as usize]).collect()
    }

    fn claims(&mut self) -> PolicyClaims {
        let iat = T + self.roll(DAY as u64) as i64 - DAY / 2;
        let offline_days = self.roll(31) as u16;
        let entitlement = |dice: &mut Self, at: u64| Entitlement {
            product: format!("product-{at}"),
            name: dice.text(),
            edition: (dice.roll(3) == 0).then(|| dice.text()),
            usage_type: [UsageType::Production, UsageType::Evaluation, UsageType::Trial][dice.roll(3) as usize],
            verdict: [Verdict::Allowed, Verdict::Denied][dice.roll(2) as usize],
            reason: (dice.roll(2) == 0).then_some(Reason::OtherCountry),
            contract_starts: (dice.roll(2) == 0).then_some(T - dice.roll(1000) as i64),
            contract_ends: (dice.roll(2) == 0).then_some(T + dice.roll(1_000_000) as i64),
            grace_days: dice.roll(60) as u16,
            countries: if dice.roll(2) == 0 { Countries::Global } else { Countries::List(vec!["GB".into(); dice.roll(3) as usize]) },
            versions: (dice.roll(4) == 0).then(|| Versions { from: Some(dice.text()), up_to: None }),
        };
        PolicyClaims {
            iss: "domicile-demo".into(),
            sub: "ana-costa".into(),
            aud: AUDIENCE.into(),
            iat,
            nbf: iat - self.roll(100) as i64,
            exp: iat + 1 + self.roll((WINDOW + i64::from(offline_days) * DAY) as u64) as i64,
            jti: self.text(),
            epoch: self.roll(u64::MAX),
            version: self.roll(u64::MAX),
            account: (self.roll(4) > 0).then(|| Account { id: self.text(), name: self.text() }),
            country: Country { code: (self.roll(4) > 0).then(|| "GB".into()), decided_by: self.text() },
            machine: Machine { id: "m".into(), name: self.text() },
            offline_days,
            refresh_after: iat + self.roll(1000) as i64,
            withdrawn: (self.roll(5) == 0).then_some(Withdrawn::Locked),
            entitlements: (0..self.roll(5)).map(|at| entitlement(self, at)).collect(),
            check_outs: Vec::new(),
        }
    }
}

/// The oracle's opinion of the whole document: its verification, and what it leaves to its caller, said once more in other words.
fn oracle(jws: &str) -> Option<serde_json::Value> {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.validate_exp = false;
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(&["domicile-demo"]);
    // Left to itself it takes a document that names no issuer for one of the right issuer.
    validation.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
    let read = decode::<serde_json::Value>(jws, &DecodingKey::from_ed_der(&keys().keys()[0].x), &validation).ok()?;
    let it = &read.claims;
    let number = |name: &str| it[name].as_i64();
    let (nbf, iat, exp, days) = (number("nbf")?, number("iat")?, number("exp")?, number("offlineDays")?);
    let whose = it["sub"] == "ana-costa" && it["machine"]["id"] == "m" && it["aud"].is_string();
    let dated = 0 <= nbf && nbf <= iat && iat < exp && exp < 1 << 53 && number("refreshAfter")? >= iat;
    let short = (0..=30).contains(&days) && exp - iat <= 43_200 + 86_400 * days;
    let in_use = (T - DAY..T + DAY).contains(&iat);
    let header = read.header.typ.as_deref() == Some("policy+jwt") && read.header.kid.as_deref() == Some("key-1");
    let extension = jws.split('.').next().and_then(base64).is_some_and(|it| it.get("crit").is_some());
    let rising = it["entitlements"].as_array()?.windows(2).all(|it| it[0]["product"].as_str() < it[1]["product"].as_str());
    (whose && dated && short && in_use && header && !extension && rising).then_some(read.claims)
}

fn base64(text: &str) -> Option<serde_json::Value> {
    use base64::Engine as _;
    serde_json::from_slice(&base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

/// The ways to spoil a document, by number; `None` past the last.
fn spoiled(way: u64, dice: &mut Dice, claims: &PolicyClaims, good: &str) -> Option<String> {
    let mut value = serde_json::to_value(claims).unwrap();
    let sign = |value: &serde_json::Value, header: &Header| encode(header, value, &encoding_key(SEED)).unwrap();
    let [first, second, third]: [&str; 3] = good.split('.').collect::<Vec<_>>().try_into().unwrap();
    Some(match way {
        0 => {
            let mut bytes = good.to_owned().into_bytes();
            let at = dice.roll(bytes.len() as u64) as usize;
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            String::from_utf8(bytes).unwrap()
        }
        1 => good[..dice.roll(good.len() as u64) as usize].to_owned(),
        2 => format!("{good}{}", ["=", "A", ".", "\n", " ", ".e30"][dice.roll(6) as usize]),
        3 => {
            // The last character of 64 bytes carries four bits that mean nothing: only one spelling is right.
            let last = third.chars().last().unwrap();
            format!("{first}.{second}.{}{}", &third[..third.len() - 1], if last == 'A' { 'B' } else { char::from(last as u8 ^ 1) })
        }
        4 => encode(&header(), &value, &encoding_key([66; 32])).unwrap(),
        5 => encode(
            &Header { kid: Some("key-1".into()), ..Header::new(Algorithm::HS256) },
            &value,
            &EncodingKey::from_secret(&keys().keys()[0].x),
        )
        .unwrap(),
        6 => {
            use base64::Engine as _;
            let none = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"policy+jwt","kid":"key-1"}"#);
            format!("{none}.{second}.{}", ["", third][dice.roll(2) as usize])
        }
        7 => sign(&value, &Header { typ: Some(["JWT", "policy-keys+jws", "Policy+jwt"][dice.roll(3) as usize].into()), ..header() }),
        8 => sign(&value, &Header { kid: [None, Some("key-2".into())][dice.roll(2) as usize].clone(), ..header() }),
        9 => {
            let name = ["iss", "sub", "aud"][dice.roll(3) as usize];
            value[name] = dice.text().into();
            sign(&value, &header())
        }
        10 => {
            value["machine"]["id"] = dice.text().into();
            sign(&value, &header())
        }
        11 => {
            value["exp"] = [claims.iat, claims.iat - 1, claims.iat + WINDOW + i64::from(claims.offline_days) * DAY + 1, i64::MAX, 1 << 53]
                [dice.roll(5) as usize]
                .into();
            sign(&value, &header())
        }
        12 => {
            let (name, to) =
                [("offlineDays", 31), ("nbf", claims.iat + 1), ("nbf", -1), ("refreshAfter", claims.iat - 1)][dice.roll(4) as usize];
            value[name] = to.into();
            sign(&value, &header())
        }
        13 => {
            let names = ["iss", "sub", "aud", "iat", "nbf", "exp", "machine", "offlineDays", "refreshAfter", "entitlements"];
            value.as_object_mut().unwrap().remove(names[dice.roll(names.len() as u64) as usize]);
            sign(&value, &header())
        }
        14 => {
            let later = [T + DAY, T - DAY - 1][dice.roll(2) as usize] - claims.iat;
            for name in ["iat", "nbf", "exp", "refreshAfter"] {
                value[name] = (value[name].as_i64().unwrap() + later).into();
            }
            sign(&value, &header())
        }
        15 => {
            let twice =
                serde_json::json!({"product": "again", "name": "", "usageType": "production", "verdict": "allowed", "countries": "global"});
            value["entitlements"] = vec![twice; 2].into();
            sign(&value, &header())
        }
        _ => return None,
    })
}

#[test]
fn ten_thousand_documents_good_and_bad_are_judged_alike() {
    let mut dice = Dice(20_260_601);
    let ways = (0..).take_while(|way| spoiled(*way, &mut Dice(0), &Dice(0).claims(), "a.b.cd").is_some()).count() as u64;
    let (mut good, mut bad) = (0, vec![0; ways as usize]);
    for round in 0..5_000 {
        let claims = dice.claims();
        let signed =
            if round % 2 == 0 { signer().sign(&claims).unwrap() } else { encode(&header(), &claims, &encoding_key(SEED)).unwrap() };
        let (read, oracle_read) = (ours(&signed), oracle(&signed));
        assert!(read.is_some(), "{signed}");
        assert_eq!(read.map(|it| serde_json::to_value(it).unwrap()), oracle_read, "{signed}");
        good += 1;
        let way = dice.roll(ways);
        let spoilt = spoiled(way, &mut dice, &claims, &signed).unwrap();
        assert_eq!((ours(&spoilt), oracle(&spoilt)), (None, None), "way {way}: {spoilt}");
        bad[way as usize] += 1;
    }
    assert_eq!(good + bad.iter().sum::<i32>(), 10_000);
    assert!(bad.iter().all(|it| *it > 200), "{bad:?}");
}
