//! SQLite on a disk that is full, and on one that fails: what cannot be written is said with its reason, what only reads goes on, and the
//! first write after it succeeds. Each needs a process of its own: a small disk is mounted where nobody else sees it and ends with it, a
//! limit holds for the process. Where the system allows no mounts, the second test alone shows that a connection is not spoilt.

use crate::sqlite::api::harness::{Harness, TestResponse};
use axum::body::Body;
use axum::http::Request;
use domicile_test_disk::{in_its_own_process, on_a_small_disk, place};
use jiff::SignedDuration;
use serde_json::json;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

async fn service(place: &Path) -> Harness {
    let harness = Harness::serving(&format!("sqlite:{}", place.join("d.sqlite3").display())).await;
    for person in ["nora-lindqvist", "ana-costa"] {
        harness.me(person).await;
    }
    add(&harness, "first").await.ok(201);
    harness
}

async fn add(harness: &Harness, name: &str) -> TestResponse {
    let body = json!({"email": format!("{name}@northwind.example.com"), "action": "create"});
    harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/users", body).await
}

async fn get_anonymously(harness: &Harness, path: &str) -> TestResponse {
    // Readiness is found out once a second.
    harness.advance(SignedDuration::from_secs(1));
    harness.send(Request::get(path).body(Body::empty()).unwrap()).await
}

async fn is_writable(harness: &Harness) -> bool {
    String::from_utf8(get_anonymously(harness, "/metrics").await.bytes).unwrap().contains("domicile_database_writable 1\n")
}

/// Writes until it fails: so it does, with this code and a time to come again.
async fn expect_failure(harness: &Harness, code: &str, round: usize) {
    let mut answer = add(harness, &format!("more-{round}")).await;
    for n in 0..50 {
        if answer.status != 201 {
            break;
        }
        answer = add(harness, &format!("more-{round}-{n}")).await;
    }
    for _ in 0..3 {
        answer.problem(503, code);
        assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
        answer = add(harness, "never").await;
    }
    get_anonymously(harness, "/health/ready").await.problem(503, code);
    assert!(!is_writable(harness).await);
    // Other writers meet the same, and what only reads goes on.
    assert!(harness.worker.run_due().await.is_err());
    harness.me("ana-costa").await;
    harness.policy("ana-costa", &[]).await.expect_status(200);
}

/// Everything works again, at once.
async fn expect_cure(harness: &Harness) {
    add(harness, "last").await.ok(201);
    get_anonymously(harness, "/health/ready").await.expect_status(200);
    assert!(is_writable(harness).await);
    assert!(!harness.worker.run_due().await.unwrap().is_empty());
    harness.file_request("ana-costa").await;
    assert_eq!(harness.query_column("SELECT id FROM users WHERE email LIKE 'never@%'").await.len(), 0, "what was refused is not there");
}

/// Field case S01a, S07b: a full disk is said with a code of its own, not ready meanwhile, and the next write after it works.
#[tokio::test]
async fn the_first_write_after_a_full_disk_works() {
    let Some(place) = place() else {
        if !on_a_small_disk(concat!(module_path!(), "::the_first_write_after_a_full_disk_works"), 16 * 1024) {
            println!("no mounts here: the same is held by a limit of files alone");
        }
        return;
    };
    let harness = service(&place).await;
    let ballast = place.join("ballast");
    for round in 0..2 {
        let mut file = std::fs::File::create(&ballast).unwrap();
        for size in [4096, 512, 1] {
            while file.write_all(&vec![1; size]).is_ok() {}
        }
        expect_failure(&harness, "database_full", round).await;
        // Room for a word and not for what people do is none.
        file.set_len(file.metadata().unwrap().len() - 128 * 1024).unwrap();
        get_anonymously(&harness, "/health/ready").await.problem(503, "database_full");
        // The room is free once nobody has the file open any more.
        drop(file);
        std::fs::remove_file(&ballast).unwrap();
        add(&harness, &format!("again-{round}")).await.ok(201);
    }
    expect_cure(&harness).await;
}

/// Field case S01a: a disk that fails ends transactions as a full one does; the connection is not used again.
#[tokio::test]
async fn the_first_write_after_an_error_of_the_disk_works() {
    let Some(place) = place() else {
        let test = concat!(module_path!(), "::the_first_write_after_an_error_of_the_disk_works");
        assert!(in_its_own_process(test, "trap '' XFSZ"), "needs nothing but a shell");
        return;
    };
    let harness = service(&place).await;
    // No file grows any more: an error of the disk for whoever writes, though there is room.
    let limit = |bytes: String| {
        let pid = std::process::id().to_string();
        assert!(Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={bytes}:unlimited")]).status().unwrap().success());
    };
    let log = std::fs::metadata(place.join("d.sqlite3-wal")).unwrap().len();
    limit(log.to_string());
    expect_failure(&harness, "database_unavailable", 0).await;
    limit("unlimited".into());
    expect_cure(&harness).await;
}
