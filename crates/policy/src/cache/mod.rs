//! The policy on disk: one folder, owner-only. Whoever reads it sees the old policy or the new one, never neither.
//!
//! ```text
//! policy.jws         the exact bytes in force
//! policy.prev.jws    the ones before; grants only where it is not below the marks
//! keyset.json        the published keys, signed by the root
//! check-outs.json    licences taken along for longer; counts only beside a policy that stands by them
//! state.json         whom and which machine it must be for, marks, ETag, last contact
//! cache.lock         held by whoever replaces any of these
//! ```
//!
//! No decoded copy is ever trusted: every reading verifies the bytes again. Refreshing over the network is elsewhere.

mod check_outs;
mod disk;
mod fault_points;
mod location;
mod lock;
mod reading;
mod state;
mod store;
#[cfg(test)]
mod tests;

pub use location::Location;
pub(crate) use reading::ClockFacts;
pub use reading::Reading;
pub use store::{Received, StoreError, StoreOutcome};

use std::path::{Path, PathBuf};

const POLICY: &str = "policy.jws";
const PREVIOUS: &str = "policy.prev.jws";
const KEYSET: &str = "keyset.json";
const CHECK_OUTS: &str = "check-outs.json";
const STATE: &str = "state.json";
const LOCK: &str = "cache.lock";

/// The cache in one folder. Holds nothing open.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in `folder`, which need not exist yet.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every file that an answer follows from.
    pub(crate) fn files(&self) -> [PathBuf; 5] {
        [POLICY, PREVIOUS, KEYSET, STATE, CHECK_OUTS].map(|it| self.folder.join(it))
    }

    /// The file with the policy in force, for messages and watching.
    pub fn policy_file(&self) -> PathBuf {
        self.folder.join(POLICY)
    }
}
