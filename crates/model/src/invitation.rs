//! An account's invitation of somebody who belongs to none.

use crate::stable_name::stable_names;
use jiff::{SignedDuration, Timestamp};

/// How long an invitation waits to be accepted.
pub const INVITATION_EXPIRES_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

stable_names! {
    /// Where an invitation stands.
    pub enum InvitationState {
        /// Waits for the person.
        Invited = "invited",
        /// The person joined.
        Accepted = "accepted",
        /// The person said no.
        Declined = "declined",
        /// The account revoked it.
        Revoked = "revoked",
        /// Nobody accepted in time, or the person joined another account.
        Expired = "expired",
    }
}

impl InvitationState {
    /// Whether it can still be accepted.
    pub fn is_open(self) -> bool {
        self == Self::Invited
    }

    /// The state at this moment of an invitation that ends at `expires`.
    #[must_use]
    pub fn at(self, now: Timestamp, expires: Timestamp) -> Self {
        if self == Self::Invited && now >= expires { Self::Expired } else { self }
    }
}
