//! Two processes use one session at the same time, at an issuer that ends a session whose refresh token is used twice.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

use domicile_tests::home::Home;
use domicile_tests::peer::OidcProvider;
use domicile_tests::service::Service;
use domicile_tests::session::Session;
use std::sync::Arc;

/// How often each of the two asks.
const TIMES: u64 = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_signed_out_by_two_processes_that_refresh() {
    // Tokens end sooner than the margin before which they are renewed, so that every single command has to refresh.
    let issuer = OidcProvider::start(5).unwrap();
    let service = Service::start_with_issuer(&issuer.url).unwrap();
    let session = Session::with_keyring().unwrap();
    let home = Arc::new(Home::in_session(&session, &service.url).unwrap());
    let (code, login) = home.json(&["login", "--hint", "ana.costa@oldbridge.example.com"]).await.unwrap();
    assert_eq!(code, 0, "{login:#}");
    let ask = |home: Arc<Home>| async move {
        for time in 0..TIMES {
            let (code, answer) = home.json(&["whoami"]).await.unwrap();
            assert_eq!((code, &answer["stale"]), (0, &false.into()), "the {time}th time: {answer:#}");
        }
    };
    let (one, other) = (tokio::spawn(ask(Arc::clone(&home))), tokio::spawn(ask(Arc::clone(&home))));
    one.await.unwrap();
    other.await.unwrap();
    // The issuer's own word: it exchanged a token for each of them, and none twice.
    let (exchanged, refused) = issuer.refreshes().await.unwrap();
    assert!(exchanged >= 2 * TIMES, "only {exchanged} refreshes: the test proves nothing");
    assert_eq!(refused, 0);
}
