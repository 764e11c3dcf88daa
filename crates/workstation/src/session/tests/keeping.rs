//! Staying signed in and signing out.

use super::quiet;
use crate::backend::Backend;
use crate::failure::Cause;
use crate::fake::{Mood, World};
use crate::secrets::fake::Mood as StoreMood;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn signing_out_revokes_and_forgets_its_own() {
    let world = World::start().await;
    let station = world.workstation();
    assert!(!station.sign_out().await.unwrap().was_signed_in);
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    station.me().await.unwrap();
    let other = crate::secrets::random_key().unwrap();
    crate::secrets::SecretStore::write(&world.store, "of-another-home", &other).unwrap();
    let done = station.sign_out().await.unwrap();
    assert!(done.was_signed_in && done.revoked);
    assert_eq!(world.state().revoked.len(), 1);
    assert!(world.state().revoked[0].starts_with("refresh-"));
    assert_eq!(world.store.entries(), ["of-another-home"]);
    assert_eq!(world.files(), ["policy", "session.lock"]);
    assert_eq!(station.session().await.unwrap(), None);
    assert_eq!(station.cached_me(), None);
}

#[tokio::test]
async fn signing_out_works_without_issuer_and_without_store() {
    let world = World::start().await;
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    world.server_stops().await;
    world.store.set_mood(StoreMood::Locked);
    let done = world.workstation().sign_out().await.unwrap();
    assert!(done.was_signed_in && !done.revoked);
    assert_eq!(world.files(), ["policy", "session.lock"]);
}

#[tokio::test]
async fn tokens_are_renewed_when_it_is_time_and_only_then() {
    let world = World::start().await;
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    world.forget_calls();
    station.me().await.unwrap();
    assert_eq!(world.state().calls, ["GET /v1/me"]);
    // The service does not take it any more: renewed once, and again what was asked.
    world.state().access = None;
    world.forget_calls();
    station.me().await.unwrap();
    assert_eq!(world.state().calls, ["GET /v1/me", "token refresh_token", "GET /v1/me"]);
    // A token that is about to end is not tried.
    world.state().expires_in = Some(10);
    world.state().access = None;
    station.me().await.unwrap();
    world.forget_calls();
    station.me().await.unwrap();
    assert_eq!(world.state().calls, ["token refresh_token", "GET /v1/me"]);
}

#[tokio::test]
async fn an_issuer_that_does_not_rotate_is_fine() {
    let world = World::start().await;
    world.state().rotates = false;
    world.state().expires_in = Some(1);
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    for _ in 0..3 {
        station.me().await.unwrap();
    }
}

#[tokio::test]
async fn many_at_once_renew_once() {
    let world = World::start().await;
    let stations = [Arc::new(world.workstation()), Arc::new(world.workstation())];
    stations[0].sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    world.state().access = None;
    world.state().thinks = Duration::from_millis(50);
    world.forget_calls();
    let asks = (0..10).map(|n| {
        let station = stations[n % 2].clone();
        tokio::spawn(async move { station.me().await.map(drop) })
    });
    for ask in asks.collect::<Vec<_>>() {
        ask.await.unwrap().unwrap();
    }
    assert_eq!(world.state().calls.iter().filter(|it| *it == "token refresh_token").count(), 1);
}

/// Whoever asked gives up while the issuer thinks: the renewed session is kept all the same.
#[tokio::test]
async fn a_renewal_that_nobody_waits_for_is_finished() {
    let world = World::start().await;
    let station = Arc::new(world.workstation());
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    world.state().access = None;
    world.state().thinks = Duration::from_millis(200);
    world.forget_calls();
    let ask = tokio::spawn({
        let station = station.clone();
        async move { station.me().await.map(drop) }
    });
    while !world.state().calls.iter().any(|it| it == "token refresh_token") {
        tokio::task::yield_now().await;
    }
    ask.abort();
    station.finish().await;
    world.state().thinks = Duration::ZERO;
    world.workstation().me().await.unwrap();
    assert_eq!(world.state().calls.iter().filter(|it| *it == "token refresh_token").count(), 1);
}

#[tokio::test]
async fn a_session_that_the_issuer_ended_is_kept_as_ended() {
    let world = World::start().await;
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    (world.state().access, world.state().refresh) = (None, None);
    assert_eq!(station.me().await.unwrap_err().cause, Cause::SignInNeeded);
    let who = world.workstation().session().await.unwrap().unwrap();
    assert!(who.ended);
    assert_eq!(who.email.as_deref(), Some("ana.costa@oldbridge.example.com"));
    // It is not tried again, and signing in again is all that it takes.
    world.forget_calls();
    assert_eq!(station.me().await.unwrap_err().cause, Cause::SignInNeeded);
    assert_eq!(world.state().calls, Vec::<String>::new());
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    station.me().await.unwrap();
}

#[tokio::test]
async fn an_issuer_in_trouble_ends_no_session() {
    let world = World::start().await;
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    let file = std::fs::read(world.data_dir().session()).unwrap();
    for mood in [Mood::Status(500), Mood::BadGateway, Mood::Page, Mood::Truncated, Mood::Redirect, Mood::NotJson] {
        world.state().token_mood = mood;
        let access = world.state().access.take();
        let failure = station.me().await.unwrap_err();
        assert_ne!(failure.kind(), crate::failure::FailureKind::SignIn, "{mood:?}: {failure}");
        assert_eq!(std::fs::read(world.data_dir().session()).unwrap(), file);
        world.state().access = access;
    }
    world.state().token_mood = Mood::Fine;
    station.me().await.unwrap();
}

#[tokio::test]
async fn a_damaged_session_file_is_no_session() {
    let world = World::start().await;
    world.workstation().sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    let file = std::fs::read(world.data_dir().session()).unwrap();
    for damaged in [&file[..file.len() / 2], b"nonsense", b""] {
        std::fs::write(world.data_dir().session(), damaged).unwrap();
        assert_eq!(world.workstation().session().await.unwrap(), None);
    }
}
