//! Whether the service may sign: its clock against what was signed before, its epoch after a restored backup, its keys near their end.

use super::house::House;
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

async fn ask(house: &House, path: &str) -> super::house::Answer {
    house.send(Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn an_instance_whose_clock_is_behind_signs_nothing_and_the_others_go_on() {
    let house = House::new().await;
    let first = house.policy("ana-costa", &[]).await;
    let behind = house.another_instance_at(iat(&first.bytes) - 3600).await;
    let refused = behind.policy("ana-costa", &[]).await;
    refused.problem(503, "service_clock_behind");
    assert_eq!(refused.header("retry-after"), "60");
    behind.me("ana-costa").await;
    assert_eq!(house.policy("ana-costa", &[]).await.bytes, first.bytes, "the others go on");
    // Also after the instance that signed is gone: what was signed is kept where instances share it.
    let again = house.another_instance_at(iat(&first.bytes) - 31).await;
    assert_eq!(again.policy("tom-becker", &[]).await.header("retry-after"), "31");
    // Honest clocks lie a few seconds apart: the latest date signed counts as now, and nobody gets an older policy.
    let close = house.another_instance_at(iat(&first.bytes) - 30).await;
    assert_eq!(close.policy("ana-costa", &[]).await.bytes, first.bytes);
    // Set right, it signs.
    behind.pass(SignedDuration::from_secs(3600));
    assert_eq!(behind.policy("ana-costa", &[]).await.bytes, first.bytes);
}

#[tokio::test]
async fn a_restored_backup_is_believed_once_the_epoch_is_raised() {
    let house = House::new().await;
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path());
    let root = Root::compiled_in();
    let expected = Expected { issuer: root.issuer().into(), subject: "ana-costa".into(), machine: "machine-1".into() };
    let keys = ask(&house, "/v1/policy-keys").await.bytes;
    let take = |policy: Vec<u8>| {
        let received = Received { policy: &policy, keyset: Some(&keys), etag: None, server_time: None };
        cache.store(&root, &expected, &received, &Clock::wall(house.now().as_second())).map(|it| it.policy.claims().epoch)
    };
    assert_eq!(take(house.policy("ana-costa", &[]).await.bytes).unwrap(), 1);
    // The backup is older than Ana's last change.
    for sql in [
        "UPDATE users SET version = 0",
        "UPDATE accounts SET version = 0",
        "UPDATE account_groups SET version = 0",
        "UPDATE catalogue SET version = 0",
    ] {
        house.sql(sql).await;
    }
    let restored = house.policy("ana-costa", &[]).await;
    assert_eq!(take(restored.bytes.clone()).unwrap_err().code(), "rolled_back");
    assert!(operator::raise_epoch(&house.store, " ", house.now()).await.is_err(), "not without a reason");
    assert_eq!(operator::raise_epoch(&house.store, "the backup of Monday", house.now()).await.unwrap(), 2);
    let raised = house.policy("ana-costa", &[("if-none-match", restored.header("etag"))]).await;
    assert_eq!(raised.status, 200, "another document");
    assert_eq!(take(raised.bytes).unwrap(), 2);
    assert_eq!(take(restored.bytes).unwrap_err().code(), "rolled_back", "and no way back");
    assert_eq!(house.history("policy").await, ["operator policy_epoch.raised"]);
    assert_eq!(house.find("SELECT because FROM audit_events WHERE subject = 'policy'").await, [Some("the backup of Monday".to_owned())]);
}

#[tokio::test]
async fn a_clock_that_ran_ahead_is_cured_by_a_raised_epoch() {
    let house = House::new().await;
    let ahead = house.another_instance_at(house.now().as_second() + 40 * 86_400).await;
    ahead.policy("ana-costa", &[]).await.ok_status(200);
    house.policy("ana-costa", &[]).await.problem(503, "service_clock_behind");
    operator::raise_epoch(&house.store, "an instance had the wrong date", house.now()).await.unwrap();
    house.policy("ana-costa", &[]).await.ok_status(200);
}

#[tokio::test]
async fn the_end_of_the_keys_is_told_long_before_and_named_when_it_has_come() {
    let house = House::new().await;
    let end = |text: &[u8]| -> i64 {
        let text = String::from_utf8(text.to_vec()).unwrap();
        let line = text.lines().find_map(|it| it.strip_prefix("domicile_policy_keys_end_timestamp_seconds ")).unwrap();
        line.parse().unwrap()
    };
    let until = end(&ask(&house, "/metrics").await.bytes);
    assert!(until > house.now().as_second() + 360 * 86_400, "a year is signed ahead");
    assert_eq!(ask(&house, "/health/ready").await.bytes, b"ready\n");
    house.pass(SignedDuration::from_secs(until - house.now().as_second() - 60 * 86_400));
    assert_eq!(ask(&house, "/health/ready").await.bytes, b"ready\n", "two months before");
    house.pass(SignedDuration::from_secs(1));
    let soon = ask(&house, "/health/ready").await;
    assert!(soon.status == 200 && soon.bytes.starts_with(b"ready\npolicy keys run out on 20"), "{soon:?}");
    assert!(house.worker.run_due().await.unwrap().contains(&"policy_keys"), "and said in the log");
    house.pass(SignedDuration::from_secs(60 * 86_400));
    ask(&house, "/health/ready").await.problem(503, "no_policy_key");
    assert_eq!(end(&ask(&house, "/metrics").await.bytes), 0);
    house.pass(SignedDuration::from_hours(24));
    house.policy("ana-costa", &[]).await.problem(503, "no_policy_key");
}
