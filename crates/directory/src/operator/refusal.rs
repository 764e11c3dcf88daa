//! Why something that an operator decides is not done.

use crate::problem::{Code, Problem};
use crate::store::StoreError;
use domicile_model::operator::{Fault, FaultCode};

/// Why not.
#[derive(Debug, Clone)]
pub(crate) enum Refusal {
    /// What was asked for cannot be.
    Fault(Fault),
    /// The service could not do it.
    Problem(Problem),
}

impl From<Fault> for Refusal {
    fn from(it: Fault) -> Self {
        Self::Fault(it)
    }
}

impl From<Problem> for Refusal {
    fn from(it: Problem) -> Self {
        Self::Problem(it)
    }
}

impl From<StoreError> for Refusal {
    fn from(it: StoreError) -> Self {
        Self::Problem(it.into())
    }
}

/// Whether the record is wrong by itself, and not only beside what is there.
fn is_wrong_by_itself(code: FaultCode) -> bool {
    match code {
        FaultCode::Malformed
        | FaultCode::UnknownRecord
        | FaultCode::UnknownMember
        | FaultCode::Missing
        | FaultCode::Invalid
        | FaultCode::TooLong
        | FaultCode::UnknownCountry
        | FaultCode::UnknownRole
        | FaultCode::EndsBeforeStart
        | FaultCode::Twice
        | FaultCode::UnknownProduct
        | FaultCode::UnknownAccount
        | FaultCode::UnknownGroup => true,
        FaultCode::AccountClosed
        | FaultCode::ReopenTooLate
        | FaultCode::DomainTaken
        | FaultCode::OtherAccount
        | FaultCode::OtherSource
        | FaultCode::AffiliatedElsewhere
        | FaultCode::AddressTaken
        | FaultCode::IdentityTaken
        | FaultCode::RemovalBlocked
        | FaultCode::LastAdministrator => false,
    }
}

/// Faults of one record, as an answer to whoever sent it.
pub(crate) fn problem_of(faults: &[Fault]) -> Problem {
    let wrong = faults.iter().any(|it| is_wrong_by_itself(it.code));
    let code = if wrong { Code::InvalidRecord } else { Code::RecordConflict };
    let told: Vec<_> = faults.iter().map(|it| it.to_wire(None)).collect();
    let first = faults.first().map(ToString::to_string).unwrap_or_default();
    Problem::new(code).arg("fault", first).extension("faults", &told)
}

impl From<Refusal> for Problem {
    fn from(it: Refusal) -> Self {
        match it {
            Refusal::Fault(fault) => problem_of(&[fault]),
            Refusal::Problem(problem) => problem,
        }
    }
}
