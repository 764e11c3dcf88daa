//! “This wasn't me”: the link in a mail that takes a sensitive step back. The token lives 14 days and works once.
//! What taking back means for each step is in `moves::dispute`; the pages are in `http::dispute_links`.

use crate::one_time_token::OneTimeToken;
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::dispute_links::{self, DisputeLink};
use domicile_model::id::{RemovalId, RemovalRequestId, TransferId, UserId};
use jiff::{SignedDuration, Timestamp};

/// How long a link works.
const LIVES: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What a link takes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DisputedStep {
    /// Filing this request.
    Filed(RemovalRequestId),
    /// Accepting this offer.
    Accepted(TransferId),
    /// Leaving alone, by this removal.
    Left(RemovalId),
}

impl DisputedStep {
    /// The stable name of the kind, and the id of what it is about.
    fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Filed(request) => ("filed", request.as_str()),
            Self::Accepted(offer) => ("accepted", offer.as_str()),
            Self::Left(removal) => ("left", removal.as_str()),
        }
    }

    /// What its page says.
    pub(crate) fn words(&self) -> PageWords {
        match self {
            Self::Accepted(_) => PageWords { what: "not-me-accepted", button: "not-me-accepted-button", done: "not-me-accepted-done" },
            Self::Left(_) => PageWords { what: "not-me-left", button: "not-me-left-button", done: "not-me-left-done" },
            Self::Filed(_) => PageWords { what: "not-me-filed", button: "not-me-filed-button", done: "not-me-filed-done" },
        }
    }

    /// Reads it as it was kept.
    pub(crate) fn parse(kind: &str, subject: &str) -> Option<Self> {
        match kind {
            "filed" => Some(Self::Filed(RemovalRequestId::new(subject))),
            "accepted" => Some(Self::Accepted(TransferId::new(subject))),
            "left" => Some(Self::Left(RemovalId::new(subject))),
            _ => None,
        }
    }
}

/// The messages on a step's page.
pub(crate) struct PageWords {
    /// What somebody did.
    pub(crate) what: &'static str,
    /// What the button does.
    pub(crate) button: &'static str,
    /// That it is done.
    pub(crate) done: &'static str,
}

impl WriteContext<'_> {
    /// A new link that takes `step` back, for a mail to `user`.
    pub(crate) async fn dispute_link(&mut self, step: &DisputedStep, user: &UserId) -> Result<String, Problem> {
        let token = OneTimeToken::new()?;
        let (kind, subject) = step.parts();
        let expires = self.now.saturating_add(LIVES).unwrap_or(Timestamp::MAX);
        let link = DisputeLink { kind: kind.to_owned(), subject: subject.to_owned(), user: user.clone(), expires, used: None };
        dispute_links::put(self.tx, &token.hash(), &link, self.now).await?;
        Ok(format!("{}/not-me/{}", self.service_url, token.as_str()))
    }
}
