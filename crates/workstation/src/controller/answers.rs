//! What the person answers: offers, invitations, leaving; and their earlier requests.

#![deny(clippy::wildcard_enum_match_arm, reason = "a forgotten request must not compile")]

use super::{Controller, Event, Integration};
use crate::api::MeApi;
use crate::failure::Failure;
use crate::journey::offers;
use crate::state::Notice;
use domicile_model::wire::RemovalRequest;

/// An answer of the person.
pub(super) enum PersonAction {
    AcceptOffer(String),
    DeclineOffer(String),
    AcceptInvitation(String),
    DeclineInvitation(String),
    Leave,
}

impl<I: Integration> Controller<I> {
    pub(super) fn answer(&mut self, action: PersonAction) {
        if !self.may_send() {
            return;
        }
        let name = self.by_name(&action);
        let accepted = self.takes_back(&action);
        let message = match &action {
            PersonAction::AcceptOffer(_) => "notice-offer-accepted",
            PersonAction::DeclineOffer(_) if accepted => "notice-acceptance-taken-back",
            PersonAction::DeclineOffer(_) => "notice-offer-declined",
            PersonAction::AcceptInvitation(_) => "notice-invitation-accepted",
            PersonAction::DeclineInvitation(_) => "notice-invitation-declined",
            PersonAction::Leave => "notice-left",
        };
        let person = self.person;
        let question = |api: Box<dyn MeApi>| async move {
            match action {
                PersonAction::AcceptOffer(id) => api.accept_offer(&id).await.map(drop),
                PersonAction::DeclineOffer(id) => api.decline_offer(&id).await,
                PersonAction::AcceptInvitation(id) => api.accept_invitation(&id).await.map(drop),
                PersonAction::DeclineInvitation(id) => api.decline_invitation(&id).await,
                PersonAction::Leave => api.leave().await.map(drop),
            }
        };
        self.ask(question, move |result| Event::Answered { person, message, name, result });
    }

    /// Whether saying no takes an acceptance back.
    fn takes_back(&self, action: &PersonAction) -> bool {
        let accepted = self.state.me.known().and_then(offers::accepted);
        matches!(action, PersonAction::DeclineOffer(id) if accepted.is_some_and(|it| it.id.as_str() == id))
    }

    /// The account that the answer goes to.
    fn by_name(&self, action: &PersonAction) -> String {
        let Some(me) = self.state.me.known() else { return String::new() };
        let account = match action {
            PersonAction::AcceptOffer(id) | PersonAction::DeclineOffer(id) => {
                me.offers.iter().find(|it| it.id.as_str() == id).map(|it| &it.account)
            }
            PersonAction::AcceptInvitation(id) | PersonAction::DeclineInvitation(id) => {
                me.invitations.iter().find(|it| it.id.as_str() == id).map(|it| &it.account)
            }
            PersonAction::Leave => me.affiliation.as_ref().map(|it| &it.account),
        };
        account.map(|it| it.name.clone()).unwrap_or_default()
    }

    pub(super) fn answered(&mut self, message: &'static str, name: String, result: Result<(), Failure>) {
        self.sending = false;
        match result {
            Ok(()) => self.state.confirm(Notice::Done { message, name }),
            Err(failure) => self.failed(failure),
        }
        // Whatever came of it: what stands now is read anew.
        self.check();
    }

    /// Reads the earlier requests where the newest one is another, or stands elsewhere, than when they were last read.
    pub(super) fn read_history(&mut self) {
        let newest = self.state.me.known().and_then(|me| me.request.as_ref()).map(|it| (it.id.clone(), it.state.clone()));
        if !self.history_of.is_news(newest) {
            return;
        }
        let person = self.person;
        self.ask(|api| async move { api.removals().await }, move |result| Event::History { person, result });
    }

    pub(super) fn history(&mut self, result: Result<Vec<RemovalRequest>, Failure>) {
        match result {
            Ok(all) => self.state.history = all,
            Err(failure) => {
                tracing::info!(%failure, "the earlier requests were not read");
                self.history_of.forget();
            }
        }
    }
}
