//! What a renewal survives: wrong clocks, odd answers, lost answers, and whoever ends the program in the middle.

use super::quiet;
use crate::backend::Backend;
use crate::failure::{Cause, FailureKind};
use crate::fake::{Mood, Token, World};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const HOUR: i64 = 3600;

/// A world where somebody has signed in, with a renewal due.
async fn signed_in() -> World {
    let world = World::start().await;
    world.workstation().sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    world.state().access = None;
    world
}

fn renewals(world: &World) -> usize {
    world.state().calls.iter().filter(|it| *it == "token refresh_token").count()
}

/// Field case W03a: while the clock is wrong the session is renewed all the same, and once it is right nobody has to sign in.
/// Field case M2: the new refresh token is kept before anything is judged, and dates are judged by the issuer's own time.
#[tokio::test]
async fn a_wrong_clock_costs_nothing() {
    // An issuer that is behind is a clock here that is ahead.
    for issuer_clock in [-600, -HOUR, -24 * HOUR, -400 * 24 * HOUR, 24 * HOUR] {
        let world = signed_in().await;
        world.state().issuer_clock = issuer_clock;
        for _ in 0..2 {
            world.workstation().me().await.unwrap_or_else(|e| panic!("{issuer_clock}: {e}"));
            world.state().access = None;
        }
        world.state().issuer_clock = 0;
        world.workstation().me().await.unwrap();
        assert!(!world.workstation().session().await.unwrap().unwrap().ended, "{issuer_clock}");
        assert_eq!(renewals(&world), 3);
    }
}

/// Field case W03b: who asks while the clock is ahead is told so, and stays signed in.
#[tokio::test]
async fn a_clock_that_is_ahead_is_told() {
    for (issuer_clock, told) in [(-60, None), (-600, Some("10 min")), (-HOUR, Some("60 min")), (-12 * HOUR, Some("12 h")), (HOUR, None)] {
        let world = signed_in().await;
        world.state().issuer_clock = issuer_clock;
        let station = world.workstation();
        station.me().await.unwrap();
        let who = station.session().await.unwrap().unwrap();
        assert_eq!((who.clock_ahead.as_deref(), who.ended), (told, false), "{issuer_clock}");
        // As soon as an issuer says otherwise it is no longer so.
        world.state().issuer_clock = 0;
        world.state().access = None;
        station.me().await.unwrap();
        assert_eq!(station.session().await.unwrap().unwrap().clock_ahead, None);
    }
}

/// Field case W03d: at a sign-in a clock that is ahead by more than five minutes beyond the token's own time is named, with by how much.
#[tokio::test]
async fn a_sign_in_names_a_clock_that_is_ahead() {
    // Tokens of this issuer live for five minutes.
    for (issuer_clock, by) in [(-180, None), (-360, None), (-590, None), (-660, Some("11 min")), (-26 * HOUR, Some("26 h"))] {
        let world = World::start().await;
        world.state().issuer_clock = issuer_clock;
        let signed_in = world.workstation().sign_in_browser(None, quiet(), CancellationToken::new()).await;
        let cause = signed_in.err().map(|it| it.cause);
        assert_eq!(cause, by.map(|by| Cause::ClockAhead { by: by.to_owned() }), "{issuer_clock}");
    }
}

/// Field case M2: a spoilt ID token in a renewal keeps the refresh token; the next good answer goes on with it.
#[tokio::test]
async fn a_spoilt_answer_keeps_the_refresh_token() {
    let spoilt = [
        Token::Expired,
        Token::Foreign,
        Token::OtherIssuer,
        Token::OtherKey,
        Token::Unsigned,
        Token::OtherAccess,
        Token::SomebodyElse,
        Token::Garbage,
        Token::Number,
    ];
    for token in spoilt {
        let world = signed_in().await;
        world.state().token = token;
        let failure = world.workstation().me().await.unwrap_err();
        assert_eq!((failure.code(), failure.kind()), ("renewal_not_confirmed", FailureKind::ServiceTrouble), "{token:?}");
        assert!(!world.workstation().session().await.unwrap().unwrap().ended, "{token:?}");
        // Its access token was not used, though it would have worked.
        assert!(!world.state().calls.iter().skip_while(|it| *it != "token refresh_token").any(|it| it.starts_with("GET /v1")));
        world.state().token = Token::Right;
        world.workstation().me().await.unwrap_or_else(|e| panic!("{token:?}: {e}"));
    }
}

#[tokio::test]
async fn a_renewal_need_not_bring_an_id_token() {
    let world = signed_in().await;
    world.state().token = Token::Absent;
    world.workstation().me().await.unwrap();
}

/// Tokens that are somebody else's are never used, whatever the issuer leaves out afterwards.
#[tokio::test]
async fn tokens_of_somebody_else_end_the_session_in_the_end() {
    for then in [Token::SomebodyElse, Token::Absent] {
        let world = signed_in().await;
        world.state().token = Token::SomebodyElse;
        world.workstation().me().await.unwrap_err();
        world.state().token = then;
        assert_eq!(world.workstation().me().await.unwrap_err().cause, Cause::SignInNeeded, "{then:?}");
        assert!(world.workstation().session().await.unwrap().unwrap().ended);
    }
}

/// Field case W04a: whoever gives up lets a renewal that has begun come to its end, however long the issuer thinks.
/// Field case W04b: the program that is interrupted does the same before it ends.
#[tokio::test]
async fn a_renewal_that_has_begun_is_finished_and_a_new_one_does_not_begin() {
    let world = signed_in().await;
    world.state().thinks = Duration::from_millis(300);
    let station = Arc::new(world.workstation());
    let ask = tokio::spawn({
        let station = station.clone();
        async move { station.me().await.map(drop) }
    });
    while renewals(&world) == 0 {
        tokio::task::yield_now().await;
    }
    assert!(world.files().contains(&"session.next".to_owned()), "noted before it is used");
    ask.abort();
    station.finish().await;
    assert!(!world.files().contains(&"session.next".to_owned()), "{:?}", world.files());
    world.state().thinks = Duration::ZERO;
    world.workstation().me().await.unwrap();
    assert_eq!(renewals(&world), 1);
    // The program that ends begins none.
    world.state().access = None;
    assert_eq!(station.me().await.unwrap_err().cause, Cause::Cancelled);
    assert_eq!(renewals(&world), 1);
    assert!(!world.files().contains(&"session.next".to_owned()));
}

/// The end does not wait for what may be given up: another process that renews, an issuer that does not say where its endpoints are.
#[tokio::test]
async fn the_end_does_not_wait_for_a_renewal_that_has_not_begun() {
    let world = signed_in().await;
    let lock = crate::session::lock::take(&world.data_dir().session_lock()).await.unwrap();
    let station = Arc::new(world.workstation());
    let ask = tokio::spawn({
        let station = station.clone();
        async move { station.me().await.map(drop) }
    });
    // Everything that can happen before the lock has happened.
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
    station.finish().await;
    let _ = ask.await;
    drop(lock);
    assert_eq!(renewals(&world), 0);
    world.workstation().me().await.unwrap();
}

/// An answer that was lost on its way: the session is tried again, and only the issuer's word ends it, with the true reason.
#[tokio::test]
async fn a_lost_answer_is_told_where_the_issuer_does_not_forgive_it() {
    let world = signed_in().await;
    world.state().loses_answers = true;
    world.workstation().me().await.unwrap_err();
    assert!(world.files().contains(&"session.next".to_owned()), "{:?}", world.files());
    assert!(!world.workstation().session().await.unwrap().unwrap().ended);
    // Nobody answers at all meanwhile: the note stays.
    world.state().loses_answers = false;
    world.state().token_mood = Mood::Status(500);
    world.workstation().me().await.unwrap_err();
    world.state().token_mood = Mood::Fine;
    let failure = world.workstation().me().await.unwrap_err();
    assert_eq!((failure.code(), failure.kind()), ("renewal_cut_off", FailureKind::SignIn));
    assert!(world.workstation().session().await.unwrap().unwrap().ended);
    assert!(!world.files().contains(&"session.next".to_owned()), "{:?}", world.files());
    // An issuer that forgives it: nobody notices.
    let world = signed_in().await;
    world.state().loses_answers = true;
    world.workstation().me().await.unwrap_err();
    world.state().loses_answers = false;
    world.state().rotates = false;
    let old = world.state().form["refresh_token"].clone();
    world.state().refresh = Some(old);
    world.workstation().me().await.unwrap();
    assert!(!world.files().contains(&"session.next".to_owned()));
}

/// Killed after the next session was written and before it was put in its place: it is taken over.
#[tokio::test]
async fn a_next_session_that_was_written_whole_is_taken_over() {
    let world = signed_in().await;
    let (session, next) = (world.data_dir().session(), world.data_dir().session_journal());
    let old = std::fs::read(&session).unwrap();
    world.workstation().me().await.unwrap();
    std::fs::rename(&session, &next).unwrap();
    std::fs::write(&session, &old).unwrap();
    world.workstation().me().await.unwrap();
    assert!(!next.exists());
    assert_eq!(renewals(&world), 1);
    // Cut off while it was being written: told as what it is, and nothing of it stays behind.
    world.state().access = None;
    let written = std::fs::read(&session).unwrap();
    std::fs::write(&next, &written[..written.len() / 2]).unwrap();
    world.state().refresh = None;
    assert_eq!(world.workstation().me().await.unwrap_err().code(), "renewal_cut_off");
    assert!(!next.exists());
}

/// What is left of a renewal belongs to the session of then: a new sign-in and a sign-out end it.
#[tokio::test]
async fn a_new_sign_in_and_a_sign_out_leave_nothing_of_a_renewal() {
    let world = signed_in().await;
    let next = world.data_dir().session_journal();
    std::fs::write(&next, "domicile-renewal-1 of another time\n").unwrap();
    world.workstation().sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    assert!(!next.exists());
    std::fs::write(&next, "domicile-renewal-1 of another time\n").unwrap();
    world.workstation().sign_out().await.unwrap();
    assert_eq!(world.files(), ["policy", "session.lock"]);
}
