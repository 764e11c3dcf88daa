//! The client of the service against everything that can be wrong with an answer.

use crate::Workstation;
use crate::backend::Backend;
use crate::data_dir::Environment;
use crate::failure::{Cause, Failure, FailureKind, Text};
use crate::fake::{Mood, Return, World};
use crate::state::{Session, State};
use crate::vocabulary::ConnectionState;
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

/// A state with the person signed in, after a try that ended so.
fn after(failure: &Failure) -> State {
    let mut state = State { session: Session::SignedIn, ..State::default() };
    state.learn_me(Err(failure), jiff::Timestamp::now());
    state
}

/// Field case W13a: a 401 that is no word of the service ends nobody's session and renews no token.
#[tokio::test]
async fn a_401_of_something_in_between_is_not_the_services() {
    let (world, station) = signed_in().await;
    for mood in [
        Mood::Status(401),
        Mood::Body(401, "text/plain", "no"),
        Mood::Body(401, "application/json", "{}"),
        Mood::Body(401, "text/html", "<html>who are you?</html>"),
        Mood::Body(401, "application/problem+json", r#"{"type":"about:blank","title":"Unauthorized","status":401}"#),
        Mood::Status(403),
    ] {
        world.forget_calls();
        world.state().mood = mood;
        let failure = station.me().await.unwrap_err();
        assert_eq!((failure.code(), failure.kind()), ("not_the_service", FailureKind::ServiceTrouble), "{mood:?}");
        assert_eq!(world.state().calls, ["GET /v1/me"], "{mood:?}");
        let state = after(&failure);
        assert_eq!((state.session, state.connection.state), (Session::SignedIn, ConnectionState::Intercepted), "{mood:?}");
        assert!(station.session().await.unwrap().is_some_and(|it| !it.ended), "{mood:?}");
    }
    world.state().mood = Mood::Fine;
    station.me().await.unwrap();
}

/// Field case W13b: what the issuer cannot do now is tried again later, and only its word that the session is over ends it.
#[tokio::test]
async fn a_bad_minute_of_the_issuer_costs_no_session() {
    let (world, station) = signed_in().await;
    let due = || world.state().access.take();
    let error = |code: &'static str| Mood::Body(400, "application/json", Box::leak(format!(r#"{{"error":"{code}"}}"#).into_boxed_str()));
    for (mood, code) in [
        (error("temporarily_unavailable"), "issuer_trouble"),
        (error("server_error"), "issuer_trouble"),
        (error("slow_down"), "issuer_trouble"),
        (Mood::Body(503, "application/json", r#"{"error":"temporarily_unavailable"}"#), "issuer_trouble"),
        (Mood::Status(500), "issuer_trouble"),
        (Mood::Status(429), "issuer_trouble"),
        (Mood::BadGateway, "issuer_trouble"),
        (Mood::NotJson, "issuer_trouble"),
        (Mood::Body(400, "text/plain", "oh"), "issuer_trouble"),
        (Mood::Page, "not_the_service"),
        (Mood::Redirect, "not_the_service"),
        // A no, and still not the end of the session.
        (error("invalid_client"), "program_refused"),
        (error("unauthorized_client"), "program_refused"),
        (error("a_code_of_tomorrow"), "sign_in_denied"),
    ] {
        let access = due();
        world.state().token_mood = mood;
        let failure = station.me().await.unwrap_err();
        assert_eq!(failure.code(), code, "{mood:?}: {failure}");
        assert!(
            ["sign_in_denied", "program_refused"].contains(&code) || failure.kind() == FailureKind::ServiceTrouble,
            "{mood:?}: {failure}"
        );
        assert_eq!(after(&failure).session, Session::SignedIn, "{mood:?}");
        assert!(station.session().await.unwrap().is_some_and(|it| !it.ended), "{mood:?}");
        (world.state().access, world.state().token_mood) = (access, Mood::Fine);
        station.me().await.unwrap();
    }
    for code in ["interaction_required", "invalid_grant"] {
        let (world, station) = signed_in().await;
        world.state().access = None;
        world.state().token_mood = error(code);
        let failure = station.me().await.unwrap_err();
        assert_eq!((failure.code(), after(&failure).session), ("sign_in_needed", Session::Ended), "{code}");
    }
}

/// Where the issuer does not know the program, nobody is sent to sign in: that cannot help, and the session is kept for when it can.
#[tokio::test]
async fn an_issuer_that_refuses_the_program_sends_nobody_to_sign_in() {
    let (world, station) = signed_in().await;
    world.state().access = None;
    world.state().token_mood = Mood::Body(401, "application/json", r#"{"error":"invalid_client","error_description":7}"#);
    let failure = station.me().await.unwrap_err();
    assert_eq!((failure.code(), failure.kind()), ("program_refused", FailureKind::Refused));
    let who: Vec<_> = failure.described().next.iter().map(|(who, ..)| *who).collect();
    assert_eq!(who, [domicile_model::wire::Actor::Support]);
    assert_eq!((after(&failure).session, after(&failure).connection.state), (Session::SignedIn, ConnectionState::IssuerTrouble));
    let outcome = station.refresh(Box::new(|_| ()), CancellationToken::new()).await;
    assert!(matches!(outcome, crate::refresh::Outcome::Refused(_)), "{outcome:?}");
    let mut state = State { session: Session::SignedIn, ..State::default() };
    state.learn_refresh(&outcome, None, jiff::Timestamp::now());
    assert_eq!(state.connection.state, ConnectionState::IssuerTrouble);
    // The same at a sign-in, on whichever of the two ways it is told.
    assert_eq!(station.sign_in_browser(None, Box::new(|_| ()), CancellationToken::new()).await.unwrap_err().code(), "program_refused");
    world.state().back = Return::Refuses("unauthorized_client");
    assert_eq!(station.sign_in_browser(None, Box::new(|_| ()), CancellationToken::new()).await.unwrap_err().code(), "program_refused");
    world.state().token_mood = Mood::Fine;
    station.me().await.unwrap();
}

/// Field case W13c: what is said first follows from the same cause as the details, whoever answered.
#[tokio::test]
async fn the_headline_is_of_whoever_answered() {
    let (world, station) = signed_in().await;
    for (mood, connection, headline) in [
        (Mood::Page, ConnectionState::Intercepted, "Something else is answering for the service"),
        (Mood::Redirect, ConnectionState::Intercepted, "Something else is answering for the service"),
        (Mood::Status(511), ConnectionState::Intercepted, "Something else is answering for the service"),
        (Mood::Status(404), ConnectionState::Intercepted, "Something else is answering for the service"),
        (Mood::OtherJson, ConnectionState::NotUnderstood, "We can’t read the service’s answer"),
        (Mood::Oversized, ConnectionState::NotUnderstood, "We can’t read the service’s answer"),
        (Mood::Truncated, ConnectionState::Offline, "We can’t reach the service"),
        (Mood::Status(407), ConnectionState::Offline, "We can’t reach the service"),
        (Mood::BadGateway, ConnectionState::ServiceTrouble, "The service has a problem"),
        (Mood::Problem(500, "internal"), ConnectionState::ServiceTrouble, "The service has a problem"),
        (Mood::Problem(403, "role_missing"), ConnectionState::Online, "We don’t know yet"),
    ] {
        world.state().mood = mood;
        let state = after(&station.me().await.unwrap_err());
        assert_eq!(state.connection.state, connection, "{mood:?}");
        let words = domicile_words::Words::new(domicile_words::Language::En);
        let shown = crate::present::overview(&state, jiff::Timestamp::now(), &jiff::tz::TimeZone::UTC, &words);
        assert_eq!(shown.headline.text, headline, "{mood:?}");
    }
    world.state().token_mood = Mood::Status(503);
    (world.state().mood, world.state().access) = (Mood::Fine, None);
    let state = after(&station.me().await.unwrap_err());
    assert_eq!(state.connection.state, ConnectionState::IssuerTrouble);
}

/// Field case W16f: a service that calls itself otherwise is named, never followed.
#[tokio::test]
async fn another_name_of_the_service_is_told() {
    let world = World::start().await;
    world.state().resource = Some("https://ana:secret@directory.example.com/?token=x".to_owned());
    let station = world.workstation();
    let sign_in =
        async |station: &Workstation| station.sign_in_browser(None, Box::new(|_| ()), CancellationToken::new()).await.unwrap_err();
    let failure = sign_in(&station).await;
    let host = crate::http::host_of(&world.url);
    let named = "https://directory.example.com/".to_owned();
    assert_eq!(failure.cause, Cause::OtherAddress { host: host.clone(), named });
    // A path that is not the service's own.
    world.state().resource = None;
    let mut options = crate::Options::of_process(domicile_words::Language::En);
    options.environment = Environment { service_url: Some(format!("{}no/such/path", world.url)), ..world.environment() };
    let failure = sign_in(&Workstation::open(options).unwrap()).await;
    assert_eq!(failure.cause, Cause::OtherAddress { host, named: world.issuer() + "/" });
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
async fn settings_that_were_put_right_are_read_again() {
    let (world, station) = signed_in().await;
    let settings = world.data_dir().settings();
    std::fs::write(&settings, "theme = purple\n").unwrap();
    station.reload_settings();
    assert_eq!(station.session().await.unwrap_err().code(), "settings_broken", "not that nobody is signed in");
    assert_eq!(station.me().await.unwrap_err().code(), "settings_broken");
    std::fs::write(&settings, "theme = \"dark\"\n").unwrap();
    station.reload_settings();
    assert!(station.session().await.unwrap().is_some_and(|it| !it.ended));
    station.me().await.unwrap();
}

#[tokio::test]
async fn without_a_service_that_is_what_is_said() {
    let world = World::start().await;
    let mut options = crate::Options::of_process(domicile_words::Language::En);
    options.environment = Environment { service_url: None, ..world.environment() };
    let station = Workstation::open(options).unwrap();
    assert_eq!(station.me().await.unwrap_err().cause, Cause::NoService);
    assert_eq!(station.session().await.unwrap_err().cause, Cause::NoService);
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
