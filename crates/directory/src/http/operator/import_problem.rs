//! Why a document was not taken in, as an answer to whoever sent it.

use super::caller::{DocumentCaller, scope_of};
use crate::http::admission_control::IMPORT_LATER;
use crate::import::ImportError;
use crate::operator::document_problem;
use crate::problem::{Code, Problem};
use crate::service::Service;

/// When whoever found the disk full may come again, in seconds.
const DISK_LATER: i64 = 60;

/// The answer.
pub(super) fn problem(service: &Service, caller: &DocumentCaller, error: ImportError) -> Problem {
    match error {
        ImportError::Faults(faults) => document_problem(&faults),
        ImportError::Kind(it) => caller.lacks(service, scope_of(it.kind), it.line, it.kind),
        ImportError::Guard(it) => {
            Problem::new(Code::ImportEndsTooMuch).arg("ends", it.ends).arg("of", it.of).extension("ends", &it.ends).extension("of", &it.of)
        }
        ImportError::Running => Problem::new(Code::ImportRunning).retry_after(IMPORT_LATER),
        ImportError::Overtaken(fault) => {
            Problem::new(Code::ImportOvertaken).arg("fault", &fault).extension("faults", &[fault.to_wire(None)])
        }
        ImportError::TemporaryFolder(cause) => no_room(cause.kind() == std::io::ErrorKind::StorageFull, &cause),
        ImportError::Staging(cause) => {
            // Of SQLite: the disk is full.
            let full = cause.as_database_error().and_then(|it| it.code()).is_some_and(|it| it == "13");
            no_room(full, &cause)
        }
        ImportError::Store(it) => it.into(),
        ImportError::Problem(it) => it.problem,
        // Whoever is gone reads no answer.
        ImportError::Unwanted => Problem::bad_part("body"),
        // The arrival of the document says what it was.
        ImportError::Read(cause) => Problem::internal(&cause),
        ImportError::Internal(cause) => Problem::internal(&cause),
    }
}

fn no_room(is_full: bool, cause: &dyn std::fmt::Display) -> Problem {
    if !is_full {
        return Problem::internal(cause);
    }
    tracing::error!(%cause, "there is no room for a document in the folder for temporary files (TMPDIR)");
    Problem::new(Code::ImportDiskFull).retry_after(DISK_LATER)
}
