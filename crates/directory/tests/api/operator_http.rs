//! `/v1/operator`: what an order system writes, reads and ends, and what it is told. Who may ask is in `matrix/operator.rs`, what follows for
//! everybody else in `operator_verbs.rs`, since both call the same acts.

use super::events::Stream;
use super::harness::{Harness, TestResponse};
use super::identity::{self, issuer, service_with_clients};
use axum::http::Method;
use domicile_directory::bearer::{OperatorClient, OperatorScope};
use domicile_directory::mail::outbox_entries;
use jiff::SignedDuration;
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use std::sync::Arc;

const OPERATOR: &str = "/v1/operator";

async fn get(harness: &Harness, path: &str) -> TestResponse {
    harness.operate(Method::GET, &format!("{OPERATOR}{path}"), &[], None).await
}

async fn put(harness: &Harness, path: &str, body: Value) -> TestResponse {
    harness.operate(Method::PUT, &format!("{OPERATOR}{path}"), &[], Some(body)).await
}

async fn post(harness: &Harness, path: &str, body: Option<Value>) -> TestResponse {
    harness.operate(Method::POST, &format!("{OPERATOR}{path}"), &[], body).await
}

async fn delete(harness: &Harness, path: &str, body: Option<Value>) -> TestResponse {
    harness.operate(Method::DELETE, &format!("{OPERATOR}{path}"), &[], body).await
}

/// The record, if it came to this.
#[track_caller]
fn became(answer: &TestResponse, status: u16, effect: &str) -> Value {
    let record = answer.ok(status);
    assert_eq!(answer.header("domicile-effect"), effect, "{answer:?}");
    record
}

/// The codes of the faults, each with its field.
fn faults(problem: &Value) -> Vec<(String, String)> {
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    problem["faults"].as_array().unwrap().iter().map(|it| (text(&it["field"]), text(&it["code"]))).collect()
}

/// A kind of record: the list that it is in, its address, how it is made and changed, and what is left of it when it ended.
struct Kind {
    list: &'static str,
    at: &'static str,
    made: Value,
    changed: Option<Value>,
    /// A member with its value once it ended; `None` where the record is not there any more.
    ended: Option<(&'static str, Value)>,
    subject: &'static str,
    events: &'static [&'static str],
}

fn kinds() -> Vec<Kind> {
    vec![
        Kind {
            list: "/products",
            at: "/products/tunnel-planner",
            made: json!({"name": "Tunnel Planner", "usageType": "trial"}),
            changed: Some(json!({"name": "Tunnel Planner 2", "freeToAll": true})),
            ended: Some(("retired", json!(true))),
            subject: "tunnel-planner",
            events: &["product.changed", "product.changed", "product.retired"],
        },
        Kind {
            list: "/accounts/4711/domains",
            at: "/accounts/4711/domains/pier.example.com",
            made: json!({}),
            changed: None,
            ended: None,
            subject: "pier.example.com",
            events: &["domain.confirmed", "domain.freed"],
        },
        Kind {
            list: "/accounts/4711/contracts",
            at: "/accounts/4711/contracts/DE",
            made: json!({"annualRevenue": 5}),
            changed: Some(json!({"annualRevenue": 6})),
            ended: None,
            subject: "DE",
            events: &["contract.changed", "contract.changed", "contract.ended"],
        },
        Kind {
            list: "/accounts/4711/entitlements",
            at: "/entitlements/E-1",
            made: json!({"account": "4711", "product": "bridge-modeler", "starts": "2026-01-01", "ends": "2026-12-31", "seats": 5}),
            changed: Some(json!({"account": "4711", "product": "bridge-modeler", "starts": "2026-01-01", "countries": ["DE"]})),
            ended: Some(("ends", json!("2026-03-04T09:59:59Z"))),
            subject: "E-1",
            events: &["entitlement.granted", "entitlement.changed", "entitlement.ended"],
        },
        Kind {
            list: "/accounts/4711/people",
            at: "/people/P-1",
            made: json!({"email": "ada@pier.example.com", "account": "4711", "identities": [{"issuer": "builtin", "subject": "ada"}]}),
            changed: Some(json!({"email": "ada@pier.example.com", "displayName": "Ada Pier", "roles": ["download"], "country": "DE"})),
            ended: Some(("account", Value::Null)),
            subject: "P-1",
            events: &[
                "user.created",
                "identity.linked",
                "user.record_changed",
                "user.roles_changed",
                "user.country_changed",
                "user.removed",
            ],
        },
        Kind {
            list: "/accounts",
            at: "/accounts/4711",
            made: json!({"name": "New Pier AG"}),
            changed: Some(json!({"name": "Pier AG", "offlineDays": 3})),
            ended: Some(("closed", json!(true))),
            subject: "4711",
            events: &["account.opened", "account.changed", "account.closed"],
        },
    ]
}

#[tokio::test]
async fn every_kind_of_record_is_made_read_changed_and_ended() {
    let harness = Harness::new().await;
    let kinds = kinds();
    let account = kinds.last().unwrap();
    for it in &kinds {
        if it.at != account.at && it.list != "/products" && get(&harness, account.at).await.status == 404 {
            became(&put(&harness, account.at, account.made.clone()).await, 201, "created");
        }
        let is_account = it.at == account.at;
        if !is_account {
            get(&harness, it.at).await.problem(404, "not_found");
            delete(&harness, it.at, None).await.problem(404, "not_found");
            let made = put(&harness, it.at, it.made.clone()).await;
            became(&made, 201, "created");
        }
        let read = get(&harness, it.at).await;
        let record = read.ok(200);
        for (member, value) in it.made.as_object().unwrap() {
            assert_eq!(&record[member], value, "{}", it.at);
        }
        let tag = read.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() == 34, "{tag}");
        let held = harness.operate(Method::GET, &format!("{OPERATOR}{}", it.at), &[("if-none-match", &tag)], None).await;
        assert_eq!((held.status.as_u16(), held.header("etag"), held.bytes.len()), (304, tag.as_str(), 0));
        let listed = get(&harness, it.list).await.ok(200);
        assert!(listed["items"].as_array().unwrap().contains(&record), "{}: {listed}", it.at);
        // As it is read, so it may be written.
        let again = put(&harness, it.at, record.clone()).await;
        assert_eq!((became(&again, 200, "unchanged"), again.header("etag")), (record.clone(), tag.as_str()));
        if let Some(changed) = &it.changed {
            let answer = put(&harness, it.at, changed.clone()).await;
            let now = became(&answer, 200, "changed");
            for (member, value) in changed.as_object().unwrap() {
                assert_eq!(&now[member], value, "{}", it.at);
            }
            assert_ne!(answer.header("etag"), tag);
            assert_eq!(get(&harness, it.at).await.ok(200), now);
        }
        harness.advance(SignedDuration::from_millis(1));
        let before = get(&harness, it.at).await.ok(200);
        let ended = delete(&harness, it.at, Some(json!({"because": "The order was cancelled."}))).await;
        let answered = became(&ended, 200, "ended");
        match &it.ended {
            Some((member, value)) => {
                assert_eq!(&answered[*member], value, "{}", it.at);
                assert_eq!(get(&harness, it.at).await.ok(200), answered);
                became(&delete(&harness, it.at, None).await, 200, "unchanged");
            }
            None => {
                assert_eq!((answered, ended.header("etag")), (before, ""), "what ended is answered as it was");
                get(&harness, it.at).await.problem(404, "not_found");
                delete(&harness, it.at, None).await.problem(404, "not_found");
            }
        }
        // Events of one millisecond stand in no order.
        let mut history = harness.history(it.subject).await;
        let mut expected: Vec<_> = it.events.iter().map(|it| format!("operator:order-system {it}")).collect();
        history.sort();
        expected.sort();
        assert_eq!(history, expected, "{}", it.at);
    }
    let because = harness.query_column("SELECT because FROM audit_events WHERE action = 'account.closed'").await;
    assert_eq!(because, [Some("The order was cancelled.".to_owned())]);
}

#[tokio::test]
async fn the_record_of_events_names_the_request() {
    let harness = Harness::new().await;
    let made = put(&harness, "/products/x", json!({"name": "X"})).await;
    let recorded = harness.query_column("SELECT request_id FROM audit_events WHERE subject = 'x'").await;
    assert_eq!(recorded, [Some(made.header("x-request-id").to_owned())]);
}

#[tokio::test]
async fn the_address_names_the_record() {
    let harness = Harness::new().await;
    for (path, body, field) in [
        ("/products/x", json!({"id": "y", "name": "X"}), "id"),
        ("/accounts/x", json!({"id": "y", "name": "X"}), "id"),
        ("/accounts/old-bridge/domains/x.example.com", json!({"domain": "y.example.com"}), "domain"),
        ("/accounts/old-bridge/domains/x.example.com", json!({"account": "northwind-rail"}), "account"),
        ("/accounts/old-bridge/contracts/FR", json!({"country": "DE"}), "country"),
        ("/entitlements/x", json!({"id": "y", "account": "old-bridge", "product": "bridge-modeler", "starts": "2026-01-01"}), "id"),
        ("/people/x", json!({"id": "y", "email": "x@example.org"}), "id"),
    ] {
        let problem = put(&harness, path, body).await.problem(422, "invalid_record");
        assert_eq!(faults(&problem), [(field.to_owned(), "invalid".to_owned())], "{path}");
    }
    // One domain and one country in two forms.
    let other_form = json!({"domain": "BÜCHER.example", "account": "old-bridge"});
    let made = put(&harness, "/accounts/old-bridge/domains/xn--bcher-kva.example", other_form).await;
    assert_eq!(became(&made, 201, "created")["domain"], "xn--bcher-kva.example");
    assert_eq!(get(&harness, "/accounts/old-bridge/domains/b%C3%BCcher.example").await.ok(200)["domain"], "xn--bcher-kva.example");
    became(&put(&harness, "/accounts/old-bridge/contracts/fr", json!({"country": "FR"})).await, 201, "created");
    assert_eq!(get(&harness, "/accounts/old-bridge/contracts/fr").await.ok(200)["country"], "FR");
}

#[tokio::test]
async fn every_fault_of_a_record_is_told_at_once() {
    let harness = Harness::new().await;
    let wrong = json!({"account": "old-bridge", "product": "", "countries": ["UK"], "roles": ["boss"], "starts": "soon"});
    let problem = put(&harness, "/entitlements/E%201", wrong).await.problem(422, "invalid_record");
    let expected =
        [("id", "invalid"), ("product", "missing"), ("countries", "unknown_country"), ("roles", "unknown_role"), ("starts", "invalid")];
    assert_eq!(faults(&problem), expected.map(|(field, code)| (field.to_owned(), code.to_owned())));
    assert!(problem["detail"].as_str().unwrap().contains("“E 1” is no id"), "{problem}");
    for (product, account, code) in [("nothing", "old-bridge", "unknown_product"), ("bridge-modeler", "nobody", "unknown_account")] {
        let record = json!({"account": account, "product": product, "starts": "2026-01-01"});
        let problem = put(&harness, "/entitlements/E-1", record).await.problem(422, "invalid_record");
        assert_eq!(faults(&problem)[0].1, code);
    }
    put(&harness, "/products/x", json!({"name": "X", "nickname": "Y"})).await.problem(422, "invalid_body");
    put(&harness, "/products/x", json!([])).await.problem(422, "invalid_body");
    harness.operate(Method::PUT, "/v1/operator/products/x", &[], None).await.problem(415, "unsupported_media_type");
    assert!(harness.history("x").await.is_empty());
}

#[tokio::test]
async fn what_stands_in_the_way_is_told_as_a_conflict() {
    let harness = Harness::new().await;
    harness.execute("UPDATE products SET source = 'erp' WHERE id = 'bridge-modeler'").await;
    became(&delete(&harness, "/accounts/quarry", None).await, 200, "ended");
    for (method, path, body, code) in [
        (Method::PUT, "/products/bridge-modeler", Some(json!({"name": "X"})), "other_source"),
        (Method::DELETE, "/products/bridge-modeler", None, "other_source"),
        (Method::PUT, "/accounts/northwind-rail/domains/oldbridge.example.com", None, "domain_taken"),
        (Method::PUT, "/accounts/quarry/contracts/FR", None, "account_closed"),
        (Method::POST, "/accounts/quarry/administrator", Some(json!({"email": "x@example.org"})), "account_closed"),
        (Method::PUT, "/people/x", Some(json!({"email": "ana.costa@oldbridge.example.com"})), "address_taken"),
        (
            Method::PUT,
            "/people/ana-costa",
            Some(json!({"email": "ana.costa@oldbridge.example.com", "account": "northwind-rail"})),
            "affiliated_elsewhere",
        ),
        (Method::DELETE, "/people/piet-jansen", None, "removal_blocked"),
        (
            Method::POST,
            "/accounts/old-bridge/administrator",
            Some(json!({"email": "nora.lindqvist@northwind.example.com"})),
            "affiliated_elsewhere",
        ),
    ] {
        let answer = harness.operate(method.clone(), &format!("{OPERATOR}{path}"), &[], body).await;
        assert_eq!(faults(&answer.problem(409, "record_conflict"))[0].1, code, "{method} {path}");
    }
    harness.execute("UPDATE accounts SET closed_at = closed_at - 7862400000 WHERE id = 'quarry'").await;
    let late = post(&harness, "/accounts/quarry/reopen", None).await.problem(409, "record_conflict");
    assert_eq!(faults(&late)[0].1, "reopen_too_late");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let harness = Harness::new().await;
    for path in [
        "/products/none",
        "/accounts/none",
        "/accounts/none/domains",
        "/accounts/none/contracts",
        "/accounts/none/entitlements",
        "/accounts/none/people",
        "/accounts/none/domains/x.example.com",
        "/accounts/northwind-rail/domains/oldbridge.example.com",
        "/accounts/old-bridge/domains/%20",
        "/accounts/old-bridge/contracts/FR",
        "/accounts/old-bridge/contracts/nowhere",
        "/entitlements/none",
        "/people/none",
        "/everything",
    ] {
        get(&harness, path).await.problem(404, "not_found");
    }
    for path in [
        "/products/none",
        "/accounts/none",
        "/accounts/northwind-rail/domains/oldbridge.example.com",
        "/accounts/old-bridge/contracts/nowhere",
    ] {
        delete(&harness, path, None).await.problem(404, "not_found");
    }
    put(&harness, "/accounts/none/domains/x.example.com", json!({})).await.problem(404, "not_found");
    put(&harness, "/accounts/none/contracts/FR", json!({})).await.problem(404, "not_found");
    post(&harness, "/accounts/none/reopen", None).await.problem(404, "not_found");
    post(&harness, "/accounts/none/administrator", Some(json!({"email": "x@example.org"}))).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_list_comes_in_pages() {
    let harness = Harness::new().await;
    for n in 1..=5 {
        let record = json!({"account": "quarry", "product": "bridge-modeler", "starts": "2026-01-01"});
        became(&put(&harness, &format!("/entitlements/E-{n}"), record).await, 201, "created");
    }
    let (mut found, mut cursor) = (Vec::new(), String::new());
    for page in 0.. {
        let answer = get(&harness, &format!("/accounts/quarry/entitlements?limit=2{cursor}")).await.ok(200);
        let items = answer["items"].as_array().unwrap();
        assert!(items.len() <= 2 && page < 3, "{answer}");
        found.extend(items.iter().map(|it| it["id"].as_str().unwrap().to_owned()));
        let Some(next) = answer["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(found, ["E-1", "E-2", "E-3", "E-4", "E-5"]);
    for list in
        ["/products", "/accounts", "/accounts/old-bridge/domains", "/accounts/northwind-rail/contracts", "/accounts/old-bridge/people"]
    {
        let (mut one_by_one, mut cursor) = (Vec::new(), String::new());
        loop {
            let answer = get(&harness, &format!("{list}?limit=1{cursor}")).await.ok(200);
            one_by_one.extend(answer["items"].as_array().unwrap().iter().cloned());
            let Some(next) = answer["nextCursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(json!(one_by_one), get(&harness, list).await.ok(200)["items"], "{list}");
        assert!(!one_by_one.is_empty(), "{list}");
        get(&harness, &format!("{list}?limit=0")).await.problem(400, "bad_request");
        get(&harness, &format!("{list}?cursor=*")).await.problem(400, "bad_request");
    }
}

#[tokio::test]
async fn a_change_is_made_where_the_record_is_as_expected() {
    let harness = Harness::new().await;
    let at = format!("{OPERATOR}/accounts/4711");
    let write = async |name: &str, headers: &[(&str, &str)]| harness.operate(Method::PUT, &at, headers, Some(json!({"name": name}))).await;
    write("Pier", &[("if-match", "*")]).await.problem(412, "precondition_failed");
    write("Pier", &[("if-match", "\"x\"")]).await.problem(412, "precondition_failed");
    get(&harness, "/accounts/4711").await.problem(404, "not_found");
    let first = write("Pier", &[("if-none-match", "*")]).await;
    became(&first, 201, "created");
    write("Pier", &[("if-none-match", "*")]).await.problem(412, "precondition_failed");
    let old = first.header("etag").to_owned();
    let second = write("Pier AG", &[("if-match", &old)]).await;
    became(&second, 200, "changed");
    write("Pier plc", &[("if-match", &old)]).await.problem(412, "precondition_failed");
    write("Pier plc", &[("if-match", &format!("W/{}", second.header("etag")))]).await.problem(412, "precondition_failed");
    // As it is called where the answer was compressed.
    let packed = harness.operate(Method::GET, &at, &[("accept-encoding", "gzip")], None).await;
    let name = if packed.header("content-encoding") == "gzip" {
        packed.header("etag").to_owned()
    } else {
        second.header("etag").replace("\"", "")
    };
    let name = if name.starts_with('"') { name } else { format!("\"{name}-gzip\"") };
    became(&write("Pier SE", &[("if-match", &name)]).await, 200, "changed");
    write("Pier", &[("if-match", "Pier")]).await.problem(400, "bad_request");
    let ending = async |tag: &str| harness.operate(Method::DELETE, &at, &[("if-match", tag)], None).await;
    ending(&old).await.problem(412, "precondition_failed");
    let tag = get(&harness, "/accounts/4711").await.header("etag").to_owned();
    became(&ending(&tag).await, 200, "ended");
    for at in ["products/none", "people/none", "entitlements/none", "accounts/old-bridge/domains/none.example.com"] {
        let path = format!("{OPERATOR}/{at}");
        harness.operate(Method::DELETE, &path, &[("if-match", "*")], None).await.problem(412, "precondition_failed");
    }
    // A person is locked with the account that they are put into.
    let ana = json!({"email": "ana.costa@oldbridge.example.com", "account": "old-bridge", "country": "FR"});
    let tag = get(&harness, "/people/ana-costa").await.header("etag").to_owned();
    let person = harness.operate(Method::PUT, "/v1/operator/people/ana-costa", &[("if-match", &tag)], Some(ana)).await;
    became(&person, 200, "changed");
}

#[tokio::test]
async fn of_two_that_expect_the_same_one_wins() {
    let harness = Harness::new().await;
    get(&harness, "/products").await.ok(200);
    for round in 0..5 {
        for (path, body) in
            [(format!("accounts/new-{round}"), json!({"name": "A"})), (format!("products/new-{round}"), json!({"name": "A"}))]
        {
            let path = format!("{OPERATOR}/{path}");
            let create = || harness.operate(Method::PUT, &path, &[("if-none-match", "*")], Some(body.clone()));
            let (one, other) = tokio::join!(create(), create());
            let mut statuses = [one.status.as_u16(), other.status.as_u16()];
            statuses.sort_unstable();
            assert_eq!(statuses, [201, 412], "{one:?} {other:?}");
            let tag = harness.operate(Method::GET, &path, &[], None).await.header("etag").to_owned();
            let if_match = [("if-match", tag.as_str())];
            let change = |name: &'static str| harness.operate(Method::PUT, &path, &if_match, Some(json!({"name": name})));
            let (one, other) = tokio::join!(change("B"), change("C"));
            let mut statuses = [one.status.as_u16(), other.status.as_u16()];
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 412], "{one:?} {other:?}");
        }
    }
}

/// Security check 29: A write of an order system that is repeated happens once, and each has keys of its own.
#[tokio::test]
async fn a_repeated_write_of_an_order_system_gets_the_first_answer() {
    let harness = Harness::new().await;
    let write = async |key: &str, name: &str| {
        harness.operate(Method::PUT, "/v1/operator/products/x", &[("idempotency-key", key)], Some(json!({"name": name}))).await
    };
    let first = write("k1", "X").await;
    became(&first, 201, "created");
    became(&write("k2", "Y").await, 200, "changed");
    let again = write("k1", "X").await;
    assert_eq!((became(&again, 201, "created"), again.header("etag")), (first.json(), first.header("etag")));
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(get(&harness, "/products/x").await.ok(200)["name"], "Y", "it was not done again");
    write("k1", "Z").await.problem(422, "idempotency_key_reused");
    write("", "Z").await.problem(400, "bad_request");
    // A refusal is not kept.
    let confirm = async || {
        let path = "/v1/operator/accounts/northwind-rail/domains/oldbridge.example.com";
        harness.operate(Method::PUT, path, &[("idempotency-key", "k3")], None).await
    };
    confirm().await.problem(409, "record_conflict");
    became(&delete(&harness, "/accounts/old-bridge/domains/oldbridge.example.com", None).await, 200, "ended");
    became(&confirm().await, 201, "created");
    // Nor does an answer outlive its day.
    harness.advance(SignedDuration::from_hours(24));
    became(&write("k1", "Z").await, 200, "changed");
    let kept = harness.query_column("SELECT idempotency_key FROM operator_answers ORDER BY 1").await;
    assert_eq!(kept, [Some("k1".to_owned())]);
}

#[tokio::test]
async fn the_same_write_of_an_order_system_twice_at_once_happens_once() {
    let harness = Harness::new().await;
    get(&harness, "/products").await.ok(200);
    let name = || {
        let body = json!({"email": "ada@oldbridge.example.com"});
        harness.operate(Method::POST, "/v1/operator/accounts/old-bridge/administrator", &[("idempotency-key", "k")], Some(body))
    };
    let (one, two) = tokio::join!(name(), name());
    assert_eq!(one.ok(200)["person"], two.ok(200)["person"]);
    assert_eq!(harness.query_column("SELECT id FROM invitations").await.len(), 1);
}

#[tokio::test]
async fn clients_of_two_sources_share_neither_keys_nor_rows() {
    let harness = Harness::new().await;
    let client = |name: &str| OperatorClient {
        issuer_id: identity::ISSUER.into(),
        client: name.into(),
        subject: None,
        source: name.into(),
        scopes: OperatorScope::ALL.into(),
    };
    let clients = vec![client("one"), client("two")];
    let service = service_with_clients(&harness.store, harness.clock(), vec![issuer(identity::ISSUER)], clients).await;
    let write = async |client: &str, path: &str, name: &str| {
        let claims = json!({"sub": client, "client_id": client, "scope": "operator.catalogue"});
        let request = axum::http::Request::put(path).header("authorization", format!("Bearer {}", identity::token(&harness, claims)));
        let request = request.header("content-type", "application/json").header("idempotency-key", "k");
        super::harness::send(&service, request.body(json!({"name": name}).to_string().into()).unwrap()).await
    };
    became(&write("one", "/v1/operator/products/x", "X").await, 201, "created");
    became(&write("two", "/v1/operator/products/y", "Y").await, 201, "created");
    harness.advance(SignedDuration::from_hours(24));
    let refused = write("two", "/v1/operator/products/x", "Z").await.problem(409, "record_conflict");
    assert_eq!(faults(&refused)[0].1, "other_source");
}

#[tokio::test]
async fn an_account_is_closed_and_opened_again() {
    let harness = Harness::new().await;
    let closed = delete(&harness, "/accounts/old-bridge", Some(json!({"because": "The contract ended."}))).await;
    assert_eq!(became(&closed, 200, "ended")["closed"], true);
    assert_eq!(harness.me("ana-costa").await["affiliation"], Value::Null);
    assert_eq!(get(&harness, "/accounts/old-bridge/people").await.ok(200)["items"], json!([]));
    harness.advance(SignedDuration::from_hours(24));
    let open = post(&harness, "/accounts/old-bridge/reopen", Some(json!({"because": "They paid."}))).await;
    assert_eq!(became(&open, 200, "changed")["closed"], false);
    became(&post(&harness, "/accounts/old-bridge/reopen", None).await, 200, "unchanged");
    assert_eq!(harness.me("ana-costa").await["affiliation"]["account"]["id"], "old-bridge");
    // The record may say it as well.
    became(&put(&harness, "/accounts/old-bridge", json!({"name": "Old Bridge Ltd", "closed": true})).await, 200, "ended");
    became(&put(&harness, "/accounts/old-bridge", json!({"name": "Old Bridge Ltd"})).await, 200, "changed");
}

#[tokio::test]
async fn the_first_administrator_gets_a_code_that_is_shown_once_and_kept_nowhere() {
    let harness = Harness::new().await;
    became(&put(&harness, "/accounts/4711", json!({"name": "New Pier AG"})).await, 201, "created");
    let name = async || {
        let body = json!({"email": "ada@pier.example.com", "displayName": "Ada Pier"});
        harness.operate(Method::POST, "/v1/operator/accounts/4711/administrator", &[("idempotency-key", "k")], Some(body)).await
    };
    let named = name().await.ok(200);
    let (code, link) = (named["invitation"]["code"].as_str().unwrap(), named["invitation"]["link"].as_str().unwrap());
    assert_eq!(named["mailed"], false);
    assert!(link.starts_with("http://127.0.0.1:4711/invitation/"), "{link}");
    let token = code.split('.').nth(1).unwrap();
    for column in ["SELECT body FROM operator_answers", "SELECT token_hash FROM invitations", "SELECT after FROM audit_events"] {
        let found = harness.query_column(column).await;
        assert!(found.iter().flatten().all(|it| !it.contains(token)), "{column}: {found:?}");
    }
    let again = name().await;
    assert_eq!((&again.ok(200)["person"], &again.json()["invitation"]), (&named["person"], &Value::Null));
    let person = get(&harness, &format!("/people/{}", named["person"].as_str().unwrap())).await.ok(200);
    assert_eq!((&person["roles"], &person["displayName"]), (&json!(["account_admin"]), &json!("Ada Pier")));
    let invalid = post(&harness, "/accounts/4711/administrator", Some(json!({"email": "nobody", "displayName": ""}))).await;
    assert_eq!(
        faults(&invalid.problem(422, "invalid_record")),
        [("email".into(), "invalid".into()), ("displayName".into(), "missing".into())]
    );
    assert_eq!(outbox_entries(&harness.store).await.unwrap(), []);
}

#[tokio::test]
async fn where_there_is_a_mail_server_the_first_administrator_gets_a_letter_and_nobody_a_code() {
    let harness = Harness::with("[mail]\nsmtp = 'smtp://127.0.0.1'\nfrom = 'Domicile <domicile@example.com>'\n").await;
    let named = post(&harness, "/accounts/quarry/administrator", Some(json!({"email": "ada@quarry.example.com"}))).await.ok(200);
    assert_eq!((&named["mailed"], &named["invitation"]), (&json!(true), &Value::Null));
    let letters = outbox_entries(&harness.store).await.unwrap();
    assert!(letters.iter().any(|it| it.kind == "sign_in_invitation"), "{letters:?}");
}

#[tokio::test]
async fn a_change_for_a_whole_account_reaches_open_apps() {
    let harness = Harness::new().await;
    let mut ana = Stream::open(&harness, "ana-costa").await;
    let mut nora = Stream::open(&harness, "nora-lindqvist").await;
    let entitlement = json!({"account": "old-bridge", "product": "bridge-modeler", "starts": "2026-01-01"});
    became(&put(&harness, "/entitlements/E-1", entitlement.clone()).await, 201, "created");
    assert_eq!(ana.changed().await, json!(["me"]));
    // What changes nothing is told to nobody.
    became(&put(&harness, "/entitlements/E-1", entitlement).await, 200, "unchanged");
    put(&harness, "/accounts/northwind-rail/domains/oldbridge.example.com", json!({})).await.problem(409, "record_conflict");
    became(&put(&harness, "/products/x", json!({"name": "X"})).await, 201, "created");
    assert_eq!((ana.changed().await, nora.changed().await), (json!(["me"]), json!(["me"])));
    assert!(ana.is_quiet().await && nora.is_quiet().await);
}

/// Somebody else who holds what every change of an order system needs first.
enum TurnHolder {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl TurnHolder {
    async fn take(harness: &Harness) -> Self {
        if harness.database.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(&harness.database).await.unwrap();
            sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await.unwrap();
            return Self::Sqlite(connection);
        }
        let mut connection = PgConnection::connect(&harness.database).await.unwrap();
        sqlx::query("BEGIN").execute(&mut connection).await.unwrap();
        sqlx::query("UPDATE sequences SET value = value WHERE name = 'operator'").execute(&mut connection).await.unwrap();
        Self::Postgres(connection)
    }

    async fn release(self) {
        match self {
            Self::Sqlite(mut it) => drop(sqlx::query("ROLLBACK").execute(&mut it).await.unwrap()),
            Self::Postgres(mut it) => drop(sqlx::query("ROLLBACK").execute(&mut it).await.unwrap()),
        }
    }
}

/// Security check 15: However much an order system asks for, people find their places free.
#[tokio::test]
async fn an_order_system_takes_no_place_of_anybody_else() {
    let limits = "[limits]\nrefusalPauseSeconds = 0\noperatorRequestsAtOnce = 2\noperatorRequestsAtOncePerClient = 3\n";
    let harness = Arc::new(Harness::with(limits).await);
    for person in ["ana-costa", "maria-silva"] {
        // The first sign-in writes, and on SQLite nobody writes now.
        harness.me(person).await;
    }
    harness.policy("ana-costa", &[]).await.expect_status(200);
    get(&harness, "/products").await.ok(200);
    let holder = TurnHolder::take(&harness).await;
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let harness = Arc::clone(&harness);
        waiting.spawn(async move { put(&harness, "/products/x", json!({"name": "X"})).await });
    }
    // Two wait for their turn; the third finds no place of the lane, and the fourth none of its own.
    let mut refused =
        [waiting.join_next().await.unwrap().unwrap(), waiting.join_next().await.unwrap().unwrap()].map(|it| it.status.as_u16());
    refused.sort_unstable();
    assert!(refused == [429, 503] || refused == [503, 503], "{refused:?}");
    harness.get("ana-costa", "/v1/me").await.ok(200);
    harness.get("maria-silva", "/v1/accounts/old-bridge/users").await.ok(200);
    harness.policy("ana-costa", &[]).await.expect_status(200);
    holder.release().await;
    while let Some(answer) = waiting.join_next().await {
        assert!(matches!(answer.unwrap().status.as_u16(), 200 | 201));
    }
}

#[tokio::test]
async fn an_order_system_has_a_rate_of_its_own() {
    let limits = "[limits]\nrefusalPauseSeconds = 0\noperatorWriteBurst = 3\noperatorWritesPerSecond = 0.001\noperatorReadBurst = 2\n\
                  operatorReadsPerSecond = 0.001\n";
    let harness = Harness::with(limits).await;
    for n in 0..4 {
        let answer = put(&harness, "/products/x", json!({"name": format!("X {n}")})).await;
        if n < 3 { answer.expect_status(if n == 0 { 201 } else { 200 }) } else { drop(answer.problem(429, "too_many_requests")) }
    }
    for n in 0..3 {
        get(&harness, "/products/x").await.expect_status(if n < 2 { 200 } else { 429 });
    }
    harness.call("ana-costa", Method::PATCH, "/v1/me", &[], Some(json!({"locale": "de"}))).await.ok(200);
}

/// Security check 27: What is refused to an order system names its source, and no person.
#[tokio::test]
async fn what_an_order_system_does_and_is_refused_is_in_the_log_of_security_events() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events");
    let harness = Harness::with(&format!("[securityEvents]\nto = '{}'\nburst = 3\n", file.display())).await;
    became(&put(&harness, "/products/x", json!({"name": "X"})).await, 201, "created");
    get(&harness, "/products/none").await.problem(404, "not_found");
    let reads = harness.order_system_token("operator.read").await;
    for _ in 0..3 {
        harness
            .call_with(&reads, Method::PUT, "/v1/operator/products/x", &[], Some(json!({"name": "Y"})))
            .await
            .problem(403, "insufficient_scope");
    }
    harness.call_with(&reads, Method::GET, "/v1/me", &[], None).await.problem(403, "not_a_person");
    harness.get("ana-costa", "/v1/operator/products").await.problem(403, "not_an_operator_client");
    harness.me("ana-costa").await;
    harness.get("ana-costa", "/v1/operator/products").await.problem(403, "not_an_operator_client");
    let lines: Vec<Value> = std::fs::read_to_string(&file).unwrap().lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let of = |client: Value, person: Value| {
        let found = lines.iter().filter(|it| it["client"] == client && it["person"] == person);
        found.map(|it| format!("{} {}", it["event"].as_str().unwrap(), it["code"].as_str().unwrap_or("-"))).collect::<Vec<_>>()
    };
    let expected = [
        "changed -",
        "refused insufficient_scope",
        "refused insufficient_scope",
        "refused insufficient_scope",
        "burst -",
        "refused not_a_person",
    ];
    assert_eq!(of(json!("order-system"), Value::Null), expected, "{lines:#?}");
    assert_eq!(of(Value::Null, Value::Null), ["refused not_an_operator_client"], "nobody knows her yet");
    assert_eq!(of(Value::Null, json!("ana-costa")), ["refused not_an_operator_client"]);
    let counts = harness.send(axum::http::Request::get("/metrics").body(axum::body::Body::empty()).unwrap()).await;
    let counts = String::from_utf8(counts.bytes).unwrap();
    assert!(counts.contains("domicile_requests_total{method=\"PUT\",route=\"/v1/operator/products/{id}\",status=\"403\"} 3"), "{counts}");
}
