//! What other programs of the same person do: the window and the tray say the same sentence a moment later.

use super::*;
use domicile_workstation::session::SessionInfo;

/// Somebody signed out, by the command line.
#[tokio::test(start_paused = true)]
async fn a_sign_out_elsewhere_is_shown_within_a_second() {
    let table = started(ana()).await;
    table.answer(|it| it.session = Ok(None));
    table.backend.file_changed();
    table.pass(1).await;
    let shown = table.shown();
    assert_eq!((shown.session.state, shown.headline.text.as_str()), (SessionState::SignedOut, "Not signed in"));
    assert_eq!((shown.session.name, shown.account), (None, None), "nothing of the person stays");
    assert!(shown.headline.can_work, "the licence file counts all the same");
    table.pass(7 * 3600).await;
    assert_eq!(table.backend_calls(), NOTHING, "nobody is asked about any more");
}

#[tokio::test(start_paused = true)]
async fn somebody_elses_sign_in_takes_the_place_of_the_person() {
    let table = started(ana()).await;
    let maria = member("Maria Silva", "old-bridge");
    let session = SessionInfo { subject: "maria-silva".to_owned(), email: None, name: Some("Maria Silva".to_owned()), ..who(&ana()) };
    table.answer(|it| (it.session, it.me, it.cached_me) = (Ok(Some(session)), Ok(maria), None));
    table.backend.file_changed();
    table.pass(1).await;
    assert_eq!(table.shown().session.name.as_deref(), Some("Maria Silva"));
    assert_eq!(table.backend_calls(), ["me", "refresh"]);
}

/// A session had ended; somebody signed in again elsewhere.
#[tokio::test(start_paused = true)]
async fn an_ended_session_goes_on_when_another_program_signs_in() {
    let ended = SessionInfo { ended: true, ..who(&ana()) };
    let table = Table::set(answers(&ana(), true));
    table.answer(|it| it.session = Ok(Some(ended)));
    table.pass(2).await;
    assert_eq!(table.shown().session.state, SessionState::Ended);
    table.backend_calls();
    table.answer(|it| it.session = Ok(Some(who(&ana()))));
    table.backend.file_changed();
    table.pass(1).await;
    assert_eq!((table.shown().session.state, table.shown().headline.text.as_str()), (SessionState::SignedIn, "You can work"));
}

/// What this program writes itself is nothing new: nobody is asked about it.
#[tokio::test(start_paused = true)]
async fn what_is_known_already_begins_nothing() {
    let table = started(ana()).await;
    let before = table.shown();
    for _ in 0..20 {
        table.backend.file_changed();
    }
    table.pass(5).await;
    assert_eq!((table.backend_calls(), table.shell_calls()), (Vec::new(), Vec::new()));
    assert_eq!(table.shown(), before);
}

#[tokio::test(start_paused = true)]
async fn a_licence_file_and_a_setting_that_others_write_are_shown() {
    let table = started(ana()).await;
    table.answer(|it| {
        it.policy.products.clear();
        it.theme = Theme::Dark;
    });
    table.backend.file_changed();
    table.pass(1).await;
    let shown = table.shown();
    assert_eq!((shown.headline.can_work, shown.settings.theme), (false, Theme::Dark));
}

/// Whoever signs in here decides who is signed in.
#[tokio::test(start_paused = true)]
async fn a_sign_in_that_is_under_way_is_not_disturbed() {
    let table = Table::set(answers(&ana(), false));
    table.pass(1).await;
    table.asked(Request::SignIn { hint: None }).await;
    table.backend.file_changed();
    table.pass(2).await;
    assert_eq!(table.shown().session.state, SessionState::WaitingForBrowser);
}

/// A look that was begun before somebody signed out here does not bring them back.
#[tokio::test(start_paused = true)]
async fn a_look_from_before_a_sign_out_signs_nobody_in_again() {
    let table = started(ana()).await;
    table.backend.file_changed();
    // The session is being read, and is still there.
    tokio::time::sleep(Duration::from_millis(300)).await;
    table.asked(Request::SignOut).await;
    table.pass(5).await;
    assert_eq!(table.shown().session.state, SessionState::SignedOut);
    assert_eq!(table.backend_calls(), ["sign out"], "nobody is asked about");
}

/// What runs for whoever was here is given up, and its end is nobody's news.
#[tokio::test(start_paused = true)]
async fn a_refresh_that_runs_is_given_up_with_a_sign_out_elsewhere() {
    let table = started(ana()).await;
    table.answer(|it| it.phase_seconds = 60);
    table.asked(Request::RefreshPolicy).await;
    assert!(table.shown().refresh.phase.is_some());
    table.answer(|it| it.session = Ok(None));
    table.backend.file_changed();
    table.pass(2).await;
    let shown = table.shown();
    assert_eq!((shown.session.state, shown.refresh.phase, shown.problem), (SessionState::SignedOut, None, None));
}

/// The folder was taken away and came back, or lies where nobody is told of changes: opening the window looks, and watches anew.
#[tokio::test(start_paused = true)]
async fn opening_the_window_sees_what_nobody_told_and_watches_anew() {
    let table = started(ana()).await;
    table.backend.lose_watch();
    table.answer(|it| it.session = Ok(None));
    table.pass(60).await;
    assert_eq!(table.shown().session.state, SessionState::SignedIn, "nobody told");
    table.asked(Request::WindowChanged { visible: true }).await;
    assert_eq!(table.shown().session.state, SessionState::SignedOut);
    table.answer(|it| it.theme = Theme::Dark);
    table.backend.file_changed();
    table.pass(1).await;
    assert_eq!(table.shown().settings.theme, Theme::Dark, "it is watched again");
}
