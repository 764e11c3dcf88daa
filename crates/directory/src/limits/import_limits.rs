//! How much a document for import may bring and end.

use domicile_model::operator::Guard;

/// The largest document that is taken over HTTP, unless told: 1 GiB.
const MAX_BYTES: u64 = 1024 * 1024 * 1024;

/// What bounds an import.
#[derive(Debug, Clone, Copy)]
pub struct ImportLimits {
    /// How much it may end without somebody confirming it by number.
    pub guard: Guard,
    /// How large a document that comes over HTTP may be.
    pub max_bytes: u64,
}

impl Default for ImportLimits {
    fn default() -> Self {
        Self { guard: Guard::default(), max_bytes: MAX_BYTES }
    }
}
