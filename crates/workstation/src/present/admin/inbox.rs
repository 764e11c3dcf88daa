//! The screen *Requests*: who asks to leave, how long they wait, what stands in the way, and what an answer does.

use super::AdminPresenter;
use crate::overview::{AdministratorView, ApprovalView, InboxItemView, InboxView};
use crate::request::AdminChange;
use domicile_model::id::UserId;
use domicile_model::removal::RemovalState;
use domicile_model::wire::{Approval, RemovalRequest};
use jiff::Timestamp;

impl AdminPresenter<'_> {
    pub(super) fn inbox(&self) -> InboxView {
        let now = &self.state.admin.inbox;
        let mut requests: Vec<&RemovalRequest> = now.requests.iter().collect();
        requests.sort_by_key(|it| (!it.is_open(), std::cmp::Reverse(it.submitted)));
        InboxView {
            loaded: now.loaded,
            busy: now.busy,
            items: requests.into_iter().map(|it| self.item(it)).collect(),
            asks: self.asks(),
            approvals: now.approvals.iter().map(|it| self.approval(it)).collect(),
            check_outs: self.check_outs(),
            empty: self.say.text("inbox-empty"),
        }
    }

    fn item(&self, it: &RemovalRequest) -> InboxItemView {
        let name = it.user.display_name.as_str();
        let preflight = self.state.admin.inbox.opened.get(it.id.as_str()).filter(|_| it.is_open());
        InboxItemView {
            id: it.id.as_str().to_owned(),
            person: AdministratorView {
                id: it.user.id.as_str().to_owned(),
                name: name.to_owned(),
                role: String::new(),
                email: it.user.email.clone(),
            },
            state: it.state.known(),
            open: it.is_open(),
            title: self.say.with("inbox-asks-to-leave", &[("name", name), ("account", self.account_name)]),
            state_text: self.stands(it),
            reason: it.reason.clone(),
            note: it.note.clone(),
            decline_reason: it.decline_reason.clone(),
            preflight: preflight.map(|it| self.blockers(it)),
            blocked: preflight.map_or(it.state == RemovalState::Blocked, |it| it.blocked),
            consequence: self.say.with("inbox-consequence", &[("name", name), ("account", self.account_name)]),
            submitted: it.submitted,
        }
    }

    /// How long it waits, or how it ended.
    fn stands(&self, it: &RemovalRequest) -> String {
        let say = self.say;
        let waits = |id: &str| self.waits(id, it.submitted);
        let on = |id: &str| say.with(id, &[("date", &say.day(it.ended.unwrap_or(it.submitted)))]);
        match it.state.known() {
            Some(RemovalState::Submitted | RemovalState::Seen) => waits("inbox-waiting"),
            Some(RemovalState::Blocked) => waits("inbox-blocked"),
            Some(RemovalState::Approved) => waits("inbox-approved"),
            Some(RemovalState::Fulfilled) => on("inbox-fulfilled"),
            Some(RemovalState::Declined) => on("inbox-declined"),
            Some(RemovalState::Withdrawn) => on("inbox-withdrawn"),
            Some(RemovalState::Expired) => on("inbox-expired"),
            None => say.with("state-unknown", &[("word", it.state.as_str())]),
        }
    }

    /// How many days have passed since then.
    pub(super) fn waits(&self, id: &str, since: Timestamp) -> String {
        let days = self.say.now().duration_since(since).as_hours().max(0) / 24;
        self.say.with_counts(id, &[], &[("days", usize::try_from(days).unwrap_or_default())])
    }

    fn approval(&self, it: &Approval) -> ApprovalView {
        ApprovalView {
            user: it.user.as_str().to_owned(),
            email: it.email.clone(),
            text: self.say.with("inbox-awaits-approval", &[("email", &it.email), ("date", &self.say.day(it.asked))]),
            actions: self.let_in_or_not(&it.user),
        }
    }

    pub(super) fn let_in_or_not(&self, user: &UserId) -> Vec<crate::overview::ActionView> {
        let user = user.clone();
        vec![
            self.ask("action-let-in", AdminChange::ApprovePerson { user: user.clone() }),
            self.ask("action-do-not-let-in", AdminChange::RejectPerson { user }),
        ]
    }
}
