//! How much one request writes, held against the room that a database must have to count as writable after it was full.

use crate::sqlite::api::harness::Harness;
use crate::sqlite::api::matrix::{Matrix, SqliteLog};
use axum::http::Method;
use domicile_directory::store::WRITE_ROOM;
use serde_json::{Value, json};

#[track_caller]
fn expect_room(log: &SqliteLog) {
    let (most, request) = &log.most;
    assert!(*most > 0 && 2 * *most <= WRITE_ROOM as u64, "{request} writes {most} bytes, {WRITE_ROOM} have to find room");
}

/// Field case S07b: where there is room for the attempt by which an instance calls itself ready after a full disk, there is room for whatever
/// one request writes.
#[tokio::test]
async fn no_request_writes_more_than_had_to_find_room_after_a_full_disk() {
    let mut matrix = Matrix::new().await;
    matrix.log = Some(SqliteLog::of(&matrix.harness).await);
    matrix.everybody_asks_for_themselves().await;
    matrix.whoever_may_does().await;
    expect_room(matrix.log.as_ref().unwrap());
}

/// The largest text that the service takes is kept with its answer, for whoever asks again.
#[tokio::test]
async fn the_largest_report_finds_that_room() {
    let harness = Harness::new().await;
    let facts: serde_json::Map<String, Value> = (0..320).map(|n| (format!("fact-{n:03}"), json!("x".repeat(85)))).collect();
    let report = json!({"machineName": "m".repeat(200), "summary": "s".repeat(500), "facts": facts});
    harness.me("ana-costa").await;
    let mut log = SqliteLog::of(&harness).await;
    log.empty().await;
    harness.call("ana-costa", Method::POST, "/v1/me/machine-reports", &[("idempotency-key", "k")], Some(report)).await.ok(201);
    log.note("the report");
    assert!(log.most.0 > 2 * 31 * 1024, "{:?}", log.most);
    expect_room(&log);
}
