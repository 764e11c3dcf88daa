//! “This wasn't me”: the link in a mail that takes a sensitive step back. The token is 256 random bits, lives 14 days and works once; only
//! its hash is kept. What taking back means for each step is in `moves::dispute`; the pages are in `http::dispute_links`.

use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::dispute_links::{self, DisputeLink};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_model::id::{RemovalId, RemovalRequestId, TransferId, UserId};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

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

/// What is kept of a token.
pub(crate) fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|it| format!("{it:02x}")).collect()
}

impl WriteContext<'_> {
    /// A new link that takes `step` back, for a mail to `user`.
    pub(crate) async fn dispute_link(&mut self, step: &DisputedStep, user: &UserId) -> Result<String, Problem> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(|error| Problem::internal(&error))?;
        let token = URL_SAFE_NO_PAD.encode(random);
        let (kind, subject) = step.parts();
        let expires = self.now.saturating_add(LIVES).unwrap_or(Timestamp::MAX);
        let link = DisputeLink { kind: kind.to_owned(), subject: subject.to_owned(), user: user.clone(), expires, used: None };
        dispute_links::put(self.tx, &hash(&token), &link, self.now).await?;
        Ok(format!("{}/not-me/{token}", self.service_url))
    }
}
