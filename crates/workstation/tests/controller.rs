//! What the controller does with each request, and by itself as time passes: complete overviews, and the lists of what desk and
//! shell were asked.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

#[path = "controller/fake.rs"]
mod fake;
mod sample;

use domicile_model::removal::RemovalState;
use domicile_words::{Language, Words};
use domicile_workstation::failure::{Cause, Failure};
use domicile_workstation::overview::{ConnectionState, Overview, Phase, SessionState, Theme, Verdict};
use domicile_workstation::present::overview;
use domicile_workstation::present::state::{Connection, Notice, Outcome as Short, Refreshed, State};
use domicile_workstation::refresh::{Change, Granting, Outcome, Product};
use domicile_workstation::request::{Message, Request, Screen};
use domicile_workstation::session::SignInPrompt;
use fake::{Table, answers, unchanged, unreachable, who};
use jiff::tz::TimeZone;
use sample::*;
use std::time::Duration;

const NOTHING: [&str; 0] = [];

/// The state of somebody whose session was kept, a second after the start: facts and licences were confirmed meanwhile.
fn after_start(table: &Table, me: domicile_model::wire::Me) -> State {
    let mut state = signed_in(me);
    state.connection = Connection { state: ConnectionState::Online, since: Some(now()), checking: false };
    state.service.demo_keys = domicile_policy::root::is_demo();
    state.settings.data_folder = domicile_workstation::desk::Desk::data_folder(&*table.desk).display().to_string();
    state.refreshed = Some(Refreshed { outcome: Short::Unchanged, at: now(), before: Some(as_of()), gained: vec![], lost: vec![] });
    state
}

fn expected(table: &Table, state: &State) -> Overview {
    overview(state, table.now(), &TimeZone::UTC, &Words::new(Language::En))
}

async fn started(me: domicile_model::wire::Me) -> Table {
    let table = Table::set(answers(&me, true));
    table.pass(2).await;
    table.desk_calls();
    table
}

#[tokio::test(start_paused = true)]
async fn a_kept_session_is_asked_about_and_refreshed_at_start() {
    let table = Table::set(answers(&ana(), true));
    assert_eq!(table.shown().session.state, SessionState::Starting);
    assert!(table.shown().headline.can_work, "the licence file answers before anybody is asked");
    table.pass(2).await;
    assert_eq!(table.desk_calls(), ["me", "refresh"]);
    assert_eq!(table.shell_calls(), NOTHING);
    let mut shown = table.shown();
    // The moment of the last change of the connection depends on how fast the fakes answer.
    shown.connection.since = Some(now());
    assert_eq!(shown, expected(&table, &after_start(&table, ana())));
}

#[tokio::test(start_paused = true)]
async fn without_a_kept_session_nothing_is_asked() {
    let table = Table::set(answers(&ana(), false));
    table.pass(7 * 3600).await;
    assert_eq!(table.desk_calls(), NOTHING);
    assert_eq!(table.shown().headline.text, "Not signed in");
}

#[tokio::test(start_paused = true)]
async fn signing_in_waits_for_the_browser_then_asks_and_raises_the_window() {
    let table = Table::set(answers(&ana(), false));
    table.pass(1).await;
    let shown = table.asked(Request::SignIn { hint: Some("ana.costa@oldbridge.example.com".to_owned()) }).await;
    assert_eq!(shown.session.state, SessionState::WaitingForBrowser);
    assert_eq!(shown.session.sign_in_url.as_deref(), Some("https://sign-in.example.com/authorize"));
    table.asked(Request::CopySignInAddress).await;
    table.desk.came_back.notify_one();
    table.pass(2).await;
    assert_eq!(table.desk_calls(), ["browser ana.costa@oldbridge.example.com", "me", "refresh"]);
    assert_eq!(table.shell_calls(), ["copy https://sign-in.example.com/authorize", "show Home"]);
    assert_eq!(table.shown().headline.text, "You can work");
}

#[tokio::test(start_paused = true)]
async fn a_code_is_shown_and_copied() {
    let table = Table::set(answers(&ana(), false));
    table.answer(|it| {
        it.prompt = SignInPrompt::Code {
            url: "https://sign-in.example.com/device".to_owned(),
            url_complete: None,
            code: "WDJB-MJHT".to_owned(),
            expires: at("2026-05-14T09:26:00Z"),
        };
    });
    table.pass(1).await;
    let shown = table.asked(Request::SignInWithCode).await;
    assert_eq!(shown.session.device.map(|it| it.code).as_deref(), Some("WDJB-MJHT"));
    let shown = table.asked(Request::CopyCode).await;
    assert_eq!(shown.notice.as_deref(), Some("Code copied."));
    assert_eq!(table.shell_calls(), ["copy WDJB-MJHT"]);
    assert_eq!(table.desk_calls(), ["code"]);
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_sign_in_leaves_no_trace_and_a_second_one_replaces_the_first() {
    let table = Table::set(answers(&ana(), false));
    table.pass(1).await;
    let before = table.shown();
    table.asked(Request::SignIn { hint: None }).await;
    assert_eq!(table.asked(Request::CancelSignIn).await, before);

    table.asked(Request::SignIn { hint: None }).await;
    let shown = table.asked(Request::SignIn { hint: None }).await;
    assert_eq!(shown.session.state, SessionState::WaitingForBrowser, "the first one's end is not the second one's");
    assert_eq!(table.asked(Request::CancelSignIn).await, before);
}

#[tokio::test(start_paused = true)]
async fn a_failed_sign_in_says_why_and_can_be_dismissed() {
    let table = Table::set(answers(&ana(), false));
    table.answer(|it| it.sign_in = Err(Failure::new(Cause::BrowserTimeout)));
    table.pass(1).await;
    table.asked(Request::SignIn { hint: None }).await;
    table.desk.came_back.notify_one();
    table.pass(1).await;
    let shown = table.shown();
    assert_eq!(shown.session.state, SessionState::SignedOut);
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("browser_timeout"));
    assert_eq!(table.asked(Request::Dismiss).await.problem, None);
}

#[tokio::test(start_paused = true)]
async fn signing_out_forgets_the_person_and_keeps_the_licence_file() {
    let table = started(ana()).await;
    let shown = table.asked(Request::SignOut).await;
    assert_eq!(shown.session.state, SessionState::SignedOut);
    assert_eq!((shown.session.email, shown.account, shown.as_of), (None, None, None));
    assert!(shown.headline.can_work);
    assert_eq!(shown.notice.as_deref(), Some("Signed out. Licences on this computer stay until they expire."));
    table.pass(8 * 3600).await;
    assert_eq!(table.desk_calls(), ["sign out"], "nobody asks for a person who has left");
}

#[tokio::test(start_paused = true)]
async fn an_answer_for_somebody_who_has_left_is_not_taken_in() {
    let table = started(ana()).await;
    table.ask(Request::CheckAgain);
    table.ask(Request::SignOut);
    table.pass(2).await;
    assert_eq!(table.shown().account, None);
    assert_eq!(table.shown().headline.text, "Not signed in");
}

#[tokio::test(start_paused = true)]
async fn a_request_is_sent_once_shown_at_once_and_the_move_begins() {
    let table = started(ana()).await;
    let mut asked = ana();
    asked.request = Some(request(&asked, RemovalState::Submitted));
    table.answer(|it| it.me = Ok(asked.clone()));
    let file = Request::FileRemoval { to: Some("maria-silva".to_owned()), reason: None, note: None };
    table.ask(file.clone());
    let shown = table.asked(file).await;
    assert_eq!(table.desk_calls(), ["file maria-silva", "me"], "a second click sends nothing");
    let mut state = after_start(&table, asked);
    state.notice = Some(Notice::RequestSent);
    state.intent = moving();
    assert_eq!(Overview { connection: expected(&table, &state).connection, ..shown }, expected(&table, &state));
    let kept = std::fs::read_to_string(domicile_workstation::desk::Desk::data_folder(&*table.desk).join("intent.json")).unwrap();
    assert!(kept.contains("old-bridge"), "{kept}");
}

#[tokio::test(start_paused = true)]
async fn a_refused_request_becomes_the_problem_and_nothing_else_changes() {
    let table = started(ana()).await;
    let before = table.shown();
    table.answer(|it| it.file = Err(unreachable()));
    let shown = table.asked(Request::FileRemoval { to: None, reason: None, note: None }).await;
    assert_eq!(shown.problem.clone().map(|it| it.code).as_deref(), Some("cannot_connect"));
    assert_eq!(shown.connection.state, ConnectionState::Online, "the check after it reached the service again");
    assert_eq!(Overview { problem: None, connection: before.connection.clone(), ..shown }, before);
}

#[tokio::test(start_paused = true)]
async fn withdrawing_ends_the_move() {
    let mut me = ana();
    me.request = Some(request(&me, RemovalState::Seen));
    let table = started(me.clone()).await;
    assert!(table.shown().journey.is_some());
    if let Some(it) = &mut me.request {
        it.state = RemovalState::Withdrawn;
    }
    table.answer(|it| it.me = Ok(me));
    let shown = table.asked(Request::WithdrawRemoval { id: "8f2".to_owned() }).await;
    assert_eq!((shown.journey, shown.notice.as_deref()), (None, Some("Request withdrawn.")));
    assert_eq!(shown.headline.verdict, Verdict::CanWork);
    assert_eq!(table.desk_calls(), ["withdraw 8f2", "me"]);
}

#[tokio::test(start_paused = true)]
async fn support_gives_a_number() {
    let table = started(member("Sam Quarry", "quarry")).await;
    let shown = table.asked(Request::AskSupport { text: "Please remove me.".to_owned() }).await;
    assert_eq!(shown.notice.as_deref(), Some("Case C-17 opened at support."));
    assert_eq!(table.desk_calls(), ["support Please remove me.", "me"]);
}

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
    assert_eq!(shown.refresh.outcome_text.as_deref(), Some("2 licences ready, 1 new, country GB."));
    assert_eq!(shown.refresh.gained, ["Rail Designer"]);
    assert_eq!(table.desk_calls(), ["refresh", "me"]);
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
    assert_eq!((shown.refresh.phase, shown.refresh.outcome.as_deref(), shown.problem), (None, Some("cancelled"), None));

    table.ask(Request::RefreshPolicy);
    table.pass(7).await;
    assert_eq!(table.asked(Request::CancelRefresh).await.refresh.phase, Some(Phase::Saving));
    table.pass(5).await;
    assert_eq!(table.shown().refresh.outcome.as_deref(), Some("unchanged"));
}

#[tokio::test(start_paused = true)]
async fn a_failed_refresh_is_told_where_it_was_asked_for_and_keeps_the_licences() {
    let table = started(ana()).await;
    let reason = "no space left on device".to_owned();
    let failure = Failure::new(Cause::CannotWrite { path: "policy.jws".to_owned(), reason });
    table.answer(|it| it.refresh = Outcome::CannotWrite(failure));
    let shown = table.asked(Request::RefreshPolicy).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("cannot_write"));
    assert_eq!(shown.refresh.outcome.as_deref(), Some("cannot_write"));
    assert!(shown.headline.can_work);
}

#[tokio::test(start_paused = true)]
async fn an_ended_session_asks_to_sign_in_and_keeps_what_is_known() {
    let table = started(ana()).await;
    table.answer(|it| it.me = Err(Failure::new(Cause::SignInNeeded)));
    let shown = table.asked(Request::CheckAgain).await;
    assert_eq!((shown.session.state, shown.stale, shown.problem), (SessionState::Ended, true, None));
    assert_eq!(shown.account.map(|it| it.name).as_deref(), Some("Old Bridge Ltd"));
    assert_eq!(shown.headline.text, "Sign in again");
    table.desk_calls();
    table.pass(9 * 3600).await;
    assert_eq!(table.desk_calls(), NOTHING, "asking again needs the person");
    let shown = table.asked(Request::RefreshPolicy).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("sign_in_needed"));
}

#[tokio::test(start_paused = true)]
async fn offline_shows_the_last_known_and_comes_back_by_itself() {
    let table = Table::set(answers(&ana(), true));
    table.answer(|it| {
        it.last_known = Some(ana());
        it.me = Err(unreachable());
        it.refresh = Outcome::Unreachable(unreachable());
    });
    table.pass(2).await;
    let shown = table.shown();
    assert_eq!((shown.headline.verdict, shown.stale, shown.headline.can_work), (Verdict::Offline, true, true));
    assert_eq!(shown.headline.detail.as_deref(), Some("This is what we knew at 09:14. You can keep working until Thu 21 May."));
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
async fn the_service_says_when_to_come_back() {
    let table = started(ana()).await;
    let busy = Cause::ServerError { host: "domicile.example.com".to_owned(), status: 503 };
    table.answer(|it| it.me = Err(Failure { retry_after: Some(Duration::from_secs(1800)), ..Failure::new(busy) }));
    assert_eq!(table.asked(Request::CheckAgain).await.connection.state, ConnectionState::ServiceTrouble);
    table.desk_calls();
    table.pass(1790).await;
    assert_eq!(table.desk_calls(), NOTHING);
    table.pass(20).await;
    assert_eq!(table.desk_calls(), ["me"]);
}

#[tokio::test(start_paused = true)]
async fn a_quiet_day_asks_every_six_hours_and_refreshes_every_four() {
    let table = started(ana()).await;
    table.pass(24 * 3600).await;
    let calls = table.desk_calls();
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
            table.desk_calls().iter().filter(|it| *it == "me").count()
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
async fn a_newer_policy_is_fetched_once_without_being_asked() {
    let table = started(ana()).await;
    let mut changed = ana();
    changed.policy_version = 8;
    table.answer(|it| it.me = Ok(changed));
    table.asked(Request::CheckAgain).await;
    table.asked(Request::CheckAgain).await;
    assert_eq!(table.desk_calls(), ["me", "refresh", "me"]);
}

#[tokio::test(start_paused = true)]
async fn licences_read_differently_when_they_end_without_anybody_asking() {
    let table = started(ana()).await;
    let ends = now() + jiff::SignedDuration::from_mins(25);
    table.answer(|it| it.policy.valid_until = Some(ends));
    table.asked(Request::Dismiss).await;
    assert!(table.shown().headline.can_work);
    table.answer(|it| it.policy.condition = domicile_workstation::present::state::Condition::Expired);
    table.pass(26 * 60).await;
    assert!(!table.shown().headline.can_work);
    assert_eq!(table.shown().headline.text, "Your licences have expired");
}

#[tokio::test(start_paused = true)]
async fn the_move_goes_on_after_a_restart_and_is_put_away_a_day_after_its_end() {
    let mut me = ana();
    me.request = Some(request(&me, RemovalState::Seen));
    let table = started(me).await;
    table.asked(Request::Quit).await;

    // Meanwhile she left, was added and unlocked; the service no longer names the request.
    let mut there = member("Ana Costa", "northwind-rail");
    there.user.id = ana().user.id;
    table.answer(|it| {
        it.me = Ok(there);
        it.policy = policy("northwind-rail");
    });
    let table = Table::again(std::sync::Arc::clone(&table.desk));
    table.pass(2).await;
    let journey = table.shown().journey.unwrap();
    assert_eq!((journey.from.as_deref(), journey.target.as_deref()), (Some("Old Bridge Ltd"), Some("Northwind Rail")));
    assert!(journey.lines.iter().all(|it| it.state == domicile_workstation::overview::StepState::Done));
    table.pass(30 * 3600).await;
    assert_eq!(table.shown().journey, None);
}

#[tokio::test(start_paused = true)]
async fn ready_texts_and_addresses_are_copied_mailed_and_opened() {
    let table = started(ana()).await;
    let shown = table.asked(Request::CopyMessage { message: Message::OldAdmin }).await;
    assert_eq!(shown.notice.as_deref(), Some("Message copied."));
    let email = "maria.silva@oldbridge.example.com".to_owned();
    table.asked(Request::CopyEmail { email: email.clone() }).await;
    table.asked(Request::WriteEmail { email: email.clone(), message: Message::OldAdmin }).await;
    table.asked(Request::OpenSupport).await;
    table.asked(Request::OpenWindow { screen: Screen::Licences }).await;
    let calls = table.shell_calls();
    assert!(calls[0].starts_with("copy Hello,\n\nPlease remove ana.costa@oldbridge.example.com from Old Bridge Ltd."), "{}", calls[0]);
    assert_eq!(calls[1], format!("copy {email}"));
    assert!(calls[2].starts_with(&format!("open mailto:{email}?subject=Please%20remove%20ana.costa@")), "{}", calls[2]);
    assert!(calls[2].contains("&body=Hello%20Maria%20Silva%2C%0D%0A"), "{}", calls[2]);
    assert_eq!(calls[3..], ["open https://support.example.com/", "show Licences"]);
}

#[tokio::test(start_paused = true)]
async fn a_desktop_that_refuses_is_told_with_what_to_do() {
    let table = started(ana()).await;
    table.answer(|it| it.shell_refuses = Some("no clipboard".to_owned()));
    let shown = table.asked(Request::CopyMessage { message: Message::OldAdmin }).await;
    assert_eq!(
        shown.problem.map(|it| (it.code, it.why)),
        Some(("cannot_copy".to_owned(), "The clipboard can't be used: no clipboard.".to_owned()))
    );
    let shown = table.asked(Request::OpenSupport).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("cannot_open"));
    table.answer(|it| it.shell_refuses = None);
    assert_eq!(table.asked(Request::CopyMessage { message: Message::OldAdmin }).await.problem, None, "success clears it");
}

#[tokio::test(start_paused = true)]
async fn settings_take_effect_at_once() {
    let table = Table::set(answers(&ana(), false));
    table.pass(1).await;
    assert_eq!(table.asked(Request::SetTheme { theme: Theme::Dark }).await.settings.theme, Theme::Dark);
    let shown = table.asked(Request::SetServiceUrl { url: "https://other.example.com".to_owned() }).await;
    assert_eq!(shown.notice.as_deref(), Some("Service address saved."));
    table.answer(|it| it.set_url = Err(Failure::new(Cause::Managed { key: "service_url" })));
    let shown = table.asked(Request::SetServiceUrl { url: "https://other.example.com".to_owned() }).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("managed"));
    assert_eq!(table.desk_calls(), ["theme Dark", "service https://other.example.com", "service https://other.example.com"]);
}

#[tokio::test(start_paused = true)]
async fn quitting_waits_for_what_is_being_saved() {
    let table = started(ana()).await;
    table.answer(|it| it.phase_seconds = 1);
    table.ask(Request::RefreshPolicy);
    tokio::time::sleep(Duration::from_millis(3500)).await;
    assert_eq!(table.shown().refresh.phase, Some(Phase::Saving));
    table.desk_calls();
    table.ask(Request::Quit);
    let before = tokio::time::Instant::now();
    table.running.await.unwrap();
    let waited = before.elapsed();
    assert!(waited >= Duration::from_millis(1400), "saving and reading back took their time: {waited:?}");
    assert_eq!(table.desk.calls.lock().unwrap().as_slice(), ["settle"]);
    assert_eq!(table.shell.lock().unwrap().as_slice(), ["quit"]);
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
async fn another_person_on_the_same_computer_sees_nothing_of_the_first() {
    let table = started(ana()).await;
    let piet = piet();
    table.answer(|it| {
        it.sign_in = Ok(who(&piet));
        it.me = Err(unreachable());
        it.refresh = Outcome::Unreachable(unreachable());
    });
    table.asked(Request::SignIn { hint: None }).await;
    table.desk.came_back.notify_one();
    table.pass(1).await;
    let shown = table.shown();
    assert_eq!(shown.session.email.as_deref(), Some("piet.jansen@oldbridge.example.com"));
    assert_eq!((shown.account, shown.request, shown.as_of), (None, None, None));
}
