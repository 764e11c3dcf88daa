//! The tray's menu and icon: comparable data, a pure function of the overview. Whoever draws it compares first and skips what is
//! the same. What is drawn how, and on which system, lives in the desktop app.

use crate::overview::{ActionView, Overview, RefreshView, SessionState, Verdict};
use crate::present::{cut, short};
use crate::request::Request;
use crate::vocabulary::Screen;
use domicile_words::Words;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How many letters a line of the menu may have: a little more than a headline has.
const LINE_ROOM: usize = 66;
/// How many a name has in the line that says who is signed in, which has two.
const NAME_ROOM: usize = 28;

/// The whole tray.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tray {
    /// The icon.
    pub icon: Icon,
    /// What pointing at it tells, where the system shows that.
    pub tooltip: String,
    /// The entries, from top to bottom.
    pub menu: Vec<Entry>,
}

/// The icon by its shape: never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Icon {
    /// Solid: fine, or somebody else acts next.
    Fine,
    /// Solid with a dot: something for the person.
    ForYou,
    /// An arc: working.
    Working,
    /// Hollow: signed out.
    SignedOut,
    /// Hollow with a slash: offline, or not known.
    NotKnown,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// Text that cannot be clicked.
    Status {
        /// The text.
        label: String,
    },
    /// A line between groups.
    Separator,
    /// Something to click.
    Action {
        /// What it asks of the controller.
        request: Request,
        /// The text; `&` stands doubled, as menus want it.
        label: String,
        /// Whether it can be clicked.
        enabled: bool,
    },
}

/// What takes less than this (a refresh mostly does) never shows: a menu that is drawn anew under a hand loses its click.
const NOTICED: SignedDuration = SignedDuration::from_secs(1);

/// The overview as the tray shows it now, and after how long to look again: a refresh that has only just begun is not told yet, everything
/// else is.
pub fn noticed(overview: Overview, now: Timestamp) -> (Overview, Option<SignedDuration>) {
    let running = overview.refresh.started.filter(|_| overview.refresh.phase.is_some()).map(|it| now.duration_since(it));
    // A clock that was set back meanwhile makes nobody wait for ever.
    let Some(running) = running.filter(|it| (SignedDuration::ZERO..NOTICED).contains(it)) else { return (overview, None) };
    let refresh = RefreshView { phase: None, step: None, ..overview.refresh };
    (Overview { refresh, ..overview }, Some(NOTICED - running))
}

/// The tray of an overview.
pub fn tray(overview: &Overview, words: &Words) -> Tray {
    let headline = &overview.headline.text;
    Tray { icon: icon(overview), tooltip: words.format("tray-tooltip", &[("headline", headline.into())]), menu: menu(overview, words) }
}

fn icon(overview: &Overview) -> Icon {
    let waiting = matches!(overview.session.state, SessionState::Starting | SessionState::WaitingForBrowser | SessionState::WaitingForCode);
    if overview.refresh.phase.is_some() || waiting {
        return Icon::Working;
    }
    match overview.headline.verdict {
        Verdict::SignedOut if overview.session.state == SessionState::Ended => Icon::ForYou,
        Verdict::SignedOut => Icon::SignedOut,
        Verdict::Checking => Icon::Working,
        Verdict::CanWork | Verdict::Waiting if overview.problem.is_some() => Icon::ForYou,
        Verdict::CanWork | Verdict::Waiting => Icon::Fine,
        Verdict::YourTurn | Verdict::Locked | Verdict::NeedsAttention => Icon::ForYou,
        Verdict::Offline | Verdict::Unknown => Icon::NotKnown,
    }
}

fn menu(overview: &Overview, words: &Words) -> Vec<Entry> {
    let mut entries = status(overview, words);
    let actions = actions(overview, words);
    if !actions.is_empty() {
        entries.push(Entry::Separator);
        entries.extend(actions);
    }
    let open = |screen, label: &str| Entry::Action {
        request: Request::OpenWindow { screen },
        label: menu_text(&words.text(label)),
        enabled: true,
    };
    entries.push(Entry::Separator);
    entries.extend(requests(overview, words));
    entries.extend([
        open(Screen::Home, "tray-open"),
        open(Screen::Settings, "tray-settings"),
        Entry::Separator,
        Entry::Action { request: Request::Quit, label: menu_text(&words.text("tray-quit")), enabled: true },
    ]);
    entries
}

/// How many wait for an administrator.
fn requests(overview: &Overview, words: &Words) -> Option<Entry> {
    let waiting = overview.admin.as_ref()?.waiting;
    let label =
        if waiting > 0 { words.format("tray-requests", &[("count", i64::from(waiting).into())]) } else { words.text("tray-requests-none") };
    let request = Request::OpenWindow { screen: Screen::Requests };
    Some(Entry::Action { request, label: menu_text(&label), enabled: true })
}

/// Up to four lines that cannot be clicked: who is signed in, the headline, what it comes to, and whether licensed software starts.
fn status(overview: &Overview, words: &Words) -> Vec<Entry> {
    let line = |text: &str| Entry::Status { label: menu_text(text) };
    let who = who(overview).map(|it| line(&it));
    if let Some(step) = overview.refresh.step {
        let second = words.format("tray-refresh-step", &[("step", i64::from(step).into())]);
        return who.into_iter().chain([line(&words.text("tray-refreshing")), line(&second)]).collect();
    }
    let offline = overview.connection.state.is_silent();
    let first = match &overview.connection.text {
        Some(since) if offline && overview.headline.verdict == Verdict::Offline => since.as_str(),
        _ => overview.headline.text.as_str(),
    };
    let second = second(overview).map(line);
    who.into_iter().chain([line(first)]).chain(second).chain([line(&overview.headline.works)]).collect()
}

/// Who is signed in, and where they belong: the first question of whoever stands beside somebody.
fn who(overview: &Overview) -> Option<String> {
    let session = &overview.session;
    if !matches!(session.state, SessionState::SignedIn | SessionState::Ended | SessionState::Locked) {
        return None;
    }
    let name = short(session.name.as_ref().or(session.email.as_ref())?, NAME_ROOM);
    Some(match &overview.account {
        Some(account) => format!("{name} · {}", short(&account.name, NAME_ROOM)),
        None => name,
    })
}

/// What the headline comes to, where it is a move or a trouble. Details are whole sentences, as the window shows them: a menu has room for
/// one. Of a lock it is the last, which says who lifts it.
fn second(overview: &Overview) -> Option<&str> {
    let detail = overview.headline.detail.as_deref();
    match overview.headline.verdict {
        Verdict::SignedOut | Verdict::CanWork | Verdict::Offline | Verdict::Checking | Verdict::Unknown => None,
        Verdict::Waiting | Verdict::YourTurn | Verdict::NeedsAttention => detail.map(first_sentence),
        Verdict::Locked => detail.map(last_sentence),
    }
}

/// The one action that matters, and at most two quiet ones.
fn actions(overview: &Overview, words: &Words) -> Vec<Entry> {
    if overview.refresh.phase.is_some() {
        return vec![Entry::Action {
            request: Request::CancelRefresh,
            label: menu_text(&words.text("tray-cancel")),
            enabled: overview.refresh.can_cancel,
        }];
    }
    let mut found: Vec<ActionView> = Vec::new();
    let headline = &overview.headline;
    match overview.session.state {
        SessionState::Starting => {}
        SessionState::Unknown => found.extend(headline.primary.iter().cloned()),
        SessionState::SignedOut | SessionState::Ended => {
            let hint = overview.session.email.clone();
            found.push(ActionView { request: Request::SignIn { hint }, label: words.text("tray-sign-in") });
        }
        SessionState::WaitingForBrowser | SessionState::WaitingForCode => {
            found.extend(headline.primary.iter().chain(&headline.secondary).filter(|it| it.request == Request::CancelSignIn).cloned());
        }
        SessionState::Locked => found.extend(headline.primary.iter().chain(&headline.secondary).cloned()),
        SessionState::SignedIn => {
            found.extend(headline.primary.iter().cloned());
            let quick = |it: &&ActionView| matches!(it.request, Request::CopyMessage { .. } | Request::CheckAgain);
            // An administrator has an entry more below, somebody who is locked a line more above.
            let is_long = overview.admin.is_some() || (headline.verdict == Verdict::Locked && headline.primary.is_some());
            let most = if is_long { 1 } else { 2 };
            found.extend(headline.secondary.iter().filter(quick).take(most).cloned());
            if headline.verdict == Verdict::CanWork {
                found.push(ActionView { request: Request::RefreshPolicy, label: words.text("action-refresh") });
                let email = overview.session.email.clone();
                found.extend(email.map(|email| ActionView { request: Request::CopyEmail { email }, label: words.text("tray-copy-email") }));
            }
        }
    }
    let busy = |request: &Request| *request == Request::CheckAgain && overview.connection.checking;
    found
        .into_iter()
        .map(|it| Entry::Action { enabled: !busy(&it.request), request: in_the_tray(it.request), label: menu_text(&it.label) })
        .collect()
}

/// A menu has no room for recipient and words: what must be looked at before it is sent opens the window.
fn in_the_tray(request: Request) -> Request {
    if request.is_proposal() { Request::OpenWindow { screen: Screen::Home } } else { request }
}

/// Where a sentence ends: at a full stop that does not only end a number, as in "am 12. Mai".
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(". ").map(|(at, _)| at).filter(|at| !text[..*at].ends_with(|it: char| it.is_ascii_digit()))
}

fn first_sentence(text: &str) -> &str {
    ends(text).next().map_or(text, |at| &text[..at]).trim_end_matches('.')
}

fn last_sentence(text: &str) -> &str {
    ends(text).last().map_or(text, |at| &text[at + 2..]).trim_end_matches('.')
}

/// A line of a menu: one line, a sentence that is too long cut at its end, `&` doubled since a single one marks a key.
fn menu_text(text: &str) -> String {
    cut(text, LINE_ROOM).replace('&', "&&")
}
