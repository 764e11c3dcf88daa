//! `/v1/me/events`: who receives which event, and when a stream ends.

use super::harness::Harness;
use axum::body::{Body, BodyDataStream};
use axum::http::{Method, Request, header};
use futures_util::StreamExt as _;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::time::Duration;
use tower::ServiceExt as _;

/// Longer than anything here takes; a wait this long is a failure.
const LIMIT: Duration = Duration::from_secs(10);

/// An open stream of somebody.
pub(crate) struct Stream(BodyDataStream);

impl Stream {
    pub(crate) async fn open(harness: &Harness, person: &str) -> Self {
        let token = harness.token(person).await;
        let request = Request::get("/v1/me/events").header(header::AUTHORIZATION, format!("Bearer {token}"));
        let request = request.header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap();
        let answer = harness.router.clone().oneshot(request).await.unwrap();
        assert_eq!((answer.status().as_u16(), &answer.headers()[header::CONTENT_TYPE]), (200, &"text/event-stream".parse().unwrap()));
        assert!(answer.headers().get(header::CONTENT_ENCODING).is_none(), "compression holds events back");
        let mut stream = Self(answer.into_body().into_data_stream());
        assert!(stream.line().await.unwrap().contains("retry: 3000"));
        stream
    }

    /// The next piece; `None` at the stream's end.
    async fn line(&mut self) -> Option<String> {
        self.line_within(LIMIT).await
    }

    async fn line_within(&mut self, limit: Duration) -> Option<String> {
        let piece = tokio::time::timeout(limit, self.0.next()).await.expect("nothing comes");
        piece.map(|it| String::from_utf8(it.unwrap().to_vec()).unwrap())
    }

    /// What the next event says.
    pub(crate) async fn changed(&mut self) -> Value {
        self.changed_within(LIMIT).await
    }

    /// The same, where it may take longer; what only shows that the stream lives is passed over.
    pub(crate) async fn changed_within(&mut self, limit: Duration) -> Value {
        let mut text = self.line_within(limit).await.expect("the stream ended");
        while text.starts_with(':') {
            text = self.line_within(limit).await.expect("the stream ended");
        }
        let data = text.strip_prefix("event: changed\ndata: ").unwrap_or_else(|| panic!("{text}"));
        serde_json::from_str::<Value>(data.trim_end()).unwrap()["changed"].clone()
    }

    /// Whether no event is waiting.
    pub(crate) async fn is_quiet(&mut self) -> bool {
        tokio::time::timeout(Duration::ZERO, self.0.next()).await.is_err()
    }
}

#[tokio::test]
async fn each_step_reaches_whom_it_concerns_and_nobody_else() {
    let harness = Harness::new().await;
    let mut ana = Stream::open(&harness, "ana-costa").await;
    let mut maria = Stream::open(&harness, "maria-silva").await;
    let mut nora = Stream::open(&harness, "nora-lindqvist").await;
    let mut piet = Stream::open(&harness, "piet-jansen").await;
    let id = harness.file_request("ana-costa").await;
    assert_eq!((ana.changed().await, maria.changed().await), (json!(["me"]), json!(["inbox"])));
    for step in ["seen", "decline"] {
        if step == "decline" {
            harness.decline("tom-becker", "old-bridge", &id, "Not yet.").await.ok(200);
        } else {
            harness.answer_request("tom-becker", "old-bridge", &id, step).await.ok(200);
        }
        assert_eq!((ana.changed().await, maria.changed().await), (json!(["me"]), json!(["inbox"])), "{step}");
    }
    let id = harness.file_request("ana-costa").await;
    assert_eq!((ana.changed().await, maria.changed().await), (json!(["me"]), json!(["inbox"])));
    harness.answer_request("tom-becker", "old-bridge", &id, "approve").await.ok(200);
    assert_eq!((ana.changed().await, maria.changed().await), (json!(["me"]), json!(["inbox"])));
    // Nothing of all that was Nora's or Piet's: the first that they hear is their own doing.
    for (stream, person) in [(&mut nora, "nora-lindqvist"), (&mut piet, "piet-jansen")] {
        harness.call(person, Method::PATCH, "/v1/me", &[], Some(json!({"profileCountry": "PT"}))).await.ok(200);
        assert_eq!(stream.changed().await, json!(["me"]));
        assert!(stream.is_quiet().await);
    }
    assert!(ana.is_quiet().await && maria.is_quiet().await);
}

#[tokio::test]
async fn withdrawing_and_time_are_published_too() {
    let harness = Harness::new().await;
    let mut maria = Stream::open(&harness, "maria-silva").await;
    let id = harness.file_request("ana-costa").await;
    assert_eq!(maria.changed().await, json!(["inbox"]));
    harness.call("ana-costa", Method::DELETE, &format!("/v1/me/removal-requests/{id}"), &[], None).await.ok(200);
    assert_eq!(maria.changed().await, json!(["inbox"]));
}

#[tokio::test]
async fn what_is_refused_or_changes_nothing_is_not_published() {
    let harness = Harness::new().await;
    // Heard from the beginning: between instances a notice may come a moment after its change.
    let mut ana = Stream::open(&harness, "ana-costa").await;
    let id = harness.file_request("ana-costa").await;
    assert_eq!(ana.changed().await, json!(["me"]));
    harness.answer_request("maria-silva", "old-bridge", &id, "seen").await.ok(200);
    assert_eq!(ana.changed().await, json!(["me"]));
    harness.answer_request("maria-silva", "old-bridge", &id, "seen").await.ok(200);
    harness.post("ana-costa", "/v1/me/removal-requests", json!({})).await.problem(409, "request_already_open");
    harness.decline("maria-silva", "old-bridge", &id, " ").await.problem(422, "reason_required");
    assert!(ana.is_quiet().await);
    harness.call("ana-costa", Method::PATCH, "/v1/me", &[], Some(json!({"locale": "es"}))).await.ok(200);
    assert_eq!(ana.changed().await, json!(["me"]));
    assert!(ana.is_quiet().await);
}

#[tokio::test]
async fn a_stream_ends_with_its_token_and_a_new_one_receives_again() {
    let harness = Harness::new().await;
    let mut ana = Stream::open(&harness, "ana-costa").await;
    harness.advance(SignedDuration::from_hours(24));
    harness.call("ana-costa", Method::PATCH, "/v1/me", &[], Some(json!({"locale": "es"}))).await.ok(200);
    assert_eq!(ana.line().await, None, "an old token hears nothing any more");
    let mut ana = Stream::open(&harness, "ana-costa").await;
    harness.call("ana-costa", Method::PATCH, "/v1/me", &[], Some(json!({"locale": "en"}))).await.ok(200);
    assert_eq!(ana.changed().await, json!(["me"]));
}

#[tokio::test]
async fn a_locked_person_listens_and_a_stranger_does_not() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    harness.answer_request("maria-silva", "old-bridge", &id, "approve").await.ok(200);
    assert_eq!(harness.me("ana-costa").await["limitedView"], true);
    let mut ana = Stream::open(&harness, "ana-costa").await;
    harness.call("ana-costa", Method::PATCH, "/v1/me", &[], Some(json!({"locale": "es"}))).await.ok(200);
    assert_eq!(ana.changed().await, json!(["me"]));
    let request = Request::get("/v1/me/events").body(Body::empty()).unwrap();
    harness.send(request).await.problem(401, "sign_in_needed");
}

/// Security check 16: A person holds a handful of event streams, not all of them.
#[tokio::test]
async fn a_person_has_a_handful_of_streams() {
    let harness = Harness::new().await;
    let mut open = Vec::new();
    for _ in 0..8 {
        open.push(Stream::open(&harness, "ana-costa").await);
    }
    let refused = harness.get("ana-costa", "/v1/me/events").await;
    refused.problem(429, "too_many_streams");
    assert_eq!(refused.header("retry-after"), "60");
    open.pop();
    Stream::open(&harness, "ana-costa").await;
}

#[tokio::test]
async fn instances_that_share_a_database_receive_each_others_changes() {
    let harness = Harness::new().await;
    if harness.database.starts_with("sqlite:") {
        return; // A file has one process.
    }
    let other = harness.another_instance().await;
    let mut maria = Stream::open(&other, "maria-silva").await;
    let mut nora = Stream::open(&other, "nora-lindqvist").await;
    harness.file_request("ana-costa").await;
    assert_eq!(maria.changed().await, json!(["inbox"]));
    // The connection that brings notices breaks: once it is back everybody asks again, and later changes are heard as before.
    harness
        .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'")
        .await;
    assert_eq!(maria.changed().await, json!(["me", "inbox"]));
    assert_eq!(nora.changed().await, json!(["me", "inbox"]));
    harness.call("maria-silva", Method::PATCH, "/v1/me", &[], Some(json!({"profileCountry": "PT"}))).await.ok(200);
    assert_eq!(maria.changed().await, json!(["me"]));
    assert!(nora.is_quiet().await);
}
