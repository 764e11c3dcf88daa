//! Why one's own products may run or not, with the button that helps: what this program can do itself, or a text for whoever can.

use super::asks;
use super::say::Say;
use super::why::About;
use crate::overview::{ActionView, WhyView};
use crate::request::Request;
use crate::state::{ProductSnapshot, Session, State};
use crate::vocabulary::Message;
use domicile_policy::decide::Action;

/// The reasons for one product, for the person themselves.
pub(super) fn explanation(state: &State, it: &ProductSnapshot, say: Say<'_>) -> WhyView {
    let helpers = helpers(state);
    let mut told = it.why.explain(About::You { helpers: &helpers }, say);
    if let (Some(said), Some(fix)) = (&mut told.fix, it.why.fix) {
        said.button = button(state, it, fix.action, say);
    }
    told
}

/// The administrators of the account by name, without the person.
pub(super) fn helpers(state: &State) -> Vec<String> {
    let Some(me) = state.me.known() else { return Vec::new() };
    me.administrators.iter().filter(|it| it.id != me.user.id).map(|it| it.display_name.clone()).collect()
}

fn button(state: &State, it: &ProductSnapshot, fix: Action, say: Say<'_>) -> Option<ActionView> {
    match fix {
        Action::RefreshPolicy | Action::SetClock | Action::SignIn => Some(if state.session == Session::SignedIn {
            ActionView::new(Request::RefreshPolicy, say.text("action-refresh"))
        } else {
            let hint = state.who.as_ref().and_then(|it| it.email.clone());
            ActionView::new(Request::SignIn { hint }, say.text("action-sign-in"))
        }),
        Action::JoinAccount => {
            let known = state.me.known().is_some();
            known.then(|| for_administrator(Request::CopyMessage { message: Message::NewAdmin, language: None }, say))
        }
        Action::Unlock => state.me.known().and_then(|me| asks::unlock(state, me, say)).or_else(|| why_for_administrator(state, it, say)),
        Action::SetCountry => {
            let owned = it.countries.clone().unwrap_or_default();
            let ask = |me| asks::countries(state, me, &owned, say).into_iter().next().filter(|_| owned.len() == 1);
            state.me.known().and_then(ask).or_else(|| why_for_administrator(state, it, say))
        }
        Action::Buy | Action::LiftRestriction | Action::Renew => why_for_administrator(state, it, say),
        Action::Update | Action::EnableInDirectory | Action::WaitForStart | Action::UseCoveredVersion => None,
    }
}

fn why_for_administrator(state: &State, it: &ProductSnapshot, say: Say<'_>) -> Option<ActionView> {
    let has_account = state.me.known().is_some_and(|me| me.affiliation.is_some());
    has_account.then(|| for_administrator(Request::CopyWhy { product: it.id.clone(), language: None }, say))
}

fn for_administrator(request: Request, say: Say<'_>) -> ActionView {
    ActionView::new(request, say.text("action-copy-for-administrator"))
}
