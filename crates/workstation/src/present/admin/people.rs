//! The screen *People*: the list, what waits for somebody outside, and who can be brought back.

use super::AdminPresenter;
use crate::overview::{ActionView, OutgoingKind, OutgoingView, PeopleView, PersonRowView, RemovedView};
use crate::present::delivery;
use crate::present::roles::role_name;
use crate::request::{AdminChange, Request};
use crate::state::Card;
use crate::state::PeopleState;
use domicile_model::invitation::InvitationState;
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Delivery, Invitation, Member, Removal, RemovalRequest, Transfer, known};

impl AdminPresenter<'_> {
    pub(super) fn people(&self) -> PeopleView {
        let now: &PeopleState = &self.state.admin.people;
        let looked_up = now.query.contains('@');
        let empty = if now.busy || looked_up || !now.members.is_empty() || now.query.is_empty() {
            String::new()
        } else {
            self.say.with("people-empty", &[("query", &now.query)])
        };
        let offers = now.transfers.iter().filter(|it| it.is_open()).map(|it| self.offered(it));
        let invitations = now.invitations.iter().filter(|it| it.is_open()).map(|it| self.invited(it));
        PeopleView {
            query: now.query.clone(),
            busy: now.busy,
            card: now.card.as_ref().map(|it| match it {
                Card::Address(answer) => self.verdict(answer),
                Card::Member { member, how, preview, rights } => self.member(member, how.as_ref(), preview.as_ref(), rights.as_deref()),
            }),
            list: now.members.iter().map(|it| self.row(it)).collect(),
            more: now.next.is_some(),
            empty,
            offers: offers.chain(invitations).collect(),
            removed: now.removals.iter().filter(|it| it.undo_until > self.say.now()).map(|it| self.removed(it)).collect(),
        }
    }

    fn row(&self, it: &Member) -> PersonRowView {
        let administrator = known(&it.roles).into_iter().find(|it| it.is_administrator());
        let roles = match administrator {
            Some(role) => self.say.text(role_name(role)),
            None => self.roles_in_words(it),
        };
        let state = if !it.locks.is_empty() {
            self.say.text("people-locked")
        } else if it.request.as_ref().is_some_and(RemovalRequest::is_open) {
            self.say.text("people-asks-to-leave")
        } else if self.wrong_country(it) {
            self.say.text("people-wrong-country")
        } else {
            String::new()
        };
        PersonRowView {
            id: it.user.id.as_str().to_owned(),
            name: it.user.display_name.clone(),
            email: it.user.email.clone(),
            role: roles,
            state,
        }
    }

    pub(super) fn offered(&self, it: &Transfer) -> OutgoingView {
        let dates = [("date", &*self.say.day(it.offered)), ("until", &*self.say.day(it.expires))];
        let text = match it.state.known() {
            Some(TransferState::Accepted) => self.say.with("outgoing-offer-accepted", &dates),
            Some(_) => self.say.with("outgoing-offer", &dates),
            None => self.say.with("state-unknown", &[("word", it.state.as_str())]),
        };
        OutgoingView {
            id: it.id.as_str().to_owned(),
            kind: OutgoingKind::Transfer,
            email: it.email.clone(),
            state: it.state.known().map(Into::into),
            text: self.with_trouble(text, it.delivery.as_ref(), &it.email),
            delivery: delivery::delivery(it.delivery.as_ref()),
            actions: vec![self.revoke_offer(it)],
        }
    }

    pub(super) fn invited(&self, it: &Invitation) -> OutgoingView {
        let dates = [("date", &*self.say.day(it.invited)), ("until", &*self.say.day(it.expires))];
        let text = match it.restores {
            _ if it.first_sign_in => "outgoing-first-sign-in",
            true => "outgoing-invitation-back",
            false => "outgoing-invitation",
        };
        let open = it.state == InvitationState::Invited;
        OutgoingView {
            id: it.id.as_str().to_owned(),
            kind: OutgoingKind::Invitation,
            email: it.email.clone(),
            state: it.state.known().map(Into::into),
            text: self.with_trouble(self.say.with(text, &dates), it.delivery.as_ref().filter(|_| open), &it.email),
            delivery: delivery::delivery(it.delivery.as_ref()),
            actions: open.then(|| self.revoke_invitation(it)).into_iter().collect(),
        }
    }

    /// What waits, and whether anybody knows of it.
    pub(super) fn with_trouble(&self, text: String, told: Option<&Delivery>, email: &str) -> String {
        match delivery::trouble(told, email, self.say) {
            Some(trouble) if text.ends_with('.') => format!("{text} {trouble}"),
            Some(trouble) => format!("{text}. {trouble}"),
            None => text,
        }
    }

    pub(super) fn revoke_offer(&self, it: &Transfer) -> ActionView {
        self.ask("action-revoke-offer", AdminChange::RevokeTransfer { id: it.id.clone() })
    }

    pub(super) fn revoke_invitation(&self, it: &Invitation) -> ActionView {
        self.ask("action-revoke-invitation", AdminChange::RevokeInvitation { id: it.id.clone() })
    }

    fn removed(&self, it: &Removal) -> RemovedView {
        let dates = [("date", &*self.say.day(it.removed)), ("until", &*self.say.day(it.undo_until))];
        let text = if it.needs_consent { "removed-with-consent" } else { "removed" };
        let label = if it.needs_consent { "action-ask-back" } else { "action-undo" };
        let request = Request::Administer { request: AdminChange::Restore { removal: it.id.clone() }.into() };
        RemovedView {
            id: it.id.as_str().to_owned(),
            name: it.user.display_name.clone(),
            email: it.user.email.clone(),
            text: self.say.with(text, &dates),
            action: ActionView { request, label: self.say.with(label, &[("name", &it.user.display_name)]) },
        }
    }
}
