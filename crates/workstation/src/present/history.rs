//! What stands beside the newest request: earlier ones, leaving alone, the case at support.

use super::say::{Say, short};
use crate::overview::{ActionView, CaseView, LeaveView, PastRequestView};
use crate::request::Request;
use crate::state::State;
use domicile_model::removal::RemovalState;
use domicile_model::wire::{Me, RemovalRequest};

/// How long a name may be on a button.
const NAME_ROOM: usize = 34;

/// Requests that are over, newest first; the newest one stands on the page itself.
pub(super) fn history(state: &State, me: &Me, say: Say<'_>) -> Vec<PastRequestView> {
    let newest = me.request.as_ref().map(|it| &it.id);
    let mut all: Vec<&RemovalRequest> =
        state.history.iter().filter(|it| Some(&it.id) != newest && !it.is_open() && it.user.id == me.user.id).collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.submitted));
    all.into_iter().map(|it| past(it, say)).collect()
}

fn past(it: &RemovalRequest, say: Say<'_>) -> PastRequestView {
    let date = say.day(it.ended.unwrap_or(it.submitted));
    let id = match it.state.known() {
        Some(RemovalState::Declined) => "past-declined",
        Some(RemovalState::Withdrawn) => "past-withdrawn",
        Some(RemovalState::Expired) => "past-expired",
        Some(RemovalState::Fulfilled | RemovalState::Submitted | RemovalState::Seen | RemovalState::Approved | RemovalState::Blocked) => {
            "past-fulfilled"
        }
        None => "past-unknown",
    };
    PastRequestView {
        id: it.id.as_str().to_owned(),
        state: it.state.known(),
        summary: say.with(id, &[("account", &it.account.name), ("date", &date), ("word", it.state.as_str())]),
        reason: it.decline_reason.clone(),
        submitted: it.submitted,
    }
}

/// Leaving alone, while the service allows it.
pub(super) fn leave(state: &State, me: &Me, say: Say<'_>) -> Option<LeaveView> {
    let here = me.affiliation.as_ref()?;
    let until = me.may_leave_until.filter(|it| *it > say.now() && !state.stale)?;
    let account = here.account.name.as_str();
    let texts = [("account", account), ("date", &*say.day(here.since)), ("until", &*say.day(until))];
    Some(LeaveView {
        text: say.with("leave-text", &texts),
        consequence: say.with("leave-consequence", &texts),
        action: ActionView::new(Request::Leave, say.with("action-leave", &[("account", &short(account, NAME_ROOM))])),
    })
}

/// The newest case at support.
pub(super) fn case(me: &Me, say: Say<'_>) -> Option<CaseView> {
    let it = me.service_request.as_ref()?;
    let (id, at) = match it.answered {
        Some(at) => ("case-answered", at),
        None => ("case-open", it.opened),
    };
    Some(CaseView {
        number: it.id.as_str().to_owned(),
        answered: it.answered.is_some(),
        text: say.with(id, &[("number", it.id.as_str()), ("date", &say.day(at))]),
        answer: it.answer.clone(),
    })
}
