//! Requests of other kinds than to leave, as an administrator reads and answers them.

use super::AdminPresenter;
use crate::overview::{ActionView, AdministratorView, AskItemView};
use crate::present::asks::asked;
use crate::present::roles::role_label;
use crate::request::{AdminChange, Request};
use domicile_model::person_request::RequestKind;
use domicile_model::removal::RemovalState;
use domicile_model::wire::PersonRequest;

impl AdminPresenter<'_> {
    /// Open ones first, newest first.
    pub(super) fn asks(&self) -> Vec<AskItemView> {
        let mut all: Vec<&PersonRequest> = self.state.admin.inbox.asks.iter().collect();
        all.sort_by_key(|it| (!it.is_open(), std::cmp::Reverse(it.submitted)));
        all.into_iter().map(|it| self.ask_item(it)).collect()
    }

    fn ask_item(&self, it: &PersonRequest) -> AskItemView {
        let name = it.user.as_ref().map_or(it.email.as_str(), |it| it.display_name.as_str());
        let id = it.user.as_ref().map(|it| it.id.as_str().to_owned()).unwrap_or_default();
        AskItemView {
            id: it.id.as_str().to_owned(),
            person: AdministratorView { id, name: name.to_owned(), role: String::new(), email: it.email.clone() },
            ask: it.kind.known(),
            state: it.state.known(),
            open: it.is_open(),
            title: self.say.with("inbox-asks", &[("name", name), ("asked", &asked(it, self.say))]),
            state_text: self.ask_stands(it),
            note: it.note.clone(),
            decline_reason: it.decline_reason.clone(),
            actions: if it.is_open() { self.ask_answers(it) } else { Vec::new() },
        }
    }

    fn ask_stands(&self, it: &PersonRequest) -> String {
        let say = self.say;
        let on = |id: &str| say.with(id, &[("date", &say.day(it.ended.unwrap_or(it.submitted)))]);
        match it.state.known() {
            Some(RemovalState::Submitted | RemovalState::Seen | RemovalState::Blocked | RemovalState::Approved) => {
                self.waits("inbox-waiting", it.submitted)
            }
            Some(RemovalState::Fulfilled) => on("inbox-ask-fulfilled"),
            Some(RemovalState::Declined) => on("inbox-declined"),
            Some(RemovalState::Withdrawn) => on("inbox-withdrawn"),
            Some(RemovalState::Expired) => on("inbox-expired"),
            None => say.with("state-unknown", &[("word", it.state.as_str())]),
        }
    }

    /// What this version does not know is not answered by it.
    fn ask_answers(&self, it: &PersonRequest) -> Vec<ActionView> {
        let (say, id) = (self.say, it.id.clone());
        let label = match (it.kind.known(), it.country, &it.role) {
            (Some(RequestKind::Add), _, _) => say.text("action-add-to-account"),
            (Some(RequestKind::Unlock), _, _) => say.text("action-unlock"),
            (Some(RequestKind::Country), Some(country), _) => {
                say.with("action-set-country-to", &[("country", &say.country_label(country.as_str()))])
            }
            (Some(RequestKind::Role), _, Some(role)) => say.with("action-give-role", &[("role", &role_label(role, say))]),
            (Some(RequestKind::Country | RequestKind::Role) | None, _, _) => return Vec::new(),
        };
        let approve = Request::Administer { request: AdminChange::ApproveAsk { id: id.clone() }.into() };
        vec![ActionView::new(approve, label), self.ask("action-decline-ask", AdminChange::DeclineAsk { id, reason: String::new() })]
    }
}
