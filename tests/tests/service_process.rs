//! The service as a process: how it starts, what it refuses, how it ends.
#![cfg(unix)]

use domicile_tests::process::binary;
use domicile_tests::service::{Service, client};
use std::process::Command;

#[tokio::test]
async fn it_says_where_it_listens_and_ends_cleanly_when_told_to() {
    let service = Service::start().unwrap();
    let ready = client().unwrap().get(format!("{}/health/ready", service.url)).send().await.unwrap();
    assert_eq!(ready.status().as_u16(), 200);
    let status = service.terminate().await.unwrap();
    assert!(status.success(), "{status}");
}

#[tokio::test]
async fn started_again_on_its_own_database_it_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let service = Service::start_at(folder.path()).unwrap();
        let (status, me) = service.person("ana.costa@oldbridge.example.com").await.unwrap().get("/v1/me").await.unwrap();
        assert_eq!((status, &me["affiliation"]["account"]["id"]), (200, &"old-bridge".into()), "{me:#}");
        assert!(service.terminate().await.unwrap().success());
    }
}

#[tokio::test]
async fn instances_on_one_postgresql_are_one_service() {
    let database = domicile_tests::postgres::database().unwrap();
    // Both at once, on an empty database.
    let starting = || {
        let database = database.clone();
        tokio::task::spawn_blocking(move || Service::start_on(&database).unwrap())
    };
    let (one, other) = tokio::join!(starting(), starting());
    let (one, other) = (one.unwrap(), other.unwrap());
    let ana = one.person("ana.costa@oldbridge.example.com").await.unwrap();
    assert_eq!(ana.post("/v1/me/removal-requests", &serde_json::json!({})).await.unwrap().0, 201);
    assert!(one.terminate().await.unwrap().success());
    other.person("maria.silva@oldbridge.example.com").await.unwrap().approve_the_removal("old-bridge").await.unwrap();
    let (_, me) = other.person("ana.costa@oldbridge.example.com").await.unwrap().get("/v1/me").await.unwrap();
    assert!(me["affiliation"].is_null(), "{me:#}");
    assert!(other.terminate().await.unwrap().success());
}

#[test]
fn the_demo_is_for_this_machine_only() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("d.sqlite").display());
    let refused = |arguments: &[&str]| {
        let output = Command::new(binary("domicile-directory")).args(arguments).args(["--database", &database]).output().unwrap();
        assert!(!output.status.success(), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?} listens");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["serve", "--demo", "--listen", "0.0.0.0:0"]).contains("--demo"));
    assert!(refused(&["serve", "--demo", "--listen", "127.0.0.1:0", "--public-url", "https://demo.example.com"]).contains("loopback"));
    assert!(refused(&["serve", "--listen", "127.0.0.1:0"]).contains("--config"), "without an issuer nobody could sign in");
}

#[tokio::test]
async fn a_request_without_a_token_is_told_where_to_get_one() {
    let service = Service::start().unwrap();
    let answer = client().unwrap().get(format!("{}/v1/me", service.url)).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 401);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let challenge = answer.headers()["www-authenticate"].to_str().unwrap().to_owned();
    assert_eq!(challenge, format!("Bearer resource_metadata=\"{}/.well-known/oauth-protected-resource\"", service.url));
}

#[tokio::test]
async fn a_stream_of_events_ends_with_the_service_and_holds_its_end_up_for_nobody() {
    let service = Service::start().unwrap();
    let ana = service.person("ana.costa@oldbridge.example.com").await.unwrap();
    let mut events = ana.events().await.unwrap();
    assert_eq!(ana.post("/v1/me/removal-requests", &serde_json::json!({})).await.unwrap().0, 201);
    let mut heard = String::new();
    while !heard.contains("event: changed\ndata: {\"changed\":[\"me\"]}\n\n") {
        heard += std::str::from_utf8(&events.chunk().await.unwrap().unwrap()).unwrap();
    }
    let began = std::time::Instant::now();
    let status = service.terminate().await.unwrap();
    assert!(status.success(), "{status}");
    assert!(began.elapsed() < std::time::Duration::from_secs(9), "cut off rather than ended");
    assert_eq!(events.chunk().await.unwrap(), None, "ended, not broken off");
}

/// Field case S04: Verbs that make accounts, domains and products are there, or the README says that they are not.
#[test]
fn what_cannot_be_set_up_yet_stands_in_the_readme() {
    let help = Command::new(binary("domicile-directory")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).unwrap();
    let missing = readme.split("## What is not there yet").nth(1).unwrap().split("\n## ").next().unwrap();
    assert!(help.contains("\n  audit "), "{help}");
    for noun in ["account", "domain", "product", "entitlement"] {
        let there = help.contains(&format!("\n  {noun} "));
        assert_ne!(there, missing.contains(&format!("{noun}s")), "{noun}: the README and --help contradict each other");
    }
}
