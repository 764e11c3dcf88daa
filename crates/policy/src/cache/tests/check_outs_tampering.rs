//! What somebody does to a check-out or to the file of them: it ends in its named refusal and counts for nothing, the policy beside it stays
//! what it is, and the next contact mends it.

use super::states::{AWAY, BOTH, Home, standing};
use crate::cache::*;
use crate::check_out::{CheckOutClaims, TYP};
use crate::claims::{DAY, Inconsistent};
use crate::decide::State;
use crate::issue::PolicySigner;
use crate::test_fixture::{self, OS_ID, T};
use crate::verify::Refusal;
use serde_json::{Value, json};
use std::fs;

/// The file with these documents.
fn file(documents: &[String]) -> String {
    json!({ "format": 1, "documents": documents }).to_string()
}

/// Reads a folder in which that file stands beside a good policy: the policy must be what it was.
fn put(home: &Home, bytes: impl AsRef<[u8]>) -> Reading {
    fs::write(home.file(CHECK_OUTS), bytes).unwrap();
    let in_date = home.read(T + 60);
    assert_eq!((in_date.state, in_date.decide("bridge-modeler", None).may_run), (State::Valid, true), "the good policy stands");
    for wall in [T + 60, AWAY] {
        assert!(!home.read(wall).decide("rail-designer", None).may_run && !home.read(wall).decide("unheard-of", None).may_run);
    }
    home.read(AWAY)
}

fn changed(change: impl FnOnce(&mut CheckOutClaims)) -> String {
    signed_by(&test_fixture::signer(), change)
}

/// Signed whatever it says.
fn signed_by(signer: &PolicySigner, change: impl FnOnce(&mut CheckOutClaims)) -> String {
    let mut claims = test_fixture::check_out_claims("bridge-modeler", 30);
    change(&mut claims);
    signer.sign_document(TYP, &claims).unwrap()
}

/// One byte in the middle of a part, replaced.
fn with_byte(part: usize, byte: u8) -> Vec<u8> {
    let document = test_fixture::check_out("bridge-modeler", 30);
    let dots: Vec<usize> = document.match_indices('.').map(|(at, _)| at).collect();
    let (from, to) = [(0, dots[0]), (dots[0] + 1, dots[1]), (dots[1] + 1, document.len())][part];
    let mut document = document.into_bytes();
    let at = from + (to - from) / 2;
    document[at] = if document[at] == byte { byte ^ 1 } else { byte };
    document
}

#[test]
fn each_class_of_bytes_in_each_part_of_a_document_is_refused() {
    let home = Home::taken_along();
    for part in 0..3 {
        for byte in [b'A', b'z', b'0', b'-', b'_', b'=', b'+', b'/', b' ', b'\n', b'.', b'"', b'\\', b'{', 0, 0x7f, 0x80, 0xff] {
            let bad = with_byte(part, byte);
            let Ok(text) = String::from_utf8(bad.clone()) else {
                // Not even text: the file as a whole is damaged.
                let bytes = [b"{\"format\":1,\"documents\":[\"", &bad[..], b"\"]}"].concat();
                let reading = put(&home, bytes);
                assert_eq!((reading.check_outs.len(), reading.check_out_refusal), (0, Some(Refusal::Malformed)));
                continue;
            };
            let before = fs::read(home.file(CHECK_OUTS)).unwrap();
            let refused = home.keep(std::slice::from_ref(&text)).unwrap_err();
            assert_eq!(refused.code(), "signature_invalid", "part {part}, byte {byte:#x}");
            assert_eq!(fs::read(home.file(CHECK_OUTS)).unwrap(), before, "nothing is changed");
            let reading = put(&home, file(&[text, test_fixture::check_out("terrain-viewer", 30)]));
            assert!(reading.check_out_refusal.is_some(), "part {part}, byte {byte:#x}");
            assert_eq!(home.away(), ["terrain-viewer"], "part {part}, byte {byte:#x}: the good one beside it counts");
            assert_eq!(reading.missing_check_outs(), ["out-bridge-modeler"], "and the bad one is to be fetched");
        }
    }
    home.store(&standing(10, 0, &BOTH)).unwrap();
    home.keep(&BOTH.map(|it| test_fixture::check_out(it, 30))).unwrap();
    assert_eq!(home.away(), BOTH, "one contact mends it");
}

#[test]
fn what_is_no_check_out_for_this_person_and_machine_is_refused_by_name() {
    let with_header = |header: &str| {
        let payload = serde_json::to_vec(&test_fixture::check_out_claims("bridge-modeler", 30)).unwrap();
        let signed = format!("{}.{}", crate::jws::encode(header.as_bytes()), crate::jws::encode(&payload));
        let key = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
        format!("{signed}.{}", crate::jws::sign(&key, signed.as_bytes()))
    };
    let policy_as_check_out = test_fixture::signer().sign_document(TYP, &test_fixture::claims()).unwrap();
    let same = |_: &mut CheckOutClaims| ();
    let table: Vec<(&str, String, Refusal)> = vec![
        ("another person", changed(|it| it.sub = "tom-becker".into()), Refusal::WrongSubject),
        ("another machine", changed(|it| it.machine.id = "elsewhere".into()), Refusal::WrongMachine),
        ("another operator", changed(|it| it.iss = "elsewhere".into()), Refusal::WrongIssuer),
        ("another audience", changed(|it| it.aud = "elsewhere".into()), Refusal::WrongAudience),
        ("a retired key", signed_by(&test_fixture::retired(), same), Refusal::KeyNotInUse),
        ("a revoked key", signed_by(&test_fixture::revoked(), same), Refusal::RevokedKey),
        ("a key that nobody published", signed_by(&PolicySigner::from_seed("key-9", &[9; 32]), same), Refusal::UnknownKey),
        ("a stranger under a good key's name", signed_by(&PolicySigner::from_seed("key-1", &[9; 32]), same), Refusal::Signature),
        ("a second more than 30 days", changed(|it| it.exp += 1), Refusal::Inconsistent(Inconsistent::TooLong)),
        ("an end before its beginning", changed(|it| it.exp = it.iat), Refusal::Inconsistent(Inconsistent::Dates)),
        ("begun before 1970", changed(|it| it.nbf = -1), Refusal::Inconsistent(Inconsistent::Dates)),
        ("issued before it counts", changed(|it| it.nbf = it.iat + 1), Refusal::Inconsistent(Inconsistent::Dates)),
        ("without an id", changed(|it| it.jti.clear()), Refusal::Inconsistent(Inconsistent::EmptyId)),
        ("without a product", changed(|it| it.product.clear()), Refusal::Inconsistent(Inconsistent::EmptyId)),
        ("without an account", changed(|it| it.account.id.clear()), Refusal::Inconsistent(Inconsistent::EmptyId)),
        ("a policy", test_fixture::policy(10, 0), Refusal::Type),
        ("a policy under the type of a check-out", policy_as_check_out, Refusal::Malformed),
        ("alg none", with_header(r#"{"alg":"none","typ":"check-out+jwt","kid":"key-1"}"#), Refusal::Algorithm),
        ("crit", with_header(r#"{"alg":"EdDSA","typ":"check-out+jwt","kid":"key-1","crit":["exp"]}"#), Refusal::Critical),
        ("the type of a policy", with_header(r#"{"alg":"EdDSA","typ":"policy+jwt","kid":"key-1"}"#), Refusal::Type),
        ("no key", with_header(r#"{"alg":"EdDSA","typ":"check-out+jwt"}"#), Refusal::Malformed),
        ("too large", changed(|it| it.name = "x".repeat(12 * 1024)), Refusal::TooLarge),
        ("nothing", String::new(), Refusal::Malformed),
        ("a proxy's page", "<html>sign in</html>".into(), Refusal::Malformed),
    ];
    for (what, bad, refusal) in table {
        let home = Home::taken_along();
        let before = fs::read(home.file(CHECK_OUTS)).unwrap();
        let kept = home.keep(&[test_fixture::check_out("terrain-viewer", 30), bad.clone()]);
        if refusal == Refusal::RevokedKey {
            // Its key went with everything that it signed; that must not cost what other keys signed.
            let left: Vec<_> = kept.unwrap().check_outs.iter().map(|it| it.claims().product.clone()).collect();
            assert_eq!(left, ["terrain-viewer"]);
        } else {
            // Even among good ones: all or nothing.
            let refused = kept.unwrap_err();
            assert!(matches!(refused, StoreError::Refused(it) if it == refusal), "{what}: {refused:?}");
            assert_eq!(fs::read(home.file(CHECK_OUTS)).unwrap(), before, "{what}: nothing is changed");
        }
        let reading = put(&home, file(&[bad]));
        assert_eq!((reading.check_outs.len(), reading.check_out_refusal), (0, Some(refusal)), "{what}");
        assert_eq!(reading.decide("bridge-modeler", None).state, State::Expired, "{what}");
    }
}

#[test]
fn a_good_one_counts_only_as_far_as_the_policy_stands_by_it() {
    let home = Home::taken_along();
    let table: Vec<(&str, String, bool)> = vec![
        ("as it is", changed(|_| ()), true),
        ("a renamed machine is the same machine", changed(|it| it.machine.name = "anas-new-name".into()), true),
        ("a renamed account is the same account", changed(|it| it.account.name = "Old Bridge plc".into()), true),
        ("a shorter one", changed(|it| it.exp = AWAY + 1), true),
        ("over", changed(|it| it.exp = AWAY), false),
        ("of another account", changed(|it| it.account.id = "northwind-rail".into()), false),
        ("of another name", changed(|it| it.jti = "another".into()), false),
        ("under the name of another product's", changed(|it| it.jti = "out-terrain-viewer".into()), false),
        ("for a product that the policy denies", changed(|it| it.product = "rail-designer".into()), false),
        ("dated a day after the policy", changed(|it| (it.iat, it.exp) = (T + DAY, T + 31 * DAY)), true),
        ("dated later than that", changed(|it| (it.iat, it.exp) = (T + DAY + 1, T + 31 * DAY)), false),
        ("dated long before the policy", changed(|it| (it.nbf, it.iat, it.exp) = (T - 20 * DAY, T - 20 * DAY, T + 10 * DAY)), true),
    ];
    for (what, document, counts) in table {
        let reading = put(&home, file(std::slice::from_ref(&document)));
        assert_eq!(reading.decide("bridge-modeler", None).may_run, counts, "{what}");
        assert_eq!(reading.check_out_refusal, None, "{what}: no fault");
        // The same by way of the app.
        home.keep(&[document]).unwrap();
        assert_eq!(home.read(AWAY).decide("bridge-modeler", None).may_run, counts, "{what}, kept");
    }
}

#[test]
fn a_file_that_is_damaged_costs_check_outs_only() {
    let good = || BOTH.map(|it| test_fixture::check_out(it, 30)).to_vec();
    let whole: Value = serde_json::from_str(&file(&good())).unwrap();
    let with = |change: fn(&mut Value)| {
        let mut it = whole.clone();
        change(&mut it);
        it.to_string()
    };
    let table: Vec<(&str, String, usize)> = vec![
        ("good", whole.to_string(), 2),
        ("members of a later format", with(|it| it["later"] = json!([1.5, null])), 2),
        ("one twice", file(&[good(), good()].concat()), 4),
        ("empty", String::new(), 0),
        ("no JSON", "rubbish".into(), 0),
        ("cut", whole.to_string()[..900].into(), 0),
        ("a list in the place of an object", json!([1, good()]).to_string(), 0),
        ("a later format", with(|it| it["format"] = 2.into()), 0),
        ("no format", with(|it| drop(it.as_object_mut().unwrap().remove("format"))), 0),
        ("no documents", with(|it| drop(it.as_object_mut().unwrap().remove("documents"))), 0),
        ("documents that are none", with(|it| it["documents"] = Value::Null), 0),
        ("a document that is none", with(|it| it["documents"][1] = 7.into()), 1),
        ("a member twice", whole.to_string().replacen('{', "{\"format\":1,", 1), 0),
        ("more behind it", format!("{whole}{{}}"), 0),
        ("64 documents", file(&[good(), vec![String::new(); 62]].concat()), 2),
        ("65 documents", file(&[good(), vec![String::new(); 63]].concat()), 0),
        ("as large as may be", format!("{whole}{}", " ".repeat((1 << 20) - whole.to_string().len())), 2),
        ("a byte more", format!("{whole}{}", " ".repeat((1 << 20) + 1 - whole.to_string().len())), 0),
    ];
    for (what, bytes, found) in table {
        let home = Home::taken_along();
        let reading = put(&home, bytes);
        assert_eq!(reading.check_outs.len(), found, "{what}");
        assert_eq!(reading.check_out_refusal.is_some(), found == 0 || what == "64 documents", "{what}");
        assert_eq!(reading.missing_check_outs().len(), 2_usize.saturating_sub(found), "{what}");
        // A refresh goes through, and what it stands by can be brought again.
        assert_eq!(home.store(&standing(11, 10, &BOTH)).unwrap().reading.state, State::Valid, "{what}");
        home.keep(&good()).unwrap();
        assert_eq!(home.away(), BOTH, "{what}: one contact mends it");
    }
    let home = Home::taken_along();
    fs::remove_file(home.file(CHECK_OUTS)).unwrap();
    assert_eq!((home.away().len(), home.read(AWAY).check_out_refusal), (0, None), "absent is no fault");
    // What is no file at all cannot be put right by a refresh, and holds none up.
    fs::create_dir(home.file(CHECK_OUTS)).unwrap();
    assert_eq!((home.away().len(), home.read(AWAY).check_out_refusal), (0, Some(Refusal::Malformed)));
    assert_eq!(home.store(&standing(11, 10, &BOTH)).unwrap().reading.state, State::Valid);
    assert_eq!(home.store(&standing(10, 0, &BOTH)).unwrap_err().code(), "rolled_back", "the marks rose all the same");
}

#[test]
fn one_in_the_place_of_the_policy_is_no_policy() {
    let home = Home::taken_along();
    fs::write(home.file(POLICY), test_fixture::check_out("bridge-modeler", 30)).unwrap();
    let reading = home.cache.read(&test_fixture::root(), &crate::time::Clock::wall(T + 60), Some(OS_ID));
    assert_eq!((reading.state, reading.refusal, reading.check_outs.len()), (State::Corrupt, Some(Refusal::Type), 0));
    let refused = home.store(&test_fixture::check_out("bridge-modeler", 30)).unwrap_err();
    assert!(matches!(refused, StoreError::Refused(Refusal::Type)), "{refused:?}");
}
