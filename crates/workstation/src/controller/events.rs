//! What the loop takes in when something beside it has ended.

use super::poll::Poll;
use super::schedule::{until_check, until_refresh};
use super::{Controller, Event, Integration, Trigger};
use crate::failure::{Cause, Failure, FailureKind};
use crate::journey::intent;
use crate::refresh::Outcome;
use crate::session::{SessionInfo, SignInPrompt};
use crate::state::{DeviceCode, Notice, Session};
use crate::vocabulary::Screen;
use domicile_model::removal::RemovalState;
use domicile_model::wire::{Me, RemovalRequest};
use std::time::Duration;

impl<I: Integration> Controller<I> {
    pub(super) fn event(&mut self, event: Event) {
        match event {
            Event::Session(Ok(Some(who))) => self.signed_in(&who),
            Event::Session(Ok(None)) => self.state.learn_session(None),
            Event::Session(Err(failure)) if failure.locks_session() => self.locked(&failure),
            Event::Session(Err(failure)) => {
                self.state.learn_session(None);
                // Whether somebody is signed in is not known; the headline says why, so it is not said twice.
                if self.state.service.problem.is_some() {
                    self.state.session = Session::Unknown;
                } else {
                    self.state.fail(failure);
                }
            }
            Event::Prompt { attempt, prompt } => self.prompt(attempt, prompt),
            Event::FilesChanged => self.files_changed(),
            Event::SessionFound { person, result } if person == self.person => self.session_found(result),
            Event::SignInEnded { attempt, result } => self.sign_in_ended(attempt, result),
            Event::SignedOut(result) => self.signed_out(result.map(|_| ())),
            Event::Me { person, result } if person == self.person => self.me(result),
            Event::Phase { run, phase } => {
                if self.run.as_ref().is_some_and(|it| it.number == run)
                    && let Some(refreshing) = &mut self.state.refreshing
                {
                    refreshing.phase = phase;
                }
            }
            Event::Refreshed { run, outcome } => self.refreshed(run, &outcome),
            Event::Filed { person, result } if person == self.person => self.filed(result.map(|it| *it)),
            Event::Withdrawn { person, id, result } if person == self.person => self.withdrawn(&id, result),
            Event::AskAnswered { person, notice, result } if person == self.person => {
                self.sending = false;
                match result {
                    Ok(()) => self.state.confirm(notice),
                    Err(failure) => self.failed(failure),
                }
                // Whatever came of it: another may have done what was asked meanwhile.
                self.check();
            }
            Event::CaseOpened { person, result } if person == self.person => {
                self.sending = false;
                match result {
                    Ok(case) => self.state.confirm(Notice::CaseOpened { number: case.id.as_str().to_owned() }),
                    Err(failure) => self.failed(failure),
                }
                self.check();
            }
            Event::LanguageTold { person, told, result } if person == self.person => self.language_told(told, result),
            Event::Answered { person, message, name, result } if person == self.person => self.answered(message, name, result),
            Event::History { person, result } if person == self.person => self.history(result),
            Event::CheckOutsRead { person, result } if person == self.person => self.check_outs_read(result),
            Event::CheckOutDone { person, result } if person == self.person => self.check_out_done(result),
            Event::Heard { person, changed } if person == self.person => self.hear(changed),
            Event::StreamEnded { person, result } if person == self.person => self.stream_ended(&result),
            Event::AccountRead { person, generation, result } if person == self.person => self.account_read(generation, result),
            Event::Listed { person, generation, more, result } if person == self.person => self.listed(generation, more, result),
            Event::Searched { person, generation, result } if person == self.person => self.searched(generation, result),
            Event::RequestOpened { person, result } if person == self.person => self.request_opened(result),
            Event::Administered { person, generation, pending, result, read } if person == self.person => {
                self.administered(generation, pending, result, read);
            }
            // Of somebody who has signed out since.
            Event::Me { .. }
            | Event::Filed { .. }
            | Event::Withdrawn { .. }
            | Event::AskAnswered { .. }
            | Event::CaseOpened { .. }
            | Event::LanguageTold { .. }
            | Event::Answered { .. }
            | Event::History { .. }
            | Event::CheckOutsRead { .. }
            | Event::CheckOutDone { .. }
            | Event::Heard { .. }
            | Event::StreamEnded { .. }
            | Event::AccountRead { .. }
            | Event::Listed { .. }
            | Event::Searched { .. }
            | Event::RequestOpened { .. }
            | Event::Administered { .. }
            | Event::SessionFound { .. } => {}
            Event::ServiceSet(Ok(())) => {
                self.read_settings();
                self.state.confirm(Notice::ServiceSaved);
                self.look_for_session();
            }
            Event::ServiceSet(Err(failure)) => self.state.fail(failure),
            Event::Copied { notice, result: Ok(()) } => self.state.confirm(notice),
            Event::Copied { result: Err(reason), .. } => self.state.fail(Failure::new(Cause::CannotCopy { reason })),
        }
    }

    /// A session, kept or new: the person is known, everything else is asked for.
    fn signed_in(&mut self, who: &SessionInfo) {
        self.another_person();
        self.check_failures = 0;
        self.refresh_failures = 0;
        self.fetched_for.forget();
        self.state.learn_session(Some(who));
        let mut kept = intent::read(self.setup.backend.data_folder(), &who.subject);
        kept.subject = Some(who.subject.clone());
        self.state.intent = kept;
        if self.state.me.known().is_none() {
            self.state.learn_cached_me(self.setup.backend.cached_me());
        }
        self.check();
        self.refresh(Trigger::Schedule);
        self.listen();
    }

    /// A session is kept and cannot be opened now. It is tried again when the person asks, or comes back to the window.
    pub(super) fn locked(&mut self, failure: &Failure) {
        tracing::info!(%failure, "the session cannot be opened");
        if self.state.me.known().is_none() {
            self.state.learn_cached_me(self.setup.backend.cached_me());
        }
        self.state.learn_locked(failure);
    }

    /// What was under way for whoever was here is no longer of interest.
    fn another_person(&mut self) {
        self.person += 1;
        self.sending = false;
        self.me_poll = Poll::default();
        self.account_poll = Poll::default();
        self.mails_in = None;
        self.telling_language = false;
        self.history_of.forget();
        self.state.admin = Default::default();
        self.state.history.clear();
        self.state.check_outs.clear();
        self.check_outs_of.forget();
        self.stop_listening();
    }

    fn prompt(&mut self, attempt: u64, prompt: SignInPrompt) {
        if attempt != self.attempts || self.attempt.is_none() {
            return;
        }
        match prompt {
            SignInPrompt::Browser { url, .. } => self.state.session = Session::WaitingForBrowser { url: Some(url) },
            SignInPrompt::Code { url, code, expires, .. } => {
                self.state.session = Session::WaitingForCode(Some(DeviceCode { url, code, expires }));
            }
            // The window goes on saying that it waits for the browser, and what to do where nothing comes of it.
            SignInPrompt::Unusable => {}
            // The hint was ours, not the person's: whoever came is meant. Home shows who it is.
            SignInPrompt::SomebodyElse { came, keep, .. } => {
                let _ = keep.send(true);
                self.state.confirm(Notice::Done { message: "notice-somebody-else", name: came });
            }
        }
    }

    fn sign_in_ended(&mut self, number: u64, result: Result<SessionInfo, Failure>) {
        if number != self.attempts {
            return;
        }
        let attempt = self.attempt.take();
        match result {
            Ok(who) => {
                self.taken_by(&who);
                self.setup.shell.show_window(Screen::Home);
            }
            Err(failure) => {
                if let Some(attempt) = attempt {
                    self.state.session = attempt.before;
                }
                self.state.fail(failure);
            }
        }
    }

    /// Whoever signed in, here or by another program; nothing of anybody else stays.
    pub(super) fn taken_by(&mut self, who: &SessionInfo) {
        if self.state.intent.subject.as_deref() != Some(who.subject.as_str()) {
            self.state.forget_person();
        }
        self.state.problem = None;
        self.signed_in(who);
    }

    /// Nobody is signed in any more. What was written meanwhile is looked at all the same.
    pub(super) fn nobody_is_here(&mut self) {
        self.another_person();
        self.due = super::Due { files: self.due.files, ..super::Due::default() };
        self.state.learn_session(None);
    }

    fn signed_out(&mut self, result: Result<(), Failure>) {
        // The session is gone from this computer in any case.
        self.nobody_is_here();
        match result {
            Ok(()) => self.state.confirm(Notice::SignedOut),
            Err(failure) => self.state.fail(failure),
        }
    }

    fn me(&mut self, result: Result<Box<Me>, Failure>) {
        let again = self.me_poll.end();
        let now = self.now();
        match result {
            Ok(me) => {
                self.check_failures = 0;
                let waited = self.state.me.known().and_then(|it| it.inbox.clone());
                let more_wait = me.inbox.as_ref().is_some_and(|now| {
                    waited.as_ref().is_none_or(|it| {
                        now.open_requests > it.open_requests
                            || now.open_approvals > it.open_approvals
                            || now.open_check_outs > it.open_check_outs
                    })
                });
                self.state.learn_me(Ok(*me), now);
                self.keep_intent();
                self.plan_check(None);
                self.fetch_newer();
                self.read_history();
                self.read_check_outs();
                self.tell_language();
                let heard = std::mem::take(&mut self.heard);
                if self.visible || more_wait || (heard.inbox && self.state.admin.inbox.loaded) {
                    self.read_account();
                }
            }
            Err(failure) => {
                self.check_failures = self.check_failures.saturating_add(1);
                self.state.learn_me(Err(&failure), now);
                // What stands in the way to the service is in the headline already.
                let told = self.state.connection.obstacle.is_none()
                    && matches!(failure.kind(), FailureKind::Refused | FailureKind::Conflict | FailureKind::Invalid | FailureKind::Local);
                let retry_after = failure.retry_after;
                if told {
                    self.state.fail(failure);
                }
                self.plan_check(retry_after);
            }
        }
        if again {
            self.check();
        }
    }

    pub(super) fn plan_check(&mut self, retry_after: Option<Duration>) {
        let signed_in = self.state.session == Session::SignedIn;
        let jitter = (self.setup.jitter)();
        self.due.check = self.after(until_check(self.poll_rate(), self.check_failures, retry_after, jitter)).filter(|_| signed_in);
    }

    /// The service has a newer policy than this computer: fetched once, without being asked.
    fn fetch_newer(&mut self) {
        let Some(newest) = self.state.me.known().map(|me| me.policy_version) else { return };
        if self.state.policy.version.is_none_or(|it| it < newest) && self.fetched_for.is_news(Some(newest)) {
            self.refresh(Trigger::Schedule);
        }
    }

    fn refreshed(&mut self, number: u64, outcome: &Outcome) {
        let Some(run) = self.run.take_if(|it| it.number == number) else { return };
        let asked = run.trigger == Trigger::Person;
        let (now, earlier) = (self.now(), self.state.refreshed.take());
        self.state.policy = self.setup.backend.policy();
        if self.state.session == Session::SignedOut {
            self.state.refreshing = None;
            return;
        }
        self.state.learn_refresh(outcome, run.before, now);
        // What happened by itself and changed nothing is no news.
        if !asked && matches!(outcome, Outcome::Unchanged { .. } | Outcome::Cancelled) && earlier.is_some() {
            self.state.refreshed = earlier;
        }
        let failure = outcome.failure();
        if let Some(failure) = failure.filter(|_| asked) {
            self.state.fail(failure.clone());
        }
        self.refresh_failures = if failure.is_some() { self.refresh_failures.saturating_add(1) } else { 0 };
        let jitter = (self.setup.jitter)();
        let wait = until_refresh(self.refresh_failures, failure.and_then(|it| it.retry_after), jitter);
        self.due.refresh = self.after(wait).filter(|_| self.state.session == Session::SignedIn);
        self.keep_intent();
        // What the licence file brought tells that the facts are older than it.
        let newer = self.state.me.known().is_some_and(|me| self.state.policy.version.is_some_and(|it| it > me.policy_version));
        if newer || (asked && failure.is_none()) {
            self.check();
        }
    }

    fn filed(&mut self, result: Result<RemovalRequest, Failure>) {
        self.sending = false;
        match result {
            Ok(request) => {
                self.with_me(|me| me.request = Some(request));
                self.state.confirm(Notice::RequestSent);
                self.keep_intent();
            }
            Err(failure) => self.failed(failure),
        }
        self.check();
    }

    fn withdrawn(&mut self, id: &str, result: Result<(), Failure>) {
        self.sending = false;
        match result {
            Ok(()) => {
                let now = self.now();
                self.with_me(|me| {
                    if let Some(request) = me.request.as_mut().filter(|it| it.id.as_str() == id) {
                        request.state = RemovalState::Withdrawn.into();
                        request.ended = Some(now);
                    }
                });
                self.state.confirm(Notice::RequestWithdrawn);
                self.keep_intent();
            }
            Err(failure) => self.failed(failure),
        }
        self.check();
    }

    /// What an action of the person's came to: told, and heeded where it says something of network or session.
    pub(super) fn failed(&mut self, failure: Failure) {
        let now = self.now();
        self.state.learn_contact(&failure, now);
        self.state.fail(failure);
    }

    pub(super) fn with_me(&mut self, change: impl FnOnce(&mut Me)) {
        if let crate::state::Fact::Known { value, .. } = &mut self.state.me {
            change(value);
        }
    }
}
