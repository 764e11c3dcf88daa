//! Refresh Policy, asked for and by itself.

use super::*;

#[tokio::test(start_paused = true)]
async fn refresh_names_its_phases_and_tells_what_changed() {
    let table = started(ana()).await;
    let product = |id: &str, name: &str| Product { id: id.to_owned(), name: name.to_owned() };
    table.answer(|it| {
        it.phase_seconds = 2;
        it.refresh = Outcome::Updated {
            granting: Granting::default(),
            change: Change { gained: vec![product("rail-designer", "Rail Designer")], ..Change::default() },
        };
    });
    table.ask(Request::RefreshPolicy);
    table.pass(1).await;
    // A second press joins the refresh that runs.
    table.ask(Request::RefreshPolicy);
    let mut seen = Vec::new();
    for _ in 0..5 {
        let refresh = table.shown().refresh;
        seen.push((refresh.phase, refresh.step, refresh.can_cancel));
        table.pass(2).await;
    }
    assert_eq!(
        seen,
        [
            (Some(Phase::CheckingSignIn), Some(1), true),
            (Some(Phase::Asking), Some(2), true),
            (Some(Phase::Receiving), Some(3), true),
            (Some(Phase::Saving), Some(4), false),
            (Some(Phase::Checking), Some(5), false),
        ]
    );
    table.pass(1).await;
    let shown = table.shown();
    assert_eq!(shown.refresh.phase, None);
    assert_eq!(shown.refresh.outcome_text.as_deref(), Some("2 licences ready, 1 new. Licence country: United Kingdom."));
    assert_eq!(shown.refresh.gained, ["Rail Designer"]);
    assert_eq!(table.backend_calls(), ["refresh", "me"]);
}

#[tokio::test(start_paused = true)]
async fn a_slow_service_is_named_while_it_is_slow() {
    let table = started(ana()).await;
    table.answer(|it| it.phase_seconds = 30);
    assert_eq!(table.asked(Request::RefreshPolicy).await.refresh.phase_text.as_deref(), Some("Checking sign-in"));
    table.pass(10).await;
    assert_eq!(table.shown().refresh.phase_text.as_deref(), Some("Checking sign-in. The service is slow today."));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_is_cancelled_while_that_is_safe_and_not_later() {
    let table = started(ana()).await;
    table.answer(|it| it.phase_seconds = 2);
    table.ask(Request::RefreshPolicy);
    let shown = table.asked(Request::CancelRefresh).await;
    assert_eq!((shown.refresh.phase, shown.refresh.outcome.map(|it| it.as_str()), shown.problem), (None, Some("cancelled"), None));

    table.ask(Request::RefreshPolicy);
    table.pass(7).await;
    assert_eq!(table.asked(Request::CancelRefresh).await.refresh.phase, Some(Phase::Saving));
    table.pass(5).await;
    assert_eq!(table.shown().refresh.outcome.map(|it| it.as_str()), Some("unchanged"));
}

#[tokio::test(start_paused = true)]
async fn a_failed_refresh_is_told_where_it_was_asked_for_and_keeps_the_licences() {
    let table = started(ana()).await;
    let failure = Failure::new(Cause::cannot_write(std::path::Path::new("policy.jws"), &std::io::ErrorKind::StorageFull.into()));
    table.answer(|it| it.refresh = Outcome::CannotWrite(failure));
    let shown = table.asked(Request::RefreshPolicy).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("cannot_write"));
    assert_eq!(shown.refresh.outcome.map(|it| it.as_str()), Some("cannot_write"));
    assert!(shown.headline.can_work);
}

#[tokio::test(start_paused = true)]
async fn a_newer_policy_is_fetched_once_without_being_asked() {
    let table = started(ana()).await;
    let mut changed = ana();
    changed.policy_version = 8;
    table.answer(|it| it.me = Ok(changed));
    table.asked(Request::CheckAgain).await;
    table.asked(Request::CheckAgain).await;
    assert_eq!(table.backend_calls(), ["me", "refresh", "me"]);
}

#[tokio::test(start_paused = true)]
async fn licences_read_differently_when_they_end_without_anybody_asking() {
    let table = started(ana()).await;
    let ends = now() + jiff::SignedDuration::from_mins(25);
    table.answer(|it| it.policy.valid_until = Some(ends));
    table.asked(Request::Dismiss).await;
    assert!(table.shown().headline.can_work);
    table.answer(|it| it.policy.condition = PolicyState::Expired);
    table.pass(26 * 60).await;
    assert!(!table.shown().headline.can_work);
    assert_eq!(table.shown().headline.text, "Your licences have expired");
}

#[tokio::test(start_paused = true)]
async fn quitting_waits_for_what_is_being_saved() {
    let table = started(ana()).await;
    table.answer(|it| it.phase_seconds = 1);
    table.ask(Request::RefreshPolicy);
    tokio::time::sleep(Duration::from_millis(3500)).await;
    assert_eq!(table.shown().refresh.phase, Some(Phase::Saving));
    table.backend_calls();
    table.ask(Request::Quit);
    let before = tokio::time::Instant::now();
    table.running.await.unwrap();
    let waited = before.elapsed();
    assert!(waited >= Duration::from_millis(1400), "saving and reading back took their time: {waited:?}");
    assert_eq!(table.backend.calls.lock().unwrap().as_slice(), ["finish renewal"]);
    assert_eq!(table.shell.lock().unwrap().as_slice(), ["quit"]);
}
