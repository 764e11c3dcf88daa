//! A service that runs takes the key set that was put in force beside it, and keeps the good one where another cannot be used. By the program
//! itself, from the operator's commands to what anybody may fetch.

use super::binary::{Running, program};
use super::ceremony::Ceremony;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_policy::keyset::{KeySet, verify_keyset};
use domicile_policy::root::Root;
use std::io::{BufRead as _, BufReader, Lines, Read as _, Write as _};
use std::net::TcpStream;
use std::process::ChildStderr;

/// The key set that the service publishes, as a workstation believes it.
fn fetch_key_set(address: &str) -> KeySet {
    let mut peer = TcpStream::connect(address).unwrap();
    write!(peer, "GET /v1/policy-keys HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    peer.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    verify_keyset(body.as_bytes(), &Root::compiled_in(), 0, jiff::Timestamp::now().as_second()).unwrap()
}

/// Waits until the service says so in its log.
fn wait_for_log_line(log: &mut Lines<BufReader<ChildStderr>>, what: &str) {
    for line in log {
        let line = line.unwrap();
        assert!(!line.contains("panicked"), "{line}");
        if line.contains(what) {
            return;
        }
    }
    panic!("the service ended without saying “{what}”");
}

#[test]
fn a_running_service_takes_a_new_key_set_and_keeps_the_good_one() {
    let ceremony = Ceremony::new();
    let in_force = || {
        ceremony.sign("demo1.key");
        ceremony.sign("demo2.key");
        ceremony.install();
    };
    let revoke = || {
        let kid = ceremony.lines("current")[0].split('\t').next().unwrap().to_owned();
        ceremony.does(&["revoke", &kid, "--folder", "keys", "--because", "a drill"]);
        kid
    };
    ceremony.does(&["rotate", "--folder", "keys"]);
    in_force();
    ceremony.put("keys/audit.key", &URL_SAFE_NO_PAD.encode([7; 32]), 0o600);
    ceremony.put("directory.toml", "keys = 'keys'\n", 0o600);
    let serve = ["serve", "--demo", "--database", "sqlite:d.sqlite3", "--config", "directory.toml"];
    let mut service = Running(program(&ceremony.path("."), &serve).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(service.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("listening on http://").unwrap().to_owned();
    let mut log = BufReader::new(service.0.stderr.take().unwrap()).lines();
    assert_eq!(fetch_key_set(&address).version(), 1);

    let kid = revoke();
    assert_eq!(fetch_key_set(&address).version(), 1, "a draft is not in force");
    in_force();
    wait_for_log_line(&mut log, "the service signs by other keys");
    let set = fetch_key_set(&address);
    assert!(set.version() == 2 && set.keys().iter().any(|it| it.kid == kid && it.revoked));

    let good = std::fs::read_to_string(ceremony.path("keys/keyset.json")).unwrap();
    ceremony.put("keys/keyset.json", &good[..good.len() / 2], 0o600);
    wait_for_log_line(&mut log, "the folder of keys cannot be used");
    assert_eq!(fetch_key_set(&address).version(), 2, "half a file");
    ceremony.put("keys/keyset.json", &good, 0o600);
    revoke();
    in_force();
    wait_for_log_line(&mut log, "the service signs by other keys");
    assert_eq!(fetch_key_set(&address).version(), 3);
}
