//! The stream of events: one while somebody is signed in, one check for what is heard together, back-off where it fails.

use super::*;
use domicile_workstation::api::Changed;

const ME: Changed = Changed { me: true, inbox: false };

#[tokio::test(start_paused = true)]
async fn what_is_heard_together_is_asked_for_once_and_soon() {
    let table = started(ana()).await;
    assert_eq!(table.backend.streams(), (1, 1), "one stream, open");
    let mut left = ana();
    left.request = Some(request(&left, RemovalState::Seen));
    table.answer(|it| it.me = Ok(left));
    for _ in 0..5 {
        table.backend.says(ME);
    }
    table.pass(1).await;
    assert_eq!(table.backend_calls().iter().filter(|it| *it == "me").count(), 1);
    assert_eq!(table.shown().request.map(|it| it.state.unwrap().as_str()), Some("seen"));
}

#[tokio::test(start_paused = true)]
async fn a_newer_policy_that_is_heard_of_is_fetched() {
    let table = started(ana()).await;
    table.answer(|it| it.me.as_mut().unwrap().policy_version = 8);
    table.backend.says(ME);
    table.pass(2).await;
    let calls = table.backend_calls();
    assert_eq!(calls.iter().filter(|it| *it == "refresh").count(), 1, "{calls:?}");
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_fails_comes_back_ever_more_rarely_and_nothing_is_shown_of_it() {
    let table = started(ana()).await;
    let before = table.shown();
    table.answer(|it| it.listen = Err(unreachable()));
    table.backend.end_stream();
    table.pass(3600).await;
    let (begun, open) = table.backend.streams();
    assert!((8..=16).contains(&begun) && open == 0, "{begun} tries in an hour");
    let shown = table.shown();
    assert_eq!((shown.problem, shown.connection.state), (None, before.connection.state));
    // It works again: heard from within the longest wait, and everything is asked for once.
    table.answer(|it| it.listen = Ok(()));
    table.pass(900).await;
    assert_eq!(table.backend.streams().1, 1);
}

#[tokio::test(start_paused = true)]
async fn nobody_listens_once_somebody_has_signed_out() {
    let table = started(ana()).await;
    table.asked(Request::SignOut).await;
    assert_eq!(table.backend.streams().1, 0);
    table.backend_calls();
    table.pass(3600).await;
    assert_eq!((table.backend_calls(), table.backend.streams()), (vec![], (1, 0)));
}

#[tokio::test(start_paused = true)]
async fn an_orderly_end_is_followed_by_a_new_stream() {
    let table = started(ana()).await;
    table.backend.end_stream();
    table.pass(5).await;
    assert_eq!(table.backend.streams(), (2, 1));
}
