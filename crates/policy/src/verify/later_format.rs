//! Policies and key sets of a service that is newer than this build: what is understood counts, what is not grants nothing and hides nothing.

use crate::claims::{Reason, Withdrawn};
use crate::decide::State;
use crate::jws;
use crate::keyset::verify_keyset;
use crate::root;
use crate::test_fixture::{self, T};
use crate::verify::{Policy, Refusal, verify};
use serde_json::{Value, json};

fn policy(change: impl FnOnce(&mut Value)) -> Result<Policy, Refusal> {
    let claims = test_fixture::standing_by(test_fixture::claims(), &["bridge-modeler"]);
    let mut document = serde_json::to_value(claims).unwrap();
    change(&mut document);
    let jws = test_fixture::signer().sign_document(crate::issue::TYP, &document).unwrap();
    verify(jws.as_bytes(), &test_fixture::keys(), &test_fixture::expected())
}

fn state(policy: &Policy, product: &str) -> State {
    policy.decide(product, None, T).state
}

/// Words and forms that no build knows yet.
fn unheard_of() -> Vec<Value> {
    vec![json!("unheard_of"), json!(""), json!(7), json!(true), json!(["allowed"]), json!({"allowed": null}), json!({"production": null})]
}

/// Field case W02j: a member that this build does not know changes nothing, in whichever object it stands.
#[test]
fn an_unknown_member_in_any_object_is_passed_over() {
    let places = ["", "/account", "/country", "/machine", "/entitlements/0", "/entitlements/0/versions", "/entitlements/2", "/checkOuts/0"];
    let versioned = |it: &mut Value| it["entitlements"][0]["versions"] = json!({"from": "2020"});
    let plain = policy(versioned).unwrap();
    for place in places {
        for value in unheard_of() {
            let later = policy(|it| {
                versioned(it);
                it.pointer_mut(place).unwrap()["later"] = value.clone();
            });
            assert_eq!(later.unwrap().claims(), plain.claims(), "{place} {value}");
        }
    }
}

/// Field case W02j: a word or form that this build does not know, for each member of an entitlement, leaves the others as they are.
#[test]
fn one_odd_entitlement_grants_nothing_and_hides_no_other() {
    let members = ["verdict", "usageType", "name", "contractEnds", "graceDays", "versions", "edition", "contractStarts"];
    for member in members {
        for value in unheard_of() {
            // A name of any text is one, and so is a date of any number: nothing odd about them.
            let text = value.is_string() && ["name", "edition"].contains(&member);
            if text || value.is_number() && ["contractStarts", "contractEnds", "graceDays"].contains(&member) {
                continue;
            }
            let it = policy(|it| it["entitlements"][0][member] = value.clone()).unwrap();
            let odd = it.decide("bridge-modeler", None, T);
            assert_eq!((odd.may_run, odd.reason), (false, Some(Reason::Other)), "{member} {value}");
            assert_eq!((state(&it, "terrain-viewer"), state(&it, "rail-designer")), (State::Valid, State::NotEntitled), "{member} {value}");
            assert_eq!(it.claims().entitlements.len(), 3, "{member} {value}");
        }
    }
    let in_order = json!(["rail-designer", "Rail Designer", null, "production", "allowed"]);
    for odd in [json!(7), json!("rail"), json!([]), in_order, json!({}), json!({"product": 7}), json!(null)] {
        let it = policy(|it| it["entitlements"][1] = odd.clone()).unwrap();
        assert_eq!((state(&it, "bridge-modeler"), it.claims().entitlements.len()), (State::Valid, 2), "{odd}");
        assert_eq!(it.decide("rail-designer", None, T).reason, Some(Reason::NotOwned), "{odd}");
    }
    // What only explains, and what is only shown, takes nothing away.
    for value in unheard_of() {
        let reason = policy(|it| it["entitlements"][1]["reason"] = value.clone()).unwrap();
        assert_eq!(reason.decide("rail-designer", None, T).reason, Some(Reason::Other), "{value}");
        if value.is_string() || value.is_object() {
            let countries = policy(|it| it["entitlements"][0]["countries"] = value.clone()).unwrap();
            assert_eq!(state(&countries, "bridge-modeler"), State::Valid, "{value}");
        }
    }
}

/// Field case W02j: around the entitlements, too: whom the policy is for and its dates must be understood, the rest need not be.
#[test]
fn what_stands_around_the_entitlements_is_read_as_far_as_it_goes() {
    for value in unheard_of() {
        for member in ["country", "jti", "checkOuts"] {
            if member == "jti" && value.is_string() {
                continue;
            }
            let it = policy(|it| it[member] = value.clone()).unwrap();
            assert_eq!(state(&it, "bridge-modeler"), State::Valid, "{member} {value}");
        }
        let decided = policy(|it| it["country"]["decidedBy"] = value.clone()).unwrap();
        let account = policy(|it| it["account"] = value.clone()).unwrap();
        assert_eq!((state(&decided, "bridge-modeler"), state(&account, "bridge-modeler")), (State::Valid, State::Valid), "{value}");
        let withdrawn = policy(|it| it["withdrawn"] = value.clone()).unwrap();
        assert_eq!((withdrawn.claims().withdrawn, withdrawn.grants_nothing()), (Some(Withdrawn::Other), true), "{value}");
        assert_eq!(withdrawn.decide("bridge-modeler", None, T).state, State::NotEntitled, "{value}");
        let listed = policy(|it| it["checkOuts"].as_array_mut().unwrap().insert(0, value.clone())).unwrap();
        assert_eq!(listed.claims().check_outs.len(), 1, "{value}");
    }
    // What decides on the whole is understood, or the policy is refused as a whole.
    for member in ["iss", "sub", "aud", "iat", "nbf", "exp", "epoch", "version", "machine", "offlineDays", "refreshAfter", "entitlements"] {
        assert!(policy(|it| it[member] = json!({"later": 1})).is_err(), "{member}");
    }
}

/// Field case W02j: keys and signatures of a later form are passed over, and hide none that this build can use.
#[test]
fn a_key_or_signature_of_a_later_form_hides_no_other() {
    let later = [
        json!(7),
        json!("key"),
        json!(["OKP", "Ed25519", "key-later", "AAAA", 0, 9, false]),
        json!({}),
        json!({"kty": "AKP", "alg": "ML-DSA-65", "kid": "key-pq", "pub": "AAAA", "activates": 0, "retires": 9}),
        json!({"kty": "OKP", "crv": "Ed448", "kid": "key-448", "x": "AAAA", "activates": 0, "retires": 9}),
        json!({"kty": "OKP", "crv": "Ed25519", "kid": "key-later", "x": "AAAA", "activates": {"at": 0}, "retires": 9}),
        json!({"kty": "OKP", "crv": "Ed25519", "kid": "key-later", "x": "AAAA", "activates": 0, "retires": 9, "revoked": "stolen"}),
    ];
    let set = |keys: &[Value], signatures: &[Value]| {
        let mut payload: Value = json!({});
        let plain: Value = serde_json::from_str(&test_fixture::keyset_bytes(2)).unwrap();
        let text = jws::decode(plain["payload"].as_str().unwrap().as_bytes()).unwrap();
        payload = serde_json::from_slice(&text).unwrap_or(payload);
        payload["later"] = json!(1);
        payload["keys"].as_array_mut().unwrap().extend(keys.iter().cloned());
        let mut general = jws::General::unsigned(jws::encode(payload.to_string().as_bytes()));
        for signer in &root::demo_signers().unwrap()[..2] {
            general.sign(crate::keyset::TYP, signer).unwrap();
        }
        let mut written: Value = serde_json::from_str(&general.write().unwrap()).unwrap();
        written["later"] = json!(1);
        for (at, odd) in signatures.iter().enumerate() {
            written["signatures"].as_array_mut().unwrap().insert(at, odd.clone());
        }
        verify_keyset(written.to_string().as_bytes(), &test_fixture::root(), 0, T)
    };
    let odd_signatures = [json!(7), json!({}), json!({"protected": 7, "signature": ""}), json!({"header": {}, "signature": "AAAA"})];
    let keys = set(&later, &odd_signatures).unwrap();
    assert_eq!(keys.keys().len(), 3, "those that this build can use");
    let policy = test_fixture::policy(10, 0);
    assert!(verify(policy.as_bytes(), &keys, &test_fixture::expected()).is_ok());
    let odd = crate::issue::PolicySigner::from_seed("key-later", &[9; 32]).sign(&test_fixture::claims()).unwrap();
    assert_eq!(verify(odd.as_bytes(), &keys, &test_fixture::expected()).unwrap_err(), Refusal::UnknownKey);
}
