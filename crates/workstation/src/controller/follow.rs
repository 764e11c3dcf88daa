//! Follows what other programs of the same person do in the data folder: a sign-in or sign-out by the command line, a setting, a refresh by a
//! script. The folder is watched, and never asked again and again.

use super::{Controller, Event, Integration};
use crate::failure::Failure;
use crate::session::SessionInfo;
use crate::state::Session;
use jiff::SignedDuration;

/// How long to wait after the first change: files are written one after the other.
const TOGETHER: SignedDuration = SignedDuration::from_millis(200);

impl<I: Integration> Controller<I> {
    /// Begins to watch, or does so anew: a folder that was taken away and came back is another one to the system. Where it lets us watch
    /// nothing, and on a home that other computers write to, what others do is seen when somebody opens the window.
    pub(super) fn follow(&self) {
        let events = self.events.clone();
        let heard = Box::new(move || {
            let _ = events.send(Event::FilesChanged);
        });
        if let Err(failure) = self.setup.backend.watch(heard) {
            tracing::warn!(%failure, "the data folder cannot be watched");
        }
    }

    /// Something was written, by whomever: by this program most often.
    pub(super) fn files_changed(&mut self) {
        self.due.files = self.due.files.or_else(|| self.after(TOGETHER));
    }

    /// Looks at what may have been written. The licence file is read with everything that is published.
    pub(super) fn look_at_files(&mut self) {
        self.due.files = None;
        self.setup.backend.reload_settings();
        self.read_settings();
        // Whoever signs in here decides who is signed in, and the first look is on its way by itself.
        if self.attempt.is_none() && self.state.session != Session::Starting {
            let person = self.person;
            self.beside(|backend| async move { Event::SessionFound { person, result: backend.session().await } });
        }
    }

    /// The session as it is kept now; mostly the one that is known.
    pub(super) fn session_found(&mut self, result: Result<Option<SessionInfo>, Failure>) {
        if self.attempt.is_some() {
            return;
        }
        match result {
            Ok(Some(who)) => {
                let same = self.state.intent.subject.as_deref() == Some(who.subject.as_str());
                let known = match self.state.session {
                    Session::SignedIn => !who.ended,
                    Session::Ended => who.ended,
                    Session::Starting
                    | Session::SignedOut
                    | Session::Unknown
                    | Session::WaitingForBrowser { .. }
                    | Session::WaitingForCode(_)
                    | Session::Locked(_) => false,
                };
                if same && known {
                    return;
                }
                self.give_up_refresh();
                self.taken_by(&who);
            }
            Ok(None) if matches!(self.state.session, Session::SignedIn | Session::Ended | Session::Locked(_)) => {
                self.give_up_refresh();
                self.nobody_is_here();
            }
            Ok(None) => {}
            Err(failure) if failure.locks_session() => self.locked(&failure),
            // Nobody asked for it: whatever needs the session next says what is wrong.
            Err(failure) => tracing::info!(%failure, "the session that was written cannot be read"),
        }
    }
}
