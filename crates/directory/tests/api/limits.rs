//! How much one person may ask for, and that it takes nothing from anybody else. What happens at the port is in `tests/tests/limits.rs`.

use super::harness::Harness;
use axum::body::Body;
use axum::http::{Method, Request, header};
use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::json;

/// Nobody waits for being refused.
const AT_ONCE: &str = "[limits]\nrefusalPauseSeconds = 0\n";

/// Security check 15: What one person asks for keeps nobody else waiting.
/// Field case M8: of 1,000 changes that a locked person asks for at a stretch some hundreds are made; for the others they are told when to come again.
#[tokio::test]
async fn a_thousand_changes_of_one_person_are_not_all_made_and_nobody_else_is_kept_waiting() {
    let harness = Harness::with(AT_ONCE).await;
    let rows = async || {
        harness.query_column("SELECT CAST(COUNT(*) AS TEXT) FROM answered_writes").await[0].clone().unwrap().parse::<u32>().unwrap()
    };
    let mut refused = 0;
    let begun = std::time::Instant::now();
    for n in 0..1_000 {
        let key = format!("key-{n}");
        let answer =
            harness.call("yara-haddad", Method::PATCH, "/v1/me", &[("idempotency-key", &key)], Some(json!({"locale": "de"}))).await;
        if answer.status != 200 {
            answer.problem(429, "too_many_requests");
            assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
            refused += 1;
        }
    }
    let allowed = 300 + 5 * u32::try_from(begun.elapsed().as_secs() + 1).unwrap();
    assert!(rows().await <= allowed && refused >= 1_000 - allowed, "{} made, {refused} refused", rows().await);
    // She may look, and everybody else may do what they like.
    harness.me("yara-haddad").await;
    harness.call("ana-costa", Method::PATCH, "/v1/me", &[], Some(json!({"locale": "de"}))).await.ok(200);
}

/// Field case M8: new machines without end have no policy signed each; the machine that has one is told that it is current all the same.
#[tokio::test]
async fn machines_that_nobody_has_do_not_keep_the_service_signing() {
    let harness = Harness::with("[limits]\nrefusalPauseSeconds = 0\nsignatureBurst = 10\nsignaturesPerSecond = 0.001\n").await;
    let held = harness.policy("ana-costa", &[]).await;
    let machine = |n: usize| {
        let harness = &harness;
        async move { harness.call("ana-costa", Method::GET, "/v1/me/policy", &[("domicile-machine", &format!("new-{n}"))], None).await }
    };
    let mut signed = 0;
    for n in 0..60 {
        let answer = machine(n).await;
        if answer.status == 200 {
            signed += 1;
        } else {
            answer.problem(429, "too_many_requests");
        }
    }
    assert_eq!(signed, 9);
    harness.policy("ana-costa", &[("if-none-match", held.header("etag"))]).await.expect_status(304);
    harness.policy("maria-silva", &[]).await.expect_status(200);
}

#[tokio::test]
async fn one_person_has_places_of_their_own_and_gets_them_back() {
    let harness = Harness::with("[limits]\nrefusalPauseSeconds = 0\nrequestsAtOncePerPerson = 3\n").await;
    for person in ["ana-costa", "maria-silva"] {
        harness.me(person).await;
    }
    for _ in 0..2 {
        let answers = join_all((0..30).map(|_| harness.get("ana-costa", "/v1/me"))).await;
        assert!(answers.iter().filter(|it| it.status == 200).count() >= 3);
        answers.iter().filter(|it| it.status != 200).for_each(|it| drop(it.problem(429, "too_many_requests")));
        harness.me("maria-silva").await;
    }
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_given_up() {
    let harness = Harness::with("[limits]\nbodyIdleSeconds = 0.05\n").await;
    let bearer = format!("Bearer {}", harness.token("ana-costa").await);
    let begun = futures_util::stream::iter([Ok::<_, std::io::Error>("{")]);
    let never = futures_util::StreamExt::chain(begun, futures_util::stream::pending());
    let request =
        Request::post("/v1/me/removal-requests").header(header::AUTHORIZATION, bearer).header(header::CONTENT_TYPE, "application/json");
    let answer = harness.send(request.body(Body::from_stream(never)).unwrap()).await;
    answer.problem(408, "body_too_slow");
}

/// Field case L5: whoever asks for readiness again and again takes no connection of the policies': it is found out once a second.
#[tokio::test]
async fn readiness_is_found_out_once_a_second_however_many_ask() {
    let harness = Harness::new().await;
    let ready = async || harness.send(Request::get("/health/ready").body(Body::empty()).unwrap()).await.status.as_u16();
    assert!(join_all((0..150).map(|_| ready())).await.iter().all(|it| *it == 200));
    harness.store.close().await;
    // The database is gone, and so this is what was found out before; a second later it is found out anew.
    assert!(join_all((0..150).map(|_| ready())).await.iter().all(|it| *it == 200));
    harness.advance(SignedDuration::from_secs(1));
    assert!(ready().await >= 500);
}
