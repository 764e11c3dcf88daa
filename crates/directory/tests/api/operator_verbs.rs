//! What whoever runs the service decides by verbs: accounts, products, entitlements, people; and what follows from it for everybody else.

use super::events::Stream;
use super::harness::Harness;
use crate::binary::program;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_directory::mail::outbox_entries;
use jiff::SignedDuration;
use serde_json::{Value, json};

/// What a verb said, and how it ended.
fn verb(harness: &Harness, args: &[&str]) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let all = [args, &["--database", harness.database.as_str()]].concat();
    let out = program(folder.path(), &all).output().unwrap();
    (out.status.code().unwrap(), String::from_utf8([out.stdout, out.stderr].concat()).unwrap())
}

#[track_caller]
fn done(harness: &Harness, args: &[&str], expected: &str) {
    let (code, said) = verb(harness, args);
    assert_eq!((code, said.trim()), (0, expected), "{args:?}");
}

#[track_caller]
fn refused(harness: &Harness, args: &[&str], code: i32, expected: &str) {
    let (found, said) = verb(harness, args);
    assert!(found == code && said.contains(expected), "{args:?}: {found} {said}");
}

/// What the person's policy says of a product: `allowed`, or the reason; `-` where it does not list it.
async fn verdict(harness: &Harness, person: &str, product: &str) -> String {
    let jws = harness.policy(person, &[]).await;
    assert_eq!(jws.status, 200, "{jws:?}");
    let text = String::from_utf8(jws.bytes).unwrap();
    let payload = URL_SAFE_NO_PAD.decode(text.split('.').nth(1).unwrap()).unwrap();
    let claims: Value = serde_json::from_slice(&payload).unwrap();
    let found = claims["entitlements"].as_array().unwrap().iter().find(|it| it["product"] == product).cloned();
    found.map_or_else(
        || "-".to_owned(),
        |it| it["reason"].as_str().map_or_else(|| it["verdict"].as_str().unwrap().to_owned(), str::to_owned),
    )
}

#[tokio::test]
async fn a_product_is_sold_to_an_account_and_its_people_may_run_it() {
    let harness = Harness::new().await;
    assert_eq!(verdict(&harness, "ana-costa", "tunnel-planner").await, "-");
    done(&harness, &["product", "set", "tunnel-planner", "--name", "Tunnel Planner"], "created");
    done(&harness, &["product", "set", "tunnel-planner", "--name", "Tunnel Planner"], "unchanged");
    assert_eq!(verdict(&harness, "ana-costa", "tunnel-planner").await, "not_owned");
    let grant = ["entitlement", "grant", "E-1", "--account", "old-bridge", "--product", "tunnel-planner", "--country", "GB"];
    done(&harness, &[&grant[..], &["--starts", "2026-01-01", "--ends", "2026-12-31"]].concat(), "created");
    assert_eq!(verdict(&harness, "ana-costa", "tunnel-planner").await, "allowed");
    refused(&harness, &grant, 2, "E-1 already");
    done(&harness, &["entitlement", "change", "E-1", "--country", "FR"], "changed");
    assert_eq!(verdict(&harness, "ana-costa", "tunnel-planner").await, "other_country");
    done(&harness, &["entitlement", "change", "E-1", "--country", "GB"], "changed");
    harness.advance(SignedDuration::from_secs(5));
    let history = harness.history("E-1").await;
    assert_eq!(
        history,
        ["operator:operator entitlement.granted", "operator:operator entitlement.changed", "operator:operator entitlement.changed"]
    );
}

#[tokio::test]
async fn what_ends_is_told_as_ended_and_once() {
    let harness = Harness::new().await;
    assert_eq!(verdict(&harness, "ana-costa", "bridge-modeler").await, "allowed");
    let end = ["entitlement", "end", "old-bridge-bridge-modeler", "--because", "The order was cancelled."];
    done(&harness, &end, "ended");
    done(&harness, &end, "unchanged");
    // The verb's clock is this machine's, years after the harness's: the contract's last moment lies between.
    let ends = harness.query_column("SELECT CAST(ends_at AS TEXT) FROM entitlements WHERE id = 'old-bridge-bridge-modeler'").await;
    assert!(ends[0].as_ref().unwrap().parse::<i64>().unwrap() <= jiff::Timestamp::now().as_millisecond());
    refused(&harness, &["entitlement", "end", "nothing"], 2, "no entitlement nothing");
}

#[tokio::test]
async fn a_retired_product_stays_with_who_owns_it() {
    let harness = Harness::new().await;
    done(&harness, &["product", "retire", "bridge-modeler"], "ended");
    done(&harness, &["product", "retire", "bridge-modeler"], "unchanged");
    done(&harness, &["product", "retire", "terrain-viewer"], "ended");
    assert_eq!(verdict(&harness, "ana-costa", "bridge-modeler").await, "allowed");
    assert_eq!(verdict(&harness, "nora-lindqvist", "bridge-modeler").await, "-", "it is not sold any more");
    assert_eq!(verdict(&harness, "ana-costa", "terrain-viewer").await, "-", "free to all, as long as it was sold");
    let (_, list) = verb(&harness, &["product", "list"]);
    assert!(list.contains("bridge-modeler\tproduction\tretired\tBridge Modeler"), "{list}");
}

#[tokio::test]
async fn an_account_wide_change_writes_one_version_and_reaches_open_apps() {
    let harness = Harness::new().await;
    let versions = "SELECT CAST(SUM(version) AS TEXT) FROM users";
    let before = harness.query_column(versions).await;
    done(&harness, &["account", "change", "old-bridge", "--offline-days", "3"], "changed");
    assert_eq!(harness.query_column(versions).await, before, "no person's row is written");
    let jws = String::from_utf8(harness.policy("ana-costa", &[]).await.bytes).unwrap();
    let payload = URL_SAFE_NO_PAD.decode(jws.split('.').nth(1).unwrap()).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&payload).unwrap()["offlineDays"], 3);
    refused(&harness, &["account", "change", "old-bridge", "--offline-days", "31"], 2, "offlineDays");
    refused(&harness, &["account", "change", "nobody", "--name", "x"], 2, "no account nobody");
}

#[tokio::test]
async fn a_domain_has_one_account() {
    let harness = Harness::new().await;
    refused(&harness, &["domain", "confirm", "northwind-rail", "OldBridge.example.com"], 7, "another account");
    done(&harness, &["domain", "confirm", "northwind-rail", "northwind.example.com"], "created");
    done(&harness, &["domain", "confirm", "northwind-rail", "northwind.example.com"], "unchanged");
    done(&harness, &["domain", "remove", "northwind-rail", "northwind.example.com"], "ended");
    done(&harness, &["contract", "set", "northwind-rail", "de", "--revenue", "5"], "created");
    refused(&harness, &["contract", "set", "northwind-rail", "UK"], 2, "the United Kingdom is GB");
    done(&harness, &["contract", "remove", "northwind-rail", "DE"], "ended");
}

#[tokio::test]
async fn a_row_is_the_word_of_one_source() {
    let harness = Harness::new().await;
    done(&harness, &["product", "set", "x", "--name", "X", "--source", "orders"], "created");
    refused(&harness, &["product", "set", "x", "--name", "Y"], 7, "the word of “orders”");
    refused(&harness, &["product", "retire", "x"], 7, "--source orders");
    done(&harness, &["product", "retire", "x", "--source", "orders"], "ended");
    refused(&harness, &["product", "set", "x", "--name", "X", "--source", "Or ders"], 2, "no name of a source");
}

#[tokio::test]
async fn closing_releases_everybody_and_opening_again_brings_them_back() {
    let harness = Harness::new().await;
    done(&harness, &["account", "close", "old-bridge", "--because", "The contract ended."], "ended");
    for person in ["maria-silva", "ana-costa", "piet-jansen"] {
        let me = harness.me(person).await;
        assert_eq!((&me["affiliation"], &me["lock"]["reasons"][0]["reason"]), (&Value::Null, &json!("removed_from_account")), "{person}");
    }
    assert_eq!(verdict(&harness, "ana-costa", "bridge-modeler").await, "unaffiliated");
    assert_eq!(harness.history("old-bridge").await.last().unwrap(), "operator:operator account.closed");
    refused(&harness, &["domain", "confirm", "old-bridge", "oldbridge.example.com"], 7, "is closed");
    assert!(outbox_entries(&harness.store).await.unwrap().iter().any(|it| it.kind == "removed"));
    // The domain is free for another.
    done(&harness, &["domain", "confirm", "northwind-rail", "oldbridge.example.com"], "created");
    done(&harness, &["domain", "remove", "northwind-rail", "oldbridge.example.com"], "ended");
    // Somebody who has joined another account meanwhile stays there.
    done(&harness, &["person", "set", "tom.becker@oldbridge.example.com", "--account", "northwind-rail"], "changed");
    done(&harness, &["account", "reopen", "old-bridge"], "changed");
    done(&harness, &["account", "reopen", "old-bridge"], "unchanged");
    assert_eq!(harness.me("ana-costa").await["affiliation"]["account"]["id"], "old-bridge");
    assert_eq!(harness.me("tom-becker").await["affiliation"]["account"]["id"], "northwind-rail");
    let maria = harness.me("maria-silva").await;
    assert_eq!(
        (&maria["affiliation"]["account"]["id"], &maria["roles"]),
        (&json!("old-bridge"), &json!([])),
        "nothing gives an administrator's role"
    );
    assert_eq!(verdict(&harness, "ana-costa", "bridge-modeler").await, "allowed");
}

#[tokio::test]
async fn a_closed_account_opens_again_within_90_days() {
    let harness = Harness::new().await;
    done(&harness, &["account", "close", "quarry"], "ended");
    harness.execute("UPDATE accounts SET closed_at = closed_at - 7862400000 WHERE id = 'quarry'").await;
    refused(&harness, &["account", "reopen", "quarry"], 7, "more than 90 days ago");
}

#[tokio::test]
async fn the_first_administrator_gets_a_link_that_is_shown_once() {
    let harness = Harness::new().await;
    done(&harness, &["account", "create", "4711", "--name", "New Pier AG"], "created");
    refused(&harness, &["account", "create", "4711", "--name", "New Pier AG"], 2, "4711 already");
    let named = ["account", "administrator", "4711", "--email", "ada@pier.example.com", "--name", "Ada Pier", "--json"];
    let (code, said) = verb(&harness, &named);
    assert_eq!(code, 0, "{said}");
    let said: Value = serde_json::from_str(&said).unwrap();
    let (person, code) = (said["person"].as_str().unwrap(), said["invitation"]["code"].as_str().unwrap());
    assert_eq!((&said["mailed"], &said["invitation"]["link"]), (&json!(false), &Value::Null), "no address is configured");
    assert_eq!(outbox_entries(&harness.store).await.unwrap(), [], "no letter waits for a server that is not there");
    let roles = harness.query_column(&format!("SELECT role FROM user_roles WHERE user_id = '{person}'")).await;
    assert_eq!(roles, [Some("account_admin".to_owned())]);
    let hash = harness.query_column("SELECT token_hash FROM invitations").await;
    assert!(hash[0].as_ref().is_some_and(|it| !code.contains(it.as_str())), "only its hash is kept");
    // Once more: the first code is worth nothing any more.
    let (_, again) = verb(&harness, &named);
    assert_ne!(serde_json::from_str::<Value>(&again).unwrap()["invitation"]["code"], said["invitation"]["code"]);
    let open = harness.query_column("SELECT id FROM invitations WHERE state = 'invited'").await;
    assert_eq!(open.len(), 1);
    refused(&harness, &["account", "administrator", "4711", "--email", "nora.lindqvist@northwind.example.com"], 7, "another account");
}

#[tokio::test]
async fn people_of_a_vendor_are_taken_over_with_their_identities() {
    let harness = Harness::new().await;
    let set = ["person", "set", "eve@oldbridge.example.com", "--id", "P-1", "--name", "Eve Oak", "--account", "old-bridge"];
    let rights = ["--role", "download", "--country", "GB", "--issuer", "builtin", "--subject", "sub-eve"];
    done(&harness, &[&set[..], &rights].concat(), "created");
    done(&harness, &[&set[..], &rights].concat(), "unchanged");
    let (_, shown) = verb(&harness, &["person", "show", "eve@oldbridge.example.com", "--json"]);
    let shown: Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(
        (&shown["record"], &shown["id"], &shown["roles"], &shown["identities"][0]["subject"]),
        (&json!("person"), &json!("P-1"), &json!(["download"]), &json!("sub-eve"))
    );
    // Her new name is what administrators find her by.
    done(&harness, &["person", "set", "eve@oldbridge.example.com", "--name", "Eve Ash"], "changed");
    let found = harness.get("maria-silva", "/v1/accounts/old-bridge/users?query=ash").await.ok(200);
    assert_eq!(found["items"][0]["user"]["id"], "P-1", "{found}");
    refused(&harness, &["person", "set", "eve@oldbridge.example.com", "--id", "P-2"], 7, "P-1");
    refused(&harness, &["person", "set", "eve@oldbridge.example.com", "--account", "northwind-rail"], 7, "another account");
    refused(&harness, &["person", "set", "max@oldbridge.example.com", "--issuer", "builtin", "--subject", "sub-eve"], 7, "another person");
    refused(&harness, &["person", "set", "piet.jansen@oldbridge.example.com", "--id", "piet@x"], 2, "no id");
    done(&harness, &["person", "release", "eve@oldbridge.example.com"], "ended");
    done(&harness, &["person", "release", "eve@oldbridge.example.com"], "unchanged");
    refused(&harness, &["person", "release", "piet.jansen@oldbridge.example.com"], 7, "last_fulfilment_contact");
}

#[tokio::test]
async fn the_last_administrator_is_not_reduced_by_accident() {
    let harness = Harness::new().await;
    harness.execute("DELETE FROM user_roles WHERE user_id = 'tom-becker'").await;
    refused(&harness, &["person", "set", "maria.silva@oldbridge.example.com", "--role", "download"], 7, "last administrator");
}

#[tokio::test]
async fn a_change_of_the_catalogue_reaches_everybody_who_listens() {
    let harness = Harness::new().await;
    // On SQLite the verb is another process, of which this one hears nothing; instances that share PostgreSQL hear of each other.
    let shared = harness.database.starts_with("postgres");
    let mut stream = Stream::open(&harness, "ana-costa").await;
    if shared {
        done(&harness, &["account", "change", "old-bridge", "--name", "Old Bridge plc"], "changed");
        assert_eq!(stream.changed().await, json!(["me"]));
        done(&harness, &["product", "set", "x", "--name", "X"], "created");
        assert_eq!(stream.changed().await, json!(["me"]));
    }
}
