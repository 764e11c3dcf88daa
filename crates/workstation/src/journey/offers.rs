//! Which offers and invitations of other accounts count: the accepted one, those that wait, those that are still shown.

use super::has_current_policy;
use crate::state::State;
use domicile_model::account::AccountRef;
use domicile_model::removal::RemovalState;
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Me, Offer, RemovalRequest};

/// The offer that the person accepted, else the newest that waits.
pub(crate) fn current(me: &Me) -> Option<&Offer> {
    accepted(me).or_else(|| waiting(me))
}

/// The offer that the person accepted.
pub(crate) fn accepted(me: &Me) -> Option<&Offer> {
    me.offers.iter().find(|it| it.state == TransferState::Accepted)
}

/// The newest offer that waits for the person.
pub(crate) fn waiting(me: &Me) -> Option<&Offer> {
    me.offers.iter().find(|it| it.state == TransferState::Offered)
}

/// The account that wants the person: by the accepted offer, by one that waits, or by an invitation.
pub(crate) fn wanted_by(me: &Me) -> Option<&AccountRef> {
    current(me).map(|it| &it.account).or_else(|| me.invitations.first().map(|it| &it.account))
}

/// Whether it is shown: one that is over only as long as something is left to do about it. Then it is history.
pub(crate) fn is_shown(state: &State, me: &Me, it: &Offer) -> bool {
    let request = me.request.as_ref();
    match it.state.known() {
        // What this version cannot read is shown as it is, with nothing to press.
        Some(TransferState::Offered | TransferState::Accepted) | None => true,
        Some(TransferState::Completed) => {
            let there = me.affiliation.as_ref().is_some_and(|now| now.account.id == it.account.id);
            there && !has_current_policy(state, me, Some(it.account.id.as_str()))
        }
        Some(TransferState::NoLongerValid) => me.affiliation.is_none(),
        Some(TransferState::Revoked) => me.affiliation.is_none() || request.is_some_and(RemovalRequest::is_open),
        Some(TransferState::Expired) => me.affiliation.is_some() && request.is_some_and(|it| it.state == RemovalState::Expired),
        Some(TransferState::Declined) => false,
    }
}
