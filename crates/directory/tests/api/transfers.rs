//! Offers to take somebody over: the whole way, every guard on it, and that neither account learns of the other.

use super::harness::{Harness, TestResponse};
use axum::http::Method;
use domicile_directory::mail::outbox_entries;
use jiff::SignedDuration;
use serde_json::{Value, json};

const ANA: &str = "ana.costa@oldbridge.example.com";
const OFFERS: &str = "/v1/accounts/northwind-rail/transfers";

async fn offer(harness: &Harness) -> String {
    let body = json!({"email": ANA, "roles": ["download", "beta"], "country": "FR"});
    harness.post("nora-lindqvist", OFFERS, body).await.ok(201)["id"].as_str().unwrap().to_owned()
}

async fn step(harness: &Harness, person: &str, id: &str, step: &str) -> TestResponse {
    harness.call(person, Method::POST, &format!("/v1/me/transfers/{id}/{step}"), &[], None).await
}

/// Offered and accepted; ids of the offer and of the request.
async fn accepted(harness: &Harness) -> (String, String) {
    let id = offer(harness).await;
    let answer = step(harness, "ana-costa", &id, "accept").await.ok(200);
    assert_eq!(answer["offer"]["state"], "accepted");
    (id, answer["request"]["id"].as_str().unwrap().to_owned())
}

async fn state(harness: &Harness, id: &str) -> Value {
    let list = harness.get("nora-lindqvist", OFFERS).await.ok(200);
    list["items"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap()["state"].clone()
}

async fn mails(harness: &Harness, to: &str) -> Vec<String> {
    outbox_entries(&harness.store).await.unwrap().into_iter().filter(|it| it.recipient == to).map(|it| it.kind).collect()
}

#[tokio::test]
async fn one_offer_makes_four_hand_overs_one() {
    let harness = Harness::new().await;
    let (id, request) = accepted(&harness).await;
    let me = harness.me("ana-costa").await;
    assert_eq!((&me["offers"][0]["account"]["name"], &me["offers"][0]["state"]), (&json!("Northwind Rail"), &json!("accepted")));
    assert_eq!((&me["request"]["id"], &me["affiliation"]["account"]["id"]), (&json!(request), &json!("old-bridge")));
    harness.answer_request("maria-silva", "old-bridge", &request, "approve").await.ok(200);
    let me = harness.me("ana-costa").await;
    assert_eq!((&me["affiliation"]["account"]["id"], &me["lock"]), (&json!("northwind-rail"), &Value::Null));
    assert_eq!((&me["roles"], &me["country"]["code"]), (&json!(["download", "beta"]), &json!("FR")));
    assert_eq!((&me["offers"][0]["state"], &me["mayLeaveUntil"]), (&json!("completed"), &Value::Null));
    assert_eq!(state(&harness, &id).await, "completed");
    assert_eq!(mails(&harness, ANA).await, ["offer_waits", "confirm_accepted", "transfer_completed"]);
    assert_eq!(
        harness.history(&id).await,
        ["nora-lindqvist transfer.offered", "system transfer.accepted", "ana-costa transfer.accepted", "system transfer.completed"]
    );
}

/// Security check 3: Of two accounts that a person moves between, neither learns which the other is.
#[tokio::test]
async fn neither_account_learns_of_the_other() {
    let harness = Harness::new().await;
    let (id, request) = accepted(&harness).await;
    // Before the person belongs to it, the account that offers knows the typed address and nothing else.
    let mut theirs = String::new();
    for path in [OFFERS, "/v1/accounts/northwind-rail/audit-events", "/v1/me", "/v1/accounts/northwind-rail/removal-requests"] {
        theirs += &String::from_utf8(harness.get("nora-lindqvist", path).await.bytes).unwrap();
    }
    for secret in ["Ana Costa", "ana-costa", "old-bridge", "Old Bridge", "maria", "tom-becker", request.as_str()] {
        assert!(!theirs.contains(secret), "{secret} is known to the account that offers: {theirs}");
    }
    assert!(theirs.contains(ANA) && theirs.contains("transfer.accepted"));

    let headers = [("x-request-id", "old-bridge-approves")];
    let path = format!("/v1/accounts/old-bridge/removal-requests/{request}");
    let mut ours = Vec::new();
    for path in ["/v1/accounts/old-bridge/removal-requests", "/v1/accounts/old-bridge/audit-events", path.as_str()] {
        ours.extend(harness.get("maria-silva", path).await.bytes);
    }
    let approved = harness.call("maria-silva", Method::POST, &format!("{path}/approve"), &headers, None).await;
    let own = approved.header("domicile-request-id").to_owned();
    ours.extend(approved.bytes);
    for path in ["/v1/accounts/old-bridge/removal-requests", "/v1/accounts/old-bridge/audit-events", path.as_str()] {
        ours.extend(harness.get("maria-silva", path).await.bytes);
    }
    let mut ours = String::from_utf8(ours).unwrap();
    for it in outbox_entries(&harness.store).await.unwrap() {
        let to_new = it.recipient.ends_with("@northwind.example.com");
        assert!(!to_new, "no mail to the new account: {it:?}");
        // Ana's old mailbox is the old firm's.
        ours += &format!("{}\n{}\n", it.subject, it.body);
    }
    for secret in ["northwind", "Northwind", "nora", "Nora", "transfer.", id.as_str()] {
        assert!(!ours.contains(secret), "{secret} is known to the old account: {ours}");
    }
    let theirs = String::from_utf8(harness.get("nora-lindqvist", "/v1/accounts/northwind-rail/audit-events").await.bytes).unwrap();
    for secret in ["old-bridge", "Old Bridge", "maria", "tom-becker", request.as_str(), own.as_str()] {
        assert!(!theirs.contains(secret), "{secret} is known to the new account: {theirs}");
    }
    assert!(theirs.contains("user.joined") && theirs.contains("transfer.completed"), "{theirs}");
}

#[tokio::test]
async fn what_an_offer_needs_when_it_is_made() {
    let harness = Harness::new().await;
    let body = |email: &str| json!({"email": email});
    harness.post("nora-lindqvist", OFFERS, body("not an address")).await.problem(422, "bad_address");
    harness.post("nora-lindqvist", OFFERS, json!({"email": ANA, "country": "XX1"})).await.problem(422, "unknown_country");
    for role in ["account_admin", "co_admin", "group_admin"] {
        harness.post("nora-lindqvist", OFFERS, json!({"email": ANA, "roles": [role]})).await.problem(403, "insufficient_rank");
    }
    for (email, code) in [
        ("paul.petit@northwind.example.com", "already_member"),
        ("yara.haddad@example.com", "exists_unaffiliated"),
        ("nobody@example.com", "can_create"),
        ("new@oldbridge.example.com", "domain_owned_elsewhere"),
    ] {
        harness.post("nora-lindqvist", OFFERS, body(email)).await.problem(409, code);
    }
    harness.post("paul-petit", OFFERS, body(ANA)).await.problem(403, "not_allowed");
    harness.post("maria-silva", OFFERS, body(ANA)).await.problem(404, "not_found");
    for (person, account) in [("jonas-weber", "harbour"), ("iris-novak", "meridian")] {
        harness.post(person, &format!("/v1/accounts/{account}/transfers"), body(ANA)).await.problem(409, "federated_account");
    }
    let id = offer(&harness).await;
    let again = harness.post("nora-lindqvist", OFFERS, body(" Ana.Costa@OLDBRIDGE.example.com ")).await.problem(409, "offer_already_open");
    assert_eq!(again["transfer"]["id"], json!(id));
    // Every look counts, whatever came of it.
    assert_eq!(harness.execute("UPDATE look_ups SET looked_at = looked_at WHERE user_id = 'nora-lindqvist'").await, 6);
}

/// Security check 13: Addresses are looked up so many times an hour.
#[tokio::test]
async fn looking_addresses_up_is_limited() {
    let harness = Harness::new().await;
    for n in 0..100 {
        harness
            .execute(&format!(
                "INSERT INTO look_ups (id, account_id, user_id, looked_at) VALUES ('{n}', 'northwind-rail', 'nora-lindqvist', {})",
                harness.now().as_millisecond()
            ))
            .await;
    }
    let refused = harness.post("nora-lindqvist", OFFERS, json!({"email": ANA})).await;
    refused.problem(429, "too_many_lookups");
    assert_eq!(refused.header("retry-after"), "3601");
    harness.advance(SignedDuration::from_secs(3601));
    offer(&harness).await;
}

#[tokio::test]
async fn an_offer_is_the_persons_alone_and_answered_once() {
    let harness = Harness::new().await;
    let id = offer(&harness).await;
    for person in ["tom-becker", "nora-lindqvist"] {
        for it in ["accept", "decline"] {
            step(&harness, person, &id, it).await.problem(404, "not_found");
        }
    }
    let path = format!("{OFFERS}/{id}");
    harness
        .call("maria-silva", Method::DELETE, &format!("/v1/accounts/old-bridge/transfers/{id}"), &[], None)
        .await
        .problem(404, "not_found");
    harness.call("paul-petit", Method::DELETE, &path, &[], None).await.problem(403, "not_allowed");
    for _ in 0..2 {
        assert_eq!(step(&harness, "ana-costa", &id, "decline").await.ok(200)["state"], "declined");
    }
    step(&harness, "ana-costa", &id, "accept").await.problem(409, "offer_closed");
    harness.call("nora-lindqvist", Method::DELETE, &path, &[], None).await.problem(409, "offer_closed");
    assert_eq!(harness.me("ana-costa").await["offers"], json!([]));
    // The account may ask again.
    let second = offer(&harness).await;
    assert_ne!(second, id);
    harness.call("nora-lindqvist", Method::DELETE, &format!("{OFFERS}/{second}"), &[], None).await.ok(200);
    step(&harness, "ana-costa", &second, "accept").await.problem(409, "offer_closed");
}

#[tokio::test]
async fn an_offer_ends_after_thirty_days() {
    let harness = Harness::new().await;
    let id = offer(&harness).await;
    harness.advance(SignedDuration::from_hours(30 * 24) - SignedDuration::from_secs(1));
    assert_eq!(harness.me("ana-costa").await["offers"][0]["state"], "offered");
    harness.advance(SignedDuration::from_secs(1));
    assert_eq!(harness.me("ana-costa").await["offers"], json!([]));
    step(&harness, "ana-costa", &id, "accept").await.problem(409, "offer_closed");
    harness.worker.run_due().await.unwrap();
    assert_eq!(harness.history(&id).await.last().unwrap(), "system transfer.expired");
    offer(&harness).await;
}

#[tokio::test]
async fn an_acceptance_ends_with_its_request() {
    for how in ["withdrawn", "declined", "expired"] {
        let harness = Harness::new().await;
        let (id, request) = accepted(&harness).await;
        match how {
            "withdrawn" => {
                drop(harness.call("ana-costa", Method::DELETE, &format!("/v1/me/removal-requests/{request}"), &[], None).await.ok(200))
            }
            "declined" => drop(harness.decline("maria-silva", "old-bridge", &request, "Not yet.").await.ok(200)),
            _ => {
                harness.advance(SignedDuration::from_hours(14 * 24));
                // Both sides see it before anybody has written it.
                assert_eq!(harness.me("ana-costa").await["offers"][0]["state"], "expired");
                assert_eq!(state(&harness, &id).await, "expired");
                assert_ne!(harness.history(&id).await.last().unwrap(), "system transfer.ended");
                harness.worker.run_due().await.unwrap();
            }
        }
        let me = harness.me("ana-costa").await;
        assert_eq!((&me["request"]["state"], &me["offers"][0]["state"]), (&json!(how), &json!("expired")), "{how}");
        assert_eq!(me["affiliation"]["account"]["id"], "old-bridge");
        assert_eq!(state(&harness, &id).await, "expired");
    }
}

#[tokio::test]
async fn taking_the_acceptance_back_takes_the_request_back() {
    let harness = Harness::new().await;
    let (id, request) = accepted(&harness).await;
    assert_eq!(step(&harness, "ana-costa", &id, "decline").await.ok(200)["state"], "declined");
    assert_eq!(harness.me("ana-costa").await["request"]["state"], "withdrawn");
    assert_eq!(harness.history(&request).await.last().unwrap(), "ana-costa removal_request.withdrawn");
}

#[tokio::test]
async fn a_revoked_offer_leaves_the_request_to_the_person() {
    let harness = Harness::new().await;
    let (id, request) = accepted(&harness).await;
    let path = format!("{OFFERS}/{id}");
    assert_eq!(harness.call("nora-lindqvist", Method::DELETE, &path, &[], None).await.ok(200)["state"], "revoked");
    assert!(mails(&harness, ANA).await.contains(&"offer_revoked".to_owned()));
    assert_eq!(harness.me("ana-costa").await["request"]["state"], "submitted");
    harness.answer_request("maria-silva", "old-bridge", &request, "approve").await.ok(200);
    let me = harness.me("ana-costa").await;
    assert_eq!((&me["affiliation"], &me["lock"]["reasons"][0]["reason"]), (&Value::Null, &json!("removed_from_account")));
}

#[tokio::test]
async fn an_offer_is_checked_when_it_is_accepted_and_when_it_is_carried_out() {
    for spoiled in [
        "DELETE FROM user_roles WHERE user_id = 'nora-lindqvist'",
        "INSERT INTO user_locks (user_id, reason, since) VALUES ('nora-lindqvist', 'administrator', 0)",
        "UPDATE users SET account_id = NULL WHERE id = 'nora-lindqvist'",
        "UPDATE accounts SET federation = 'jit' WHERE id = 'northwind-rail'",
        "UPDATE transfers SET roles = 'account_admin'",
    ] {
        let harness = Harness::new().await;
        let id = offer(&harness).await;
        harness.execute(spoiled).await;
        step(&harness, "ana-costa", &id, "accept").await.problem(409, "offer_no_longer_valid");
        assert_eq!(harness.me("ana-costa").await["request"], Value::Null, "nothing half done: {spoiled}");

        let harness = Harness::new().await;
        let (_, request) = accepted(&harness).await;
        harness.execute(spoiled).await;
        harness.answer_request("maria-silva", "old-bridge", &request, "approve").await.ok(200);
        let me = harness.me("ana-costa").await;
        assert_eq!((&me["affiliation"], &me["roles"], &me["country"]["code"]), (&Value::Null, &json!([]), &Value::Null), "{spoiled}");
        assert_eq!((&me["offers"][0]["state"], &me["limitedView"]), (&json!("no_longer_valid"), &json!(true)));
        assert_eq!(mails(&harness, ANA).await.last().unwrap(), "offer_no_longer_valid");
    }
}

#[tokio::test]
async fn one_offer_is_accepted_at_a_time_and_who_has_asked_need_not_ask_twice() {
    let harness = Harness::new().await;
    let request = harness.file_request("ana-costa").await;
    let id = offer(&harness).await;
    harness.execute("UPDATE accounts SET federation = 'none' WHERE id = 'meridian'").await;
    let other = harness.post("iris-novak", "/v1/accounts/meridian/transfers", json!({"email": ANA})).await.ok(201);
    let answer = step(&harness, "ana-costa", &id, "accept").await.ok(200);
    assert_eq!(answer["request"]["id"], json!(request));
    let refused = step(&harness, "ana-costa", other["id"].as_str().unwrap(), "accept").await.problem(409, "offer_already_accepted");
    assert_eq!(refused["offer"]["id"], json!(id));
    harness.answer_request("maria-silva", "old-bridge", &request, "approve").await.ok(200);
    assert_eq!(harness.me("ana-costa").await["affiliation"]["account"]["id"], "northwind-rail");
}

#[tokio::test]
async fn who_is_free_by_then_moves_at_once() {
    let harness = Harness::new().await;
    let id = offer(&harness).await;
    let request = harness.file_request("ana-costa").await;
    harness.answer_request("maria-silva", "old-bridge", &request, "approve").await.ok(200);
    let answer = step(&harness, "ana-costa", &id, "accept").await.ok(200);
    assert_eq!((&answer["offer"]["state"], &answer["request"]), (&json!("completed"), &Value::Null));
    let me = harness.me("ana-costa").await;
    assert_eq!((&me["affiliation"]["account"]["id"], &me["lock"]), (&json!("northwind-rail"), &Value::Null));
}

#[tokio::test]
async fn it_was_not_me_takes_the_acceptance_back() {
    let harness = Harness::new().await;
    let (_, request) = accepted(&harness).await;
    let mail = outbox_entries(&harness.store).await.unwrap().into_iter().find(|it| it.kind == "confirm_accepted").unwrap();
    let link = mail.body.lines().find_map(|it| it.split_once("http://127.0.0.1:4711/")).unwrap().1.to_owned();
    let open = |method: Method| {
        harness.send(axum::http::Request::builder().method(method).uri(format!("/{link}")).body(axum::body::Body::empty()).unwrap())
    };
    let page = String::from_utf8(open(Method::GET).await.bytes).unwrap();
    assert!(page.contains("Undo the acceptance"), "{page}");
    assert_eq!(open(Method::POST).await.status, 200);
    let me = harness.me("ana-costa").await;
    assert_eq!((&me["request"]["state"], &me["offers"]), (&json!("withdrawn"), &json!([])), "what she said no to herself is not shown");
    assert_eq!(harness.history(&request).await.last().unwrap(), "ana-costa removal_request.withdrawn");
    assert_eq!(open(Method::POST).await.status, 410);
}
