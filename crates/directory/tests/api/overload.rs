//! At the concurrency limit: who is refused with a time to try again, and what is served all the same. That policies have connections of
//! their own is shown in `conflicts.rs`, and for SQLite in `store`.

use super::harness::{Harness, TestResponse};
use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use futures_util::stream;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

/// As many requests as are served at the same time: each is being served, and waits for a body that does not come yet.
struct SaturatedService {
    waiting: JoinSet<TestResponse>,
    go_on: watch::Sender<bool>,
    /// The answer to the first request beyond the limit.
    rejected: TestResponse,
}

impl SaturatedService {
    async fn fill(harness: &Harness) -> Self {
        let bearer = format!("Bearer {}", harness.token("piet-jansen").await);
        let (go_on, heard) = watch::channel(false);
        let (inside, mut entered) = mpsc::unbounded_channel();
        let mut waiting = JoinSet::new();
        loop {
            let (mut heard, inside) = (heard.clone(), inside.clone());
            // Asked for only when the request is being served, and then empty: what is sent in the end is no JSON.
            let body = stream::once(async move {
                let _ = inside.send(());
                let _ = heard.wait_for(|it| *it).await;
                Ok::<_, std::io::Error>(Bytes::new())
            });
            let request = Request::post("/v1/me/service-requests")
                .header(header::AUTHORIZATION, &bearer)
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from_stream(body))
                .unwrap();
            let router = harness.router.clone();
            waiting.spawn(async move { super::harness::send(&router, request).await });
            tokio::select! {
                Some(()) = entered.recv() => {}
                Some(answer) = waiting.join_next() => return Self { waiting, go_on, rejected: answer.unwrap() },
            }
        }
    }

    /// Lets all requests end.
    async fn release(mut self) {
        self.go_on.send_replace(true);
        while let Some(answer) = self.waiting.join_next().await {
            answer.unwrap().problem(400, "bad_json");
        }
    }
}

async fn get_anonymously(harness: &Harness, path: &str) -> TestResponse {
    harness.send(Request::get(path).body(Body::empty()).unwrap()).await
}

/// Security check 15: Too many requests are refused with a time to come back, and policies are served all the same.
#[tokio::test]
async fn beyond_the_limit_requests_are_refused_with_a_time_to_try_again_and_policies_are_served() {
    let harness = Harness::new().await;
    let before = harness.policy("ana-costa", &[]).await;
    harness.token("maria-silva").await;
    let saturated = SaturatedService::fill(&harness).await;
    assert!(saturated.waiting.len() > 200, "enough for the tests of races: {}", saturated.waiting.len());
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
    saturated.release().await;
    harness.me("ana-costa").await;
}

#[tokio::test]
async fn streams_do_not_count_towards_the_limit() {
    let harness = Harness::new().await;
    let open = async |person: &str| {
        let bearer = format!("Bearer {}", harness.token(person).await);
        let request = Request::get("/v1/me/events").header(header::AUTHORIZATION, bearer).body(Body::empty()).unwrap();
        tower::ServiceExt::oneshot(harness.router.clone(), request).await.unwrap()
    };
    let saturated = SaturatedService::fill(&harness).await;
    let limit = saturated.waiting.len();
    saturated.release().await;
    let mut streams = Vec::new();
    for person in ["ana-costa", "maria-silva", "tom-becker"] {
        for _ in 0..8 {
            streams.push(open(person).await);
        }
    }
    assert!(streams.iter().all(|it| it.status() == 200));
    let saturated = SaturatedService::fill(&harness).await;
    assert_eq!(saturated.waiting.len(), limit);
    saturated.release().await;
}
