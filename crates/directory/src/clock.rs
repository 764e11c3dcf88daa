//! Where the present moment comes from.

use jiff::Timestamp;
use std::sync::Arc;

/// Says what time it is.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
