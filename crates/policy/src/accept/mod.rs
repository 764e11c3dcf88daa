//! Whether a verified policy may take the place of what was accepted before: never an older one, never two faces of the same one.

use crate::verify::{Policy, Refusal};
use serde::{Deserialize, Serialize};
use statement::statement;

mod statement;
#[cfg(test)]
mod tests;

/// The highest signed marks accepted for one person and machine. They fall only when the epoch rises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Epoch.
    pub epoch: u64,
    /// Serial number.
    pub version: u64,
    /// Date of issue (seconds): the latest time that a signature proves.
    pub iat: i64,
    /// What the policy with these marks said, as a hash.
    pub statement: String,
}

impl Marks {
    /// The marks that a policy leaves.
    pub fn of(policy: &Policy) -> Self {
        let claims = policy.claims();
        Self { epoch: claims.epoch, version: claims.version, iat: claims.iat, statement: statement(policy) }
    }
}

/// What accepting a policy means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// It is newer than anything before.
    Newer,
    /// It is the very one that was accepted before.
    Same,
}

/// Compares a verified policy with the marks of its person and machine; `None` where there are none yet.
///
/// # Errors
/// [`Refusal::RolledBack`] where its epoch is lower, or its version or date in the same epoch; [`Refusal::Equivocation`] where all
/// three are the same and it says something else.
pub fn accept(marks: Option<&Marks>, candidate: &Policy) -> Result<Accepted, Refusal> {
    let claims = candidate.claims();
    let Some(marks) = marks else { return Ok(Accepted::Newer) };
    if claims.epoch > marks.epoch {
        return Ok(Accepted::Newer);
    }
    if claims.epoch < marks.epoch || claims.version < marks.version || claims.iat < marks.iat {
        return Err(Refusal::RolledBack);
    }
    if (claims.version, claims.iat) != (marks.version, marks.iat) {
        return Ok(Accepted::Newer);
    }
    if statement(candidate) == marks.statement { Ok(Accepted::Same) } else { Err(Refusal::Equivocation) }
}
