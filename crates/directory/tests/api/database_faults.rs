//! A PostgreSQL that goes away, comes back as a reader, ends sessions and statements, or is reached by a way that forgets connections: what
//! is asked is answered with what is the matter and when to come again, never with an error of ours; and once it is over, it is over.

use super::database_proxy::{DatabaseProxy, Way};
use crate::postgres::api::events::Stream;
use crate::postgres::api::harness::{Harness, TestResponse, send};
use axum::body::Body;
use axum::http::{Method, Request, header};
use jiff::SignedDuration;
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use std::time::Duration;
use tokio::task::JoinSet;

/// Ends every session of the service on this database.
const END_SESSIONS: &str =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

async fn run(connection: &mut PgConnection, statement: &str) {
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(connection).await.unwrap();
}

async fn name_of(connection: &mut PgConnection) -> String {
    sqlx::query_as::<_, (String,)>("SELECT current_database()").fetch_one(connection).await.unwrap().0
}

async fn get_anonymously(harness: &Harness, path: &str) -> TestResponse {
    // Readiness is found out once a second.
    harness.advance(SignedDuration::from_secs(1));
    harness.send(Request::get(path).body(Body::empty()).unwrap()).await
}

/// Nora adds somebody.
async fn add(harness: &Harness, email: &str) -> TestResponse {
    harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/users", json!({"email": email, "action": "create"})).await
}

fn is_writable(metrics: &TestResponse) -> bool {
    let text = String::from_utf8(metrics.bytes.clone()).unwrap();
    match text.lines().find_map(|it| it.strip_prefix("domicile_database_writable ")).unwrap() {
        "1" => true,
        "0" => false,
        other => panic!("{other}"),
    }
}

#[track_caller]
fn expect_wait(answer: &TestResponse, code: &str) {
    answer.problem(503, code);
    assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0, "{answer:?}");
}

/// Field case S07a, S07b: a primary that became a reader under open connections is said to be one, the instance is not ready, and the first
/// write after it is a primary again succeeds.
#[tokio::test]
async fn a_database_that_only_reads_is_told_and_left_behind_at_once() {
    let harness = Harness::new().await;
    for person in ["nora-lindqvist", "ana-costa"] {
        harness.me(person).await;
    }
    let mut other = PgConnection::connect(&harness.database).await.unwrap();
    let name = name_of(&mut other).await;
    get_anonymously(&harness, "/health/ready").await.expect_status(200);
    run(&mut other, &format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await;
    run(&mut other, END_SESSIONS).await;
    for _ in 0..3 {
        expect_wait(&add(&harness, "rosa.lind@northwind.example.com").await, "database_read_only");
    }
    expect_wait(&get_anonymously(&harness, "/health/ready").await, "database_read_only");
    assert!(!is_writable(&get_anonymously(&harness, "/metrics").await));
    // What only reads goes on.
    harness.me("ana-costa").await;
    harness.policy("ana-costa", &[]).await.expect_status(200);

    run(&mut other, &format!("ALTER DATABASE {name} RESET default_transaction_read_only")).await;
    add(&harness, "rosa.lind@northwind.example.com").await.ok(201);
    get_anonymously(&harness, "/health/ready").await.expect_status(200);
    assert!(is_writable(&get_anonymously(&harness, "/metrics").await));
}

/// Field case S07b: an instance that nobody asked to write finds out by itself that it cannot.
#[tokio::test]
async fn readiness_tries_to_write_where_nobody_did() {
    let harness = Harness::new().await;
    let mut other = PgConnection::connect(&harness.database).await.unwrap();
    let name = name_of(&mut other).await;
    get_anonymously(&harness, "/health/ready").await.expect_status(200);
    run(&mut other, &format!("ALTER DATABASE {name} SET default_transaction_read_only = on")).await;
    run(&mut other, END_SESSIONS).await;
    // What was written counts for some seconds.
    get_anonymously(&harness, "/health/ready").await.expect_status(200);
    harness.advance(SignedDuration::from_secs(4));
    expect_wait(&get_anonymously(&harness, "/health/ready").await, "database_read_only");
    run(&mut other, &format!("ALTER DATABASE {name} RESET default_transaction_read_only")).await;
    get_anonymously(&harness, "/health/ready").await.expect_status(200);
}

/// Field case S12a: a database that ends every session for a moment costs nobody an answer.
#[tokio::test]
async fn sessions_that_are_ended_under_load_cost_nobody_an_answer() {
    let harness = Harness::new().await;
    let people = ["ana-costa", "maria-silva", "nora-lindqvist", "tom-becker"];
    let mut bearers = Vec::new();
    for person in people {
        harness.me(person).await;
        bearers.push(format!("Bearer {}", harness.token(person).await));
    }
    let mut other = PgConnection::connect(&harness.database).await.unwrap();
    for round in 0..3 {
        let mut asked = JoinSet::new();
        for n in 0..60 {
            let path = ["/v1/me", "/v1/me/policy", "/v1/me/removal-requests"][n % 3];
            let request =
                Request::get(path).header(header::AUTHORIZATION, &bearers[n % 4]).header("domicile-machine", format!("machine-{n}"));
            let (router, request) = (harness.router.clone(), request.body(Body::empty()).unwrap());
            asked.spawn(async move { send(&router, request).await });
        }
        // Once some are served, while others are.
        asked.join_next().await.unwrap().unwrap().expect_status(200);
        run(&mut other, END_SESSIONS).await;
        while let Some(answer) = asked.join_next().await {
            let answer = answer.unwrap();
            assert_eq!(answer.status, 200, "round {round}: {answer:?}");
        }
        // And a write on connections that are all dead.
        run(&mut other, END_SESSIONS).await;
        add(&harness, &format!("rosa.{round}@northwind.example.com")).await.ok(201);
    }
}

/// Field case S12c: a statement that the server ends for its time limit is busy.
#[tokio::test]
async fn a_time_limit_of_the_server_is_told_as_busy() {
    let harness = Harness::new().await;
    harness.me("nora-lindqvist").await;
    let mut other = PgConnection::connect(&harness.database).await.unwrap();
    let name = name_of(&mut other).await;
    run(&mut other, &format!("ALTER DATABASE {name} SET statement_timeout = '100ms'")).await;
    run(&mut other, END_SESSIONS).await;
    run(&mut other, "BEGIN").await;
    run(&mut other, "UPDATE accounts SET version = version WHERE id = 'northwind-rail'").await;
    expect_wait(&add(&harness, "rosa.lind@northwind.example.com").await, "busy");
    run(&mut other, "COMMIT").await;
    add(&harness, "rosa.lind@northwind.example.com").await.ok(201);
}

/// Field case S12a: a database that is away is said to be away, and is used again as soon as it is back.
#[tokio::test]
async fn a_database_that_is_away_is_told_and_used_again_once_it_is_back() {
    let (proxy, _) = DatabaseProxy::start().await;
    let harness = Harness::serving(&proxy.database).await;
    harness.me("nora-lindqvist").await;
    harness.me("ana-costa").await;
    proxy.be(Way::Cut);
    let (me, policy, added, ready) = tokio::join!(
        harness.get("ana-costa", "/v1/me"),
        harness.policy("ana-costa", &[]),
        add(&harness, "rosa.lind@northwind.example.com"),
        get_anonymously(&harness, "/health/ready"),
    );
    for answer in [me, policy, added, ready] {
        expect_wait(&answer, "database_unavailable");
    }
    assert!(!is_writable(&get_anonymously(&harness, "/metrics").await));
    proxy.be(Way::Open);
    harness.me("ana-costa").await;
    harness.policy("ana-costa", &[]).await.expect_status(200);
    add(&harness, "rosa.lind@northwind.example.com").await.ok(201);
    get_anonymously(&harness, "/health/ready").await.expect_status(200);
}

/// Field case S27a: connections that died without a word are noticed: requests find another one, and whoever listens is told to ask again
/// and hears what changes afterwards.
#[tokio::test]
async fn connections_that_were_forgotten_on_the_way_are_noticed() {
    let (proxy, _) = DatabaseProxy::start().await;
    let harness = Harness::serving(&proxy.database).await;
    let mut maria = Stream::open(&harness, "maria-silva").await;
    let id = harness.file_request("ana-costa").await;
    assert_eq!(maria.changed().await, json!(["inbox"]));
    proxy.be(Way::Forgotten);
    let withdrawn = format!("/v1/me/removal-requests/{id}");
    tokio::time::timeout(Duration::from_secs(14), harness.call("ana-costa", Method::DELETE, &withdrawn, &[], None)).await.unwrap().ok(200);
    assert_eq!(maria.changed_within(Duration::from_secs(25)).await, json!(["me", "inbox"]), "she is told to ask again");
    harness.file_request("ana-costa").await;
    assert_eq!(maria.changed().await, json!(["inbox"]));
}

/// Field case S20: an instance whose clock is far ahead of the database's dates nothing, so that the others go on signing.
#[tokio::test]
async fn a_clock_far_ahead_of_the_databases_dates_nothing() {
    let database = domicile_test_postgres::database().unwrap();
    let now = jiff::Timestamp::now();
    let right = Harness::serving_at(&database, now).await;
    let ahead = Harness::serving_at(&database, now + SignedDuration::from_hours(72)).await;
    expect_wait(&ahead.policy("ana-costa", &[]).await, "service_clock_ahead");
    expect_wait(&get_anonymously(&ahead, "/health/ready").await, "service_clock_ahead");
    ahead.me("ana-costa").await;
    right.policy("ana-costa", &[]).await.expect_status(200);
    get_anonymously(&right, "/health/ready").await.expect_status(200);
}

/// A commit whose answer is lost is not done twice: the key finds out what became of it.
#[tokio::test]
async fn a_commit_whose_answer_is_lost_is_done_once() {
    let harness = Harness::new().await;
    harness.me("ana-costa").await;
    let mut other = PgConnection::connect(&harness.database).await.unwrap();
    // A trigger that runs at the commit, and ends the session before it can answer.
    run(&mut other, "CREATE TABLE ended (n BIGINT)").await;
    run(&mut other, "CREATE FUNCTION end_session() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'").await;
    run(&mut other, "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON service_requests DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_session()").await;
    let text = json!({"text": "Please help."});
    let lost = harness.post("ana-costa", "/v1/me/service-requests", text.clone()).await;
    expect_wait(&lost, "database_unavailable");
    run(&mut other, "DROP TRIGGER at_commit ON service_requests").await;
    harness.call("ana-costa", Method::POST, "/v1/me/service-requests", &[("idempotency-key", "k")], Some(text)).await.ok(201);
    assert_eq!(harness.query_column("SELECT text FROM service_requests WHERE user_id = 'ana-costa'").await.len(), 1);
}
