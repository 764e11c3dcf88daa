//! Whose tokens are taken at this moment, and how clients find them. Others may take their place while the service runs.

use super::Validator;
use domicile_model::wire::ProtectedResource;
use std::sync::{Arc, PoisonError, RwLock};

/// Issuers, both as tokens are judged by them and as clients are told of them.
#[derive(Debug)]
pub struct Issuers {
    /// Whose access tokens are taken.
    pub validator: Validator,
    /// How a client finds its issuer.
    pub resource: ProtectedResource,
}

/// The issuers of this moment; cheap to clone, and every clone is the same.
#[derive(Debug, Clone)]
pub struct ActiveIssuers(Arc<RwLock<Arc<Issuers>>>);

impl From<Issuers> for ActiveIssuers {
    fn from(issuers: Issuers) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(issuers))))
    }
}

impl ActiveIssuers {
    /// Those of this moment: whoever holds them judges by one and the same.
    pub(crate) fn get(&self) -> Arc<Issuers> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// These count from now on.
    pub(crate) fn replace(&self, issuers: Issuers) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(issuers);
    }
}
