//! `Idempotency-Key`: a write that is sent twice happens once.

use super::house::House;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::json;

const FILE: &str = "/v1/me/removal-requests";

#[tokio::test]
async fn a_repeated_write_gets_the_first_answer() {
    let house = House::new().await;
    let file = |person: &'static str, key: &'static str, reason: &'static str| {
        let house = &house;
        async move { house.call(person, Method::POST, FILE, &[("idempotency-key", key)], Some(json!({"reason": reason}))).await }
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
    house.call("ana-costa", Method::DELETE, &format!("{FILE}/{}", id.as_str().unwrap()), &[("idempotency-key", "k3")], None).await.ok(200);
    file("ana-costa", "k2", "a").await.ok(201);
    house.call("ana-costa", Method::POST, FILE, &[("idempotency-key", "")], Some(json!({}))).await.problem(400, "bad_request");
}

#[tokio::test]
async fn the_same_write_twice_at_once_happens_once() {
    let house = House::new().await;
    house.token("ana-costa").await;
    let file = || house.call("ana-costa", Method::POST, FILE, &[("idempotency-key", "k")], Some(json!({})));
    let (one, two) = tokio::join!(file(), file());
    assert_eq!(one.ok(201), two.ok(201));
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let house = House::new().await;
    let file = || house.call("ana-costa", Method::POST, FILE, &[("idempotency-key", "k")], Some(json!({})));
    file().await.ok(201);
    house.pass(SignedDuration::from_hours(24));
    file().await.problem(409, "request_already_open");
}
