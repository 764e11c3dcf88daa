//! Listening to the service: one stream while somebody is signed in. What is heard leads to one check of what is shown; where the
//! stream fails, the quiet cadence goes on by itself and the stream is tried again, ever more rarely.

use super::schedule::until_listen;
use super::{Controller, Event, Integration};
use crate::api::Changed;
use crate::failure::{Failure, FailureKind};
use crate::state::Session;
use jiff::SignedDuration;

/// What changes together is asked for once.
const TOGETHER: SignedDuration = SignedDuration::from_millis(300);

impl<I: Integration> Controller<I> {
    /// Opens the stream, where somebody is signed in and none is open.
    pub(super) fn listen(&mut self) {
        self.due.listen = None;
        if self.state.session != Session::SignedIn || self.listening.as_ref().is_some_and(|it| !it.is_finished()) {
            return;
        }
        let (person, events) = (self.person, self.events.clone());
        self.listening = Some(self.beside(|backend| async move {
            let heard = Box::new(move |changed| {
                let _ = events.send(Event::Heard { person, changed });
            });
            Event::StreamEnded { person, result: backend.listen(heard).await }
        }));
    }

    /// Ends the stream: somebody else is here, or nobody.
    pub(super) fn stop_listening(&mut self) {
        if let Some(task) = self.listening.take() {
            task.abort();
        }
        self.due.listen = None;
        self.due.heard = None;
        self.heard = Changed::default();
        self.stream_failures = 0;
    }

    pub(super) fn hear(&mut self, changed: Changed) {
        self.stream_failures = 0;
        self.heard = Changed { me: self.heard.me || changed.me, inbox: self.heard.inbox || changed.inbox };
        if self.due.heard.is_none() {
            self.due.heard = self.after(TOGETHER);
        }
    }

    /// One check for everything that was heard; what is heard while one is under way is asked for after it.
    pub(super) fn act_on_what_was_heard(&mut self) {
        self.due.heard = None;
        if !self.me_poll.repeat_if_busy() {
            self.check();
        }
    }

    pub(super) fn stream_ended(&mut self, result: &Result<(), Failure>) {
        self.listening = None;
        let (failures, retry_after) = match result {
            Ok(()) => (0, None),
            Err(failure) if failure.kind() == FailureKind::SignIn => {
                // Whether the session has ended is found out by asking, not by listening.
                self.check();
                (self.stream_failures.saturating_add(1), failure.retry_after)
            }
            Err(failure) => {
                tracing::info!(%failure, "the service is not heard");
                (self.stream_failures.saturating_add(1), failure.retry_after)
            }
        };
        self.stream_failures = failures;
        let jitter = (self.setup.jitter)();
        self.due.listen = self.after(until_listen(failures, retry_after, jitter)).filter(|_| self.state.session == Session::SignedIn);
    }
}
