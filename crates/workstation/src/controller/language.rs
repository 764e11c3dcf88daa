//! The language that the person chose in Settings: this computer speaks it at once, and the service writes its mails in it.

use super::{Controller, Event, Integration};
use crate::failure::{Failure, FailureKind};
use crate::state::Session;
use domicile_model::wire::{Me, PatchMe};
use domicile_words::Language;

impl<I: Integration> Controller<I> {
    /// `None` is the system's. That one is of this computer, and nothing to tell a service that serves others, too.
    pub(super) fn choose_language(&mut self, language: Option<Language>) {
        match self.setup.backend.set_language(language) {
            Ok(()) => {
                self.read_settings();
                self.mails_in = language.filter(|_| self.state.session == Session::SignedIn);
                self.tell_language();
            }
            Err(failure) => self.state.fail(failure),
        }
    }

    /// Tells the service, where it does not know yet; one after the other, so that the last choice stands. Only after a choice: two
    /// computers in two languages would else take turns.
    pub(super) fn tell_language(&mut self) {
        let Some(told) = self.mails_in.filter(|_| self.state.session == Session::SignedIn && !self.telling_language) else { return };
        if self.state.me.known().is_some_and(|me| me.user.locale == told.tag()) {
            self.mails_in = None;
            return;
        }
        self.telling_language = true;
        let person = self.person;
        let patch = PatchMe { locale: Some(told.tag().to_owned()), ..PatchMe::default() };
        let event = move |result: Result<Me, _>| Event::LanguageTold { person, told, result: result.map(Box::new) };
        self.ask(|api| async move { api.update_me(patch).await }, event);
    }

    pub(super) fn language_told(&mut self, told: Language, result: Result<Box<Me>, Failure>) {
        self.telling_language = false;
        // No answer is no refusal: it is told again as soon as the service answers.
        let no_answer = |it: &Failure| matches!(it.kind(), FailureKind::Offline | FailureKind::TimedOut | FailureKind::ServiceTrouble);
        match result {
            Ok(me) => self.with_me(|known| known.user.locale = me.user.locale),
            Err(failure) => {
                tracing::info!(%failure, "the service does not know the language yet");
                let now = self.now();
                self.state.learn_contact(&failure, now);
                if no_answer(&failure) {
                    return;
                }
            }
        }
        self.mails_in = self.mails_in.filter(|it| *it != told);
        self.tell_language();
    }
}
