//! How a verb fails, with the exit code that scripts go by.

use crate::import::ImportError;
use crate::operator::Refusal;
use crate::problem::{Code, Problem};
use domicile_model::operator::Fault;
use domicile_words::Language;

/// A failure with its exit code and its sentence.
#[derive(Debug, thiserror::Error)]
#[error("{said}")]
pub(super) struct VerbFailure {
    /// As `domicile` has them.
    pub(super) exit: u8,
    said: String,
}

/// Wrong usage, or something that cannot be.
pub(super) const USAGE: u8 = 2;
const UNREACHABLE: u8 = 5;
const BLOCKED: u8 = 7;

impl VerbFailure {
    /// With this sentence.
    pub(super) fn new(exit: u8, said: String) -> Self {
        Self { exit, said }
    }

    /// What was typed cannot be.
    pub(super) fn of_faults(faults: &[Fault]) -> Self {
        let said = faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("; ");
        let exit = faults
            .first()
            .map_or(USAGE, |it| if Problem::from(Refusal::Fault(it.clone())).code() == Code::RecordConflict { BLOCKED } else { USAGE });
        Self { exit, said }
    }

    /// The same for one fault.
    pub(super) fn of_fault(fault: &Fault) -> Self {
        Self::of_faults(std::slice::from_ref(fault))
    }

    /// A document was not imported.
    pub(super) fn of_import(it: &ImportError) -> Self {
        let (exit, more) = match it {
            ImportError::Faults(_) => (USAGE, " (above); nothing was written".to_owned()),
            ImportError::Guard(it) => {
                (BLOCKED, format!(", more than the configuration allows: look at the plan, then say --confirm {}", it.ends))
            }
            ImportError::Running => (BLOCKED, String::new()),
            ImportError::Read(_) | ImportError::Staging(_) | ImportError::Internal(_) => (1, String::new()),
            ImportError::Store(_) => (UNREACHABLE, "; the same document again does the rest".to_owned()),
            ImportError::Problem(it) => {
                let exit = if it.status == 503 { UNREACHABLE } else { 1 };
                (exit, format!(" ({}); the same document again does the rest", it.code))
            }
        };
        let cause = std::error::Error::source(it).map(|it| format!(": {it}")).unwrap_or_default();
        Self { exit, said: format!("{it}{cause}{more}") }
    }

    /// It was not done.
    pub(super) fn of_refusal(it: Refusal) -> Self {
        match it {
            Refusal::Fault(fault) => Self::of_fault(&fault),
            Refusal::Problem(problem) => {
                let said = problem.into_details().to_wire("", Language::En);
                let exit = match said.status {
                    503 => UNREACHABLE,
                    409 | 429 => BLOCKED,
                    _ => 1,
                };
                Self { exit, said: format!("{}: {}", said.title, said.detail) }
            }
        }
    }
}
