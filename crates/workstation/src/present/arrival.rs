//! The end of a move in words: what is ready in the new account, and whom to ask for what is missing.

use super::say::Say;
use crate::journey::{Course, has_arrived};
use crate::overview::{ActionView, ArrivalView, ReadyView, Verdict};
use crate::present::licences::until;
use crate::request::Request;
use crate::state::State;
use domicile_model::wire::Me;

/// The welcome of somebody who has just arrived, where the headline says it.
pub(super) fn arrival(state: &State, me: &Me, course: &Course, verdict: Verdict, say: Say<'_>) -> Option<ArrivalView> {
    let here = me.affiliation.as_ref().filter(|_| verdict == Verdict::CanWork && has_arrived(state, course, say.now()))?;
    let mut ready: Vec<ReadyView> = state
        .policy
        .products
        .iter()
        .filter(|it| it.may_run())
        .map(|it| ReadyView { product: it.id.clone(), name: it.name.clone(), until: until(it, say) })
        .collect();
    ready.sort_by(|a, b| (&a.name, &a.product).cmp(&(&b.name, &b.product)));
    let account = here.account.name.as_str();
    let missing = match me.administrators.iter().find(|it| it.id != me.user.id) {
        Some(it) => say.with("arrival-missing", &[("name", &it.display_name), ("account", account)]),
        None => say.with("arrival-missing-nobody", &[("account", account)]),
    };
    Some(ArrivalView { ready, missing, action: ActionView::new(Request::DismissArrival, say.text("action-dismiss-arrival")) })
}
