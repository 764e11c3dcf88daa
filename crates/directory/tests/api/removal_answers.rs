//! What administrators do with requests, and what nobody else can.

use super::harness::Harness;
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

#[tokio::test]
async fn approving_removes_at_once_and_withdraws_the_policy() {
    let harness = Harness::new().await;
    let before = harness.me("ana-costa").await;
    let id = harness.file_request("ana-costa").await;
    harness.advance(SignedDuration::from_secs(60));
    let seen = harness.answer_request("tom-becker", "old-bridge", &id, "seen").await.ok(200);
    assert_eq!((&seen["state"], &seen["seen"]), (&json!("seen"), &json!("2026-03-04T10:01:00.123Z")));
    harness.advance(SignedDuration::from_secs(60));
    assert_eq!(harness.answer_request("maria-silva", "old-bridge", &id, "seen").await.ok(200), seen, "opened once is opened");

    let done = harness.answer_request("tom-becker", "old-bridge", &id, "approve").await.ok(200);
    assert_eq!((&done["state"], &done["ended"]), (&json!("fulfilled"), &json!("2026-03-04T10:02:00.123Z")));
    let me = harness.me("ana-costa").await;
    assert_eq!((&me["affiliation"], &me["roles"], &me["administrators"]), (&Value::Null, &json!([]), &json!([])));
    assert_eq!(me["lock"]["reasons"], json!([{"reason": "removed_from_account", "since": "2026-03-04T10:02:00.123Z"}]));
    assert_eq!(me["country"], json!({"code": null, "decidedBy": "none"}));
    assert_eq!((&me["request"]["state"], &me["limitedView"]), (&json!("fulfilled"), &json!(true)));
    assert!(me["policyVersion"].as_u64() > before["policyVersion"].as_u64());
    assert_eq!(
        harness.history(&id).await,
        [
            "ana-costa removal_request.filed",
            "tom-becker removal_request.seen",
            "tom-becker removal_request.approved",
            "tom-becker removal_request.fulfilled"
        ]
    );
    assert_eq!(harness.history("ana-costa").await.last().unwrap(), "tom-becker user.removed");
    harness.answer_request("tom-becker", "old-bridge", &id, "approve").await.problem(409, "request_closed");
    let path = format!("/v1/me/removal-requests/{id}");
    harness.call("ana-costa", Method::DELETE, &path, &[], None).await.problem(409, "request_closed");
}

#[tokio::test]
async fn listing_is_not_opening() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    for _ in 0..2 {
        let list = harness.get("maria-silva", "/v1/accounts/old-bridge/removal-requests").await.ok(200);
        assert_eq!((&list["items"][0]["id"], &list["items"][0]["state"]), (&json!(id), &json!("submitted")));
        assert_eq!(list["items"][0]["user"]["displayName"], "Ana Costa");
    }
}

#[tokio::test]
async fn a_blocked_request_says_why_and_waits_again_once_nothing_blocks() {
    let harness = Harness::new().await;
    let id = harness.file_request("maria-silva").await;
    // A co-administrator cannot touch an account administrator, and says so; the request is kept.
    let refused = harness.answer_request("tom-becker", "old-bridge", &id, "approve").await.problem(409, "removal_blocked");
    assert_eq!(refused["blockers"], json!(["insufficient_rank"]));
    assert!(refused["title"].as_str().unwrap().contains("Maria Silva"));
    assert_eq!(harness.me("maria-silva").await["request"]["state"], "blocked");
    assert_eq!(harness.me("maria-silva").await["request"]["blockers"], json!(["insufficient_rank"]));

    let id = harness.file_request("piet-jansen").await;
    let refused = harness.answer_request("maria-silva", "old-bridge", &id, "approve").await.problem(409, "removal_blocked");
    assert_eq!(refused["blockers"], json!(["last_fulfilment_contact"]));
    harness.execute("INSERT INTO fulfilment_contacts (account_id, user_id) VALUES ('old-bridge', 'tom-becker')").await;
    assert_eq!(harness.me("piet-jansen").await["request"]["state"], "blocked");
    harness.execute("DELETE FROM fulfilment_contacts WHERE user_id = 'piet-jansen'").await;
    let request = harness.me("piet-jansen").await["request"].clone();
    assert_eq!((&request["state"], &request["blockers"]), (&json!("seen"), &json!([])));
    assert_eq!(harness.history(&id).await.last().unwrap(), "maria-silva removal_request.blocked", "reading writes nothing");
    harness.worker.run_due().await.unwrap();
    assert_eq!(harness.history(&id).await.last().unwrap(), "system removal_request.unblocked");
    assert_eq!(harness.answer_request("tom-becker", "old-bridge", &id, "approve").await.ok(200)["state"], "fulfilled");
}

#[tokio::test]
async fn what_blocks_is_listed_all_at_once() {
    let harness = Harness::new().await;
    let id = harness.file_request("iris-novak").await;
    let refused = harness.answer_request("iris-novak", "meridian", &id, "approve").await.problem(409, "removal_blocked");
    assert_eq!(refused["blockers"], json!(["last_fulfilment_contact", "last_administrator"]));
    let id = harness.file_request("lena-vogt").await;
    let refused = harness.answer_request("jonas-weber", "harbour", &id, "approve").await.problem(409, "removal_blocked");
    assert_eq!(refused["blockers"], json!(["directory_managed"]));
}

#[tokio::test]
async fn declining_needs_a_reason_that_the_person_reads() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    harness.decline("maria-silva", "old-bridge", &id, " \u{202e} ").await.problem(422, "reason_required");
    let declined = harness.decline("maria-silva", "old-bridge", &id, "Finish the bridge first.").await.ok(200);
    assert_eq!((&declined["state"], &declined["declineReason"]), (&json!("declined"), &json!("Finish the bridge first.")));
    assert_eq!(harness.me("ana-costa").await["request"]["declineReason"], "Finish the bridge first.");
    assert_eq!(harness.me("ana-costa").await["affiliation"]["account"]["id"], "old-bridge");
    harness.decline("maria-silva", "old-bridge", &id, "No.").await.problem(409, "request_closed");
}

#[tokio::test]
async fn another_accounts_requests_do_not_exist() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    let list = "/v1/accounts/old-bridge/removal-requests";
    // Nora administers another account; Hugo is nobody special in a third one; and her own account holds no such request either.
    for (person, account) in [("nora-lindqvist", "old-bridge"), ("hugo-prat", "old-bridge"), ("nora-lindqvist", "northwind-rail")] {
        for step in ["seen", "approve"] {
            harness.answer_request(person, account, &id, step).await.problem(404, "not_found");
        }
        harness.decline(person, account, &id, "No.").await.problem(404, "not_found");
    }
    harness.get("nora-lindqvist", list).await.problem(404, "not_found");
    harness.call("hugo-prat", Method::DELETE, &format!("/v1/me/removal-requests/{id}"), &[], None).await.problem(404, "not_found");
    assert_eq!(harness.get("nora-lindqvist", "/v1/accounts/northwind-rail/removal-requests").await.ok(200)["items"], json!([]));
    assert_eq!(harness.me("ana-costa").await["request"]["state"], "submitted");

    // In the own account it is one's role that does not allow it.
    harness.get("ana-costa", list).await.problem(403, "not_allowed");
    for step in ["seen", "approve"] {
        harness.answer_request("ana-costa", "old-bridge", &id, step).await.problem(403, "not_allowed");
        harness.answer_request("piet-jansen", "old-bridge", &id, step).await.problem(403, "not_allowed");
    }
    harness.decline("ana-costa", "old-bridge", &id, "No.").await.problem(403, "not_allowed");
    assert_eq!(harness.history(&id).await, ["ana-costa removal_request.filed"]);
}

/// Security check 4: Whoever is locked sees nothing of the account any more.
#[tokio::test]
async fn a_locked_administrator_sees_nothing_of_the_account() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    harness.execute("INSERT INTO user_locks (user_id, reason, since) VALUES ('tom-becker', 'administrator', 0)").await;
    harness.get("tom-becker", "/v1/accounts/old-bridge/removal-requests").await.problem(403, "limited_view");
    harness.answer_request("tom-becker", "old-bridge", &id, "approve").await.problem(403, "limited_view");
    let tom = harness.me("tom-becker").await;
    assert_eq!((&tom["limitedView"], tom["administrators"].as_array().unwrap().len()), (&json!(true), 1));
    assert_eq!(harness.me("ana-costa").await["administrators"].as_array().unwrap().len(), 1, "who is locked cannot be asked");
    // A lock keeps nobody.
    harness.file_request("tom-becker").await;
}

#[tokio::test]
async fn of_approving_and_withdrawing_at_the_same_moment_exactly_one_wins() {
    for _ in 0..5 {
        let harness = Harness::new().await;
        let id = harness.file_request("ana-costa").await;
        harness.token("maria-silva").await;
        let path = format!("/v1/me/removal-requests/{id}");
        let (approved, withdrawn) = tokio::join!(
            harness.answer_request("maria-silva", "old-bridge", &id, "approve"),
            harness.call("ana-costa", Method::DELETE, &path, &[], None)
        );
        let state = harness.me("ana-costa").await["request"]["state"].clone();
        if approved.status == 200 {
            withdrawn.problem(409, "request_closed");
            assert_eq!(state, "fulfilled");
        } else {
            approved.problem(409, "request_closed");
            withdrawn.ok(200);
            assert_eq!(state, "withdrawn");
        }
        assert_eq!(harness.me("ana-costa").await["affiliation"].is_null(), state == "fulfilled");
    }
}
