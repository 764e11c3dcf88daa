//! Tampering with the key set and with the roots that it brings along: each row ends in its named refusal and its named state, whether it
//! comes from the network or was put into the folder; from the network it leaves the good policy in force.

use super::states::Home;
use crate::cache::*;
use crate::ceremony::Document;
use crate::claims::DAY;
use crate::decide::State;
use crate::jws;
use crate::root::RootSigner;
use crate::root::demo_signers;
use crate::test_fixture::{self, OS_ID, T};
use crate::time::Clock;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fs;

/// Takes in the policy of version 10 with this key set.
fn take(home: &Home, keyset: &str, wall: i64) -> Result<StoreOutcome, StoreError> {
    let policy = test_fixture::policy(10, 0);
    let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: Some(wall) };
    home.cache.store(&test_fixture::root(), &test_fixture::expected(), &received, &Clock::wall(wall))
}

/// Signed by two old and two new keys, by way of the replaced root: what an operator publishes after a ceremony.
fn good() -> Value {
    serde_json::from_str(&published(2, 2)).unwrap()
}

fn published(version: u64, generation: u8) -> String {
    test_fixture::keyset_with(version, roots(generation), &test_fixture::new_signers(generation)[..2])
}

/// The replacements up to that generation.
fn roots(generation: u8) -> Vec<Document> {
    let third = || {
        let signers: Vec<_> =
            test_fixture::new_signers(2).into_iter().take(2).chain(test_fixture::new_signers(3).into_iter().skip(1)).collect();
        test_fixture::replacement(&test_fixture::new_root(2, 2), &test_fixture::new_root(3, 3), &signers)
    };
    match generation {
        2 => vec![test_fixture::replaced()],
        _ => vec![test_fixture::replaced(), third()],
    }
}

/// Changes JSON that stands in base64url.
fn inside(encoded: &mut Value, change: impl FnOnce(&mut Value)) {
    let mut inner: Value = serde_json::from_slice(&jws::decode(encoded.as_str().unwrap().as_bytes()).unwrap()).unwrap();
    change(&mut inner);
    *encoded = json!(jws::encode(inner.to_string().as_bytes()));
}

/// Changes every protected header of a document.
fn headers(document: &mut Value, change: impl Fn(&mut Value)) {
    for one in document["signatures"].as_array_mut().unwrap() {
        inside(&mut one["protected"], &change);
    }
}

/// Another first character, so that the bytes change for certain.
fn bent(text: &mut Value) {
    let old = text.as_str().unwrap();
    let first = if old.starts_with('A') { "B" } else { "A" };
    *text = json!(format!("{first}{}", &old[1..]));
}

/// A row with its name in full and its change aimed.
type Attack = (String, Box<dyn Fn(&mut Value)>, &'static str, State);
type Row = (&'static str, fn(&mut Value), &'static str, State);

/// What can be done to a document in general JSON form; `at` leads to it.
fn envelope(rows: &mut Vec<Attack>, root: bool) {
    let at = move |it: &mut Value, change: &dyn Fn(&mut Value)| change(if root { &mut it["roots"][0] } else { it });
    let (few, malformed) = if root { ("root_not_signed_by_old", "root_malformed") } else { ("keyset_not_signed", "keyset_malformed") };
    let table: &[Row] = &[
        ("payload bent", |it| bent(&mut it["payload"]), "", State::UnknownKey),
        ("payload no text", |it| it["payload"] = json!(7), "keyset_malformed", State::Corrupt),
        ("no payload", |it| drop(it.as_object_mut().unwrap().remove("payload")), "keyset_malformed", State::Corrupt),
        ("no signatures", |it| it["signatures"] = json!([]), "few", State::UnknownKey),
        ("too few signatures", |it| drop(it["signatures"].as_array_mut().unwrap().remove(0)), "few", State::UnknownKey),
        (
            "the last signature bent",
            |it| it["signatures"].as_array_mut().unwrap().iter_mut().for_each(|it| bent(&mut it["signature"])),
            "few",
            State::UnknownKey,
        ),
        (
            "one key twice instead of two keys",
            |it| {
                let first = it["signatures"][0].clone();
                it["signatures"] = json!([first.clone(), first.clone(), first]);
            },
            "few",
            State::UnknownKey,
        ),
        (
            "one key under another's name",
            |it| {
                let name = |at: usize, it: &Value| {
                    let header = jws::decode(it["signatures"][at]["protected"].as_str().unwrap().as_bytes()).unwrap();
                    serde_json::from_slice::<Value>(&header).unwrap()["kid"].clone()
                };
                let (first, second) = (name(0, it), name(1, it));
                inside(&mut it["signatures"][0]["protected"], |header| header["kid"] = second);
                inside(&mut it["signatures"][1]["protected"], |header| header["kid"] = first);
            },
            "few",
            State::UnknownKey,
        ),
        ("unknown kid", |it| headers(it, |header| header["kid"] = json!("root-9")), "few", State::UnknownKey),
        ("no kid", |it| headers(it, |header| drop(header.as_object_mut().unwrap().remove("kid"))), "few", State::UnknownKey),
        ("alg none", |it| headers(it, |header| header["alg"] = json!("none")), "few", State::UnknownKey),
        ("alg HS256", |it| headers(it, |header| header["alg"] = json!("HS256")), "few", State::UnknownKey),
        ("typ of a policy", |it| headers(it, |header| header["typ"] = json!("policy+jwt")), "few", State::UnknownKey),
        ("crit", |it| headers(it, |header| header["crit"] = json!(["exp"])), "few", State::UnknownKey),
        (
            "a key brought along",
            |it| headers(it, |header| header["jwk"] = json!({"kty": "OKP", "crv": "Ed25519", "x": "AAAA"})),
            "few",
            State::UnknownKey,
        ),
        (
            "headers swapped",
            |it| {
                let (first, second) = (it["signatures"][0]["protected"].clone(), it["signatures"][1]["protected"].clone());
                it["signatures"][0]["protected"] = second;
                it["signatures"][1]["protected"] = first;
            },
            "few",
            State::UnknownKey,
        ),
        ("signature no text", |it| it["signatures"][0]["signature"] = json!(null), "few", State::UnknownKey),
    ];
    for (name, change, code, state) in table {
        let code = match *code {
            "few" => few,
            // Bent in its first byte, it is no JSON any more: what a replaced root says is read before its signatures are.
            "" if root => malformed,
            "" => few,
            other => other,
        };
        let state = if code == "root_malformed" { State::Corrupt } else { *state };
        let change = *change;
        rows.push((format!("{} {name}", if root { "root:" } else { "key set:" }), Box::new(move |it| at(it, &change)), code, state));
    }
}

/// Refused from the network, refused in the folder, in these words.
fn attack(name: &str, bytes: &str, code: &str, state: State) {
    // From the network: refused, and the good policy stands.
    let home = Home::new();
    take(&home, &published(1, 2), T).unwrap();
    let refused = take(&home, bytes, T).unwrap_err();
    let StoreError::KeySet(refusal) = refused else { panic!("{name}: {refused}") };
    assert_eq!(refusal.code(), code, "{name}");
    assert_eq!(home.read(T + 60).state, State::Valid, "{name}: the good policy stands");
    // Put into the folder: noticed, and one refresh restores it.
    fs::write(home.file(KEYSET), bytes).unwrap();
    let reading = home.read(T + 60);
    assert_eq!((reading.state, reading.keyset_refusal.map(|it| it.code())), (state, Some(code)), "{name}");
    assert!(!reading.decide("bridge-modeler", None).may_run, "{name}");
    assert_eq!(take(&home, &published(2, 2), T).unwrap().reading.state, State::Valid, "{name}: one refresh restores it");
}

#[test]
fn each_part_of_key_set_and_root_tampered_with_has_its_name_and_its_state() {
    let mut rows = Vec::new();
    envelope(&mut rows, false);
    envelope(&mut rows, true);
    for (name, change, code, state) in rows {
        let mut document = good();
        change(&mut document);
        attack(&name, &document.to_string(), code, state);
    }
}

#[test]
fn what_is_signed_and_yet_wrong_has_its_name_and_its_state() {
    let new = |generation: u8| test_fixture::new_signers(generation).into_iter().take(2);
    let old = || demo_signers().unwrap().into_iter().take(2);
    let replaced = |signers: Vec<RootSigner>| test_fixture::replacement(&test_fixture::root(), &test_fixture::new_root(2, 2), &signers);
    let signed = |roots: Vec<Document>| test_fixture::keyset_with(2, roots, &new(2).collect::<Vec<_>>());
    // Written by hand: what no ceremony would sign.
    let forged = |change: &dyn Fn(&mut Value)| {
        let mut document = good();
        let payload = &mut document["roots"][0]["payload"];
        inside(payload, change);
        let payload = payload.as_str().unwrap().to_owned();
        let signatures = old().chain(new(2)).map(|signer| {
            let protected = jws::write_header("policy-root+jws", signer.kid()).unwrap();
            json!({"signature": signer.sign(format!("{protected}.{payload}").as_bytes()), "protected": protected})
        });
        document["roots"][0]["signatures"] = signatures.collect();
        document.to_string()
    };
    let mut twisted = roots(3);
    twisted.swap(0, 1);
    let third = |roots| test_fixture::keyset_with(2, roots, &new(3).collect::<Vec<_>>());
    let gap =
        test_fixture::replacement(&test_fixture::new_root(2, 2), &test_fixture::new_root(3, 3), &new(2).chain(new(3)).collect::<Vec<_>>());
    let rows = [
        (
            "old threshold missed",
            signed(vec![replaced(old().take(1).chain(new(2)).collect())]),
            "root_not_signed_by_old",
            State::UnknownKey,
        ),
        (
            "new threshold missed",
            signed(vec![replaced(old().chain(new(2).take(1)).collect())]),
            "root_not_signed_by_new",
            State::UnknownKey,
        ),
        ("old keys only", signed(vec![replaced(old().collect())]), "root_not_signed_by_new", State::UnknownKey),
        ("new keys only", signed(vec![replaced(new(2).collect())]), "root_not_signed_by_old", State::UnknownKey),
        (
            "key set signed by the old root",
            test_fixture::keyset_with(2, roots(2), &old().collect::<Vec<_>>()),
            "keyset_not_signed",
            State::UnknownKey,
        ),
        (
            "key set signed by one of each",
            test_fixture::keyset_with(2, roots(2), &old().take(1).chain(new(2).take(1)).collect::<Vec<_>>()),
            "keyset_not_signed",
            State::UnknownKey,
        ),
        (
            "key set without its root",
            test_fixture::keyset_with(2, Vec::new(), &new(2).collect::<Vec<_>>()),
            "keyset_not_signed",
            State::UnknownKey,
        ),
        ("swapped order", third(twisted), "root_out_of_order", State::UnknownKey),
        ("a root left out", third(vec![gap]), "root_out_of_order", State::UnknownKey),
        ("a root twice", signed(vec![test_fixture::replaced(), test_fixture::replaced()]), "root_out_of_order", State::UnknownKey),
        ("version skipped", forged(&|it| it["version"] = json!(3)), "root_out_of_order", State::UnknownKey),
        ("version zero", forged(&|it| it["version"] = json!(0)), "root_malformed", State::Corrupt),
        ("another operator", forged(&|it| it["issuer"] = json!("another")), "root_wrong_issuer", State::UnknownKey),
        ("threshold zero", forged(&|it| it["threshold"] = json!(0)), "root_malformed", State::Corrupt),
        ("threshold above the keys", forged(&|it| it["threshold"] = json!(4)), "root_malformed", State::Corrupt),
        ("a key twice", forged(&|it| it["keys"][1] = it["keys"][0].clone()), "root_malformed", State::Corrupt),
        ("a key under two ids", forged(&|it| it["keys"][1]["x"] = it["keys"][0]["x"].clone()), "root_malformed", State::Corrupt),
        ("another curve", forged(&|it| it["keys"][0]["crv"] = json!("X25519")), "root_malformed", State::Corrupt),
        ("a weak key", forged(&|it| it["keys"][2]["x"] = json!(jws::encode(&[0; 32]))), "root_malformed", State::Corrupt),
        ("no keys", forged(&|it| it["keys"] = json!([])), "root_malformed", State::Corrupt),
        (
            "too many roots",
            test_fixture::keyset_with(2, vec![test_fixture::replaced(); 17], &new(2).collect::<Vec<_>>()),
            "root_malformed",
            State::Corrupt,
        ),
        ("a list", "[\"\",[]]".to_owned(), "keyset_malformed", State::Corrupt),
        ("a member twice", good().to_string().replacen('{', "{\"payload\":\"\",", 1), "keyset_malformed", State::Corrupt),
        (
            "roots no list",
            {
                let mut it = good();
                it["roots"] = json!({});
                it.to_string()
            },
            "keyset_malformed",
            State::Corrupt,
        ),
        ("too large", " ".repeat((1 << 20) + 1), "keyset_too_large", State::Corrupt),
    ];
    for (name, bytes, code, state) in rows {
        attack(name, &bytes, code, state);
    }
}

#[test]
fn order_of_signatures_and_strangers_among_them_do_not_matter() {
    let mut document = good();
    document["signatures"].as_array_mut().unwrap().reverse();
    document["roots"][0]["signatures"].as_array_mut().unwrap().reverse();
    let stranger = json!({"protected": jws::write_header("policy-keys+jws", "stranger").unwrap(), "signature": "AAAA"});
    document["signatures"].as_array_mut().unwrap().insert(0, stranger.clone());
    document["roots"][0]["signatures"].as_array_mut().unwrap().insert(0, stranger);
    document["later"] = json!("a member of a later format");
    let home = Home::new();
    take(&home, &document.to_string(), T).unwrap();
    assert_eq!(home.read(T + 60).state, State::Valid);
}

#[test]
fn roots_are_followed_one_after_the_other_and_never_back() {
    let home = Home::new();
    let old: Vec<_> = demo_signers().unwrap().into_iter().take(2).collect();
    take(&home, &test_fixture::keyset_with(1, Vec::new(), &old), T).unwrap();
    take(&home, &published(2, 2), T).unwrap();
    assert_eq!(home.read(T + 60).state, State::Valid);
    // Whoever stole the old keys cannot go on with them, whatever version they write.
    let stolen = test_fixture::keyset_with(9, Vec::new(), &old);
    let refused = take(&home, &stolen, T).unwrap_err();
    assert_eq!((refused.code(), refused.to_string().contains("older")), ("rolled_back", true), "{refused}");
    fs::write(home.file(KEYSET), &stolen).unwrap();
    assert_eq!(home.read(T + 60).state, State::RolledBack);
    // Nor lead a machine that followed the real root to one of their own.
    take(&home, &published(3, 2), T).unwrap();
    let own = test_fixture::new_signers(4);
    let forged = test_fixture::replacement(
        &test_fixture::root(),
        &test_fixture::new_root(4, 2),
        &old.into_iter().chain(test_fixture::new_signers(4)).collect::<Vec<_>>(),
    );
    let mut fork = Document::keyset(&test_fixture::draft(9), vec![forged]).unwrap();
    for signer in &own {
        fork.sign(signer, &[&test_fixture::new_root(4, 2)]).unwrap();
    }
    let refused = take(&home, &fork.write().unwrap(), T).unwrap_err();
    assert!(matches!(refused, StoreError::KeySet(it) if it.code() == "root_equivocation"), "{refused}");
    assert_eq!(refused.code(), "rolled_back");
    // The third generation follows, also where only the root is new.
    take(&home, &published(3, 3), T).unwrap();
    assert!(fs::read_to_string(home.file(KEYSET)).unwrap() == published(3, 3), "kept as it came");
    assert_eq!(home.read(T + 60).state, State::Valid);
    assert_eq!(take(&home, &published(4, 2), T).unwrap_err().code(), "rolled_back");
}

#[test]
fn a_newer_build_begins_later_in_the_chain() {
    let keyset = published(2, 3);
    for compiled in [test_fixture::root(), test_fixture::new_root(2, 2), test_fixture::new_root(3, 3)] {
        let set = crate::keyset::verify_keyset(keyset.as_bytes(), &compiled, 0, T).unwrap();
        assert_eq!(set.root_version(), 3, "from {}", compiled.version());
    }
    // A build whose root is later than what is published, and another's, cannot follow it.
    let stranger = crate::ceremony::root(test_fixture::ISSUER, 4, 2, test_fixture::new_root(4, 4).keys().to_vec()).unwrap();
    assert!(crate::keyset::verify_keyset(keyset.as_bytes(), &stranger, 0, T).is_err());
}

#[test]
fn an_expired_key_set_takes_nothing_away_and_lets_nothing_new_in() {
    let home = Home::new();
    let exp = T + 365 * DAY;
    take(&home, &published(1, 2), T).unwrap();
    let clock = Clock::wall(exp);
    // ... and vouches for no policy that was issued past its end, kept or not.
    let late = |iat: i64| {
        let mut it = test_fixture::claims();
        (it.iat, it.nbf, it.exp, it.refresh_after, it.version) = (iat, iat, iat + DAY, iat + 60, 11);
        test_fixture::signer().sign(&it).unwrap()
    };
    let store = |policy: &str| {
        let received = Received { policy: policy.as_bytes(), keyset: None, etag: None, server_time: Some(exp) };
        home.cache.store(&test_fixture::root(), &test_fixture::expected(), &received, &clock)
    };
    assert!(matches!(store(&late(exp)), Err(StoreError::Refused(refusal)) if refusal.code() == "key_not_in_use" && refusal.wants_keys()));
    // Refused from the network, with a policy that lasts ...
    let fresh = |wall: i64, policy: &str| {
        let keyset = published(2, 2);
        let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: Some(T) };
        home.cache.store(&test_fixture::root(), &test_fixture::expected(), &received, &Clock::wall(wall))
    };
    let refused = fresh(exp, &late(exp - 60)).unwrap_err();
    assert!(matches!(refused, StoreError::KeySet(it) if it.code() == "keyset_expired"), "{refused}");
    // ... and taken where the wall clock is far beyond the policy itself: that is a wrong clock, and no word about the keys.
    let taken = fresh(exp + 400 * DAY, &test_fixture::policy(10, 0)).unwrap();
    assert!(!taken.reading.decide("bridge-modeler", None).may_run);
    // What it vouched for in its time lasts as long as it says itself.
    store(&late(exp - 1)).unwrap();
    let reading = home.cache.read(&test_fixture::root(), &clock, Some(OS_ID));
    assert!(matches!(reading.state, State::Valid | State::RefreshDue), "{:?}", reading.state);
}

#[test]
fn a_revoked_key_fails_whatever_it_signed_and_whenever() {
    let home = Home::new();
    take(&home, &published(1, 2), T).unwrap();
    let mut draft = test_fixture::draft(2);
    draft.keys[0].revoked = true;
    let mut document = Document::keyset(&draft, roots(2)).unwrap();
    for signer in &test_fixture::new_signers(2)[..2] {
        document.sign(signer, &[&test_fixture::new_root(2, 2)]).unwrap();
    }
    let refused = take(&home, &document.write().unwrap(), T).unwrap_err();
    assert!(matches!(refused, StoreError::Refused(it) if it.code() == "revoked_key"), "{refused}");
    assert_eq!(home.read(T + 60).state, State::Valid, "a policy that is refused brings no key set in either");
    fs::write(home.file(KEYSET), document.write().unwrap()).unwrap();
    assert_eq!((home.read(T + 60).state, home.read(T + 60).refusal.map(|it| it.code())), (State::UnknownKey, Some("revoked_key")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// Whatever is done to the bytes: no panic, and what is still believed says what was signed.
    #[test]
    fn changed_bytes_never_panic_and_never_change_what_is_believed(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let original = published(2, 3);
        let mut bytes = original.clone().into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let good = crate::keyset::verify_keyset(original.as_bytes(), &test_fixture::root(), 0, T).unwrap();
        if let Ok(set) = crate::keyset::verify_keyset(&bytes, &test_fixture::root(), 0, T) {
            prop_assert!(set.says_the_same_as(&good) && set.root_version() == 3);
        }
        let _ = Document::read(&bytes);
    }
}
