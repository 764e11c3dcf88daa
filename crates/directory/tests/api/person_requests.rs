//! Requests to be added, to be unlocked, for a country, for a role: the whole way of each kind, what ends them, and every guard on it.

use super::harness::{Harness, TestResponse};
use axum::http::Method;
use domicile_directory::mail::outbox_entries;
use jiff::SignedDuration;
use serde_json::{Value, json};

const MINE: &str = "/v1/me/requests";
const ANA: &str = "ana.costa@oldbridge.example.com";

async fn file(harness: &Harness, person: &str, body: Value) -> String {
    harness.post(person, MINE, body).await.ok(201)["id"].as_str().unwrap().to_owned()
}

async fn answer(harness: &Harness, person: &str, account: &str, id: &str, step: &str) -> TestResponse {
    harness.call(person, Method::POST, &format!("/v1/accounts/{account}/requests/{id}/{step}"), &[], None).await
}

async fn decline(harness: &Harness, person: &str, account: &str, id: &str, reason: &str) -> TestResponse {
    harness.post(person, &format!("/v1/accounts/{account}/requests/{id}/decline"), json!({"reason": reason})).await
}

async fn withdraw(harness: &Harness, person: &str, id: &str) -> TestResponse {
    harness.call(person, Method::DELETE, &format!("{MINE}/{id}"), &[], None).await
}

/// The newest request of a kind, as its owner sees it.
async fn mine(harness: &Harness, person: &str, kind: &str) -> Value {
    let me = harness.me(person).await;
    me["requests"].as_array().unwrap().iter().find(|it| it["kind"] == kind).cloned().unwrap_or_default()
}

async fn mails(harness: &Harness, to: &str) -> Vec<String> {
    outbox_entries(&harness.store).await.unwrap().into_iter().filter(|it| it.recipient == to).map(|it| it.kind).collect()
}

#[tokio::test]
async fn each_kind_is_done_by_approving_it() {
    let harness = Harness::new().await;
    let country = file(&harness, "ana-costa", json!({"kind": "country", "country": "FR", "note": "I work in Lyon."})).await;
    let role = file(&harness, "ana-costa", json!({"kind": "role", "role": "beta", "to": "tom-becker"})).await;
    harness.post("maria-silva", "/v1/accounts/old-bridge/users/ana-costa/lock", json!({})).await.ok(200);
    let unlock = file(&harness, "ana-costa", json!({"kind": "unlock"})).await;
    assert_eq!(harness.me("maria-silva").await["inbox"]["openPersonRequests"], 3);
    assert_eq!(harness.me("maria-silva").await["inbox"]["openRequests"], 0, "those to leave are counted as before");
    let list = harness.get("tom-becker", "/v1/accounts/old-bridge/requests?state=open").await.ok(200);
    let kinds: Vec<_> = list["items"].as_array().unwrap().iter().map(|it| it["kind"].clone()).collect();
    assert_eq!(kinds, ["unlock", "role", "country"]);
    assert_eq!(list["items"][2]["note"], "I work in Lyon.");
    assert_eq!((&list["items"][0]["user"]["displayName"], &list["items"][0]["state"]), (&json!("Ana Costa"), &json!("submitted")));

    harness.advance(SignedDuration::from_secs(60));
    assert_eq!(answer(&harness, "maria-silva", "old-bridge", &country, "seen").await.ok(200)["state"], "seen");
    for id in [&country, &role, &unlock] {
        let done = answer(&harness, "tom-becker", "old-bridge", id, "approve").await.ok(200);
        assert_eq!((&done["state"], &done["answeredBy"]["id"]), (&json!("fulfilled"), &json!("tom-becker")));
        answer(&harness, "maria-silva", "old-bridge", id, "approve").await.problem(409, "request_closed");
        withdraw(&harness, "ana-costa", id).await.problem(409, "request_closed");
    }
    let me = harness.me("ana-costa").await;
    assert_eq!((&me["country"], &me["lock"]), (&json!({"code": "FR", "decidedBy": "explicit"}), &Value::Null));
    assert_eq!(me["roles"], json!(["download", "beta"]));
    assert_eq!(
        harness.history(&country).await,
        [
            "ana-costa person_request.filed",
            "maria-silva person_request.seen",
            "tom-becker person_request.approved",
            "tom-becker person_request.fulfilled"
        ]
    );
    let done: Vec<_> = harness.changes("ana-costa").await.into_iter().filter(|it| it.starts_with("tom-becker")).collect();
    assert_eq!(done, ["tom-becker user.country_changed", "tom-becker user.roles_changed", "tom-becker user.unlocked"]);
    // Tom alone was asked for the role; both for the rest.
    let received = |all: Vec<String>| all.iter().filter(|it| *it == "person_request_received").count();
    assert_eq!(received(mails(&harness, "maria.silva@oldbridge.example.com").await), 2);
    assert_eq!(received(mails(&harness, "tom.becker@oldbridge.example.com").await), 3);
    assert_eq!(mails(&harness, ANA).await.iter().filter(|it| *it == "person_request_fulfilled").count(), 3);
    let list = harness.get("ana-costa", MINE).await.ok(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn what_is_so_by_another_way_ends_the_request_as_done() {
    let harness = Harness::new().await;
    harness.post("maria-silva", "/v1/accounts/old-bridge/users/ana-costa/lock", json!({})).await.ok(200);
    let unlock = file(&harness, "ana-costa", json!({"kind": "unlock"})).await;
    let role = file(&harness, "ana-costa", json!({"kind": "role", "role": "beta"})).await;
    let country = file(&harness, "ana-costa", json!({"kind": "country", "country": "FR"})).await;
    let users = "/v1/accounts/old-bridge/users/ana-costa";
    let put = |path: &'static str, body: Value| harness.call("maria-silva", Method::PUT, path, &[], Some(body));
    // Something else changes nothing for them.
    put("/v1/accounts/old-bridge/users/ana-costa/entitlement-country", json!({"country": "DE"})).await.ok(200);
    assert_eq!(mine(&harness, "ana-costa", "country").await["state"], "submitted");
    harness.post("maria-silva", &format!("{users}/unlock"), json!({"lock": "administrator"})).await.ok(200);
    put("/v1/accounts/old-bridge/users/ana-costa/roles", json!({"roles": ["beta", "download"]})).await.ok(200);
    put("/v1/accounts/old-bridge/users/ana-costa/entitlement-country", json!({"country": "FR"})).await.ok(200);
    for (kind, id) in [("unlock", &unlock), ("role", &role), ("country", &country)] {
        assert_eq!(mine(&harness, "ana-costa", kind).await["state"], "fulfilled", "{kind}");
        assert_eq!(harness.history(id).await.last().unwrap(), "maria-silva person_request.fulfilled");
    }
    // A role that comes with a group is one as well.
    let role = file(&harness, "ana-costa", json!({"kind": "role", "role": "sdk_download"})).await;
    let group = json!({"name": "Builders", "roles": ["sdk_download"]});
    let group = harness.post("maria-silva", "/v1/accounts/old-bridge/groups", group).await.ok(201)["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/accounts/old-bridge/groups/{group}/members/ana-costa");
    harness.call("maria-silva", Method::PUT, &path, &[], None).await.ok(200);
    assert_eq!(harness.history(&role).await.last().unwrap(), "maria-silva person_request.fulfilled");
}

#[tokio::test]
async fn who_is_free_asks_an_account_that_invited_and_no_other() {
    let harness = Harness::new().await;
    let add = |account: &str| json!({"kind": "add", "account": account, "note": "I start on Monday."});
    // Never by search: an account that is there answers as one that is not.
    for account in ["northwind-rail", "old-bridge", "no-such-account"] {
        harness.post("yara-haddad", MINE, add(account)).await.problem(404, "not_found");
    }
    assert_eq!(harness.me("yara-haddad").await["mayAskToJoin"], json!([]));
    let invite = json!({"email": "Yara.Haddad@example.com"});
    let invited = harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/invitations", invite).await.ok(201);
    let path = format!("/v1/accounts/northwind-rail/invitations/{}", invited["id"].as_str().unwrap());
    harness.call("nora-lindqvist", Method::DELETE, &path, &[], None).await.ok(200);
    let me = harness.me("yara-haddad").await;
    assert_eq!(me["mayAskToJoin"], json!([{"id": "northwind-rail", "name": "Northwind Rail"}]));
    harness.post("yara-haddad", MINE, add("old-bridge")).await.problem(404, "not_found");
    let to = json!({"kind": "add", "account": "northwind-rail", "to": "nora-lindqvist"});
    harness.post("yara-haddad", MINE, to).await.problem(422, "unknown_recipient");
    let id = file(&harness, "yara-haddad", add("northwind-rail")).await;

    // The account sees the address that it had, and no name.
    let seen = harness.get("nora-lindqvist", &format!("/v1/accounts/northwind-rail/requests/{id}")).await.ok(200);
    assert_eq!((&seen["user"], &seen["email"]), (&Value::Null, &invited["email"]));
    let audit = harness.get("nora-lindqvist", "/v1/accounts/northwind-rail/audit-events").await.ok(200);
    assert!(!seen.to_string().contains("Haddad,") && !format!("{seen}{audit}").contains("Yara Haddad"), "{audit}");
    let letter = outbox_entries(&harness.store).await.unwrap().into_iter().find(|it| it.kind == "person_request_received").unwrap();
    assert!(!letter.body.contains("Yara Haddad") && letter.body.to_lowercase().contains("yara.haddad@example.com"), "{}", letter.body);
    harness.get("maria-silva", &format!("/v1/accounts/old-bridge/requests/{id}")).await.problem(404, "not_found");
    answer(&harness, "maria-silva", "old-bridge", &id, "approve").await.problem(404, "not_found");

    let done = answer(&harness, "nora-lindqvist", "northwind-rail", &id, "approve").await.ok(200);
    assert_eq!((&done["state"], &done["user"]["displayName"]), (&json!("fulfilled"), &json!("Yara Haddad")));
    let me = harness.me("yara-haddad").await;
    assert_eq!(
        (&me["affiliation"]["account"]["id"], &me["mayAskToJoin"], &me["mayLeaveUntil"]),
        (&json!("northwind-rail"), &json!([]), &Value::Null)
    );
    assert_eq!(me["lock"]["reasons"][0]["reason"], "removed_from_account", "unlocking is a step of its own");
    assert_eq!(mails(&harness, "yara.haddad@example.com").await, ["join_invitation", "join_request_fulfilled"]);
    harness.post("yara-haddad", MINE, add("northwind-rail")).await.problem(409, "already_affiliated");
}

#[tokio::test]
async fn joining_and_leaving_end_what_was_asked() {
    let harness = Harness::new().await;
    for (who, account) in [("nora-lindqvist", "northwind-rail"), ("maria-silva", "old-bridge")] {
        let invite = json!({"email": "yara.haddad@example.com"});
        harness.post(who, &format!("/v1/accounts/{account}/invitations"), invite).await.ok(201);
    }
    let id = file(&harness, "yara-haddad", json!({"kind": "add", "account": "northwind-rail"})).await;
    let open = harness.get("maria-silva", "/v1/accounts/old-bridge/invitations").await.ok(200);
    let invitation = open["items"][0]["id"].as_str().unwrap().to_owned();
    harness.post("yara-haddad", &format!("/v1/me/invitations/{invitation}/accept"), json!({})).await.ok(200);
    assert_eq!(mine(&harness, "yara-haddad", "add").await["state"], "withdrawn");
    assert_eq!(harness.history(&id).await, ["yara-haddad person_request.filed", "system person_request.withdrawn"]);

    let country = file(&harness, "ana-costa", json!({"kind": "country", "country": "FR"})).await;
    harness.call("maria-silva", Method::DELETE, "/v1/accounts/old-bridge/users/ana-costa", &[], None).await.ok(200);
    assert_eq!(harness.history(&country).await.last().unwrap(), "maria-silva person_request.withdrawn");
    answer(&harness, "maria-silva", "old-bridge", &country, "approve").await.problem(409, "request_closed");
}

#[tokio::test]
async fn a_request_fits_its_kind_and_asks_for_something() {
    let harness = Harness::new().await;
    for (body, status, code) in [
        (json!({}), 422, "invalid_body"),
        (json!({"kind": "removal"}), 422, "invalid_body"),
        (json!({"kind": "country"}), 422, "invalid_body"),
        (json!({"kind": "country", "country": "XX1"}), 422, "unknown_country"),
        (json!({"kind": "country", "country": "FR", "role": "beta"}), 422, "invalid_body"),
        (json!({"kind": "role"}), 422, "invalid_body"),
        (json!({"kind": "role", "role": "boss"}), 422, "invalid_body"),
        (json!({"kind": "unlock", "account": "old-bridge"}), 422, "invalid_body"),
        (json!({"kind": "add"}), 422, "invalid_body"),
        (json!({"kind": "add", "account": "northwind-rail"}), 409, "already_affiliated"),
        (json!({"kind": "unlock"}), 409, "nothing_to_ask"),
        (json!({"kind": "role", "role": "download"}), 409, "nothing_to_ask"),
        (json!({"kind": "role", "role": "beta", "to": "nora-lindqvist"}), 422, "unknown_recipient"),
        (json!({"kind": "role", "role": "beta", "note": "x".repeat(501)}), 422, "text_too_long"),
    ] {
        harness.post("ana-costa", MINE, body.clone()).await.problem(status, code);
    }
    harness.post("yara-haddad", MINE, json!({"kind": "unlock"})).await.problem(409, "not_affiliated");
    harness.execute("INSERT INTO user_locks (user_id, reason, since) VALUES ('ana-costa', 'support', 0)").await;
    harness.post("ana-costa", MINE, json!({"kind": "unlock"})).await.problem(409, "not_theirs_to_give");
}

#[tokio::test]
async fn one_of_a_kind_is_open_and_three_a_day_are_filed() {
    let harness = Harness::new().await;
    let beta = json!({"kind": "role", "role": "beta"});
    for n in 0..3 {
        let id = file(&harness, "ana-costa", beta.clone()).await;
        let twice = harness.post("ana-costa", MINE, json!({"kind": "role", "role": "sdk_download"})).await;
        assert_eq!(twice.problem(409, "request_already_open")["request"]["id"], id, "{n}");
        assert_eq!(withdraw(&harness, "ana-costa", &id).await.ok(200)["state"], "withdrawn");
        assert_eq!(withdraw(&harness, "ana-costa", &id).await.ok(200)["state"], "withdrawn", "twice changes nothing");
        withdraw(&harness, "tom-becker", &id).await.problem(404, "not_found");
    }
    let refused = harness.post("ana-costa", MINE, beta.clone()).await;
    refused.problem(429, "too_many_filings");
    assert!(refused.header("retry-after").parse::<i64>().unwrap() > 86_000);
    // Another kind is counted apart, and the same again a day later.
    file(&harness, "ana-costa", json!({"kind": "country", "country": "FR"})).await;
    harness.advance(SignedDuration::from_hours(25));
    file(&harness, "ana-costa", beta).await;
    // The same key brings the same request.
    let key = [("idempotency-key", "k")];
    let body = json!({"kind": "role", "role": "beta"});
    let first = harness.call("paul-petit", Method::POST, MINE, &key, Some(body.clone())).await.ok(201);
    assert_eq!(harness.call("paul-petit", Method::POST, MINE, &key, Some(body)).await.ok(201), first);
}

#[tokio::test]
async fn nobody_answers_beyond_their_rank() {
    let harness = Harness::new().await;
    let id = file(&harness, "ana-costa", json!({"kind": "role", "role": "account_admin"})).await;
    assert_eq!(mails(&harness, "tom.becker@oldbridge.example.com").await, Vec::<String>::new(), "he cannot give it");
    assert_eq!(mails(&harness, "maria.silva@oldbridge.example.com").await, ["person_request_received"]);
    answer(&harness, "tom-becker", "old-bridge", &id, "approve").await.problem(403, "only_account_admin");
    assert_eq!(mine(&harness, "ana-costa", "role").await["state"], "submitted");
    answer(&harness, "ana-costa", "old-bridge", &id, "approve").await.problem(403, "not_allowed");
    decline(&harness, "tom-becker", "old-bridge", &id, " ").await.problem(422, "reason_required");
    let no = decline(&harness, "tom-becker", "old-bridge", &id, "Not for now.").await.ok(200);
    assert_eq!((&no["state"], &no["declineReason"]), (&json!("declined"), &json!("Not for now.")));
    let seen = mine(&harness, "ana-costa", "role").await;
    assert_eq!((&seen["declineReason"], &seen["answeredBy"]["displayName"]), (&json!("Not for now."), &json!("Tom Becker")));
    assert_eq!(mails(&harness, ANA).await, ["person_request_declined"]);
    // Asked for oneself, it is not given by oneself.
    let own = file(&harness, "tom-becker", json!({"kind": "role", "role": "group_admin"})).await;
    answer(&harness, "tom-becker", "old-bridge", &own, "approve").await.problem(403, "own_rank");
    answer(&harness, "maria-silva", "old-bridge", &own, "approve").await.ok(200);
}

#[tokio::test]
async fn without_an_administrator_support_is_asked() {
    let harness = Harness::new().await;
    let id = file(&harness, "sam-quarry", json!({"kind": "role", "role": "download", "note": "I need it."})).await;
    let mine = mine(&harness, "sam-quarry", "role").await;
    assert_eq!((&mine["id"], &mine["route"]), (&json!(id), &json!("support")));
    let case = harness.me("sam-quarry").await["serviceRequest"].clone();
    assert_eq!(mine["serviceRequest"], case["id"]);
    assert!(
        case["text"].as_str().unwrap().contains("asks for the role download") && case["text"].as_str().unwrap().ends_with("I need it.")
    );
}

#[tokio::test]
async fn a_request_is_reminded_of_twice_and_expires() {
    let harness = Harness::new().await;
    let id = file(&harness, "ana-costa", json!({"kind": "country", "country": "FR"})).await;
    let reminded = async || {
        harness.worker.run_due().await.unwrap();
        mails(&harness, "tom.becker@oldbridge.example.com").await.iter().filter(|it| *it == "person_request_reminder").count()
    };
    assert_eq!(reminded().await, 0);
    for (days, many) in [(2, 0), (1, 1), (1, 1), (3, 2), (3, 2)] {
        harness.advance(SignedDuration::from_hours(24 * days));
        assert_eq!(reminded().await, many);
    }
    harness.advance(SignedDuration::from_hours(24 * 4));
    assert_eq!(mine(&harness, "ana-costa", "country").await["state"], "expired", "before anybody wrote it");
    assert_eq!(harness.me("maria-silva").await["inbox"]["openPersonRequests"], 0);
    let open = harness.get("maria-silva", "/v1/accounts/old-bridge/requests?state=open").await.ok(200);
    assert_eq!(open["items"], json!([]));
    answer(&harness, "maria-silva", "old-bridge", &id, "approve").await.problem(409, "request_closed");
    harness.worker.run_due().await.unwrap();
    assert_eq!(harness.history(&id).await.last().unwrap(), "system person_request.expired");
    assert_eq!(mails(&harness, ANA).await.last().unwrap(), "person_request_expired");
    file(&harness, "ana-costa", json!({"kind": "country", "country": "FR"})).await;
}
