//! At the concurrency limit: who is refused with a time to try again, and what is served all the same. That policies have connections of
//! their own is shown in `conflicts.rs`, and for SQLite in `store`.

use super::harness::{Harness, TestResponse};
use super::operator_writes::TurnHolder;
use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::json;
use std::sync::Arc;
use tokio::task::JoinSet;

/// How many requests are served at the same time.
const PLACES: usize = 4;

async fn harness() -> Arc<Harness> {
    Arc::new(Harness::with(&format!("[limits]\nrequestsAtOnce = {PLACES}\n")).await)
}

/// What a change of Piet's needs.
const ROW: &str = "SELECT id FROM users WHERE id = 'piet-jansen' FOR UPDATE";

/// As many requests as are served at the same time: each waits for what somebody else holds.
struct SaturatedService {
    waiting: JoinSet<TestResponse>,
    holder: TurnHolder,
    /// The answer to the one request beyond the limit.
    rejected: TestResponse,
}

impl SaturatedService {
    async fn fill(harness: &Arc<Harness>) -> Self {
        harness.me("piet-jansen").await;
        let holder = TurnHolder::hold(harness, ROW).await;
        let mut waiting = JoinSet::new();
        for _ in 0..=PLACES {
            let harness = Arc::clone(harness);
            waiting.spawn(async move { harness.call("piet-jansen", Method::PATCH, "/v1/me", &[], Some(json!({"locale": "de"}))).await });
        }
        // Only the one for which there is no place comes to an end.
        let rejected = waiting.join_next().await.unwrap().unwrap();
        Self { waiting, holder, rejected }
    }

    /// Lets all requests end.
    async fn release(mut self) {
        self.holder.release().await;
        while let Some(answer) = self.waiting.join_next().await {
            answer.unwrap().ok(200);
        }
    }
}

async fn get_anonymously(harness: &Harness, path: &str) -> TestResponse {
    harness.send(Request::get(path).body(Body::empty()).unwrap()).await
}

/// How many places of a lane are taken, as the metrics say it.
async fn in_use(harness: &Harness, lane: &str) -> usize {
    let text = String::from_utf8(get_anonymously(harness, "/metrics").await.bytes).unwrap();
    let line = text.lines().find_map(|it| it.strip_prefix(&format!("domicile_places_in_use{{lane=\"{lane}\"}} ")));
    line.unwrap_or_else(|| panic!("{text}")).parse().unwrap()
}

/// Security check 15: Too many requests are refused with a time to come back, and policies are served all the same.
#[tokio::test]
async fn beyond_the_limit_requests_are_refused_with_a_time_to_try_again_and_policies_are_served() {
    let harness = harness().await;
    let before = harness.policy("ana-costa", &[]).await;
    harness.me("maria-silva").await;
    let saturated = SaturatedService::fill(&harness).await;
    for answer in
        [saturated.rejected.clone(), harness.get("ana-costa", "/v1/me").await, harness.get("maria-silva", "/v1/accounts/x/users").await]
    {
        answer.problem(503, "overloaded");
        assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
    }
    // Behind a link in a mail, a person reads a page.
    for (path, language, title) in [
        ("/invitation/x/y", "en", "This page cannot be shown right now"),
        ("/not-me/x", "de-AT, en;q=0.5", "Diese Seite lässt sich gerade nicht anzeigen"),
        ("/not-me/x", "es", "Esta página no se puede mostrar ahora"),
    ] {
        let request = Request::get(path).header(header::ACCEPT_LANGUAGE, language).body(Body::empty()).unwrap();
        let answer = harness.send(request).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (503, "text/html; charset=utf-8"), "{answer:?}");
        assert_eq!((answer.header("retry-after"), answer.header("cache-control")), ("2", "no-store"));
        let text = String::from_utf8(answer.bytes).unwrap();
        assert!(text.contains(&format!("<html lang=\"{}\">", &language[..2])) && text.contains(&format!("<h1>{title}</h1>")), "{text}");
    }
    // The one who has a policy, the one who wants it again, the one who asks for the first time.
    harness.policy("ana-costa", &[("if-none-match", before.header("etag"))]).await.expect_status(304);
    assert_eq!(harness.policy("ana-costa", &[]).await.bytes, before.bytes);
    harness.policy("maria-silva", &[]).await.expect_status(200);
    for path in ["/v1/policy-keys", "/health/live", "/health/ready", "/metrics", "/.well-known/oauth-protected-resource"] {
        get_anonymously(&harness, path).await.expect_status(200);
    }
    assert_eq!((in_use(&harness, "ordinary").await, in_use(&harness, "policy").await), (PLACES, 0));
    saturated.release().await;
    harness.me("ana-costa").await;
    assert_eq!((in_use(&harness, "ordinary").await, in_use(&harness, "policy").await), (0, 0));
}

#[tokio::test]
async fn streams_do_not_count_towards_the_limit() {
    let harness = harness().await;
    let mut streams = Vec::new();
    for person in ["ana-costa", "maria-silva", "tom-becker"] {
        for _ in 0..8 {
            let bearer = format!("Bearer {}", harness.token(person).await);
            let request = Request::get("/v1/me/events").header(header::AUTHORIZATION, bearer).body(Body::empty()).unwrap();
            streams.push(tower::ServiceExt::oneshot(harness.router.clone(), request).await.unwrap());
        }
    }
    assert!(streams.len() > PLACES && streams.iter().all(|it| it.status() == 200));
    harness.me("ana-costa").await;
}
