//! What became of a letter, beside what it is about.

use super::Word;
use super::lenient;
use crate::delivery::{DeliveryState, RefusalReason};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What became of the letter that tells somebody. `null` where that is not known any more, or no letter was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = DeliveryState))]
    pub state: Word<DeliveryState>,
    /// Why it was not taken; only where it was refused.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<RefusalReason>))]
    pub reason: Option<Word<RefusalReason>>,
    /// When it was taken; before that, when it was written. The service always says.
    #[serde(default, deserialize_with = "lenient::fact")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub since: Option<Timestamp>,
}
