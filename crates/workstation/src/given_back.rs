//! Check-outs that were given back here by file. Until the service knows, its policy still names them: they must not come back by
//! themselves, and where this computer reaches the service before the file does, it tells them itself.

use crate::durable;
use crate::failure::Cause;
use crate::home::Home;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GivenBack {
    ids: BTreeSet<String>,
}

impl GivenBack {
    /// Reads what is kept; a damaged file is as good as none: the check-out comes back, and can be given back again.
    pub(crate) fn load(home: &Home) -> Self {
        let bytes = durable::read(&home.given_back()).ok().flatten();
        bytes.and_then(|it| serde_json::from_slice(&it).ok()).unwrap_or_default()
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Keeps these as well.
    pub(crate) fn add(mut self, home: &Home, ids: &[String]) -> Result<(), Cause> {
        self.ids.extend(ids.iter().cloned());
        self.save(home)
    }

    /// Keeps only those that the policy still names: the service knows about the others.
    pub(crate) fn keep(mut self, home: &Home, named: &[String]) -> Result<(), Cause> {
        let before = self.ids.len();
        self.ids.retain(|it| named.contains(it));
        if self.ids.len() == before { Ok(()) } else { self.save(home) }
    }

    fn save(&self, home: &Home) -> Result<(), Cause> {
        let path = home.given_back();
        let failed = |reason: String| Cause::CannotWrite { path: path.display().to_string(), reason };
        if self.ids.is_empty() {
            return durable::remove(&path).map_err(|it| failed(it.to_string()));
        }
        home.prepare()?;
        let bytes = serde_json::to_vec(self).map_err(|it| failed(it.to_string()))?;
        durable::replace(&path, &bytes).map_err(|it| failed(it.to_string()))
    }
}
