//! What other accounts offer the person, in words: offers to take them over, and invitations.

use super::roles::role_label;
use super::say::{Say, sentences};
use crate::journey::offers::{accepted, is_shown};
use crate::overview::{ActionView, OfferKind, OfferView, ProposalState};
use crate::request::Request;
use crate::state::State;
use domicile_model::country::CountryCode;
use domicile_model::person::Role;
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Me, MyInvitation, Offer, Word};

/// All of them: offers, then invitations.
pub(super) fn offers(state: &State, me: &Me, say: Say<'_>) -> Vec<OfferView> {
    let fresh = !state.stale;
    let shown = me.offers.iter().filter(|it| is_shown(state, me, it));
    shown.map(|it| offer(me, it, fresh, say)).chain(me.invitations.iter().map(|it| invitation(it, fresh, say))).collect()
}

fn offer(me: &Me, it: &Offer, fresh: bool, say: Say<'_>) -> OfferView {
    let (account, until) = (it.account.name.as_str(), say.day(it.expires));
    let old = me.affiliation.as_ref().map(|it| it.account.name.as_str());
    let texts = [("account", account), ("old", old.unwrap_or_default()), ("date", until.as_str()), ("word", it.state.as_str())];
    let (title, detail) = match it.state.known() {
        Some(TransferState::Offered) if old.is_some() => ("offer-title", "offer-detail"),
        Some(TransferState::Offered) => ("offer-title", "offer-detail-free"),
        Some(TransferState::Accepted) if old.is_some() => ("offer-accepted-title", "offer-accepted-detail"),
        Some(TransferState::Accepted) => ("offer-accepted-title", "offer-accepted-detail-free"),
        Some(TransferState::Completed) => ("offer-completed-title", "offer-completed-detail"),
        Some(TransferState::Revoked) if old.is_some() => ("offer-revoked-title", "offer-revoked-detail"),
        Some(TransferState::Revoked) => ("offer-revoked-title", "offer-revoked-detail-free"),
        Some(TransferState::Expired) => ("offer-over-title", "offer-expired-detail"),
        Some(TransferState::NoLongerValid | TransferState::Declined) => ("offer-over-title", "offer-over-detail"),
        None => ("offer-title", "state-unknown"),
    };
    let id = || it.id.as_str().to_owned();
    let accept = (accepted(me).is_none()).then(|| ActionView::new(Request::AcceptOffer { id: id() }, say.text("action-accept-offer")));
    let actions = match it.state.known() {
        Some(TransferState::Offered) => {
            accept.into_iter().chain([ActionView::new(Request::DeclineOffer { id: id() }, say.text("action-decline-offer"))]).collect()
        }
        Some(TransferState::Accepted) => vec![ActionView::new(Request::DeclineOffer { id: id() }, say.text("action-take-back-acceptance"))],
        Some(
            TransferState::Completed
            | TransferState::Declined
            | TransferState::Revoked
            | TransferState::Expired
            | TransferState::NoLongerValid,
        )
        | None => Vec::new(),
    };
    OfferView {
        id: id(),
        kind: OfferKind::Offer,
        account: account.to_owned(),
        state: it.state.known().map(Into::into),
        title: say.with(title, &texts),
        detail: say.with(detail, &texts),
        comes_with: comes_with(&it.roles, it.country, say),
        actions: if fresh { actions } else { Vec::new() },
    }
}

fn invitation(it: &MyInvitation, fresh: bool, say: Say<'_>) -> OfferView {
    let texts = [("account", it.account.name.as_str()), ("date", &*say.day(it.expires))];
    let (title, detail) =
        if it.restores { ("invitation-back-title", "invitation-back-detail") } else { ("invited-title", "invitation-detail") };
    let id = || it.id.as_str().to_owned();
    let actions = vec![
        ActionView::new(Request::AcceptInvitation { id: id() }, say.text("action-accept-invitation")),
        ActionView::new(Request::DeclineInvitation { id: id() }, say.text("action-decline-offer")),
    ];
    OfferView {
        id: id(),
        kind: OfferKind::Invitation,
        account: it.account.name.clone(),
        state: Some(ProposalState::Invited),
        title: say.with(title, &texts),
        detail: say.with(detail, &texts),
        comes_with: comes_with(&it.roles, it.country, say),
        actions: if fresh { actions } else { Vec::new() },
    }
}

fn comes_with(roles: &[Word<Role>], country: Option<CountryCode>, say: Say<'_>) -> Vec<String> {
    let names = roles.iter().map(|it| role_label(it, say)).collect::<Vec<_>>().join(", ");
    let roles = (!names.is_empty()).then(|| say.with_counts("comes-with-roles", &[("roles", &names)], &[("count", roles.len())]));
    let country = country.map(|it| say.with("comes-with-country", &[("country", &say.country_label(it.as_str()))]));
    sentences([roles]).into_iter().chain(country).collect()
}
