//! Sessions that are not kept, beside ones that are: a store that is locked now is not a session that is gone.

use super::quiet;
use crate::backend::Backend;
use crate::failure::Cause;
use crate::fake::World;
use crate::secrets::fake::Mood as StoreMood;
use crate::session::Persistence;
use tokio_util::sync::CancellationToken;

async fn signed_in(world: &World) {
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    station.me().await.unwrap();
}

/// Field case W11b: a sign-in that is not kept leaves the kept session of the same person alone, whatever the store's trouble is.
#[tokio::test]
async fn a_sign_in_that_is_not_kept_leaves_the_kept_session_of_the_same_person() {
    for mood in [StoreMood::Locked, StoreMood::Missing, StoreMood::ReadOnly] {
        for known in [true, false] {
            let world = World::start().await;
            signed_in(&world).await;
            if !known {
                std::fs::remove_file(world.data_dir().cached_me()).unwrap();
            }
            let file = std::fs::read(world.data_dir().session()).unwrap();
            // A read-only store gives the key that it has: nothing is to be written.
            world.store.set_mood(mood);
            let station = world.workstation();
            let who = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
            assert_eq!(matches!(who.persistence, Persistence::ThisProcess(_)), mood != StoreMood::ReadOnly, "{mood:?}");
            station.me().await.unwrap();
            station.finish().await;
            if mood != StoreMood::ReadOnly {
                assert_eq!(std::fs::read(world.data_dir().session()).unwrap(), file, "{mood:?}");
            }
            assert_eq!(world.state().revoked, Vec::<String>::new(), "revoking one might end the other");
            world.store.set_mood(StoreMood::Fine);
            let again = world.workstation().session().await.unwrap().unwrap();
            assert_eq!((again.persistence, again.ended), (Persistence::Keychain, false), "{mood:?}");
        }
    }
}

/// Somebody else's session must not come back at the next start.
#[tokio::test]
async fn a_sign_in_of_somebody_else_ends_the_kept_session_also_where_it_is_not_kept() {
    let world = World::start().await;
    signed_in(&world).await;
    world.store.set_mood(StoreMood::Locked);
    world.state().subject = "maria-silva".to_owned();
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    assert!(!world.data_dir().session().exists());
    world.store.set_mood(StoreMood::Fine);
    assert_eq!(world.workstation().session().await.unwrap(), None);
}

/// Field case L10: the refresh token of a session that is kept nowhere is revoked as the program ends.
#[tokio::test]
async fn a_session_that_is_kept_nowhere_is_revoked_in_the_end() {
    let world = World::start().await;
    world.store.set_mood(StoreMood::Missing);
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    world.state().access = None;
    station.me().await.unwrap();
    let held = world.state().refresh.clone().unwrap();
    station.finish().await;
    assert_eq!(world.state().revoked, [held], "the newest one");
    // A kept one is not.
    let world = World::start().await;
    signed_in(&world).await;
    world.workstation().finish().await;
    assert_eq!(world.state().revoked, Vec::<String>::new());
}

/// Field case W11a: a locked store is an answer of its own, to whoever asks who is signed in and to whoever asks the service.
#[tokio::test]
async fn a_locked_store_is_not_nobody() {
    let world = World::start().await;
    signed_in(&world).await;
    for (mood, code) in [(StoreMood::Locked, "keychain_locked"), (StoreMood::Missing, "no_keychain")] {
        world.store.set_mood(mood);
        let station = world.workstation();
        assert_eq!(station.session().await.unwrap_err().code(), code);
        let failure = station.me().await.unwrap_err();
        assert_eq!(failure.code(), code);
        assert_ne!(failure.cause, Cause::SignInNeeded);
        // It is looked at anew each time: a store that is unlocked, or comes up, is found without a restart.
        world.store.set_mood(StoreMood::Fine);
        station.me().await.unwrap();
    }
}
