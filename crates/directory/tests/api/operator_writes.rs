//! Writes of order systems: only where a record is as expected, once per key, one after the other; heard of by people, and taking nothing
//! from them.

use super::events::Stream;
use super::harness::{Harness, send};
use super::identity::{self, issuer, service_with_clients, token};
use super::operator_http::{OPERATOR, became, delete, faults, get, put};
use axum::body::Body;
use axum::http::{Method, Request};
use domicile_directory::bearer::{OperatorClient, OperatorScope};
use jiff::SignedDuration;
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use std::sync::Arc;

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
        let request = Request::put(path).header("authorization", format!("Bearer {}", token(&harness, claims)));
        let request = request.header("content-type", "application/json").header("idempotency-key", "k");
        send(&service, request.body(json!({"name": name}).to_string().into()).unwrap()).await
    };
    became(&write("one", "/v1/operator/products/x", "X").await, 201, "created");
    became(&write("two", "/v1/operator/products/y", "Y").await, 201, "created");
    harness.advance(SignedDuration::from_hours(24));
    let refused = write("two", "/v1/operator/products/x", "Z").await.problem(409, "record_conflict");
    assert_eq!(faults(&refused)[0].1, "other_source");
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

/// Somebody else who holds what a change needs first.
pub(super) enum TurnHolder {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl TurnHolder {
    /// The turn that every change of an order system takes.
    pub(super) async fn take(harness: &Harness) -> Self {
        Self::hold(harness, "UPDATE sequences SET value = value WHERE name = 'operator'").await
    }

    /// The same for whoever wants to be the one that runs.
    pub(super) async fn take_leases(harness: &Harness) -> Self {
        Self::hold(harness, "LOCK TABLE leases IN EXCLUSIVE MODE").await
    }

    /// The file, or on PostgreSQL what this statement locks.
    pub(super) async fn hold(harness: &Harness, of_postgres: &'static str) -> Self {
        if harness.database.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(&harness.database).await.unwrap();
            sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await.unwrap();
            return Self::Sqlite(connection);
        }
        let mut connection = PgConnection::connect(&harness.database).await.unwrap();
        sqlx::query("BEGIN").execute(&mut connection).await.unwrap();
        sqlx::query(of_postgres).execute(&mut connection).await.unwrap();
        Self::Postgres(connection)
    }

    pub(super) async fn release(self) {
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
    let counts = harness.send(Request::get("/metrics").body(Body::empty()).unwrap()).await;
    let counts = String::from_utf8(counts.bytes).unwrap();
    assert!(counts.contains("domicile_requests_total{method=\"PUT\",route=\"/v1/operator/products/{id}\",status=\"403\"} 3"), "{counts}");
}
