//! The whole tray of every state that people meet: lines, actions, what they ask for, icon and tooltip.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sample;

use domicile_model::removal::RemovalState;
use domicile_words::{Language, Words};
use domicile_workstation::failure::Cause;
use domicile_workstation::request::Request;
use domicile_workstation::state::{DeviceCode, Fact, Refreshing, Session, State};
use domicile_workstation::tray::{Entry, Icon, Tray, noticed, tray};
use domicile_workstation::vocabulary::Screen;
use domicile_workstation::vocabulary::{ConnectionState, Phase};
use jiff::SignedDuration;
use sample::*;

fn drawn(state: &State) -> Tray {
    tray(&shown(state), &Words::new(Language::En))
}

/// The menu as lines: text that cannot be clicked stands alone, an action with what it asks for.
fn lines(tray: &Tray) -> Vec<String> {
    tray.menu
        .iter()
        .map(|entry| match entry {
            Entry::Status { label } => label.clone(),
            Entry::Separator => "--".to_owned(),
            Entry::Action { request, label, enabled } => {
                let asks = serde_json::to_value(request).unwrap();
                let what = ["message", "screen", "email", "hint", "id"].iter().find_map(|it| asks[*it].as_str()).unwrap_or_default();
                let grey = if *enabled { "" } else { " (grey)" };
                format!("[{label}] {} {what}", asks["kind"].as_str().unwrap()).trim_end().to_owned() + grey
            }
        })
        .collect()
}

const REST: [&str; 5] = ["--", "[Open Domicile] open_window home", "[Settings…] open_window settings", "--", "[Quit] quit"];

#[track_caller]
fn menu_is(state: &State, icon: Icon, top: &[&str]) {
    let drawn = drawn(state);
    let expected: Vec<String> = top.iter().chain(&REST).map(|it| (*it).to_owned()).collect();
    assert_eq!(lines(&drawn), expected);
    assert_eq!(drawn.icon, icon);
    assert!(drawn.menu.len() <= 12 && drawn.menu.iter().filter(|it| **it != Entry::Separator).count() <= 10);
}

#[test]
fn fine() {
    let state = signed_in(ana());
    menu_is(
        &state,
        Icon::Fine,
        &[
            "Ana Costa · Old Bridge Ltd",
            "You can work",
            "Works until Thu 21 May. Renews by itself.",
            "--",
            "[Refresh Policy] refresh_policy",
            "[Copy my sign-in e-mail] copy_email ana.costa@oldbridge.example.com",
        ],
    );
    assert_eq!(drawn(&state).tooltip, "Domicile — You can work");
}

#[test]
fn moving_and_waiting() {
    menu_is(
        &ana_asks(RemovalState::Submitted),
        Icon::Fine,
        &[
            "Ana Costa · Old Bridge Ltd",
            "Waiting for Old Bridge Ltd",
            "Asked Maria Silva on Tue 12 May (2 days ago)",
            "Licensed software works until Thu 21 May.",
            "--",
            "[Check again] check_again",
            "[Copy message for Maria] copy_message old-admin",
        ],
    );
}

#[test]
fn your_turn() {
    menu_is(
        &ana_added(false),
        Icon::ForYou,
        &[
            "Ana Costa · Northwind Rail",
            "Northwind Rail added you",
            "Refresh Policy to start",
            "Licensed software doesn’t start now.",
            "--",
            "[Refresh Policy] refresh_policy",
            "[Check again] check_again",
        ],
    );
}

#[test]
fn a_new_request_is_looked_at_in_the_window_before_it_is_sent() {
    menu_is(
        &ana_asks(RemovalState::Expired),
        Icon::ForYou,
        &[
            "Ana Costa · Old Bridge Ltd",
            "No answer in 14 days",
            "Your request of Tue 12 May has expired",
            "Licensed software works until Thu 21 May.",
            "--",
            "[Send again] open_window home",
        ],
    );
}

#[test]
fn an_offer_is_read_in_the_window_before_it_is_accepted() {
    menu_is(
        &admin::ana_offered(),
        Icon::ForYou,
        &[
            "Ana Costa · Old Bridge Ltd",
            "Northwind Rail wants to add you",
            "If you accept, Old Bridge Ltd is asked to release you",
            "Licensed software works until Thu 21 May.",
            "--",
            "[Accept the offer] open_window home",
        ],
    );
}

#[test]
fn administrators_find_their_requests_above_open() {
    let busy = drawn(&admin::inbox_of_two());
    let shown = lines(&busy);
    let at = shown.iter().position(|it| it == "[Requests (3)] open_window requests").unwrap();
    assert_eq!(shown[at + 1], "[Open Domicile] open_window home");
    assert!(busy.menu.iter().filter(|it| **it != Entry::Separator).count() <= 10);
    assert!(lines(&drawn(&admin::inbox_empty())).contains(&"[Requests] open_window requests".to_owned()));
}

#[test]
fn locked() {
    menu_is(
        &ana_added(true),
        Icon::ForYou,
        &[
            "Ana Costa · Northwind Rail",
            "You are locked",
            "Northwind Rail must unlock you",
            "Licensed software doesn’t start now.",
            "--",
            "[Ask to be unlocked] ask",
            "[Copy message for an administrator] copy_message new-admin",
        ],
    );
}

#[test]
fn offline_and_trouble() {
    menu_is(
        &offline(signed_in(ana()), ConnectionState::Offline),
        Icon::NotKnown,
        &[
            "Ana Costa · Old Bridge Ltd",
            "Offline since 09:15",
            "Licensed software works until Thu 21 May.",
            "--",
            "[Try again] check_again",
        ],
    );
    let mut state = offline(signed_in(ana()), ConnectionState::ServiceTrouble);
    state.connection.checking = true;
    menu_is(
        &state,
        Icon::NotKnown,
        &[
            "Ana Costa · Old Bridge Ltd",
            "Service trouble since 09:15",
            "Licensed software works until Thu 21 May.",
            "--",
            "[Try again] check_again (grey)",
        ],
    );
}

#[test]
fn signed_out_names_nobody() {
    menu_is(&signed_out(), Icon::SignedOut, &["Not signed in", "Licensed software doesn’t start now.", "--", "[Sign in…] sign_in"]);
}

#[test]
fn an_ended_session_asks_to_sign_in_as_the_same_person() {
    let mut state = signed_in(ana());
    state.session = Session::Ended;
    menu_is(
        &state,
        Icon::ForYou,
        &[
            "Ana Costa · Old Bridge Ltd",
            "Sign in again",
            "Licensed software works until Thu 21 May.",
            "--",
            "[Sign in…] sign_in ana.costa@oldbridge.example.com",
        ],
    );
}

/// Field case W11a: the tray says that the password store is locked, and tries again; nobody is sent to sign in by it.
#[test]
fn a_locked_session_is_tried_again() {
    let mut state = signed_in(ana());
    state.session = Session::Locked(Cause::KeychainLocked { reason: "locked".to_owned() }.into());
    menu_is(
        &state,
        Icon::ForYou,
        &[
            "Ana Costa · Old Bridge Ltd",
            "Your password store is locked",
            "You are still signed in",
            "Licensed software works until Thu 21 May.",
            "--",
            "[Try again] check_again",
            "[Sign in] sign_in ana.costa@oldbridge.example.com",
        ],
    );
}

#[test]
fn signing_in_can_be_cancelled() {
    let mut state = signed_out();
    state.session = Session::WaitingForBrowser { url: None };
    menu_is(
        &state,
        Icon::Working,
        &["Waiting for the browser", "Licensed software doesn’t start now.", "--", "[Cancel sign-in] cancel_sign_in"],
    );
    let code = DeviceCode { url: "https://sign-in.example.com/device".to_owned(), code: "WDJB-MJHT".to_owned(), expires: now() };
    state.session = Session::WaitingForCode(Some(code));
    menu_is(
        &state,
        Icon::Working,
        &["Enter the code on another device", "Licensed software doesn’t start now.", "--", "[Cancel sign-in] cancel_sign_in"],
    );
}

#[test]
fn working() {
    let mut state = signed_in(ana());
    state.refreshing = Some(Refreshing { phase: Phase::Asking, started: now() });
    menu_is(&state, Icon::Working, &["Ana Costa · Old Bridge Ltd", "Refreshing policy…", "Step 2 of 5", "--", "[Cancel] cancel_refresh"]);
    state.refreshing = Some(Refreshing { phase: Phase::Saving, started: now() });
    menu_is(
        &state,
        Icon::Working,
        &["Ana Costa · Old Bridge Ltd", "Refreshing policy…", "Step 4 of 5", "--", "[Cancel] cancel_refresh (grey)"],
    );
}

#[test]
fn starting_offers_nothing_yet() {
    let state = State { session: Session::Starting, ..signed_out() };
    menu_is(&state, Icon::Working, &["Checking whether you are signed in", "Licensed software doesn’t start now."]);
}

#[test]
fn names_are_escaped_and_shortened_in_the_middle() {
    let mut me = member("Sam Quarry", "quarry");
    me.request = Some(request(&me, RemovalState::Submitted));
    if let Some(it) = &mut me.request {
        it.route = domicile_model::removal::Route::Administrator.into();
        it.account.name = "Quarry & Sons".to_owned();
    }
    let drawn_ = drawn(&signed_in(me.clone()));
    assert_eq!(drawn_.menu.first(), Some(&Entry::Status { label: "Sam Quarry · Quarry && Sons".to_owned() }));
    assert_eq!(drawn_.menu.get(1), Some(&Entry::Status { label: "Waiting for Quarry && Sons".to_owned() }));
    assert_eq!(drawn_.tooltip, "Domicile — Waiting for Quarry & Sons");

    let long = "Gesellschaft für außerordentlich\nlange Firmennamen und Brückenbau mbH";
    if let Some(it) = &mut me.request {
        it.account.name = long.to_owned();
    }
    let Some(Entry::Status { label }) = drawn(&signed_in(me)).menu.into_iter().nth(1) else { panic!("no status line") };
    assert_eq!(label, "Waiting for Gesellschaft für…d Brückenbau mbH");
}

#[test]
fn every_language_has_room_for_its_sentences_and_its_dates() {
    let line = |state: &State, language, n| {
        let drawn = tray(&shown_in(state, language), &Words::new(language));
        let Some(Entry::Status { label }) = drawn.menu.into_iter().nth(n) else { panic!("no line {n}") };
        label
    };
    let mut asked = ana_asks(RemovalState::Seen);
    assert_eq!(line(&asked, Language::De, 2), "Antrag an Maria Silva vom Dienstag, 12. Mai (vor 2 Tagen)");
    assert_eq!(line(&asked, Language::Es, 2), "Solicitud enviada a Maria Silva el martes 12 de mayo (hace 2 días)");
    let late = Some(at("2026-09-23T12:00:00Z"));
    asked.policy.valid_until = late;
    assert_eq!(line(&asked, Language::De, 3), "Lizenzierte Software läuft bis Mittwoch, 23. September.");
    assert_eq!(line(&asked, Language::Es, 3), "Software con licencia: hasta el miércoles 23 de septiembre.");
    let mut fine = signed_in(ana());
    fine.policy.valid_until = late;
    assert_eq!(line(&fine, Language::De, 2), "Läuft bis Mittwoch, 23. September. Verlängert sich von selbst.");
    assert_eq!(line(&fine, Language::Es, 2), "Funciona hasta el miércoles 23 de septiembre. Se renueva solo.");
}

/// A sentence that is too long ends after a whole word, and what it begins with stays.
#[test]
fn a_sentence_is_cut_at_its_end_and_never_in_the_middle() {
    let mut me = ana();
    me.request = Some(request(&me, RemovalState::Declined));
    if let Some(it) = &mut me.request {
        it.decline_reason = Some("Please finish the drawings of the Severn bridge before you go, and hand them to Tom.".to_owned());
    }
    let Some(Entry::Status { label }) = drawn(&signed_in(me)).menu.into_iter().nth(2) else { panic!("no third line") };
    assert!(label.starts_with("Maria Silva wrote: “Please finish the drawings") && label.ends_with('…'), "{label}");
    assert!(label.chars().count() <= 66, "{label}");
}

#[test]
fn quit_is_always_last_and_open_leads_its_group() {
    for state in [signed_out(), signed_in(ana()), ana_left(), State { me: Fact::Unknown, ..signed_in(ana()) }] {
        let menu = drawn(&state).menu;
        assert!(matches!(menu.last(), Some(Entry::Action { request: Request::Quit, .. })));
        let open = &menu[menu.len() - 4];
        assert!(matches!(open, Entry::Action { request: Request::OpenWindow { screen: Screen::Home }, .. }));
    }
}

/// A refresh that is over within a second is never told; what else changed meanwhile is, at once.
#[test]
fn a_refresh_that_has_only_just_begun_is_not_told_yet() {
    let mut state = signed_in(ana());
    let idle = lines(&drawn(&state));
    state.refreshing = Some(Refreshing { phase: Phase::Asking, started: now() });
    let at = |millis: i64| {
        let (shown, again) = noticed(shown(&state), now() + SignedDuration::from_millis(millis));
        (tray(&shown, &Words::new(Language::En)), again)
    };
    for (millis, rest) in [(0, 1000), (400, 600), (999, 1)] {
        let (tray, again) = at(millis);
        assert_eq!((lines(&tray), tray.icon, again), (idle.clone(), Icon::Fine, Some(SignedDuration::from_millis(rest))), "{millis}");
    }
    for millis in [1000, 60_000, -5000] {
        let (tray, again) = at(millis);
        assert_eq!((lines(&tray).contains(&"Refreshing policy…".to_owned()), tray.icon, again), (true, Icon::Working, None), "{millis}");
    }
}
