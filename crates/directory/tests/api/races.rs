//! Many at the same moment: exactly one wins, and the others are told what is true.

use super::harness::{Harness, TestResponse, send};
use super::identity::{ISSUER, service, token};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How often a client asks again that is told to come back.
const TRIES: usize = 5;

/// POSTs as a good client does: under a key, and again where the service says that it is too busy just now. Two hundred who wait for one
/// row on a busy machine may well come to the end of the time that a request has.
async fn post(service: &Router, harness: &Harness, person: &str, path: &str, body: &Value) -> TestResponse {
    let mut tries = 1;
    loop {
        let request = Request::post(path)
            .header(header::AUTHORIZATION, format!("Bearer {}", token(harness, json!({"sub": person}))))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", "the-only-one");
        let answer = send(service, request.body(Body::from(body.to_string())).unwrap()).await;
        if answer.status != 503 || tries == TRIES {
            return answer;
        }
        assert!(!answer.header("retry-after").is_empty(), "{answer:?}");
        tries += 1;
    }
}

/// As many more administrators, half of Northwind Rail's and half of Quarry's, each with a sign-in of the outside issuer.
async fn administrators(harness: &Harness, many: usize) {
    let values = |row: &dyn Fn(usize) -> String| (0..many).map(row).collect::<Vec<_>>().join(", ");
    harness
        .execute(&format!(
            "INSERT INTO users (id, email, email_key, display_name, locale, account_id, affiliated_since, provisioned, created_at, version, \
             changed_at) VALUES {}",
            values(&|n| {
                let account = account(n);
                format!("('admin-{n}', 'admin-{n}@example.org', 'admin-{n}@example.org', 'Admin {n}', 'en', '{account}', 0, FALSE, 0, 0, 0)")
            })
        ))
        .await;
    let roles = values(&|n| format!("('admin-{n}', 'co_admin', '{}')", account(n)));
    harness.execute(&format!("INSERT INTO user_roles (user_id, role, account_id) VALUES {roles}")).await;
    let linked = values(&|n| format!("('{ISSUER}', 'admin-{n}', 'admin-{n}', 0)"));
    harness.execute(&format!("INSERT INTO identities (issuer, subject, user_id, linked_at) VALUES {linked}")).await;
}

fn account(n: usize) -> &'static str {
    if n.is_multiple_of(2) { "northwind-rail" } else { "quarry" }
}

/// Security check 29: Of many who do the same at once one wins.
#[tokio::test]
async fn two_hundred_administrators_add_one_person_and_exactly_one_wins() {
    let harness = Harness::new().await;
    administrators(&harness, 200).await;
    let service = service(&harness.store, harness.clock()).await;
    let body = json!({"email": "yara.haddad@example.com", "action": "addToAccount"});
    let asked = (0..200).map(|n| {
        let path = format!("/v1/accounts/{}/users", account(n));
        let (service, harness, body) = (&service, &harness, &body);
        async move { (n, post(service, harness, &format!("admin-{n}"), &path, body).await) }
    });
    let answers = futures_util::future::join_all(asked).await;
    let winners: Vec<usize> = answers.iter().filter(|it| it.1.status == 201).map(|it| it.0).collect();
    assert_eq!(winners.len(), 1, "{winners:?}");
    let at = account(winners[0]);
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    for (n, answer) in answers.iter().filter(|it| it.0 != winners[0]) {
        let code = if account(*n) == at { "already_member" } else { "affiliated_elsewhere" };
        answer.problem(409, code);
        *codes.entry(code.to_owned()).or_default() += 1;
    }
    assert_eq!(codes, BTreeMap::from([("already_member".to_owned(), 99), ("affiliated_elsewhere".to_owned(), 100)]));
    assert_eq!(harness.me("yara-haddad").await["affiliation"]["account"]["id"], at);
    let joined = harness.history("yara-haddad").await.into_iter().filter(|it| it.ends_with("user.joined")).count();
    assert_eq!(joined, 1);
}

/// Security check 14: A person has one offer of each account at most, however many are made at once.
#[tokio::test]
async fn many_administrators_offer_to_one_person_and_each_account_has_one_offer() {
    let harness = Harness::new().await;
    administrators(&harness, 40).await;
    let service = service(&harness.store, harness.clock()).await;
    let body = json!({"email": "ana.costa@oldbridge.example.com"});
    let asked = (0..40).map(|n| {
        let path = format!("/v1/accounts/{}/transfers", account(n));
        let (service, harness, body) = (&service, &harness, &body);
        async move { post(service, harness, &format!("admin-{n}"), &path, body).await }
    });
    let mut made = 0;
    for answer in futures_util::future::join_all(asked).await {
        if answer.status == 201 {
            made += 1;
        } else {
            answer.problem(409, "offer_already_open");
        }
    }
    assert_eq!((made, harness.me("ana-costa").await["offers"].as_array().unwrap().len()), (2, 2));
}

#[tokio::test]
async fn of_approving_withdrawing_revoking_and_removing_at_once_what_is_told_is_true() {
    for _ in 0..4 {
        let harness = Harness::new().await;
        let body = json!({"email": "ana.costa@oldbridge.example.com", "roles": ["beta"]});
        let offers = "/v1/accounts/northwind-rail/transfers";
        let offer = harness.post("nora-lindqvist", offers, body).await.ok(201)["id"].as_str().unwrap().to_owned();
        let accepted = harness.call("ana-costa", Method::POST, &format!("/v1/me/transfers/{offer}/accept"), &[], None).await.ok(200);
        let request = accepted["request"]["id"].as_str().unwrap().to_owned();
        for person in ["maria-silva", "tom-becker"] {
            harness.token(person).await;
        }
        let (withdraw, revoke) = (format!("/v1/me/removal-requests/{request}"), format!("{offers}/{offer}"));
        let (approved, removed, withdrawn, revoked) = tokio::join!(
            harness.answer_request("maria-silva", "old-bridge", &request, "approve"),
            harness.call("tom-becker", Method::DELETE, "/v1/accounts/old-bridge/users/ana-costa", &[], None),
            harness.call("ana-costa", Method::DELETE, &withdraw, &[], None),
            harness.call("nora-lindqvist", Method::DELETE, &revoke, &[], None),
        );
        let me = harness.me("ana-costa").await;
        let (request, offer) = (me["request"]["state"].clone(), me["offers"][0]["state"].clone());
        // Each was told the truth at its turn.
        if approved.status == 200 {
            removed.problem(404, "not_found");
        } else {
            approved.problem(409, "request_closed");
        }
        assert_eq!(withdrawn.status == 200, request == "withdrawn", "{withdrawn:?}");
        assert!(request == "fulfilled" || request == "withdrawn", "{request}");
        if withdrawn.status != 200 {
            withdrawn.problem(409, "request_closed");
        }
        if revoked.status == 200 {
            assert_eq!(offer, "revoked");
        } else {
            revoked.problem(409, "offer_closed");
            assert!(offer == "completed" || offer == "expired", "{offer}");
        }
        let moved = offer == "completed";
        let at = me["affiliation"]["account"]["id"].clone();
        let left = approved.status == 200 || removed.status == 200;
        let expected = if moved {
            json!("northwind-rail")
        } else if left {
            Value::Null
        } else {
            json!("old-bridge")
        };
        assert_eq!(at, expected, "{request} {offer}");
        let joined = harness.history("ana-costa").await.into_iter().filter(|it| it.ends_with("user.joined")).count();
        assert_eq!(joined, usize::from(moved));
    }
}
