//! How Refresh Policy can end.

use crate::failure::Failure;
use crate::vocabulary::RefreshOutcome;

/// What changed between the policy that was in force and the new one. Products by id and name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Could not run before, can now.
    pub gained: Vec<Product>,
    /// Could run before, cannot now.
    pub lost: Vec<Product>,
    /// Runs (or not) as before, but edition, dates or reason differ.
    pub changed: Vec<Product>,
}

/// A product by id and name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Product {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// What the policy in force grants now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Granting {
    /// How many products may run.
    pub ready: usize,
    /// How many products the policy names.
    pub of: usize,
    /// The licence country.
    pub country: Option<String>,
    /// The policy's serial number.
    pub version: u64,
}

/// Exactly one of these.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A new policy is in force.
    Updated {
        /// What it grants.
        granting: Granting,
        /// What is different.
        change: Change,
    },
    /// The policy in force is still the right one.
    Unchanged {
        /// What it grants.
        granting: Granting,
    },
    /// The policy in force grants nothing, by a signed word of the service.
    Withdrawn {
        /// `removed`, `locked`, `unaffiliated`, ... as the policy says.
        cause: String,
        /// What was lost by it just now.
        change: Change,
    },
    /// The person must sign in.
    SignInNeeded(Failure),
    /// The service said no without a signed policy.
    Refused(Failure),
    /// The service cannot be reached, or does not answer usefully.
    Unreachable(Failure),
    /// The clock of this computer went back; the policy cannot be judged.
    ClockSuspect(Failure),
    /// What came is not signed by the right key, or for somebody else.
    SignatureInvalid(Failure),
    /// What came is older than what was accepted before.
    RolledBack(Failure),
    /// It could not be saved and read back.
    CannotWrite(Failure),
    /// The person stopped it before anything was saved.
    Cancelled,
}

impl Outcome {
    /// How it ended, without what came of it.
    pub fn kind(&self) -> RefreshOutcome {
        match self {
            Self::Updated { .. } => RefreshOutcome::Updated,
            Self::Unchanged { .. } => RefreshOutcome::Unchanged,
            Self::Withdrawn { .. } => RefreshOutcome::Withdrawn,
            Self::SignInNeeded(_) => RefreshOutcome::SignInNeeded,
            Self::Refused(_) => RefreshOutcome::Refused,
            Self::Unreachable(_) => RefreshOutcome::Unreachable,
            Self::ClockSuspect(_) => RefreshOutcome::ClockSuspect,
            Self::SignatureInvalid(_) => RefreshOutcome::SignatureInvalid,
            Self::RolledBack(_) => RefreshOutcome::RolledBack,
            Self::CannotWrite(_) => RefreshOutcome::CannotWrite,
            Self::Cancelled => RefreshOutcome::Cancelled,
        }
    }

    /// The stable name.
    pub fn code(&self) -> &'static str {
        self.kind().as_str()
    }

    /// What went wrong, where something did.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::SignInNeeded(it)
            | Self::Refused(it)
            | Self::Unreachable(it)
            | Self::ClockSuspect(it)
            | Self::SignatureInvalid(it)
            | Self::RolledBack(it)
            | Self::CannotWrite(it) => Some(it),
            Self::Updated { .. } | Self::Unchanged { .. } | Self::Withdrawn { .. } | Self::Cancelled => None,
        }
    }
}
