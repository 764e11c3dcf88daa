//! Invitations: to join an account, to come back into one, and to sign in for the first time.

use super::harness::{Harness, TestResponse};
use super::identity::{post, service, signed_in};
use axum::http::Method;
use domicile_directory::mail::outbox_entries;
use jiff::SignedDuration;
use serde_json::{Value, json};

const YARA: &str = "yara.haddad@example.com";
const OLD: &str = "/v1/accounts/old-bridge/invitations";
const NEW: &str = "/v1/accounts/northwind-rail/invitations";

async fn invite(harness: &Harness) -> String {
    let body = json!({"email": YARA, "roles": ["download"], "country": "GB"});
    harness.post("maria-silva", OLD, body).await.ok(201)["id"].as_str().unwrap().to_owned()
}

async fn step(harness: &Harness, person: &str, id: &str, step: &str) -> TestResponse {
    harness.call(person, Method::POST, &format!("/v1/me/invitations/{id}/{step}"), &[], None).await
}

#[tokio::test]
async fn accepting_joins_with_what_was_promised_and_stays_locked() {
    let harness = Harness::new().await;
    let id = invite(&harness).await;
    let other = harness.post("nora-lindqvist", NEW, json!({"email": YARA})).await.ok(201);
    let mine = harness.me("yara-haddad").await;
    assert_eq!(mine["invitations"].as_array().unwrap().len(), 2);
    let moved = step(&harness, "yara-haddad", &id, "accept").await.ok(200);
    assert_eq!(moved["account"]["id"], "old-bridge");
    let me = harness.me("yara-haddad").await;
    assert_eq!(
        (&me["affiliation"]["account"]["id"], &me["roles"], &me["country"]["code"]),
        (&json!("old-bridge"), &json!(["download"]), &json!("GB"))
    );
    // Lifting the lock is an administrator's act.
    assert_eq!(me["lock"]["reasons"][0]["reason"], "removed_from_account");
    assert_eq!((&me["mayLeaveUntil"], &me["invitations"]), (&Value::Null, &json!([])));
    let list = harness.get("nora-lindqvist", NEW).await.ok(200);
    assert_eq!((&list["items"][0]["id"], &list["items"][0]["state"]), (&other["id"], &json!("expired")));
    step(&harness, "yara-haddad", &id, "accept").await.problem(409, "invitation_closed");
    let mails: Vec<_> = outbox_entries(&harness.store).await.unwrap().into_iter().filter(|it| it.recipient == YARA).collect();
    assert!(mails.iter().all(|it| it.kind == "join_invitation" && !it.body.contains("Old Bridge")), "{mails:?}");
}

#[tokio::test]
async fn every_guard_of_an_invitation() {
    let harness = Harness::new().await;
    for role in ["account_admin", "co_admin", "group_admin"] {
        harness.post("maria-silva", OLD, json!({"email": YARA, "roles": [role]})).await.problem(403, "insufficient_rank");
    }
    harness.post("maria-silva", OLD, json!({"email": "paul.petit@northwind.example.com"})).await.problem(409, "affiliated_elsewhere");
    harness.post("maria-silva", OLD, json!({"email": "ana.costa@oldbridge.example.com"})).await.problem(409, "already_member");
    harness.post("ana-costa", OLD, json!({"email": YARA})).await.problem(403, "not_allowed");
    harness.post("nora-lindqvist", OLD, json!({"email": YARA})).await.problem(404, "not_found");
    let id = invite(&harness).await;
    harness.post("maria-silva", OLD, json!({"email": YARA})).await.problem(409, "invitation_already_open");
    for it in ["accept", "decline"] {
        step(&harness, "ana-costa", &id, it).await.problem(404, "not_found");
    }
    harness.call("nora-lindqvist", Method::DELETE, &format!("{NEW}/{id}"), &[], None).await.problem(404, "not_found");
    // Again too soon, then again.
    harness.call("maria-silva", Method::POST, &format!("{OLD}/{id}/resend"), &[], None).await.problem(429, "sent_just_now");
    harness.advance(SignedDuration::from_hours(6 * 24));
    harness.call("tom-becker", Method::POST, &format!("{OLD}/{id}/resend"), &[], None).await.ok(200);
    harness.advance(SignedDuration::from_hours(6 * 24));
    assert_eq!(harness.me("yara-haddad").await["invitations"][0]["id"], json!(id));
    // Who sent it must still be able to.
    harness.execute("INSERT INTO user_locks (user_id, reason, since) VALUES ('maria-silva', 'administrator', 0)").await;
    step(&harness, "yara-haddad", &id, "accept").await.problem(409, "invitation_no_longer_valid");
    harness.execute("DELETE FROM user_locks WHERE user_id = 'maria-silva'").await;
    harness.advance(SignedDuration::from_hours(24));
    step(&harness, "yara-haddad", &id, "accept").await.problem(409, "invitation_closed");
    harness.worker.run_due().await.unwrap();
    assert_eq!(harness.history(&id).await.last().unwrap(), "system invitation.expired");
    let second = invite(&harness).await;
    step(&harness, "yara-haddad", &second, "decline").await.ok(200);
    step(&harness, "yara-haddad", &second, "accept").await.problem(409, "invitation_closed");
    let third = invite(&harness).await;
    harness.call("maria-silva", Method::DELETE, &format!("{OLD}/{third}"), &[], None).await.ok(200);
    step(&harness, "yara-haddad", &third, "accept").await.problem(409, "invitation_closed");
    assert_eq!(harness.me("yara-haddad").await["affiliation"], Value::Null);
}

#[tokio::test]
async fn the_one_search_field_invites_and_offers_too() {
    let harness = Harness::new().await;
    let users = "/v1/accounts/old-bridge/users";
    let body = |email: &str, action: &str| json!({"email": email, "action": action});
    harness.post("maria-silva", users, body(YARA, "offerTransfer")).await.problem(409, "invitation_required");
    harness.post("maria-silva", users, body(YARA, "addToAccount")).await.problem(409, "invitation_required");
    let invited = harness.post("maria-silva", users, body(YARA, "invite")).await.ok(201);
    assert_eq!((&invited["code"], &invited["invitation"]["state"], &invited["user"]), (&json!("invited"), &json!("invited"), &Value::Null));
    let offered = harness.post("maria-silva", users, body("paul.petit@northwind.example.com", "offerTransfer")).await.ok(201);
    assert_eq!((&offered["code"], &offered["transfer"]["state"], &offered["user"]), (&json!("offered"), &json!("offered"), &Value::Null));
    assert!(!offered.to_string().contains("Petit") && !offered.to_string().contains("paul-petit"));
    assert_eq!(harness.me("paul-petit").await["offers"][0]["account"]["id"], "old-bridge");
}

#[tokio::test]
async fn who_wished_to_leave_is_asked_before_they_are_put_back() {
    let harness = Harness::new().await;
    let request = harness.file_request("ana-costa").await;
    harness.answer_request("maria-silva", "old-bridge", &request, "approve").await.ok(200);
    let removals = harness.get("maria-silva", "/v1/accounts/old-bridge/removals").await.ok(200);
    let removal = removals["items"][0]["id"].as_str().unwrap();
    let undo = format!("/v1/accounts/old-bridge/removals/{removal}/undo");
    let asked = harness.call("maria-silva", Method::POST, &undo, &[], None).await.ok(202);
    assert_eq!((&asked["member"], &asked["invitation"]["restores"]), (&Value::Null, &json!(true)));
    assert_eq!(harness.me("ana-costa").await["affiliation"], Value::Null, "not before she says so");
    step(&harness, "ana-costa", asked["invitation"]["id"].as_str().unwrap(), "accept").await.ok(200);
    let me = harness.me("ana-costa").await;
    assert_eq!(
        (&me["affiliation"]["account"]["id"], &me["roles"], &me["lock"]),
        (&json!("old-bridge"), &json!(["download"]), &Value::Null)
    );
}

/// Creates Zoe at Northwind; the invitation's id and the token in the mail.
pub(crate) async fn zoe(harness: &Harness) -> (String, String) {
    let body = json!({"email": "zoe@example.org", "displayName": "Zoe", "action": "create"});
    harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/users", body).await.ok(201);
    link(harness).await
}

async fn link(harness: &Harness) -> (String, String) {
    let mail = outbox_entries(&harness.store).await.unwrap().into_iter().rfind(|it| it.kind == "sign_in_invitation").unwrap();
    let path = mail.body.split_once("/invitation/").unwrap_or_else(|| panic!("{}", mail.body)).1.lines().next().unwrap().to_owned();
    let (id, token) = path.split_once('/').unwrap();
    (id.to_owned(), token.to_owned())
}

#[tokio::test]
async fn a_single_use_token_binds_a_sign_in_under_another_address() {
    let harness = Harness::new().await;
    let (id, token) = zoe(&harness).await;
    let service = service(&harness.store, harness.clock()).await;
    let stranger = json!({"sub": "zoe@work", "email": "z@work.example", "email_verified": false});
    let path = format!("/v1/me/invitations/{id}/accept");
    signed_in(&service, &harness, stranger.clone()).await.problem(403, "identity_not_linked");
    post(&service, &harness, stranger.clone(), &path, json!({})).await.problem(403, "identity_not_linked");
    post(&service, &harness, stranger.clone(), &path, json!({"token": "guessed"})).await.problem(404, "invitation_unknown");
    assert_eq!(
        harness.execute(&format!("UPDATE invitations SET state = state WHERE token_hash LIKE '%{token}%'")).await,
        0,
        "only the hash"
    );
    let moved = post(&service, &harness, stranger.clone(), &path, json!({"token": token})).await.ok(200);
    assert_eq!(moved["account"]["id"], "northwind-rail");
    let me = signed_in(&service, &harness, stranger.clone()).await.ok(200);
    assert_eq!((&me["user"]["email"], &me["affiliation"]["account"]["id"]), (&json!("zoe@example.org"), &json!("northwind-rail")));
    // The same person may show it again: the answer may have been lost. It changes nothing, and a guess is no better for it.
    let again = post(&service, &harness, stranger.clone(), &path, json!({"token": token})).await.ok(200);
    assert_eq!(again, moved);
    post(&service, &harness, stranger, &path, json!({"token": "guessed"})).await.problem(409, "identity_in_use");
    // Nobody else, and nobody who is somebody already.
    let ana = json!({"sub": "ana", "email": "ana.costa@oldbridge.example.com", "email_verified": true});
    signed_in(&service, &harness, ana.clone()).await.ok(200);
    post(&service, &harness, ana, &path, json!({"token": token})).await.problem(409, "identity_in_use");
    let other = json!({"sub": "mallory", "email_verified": false});
    post(&service, &harness, other, &path, json!({"token": token})).await.problem(409, "invitation_closed");
    let list = harness.get("nora-lindqvist", NEW).await.ok(200);
    assert_eq!((&list["items"][0]["firstSignIn"], &list["items"][0]["state"]), (&json!(true), &json!("accepted")));
}

#[tokio::test]
async fn a_token_ends_with_time_with_another_one_and_with_the_first_sign_in() {
    let harness = Harness::new().await;
    let (id, first) = zoe(&harness).await;
    let service = service(&harness.store, harness.clock()).await;
    let stranger = json!({"sub": "zoe@work", "email_verified": false});
    let path = format!("/v1/me/invitations/{id}/accept");
    harness.advance(SignedDuration::from_hours(7 * 24));
    post(&service, &harness, stranger.clone(), &path, json!({"token": first})).await.problem(409, "invitation_closed");
    harness.call("nora-lindqvist", Method::POST, &format!("{NEW}/{id}/resend"), &[], None).await.ok(200);
    let (same, second) = link(&harness).await;
    assert_eq!(same, id);
    post(&service, &harness, stranger.clone(), &path, json!({"token": first})).await.problem(404, "invitation_unknown");
    let page = format!("/invitation/{id}/{second}");
    let page = harness.send(axum::http::Request::get(page).body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(page.status, 200);
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(page.contains("zoe@example.org") && page.contains(&format!("<p class=\"code whole\">{id}.{second}</p>")), "{page}");
    let mail = outbox_entries(&harness.store).await.unwrap().into_iter().rfind(|it| it.kind == "sign_in_invitation").unwrap();
    assert!(mail.body.lines().any(|it| it.trim() == format!("{id}.{second}")), "{}", mail.body);
    // The verified address is as good; then the token is of no use any more.
    signed_in(&service, &harness, json!({"sub": "zoe", "email": "zoe@example.org", "email_verified": true})).await.ok(200);
    post(&service, &harness, stranger, &path, json!({"token": second})).await.problem(409, "invitation_closed");
    harness.call("nora-lindqvist", Method::POST, &format!("{NEW}/{id}/resend"), &[], None).await.problem(409, "invitation_closed");
}
