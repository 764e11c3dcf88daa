//! What happens by itself as time passes.

use super::*;

#[tokio::test(start_paused = true)]
async fn offline_shows_the_last_known_and_comes_back_by_itself() {
    let table = Table::set(answers(&ana(), true));
    table.answer(|it| {
        it.cached_me = Some(ana());
        it.me = Err(unreachable());
        it.refresh = Outcome::Unreachable(unreachable());
    });
    table.pass(2).await;
    let shown = table.shown();
    assert_eq!((shown.headline.verdict, shown.stale, shown.headline.can_work), (Verdict::Offline, true, true));
    assert_eq!(shown.headline.detail.as_deref(), Some("This is what we knew at 09:14."));
    assert_eq!(shown.problem, None, "nobody asked, so nobody is told of a failure");
    table.answer(|it| {
        it.me = Ok(ana());
        it.refresh = unchanged();
    });
    table.pass(90).await;
    let shown = table.shown();
    assert_eq!((shown.headline.verdict, shown.stale, shown.connection.state), (Verdict::CanWork, false, ConnectionState::Online));
}

#[tokio::test(start_paused = true)]
async fn what_stands_in_the_way_to_the_service_is_told_once() {
    let table = started(ana()).await;
    let refused = Cause::ProgramRefused { host: "id.example.com".to_owned(), reason: "invalid_client".to_owned() };
    table.answer(|it| it.me = Err(refused.into()));
    let shown = table.asked(Request::CheckAgain).await;
    assert_eq!(shown.headline.text, "The sign-in service refuses Domicile");
    assert!(shown.headline.detail.unwrap().contains("Signing in again won’t change that."));
    assert_eq!(shown.problem, None, "the headline says it");
}

#[tokio::test(start_paused = true)]
async fn the_service_says_when_to_come_back() {
    let table = started(ana()).await;
    let busy = Cause::ServerError { host: "domicile.example.com".to_owned(), status: 503 };
    table.answer(|it| it.me = Err(Failure { retry_after: Some(Duration::from_secs(1800)), ..Failure::new(busy) }));
    assert_eq!(table.asked(Request::CheckAgain).await.connection.state, ConnectionState::ServiceTrouble);
    table.backend_calls();
    table.pass(1790).await;
    assert_eq!(table.backend_calls(), NOTHING);
    table.pass(20).await;
    assert_eq!(table.backend_calls(), ["me"]);
}

#[tokio::test(start_paused = true)]
async fn a_quiet_day_asks_every_six_hours_and_refreshes_every_four() {
    let table = started(ana()).await;
    table.pass(24 * 3600).await;
    let calls = table.backend_calls();
    assert_eq!(calls.iter().filter(|it| *it == "me").count(), 4, "{calls:?}");
    assert_eq!(calls.iter().filter(|it| *it == "refresh").count(), 6, "{calls:?}");
}

#[tokio::test(start_paused = true)]
async fn a_move_is_asked_about_every_minute_while_somebody_looks() {
    let mut me = ana();
    me.request = Some(request(&me, RemovalState::Submitted));
    let table = started(me).await;
    let asked = |seconds| {
        let table = &table;
        async move {
            table.pass(seconds).await;
            table.backend_calls().iter().filter(|it| *it == "me").count()
        }
    };
    assert_eq!(asked(3600).await, 4, "every quarter of an hour in the background");
    table.ask(Request::WindowChanged { visible: true });
    let in_view = asked(600).await;
    assert!((10..=11).contains(&in_view), "at once, then every minute: {in_view}");
    table.ask(Request::WindowChanged { visible: false });
    assert_eq!(asked(840).await, 0);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_published_where_nothing_that_is_shown_changes() {
    let mut table = started(ana()).await;
    table.handle.overview.mark_unchanged();
    table.asked(Request::WindowChanged { visible: false }).await;
    table.asked(Request::Dismiss).await;
    table.asked(Request::CancelRefresh).await;
    assert!(!table.handle.overview.has_changed().unwrap());
}

#[tokio::test(start_paused = true)]
async fn what_has_stood_long_enough_is_said_though_nothing_else_happens() {
    let table = started(ana()).await;
    table.pass(90).await;
    assert_eq!(table.shell_calls(), NOTHING);
    table.answer(|it| it.policy.condition = PolicyState::Corrupt);
    table.asked(Request::Dismiss).await;
    table.pass(298).await;
    assert_eq!(table.shell_calls(), NOTHING, "it may heal for five minutes");
    table.pass(2).await;
    assert_eq!(table.shell_calls(), ["notify You can’t work with your licences"]);
}
