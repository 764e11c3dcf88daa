//! What the administrators of an account read of its events, and what they never do.

use super::harness::Harness;
use jiff::SignedDuration;
use serde_json::{Value, json};

const LIST: &str = "/v1/accounts/old-bridge/audit-events";

#[tokio::test]
async fn administrators_read_what_happened_in_their_account() {
    let harness = Harness::new().await;
    let body = json!({"reason": "I am moving on.", "to": "tom-becker"});
    let id = harness.post("ana-costa", "/v1/me/removal-requests", body).await.ok(201)["id"].clone();
    let list = harness.get("tom-becker", LIST).await.ok(200);
    let event = &list["items"][0];
    assert_eq!(
        event["actor"],
        json!({"kind": "user", "person": {"id": "ana-costa", "displayName": "Ana Costa", "email": "ana.costa@oldbridge.example.com"}})
    );
    assert_eq!((&event["action"], &event["subject"]), (&json!("removal_request.filed"), &id));
    assert_eq!(
        (&event["before"], &event["after"]),
        (&Value::Null, &json!({"state": "submitted", "route": "administrator", "to": "tom-becker"}))
    );
    assert_eq!((&event["at"], &event["because"]), (&json!("2026-03-04T10:00:00.123Z"), &json!("I am moving on.")));
    assert!(event["requestId"].as_str().unwrap().len() > 8 && event["id"].is_string());

    harness.answer_request("maria-silva", "old-bridge", id.as_str().unwrap(), "approve").await.ok(200);
    let list = harness.get("maria-silva", LIST).await.ok(200);
    let actions: Vec<_> = list["items"].as_array().unwrap().iter().map(|it| it["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["removal_request.fulfilled", "user.removed", "removal_request.approved", "removal_request.filed"]);
    assert_eq!((&list["items"][1]["subject"], &list["items"][1]["actor"]["person"]["id"]), (&json!("ana-costa"), &json!("maria-silva")));
    assert_eq!(list["items"][1]["before"], json!({"account": "old-bridge", "roles": ["download"], "country": null}));
    assert_eq!(list["items"][1]["after"], json!({"account": null, "lock": "removed_from_account"}));
    // Ana belongs to nobody now: what she did stays, who she was is not this account's to read here.
    assert_eq!((&list["items"][3]["actor"], &list["items"][3]["because"]), (&json!({"kind": "user", "person": null}), &Value::Null));
}

#[tokio::test]
async fn only_the_administrators_of_the_account_read_them() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    harness.get("ana-costa", LIST).await.problem(403, "not_allowed");
    harness.get("piet-jansen", LIST).await.problem(403, "not_allowed");
    harness.get("nora-lindqvist", LIST).await.problem(404, "not_found");
    harness.get("yara-haddad", LIST).await.problem(404, "not_found");
    harness.get("maria-silva", "/v1/accounts/northwind-rail/audit-events").await.problem(404, "not_found");
    harness.get("maria-silva", "/v1/accounts/-/audit-events").await.problem(404, "not_found");
    assert_eq!(harness.get("nora-lindqvist", "/v1/accounts/northwind-rail/audit-events").await.ok(200)["items"], json!([]));
    harness.execute("INSERT INTO user_locks (user_id, reason, since) VALUES ('tom-becker', 'administrator', 0)").await;
    harness.get("tom-becker", LIST).await.problem(403, "limited_view");
}

#[tokio::test]
async fn they_come_in_pages() {
    let harness = Harness::new().await;
    let mut filed = Vec::new();
    for person in ["ana-costa", "maria-silva", "tom-becker", "piet-jansen"] {
        filed.insert(0, harness.file_request(person).await);
        harness.advance(SignedDuration::from_secs(1));
    }
    let (mut seen, mut query) = (Vec::new(), "?limit=3".to_owned());
    loop {
        let page = harness.get("maria-silva", &format!("{LIST}{query}")).await.ok(200);
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 3);
        seen.extend(items.iter().map(|it| it["subject"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["nextCursor"].as_str() else { break };
        query = format!("?limit=3&cursor={cursor}");
    }
    assert_eq!(seen, filed);
    for bad in ["?limit=0", "?limit=101", "?cursor=x"] {
        harness.get("maria-silva", &format!("{LIST}{bad}")).await.problem(400, "bad_request");
    }
}

/// Security check 6: What administrators read of the record holds nothing of another account.
#[tokio::test]
async fn nothing_of_another_account_is_ever_in_them() {
    let harness = Harness::new().await;
    let words = json!({
        "state": "northwind-rail", "route": "Northwind Rail", "roles": ["nora-lindqvist", "download"], "role": "paul-petit",
        "to": "nora-lindqvist", "user": "paul-petit", "by": "nora.lindqvist@northwind.example.com", "person": {"id": "nora-lindqvist"},
        "account": "northwind-rail", "accountName": "Northwind Rail", "name": "Nora Lindqvist", "northwind-rail": 1,
        "email": "nora.lindqvist@northwind.example.com", "offer": {"account": {"id": "northwind-rail", "name": "Northwind Rail"}},
        "reason": "Nora Lindqvist asks", "country": "FR", "blockers": [["northwind-rail"], {"state": "northwind-rail"}],
        "code": "quarry", "lock": "harbour", "verdict": "meridian",
    })
    .to_string()
    .replace('\'', "''");
    // As if the service had written each into Old Bridge's chain: by whom, about what.
    let written = [
        ("nora-lindqvist", "nora-lindqvist"),
        ("nora-lindqvist", "northwind-rail"),
        ("support", "paul-petit"),
        ("operator", "nora.lindqvist@northwind.example.com"),
        ("system", "Northwind Rail"),
    ];
    for (i, (actor, subject)) in written.iter().enumerate() {
        let insert = format!(
            "INSERT INTO audit_events (id, account_id, at, actor, action, subject, before, after, because, request_id, chain, sequence) VALUES \
             ('e{i}', 'old-bridge', {i}, '{actor}', 'user.changed', '{subject}', '{words}', '{words}', 'Nora of Northwind Rail said so', 'q', \
             'old-bridge', {i})"
        );
        harness.execute(&insert).await;
    }
    let answer = harness.get("maria-silva", LIST).await;
    let list = answer.ok(200);
    assert_eq!(list["items"].as_array().unwrap().len(), written.len());
    let text = String::from_utf8(answer.bytes).unwrap().to_lowercase();
    for secret in ["northwind", "nora", "lindqvist", "paul", "petit", "quarry", "harbour", "meridian"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    assert_eq!(list["items"][0]["after"], json!({"roles": ["download"], "country": "FR", "blockers": []}));
    let kinds: Vec<_> = list["items"].as_array().unwrap().iter().map(|it| it["actor"]["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["system", "operator", "support", "user", "user"]);
}
