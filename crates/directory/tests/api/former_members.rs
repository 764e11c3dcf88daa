//! What an account sees of people who were its own: what it knew of them, not what became of them elsewhere.

use super::harness::Harness;
use axum::http::Method;
use serde_json::{Value, json};

/// Gives somebody another name and another address, as their new company may.
async fn rename(harness: &Harness, id: &str) {
    let named = format!(
        "UPDATE users SET display_name = 'Somebody New', email = 'new@{id}.example.org', email_key = 'new@{id}.example.org' WHERE id = '{id}'"
    );
    assert_eq!(harness.execute(&named).await, 1);
}

/// Field case L11: after a move and a new name the old account sees the name and the address that it knew, of administrators who left as well.
#[tokio::test]
async fn the_old_account_sees_what_it_knew() {
    let harness = Harness::new().await;
    let account = "/v1/accounts/old-bridge";
    let asked = json!({"product": "terrain-viewer", "machine": {"id": "m", "name": "Laptop"}, "days": 7});
    let check_out = harness.post("ana-costa", "/v1/me/check-outs", asked).await.ok(201)["id"].as_str().unwrap().to_owned();
    harness.post("tom-becker", &format!("{account}/check-outs/{check_out}/allow"), json!({"days": 7})).await.ok(200);
    let invited = json!({"email": "yara.haddad@example.com"});
    harness.post("tom-becker", &format!("{account}/transfers"), json!({"email": "hugo.prat@meridian.example.com"})).await;
    harness.post("tom-becker", &format!("{account}/invitations"), invited).await;
    let request =
        harness.post("ana-costa", "/v1/me/removal-requests", json!({"to": "tom-becker"})).await.ok(201)["id"].as_str().unwrap().to_owned();
    harness.answer_request("maria-silva", "old-bridge", &request, "approve").await.ok(200);
    harness.call("maria-silva", Method::DELETE, &format!("{account}/users/tom-becker"), &[], None).await.ok(200);
    let add = json!({"email": "ana.costa@oldbridge.example.com", "action": "addToAccount"});
    harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/users", add).await.ok(201);
    rename(&harness, "ana-costa").await;
    rename(&harness, "tom-becker").await;

    let lists = ["removal-requests", "removals", "check-outs", "transfers", "invitations", "machine-reports"];
    let mut all = Vec::new();
    for list in lists {
        all.push(harness.get("maria-silva", &format!("{account}/{list}")).await.ok(200));
    }
    all.push(harness.get("maria-silva", &format!("{account}/removal-requests/{request}")).await.ok(200));
    for it in &all {
        assert!(!it.to_string().contains("Somebody New") && !it.to_string().contains("example.org"), "{it:#}");
    }
    let person = |name: &str, address: &str, it: &Value| {
        assert_eq!((&it["displayName"], &it["email"]), (&json!(name), &json!(address)), "{it}");
    };
    let of = |list: usize, who: &str| all[list]["items"][0][who].clone();
    person("Ana Costa", "ana.costa@oldbridge.example.com", &of(0, "user"));
    person("Tom Becker", "tom.becker@oldbridge.example.com", &of(0, "to"));
    person("Ana Costa", "ana.costa@oldbridge.example.com", &of(2, "user"));
    person("Tom Becker", "tom.becker@oldbridge.example.com", &of(2, "answeredBy"));
    assert_eq!(all[1]["items"].as_array().unwrap().len(), 2);
    // Who belongs to an account is known to it as they are.
    let card = harness.get("nora-lindqvist", "/v1/accounts/northwind-rail/users/ana-costa").await.ok(200);
    person("Somebody New", "new@ana-costa.example.org", &card["user"]);
}
