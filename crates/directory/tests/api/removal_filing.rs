//! Filing a removal request, taking it back, sending it again; time.

use super::harness::Harness;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

const REMOVAL_REQUESTS: &str = "/v1/me/removal-requests";

#[tokio::test]
async fn a_filed_request_is_there_for_the_person_and_written_down() {
    let harness = Harness::new().await;
    let body = json!({"reason": "I start at Northwind\u{202e}.", "note": "Thank you.", "to": "tom-becker"});
    let filed = harness.post("ana-costa", REMOVAL_REQUESTS, body).await.ok(201);
    assert_eq!((&filed["state"], &filed["route"]), (&json!("submitted"), &json!("administrator")));
    assert_eq!((&filed["to"]["displayName"], &filed["reason"]), (&json!("Tom Becker"), &json!("I start at Northwind.")));
    assert_eq!((&filed["submitted"], &filed["expires"]), (&json!("2026-03-04T10:00:00.123Z"), &json!("2026-03-18T10:00:00.123Z")));
    assert_eq!(harness.me("ana-costa").await["request"], filed);
    assert_eq!(harness.get("ana-costa", REMOVAL_REQUESTS).await.ok(200), json!({"items": [filed], "nextCursor": null}));
    assert_eq!(harness.history(filed["id"].as_str().unwrap()).await, ["ana-costa removal_request.filed"]);
}

#[tokio::test]
async fn there_is_one_open_request_at_a_time() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    let refused = harness.post("ana-costa", REMOVAL_REQUESTS, json!({})).await.problem(409, "request_already_open");
    assert_eq!(refused["request"]["id"], json!(id));
    assert_eq!(refused["request"]["state"], "submitted");
}

#[tokio::test]
async fn of_many_filings_at_the_same_moment_one_wins() {
    let harness = Harness::new().await;
    harness.token("ana-costa").await;
    let answers = futures_util::future::join_all((0..8).map(|_| harness.post("ana-costa", REMOVAL_REQUESTS, json!({})))).await;
    assert_eq!(answers.iter().filter(|it| it.status == 201).count(), 1);
    for refused in answers.iter().filter(|it| it.status != 201) {
        refused.problem(409, "request_already_open");
    }
    assert_eq!(harness.get("ana-costa", REMOVAL_REQUESTS).await.ok(200)["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_request_can_be_taken_back_once_and_again_without_harm() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    let path = format!("{REMOVAL_REQUESTS}/{id}");
    let withdraw = || harness.call("ana-costa", Method::DELETE, &path, &[], None);
    let withdrawn = withdraw().await.ok(200);
    assert_eq!((&withdrawn["state"], &withdrawn["ended"]), (&json!("withdrawn"), &json!("2026-03-04T10:00:00.123Z")));
    assert_eq!(withdraw().await.ok(200), withdrawn);
    assert_eq!(harness.history(&id).await, ["ana-costa removal_request.filed", "ana-costa removal_request.withdrawn"]);
    harness.answer_request("maria-silva", "old-bridge", &id, "approve").await.problem(409, "request_closed");
    harness.file_request("ana-costa").await;
}

/// Security check 14: A person files three times a day at most.
#[tokio::test]
async fn three_filings_a_day_are_enough() {
    let harness = Harness::new().await;
    for _ in 0..3 {
        let id = harness.file_request("ana-costa").await;
        harness.call("ana-costa", Method::DELETE, &format!("{REMOVAL_REQUESTS}/{id}"), &[], None).await.ok(200);
        harness.advance(SignedDuration::from_hours(1));
    }
    let refused = harness.post("ana-costa", REMOVAL_REQUESTS, json!({})).await;
    refused.problem(429, "too_many_filings");
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!((21 * 3600..=21 * 3600 + 1).contains(&wait), "{wait}");
    harness.advance(SignedDuration::from_secs(wait - 2));
    harness.post("ana-costa", REMOVAL_REQUESTS, json!({})).await.problem(429, "too_many_filings");
    harness.advance(SignedDuration::from_secs(2));
    harness.file_request("ana-costa").await;
}

#[tokio::test]
async fn the_route_is_decided_by_the_directory() {
    let harness = Harness::new().await;
    for (person, route) in
        [("ana-costa", "administrator"), ("lena-vogt", "internal_it"), ("hugo-prat", "administrator"), ("sam-quarry", "support")]
    {
        let filed = harness.post(person, REMOVAL_REQUESTS, json!({})).await.ok(201);
        assert_eq!(filed["route"], route, "{person}");
        assert_eq!(filed["serviceRequest"].is_string(), route == "support", "{person}");
    }
}

#[tokio::test]
async fn a_request_goes_to_an_administrator_of_ones_own_account_or_to_none() {
    let harness = Harness::new().await;
    for to in ["nora-lindqvist", "piet-jansen", "ana-costa", "nobody"] {
        harness.post("ana-costa", REMOVAL_REQUESTS, json!({"to": to})).await.problem(422, "unknown_recipient");
    }
    harness.post("lena-vogt", REMOVAL_REQUESTS, json!({"to": "jonas-weber"})).await.problem(422, "unknown_recipient");
    harness.post("maria-silva", REMOVAL_REQUESTS, json!({"to": "maria-silva"})).await.problem(422, "unknown_recipient");
}

#[tokio::test]
async fn text_has_its_limits() {
    let harness = Harness::new().await;
    harness.post("ana-costa", REMOVAL_REQUESTS, json!({"reason": "ü".repeat(501)})).await.problem(422, "text_too_long");
    harness.post("ana-costa", REMOVAL_REQUESTS, json!({"reason": "ü".repeat(500)})).await.ok(201);
}

#[tokio::test]
async fn an_unanswered_request_expires_and_can_be_sent_again_and_at_last_to_support() {
    let harness = Harness::new().await;
    let first = harness.file_request("ana-costa").await;
    harness.advance(SignedDuration::from_hours(14 * 24) - SignedDuration::from_secs(1));
    assert_eq!(harness.me("ana-costa").await["request"]["state"], "submitted");
    harness.post("ana-costa", &format!("{REMOVAL_REQUESTS}/{first}/resend"), json!({})).await.problem(409, "request_already_open");
    harness.advance(SignedDuration::from_secs(1));
    let expired = harness.me("ana-costa").await["request"].clone();
    assert_eq!((&expired["state"], &expired["ended"]), (&json!("expired"), &expired["expires"]));
    let listed = async |state: &str| {
        let path = format!("/v1/accounts/old-bridge/removal-requests?state={state}");
        let items = harness.get("maria-silva", &path).await.ok(200)["items"].as_array().unwrap().clone();
        items.into_iter().find(|it| it["id"] == json!(first)).map(|it| it["state"].clone())
    };
    assert_eq!((listed("open").await, listed("answered").await), (None, Some(json!("expired"))));
    assert_eq!(harness.history(&first).await, ["ana-costa removal_request.filed"], "reading writes nothing");
    harness.worker.run_due().await.unwrap();
    assert_eq!(harness.history(&first).await, ["ana-costa removal_request.filed", "system removal_request.expired"]);
    harness.answer_request("maria-silva", "old-bridge", &first, "approve").await.problem(409, "request_closed");

    let second = harness.post("ana-costa", &format!("{REMOVAL_REQUESTS}/{first}/resend"), json!({"to": "tom-becker"})).await.ok(201);
    assert_eq!((&second["reason"], &second["to"]["id"]), (&expired["reason"], &json!("tom-becker")));
    assert_ne!(second["id"], json!(first));
    harness.advance(SignedDuration::from_hours(14 * 24));
    // Nobody looked in the meantime: writing judges as well.
    let second = second["id"].as_str().unwrap();
    assert_eq!(harness.me("ana-costa").await["removal"]["route"], "support");
    let third = harness.call("ana-costa", Method::POST, &format!("{REMOVAL_REQUESTS}/{second}/resend"), &[], None).await.ok(201);
    assert_eq!(third["route"], "support");
    assert!(third["serviceRequest"].is_string());
}

#[tokio::test]
async fn time_is_judged_when_writing_too() {
    let harness = Harness::new().await;
    let first = harness.file_request("ana-costa").await;
    harness.advance(SignedDuration::from_hours(14 * 24));
    let second = harness.file_request("ana-costa").await;
    assert_ne!(first, second);
    assert_eq!(harness.history(&first).await.last().unwrap(), "system removal_request.expired");
}

#[tokio::test]
async fn only_a_declined_or_expired_request_is_sent_again() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    harness.call("ana-costa", Method::DELETE, &format!("{REMOVAL_REQUESTS}/{id}"), &[], None).await.ok(200);
    harness.post("ana-costa", &format!("{REMOVAL_REQUESTS}/{id}/resend"), json!({})).await.problem(409, "cannot_resend");
    let id = harness.file_request("ana-costa").await;
    harness.decline("maria-silva", "old-bridge", &id, "Finish the bridge first.").await.ok(200);
    harness.post("hugo-prat", &format!("{REMOVAL_REQUESTS}/{id}/resend"), json!({})).await.problem(404, "not_found");
    harness.post("ana-costa", &format!("{REMOVAL_REQUESTS}/{id}/resend"), json!({})).await.ok(201);
}

/// Security check 10: What cannot be taken back lightly needs a sign-in of the last minutes.
#[tokio::test]
async fn filing_needs_a_recent_sign_in() {
    let harness = Harness::new().await;
    let store = &harness.store;
    let issuer = super::identity::service(store, harness.clock()).await;
    let email = json!("ana.costa@oldbridge.example.com");
    let now = harness.now().as_second();
    let file = |auth_time: Value| {
        let claims = json!({"sub": "ana@work", "email": email, "email_verified": true, "auth_time": auth_time});
        super::identity::post(&issuer, &harness, claims, REMOVAL_REQUESTS, json!({}))
    };
    let refused = file(json!(now - 901)).await;
    refused.problem(401, "insufficient_user_authentication");
    assert!(refused.header("www-authenticate").contains("max_age=\"900\""), "{refused:?}");
    file(json!(now - 900)).await.ok(201);
    file(Value::Null).await.problem(409, "request_already_open");
}

#[tokio::test]
async fn lists_come_in_pages() {
    let harness = Harness::new().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        let id = harness.file_request("ana-costa").await;
        harness.call("ana-costa", Method::DELETE, &format!("{REMOVAL_REQUESTS}/{id}"), &[], None).await.ok(200);
        ids.insert(0, id);
    }
    let mut seen = Vec::new();
    let mut path = format!("{REMOVAL_REQUESTS}?limit=2");
    loop {
        let page = harness.get("ana-costa", &path).await.ok(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["nextCursor"].as_str() else { break };
        path = format!("{REMOVAL_REQUESTS}?limit=2&cursor={cursor}");
    }
    // All three were filed in the same millisecond: the ids keep them apart.
    assert_eq!(seen, ids);
    for bad in ["limit=0", "limit=101", "limit=x", "cursor=x"] {
        harness.get("ana-costa", &format!("{REMOVAL_REQUESTS}?{bad}")).await.problem(400, "bad_request");
    }
}
