//! What makes a key set believed: k different root keys, the right operator, not older, not over.

use super::*;
use crate::claims::DAY;
use crate::root::{self, RootSigner};
use crate::test_fixture::{self, T};
use serde_json::{Value, json};

fn check(bytes: &str) -> Result<u64, KeySetRefusal> {
    verify_keyset(bytes.as_bytes(), &test_fixture::root(), 0, T).map(|it| it.version())
}

fn signed_by(signers: &[RootSigner]) -> String {
    sign_keyset(&test_fixture::draft(4), signers).unwrap()
}

fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut document: Value = serde_json::from_str(&signed_by(&root::demo_signers().unwrap())).unwrap();
    change(&mut document);
    document.to_string()
}

#[test]
fn two_of_three_root_keys_must_sign() {
    let stranger = || RootSigner::from_seed("demo-root-2", &[1; 32]);
    let unknown = || RootSigner::from_seed("root-9", &[1; 32]);
    let demo = |which: &[usize]| -> Vec<RootSigner> { which.iter().map(|at| root::demo_signers().unwrap().swap_remove(*at)).collect() };
    let with = |which: &[usize], more: RootSigner| {
        let mut all = vec![more];
        all.extend(demo(which));
        all
    };
    let table = [
        (demo(&[0, 1]), Ok(4)),
        (demo(&[2, 0]), Ok(4)),
        (demo(&[0, 1, 2]), Ok(4)),
        (demo(&[1]), Err(KeySetRefusal::NotSigned)),
        (demo(&[1, 1, 1]), Err(KeySetRefusal::NotSigned)),
        (demo(&[]), Err(KeySetRefusal::NotSigned)),
        (with(&[0], stranger()), Err(KeySetRefusal::NotSigned)),
        (with(&[0], unknown()), Err(KeySetRefusal::NotSigned)),
        // A broken or unknown signature beside enough good ones spoils nothing.
        (with(&[0, 2], stranger()), Ok(4)),
        (with(&[0, 2], unknown()), Ok(4)),
    ];
    for (at, (signers, expected)) in table.into_iter().enumerate() {
        assert_eq!(check(&signed_by(&signers)), expected, "row {at}");
    }
}

#[test]
fn tampering_is_noticed() {
    let payload =
        |it: &Value| -> Value { serde_json::from_slice(&jws::decode(it["payload"].as_str().unwrap().as_bytes()).unwrap()).unwrap() };
    let revived = changed(|it| {
        let mut inner = payload(it);
        inner["keys"][2].as_object_mut().unwrap().remove("revoked");
        it["payload"] = json!(jws::encode(inner.to_string().as_bytes()));
    });
    assert_eq!(check(&revived), Err(KeySetRefusal::NotSigned));
    for (name, value) in [("alg", "none"), ("typ", "policy+jwt"), ("typ", "JWT"), ("crit", "b64")] {
        let header = changed(|it| {
            for one in it["signatures"].as_array_mut().unwrap() {
                let mut inner: Value =
                    serde_json::from_slice(&jws::decode(one["protected"].as_str().unwrap().as_bytes()).unwrap()).unwrap();
                inner[name] = json!(value);
                one["protected"] = json!(jws::encode(inner.to_string().as_bytes()));
            }
        });
        assert_eq!(check(&header), Err(KeySetRefusal::NotSigned), "{name}: {value}");
    }
    assert_eq!(check(&changed(|it| it["signatures"] = json!([]))), Err(KeySetRefusal::NotSigned));
    assert_eq!(check(&changed(|it| it["payload"] = json!(1))), Err(KeySetRefusal::Malformed));
    assert_eq!(check(&changed(|it| it["signatures"] = json!(vec![it["signatures"][0].clone(); 65]))), Err(KeySetRefusal::Malformed));
    for garbage in ["", "{}", "[]", "null", "<html>", "a.b.c", "{\"payload\":\"\"}"] {
        assert_eq!(check(garbage), Err(KeySetRefusal::Malformed), "{garbage}");
    }
    assert_eq!(check(&" ".repeat((1 << 20) + 1)), Err(KeySetRefusal::TooLarge));
}

#[test]
fn a_policy_is_no_key_set_and_a_key_set_is_no_policy() {
    assert_eq!(check(&test_fixture::policy(10, 0)), Err(KeySetRefusal::Malformed));
    let document: Value = serde_json::from_str(&test_fixture::keyset_bytes(1)).unwrap();
    let part = |it: &Value| it.as_str().unwrap().to_owned();
    let compact =
        [part(&document["signatures"][0]["protected"]), part(&document["payload"]), part(&document["signatures"][0]["signature"])]
            .join(".");
    assert_eq!(
        crate::verify::verify(compact.as_bytes(), &test_fixture::keys(), &test_fixture::expected()).unwrap_err(),
        crate::verify::Refusal::Type
    );
}

#[test]
fn it_is_for_this_operator_and_neither_old_nor_over() {
    let all = root::demo_signers().unwrap();
    let other = KeySetDraft { issuer: "another".into(), ..test_fixture::draft(4) };
    assert_eq!(check(&sign_keyset(&other, &all).unwrap()), Err(KeySetRefusal::WrongIssuer));
    let bytes = sign_keyset(&test_fixture::draft(4), &all).unwrap();
    let at = |lowest, now| verify_keyset(bytes.as_bytes(), &test_fixture::root(), lowest, now).map(|_| ());
    assert_eq!(at(4, T), Ok(()));
    assert_eq!(at(5, T), Err(KeySetRefusal::RolledBack));
    assert_eq!(at(4, T + 365 * DAY - 1), Ok(()));
    assert_eq!(at(4, T + 365 * DAY), Err(KeySetRefusal::Expired));
    assert!(verify_kept_keyset(bytes.as_bytes(), &test_fixture::root()).is_ok());
}

#[test]
fn what_readers_refuse_is_not_signed() {
    let refused = |change: &dyn Fn(&mut KeySetDraft)| {
        let mut draft = test_fixture::draft(1);
        change(&mut draft);
        sign_keyset(&draft, &root::demo_signers().unwrap()).is_err()
    };
    assert!(!refused(&|_| {}));
    assert!(refused(&|it| it.exp = it.iat));
    assert!(refused(&|it| it.keys[1].kid = it.keys[0].kid.clone()));
    assert!(refused(&|it| it.keys[0].kid.clear()));
    assert!(refused(&|it| it.keys[0].retires = it.keys[0].activates));
    assert!(refused(&|it| it.keys = vec![it.keys[0].clone(); 65]));
}
