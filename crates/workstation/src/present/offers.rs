//! What other accounts offer the person, in words: offers to take them over, and invitations.

use super::admin::role_name;
use super::headline::action;
use super::journey;
use super::say::{Say, sentences};
use super::state::State;
use crate::overview::OfferView;
use crate::request::Request;
use domicile_model::country::CountryCode;
use domicile_model::person::Role;
use domicile_model::removal::RemovalState;
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Me, MyInvitation, Offer};

/// The offer that the person accepted, else the newest that waits.
pub(super) fn current(me: &Me) -> Option<&Offer> {
    accepted(me).or_else(|| waiting(me))
}

/// The offer that the person accepted.
pub(crate) fn accepted(me: &Me) -> Option<&Offer> {
    me.offers.iter().find(|it| it.state == TransferState::Accepted)
}

/// The newest offer that waits for the person.
pub(super) fn waiting(me: &Me) -> Option<&Offer> {
    me.offers.iter().find(|it| it.state == TransferState::Offered)
}

/// The account that wants the person: by the accepted offer, by one that waits, or by an invitation.
pub(crate) fn wanted_by(me: &Me) -> Option<&domicile_model::account::AccountRef> {
    current(me).map(|it| &it.account).or_else(|| me.invitations.first().map(|it| &it.account))
}

/// All of them: offers, then invitations.
pub(super) fn offers(state: &State, me: &Me, say: Say<'_>) -> Vec<OfferView> {
    let fresh = !state.stale;
    let told = me.offers.iter().filter(|it| is_told(state, me, it));
    told.map(|it| offer(me, it, fresh, say)).chain(me.invitations.iter().map(|it| invitation(it, fresh, say))).collect()
}

/// Whether it is told: one that is over, as long as something is left to do about it. Then it is history.
fn is_told(state: &State, me: &Me, it: &Offer) -> bool {
    let request = me.request.as_ref().map(|it| it.state);
    match it.state {
        TransferState::Offered | TransferState::Accepted => true,
        TransferState::Completed => {
            let there = me.affiliation.as_ref().is_some_and(|now| now.account.id == it.account.id);
            there && !journey::has_current_policy(state, me, Some(it.account.id.as_str()))
        }
        TransferState::NoLongerValid => me.affiliation.is_none(),
        TransferState::Revoked => me.affiliation.is_none() || request.is_some_and(RemovalState::is_open),
        TransferState::Expired => me.affiliation.is_some() && request == Some(RemovalState::Expired),
        TransferState::Declined => false,
    }
}

fn offer(me: &Me, it: &Offer, fresh: bool, say: Say<'_>) -> OfferView {
    let (account, until) = (it.account.name.as_str(), say.day(it.expires));
    let old = me.affiliation.as_ref().map(|it| it.account.name.as_str());
    let texts = [("account", account), ("old", old.unwrap_or_default()), ("date", until.as_str())];
    let (title, detail) = match it.state {
        TransferState::Offered if old.is_some() => ("offer-title", "offer-detail"),
        TransferState::Offered => ("offer-title", "offer-detail-free"),
        TransferState::Accepted if old.is_some() => ("offer-accepted-title", "offer-accepted-detail"),
        TransferState::Accepted => ("offer-accepted-title", "offer-accepted-detail-free"),
        TransferState::Completed => ("offer-completed-title", "offer-completed-detail"),
        TransferState::Revoked if old.is_some() => ("offer-revoked-title", "offer-revoked-detail"),
        TransferState::Revoked => ("offer-revoked-title", "offer-revoked-detail-free"),
        TransferState::Expired => ("offer-over-title", "offer-expired-detail"),
        TransferState::NoLongerValid | TransferState::Declined => ("offer-over-title", "offer-over-detail"),
    };
    let id = || it.id.as_str().to_owned();
    let accept = (accepted(me).is_none()).then(|| action(Request::AcceptOffer { id: id() }, say.text("action-accept-offer")));
    let actions = match it.state {
        TransferState::Offered => {
            accept.into_iter().chain([action(Request::DeclineOffer { id: id() }, say.text("action-decline-offer"))]).collect()
        }
        TransferState::Accepted => vec![action(Request::DeclineOffer { id: id() }, say.text("action-take-back-acceptance"))],
        _ => Vec::new(),
    };
    OfferView {
        id: id(),
        kind: "offer".to_owned(),
        account: account.to_owned(),
        state: it.state.as_str().to_owned(),
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
        action(Request::AcceptInvitation { id: id() }, say.text("action-accept-invitation")),
        action(Request::DeclineInvitation { id: id() }, say.text("action-decline-offer")),
    ];
    OfferView {
        id: id(),
        kind: "invitation".to_owned(),
        account: it.account.name.clone(),
        state: "invited".to_owned(),
        title: say.with(title, &texts),
        detail: say.with(detail, &texts),
        comes_with: comes_with(&it.roles, it.country, say),
        actions: if fresh { actions } else { Vec::new() },
    }
}

fn comes_with(roles: &[Role], country: Option<CountryCode>, say: Say<'_>) -> Vec<String> {
    let names = roles.iter().map(|it| say.text(role_name(*it))).collect::<Vec<_>>().join(", ");
    let roles = (!names.is_empty()).then(|| say.with_counts("comes-with-roles", &[("roles", &names)], &[("count", roles.len())]));
    let country = country.map(|it| say.with("comes-with-country", &[("country", &say.country_label(it.as_str()))]));
    sentences([roles]).into_iter().chain(country).collect()
}
