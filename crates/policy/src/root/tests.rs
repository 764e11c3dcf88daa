//! Which root a build takes, and that the demo root says so.

use super::*;

#[path = "../../build/choose.rs"]
mod choose;

use choose::{Choice, parse};

#[test]
fn an_operators_root_wins_and_a_release_build_needs_one() {
    let operator = || Ok(Choice::Operator("/etc/root.json".to_owned()));
    assert_eq!(choose::choose(Some("/etc/root.json"), true, false), operator());
    assert_eq!(choose::choose(Some("/etc/root.json"), false, true), operator());
    assert_eq!(choose::choose(None, true, false), Ok(Choice::Demo));
    assert_eq!(choose::choose(None, false, true), Ok(Choice::Demo));
    assert!(choose::choose(None, false, false).unwrap_err().contains("DOMICILE_ROOT"));
}

#[test]
fn a_root_document_is_checked() {
    let good = include_str!("../../demo-root.json");
    let root = parse(good).unwrap();
    assert_eq!((root.issuer.as_str(), root.version, root.threshold, root.keys.len()), ("domicile-demo", 1, 2, 3));
    let later = good.replacen("{", "{\"version\": 7,", 1);
    assert_eq!(parse(&later).unwrap().version, 7);
    for (from, to) in [
        ("{", "{\"version\": 0,"),
        ("{", "{\"version\": \"2\","),
        ("\"threshold\": 2", "\"threshold\": 0"),
        ("\"threshold\": 2", "\"threshold\": 4"),
        ("\"threshold\": 2", "\"threshold\": \"2\""),
        ("\"issuer\": \"domicile-demo\"", "\"issuer\": \"\""),
        ("demo-root-2", "demo-root-1"),
        ("\"OKP\"", "\"RSA\""),
        ("\"Ed25519\"", "\"X25519\""),
        ("\"kid\": \"demo-root-1\"", "\"kid\": \"demo-root-1\", \"d\": \"secret\""),
        ("4sFsrA", "4sFs"),
        ("{", "["),
    ] {
        assert!(good.contains(from), "{from}");
        assert!(parse(&good.replacen(from, to, 1)).is_err(), "{from} as {to}");
    }
}

#[test]
fn the_demo_root_is_what_its_seeds_make_it_and_is_called_so() {
    assert!(is_demo());
    let root = Root::compiled_in();
    assert_eq!((root.issuer(), root.threshold()), ("domicile-demo", 2));
    for (signer, public) in demo_signers().unwrap().iter().zip(demo::PUBLIC) {
        let (_, key) = root.find(signer.kid()).unwrap();
        assert_eq!(key.to_bytes(), public);
        assert_eq!(signer.key.verifying_key(), key);
    }
}

#[test]
fn a_private_key_is_not_printed() {
    let signer = RootSigner::from_seed("kid", &[7; 32]);
    assert_eq!(format!("{signer:?}"), "RootSigner { kid: \"kid\", .. }");
    let signer = crate::issue::PolicySigner::from_seed("kid", &[7; 32]);
    assert_eq!(format!("{signer:?}"), "PolicySigner { kid: \"kid\", .. }");
}
