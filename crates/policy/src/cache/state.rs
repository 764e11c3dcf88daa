//! `state.json`: whom the policy must be for, the marks, the last contact. Written by this machine and signed by nobody, so it can only
//! make rights smaller.

use crate::accept::{self, Accepted, Marks};
use crate::time::SoftMarks;
use crate::verify::{Expected, Policy};
use serde::{Deserialize, Serialize};

/// The format that this build writes.
const FORMAT: u32 = 1;
/// People who share one folder and whose marks are remembered.
const PEOPLE: usize = 16;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StateFile {
    format: u32,
    /// Whom and which machine the policy must be for.
    #[serde(default)]
    pub(super) expected: Option<Expected>,
    /// Set while the policy of somebody else is on its way in: until it is done, either may stand in `policy.jws`.
    #[serde(default)]
    pub(super) next: Option<Expected>,
    /// Marks, the latest person first.
    #[serde(default)]
    marks: Vec<Marked>,
    /// The highest key set taken.
    #[serde(default)]
    pub(super) keyset_version: u64,
    /// The highest root that signed one.
    #[serde(default)]
    pub(super) root_version: u64,
    /// The service's name for the bytes in force.
    #[serde(default)]
    pub(super) etag: Option<String>,
    /// What this machine noted of time.
    #[serde(default)]
    pub(super) soft: SoftMarks,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Marked {
    whom: Expected,
    marks: Marks,
}

impl Default for StateFile {
    fn default() -> Self {
        Self {
            format: FORMAT,
            expected: None,
            next: None,
            marks: Vec::new(),
            keyset_version: 0,
            root_version: 0,
            etag: None,
            soft: SoftMarks::default(),
        }
    }
}

impl StateFile {
    /// Reads it; `None` where it is damaged or of a later format.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|it: &Self| it.format == FORMAT)
    }

    pub(super) fn marks(&self, whom: &Expected) -> Option<&Marks> {
        self.marks.iter().find(|it| it.whom == *whom).map(|it| &it.marks)
    }

    /// Raises somebody's marks to what a policy of theirs proves; never lowers them within an epoch.
    pub(super) fn raise(&mut self, whom: &Expected, policy: &Policy) {
        if matches!(accept::accept(self.marks(whom), policy), Ok(Accepted::Newer)) {
            let at = self.marks.iter().position(|it| it.whom == *whom);
            if let Some(at) = at {
                self.marks.remove(at);
            }
            self.marks.insert(0, Marked { whom: whom.clone(), marks: Marks::of(policy) });
            self.marks.truncate(PEOPLE);
        }
    }
}
