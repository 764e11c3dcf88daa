//! The removal request in words, and what filing one would do.

use super::check_outs::checked_out;
use super::delivery::request_trouble;
use super::people::administrators;
use super::say::{Say, sentences};
use crate::journey::stays;
use crate::overview::{RemovalView, RequestView};
use crate::state::State;
use domicile_model::account::Federation;
use domicile_model::preflight::Blocker;
use domicile_model::removal::{RemovalState, Route};
use domicile_model::wire::{Me, RemovalRequest, Word};

/// The newest request, as it is shown.
pub(super) fn request(state: &State, me: &Me, say: Say<'_>) -> Option<RequestView> {
    let it = me.request.as_ref()?;
    Some(RequestView {
        id: it.id.as_str().to_owned(),
        state: it.state.known(),
        open: it.is_open(),
        settled: it.state == RemovalState::Fulfilled || it.state == RemovalState::Withdrawn || stays(&state.intent, it),
        route: it.route.known(),
        account: it.account.name.clone(),
        summary: summary(it, say),
        route_text: route_text(&it.route, &me.federation, &it.account.name, say),
        blockers: if it.state == RemovalState::Blocked { blockers(&it.blockers, checked_out(state, say), say) } else { Vec::new() },
        decline_reason: it.decline_reason.clone(),
        note: it.note.clone(),
        submitted: it.submitted,
        expires: it.expires,
    })
}

/// What filing one would do; `None` where none can be filed now.
pub(super) fn removal(state: &State, me: &Me, say: Say<'_>) -> Option<RemovalView> {
    let account = &me.affiliation.as_ref()?.account;
    let outlook = me.removal.as_ref()?;
    if state.stale || me.request.as_ref().is_some_and(RemovalRequest::is_open) {
        return None;
    }
    Some(RemovalView {
        route: outlook.route.known(),
        route_text: route_text(&outlook.route, &me.federation, &account.name, say),
        blockers: before_leaving(state, &outlook.blockers, say),
        recipients: match outlook.route.known() {
            Some(Route::Administrator) => administrators(me, say).into_iter().filter(|it| it.id != me.user.id.as_str()).collect(),
            Some(Route::InternalIt | Route::Support) | None => Vec::new(),
        },
    })
}

/// One or two sentences: whom it went to, when, and where it stands.
pub(super) fn summary(it: &RemovalRequest, say: Say<'_>) -> String {
    let date = say.near_day(it.submitted);
    let account = it.account.name.as_str();
    let asked = match (it.route.known(), &it.to) {
        (Some(Route::Administrator) | None, Some(to)) => say.with("request-asked", &[("name", &to.display_name), ("date", &date)]),
        (Some(Route::Administrator) | None, None) => say.with("request-asked-all", &[("account", account), ("date", &date)]),
        (Some(Route::InternalIt), _) => say.with("request-asked-it", &[("account", account), ("date", &date)]),
        (Some(Route::Support), _) => say.with("request-asked-support", &[("date", &date)]),
    };
    let ended = say.day(it.ended.unwrap_or(it.submitted));
    let stands = match &it.state {
        Word::Unknown(word) => Some(say.with("state-unknown", &[("word", word)])),
        Word::Known(state) => match state {
            RemovalState::Submitted => (it.route == Route::Administrator).then(|| say.text("request-unseen")),
            RemovalState::Seen => Some(say.text("request-seen")),
            RemovalState::Approved => Some(say.text("request-approved")),
            RemovalState::Blocked => Some(say.text("request-blocked")),
            RemovalState::Fulfilled => Some(say.with("request-fulfilled", &[("date", &ended)])),
            RemovalState::Declined => Some(say.with("request-declined", &[("date", &ended)])),
            RemovalState::Withdrawn => Some(say.with("request-withdrawn", &[("date", &ended)])),
            RemovalState::Expired => Some(say.with("request-expired", &[("date", &ended)])),
        },
    };
    let case = it.service_request.as_ref().map(|number| say.with("request-case", &[("number", number)]));
    let unheard = request_trouble(it.delivery.as_ref().filter(|_| it.state == RemovalState::Submitted), say);
    sentences([Some(asked), unheard, case, stands]).unwrap_or_default()
}

/// Who can fulfil a request, and what follows from it.
pub(super) fn route_text(route: &Word<Route>, federation: &Word<Federation>, account: &str, say: Say<'_>) -> String {
    let id = match (route.known(), federation.known()) {
        (Some(Route::Administrator), Some(Federation::Jit)) => "route-administrator-jit",
        (Some(Route::Administrator), _) => "route-administrator",
        (Some(Route::InternalIt), _) => "route-internal-it",
        (Some(Route::Support), _) => "route-support",
        (None, _) => "route-unknown",
    };
    say.with(id, &[("account", account), ("word", route.as_str())])
}

/// What stands in the way, a sentence each; `checked_out` licences are still to be given back.
pub(super) fn blockers(all: &[Word<Blocker>], checked_out: usize, say: Say<'_>) -> Vec<String> {
    all.iter()
        .map(|it| match it {
            // Where the service says so, there is one at least.
            Word::Known(it) => say.with_counts(blocker_id(*it), &[], &[("count", checked_out.max(1))]),
            Word::Unknown(word) => say.with("blocker-unknown", &[("word", word)]),
        })
        .collect()
}

/// The same before a request is filed. What is checked out is told also where the service has not said so yet.
fn before_leaving(state: &State, told: &[Word<Blocker>], say: Say<'_>) -> Vec<String> {
    let count = checked_out(state, say);
    let untold = count > 0 && !told.iter().any(|it| *it == Blocker::CheckedOutLicence);
    let all: Vec<Word<Blocker>> = told.iter().cloned().chain(untold.then_some(Blocker::CheckedOutLicence.into())).collect();
    blockers(&all, count, say)
}

fn blocker_id(blocker: Blocker) -> &'static str {
    match blocker {
        Blocker::FulfilmentContact => "blocker-fulfilment-contact",
        Blocker::LastFulfilmentContact => "blocker-last-fulfilment-contact",
        Blocker::InsufficientRank => "blocker-insufficient-rank",
        Blocker::LastAdministrator => "blocker-last-administrator",
        Blocker::DirectoryManaged => "blocker-directory-managed",
        Blocker::AssignedLicence => "blocker-assigned-licence",
        Blocker::CheckedOutLicence => "blocker-checked-out-licence",
    }
}
