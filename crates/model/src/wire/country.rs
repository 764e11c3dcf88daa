//! The licence country of a person, as an answer has it.

use super::lenient;
use super::word::Word;
use crate::country::{CountryCode, DecidedBy, EffectiveCountry};
use serde::{Deserialize, Serialize};

/// The country that counts, and the branch that decided it: [`EffectiveCountry`] in an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LicenceCountry {
    /// The country; `null` where nothing decided it.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub code: Option<CountryCode>,
    /// The branch.
    pub decided_by: Word<DecidedBy>,
}

impl From<EffectiveCountry> for LicenceCountry {
    fn from(it: EffectiveCountry) -> Self {
        Self { code: it.code, decided_by: it.decided_by.into() }
    }
}
