//! What each request does.

#![deny(clippy::wildcard_enum_match_arm, reason = "a forgotten request must not compile")]

use super::answers::PersonAction;
use super::{Attempt, Controller, Event, Integration, Run, Trigger};
use crate::failure::{Cause, Failure};
use crate::invitation::Invited;
use crate::journey::intent;
use crate::messages::{about_licence, letter, mailto};
use crate::present::{Say, is_safe_to_cancel};
use crate::request::{Ask, Request};
use crate::state::{Intent, Notice, Refreshing, Session};
use crate::vocabulary::Message;
use crate::vocabulary::Phase;
use domicile_model::id::UserId;
use domicile_model::wire::FileRemoval;
use domicile_words::{Language, Words};
use tokio_util::sync::CancellationToken;

/// How signing in goes.
pub(super) enum Way {
    Browser { hint: Option<String> },
    Code,
    Invited(Invited),
}

impl<I: Integration> Controller<I> {
    pub(super) fn request(&mut self, request: Request) {
        match request {
            Request::SignIn { hint } => self.sign_in(Way::Browser { hint }),
            Request::SignInWithCode => self.sign_in(Way::Code),
            Request::SignInInvited { code, elsewhere } => self.sign_in(Way::Invited(Invited { code, hint: None, elsewhere })),
            Request::CancelSignIn => self.cancel_sign_in(),
            Request::CopyCode => self.copy_code(),
            Request::CopySignInAddress => self.copy_address(),
            Request::SignOut => self.sign_out(),
            Request::CheckAgain if self.state.session == Session::Unknown => self.look_for_session(),
            Request::CheckAgain => self.check(),
            Request::RefreshPolicy => self.refresh(Trigger::Person),
            Request::CancelRefresh => self.cancel_refresh(),
            Request::FileRemoval { to, reason, note, going_to } => {
                self.going_to(going_to);
                self.file_removal(FileRemoval { to: to.map(UserId::new), reason, note });
            }
            Request::Ask { ask } => self.ask_administrators(ask),
            Request::WithdrawAsk { id } => self.withdraw_ask(id),
            Request::Stay { id } => self.stay(id),
            Request::WithdrawRemoval { id } => self.withdraw_removal(id),
            Request::AskSupport { text } => self.ask_support(text),
            Request::CopyMessage { message, language } => self.copy_message(message, language.as_deref()),
            Request::CopyWhy { product, language } => self.copy_why(&product, language.as_deref()),
            Request::CopyEmail { email } => self.copy(&email.clone(), Notice::EmailCopied { email }),
            Request::WriteEmail { email, message } => self.write_email(&email, message),
            Request::AcceptOffer { id } => self.answer(PersonAction::AcceptOffer(id)),
            Request::DeclineOffer { id } => self.answer(PersonAction::DeclineOffer(id)),
            Request::AcceptInvitation { id } => self.answer(PersonAction::AcceptInvitation(id)),
            Request::DeclineInvitation { id } => self.answer(PersonAction::DeclineInvitation(id)),
            Request::Leave => self.answer(PersonAction::Leave),
            Request::CheckOut { request } => self.check_out(request),
            Request::Administer { request } => self.administer(request),
            Request::OpenSupport => {
                if let Some(url) = self.state.service.support_url.clone() {
                    self.open(&url, "support");
                }
            }
            Request::OpenWindow { screen } => self.setup.shell.show_window(screen),
            Request::WindowChanged { visible } => self.window_changed(visible),
            Request::SetTheme { theme } => match self.setup.backend.set_theme(theme) {
                Ok(()) => self.read_settings(),
                Err(failure) => self.state.fail(failure),
            },
            Request::SetNotifications { notifications } => match self.setup.backend.set_notifications(notifications) {
                Ok(()) => self.read_settings(),
                Err(failure) => self.state.fail(failure),
            },
            Request::SetLanguage { language } => self.choose_language(Language::parse(&language)),
            Request::SetServiceUrl { url } => {
                self.beside(|backend| async move { Event::ServiceSet(backend.set_service_url(&url).await) });
            }
            Request::Dismiss => {
                self.state.problem = None;
                self.state.notice = None;
            }
            Request::DismissArrival => {
                let intent = Intent { arrival_dismissed: Some(self.now()), ..self.state.intent.clone() };
                self.store_intent(intent);
            }
            // The loop ends before it gets here.
            Request::Quit => {}
        }
    }

    /// Looks whether somebody is signed in, by the settings as they are now.
    pub(super) fn look_for_session(&mut self) {
        self.setup.backend.reload_settings();
        self.read_settings();
        self.beside(|backend| async move { Event::Session(backend.session().await) });
    }

    pub(super) fn read_settings(&mut self) {
        self.state.learn_settings(&self.setup.backend.settings(), self.setup.backend.data_folder());
        self.setup.speak(self.state.settings.language.unwrap_or(self.system));
    }

    fn sign_in(&mut self, way: Way) {
        let before = match self.attempt.take() {
            Some(earlier) => {
                earlier.cancel.cancel();
                earlier.before
            }
            None => self.state.session.clone(),
        };
        self.attempts += 1;
        let (number, cancel) = (self.attempts, CancellationToken::new());
        self.attempt = Some(Attempt { cancel: cancel.clone(), before });
        self.state.problem = None;
        self.state.notice = None;
        self.state.session = match way {
            Way::Browser { .. } | Way::Invited(Invited { elsewhere: false, .. }) => Session::WaitingForBrowser { url: None },
            Way::Code | Way::Invited(_) => Session::WaitingForCode(None),
        };
        let events = self.events.clone();
        self.beside(|backend| async move {
            let prompt = Box::new(move |prompt| {
                let _ = events.send(Event::Prompt { attempt: number, prompt });
            });
            let result = match way {
                Way::Browser { hint } => backend.sign_in_browser(hint, prompt, cancel).await,
                Way::Code => backend.sign_in_device(None, prompt, cancel).await,
                Way::Invited(invited) => backend.sign_in_invited(invited, prompt, cancel).await,
            };
            Event::SignInEnded { attempt: number, result }
        });
    }

    fn cancel_sign_in(&mut self) {
        if let Some(attempt) = self.attempt.take() {
            attempt.cancel.cancel();
            self.state.session = attempt.before;
        }
    }

    fn sign_out(&mut self) {
        self.cancel_sign_in();
        self.give_up_refresh();
        self.stop_listening();
        self.beside(|backend| async move { Event::SignedOut(backend.sign_out().await) });
    }

    /// A refresh that runs is for whoever was here when it began.
    pub(super) fn give_up_refresh(&self) {
        if let Some(run) = &self.run {
            run.cancel.cancel();
        }
    }

    /// Asks the service about the person; while a question is on its way there is no second one.
    pub(super) fn check(&mut self) {
        self.due.check = None;
        if matches!(self.state.session, Session::Locked(_)) {
            self.beside(|backend| async move { Event::Session(backend.session().await) });
            return;
        }
        if self.state.session != Session::SignedIn || !self.me_poll.begin() {
            return;
        }
        let person = self.person;
        self.beside(|backend| async move { Event::Me { person, result: backend.me().await.map(Box::new) } });
    }

    /// Refresh Policy. One that runs already serves whoever asks meanwhile.
    pub(super) fn refresh(&mut self, trigger: Trigger) {
        let asked = trigger == Trigger::Person;
        self.due.refresh = None;
        if let Some(run) = &mut self.run {
            if asked {
                run.trigger = trigger;
            }
            return;
        }
        if self.state.session != Session::SignedIn {
            if asked {
                self.fail_without_session();
            }
            return;
        }
        if asked {
            self.state.problem = None;
            self.state.notice = None;
            self.state.refreshed = None;
        }
        self.runs += 1;
        let (number, cancel) = (self.runs, CancellationToken::new());
        let (events, heard) = (self.events.clone(), cancel.clone());
        self.state.refreshing = Some(Refreshing { phase: Phase::CheckingSignIn, started: self.now() });
        let task = self.beside(|backend| async move {
            let phase = Box::new(move |phase| {
                let _ = events.send(Event::Phase { run: number, phase });
            });
            Event::Refreshed { run: number, outcome: backend.refresh(phase, heard).await }
        });
        self.run = Some(Run { number, trigger, before: self.state.policy.refreshed, cancel, task });
    }

    /// Says why nothing can be done in the person's name now.
    fn fail_without_session(&mut self) {
        let why = match &self.state.session {
            Session::Locked(why) => why.clone(),
            Session::Unknown => self.state.service.problem.clone().unwrap_or_else(|| Cause::NoService.into()),
            Session::Starting
            | Session::SignedOut
            | Session::WaitingForBrowser { .. }
            | Session::WaitingForCode(_)
            | Session::SignedIn
            | Session::Ended => Failure::new(Cause::SignInNeeded),
        };
        self.state.fail(why);
    }

    fn cancel_refresh(&mut self) {
        let safe = self.state.refreshing.as_ref().is_some_and(|it| is_safe_to_cancel(it.phase));
        if let Some(run) = self.run.as_ref().filter(|_| safe) {
            run.cancel.cancel();
        }
    }

    /// Whether something may be sent now; says so where not.
    pub(super) fn may_send(&mut self) -> bool {
        if self.sending {
            return false;
        }
        if self.state.session != Session::SignedIn {
            self.fail_without_session();
            return false;
        }
        self.state.problem = None;
        self.state.notice = None;
        self.sending = true;
        true
    }

    fn file_removal(&mut self, removal: FileRemoval) {
        if self.may_send() {
            let person = self.person;
            self.ask(
                |api| async move { api.file_removal(removal).await },
                move |result| Event::Filed { person, result: result.map(Box::new) },
            );
        }
    }

    fn withdraw_removal(&mut self, id: String) {
        if self.may_send() {
            let person = self.person;
            let withdrawn = id.clone();
            self.ask(
                |api| async move { api.withdraw_removal(&id).await },
                move |result| Event::Withdrawn { person, id: withdrawn, result },
            );
        }
    }

    fn ask_administrators(&mut self, ask: Ask) {
        if self.may_send() {
            let person = self.person;
            self.ask(
                |api| async move { api.file_person_request(ask.into()).await },
                move |result| Event::AskAnswered { person, notice: Notice::AskSent, result: result.map(drop) },
            );
        }
    }

    fn withdraw_ask(&mut self, id: String) {
        if self.may_send() {
            let person = self.person;
            self.ask(
                |api| async move { api.withdraw_person_request(&id).await },
                move |result| Event::AskAnswered { person, notice: Notice::RequestWithdrawn, result },
            );
        }
    }

    fn ask_support(&mut self, text: String) {
        if self.may_send() {
            let person = self.person;
            self.ask(|api| async move { api.ask_support(text).await }, move |result| Event::CaseOpened { person, result });
        }
    }

    fn window_changed(&mut self, visible: bool) {
        let opened = visible && !self.visible;
        self.visible = visible;
        if opened {
            self.follow();
            self.files_changed();
            self.check();
        } else if self.due.check.is_some() {
            self.plan_check(None);
        }
    }

    fn copy_message(&mut self, message: Message, language: Option<&str>) {
        // Asked of an administrator by name where the request went to one.
        let to = self.state.me.known().and_then(|me| me.request.as_ref()).and_then(|it| it.to.as_ref()).map(|it| it.email.clone());
        let to = to.filter(|_| message == Message::OldAdmin);
        let words = self.words_in(language);
        if let Some(letter) = letter(&self.state, message, to.as_deref(), &words) {
            self.copy(&letter.text, Notice::MessageCopied);
        }
    }

    fn copy_why(&mut self, product: &str, language: Option<&str>) {
        let words = self.words_in(language);
        let say = Say::new(&words, self.now(), &self.setup.zone);
        if let Some(letter) = about_licence(&self.state, product, say) {
            self.copy(&letter.text, Notice::MessageCopied);
        }
    }

    fn write_email(&mut self, email: &str, message: Message) {
        if let Some(letter) = letter(&self.state, message, Some(email), &self.setup.words) {
            self.open(&mailto(email, &letter), "mail");
        }
    }

    /// Words of a language by its tag; the person's own where there is none of it.
    pub(super) fn words_in(&self, language: Option<&str>) -> Words {
        Words::new(language.and_then(Language::parse).unwrap_or(self.setup.words.language()))
    }

    fn copy_code(&mut self) {
        if let Session::WaitingForCode(Some(code)) = &self.state.session {
            self.copy(&code.code.clone(), Notice::CodeCopied);
        }
    }

    fn copy_address(&mut self) {
        let url = match &self.state.session {
            Session::WaitingForBrowser { url } => url.clone(),
            Session::WaitingForCode(code) => code.as_ref().map(|it| it.url.clone()),
            Session::Starting | Session::SignedOut | Session::Unknown | Session::SignedIn | Session::Ended | Session::Locked(_) => None,
        };
        if let Some(url) = url {
            self.copy(&url, Notice::AddressCopied);
        }
    }

    pub(super) fn copy(&mut self, text: &str, notice: Notice) {
        let copying = self.setup.shell.copy(text.to_owned());
        self.beside(|_| async move { Event::Copied { notice, result: copying.await } });
    }

    fn open(&mut self, link: &str, what: &'static str) {
        if let Err(reason) = self.setup.shell.open_link(link) {
            self.state.fail(Failure::new(Cause::CannotOpen { what, reason }));
        }
    }

    /// Where the person says that they go; what they said before stands where they say nothing.
    fn going_to(&mut self, said: Option<String>) {
        let Some(said) = said.as_deref().and_then(intent::label) else { return };
        self.take_intent(Intent { going_to: Some(said), ..self.state.intent.clone() });
    }

    /// The request came to nothing, and the person stays: nothing more is said of it.
    fn stay(&mut self, id: String) {
        let Intent { subject, expired, .. } = self.state.intent.clone();
        self.take_intent(Intent { subject, expired, stayed: Some(id), ..Intent::default() });
    }

    /// Remembers where the person wants to go.
    pub(super) fn keep_intent(&mut self) {
        let now = self.now();
        self.take_intent(intent::after(&self.state, now));
    }

    fn take_intent(&mut self, intent: Intent) {
        if intent != self.state.intent {
            self.store_intent(intent);
        }
    }

    fn store_intent(&mut self, intent: Intent) {
        self.state.intent = intent;
        if let Err(failure) = intent::keep(self.setup.backend.data_folder(), &self.state.intent) {
            tracing::warn!(%failure, "the intent was not kept");
            self.state.fail(failure);
        }
    }
}
