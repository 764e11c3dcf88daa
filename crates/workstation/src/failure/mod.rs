//! One shape for everything that can go wrong: a stable code for machines, what happened, why, and who does what next.
//!
//! Sentences are ids of messages with their arguments, until somebody who knows the person's language asks for them. What the
//! service says in a problem document is already a sentence and passes through. The causes are in `cause`, their messages in `card`.

mod catalogue;
mod cause;
mod faults;
mod obstacle;
mod responder;

pub use cause::Cause;
pub use faults::{AddressFault, Intruder, ProxyFault};
pub use obstacle::{Obstacle, Theirs};
pub use responder::Responder;

use domicile_model::wire::{Actor, NextStep, Problem};
use jiff::Timestamp;
use std::time::Duration;

/// What sort of failure it is; decides exit codes and whether the window says "offline".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// The service cannot be reached from here.
    Offline,
    /// The service (or something in between) answers, but not usefully.
    ServiceTrouble,
    /// The person must sign in (again).
    SignIn,
    /// The service says no: not allowed.
    Refused,
    /// The state of things forbids it (409): an open request, a Fulfilment Contact.
    Conflict,
    /// Wrong input (400, 422).
    Invalid,
    /// Something of this computer: disk, password store, settings.
    Local,
    /// The person stopped it, or a newer attempt replaced it.
    Cancelled,
    /// Waiting took too long.
    TimedOut,
    /// A bug, or an answer that we do not understand.
    Unexpected,
}

/// A failure.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// What went wrong.
    pub cause: Cause,
    /// Finds the log lines, here and at the service.
    pub request_id: Option<String>,
    /// After how long trying again makes sense, where the service said so.
    pub retry_after: Option<Duration>,
    /// The same as a moment, for people: it stays what it is while they read.
    pub retry_at: Option<Timestamp>,
}

/// A message by its id, with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The id in `locales/`.
    pub id: &'static str,
    /// Its arguments.
    pub args: Vec<(&'static str, String)>,
}

/// A failure in words: each part either a message of ours or a finished sentence of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// A message of ours.
    Ours(Sentence),
    /// A finished sentence.
    Finished(String),
}

/// What is shown of a failure, before it is put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// What happened.
    pub what: Text,
    /// Why.
    pub why: Text,
    /// Who does what next, where: at most two.
    pub next: Vec<(Actor, Text, Option<String>)>,
}

impl Failure {
    /// A failure without a request behind it.
    pub fn new(cause: Cause) -> Self {
        Self { cause, request_id: None, retry_after: None, retry_at: None }
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        match &self.cause {
            Cause::Problem(problem) => &problem.code,
            other => other.entry().code,
        }
    }

    /// What sort it is.
    pub fn kind(&self) -> FailureKind {
        match &self.cause {
            Cause::Problem(problem) => kind_of_status(problem.status),
            other => other.entry().kind,
        }
    }

    /// Whether it tells that a session is kept here and only cannot be opened now: nobody was signed out.
    pub fn locks_session(&self) -> bool {
        matches!(
            self.cause,
            Cause::KeychainLocked { .. }
                | Cause::KeychainTimeout { .. }
                | Cause::NoKeychain { .. }
                | Cause::CannotRead { .. }
                | Cause::NotYours { .. }
        )
    }

    /// What the service said, where it said something.
    pub fn problem(&self) -> Option<&Problem> {
        match &self.cause {
            Cause::Problem(problem) => Some(problem),
            _ => None,
        }
    }

    /// The parts to put into words.
    pub fn described(&self) -> Described {
        if let Cause::Problem(problem) = &self.cause {
            // A document without a title says no less than its code does.
            let finished = |text: &str| match text {
                "" => Text::Ours(Sentence { id: "error-problem-untitled", args: vec![("code", problem.code.clone())] }),
                text => Text::Finished(text.to_owned()),
            };
            return Described {
                what: finished(&problem.title),
                why: Text::Finished(problem.detail.clone()),
                next: problem
                    .next
                    .iter()
                    .map(|NextStep { who, text, url }| (who.known().unwrap_or(Actor::Somebody), Text::Finished(text.clone()), url.clone()))
                    .collect(),
            };
        }
        let card = self.cause.entry();
        let args = self.cause.args();
        let ours = |id| Text::Ours(Sentence { id, args: args.clone() });
        Described { what: ours(card.what), why: ours(card.why), next: card.next.iter().map(|(who, id)| (*who, ours(id), None)).collect() }
    }
}

impl From<Cause> for Failure {
    fn from(cause: Cause) -> Self {
        Self::new(cause)
    }
}

impl std::fmt::Display for Failure {
    /// For logs: the code and the technical reason, in English, without personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code(), self.cause)?;
        if let Some(id) = &self.request_id {
            write!(f, " (request {id})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

fn kind_of_status(status: u16) -> FailureKind {
    match status {
        401 => FailureKind::SignIn,
        403 | 404 => FailureKind::Refused,
        409 => FailureKind::Conflict,
        400 | 422 => FailureKind::Invalid,
        429 | 500..=599 => FailureKind::ServiceTrouble,
        _ => FailureKind::Unexpected,
    }
}

#[cfg(test)]
mod tests;
