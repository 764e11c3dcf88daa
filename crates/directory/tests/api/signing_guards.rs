//! Whether the service may sign: its clock against what was signed before, its epoch after a restored backup, its keys near their end.

use super::harness::Harness;
use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_directory::commands::operator;
use domicile_policy::cache::{Cache, Received};
use domicile_policy::root::Root;
use domicile_policy::time::Clock;
use domicile_policy::verify::Expected;
use jiff::SignedDuration;
use serde_json::Value;

fn iat(jws: &[u8]) -> i64 {
    let text = std::str::from_utf8(jws).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text.split('.').nth(1).unwrap()).unwrap()).unwrap();
    claims["iat"].as_i64().unwrap()
}

async fn get_anonymously(harness: &Harness, path: &str) -> super::harness::TestResponse {
    harness.send(Request::get(path).body(Body::empty()).unwrap()).await
}

/// Security check 22: A service whose clock is behind signs nothing.
#[tokio::test]
async fn an_instance_whose_clock_is_behind_signs_nothing_and_the_others_go_on() {
    let harness = Harness::new().await;
    let first = harness.policy("ana-costa", &[]).await;
    let behind = harness.another_instance_at(iat(&first.bytes) - 3600).await;
    let refused = behind.policy("ana-costa", &[]).await;
    refused.problem(503, "service_clock_behind");
    assert_eq!(refused.header("retry-after"), "60");
    behind.me("ana-costa").await;
    assert_eq!(harness.policy("ana-costa", &[]).await.bytes, first.bytes, "the others go on");
    // Also after the instance that signed is gone: what was signed is kept where instances share it.
    let again = harness.another_instance_at(iat(&first.bytes) - 31).await;
    assert_eq!(again.policy("tom-becker", &[]).await.header("retry-after"), "31");
    // Honest clocks lie a few seconds apart: the latest date signed counts as now, and nobody gets an older policy.
    let close = harness.another_instance_at(iat(&first.bytes) - 30).await;
    assert_eq!(close.policy("ana-costa", &[]).await.bytes, first.bytes);
    // Set right, it signs.
    behind.advance(SignedDuration::from_secs(3600));
    assert_eq!(behind.policy("ana-costa", &[]).await.bytes, first.bytes);
}

#[tokio::test]
async fn a_restored_backup_is_believed_once_the_epoch_is_raised() {
    let harness = Harness::new().await;
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path());
    let root = Root::compiled_in();
    let expected = Expected { issuer: root.issuer().into(), subject: "ana-costa".into(), machine: "machine-1".into() };
    let keys = get_anonymously(&harness, "/v1/policy-keys").await.bytes;
    let take = |policy: Vec<u8>| {
        let received = Received { policy: &policy, keyset: Some(&keys), etag: None, server_time: None };
        cache.store(&root, &expected, &received, &Clock::wall(harness.now().as_second())).map(|it| it.policy.claims().epoch)
    };
    assert_eq!(take(harness.policy("ana-costa", &[]).await.bytes).unwrap(), 1);
    // The backup is older than Ana's last change.
    for sql in [
        "UPDATE users SET version = 0",
        "UPDATE accounts SET version = 0",
        "UPDATE account_groups SET version = 0",
        "UPDATE catalogue SET version = 0",
    ] {
        harness.execute(sql).await;
    }
    let restored = harness.policy("ana-costa", &[]).await;
    assert_eq!(take(restored.bytes.clone()).unwrap_err().code(), "rolled_back");
    assert!(operator::raise_epoch(&harness.store, " ", harness.now()).await.is_err(), "not without a reason");
    assert_eq!(operator::raise_epoch(&harness.store, "the backup of Monday", harness.now()).await.unwrap(), 2);
    let raised = harness.policy("ana-costa", &[("if-none-match", restored.header("etag"))]).await;
    assert_eq!(raised.status, 200, "another document");
    assert_eq!(take(raised.bytes).unwrap(), 2);
    assert_eq!(take(restored.bytes).unwrap_err().code(), "rolled_back", "and no way back");
    assert_eq!(harness.history("policy").await, ["operator policy_epoch.raised"]);
    assert_eq!(
        harness.query_column("SELECT because FROM audit_events WHERE subject = 'policy'").await,
        [Some("the backup of Monday".to_owned())]
    );
}

/// Field case S20: where a clock once ran ahead, answer and readiness say so, name both causes and the verb that cures it.
#[tokio::test]
async fn a_clock_that_ran_ahead_is_cured_by_a_raised_epoch() {
    let harness = Harness::new().await;
    get_anonymously(&harness, "/health/ready").await.expect_status(200);
    let ahead = harness.another_instance_at(harness.now().as_second() + 40 * 86_400).await;
    ahead.policy("ana-costa", &[]).await.expect_status(200);
    harness.advance(SignedDuration::from_secs(1));
    for answer in [harness.policy("ana-costa", &[]).await, get_anonymously(&harness, "/health/ready").await] {
        let problem = answer.problem(503, "service_clock_behind");
        let why = problem["detail"].as_str().unwrap();
        assert!(why.contains("its clock is behind") && why.contains("another clock ran ahead"), "{why}");
        assert!(problem["do"].to_string().contains("keys epoch raise"), "{problem}");
    }
    operator::raise_epoch(&harness.store, "an instance had the wrong date", harness.now()).await.unwrap();
    harness.policy("ana-costa", &[]).await.expect_status(200);
    harness.advance(SignedDuration::from_secs(1));
    get_anonymously(&harness, "/health/ready").await.expect_status(200);
}

#[tokio::test]
async fn the_end_of_the_keys_is_told_long_before_and_named_when_it_has_come() {
    let harness = Harness::new().await;
    let end = |text: &[u8]| -> i64 {
        let text = String::from_utf8(text.to_vec()).unwrap();
        let line = text.lines().find_map(|it| it.strip_prefix("domicile_policy_keys_end_timestamp_seconds ")).unwrap();
        line.parse().unwrap()
    };
    let until = end(&get_anonymously(&harness, "/metrics").await.bytes);
    assert!(until > harness.now().as_second() + 360 * 86_400, "a year is signed ahead");
    assert_eq!(get_anonymously(&harness, "/health/ready").await.bytes, b"ready\n");
    harness.advance(SignedDuration::from_secs(until - harness.now().as_second() - 60 * 86_400));
    assert_eq!(get_anonymously(&harness, "/health/ready").await.bytes, b"ready\n", "two months before");
    harness.advance(SignedDuration::from_secs(1));
    let soon = get_anonymously(&harness, "/health/ready").await;
    assert!(soon.status == 200 && soon.bytes.starts_with(b"ready\npolicy keys run out on 20"), "{soon:?}");
    assert!(harness.worker.run_due().await.unwrap().contains(&"policy_keys"), "and said in the log");
    harness.advance(SignedDuration::from_secs(60 * 86_400));
    get_anonymously(&harness, "/health/ready").await.problem(503, "no_policy_key");
    assert_eq!(end(&get_anonymously(&harness, "/metrics").await.bytes), 0);
    harness.advance(SignedDuration::from_hours(24));
    harness.policy("ana-costa", &[]).await.problem(503, "no_policy_key");
}
