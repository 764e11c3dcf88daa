//! `domicile check`: what a licensed product asks at its start. Exit 0 or 3, and 2 for wrong usage; nothing else.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

mod place;

use domicile_policy::claims::{DAY, Reason, UsageType, Verdict};
use place::{Place, locked};

#[test]
fn a_product_that_the_licence_file_allows_may_run() {
    let place = Place::new();
    place.keep(|_| {});
    let ran = place.run("check bridge-modeler");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert!(ran.stdout.starts_with("Bridge Modeler may run here.\n"), "{ran:?}");
    let json = place.run("check bridge-modeler --json").json();
    assert_eq!(json["schema"], "domicile.check/1");
    assert_eq!((&json["ok"], &json["mayRun"], &json["state"], &json["reason"]), (&true.into(), &true.into(), &"valid".into(), &().into()));
    assert_eq!(json["policyVersion"], 41);
    assert!(json["policyValidUntil"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn a_product_that_it_does_not_allow_may_not_and_the_reason_is_told() {
    let place = Place::new();
    place.keep(|_| {});
    for (product, reason, words) in [
        ("archive-reader", "ended", "Archive Reader may not run here: its contract has ended.\n"),
        ("rail-designer", "not_owned", "Rail Designer may not run here: your account does not own it.\n"),
        ("never-heard-of", "not_owned", "never-heard-of may not run here: your account does not own it.\n"),
    ] {
        let ran = place.run(&format!("check {product}"));
        assert_eq!((ran.code, ran.stdout.as_str()), (3, words), "{ran:?}");
        let ran = place.run(&format!("check {product} --json"));
        let json = ran.json();
        assert_eq!((ran.code, json["mayRun"].as_bool(), json["reason"].as_str()), (3, Some(false), Some(reason)));
        assert_eq!((json["ok"].as_bool(), json["state"].as_str()), (Some(true), Some("not_entitled")));
    }
}

#[test]
fn whoever_is_locked_runs_nothing_and_reads_why() {
    let place = Place::new();
    place.keep(locked);
    let ran = place.run("check bridge-modeler --json");
    assert_eq!((ran.code, ran.json()["reason"].as_str()), (3, Some("locked")));
}

#[test]
fn versions_trials_and_grace_are_heeded() {
    let place = Place::new();
    let now = domicile_policy::time::Clock::system().wall;
    place.keep(|claims| {
        claims.entitlements[1].usage_type = UsageType::Trial;
        claims.entitlements[2].verdict = Verdict::Allowed;
        claims.entitlements[2].reason = None;
        claims.entitlements[2].contract_ends = Some(now - DAY);
        claims.entitlements[2].grace_days = 30;
        claims.entitlements[0].reason = Some(Reason::VersionNotCovered);
    });
    let state = |line: &str| {
        let ran = place.run(&format!("check {line} --json"));
        (ran.code, ran.json()["state"].as_str().unwrap().to_owned())
    };
    assert_eq!(state("bridge-modeler --version 24.1"), (0, "trial".to_owned()));
    assert_eq!(state("rail-designer"), (0, "grace".to_owned()));
    assert_eq!(state("archive-reader --version 1"), (3, "not_entitled".to_owned()));
}

#[test]
fn without_a_licence_file_or_with_a_spoilt_one_nothing_runs() {
    let place = Place::new();
    let state = || {
        let ran = place.run("check bridge-modeler --json");
        (ran.code, ran.json()["state"].as_str().unwrap().to_owned())
    };
    assert_eq!(state(), (3, "no_policy".to_owned()));
    assert!(!place.home().root().exists(), "asking creates nothing");
    place.keep(|_| {});
    assert_eq!(state(), (0, "valid".to_owned()));
    std::fs::write(place.home().policy().join("policy.jws"), "not.a.policy").unwrap();
    assert_eq!(state(), (3, "corrupt".to_owned()));
    let ran = place.run("check bridge-modeler");
    assert_eq!((ran.code, ran.stderr.as_str()), (3, "Next: domicile refresh\n"));
}

#[test]
fn an_expired_licence_file_grants_nothing() {
    let place = Place::new();
    place.keep(|claims| {
        claims.iat -= 20 * DAY;
        claims.nbf = claims.iat;
        claims.exp = claims.iat + 7 * DAY;
        claims.refresh_after = claims.iat + DAY / 2;
    });
    let ran = place.run("check bridge-modeler --json");
    assert_eq!((ran.code, ran.json()["state"].as_str()), (3, Some("expired")));
}

#[test]
fn no_place_for_files_is_no_licence_file() {
    let place = Place::new();
    let ran: place::Ran = place.command("check bridge-modeler --json").env("DOMICILE_HOME", "").env_remove("HOME").output().unwrap().into();
    // The system may know another home folder for this user; there is no licence file in it either way.
    assert_eq!((ran.code, ran.json()["mayRun"].as_bool()), (3, Some(false)), "{ran:?}");
}

#[test]
fn wrong_usage_is_exit_2_and_a_closed_pipe_changes_nothing() {
    let place = Place::new();
    for line in ["check", "check a b", "check a --nonsense", "check --version 2", "check a --timeout never"] {
        assert_eq!(place.run(line).code, 2, "{line}");
    }
    let empty: place::Ran = place.command("check").arg("").output().unwrap().into();
    assert_eq!(empty.code, 2);
    place.keep(|_| {});
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = place.command("check bridge-modeler").stdout(writer).status().unwrap();
    assert_eq!(status.code(), Some(0));
}
