//! `Idempotency-Key`: a write that is sent twice happens once.

use super::harness::Harness;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

const REMOVAL_REQUESTS: &str = "/v1/me/removal-requests";

/// Security check 29: A write that is repeated happens once.
#[tokio::test]
async fn a_repeated_write_gets_the_first_answer() {
    let harness = Harness::new().await;
    let file = |person: &'static str, key: &'static str, reason: &'static str| {
        let harness = &harness;
        async move { harness.call(person, Method::POST, REMOVAL_REQUESTS, &[("idempotency-key", key)], Some(json!({"reason": reason}))).await }
    };
    let first = file("ana-costa", "k1", "a").await;
    let id = first.ok(201)["id"].clone();
    let again = file("ana-costa", "k1", "a").await;
    assert_eq!(again.ok(201), first.json());
    assert_eq!(again.header("idempotency-replayed"), "true");
    file("ana-costa", "k1", "b").await.problem(422, "idempotency_key_reused");
    assert_eq!(file("ana-costa", "k2", "a").await.problem(409, "request_already_open")["request"]["id"], id);
    // A key is a person's own.
    file("hugo-prat", "k1", "b").await.ok(201);
    // A refusal is not kept: once the reason for it is gone, the same request succeeds.
    harness
        .call("ana-costa", Method::DELETE, &format!("{REMOVAL_REQUESTS}/{}", id.as_str().unwrap()), &[("idempotency-key", "k3")], None)
        .await
        .ok(200);
    file("ana-costa", "k2", "a").await.ok(201);
    harness
        .call("ana-costa", Method::POST, REMOVAL_REQUESTS, &[("idempotency-key", "")], Some(json!({})))
        .await
        .problem(400, "bad_request");
}

#[tokio::test]
async fn the_same_write_twice_at_once_happens_once() {
    let harness = Harness::new().await;
    harness.token("ana-costa").await;
    let file = || harness.call("ana-costa", Method::POST, REMOVAL_REQUESTS, &[("idempotency-key", "k")], Some(json!({})));
    let (one, two) = tokio::join!(file(), file());
    assert_eq!(one.ok(201), two.ok(201));
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let harness = Harness::new().await;
    let file = || harness.call("ana-costa", Method::POST, REMOVAL_REQUESTS, &[("idempotency-key", "k")], Some(json!({})));
    file().await.ok(201);
    harness.advance(SignedDuration::from_hours(24));
    file().await.problem(409, "request_already_open");
}
