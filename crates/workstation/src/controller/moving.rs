//! What the person answers: offers, invitations, leaving; and their earlier requests.

use super::{Controller, Event, Integration};
use crate::failure::Failure;
use crate::present::offers;
use crate::present::state::Notice;
use domicile_model::wire::RemovalRequest;

/// An answer of the person.
pub(super) enum Word {
    AcceptOffer(String),
    DeclineOffer(String),
    AcceptInvitation(String),
    DeclineInvitation(String),
    Leave,
}

impl<I: Integration> Controller<I> {
    pub(super) fn say_word(&mut self, word: Word) {
        if !self.may_send() {
            return;
        }
        let name = self.by_name(&word);
        let accepted = self.takes_back(&word);
        let person = self.person;
        self.beside(|desk| async move {
            let (message, result) = match word {
                Word::AcceptOffer(id) => ("notice-offer-accepted", desk.accept_offer(&id).await.map(drop)),
                Word::DeclineOffer(id) if accepted => ("notice-acceptance-taken-back", desk.decline_offer(&id).await),
                Word::DeclineOffer(id) => ("notice-offer-declined", desk.decline_offer(&id).await),
                Word::AcceptInvitation(id) => ("notice-invitation-accepted", desk.accept_invitation(&id).await.map(drop)),
                Word::DeclineInvitation(id) => ("notice-invitation-declined", desk.decline_invitation(&id).await),
                Word::Leave => ("notice-left", desk.leave().await.map(drop)),
            };
            Event::Said { person, message, name, result }
        });
    }

    /// Whether saying no takes an acceptance back.
    fn takes_back(&self, word: &Word) -> bool {
        let accepted = self.state.me.known().and_then(offers::accepted);
        matches!(word, Word::DeclineOffer(id) if accepted.is_some_and(|it| it.id.as_str() == id))
    }

    /// The account that the answer goes to.
    fn by_name(&self, word: &Word) -> String {
        let Some(me) = self.state.me.known() else { return String::new() };
        let account = match word {
            Word::AcceptOffer(id) | Word::DeclineOffer(id) => me.offers.iter().find(|it| it.id.as_str() == id).map(|it| &it.account),
            Word::AcceptInvitation(id) | Word::DeclineInvitation(id) => {
                me.invitations.iter().find(|it| it.id.as_str() == id).map(|it| &it.account)
            }
            Word::Leave => me.affiliation.as_ref().map(|it| &it.account),
        };
        account.map(|it| it.name.clone()).unwrap_or_default()
    }

    pub(super) fn said(&mut self, message: &'static str, name: String, result: Result<(), Failure>) {
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
        let newest = self.state.me.known().and_then(|me| me.request.as_ref()).map(|it| (it.id.clone(), it.state));
        if newest.is_none() || newest == self.history_of {
            return;
        }
        self.history_of = newest;
        let person = self.person;
        self.beside(|desk| async move { Event::History { person, result: desk.removals().await } });
    }

    pub(super) fn history(&mut self, result: Result<Vec<RemovalRequest>, Failure>) {
        match result {
            Ok(all) => self.state.history = all,
            Err(failure) => {
                tracing::info!(%failure, "the earlier requests were not read");
                self.history_of = None;
            }
        }
    }
}
