//! The keys that sign at this moment. Others may take their place while the service runs.

use super::PolicyKeys;
use std::sync::{Arc, PoisonError, RwLock};

/// The keys that sign at this moment; cheap to clone, and every clone is the same.
#[derive(Clone)]
pub struct ActiveKeys(Arc<RwLock<Arc<PolicyKeys>>>);

impl From<PolicyKeys> for ActiveKeys {
    fn from(keys: PolicyKeys) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(keys))))
    }
}

impl ActiveKeys {
    /// Those of this moment: whoever holds them signs one document with one and the same set.
    pub(crate) fn get(&self) -> Arc<PolicyKeys> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// These sign from now on.
    pub(crate) fn replace(&self, keys: PolicyKeys) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
    }
}
