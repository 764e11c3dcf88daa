//! The client of the service against everything that can be wrong with an answer.

use crate::Workstation;
use crate::backend::Backend;
use crate::data_dir::Environment;
use crate::failure::{Cause, FailureKind, Text};
use crate::fake::{Mood, World};
use domicile_model::wire::{FileRemoval, PatchMe};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

async fn signed_in() -> (World, Workstation) {
    let world = World::start().await;
    let station = world.workstation();
    station.sign_in_browser(None, Box::new(|_| ()), CancellationToken::new()).await.unwrap();
    world.forget_calls();
    (world, station)
}

#[tokio::test]
async fn every_bad_answer_has_its_own_code() {
    let (world, station) = signed_in().await;
    station.me().await.unwrap();
    let known = station.cached_me();
    for (mood, code, kind) in [
        (Mood::Status(500), "service_trouble", FailureKind::ServiceTrouble),
        (Mood::Status(503), "service_trouble", FailureKind::ServiceTrouble),
        (Mood::Status(429), "service_trouble", FailureKind::ServiceTrouble),
        (Mood::BadGateway, "service_trouble", FailureKind::ServiceTrouble),
        (Mood::Status(404), "not_the_service", FailureKind::ServiceTrouble),
        (Mood::Status(511), "not_the_service", FailureKind::ServiceTrouble),
        (Mood::Status(407), "proxy", FailureKind::Offline),
        (Mood::Page, "not_the_service", FailureKind::ServiceTrouble),
        (Mood::Redirect, "not_the_service", FailureKind::ServiceTrouble),
        (Mood::WrongType, "not_the_service", FailureKind::ServiceTrouble),
        (Mood::NotJson, "not_understood", FailureKind::Unexpected),
        (Mood::OtherJson, "not_understood", FailureKind::Unexpected),
        (Mood::Truncated, "truncated", FailureKind::ServiceTrouble),
        (Mood::Oversized, "oversized", FailureKind::ServiceTrouble),
        (Mood::Problem(500, "internal"), "internal", FailureKind::ServiceTrouble),
        (Mood::Problem(403, "role_missing"), "role_missing", FailureKind::Refused),
        (Mood::Problem(409, "request_already_open"), "request_already_open", FailureKind::Conflict),
        (Mood::Problem(422, "text_too_long"), "text_too_long", FailureKind::Invalid),
    ] {
        world.state().mood = mood;
        let failure = station.me().await.unwrap_err();
        assert_eq!((failure.code(), failure.kind()), (code, kind), "{mood:?}: {failure}");
        assert!(failure.request_id.is_some(), "{mood:?}");
        assert_eq!(station.cached_me(), known, "{mood:?}");
    }
}

#[tokio::test]
async fn the_words_of_the_service_pass_through() {
    let (world, station) = signed_in().await;
    world.state().mood = Mood::Problem(409, "request_already_open");
    let failure = station.me_api().unwrap().file_removal(FileRemoval::default()).await.unwrap_err();
    assert_eq!(failure.described().what, Text::Finished("What".to_owned()));
    assert_eq!(failure.described().next[0].1, Text::Finished("Do this.".to_owned()));
    assert_eq!(failure.problem().unwrap().extensions["fact"], 7);
}

#[tokio::test]
async fn nobody_there_is_offline() {
    let (world, station) = signed_in().await;
    world.server_stops().await;
    let failure = station.me().await.unwrap_err();
    assert!(matches!(failure.cause, Cause::CannotConnect { .. }), "{failure}");
    assert_eq!(failure.kind(), FailureKind::Offline);
    assert!(station.session().await.unwrap().is_some_and(|it| !it.ended));
}

#[tokio::test]
async fn a_name_that_nobody_knows_is_offline() {
    let url = url::Url::parse("https://directory.invalid/").unwrap();
    let http = crate::http::Http::new(crate::http::Limits::default());
    let request = http.client(&url).unwrap().get(url.clone()).build().unwrap();
    let cause = http.fetch(request).await.unwrap_err();
    assert_eq!(cause, Cause::NameNotFound { host: "directory.invalid".to_owned() });
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_said() {
    // Something that listens and speaks no TLS.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = url::Url::parse(&format!("https://{}/", listener.local_addr().unwrap())).unwrap();
    let server = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    let http = crate::http::Http::new(crate::http::Limits::default());
    let request = http.client(&url).unwrap().get(url.clone()).build().unwrap();
    let cause = http.fetch(request).await.unwrap_err();
    assert!(matches!(cause, Cause::Tls { .. }), "{cause}");
    server.abort();
}

#[tokio::test]
async fn no_answer_in_time_is_offline() {
    let (world, station) = signed_in().await;
    world.state().mood = Mood::Silent;
    let asked = tokio::spawn(async move { station.me().await });
    while world.state().calls.is_empty() {
        tokio::task::yield_now().await;
    }
    tokio::time::pause();
    let failure = asked.await.unwrap().unwrap_err();
    assert_eq!((failure.code(), failure.kind()), ("timeout", FailureKind::Offline));
}

#[tokio::test]
async fn a_short_wait_is_taken_and_a_long_one_is_reported() {
    let (world, station) = signed_in().await;
    world.state().mood = Mood::RetryAfter(1);
    station.me().await.unwrap();
    assert_eq!(world.state().calls.len(), 2);
    world.state().mood = Mood::RetryAfter(3600);
    let failure = station.me().await.unwrap_err();
    assert_eq!(failure.retry_after, Some(Duration::from_secs(3600)));
    assert_eq!(world.state().calls.len(), 3);
}

#[tokio::test]
async fn a_401_renews_once_and_then_asks_the_person() {
    let (world, station) = signed_in().await;
    world.state().mood = Mood::Problem(401, "invalid_token");
    assert_eq!(station.me().await.unwrap_err().cause, Cause::SignInNeeded);
    assert_eq!(world.state().calls, ["GET /v1/me", "token refresh_token", "GET /v1/me"]);
    // The session itself is good: a service that takes no token is the service's affair.
    assert!(station.session().await.unwrap().is_some_and(|it| !it.ended));
    // Too long since the person signed in: no token cures that.
    world.forget_calls();
    world.state().mood = Mood::Problem(401, "insufficient_user_authentication");
    let failure = station.me_api().unwrap().file_removal(FileRemoval::default()).await.unwrap_err();
    assert_eq!((failure.code(), failure.kind()), ("insufficient_user_authentication", FailureKind::SignIn));
    assert_eq!(world.state().calls.len(), 1);
}

#[tokio::test]
async fn each_verb_asks_its_route() {
    let (world, station) = signed_in().await;
    let removal = FileRemoval { reason: Some("new work".to_owned()), ..FileRemoval::default() };
    assert_eq!(station.me_api().unwrap().file_removal(removal).await.unwrap().id.as_str(), "r1");
    {
        let state = world.state();
        assert!(uuid::Uuid::parse_str(&state.headers["idempotency-key"]).is_ok());
        assert!(uuid::Uuid::parse_str(&state.headers["x-request-id"]).is_ok());
        assert_eq!((state.headers["accept-language"].as_str(), state.headers["content-type"].as_str()), ("en", "application/json"));
        assert!(state.headers["user-agent"].starts_with("domicile/"));
    }
    assert_eq!(station.me_api().unwrap().removals().await.unwrap().len(), 2);
    station.me_api().unwrap().withdraw_removal("r1").await.unwrap();
    station.me_api().unwrap().withdraw_removal("a/../b c?d").await.unwrap();
    station.me_api().unwrap().resend_removal("r1", None).await.unwrap();
    assert_eq!(station.me_api().unwrap().ask_support("Help".to_owned()).await.unwrap().text, "Help");
    station.me_api().unwrap().update_me(PatchMe { locale: Some("de".to_owned()), profile_country: None }).await.unwrap();
    assert!(station.me_api().unwrap().withdraw_removal("..").await.is_err());
    assert_eq!(
        world.state().calls,
        [
            "POST /v1/me/removal-requests",
            "GET /v1/me/removal-requests",
            "GET /v1/me/removal-requests?cursor=2%2F",
            "DELETE /v1/me/removal-requests/r1",
            "DELETE /v1/me/removal-requests/a%2F..%2Fb%20c%3Fd",
            "POST /v1/me/removal-requests/r1/resend",
            "POST /v1/me/service-requests",
            "PATCH /v1/me",
        ]
    );
    station.speak(domicile_words::Language::De);
    station.me_api().unwrap().withdraw_removal("r1").await.unwrap();
    assert_eq!(world.state().headers["accept-language"], "de");
}

#[tokio::test]
async fn what_was_known_is_kept_without_what_is_no_longer_ours() {
    let (world, station) = signed_in().await;
    station.me().await.unwrap();
    let known = world.workstation().cached_me().unwrap();
    assert_eq!(known.administrators[0].email, "maria.silva@oldbridge.example.com");
    // Released: the person we wrote to keeps the name only.
    let mut me = crate::fake::me();
    (me["affiliation"], me["administrators"]) = (serde_json::Value::Null, serde_json::json!([]));
    world.state().me = Some(me.clone());
    station.me().await.unwrap();
    let text = std::fs::read_to_string(world.data_dir().cached_me()).unwrap();
    assert!(text.contains("Maria Silva") && !text.contains("maria.silva@"), "{text}");
    // After a month contacts are gone, whatever was known.
    let mut me = crate::fake::me();
    me["asOf"] = "2020-01-01T00:00:00Z".into();
    world.state().me = Some(me);
    station.me().await.unwrap();
    let known = station.cached_me().unwrap();
    assert_eq!((known.administrators.len(), known.request.unwrap().to.unwrap().email.as_str()), (0, ""));
}

#[tokio::test]
async fn without_a_service_that_is_what_is_said() {
    let world = World::start().await;
    let mut options = crate::Options::of_process(domicile_words::Language::En);
    options.environment = Environment { service_url: None, ..world.environment() };
    let station = Workstation::open(options).unwrap();
    assert_eq!(station.me().await.unwrap_err().cause, Cause::NoService);
    assert_eq!(station.session().await.unwrap(), None);
    station.set_service_url(world.url.as_str()).await.unwrap();
    assert_eq!(station.settings().service_url.value.as_ref(), Some(&world.url));
    assert_eq!(station.set_service_url("http://example.com").await.unwrap_err().code(), "bad_service_url");
    // Set by the environment it is not ours to change.
    assert_eq!(world.workstation().set_service_url("https://other.example.com").await.unwrap_err().code(), "managed");
}

/// Field case W12a: a wait that the service names has a floor, the pause that we would make ourselves, and a ceiling.
#[test]
fn a_wait_that_the_service_names_has_a_floor_and_a_ceiling() {
    use crate::failure::Failure;
    let wait = |theirs: Option<Duration>| super::short_wait(&Failure { retry_after: theirs, ..Failure::new(Cause::SignInNeeded) });
    for (theirs, ours) in [(0, Some(1000)), (1, Some(1000)), (999, Some(1000)), (1500, Some(1500)), (3000, Some(3000)), (3001, None)] {
        assert_eq!(wait(Some(Duration::from_millis(theirs))), ours.map(Duration::from_millis), "{theirs}");
    }
    assert_eq!(wait(None), None);
}
