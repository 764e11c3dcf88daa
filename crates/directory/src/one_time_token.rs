//! One-time tokens: 256 random bits that stand in a mail's link. Only their hash is kept, so that the database opens nothing.

use crate::problem::Problem;
use crate::sha256_hex::sha256_hex;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A token as it stands in a mail; it cannot be printed by accident.
pub(crate) struct OneTimeToken(String);

impl OneTimeToken {
    /// A new one.
    pub(crate) fn new() -> Result<Self, Problem> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(|error| Problem::internal(&error))?;
        Ok(Self(URL_SAFE_NO_PAD.encode(random)))
    }

    /// One that somebody shows.
    pub(crate) fn shown(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text that goes into the mail.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub(crate) fn hash(&self) -> String {
        sha256_hex(&self.0)
    }
}
