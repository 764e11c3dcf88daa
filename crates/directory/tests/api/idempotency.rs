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

/// Field case L8: a kept answer is given only to somebody who may have it now: not after having been demoted, locked or removed.
#[tokio::test]
async fn a_kept_answer_is_given_only_to_whoever_may_have_it_now() {
    let harness = Harness::new().await;
    let ana = "/v1/accounts/old-bridge/users/ana-costa";
    let tom = "/v1/accounts/old-bridge/users/tom-becker";
    let lock = async || harness.call("tom-becker", Method::POST, &format!("{ana}/lock"), &[("idempotency-key", "k")], None).await;
    let roles = async |roles: &[&str]| {
        harness.call("maria-silva", Method::PUT, &format!("{tom}/roles"), &[], Some(json!({"roles": roles}))).await.ok(200);
    };
    let card = lock().await.ok(200);
    let again = lock().await;
    assert_eq!((again.header("idempotency-replayed"), again.ok(200)), ("true", card.clone()));
    roles(&["group_admin"]).await;
    lock().await.problem(403, "not_allowed");
    roles(&["co_admin"]).await;
    assert_eq!(lock().await.ok(200), card);
    harness.post("maria-silva", &format!("{tom}/lock"), json!({})).await.ok(200);
    lock().await.problem(403, "limited_view");
    harness.call("maria-silva", Method::DELETE, tom, &[], None).await.ok(200);
    lock().await.problem(404, "not_found");
}

/// Field case L8: what somebody may still do, they may be told of again.
#[tokio::test]
async fn membership_of_a_group_is_told_again_to_whoever_may_change_it() {
    let harness = Harness::new().await;
    let group = harness.post("maria-silva", "/v1/accounts/old-bridge/groups", json!({"name": "Beta"})).await.ok(201)["id"].clone();
    let roles = async |roles: &[&str]| {
        let path = "/v1/accounts/old-bridge/users/tom-becker/roles";
        harness.call("maria-silva", Method::PUT, path, &[], Some(json!({"roles": roles}))).await.ok(200);
    };
    roles(&["group_admin"]).await;
    let path = format!("/v1/accounts/old-bridge/groups/{}/members/ana-costa", group.as_str().unwrap());
    let join = async || harness.call("tom-becker", Method::PUT, &path, &[("idempotency-key", "k")], None).await;
    join().await.ok(200);
    assert_eq!(join().await.header("idempotency-replayed"), "true");
    roles(&["download"]).await;
    join().await.problem(403, "not_allowed");
}
