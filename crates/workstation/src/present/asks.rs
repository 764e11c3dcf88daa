//! What the person asked administrators for beside leaving, in words; and what they can ask for.

use super::roles::role_label;
use super::say::{Say, sentences};
use crate::overview::{ActionView, AskView};
use crate::request::{Ask, Request};
use crate::state::State;
use crate::vocabulary::Message;
use domicile_model::person_request::RequestKind;
use domicile_model::removal::{REMINDERS_AFTER, RemovalState, Route};
use domicile_model::wire::{Me, PersonRequest, Word};
use jiff::{SignedDuration, Timestamp};

/// For how long an answer that was no, or none, is shown.
const SHOWN_AFTER_END: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What is open, and what came to nothing a short while ago.
pub(super) fn asks(state: &State, me: &Me, say: Say<'_>) -> Vec<AskView> {
    me.requests.iter().filter(|it| is_shown(it, say.now())).map(|it| ask(state, it, say)).collect()
}

fn is_shown(it: &PersonRequest, now: Timestamp) -> bool {
    let recent = it.ended.is_some_and(|at| now.duration_since(at) < SHOWN_AFTER_END);
    it.is_open() || recent && matches!(it.state.known(), Some(RemovalState::Declined | RemovalState::Expired))
}

fn ask(state: &State, it: &PersonRequest, say: Say<'_>) -> AskView {
    let withdraw = || ActionView::new(Request::WithdrawAsk { id: it.id.as_str().to_owned() }, say.text("action-withdraw"));
    let once_more = || again(it).filter(|_| !state.stale).map(|ask| ActionView::new(Request::Ask { ask }, say.text("action-ask-again")));
    let actions = if it.is_open() { remind(it, say).into_iter().chain([withdraw()]).collect() } else { once_more().into_iter().collect() };
    AskView {
        id: it.id.as_str().to_owned(),
        ask: it.kind.known(),
        state: it.state.known(),
        open: it.is_open(),
        summary: summary(it, say),
        note: it.note.clone(),
        decline_reason: it.decline_reason.clone(),
        actions,
        submitted: it.submitted,
        expires: it.expires,
    }
}

/// From the first reminder of the service on, a text to remind whoever has it by one's own word.
fn remind(it: &PersonRequest, say: Say<'_>) -> Option<ActionView> {
    let waited = say.now().duration_since(it.submitted) >= REMINDERS_AFTER[0];
    let request = Request::CopyMessage { message: Message::NewAdmin, language: None };
    (waited && it.route == Route::Administrator).then(|| ActionView::new(request, say.text("action-copy-reminder")))
}

/// The same once more.
fn again(it: &PersonRequest) -> Option<Ask> {
    Some(match it.kind.known()? {
        RequestKind::Add => Ask::Add { account: it.account.id.as_str().to_owned() },
        RequestKind::Unlock => Ask::Unlock,
        RequestKind::Country => Ask::Country { country: it.country?.as_str().to_owned() },
        RequestKind::Role => Ask::Role { role: it.role.as_ref()?.known()? },
    })
}

/// The open request of a kind.
pub(super) fn open(me: &Me, kind: RequestKind) -> Option<&PersonRequest> {
    me.requests.iter().find(|it| it.kind == kind && it.is_open())
}

/// What is asked for, as it stands after "asks".
pub(super) fn asked(it: &PersonRequest, say: Say<'_>) -> String {
    match (it.kind.known(), it.country, &it.role) {
        (Some(RequestKind::Add), _, _) => say.text("asked-add"),
        (Some(RequestKind::Unlock), _, _) => say.text("asked-unlock"),
        (Some(RequestKind::Country), Some(country), _) => say.with("asked-country", &[("country", &say.country_label(country.as_str()))]),
        (Some(RequestKind::Role), _, Some(role)) => say.with("asked-role", &[("role", &role_label(role, say))]),
        (Some(RequestKind::Country | RequestKind::Role) | None, _, _) => say.with("asked-unknown", &[("word", it.kind.as_str())]),
    }
}

/// What was asked, who has it since when, when they are reminded; or how it ended.
pub fn summary(it: &PersonRequest, say: Say<'_>) -> String {
    let (asked, account) = (asked(it, say), it.account.name.as_str());
    let ended = say.day(it.ended.unwrap_or(it.submitted));
    let by = it.answered_by.as_ref().map_or(account, |it| it.display_name.as_str());
    let texts = [("asked", &*asked), ("account", account), ("date", &*ended), ("name", by)];
    let over = |id: &str| say.with(id, &texts);
    match &it.state {
        Word::Known(RemovalState::Fulfilled) => over("ask-fulfilled"),
        Word::Known(RemovalState::Declined) => over("ask-declined"),
        Word::Known(RemovalState::Withdrawn) => over("ask-withdrawn"),
        Word::Known(RemovalState::Expired) => over("ask-expired"),
        Word::Known(RemovalState::Submitted | RemovalState::Seen | RemovalState::Blocked | RemovalState::Approved) | Word::Unknown(_) => {
            waiting(it, &asked, say)
        }
    }
}

fn waiting(it: &PersonRequest, asked: &str, say: Say<'_>) -> String {
    let date = say.near_day(it.submitted);
    let has_it = match (it.route.known(), &it.to) {
        (Some(Route::Support), _) => say.with("ask-with-support", &[("asked", asked), ("date", &date)]),
        (_, Some(to)) => say.with("ask-with", &[("asked", asked), ("name", &to.display_name), ("date", &date)]),
        (_, None) => say.with("ask-with-all", &[("asked", asked), ("account", &it.account.name), ("date", &date)]),
    };
    let next = REMINDERS_AFTER.into_iter().filter_map(|after| it.submitted.checked_add(after).ok()).find(|at| *at > say.now());
    let reminder = next.filter(|_| it.route == Route::Administrator).map(|at| say.with("ask-reminder", &[("date", &say.day(at))]));
    let expires = say.with("ask-expires", &[("date", &say.day(it.expires))]);
    let case = it.service_request.as_ref().map(|number| say.with("request-case", &[("number", number)]));
    let seen = it.seen.map(|_| say.text("ask-seen"));
    sentences([Some(has_it), seen, case, reminder.or(Some(expires))]).unwrap_or_default()
}

/// Asking to be unlocked, where that can be asked now.
pub(super) fn unlock(state: &State, me: &Me, say: Say<'_>) -> Option<ActionView> {
    let can = can_ask(state, me, RequestKind::Unlock) && me.affiliation.is_some();
    can.then(|| ActionView::new(Request::Ask { ask: Ask::Unlock }, say.text("action-ask-unlock")))
}

/// Asking for one of these licence countries, a button each; one button without its name where there is one.
pub(super) fn countries(state: &State, me: &Me, owned: &[String], say: Say<'_>) -> Vec<ActionView> {
    if !can_ask(state, me, RequestKind::Country) || me.affiliation.is_none() {
        return Vec::new();
    }
    let action = |country: &String| {
        let label = match owned.len() {
            1 => say.text("action-ask-country"),
            _ => say.with("action-ask-country-named", &[("country", &say.country(country))]),
        };
        ActionView::new(Request::Ask { ask: Ask::Country { country: country.clone() } }, label)
    };
    owned.iter().take(MOST_COUNTRIES).map(action).collect()
}

/// More buttons than that help nobody: the message to an administrator has room for all.
const MOST_COUNTRIES: usize = 3;

/// Asking the account that has offered or invited last to add the person.
pub(super) fn add(state: &State, me: &Me, say: Say<'_>) -> Option<ActionView> {
    let account = me.may_ask_to_join.first().filter(|_| can_ask(state, me, RequestKind::Add))?;
    let ask = Ask::Add { account: account.id.as_str().to_owned() };
    Some(ActionView::new(Request::Ask { ask }, say.with("action-ask-add", &[("account", &super::short(&account.name, NAME_ROOM))])))
}

/// How long a name may be on a button.
const NAME_ROOM: usize = 34;

fn can_ask(state: &State, me: &Me, kind: RequestKind) -> bool {
    !state.stale && open(me, kind).is_none()
}
