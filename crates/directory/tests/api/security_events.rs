//! The log of security events: what was refused has a line with who it was, and many refusals raise a warning.

use super::harness::Harness;
use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};
use std::path::PathBuf;
use tempfile::TempDir;

struct Log {
    folder: TempDir,
}

impl Log {
    async fn harness() -> (Self, Harness) {
        let it = Self { folder: tempfile::tempdir().unwrap() };
        let harness = Harness::with(&format!(
            "[limits]\nrefusalPauseSeconds = 0\nwriteBurst = 5\nwritesPerSecond = 0.001\n[securityEvents]\nto = '{}'\n",
            it.file().display()
        ))
        .await;
        (it, harness)
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("events")
    }

    fn lines(&self) -> Vec<Value> {
        std::fs::read_to_string(self.file()).unwrap().lines().map(|it| serde_json::from_str(it).unwrap()).collect()
    }

    /// The lines of this event and this person, as the code and the route that each has.
    fn of(&self, event: &str, person: &str) -> Vec<(String, String)> {
        let text = |it: &Value, name: &str| it[name].as_str().unwrap_or_default().to_owned();
        let lines = self.lines().into_iter().filter(|it| it["event"] == event && it["person"] == person);
        lines.map(|it| (text(&it, "code"), text(&it, "route"))).collect()
    }
}

/// Security check 27: What is refused leaves an event with who it was, what they asked for and from where, and no name.
/// Field case M4: what is refused to somebody is found by who it was, with what they asked for; and nobody's name or address is in it.
#[tokio::test]
async fn what_is_refused_is_found_by_who_it_was() {
    let (log, harness) = Log::harness().await;
    harness.get("ana-costa", "/v1/accounts/northwind-rail/users").await.problem(404, "not_found");
    harness.get("ana-costa", "/v1/accounts/old-bridge/users").await.problem(403, "not_allowed");
    let bad = Request::get("/v1/me").header(header::AUTHORIZATION, "Bearer a.b.c").body(Body::empty()).unwrap();
    let bad = harness.send(bad).await;
    bad.problem(401, "token_malformed");
    harness.send(Request::get("/invitation/x/y").body(Body::empty()).unwrap()).await.expect_status(410);
    for n in 0..6 {
        let answer = harness.call("tom-becker", Method::PATCH, "/v1/me", &[], Some(json!({"locale": "de"}))).await;
        answer.expect_status(if n < 5 { 200 } else { 429 });
    }
    let users = "/v1/accounts/{account}/users".to_owned();
    assert_eq!(log.of("refused", "ana-costa"), [("not_found".to_owned(), users.clone()), ("not_allowed".to_owned(), users)]);
    assert_eq!(log.of("refused", "tom-becker"), [("too_many_requests".to_owned(), "/v1/me".to_owned())]);
    assert_eq!(log.of("changed", "tom-becker").len(), 5);
    let lines = log.lines();
    let of = |code: &str| lines.iter().find(|it| it["code"] == code).unwrap();
    assert_eq!(of("token_malformed")["requestId"], bad.header("x-request-id"));
    assert_eq!((&of("token_malformed")["kind"], &of("link_refused")["kind"]), (&json!("unauthenticated"), &json!("link_refused")));
    assert_eq!(of("not_found")["time"], "2026-03-04T10:00:00.123Z");
    assert!(!lines.iter().any(|it| it.to_string().contains('@') || it.to_string().contains("Costa")), "{lines:#?}");
}

/// Security check 27: Many refusals of one person raise one warning.
/// Field case M4: twenty refused looks of one person raise one warning.
#[tokio::test]
async fn many_refusals_of_one_person_raise_one_warning() {
    let (log, harness) = Log::harness().await;
    for n in 0..25 {
        assert_eq!(log.of("burst", "ana-costa").len(), usize::from(n >= 20));
        harness.get("ana-costa", &format!("/v1/accounts/northwind-rail/users/{n}")).await.problem(404, "not_found");
    }
    let burst = log.lines().into_iter().find(|it| it["event"] == "burst").unwrap();
    assert_eq!((&burst["refused"], &burst["withinSeconds"]), (&json!(20), &json!(60)));
    harness.advance(jiff::SignedDuration::from_secs(60));
    harness.get("ana-costa", "/v1/accounts/northwind-rail").await.problem(404, "not_found");
    assert_eq!(log.of("burst", "ana-costa").len(), 1);
}

/// Field case L15: two people who choose the same id for their requests have each their own in the record.
#[tokio::test]
async fn the_record_names_our_own_id_of_a_request() {
    let (log, harness) = Log::harness().await;
    let mut own = Vec::new();
    for person in ["ana-costa", "hugo-prat"] {
        let filed = harness.call(person, Method::POST, "/v1/me/removal-requests", &[("x-request-id", "chosen")], Some(json!({}))).await;
        assert_eq!(filed.header("x-request-id"), "chosen");
        own.push(filed.header("domicile-request-id").to_owned());
    }
    let recorded = harness.query_column("SELECT request_id FROM audit_events WHERE action = 'removal_request.filed' ORDER BY at, id").await;
    assert_eq!(recorded.into_iter().flatten().collect::<Vec<_>>(), own);
    assert_ne!(own[0], own[1]);
    let beside: Vec<_> = log.lines().iter().filter(|it| it["callerRequestId"] == "chosen").map(|it| it["requestId"].clone()).collect();
    assert_eq!(beside, own);
}
