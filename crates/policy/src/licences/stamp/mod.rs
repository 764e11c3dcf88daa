//! What the files of a cache look like from outside: enough to tell that none was replaced or written to, without opening any.

use crate::cache::Cache;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::time::{Duration, SystemTime};

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(windows, path = "windows.rs")]
#[cfg_attr(not(any(unix, windows)), path = "other.rs")]
mod platform;

/// Two writes that are closer together may leave the same time on a file, on the coarsest file system.
const COARSEST: Duration = Duration::from_secs(2);

/// A mark of what the files looked like at one moment: compare it, or keep it as a number. It proves nothing about their content.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stamp {
    mark: u64,
    newest: Option<SystemTime>,
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        self.mark == other.mark
    }
}

impl Eq for Stamp {}

impl Stamp {
    pub(super) fn of(cache: &Cache) -> Self {
        let mut hash = DefaultHasher::new();
        let mut newest = None;
        for file in cache.files() {
            let metadata = std::fs::metadata(&file).ok();
            metadata.is_some().hash(&mut hash);
            if let Some(metadata) = metadata {
                let modified = metadata.modified().ok();
                (metadata.len(), modified).hash(&mut hash);
                platform::identity(&file, &metadata, &mut hash);
                newest = newest.max(modified);
            }
        }
        Self { mark: hash.finish(), newest }
    }

    /// Whether a write from now on is sure to show: the last one lies far enough back.
    pub(super) fn is_settled(&self) -> bool {
        self.newest.is_none_or(|it| SystemTime::now().duration_since(it).is_ok_and(|age| age > COARSEST))
    }

    /// The mark as a number, for callers that can keep nothing else.
    pub fn to_number(self) -> u64 {
        self.mark
    }

    /// The mark of that number.
    pub fn from_number(mark: u64) -> Self {
        Self { mark, newest: None }
    }
}
