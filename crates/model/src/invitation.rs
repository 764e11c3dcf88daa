//! An account's invitation of somebody who belongs to none.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long an invitation waits to be accepted.
pub const INVITATION_EXPIRES_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Waits for the person.
    Invited,
    /// The person joined.
    Accepted,
    /// The person said no.
    Declined,
    /// The account took it back.
    Revoked,
    /// Nobody accepted in time, or the person joined another account.
    Expired,
}

impl InvitationState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Invited, Self::Accepted, Self::Declined, Self::Revoked, Self::Expired];

    /// The stable name used on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
        }
    }

    /// Reads the stable name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

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
