//! Signing in and out, and whose facts are shown.

use super::*;
use domicile_workstation::invitation::InvitationCode;

#[tokio::test(start_paused = true)]
async fn a_kept_session_is_asked_about_and_refreshed_at_start() {
    let table = Table::set(answers(&ana(), true));
    assert_eq!(table.shown().session.state, SessionState::Starting);
    assert!(table.shown().headline.can_work, "the licence file answers before anybody is asked");
    table.pass(2).await;
    assert_eq!(table.backend_calls(), ["me", "refresh"]);
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
    assert_eq!(table.backend_calls(), NOTHING);
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
    table.backend.came_back.notify_one();
    table.pass(2).await;
    assert_eq!(table.backend_calls(), ["browser ana.costa@oldbridge.example.com", "me", "refresh"]);
    assert_eq!(table.shell_calls(), ["copy https://sign-in.example.com/authorize", "show Home"]);
    assert_eq!(table.shown().headline.text, "You can work");
}

#[tokio::test(start_paused = true)]
async fn a_code_is_shown_and_copied() {
    let table = Table::set(answers(&ana(), false));
    table.answer(|it| {
        it.prompt = || SignInPrompt::Code {
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
    assert_eq!(table.backend_calls(), ["code"]);
}

#[tokio::test(start_paused = true)]
async fn the_code_of_an_invitation_goes_along_with_either_way_of_signing_in() {
    for (elsewhere, way) in [(false, "browser"), (true, "code")] {
        let table = Table::set(answers(&ana(), false));
        table.pass(1).await;
        let code = InvitationCode::new("id-1.token");
        table.asked(Request::SignInInvited { code, elsewhere }).await;
        table.backend.came_back.notify_one();
        table.pass(2).await;
        assert_eq!(table.backend_calls(), [&format!("invited \"id-1.token\" {way}"), "me", "refresh"]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_invitation_is_told_and_nobody_is_asked_about() {
    let table = Table::set(answers(&ana(), false));
    table.answer(|it| it.sign_in = Err(refused(409, "invitation_closed")));
    table.pass(1).await;
    let before = table.shown();
    table.asked(Request::SignInInvited { code: InvitationCode::new("id-1.token"), elsewhere: false }).await;
    table.backend.came_back.notify_one();
    table.pass(2).await;
    let shown = table.shown();
    assert_eq!((shown.session, shown.problem.map(|it| it.code).as_deref()), (before.session, Some("invitation_closed")));
    assert_eq!(table.backend_calls().len(), 1, "a question would make a new person");
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
    table.backend.came_back.notify_one();
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
    assert_eq!(table.backend_calls(), ["sign out"], "nobody asks for a person who has left");
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
async fn an_ended_session_asks_to_sign_in_and_keeps_what_is_known() {
    let table = started(ana()).await;
    table.answer(|it| it.me = Err(Failure::new(Cause::SignInNeeded)));
    let shown = table.asked(Request::CheckAgain).await;
    assert_eq!((shown.session.state, shown.stale, shown.problem), (SessionState::Ended, true, None));
    assert_eq!(shown.account.map(|it| it.name).as_deref(), Some("Old Bridge Ltd"));
    assert_eq!(shown.headline.text, "Sign in again");
    table.backend_calls();
    table.pass(9 * 3600).await;
    assert_eq!(table.backend_calls(), NOTHING, "asking again needs the person");
    let shown = table.asked(Request::RefreshPolicy).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("sign_in_needed"));
}

/// Field case W16c, W16e: where the settings name no service, whoever wants licences all the same is told that, and not to sign in.
#[tokio::test(start_paused = true)]
async fn without_a_service_the_settings_are_what_is_told() {
    for cause in [Cause::NoService, surroundings::broken_settings()] {
        let failure = Failure::new(cause);
        let (session, problem) = (Err(failure.clone()), Some(failure.clone()));
        let table = Table::set(fake::Answers { session, settings_problem: problem, ..answers(&ana(), false) });
        let shown = table.asked(Request::CheckAgain).await;
        assert_eq!((shown.session.state, shown.problem), (SessionState::Unknown, None), "the headline says it");
        let shown = table.asked(Request::RefreshPolicy).await;
        assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some(failure.code()));
        table.answer(|it| (it.session, it.settings_problem) = (Ok(Some(who(&ana()))), None));
        let shown = table.asked(Request::CheckAgain).await;
        assert_eq!((shown.session.state, shown.headline.text.as_str()), (SessionState::SignedIn, "You can work"));
    }
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
    table.backend.came_back.notify_one();
    table.pass(1).await;
    let shown = table.shown();
    assert_eq!(shown.session.email.as_deref(), Some("piet.jansen@oldbridge.example.com"));
    assert_eq!((shown.account, shown.request, shown.as_of), (None, None, None));
}
