//! What only PostgreSQL has: transactions that wait for each other's locks. The service tries its own again, so that both end well; and
//! while everything else waits, policies do not.

use crate::postgres::api::harness::{Harness, send};
use crate::postgres::api::matrix::Matrix;
use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};

/// Somebody else who writes to the same database.
async fn outsider(harness: &Harness) -> PgConnection {
    PgConnection::connect(&harness.database).await.unwrap()
}

async fn run(connection: &mut PgConnection, statement: &'static str) {
    sqlx::query(statement).execute(connection).await.unwrap();
}

/// How many connections wait for a lock.
async fn waiting(observer: &mut PgConnection) -> i64 {
    let waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    sqlx::query_as::<_, (i64,)>(waiting).fetch_one(observer).await.unwrap().0
}

/// Until a connection of the service waits for a lock.
async fn service_waits(observer: &mut PgConnection) {
    while waiting(observer).await == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn of_two_writers_that_deadlock_the_other_goes_on_and_the_service_tries_again() {
    let harness = Harness::new().await;
    harness.token("ana-costa").await;
    let (mut other, mut observer) = (outsider(&harness).await, outsider(&harness).await);
    // The service finds the knot, never the other one.
    run(&mut other, "SET deadlock_timeout = '1h'").await;
    run(&mut other, "BEGIN").await;
    run(&mut other, "UPDATE users SET version = version WHERE id = 'ana-costa'").await;
    let (filed, ()) = tokio::join!(harness.post("ana-costa", "/v1/me/removal-requests", json!({})), async {
        service_waits(&mut observer).await;
        // The service holds the account and wants the person; we hold the person and want the account.
        run(&mut other, "UPDATE accounts SET offline_days = 8 WHERE id = 'old-bridge'").await;
        run(&mut other, "COMMIT").await;
    });
    filed.ok(201);
    assert_eq!(harness.history(filed.json()["id"].as_str().unwrap()).await, ["ana-costa removal_request.filed"], "once");
    let days: (i64,) = sqlx::query_as("SELECT offline_days FROM accounts WHERE id = 'old-bridge'").fetch_one(&mut observer).await.unwrap();
    assert_eq!(days.0, 8);
}

#[tokio::test]
async fn who_holds_a_lock_for_too_long_delays_the_service_and_nothing_else() {
    let harness = Harness::new().await;
    harness.token("ana-costa").await;
    let (mut other, mut observer) = (outsider(&harness).await, outsider(&harness).await);
    run(&mut other, "BEGIN").await;
    run(&mut other, "UPDATE accounts SET version = version WHERE id = 'old-bridge'").await;
    let (filed, ()) = tokio::join!(harness.post("ana-costa", "/v1/me/removal-requests", json!({})), async {
        service_waits(&mut observer).await;
        // Until its patience is over and it starts anew.
        while waiting(&mut observer).await > 0 {
            tokio::task::yield_now().await;
        }
        run(&mut other, "COMMIT").await;
    });
    filed.ok(201);
}

/// Field case L1: nobody waits for a row of an account that is not theirs, nor learns by waiting that it is there.
#[tokio::test]
async fn a_stranger_waits_for_no_row_of_another_account() {
    let mut matrix = Matrix::new().await;
    let mut other = outsider(&matrix.harness).await;
    run(&mut other, "BEGIN").await;
    run(&mut other, "UPDATE accounts SET version = version").await;
    run(&mut other, "UPDATE users SET version = version").await;
    matrix.a_stranger_asks().await;
    run(&mut other, "COMMIT").await;
}

#[tokio::test]
async fn policies_are_served_while_every_other_connection_waits() {
    let harness = Harness::new().await;
    let held = harness.policy("ana-costa", &[]).await;
    let bearer = format!("Bearer {}", harness.token("ana-costa").await);
    let (mut other, mut observer) = (outsider(&harness).await, outsider(&harness).await);
    run(&mut other, "BEGIN").await;
    run(&mut other, "LOCK TABLE service_requests IN ACCESS EXCLUSIVE MODE").await;
    // More than there are connections.
    let mut asked = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let request = Request::get("/v1/me").header(header::AUTHORIZATION, &bearer).body(Body::empty()).unwrap();
        let router = harness.router.clone();
        asked.spawn(async move { send(&router, request).await });
    }
    while waiting(&mut observer).await < 16 {
        tokio::task::yield_now().await;
    }
    harness.policy("ana-costa", &[("if-none-match", held.header("etag"))]).await.expect_status(304);
    assert_eq!(harness.policy("ana-costa", &[]).await.bytes, held.bytes);
    harness.send(Request::get("/health/ready").body(Body::empty()).unwrap()).await.expect_status(200);
    run(&mut other, "COMMIT").await;
    while let Some(answer) = asked.join_next().await {
        answer.unwrap().ok(200);
    }
}
