//! What `domicile licence` does about check-outs where there is no service: files are written and read, and what is wrong with one is said.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sandbox;

use sandbox::{RunOutput, Sandbox};
use serde_json::Value;

fn code(ran: &RunOutput) -> (i32, String) {
    (ran.code, ran.json()["error"]["code"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_request_is_written_once_for_whoever_the_licence_file_is_for() {
    let sandbox = Sandbox::new();
    let file = sandbox.folder().join("request.json");
    let line = format!("licence check-out bridge-modeler --days 30 -o {} --json", file.display());
    assert_eq!(code(&sandbox.run(&line)), (7, "person_not_known".to_owned()));
    sandbox.store_policy(|_| {});
    let ran = sandbox.run(&line);
    assert_eq!((ran.code, ran.json()["file"].as_str()), (0, file.to_str()));
    let request: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(request["schema"], "domicile.check-out-request/1");
    assert_eq!((&request["subject"], &request["days"]), (&"ana-costa".into(), &30.into()));
    assert_eq!(code(&sandbox.run(&line)), (7, "file_exists".to_owned()));
    let words = sandbox.run(&format!("licence check-out bridge-modeler -o {}", sandbox.folder().join("again.json").display()));
    assert!(words.code == 0 && words.stdout.starts_with("The request is in "), "{words:?}");
}

#[test]
fn days_are_1_to_30() {
    let sandbox = Sandbox::new();
    for days in ["0", "31", "x"] {
        assert_eq!(sandbox.run(&format!("licence check-out bridge-modeler --days {days}")).code, 2, "{days}");
    }
}

#[test]
fn what_is_no_file_of_ours_is_said_and_changes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|_| {});
    let before = std::fs::read(sandbox.home().policy().join("policy.jws")).unwrap();
    let large = " ".repeat(2 * 1024 * 1024 + 1);
    for (text, expected) in [
        ("hello", "file_not_ours"),
        ("{\"schema\":\"domicile.licence-file/2\"}", "file_of_later_version"),
        ("{\"schema\":\"domicile.licence-file/1\"}", "file_damaged"),
        (large.as_str(), "file_too_large"),
    ] {
        let file = sandbox.folder().join("carried.json");
        std::fs::write(&file, text).unwrap();
        assert_eq!(code(&sandbox.run(&format!("licence open {} --json", file.display()))), (2, expected.to_owned()));
    }
    assert_eq!(code(&sandbox.run("licence open /nowhere/at/all --json")), (7, "cannot_read".to_owned()));
    assert_eq!(std::fs::read(sandbox.home().policy().join("policy.jws")).unwrap(), before);
}

#[test]
fn what_is_not_checked_out_is_not_returned() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|_| {});
    assert_eq!(code(&sandbox.run("licence return bridge-modeler --json")), (7, "not_checked_out".to_owned()));
    let listed = sandbox.run("licence list --json").json();
    assert_eq!(listed["checkOuts"], Value::Array(vec![]));
}
