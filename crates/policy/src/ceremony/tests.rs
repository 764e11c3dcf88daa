//! A ceremony step by step, and what it refuses.

use super::*;
use crate::keyset::verify_keyset;
use crate::root::demo_signers;
use crate::test_fixture::{self, T};

fn holders() -> Vec<RootSigner> {
    demo_signers().unwrap()
}

#[test]
fn holders_sign_one_after_the_other_until_enough_did() {
    let root = test_fixture::root();
    let mut document = Document::keyset(&test_fixture::draft(4), Vec::new()).unwrap();
    for (holder, expected) in holders().iter().zip([false, true, true]) {
        // From hand to hand: a file in between.
        document = Document::read(document.write().unwrap().as_bytes()).unwrap();
        document.sign(holder, &[&root]).unwrap();
        let believed = verify_keyset(document.write().unwrap().as_bytes(), &root, 0, T).is_ok();
        assert_eq!(believed, expected, "after {}", holder.kid());
    }
    assert_eq!(document.signed_by(&root), ["demo-root-1", "demo-root-2", "demo-root-3"]);
    assert_eq!(document.unverified_keyset(), Some(test_fixture::draft(4)));
}

#[test]
fn a_holder_signs_once_and_a_stranger_never() {
    let root = test_fixture::root();
    let mut document = Document::keyset(&test_fixture::draft(4), Vec::new()).unwrap();
    document.sign(&holders()[0], &[&root]).unwrap();
    assert!(matches!(document.sign(&holders()[0], &[&root]), Err(CeremonyError::SignedAlready(kid)) if kid == "demo-root-1"));
    for stranger in [RootSigner::from_seed("stranger", &[1; 32]), RootSigner::from_seed("demo-root-2", &[1; 32])] {
        assert!(matches!(document.sign(&stranger, &[&root]), Err(CeremonyError::NotOfTheRoot(_))), "{stranger:?}");
    }
    assert_eq!(document.signed_by(&root), ["demo-root-1"]);
}

#[test]
fn only_a_key_set_or_a_root_is_signed() {
    let policy = test_fixture::policy(10, 0);
    let mixed = {
        let mut json: serde_json::Value = serde_json::from_slice(&replace::write(&test_fixture::root()).unwrap()).unwrap();
        json["iat"] = 0.into();
        json["exp"] = 1.into();
        for key in json["keys"].as_array_mut().unwrap() {
            key["activates"] = 0.into();
            key["retires"] = 1.into();
        }
        General::unsigned(crate::jws::encode(json.to_string().as_bytes())).write().unwrap()
    };
    for text in ["", "[]", "{}", "{\"payload\":\"e30\",\"signatures\":[]}", &policy, &mixed] {
        assert!(matches!(Document::read(text.as_bytes()), Err(CeremonyError::NotADocument)), "{text}");
    }
    assert_eq!(Document::read(test_fixture::replaced().write().unwrap().as_bytes()).unwrap().kind(), Kind::Root);
}

#[test]
fn a_root_goes_through_a_file_and_back() {
    let root = test_fixture::root();
    let text = write_root(&root).unwrap();
    assert_eq!(read_root_for_ceremony(text.as_bytes()).unwrap(), root);
    assert_eq!(read_root_for_ceremony(include_bytes!("../../demo-root.json")).unwrap(), root, "without a version it is the first");
    let (kid, x) = root.keys()[0].clone();
    let weak = [1_u8].into_iter().chain([0; 31]).collect::<Vec<_>>().try_into().unwrap();
    for (threshold, keys) in [
        (0, vec![(kid.clone(), x)]),
        (2, vec![(kid.clone(), x)]),
        (1, vec![]),
        (1, vec![(kid.clone(), x), (kid.clone(), root.keys()[1].1)]),
        (1, vec![(kid.clone(), x), ("another".to_owned(), x)]),
        (1, vec![(String::new(), x)]),
        (1, vec![(kid.clone(), weak)]),
    ] {
        assert!(super::root("operator", 1, threshold, keys.clone()).is_err(), "{threshold} of {keys:?}");
    }
    assert!(super::root("", 1, 1, vec![(kid.clone(), x)]).is_err());
    assert!(super::root("operator", 0, 1, vec![(kid.clone(), x)]).is_err());
    super::root("operator", 1, 1, vec![(kid, x)]).unwrap();
}
