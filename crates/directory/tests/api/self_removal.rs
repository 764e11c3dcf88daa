//! Leaving without approval, and the life of a request that nobody answers.

use super::harness::Harness;
use super::identity::{post, service};
use axum::http::Method;
use domicile_directory::commands::operator;
use domicile_directory::mail::outbox_entries;
use jiff::SignedDuration;
use serde_json::{Value, json};

const YARA: &str = "yara.haddad@example.com";
const LEAVE: &str = "/v1/me/leave";

async fn added(harness: &Harness) {
    let body = json!({"email": YARA, "action": "addToAccount"});
    harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/users", body).await.ok(201);
}

async fn leave(harness: &Harness, person: &str) -> super::harness::TestResponse {
    harness.call(person, Method::POST, LEAVE, &[], None).await
}

#[tokio::test]
async fn who_was_added_without_being_asked_may_leave_without_approval() {
    let harness = Harness::new().await;
    leave(&harness, "yara-haddad").await.problem(409, "not_affiliated");
    leave(&harness, "ana-costa").await.problem(409, "cannot_leave_alone");
    added(&harness).await;
    assert_eq!(harness.me("yara-haddad").await["mayLeaveUntil"], "2026-03-18T10:00:00.123Z");
    assert_eq!(leave(&harness, "yara-haddad").await.ok(200)["account"]["id"], "northwind-rail");
    let me = harness.me("yara-haddad").await;
    assert_eq!((&me["affiliation"], &me["lock"]["reasons"][0]["reason"]), (&Value::Null, &json!("removed_from_account")));
    assert_eq!(harness.history("yara-haddad").await.last().unwrap(), "yara-haddad user.removed");
    // Undone only with consent.
    let removals = harness.get("nora-lindqvist", "/v1/accounts/northwind-rail/removals").await.ok(200);
    assert_eq!(removals["items"][0]["needsConsent"], true);
    leave(&harness, "yara-haddad").await.problem(409, "not_affiliated");
}

#[tokio::test]
async fn leaving_without_approval_is_guarded_like_a_removal_and_ends_after_fourteen_days() {
    let harness = Harness::new().await;
    added(&harness).await;
    harness.execute("INSERT INTO fulfilment_contacts (account_id, user_id) VALUES ('northwind-rail', 'yara-haddad')").await;
    let refused = leave(&harness, "yara-haddad").await.problem(409, "removal_blocked");
    assert_eq!(refused["blockers"], json!(["fulfilment_contact"]));
    harness.execute("DELETE FROM fulfilment_contacts WHERE user_id = 'nora-lindqvist'").await;
    let refused = leave(&harness, "yara-haddad").await.problem(409, "removal_blocked");
    assert_eq!(refused["blockers"], json!(["last_fulfilment_contact"]));
    harness.execute("UPDATE fulfilment_contacts SET user_id = 'nora-lindqvist' WHERE account_id = 'northwind-rail'").await;
    harness.execute("DELETE FROM user_roles WHERE user_id = 'nora-lindqvist'").await;
    harness.execute("INSERT INTO user_roles (user_id, role, account_id) VALUES ('yara-haddad', 'co_admin', 'northwind-rail')").await;
    harness.execute("DELETE FROM user_locks WHERE user_id = 'yara-haddad'").await;
    let refused = leave(&harness, "yara-haddad").await.problem(409, "removal_blocked");
    assert_eq!(refused["blockers"], json!(["last_administrator"]));
    harness.execute("DELETE FROM user_roles WHERE user_id = 'yara-haddad'").await;
    harness.advance(SignedDuration::from_hours(14 * 24));
    leave(&harness, "yara-haddad").await.problem(409, "cannot_leave_alone");
    assert_eq!(harness.me("yara-haddad").await["mayLeaveUntil"], Value::Null);
}

/// Security check 10: Accepting an offer and leaving need a recent sign-in, too.
#[tokio::test]
async fn moving_needs_a_recent_sign_in() {
    let harness = Harness::new().await;
    added(&harness).await;
    let outside = service(&harness.store, harness.clock()).await;
    let email = "ana.costa@oldbridge.example.com";
    operator::link_identity(&harness.store, "https://issuer.example.com", "yara", YARA, harness.now()).await.unwrap();
    operator::link_identity(&harness.store, "https://issuer.example.com", "ana", email, harness.now()).await.unwrap();
    let offer = harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/transfers", json!({"email": email})).await.ok(201);
    let accept = format!("/v1/me/transfers/{}/accept", offer["id"].as_str().unwrap());
    for (sub, path) in [("yara", LEAVE), ("ana", accept.as_str())] {
        let long_ago = json!({"sub": sub, "auth_time": harness.now().as_second() - 901});
        post(&outside, &harness, long_ago, path, json!({})).await.problem(401, "insufficient_user_authentication");
        let just_now = json!({"sub": sub, "auth_time": harness.now().as_second() - 900});
        post(&outside, &harness, just_now, path, json!({})).await.ok(200);
    }
}

#[tokio::test]
async fn it_was_not_me_goes_back_into_the_account() {
    let harness = Harness::new().await;
    added(&harness).await;
    leave(&harness, "yara-haddad").await.ok(200);
    let mail = outbox_entries(&harness.store).await.unwrap().into_iter().find(|it| it.kind == "confirm_left").unwrap();
    let link = mail.body.lines().find_map(|it| it.split_once("http://127.0.0.1:4711/")).unwrap().1.to_owned();
    let open = || harness.send(axum::http::Request::post(format!("/{link}")).body(axum::body::Body::empty()).unwrap());
    assert_eq!(open().await.status, 200);
    assert_eq!(harness.me("yara-haddad").await["affiliation"]["account"]["id"], "northwind-rail");
    assert_eq!(open().await.status, 410);
}

async fn mails(harness: &Harness, kind: &str) -> usize {
    outbox_entries(&harness.store).await.unwrap().iter().filter(|it| it.kind == kind).count()
}

#[tokio::test]
async fn reminders_go_out_after_three_days_and_seven_once_among_instances() {
    let harness = Harness::new().await;
    let other = harness.another_instance().await;
    let id = harness.file_request("ana-costa").await;
    let both = || async {
        let (one, two) = tokio::join!(harness.worker.run_due(), other.worker.run_due());
        (one.unwrap(), two.unwrap())
    };
    harness.advance(SignedDuration::from_hours(3 * 24) - SignedDuration::from_secs(1));
    both().await;
    assert_eq!(mails(&harness, "request_reminder").await, 0);
    for (days, sent) in [(0, 2), (3, 2), (1, 4), (5, 4)] {
        harness.advance(SignedDuration::from_hours(days * 24) + SignedDuration::from_mins(2));
        both().await;
        both().await;
        assert_eq!(mails(&harness, "request_reminder").await, sent, "after {days} more days: two administrators each time");
    }
    harness.advance(SignedDuration::from_hours(3 * 24));
    both().await;
    let ends = [
        "ana-costa removal_request.filed",
        "system removal_request.reminded",
        "system removal_request.reminded",
        "system removal_request.expired",
    ];
    assert_eq!(harness.history(&id).await, ends);
    assert_eq!(mails(&harness, "request_expired").await, 1);
}

#[tokio::test]
async fn reminders_that_nobody_could_send_count_as_one_and_go_to_whom_it_concerns() {
    let harness = Harness::new().await;
    harness.post("ana-costa", "/v1/me/removal-requests", json!({"to": "tom-becker"})).await.ok(201);
    harness.post("lena-vogt", "/v1/me/removal-requests", json!({})).await.ok(201);
    harness.post("sam-quarry", "/v1/me/removal-requests", json!({})).await.ok(201);
    harness.advance(SignedDuration::from_hours(8 * 24));
    harness.worker.run_due().await.unwrap();
    let reminded: Vec<String> = outbox_entries(&harness.store)
        .await
        .unwrap()
        .into_iter()
        .filter(|it| it.kind.contains("reminder"))
        .map(|it| it.recipient)
        .collect();
    assert_eq!(reminded, ["tom.becker@oldbridge.example.com", "it@harbour.example.com"]);
}

#[tokio::test]
async fn two_requests_that_nobody_answered_lead_to_support() {
    let harness = Harness::new().await;
    let mut id = harness.file_request("ana-costa").await;
    for to in ["tom-becker", "maria-silva"] {
        harness.advance(SignedDuration::from_hours(14 * 24));
        let me = harness.me("ana-costa").await;
        assert_eq!(me["request"]["state"], "expired");
        let path = format!("/v1/me/removal-requests/{id}/resend");
        let body = if to == "tom-becker" { json!({"to": to}) } else { json!({}) };
        let sent = harness.post("ana-costa", &path, body).await.ok(201);
        id = sent["id"].as_str().unwrap().to_owned();
    }
    let me = harness.me("ana-costa").await;
    assert_eq!(me["request"]["route"], "support");
    let cases = harness.get("ana-costa", "/v1/me/service-requests").await.ok(200);
    assert_eq!((&cases["items"][0]["id"], &cases["items"][0]["state"]), (&me["request"]["serviceRequest"], &json!("open")));
    assert_eq!(me["serviceRequest"]["id"], me["request"]["serviceRequest"]);
    assert_eq!(harness.get("tom-becker", "/v1/me/service-requests").await.ok(200)["items"], json!([]));
}

#[tokio::test]
async fn requests_are_listed_by_whether_they_wait_and_read_without_being_opened() {
    let harness = Harness::new().await;
    let first = harness.file_request("ana-costa").await;
    harness.decline("maria-silva", "old-bridge", &first, "Not yet.").await.ok(200);
    harness.advance(SignedDuration::from_secs(1));
    let second = harness.file_request("ana-costa").await;
    let list = "/v1/accounts/old-bridge/removal-requests";
    for (which, id) in [("open", &second), ("answered", &first)] {
        let items = harness.get("tom-becker", &format!("{list}?state={which}")).await.ok(200)["items"].clone();
        assert_eq!((items.as_array().unwrap().len(), &items[0]["id"]), (1, &json!(id)), "{which}");
    }
    harness.get("tom-becker", &format!("{list}?state=closed")).await.problem(400, "bad_request");
    assert_eq!(harness.get("tom-becker", &format!("{list}/{second}")).await.ok(200)["state"], "submitted");
    assert_eq!(harness.get("tom-becker", &format!("{list}/{second}")).await.ok(200)["seen"], Value::Null);
    harness.get("ana-costa", &format!("{list}/{second}")).await.problem(403, "not_allowed");
    harness.get("nora-lindqvist", &format!("{list}/{second}")).await.problem(404, "not_found");
    harness.get("nora-lindqvist", &format!("/v1/accounts/northwind-rail/removal-requests/{second}")).await.problem(404, "not_found");
}
