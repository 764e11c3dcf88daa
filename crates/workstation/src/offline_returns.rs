//! Check-outs that were given back here by file. Until the service knows, its policy still names them: they must not come back by
//! themselves, and where this computer reaches the service before the file does, it tells them itself.

use crate::atomic_file;
use crate::data_dir::DataDir;
use crate::failure::Cause;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;

/// The ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OfflineReturns {
    ids: BTreeSet<String>,
}

impl OfflineReturns {
    /// Reads what is kept; a damaged file is as good as none: the check-out comes back, and can be given back again.
    pub(crate) fn load(data_dir: &DataDir) -> Self {
        let bytes = atomic_file::read(&data_dir.offline_returns()).ok().flatten();
        bytes.and_then(|it| serde_json::from_slice(&it).ok()).unwrap_or_default()
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Keeps these as well.
    pub(crate) fn add(mut self, data_dir: &DataDir, ids: &[String]) -> Result<(), Cause> {
        self.ids.extend(ids.iter().cloned());
        self.save(data_dir)
    }

    /// Keeps only those that the policy still names: the service knows about the others.
    pub(crate) fn keep(mut self, data_dir: &DataDir, named: &[String]) -> Result<(), Cause> {
        let before = self.ids.len();
        self.ids.retain(|it| named.contains(it));
        if self.ids.len() == before { Ok(()) } else { self.save(data_dir) }
    }

    fn save(&self, data_dir: &DataDir) -> Result<(), Cause> {
        let path = data_dir.offline_returns();
        let failed = |it: io::Error| Cause::cannot_write(&path, &it);
        if self.ids.is_empty() {
            return atomic_file::remove(&path).map_err(failed);
        }
        data_dir.prepare()?;
        let bytes = serde_json::to_vec(self).map_err(|it| failed(it.into()))?;
        atomic_file::replace(&path, &bytes).map_err(failed)
    }
}
