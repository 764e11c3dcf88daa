//! Every single bit of each file, flipped: refused, or the very same claims. Never another right.

use super::states::Home;
use crate::cache::*;
use crate::decide::State;
use crate::jws;
use crate::test_fixture::{self, T};
use crate::verify::verify;
use std::fs;

/// Each flip of one bit, with where it is.
fn flips(good: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> {
    (0..good.len() * 8).map(|bit| {
        let mut bad = good.to_vec();
        bad[bit / 8] ^= 1 << (bit % 8);
        (bit, bad)
    })
}

/// What may run, of everything that the policy names or does not.
fn rights(reading: &Reading) -> Vec<&'static str> {
    let products = ["bridge-modeler", "rail-designer", "terrain-viewer", "unheard-of"];
    products.into_iter().filter(|it| reading.decide(it, None).may_run).collect()
}

/// Security check 28: No single flipped bit of a policy makes a right.
#[test]
fn a_flipped_bit_of_a_policy_is_refused_at_every_place() {
    let good = test_fixture::signer().sign(&{
        let mut small = test_fixture::claims();
        small.entitlements.truncate(1);
        small
    });
    let (good, keys, expected) = (good.unwrap().into_bytes(), test_fixture::keys(), test_fixture::expected());
    assert!(verify(&good, &keys, &expected).is_ok());
    for (bit, bad) in flips(&good) {
        assert!(verify(&bad, &keys, &expected).is_err(), "bit {bit}");
    }
    // The same below the text: each bit of the signature's 64 bytes.
    let cut = good.iter().rposition(|it| *it == b'.').unwrap() + 1;
    for (bit, bad) in flips(&jws::decode(&good[cut..]).unwrap()) {
        let bad = [&good[..cut], jws::encode(&bad).as_bytes()].concat();
        assert!(verify(&bad, &keys, &expected).is_err(), "bit {bit} of the signature");
    }
}

#[test]
fn a_flipped_bit_of_the_state_file_or_the_key_set_gives_no_other_right() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    home.store(&test_fixture::policy(11, 10)).unwrap();
    let good = home.read(T + 60);
    let claims = good.policy.as_ref().unwrap().claims().clone();
    assert_eq!(rights(&good), ["bridge-modeler", "terrain-viewer"]);
    for file in [STATE, KEYSET] {
        let bytes = fs::read(home.file(file)).unwrap();
        let (mut refused, mut same) = (0, 0);
        // Once is enough: nobody writes, so the second look of `read` would find the same.
        let read = || home.cache.read_once(&test_fixture::root(), &crate::time::Clock::wall(T + 60), Some(test_fixture::OS_ID));
        for (bit, bad) in flips(&bytes) {
            fs::write(home.file(file), &bad).unwrap();
            let reading = read();
            if rights(&reading).is_empty() {
                assert!(!reading.state.may_run(), "{file}, bit {bit}");
                refused += 1;
            } else {
                assert_eq!(rights(&reading), rights(&good), "{file}, bit {bit}");
                assert_eq!(*reading.policy.unwrap().claims(), claims, "{file}, bit {bit}");
                same += 1;
            }
        }
        assert!(refused > 0 && refused + same == bytes.len() * 8, "{file}: {refused} refused, {same} the same");
        fs::write(home.file(file), bytes).unwrap();
    }
    assert_eq!(home.read(T + 60).state, State::Valid, "the good policy stands");
}

#[test]
fn a_flipped_bit_of_the_check_outs_gives_none_or_the_very_same() {
    let (keys, whom) = (test_fixture::keys(), test_fixture::expected());
    let claims = test_fixture::standing_by(test_fixture::claims(), &["bridge-modeler"]);
    let policy = verify(test_fixture::signer().sign(&claims).unwrap().as_bytes(), &keys, &whom).unwrap();
    let good = serde_json::json!({ "format": 1, "documents": [test_fixture::check_out("bridge-modeler", 30)] }).to_string();
    let (found, refused) = check_outs::standing(good.as_bytes(), &keys, &whom, &policy);
    assert_eq!((found.len(), refused), (1, None));
    let (mut without, mut same) = (0, 0);
    for (bit, bad) in flips(good.as_bytes()) {
        let (left, refused) = check_outs::standing(&bad, &keys, &whom, &policy);
        assert_eq!(left.is_empty(), refused.is_some(), "bit {bit}: one that is gone has its reason");
        assert!(left.is_empty() || left == found, "bit {bit}");
        *if left.is_empty() { &mut without } else { &mut same } += 1;
    }
    // White space and the like: nothing in this file can be changed and still be read.
    assert_eq!((without, same), (good.len() * 8, 0));
}
