//! What is asked of the controller about check-outs.

use serde::{Deserialize, Serialize};

/// A request about licences that are taken along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum CheckOutRequest {
    /// Ask to take a product along on this computer; as an action a proposal: the days are chosen first.
    Ask {
        /// The product's id.
        product: String,
        /// For how many days, 1 to 30.
        days: u16,
    },
    /// Take a wish back.
    Withdraw {
        /// Its id.
        id: String,
    },
    /// Give a check-out of this computer back.
    Return {
        /// Its id.
        id: String,
    },
    /// Take in a file that was carried here: a request, licences, or a return.
    OpenFile {
        /// What is in it.
        text: String,
    },
    /// Save a request for this computer as a file; as an action a proposal.
    SaveRequest {
        /// The product's id.
        product: String,
        /// For how many days, 1 to 30.
        days: u16,
    },
    /// Save a licence file for the other computer of a check-out.
    SaveLicences {
        /// The check-out's id.
        id: String,
    },
    /// Give a check-out of this computer back, by a file that the service learns it from.
    SaveReturn {
        /// Its id.
        id: String,
    },
}
