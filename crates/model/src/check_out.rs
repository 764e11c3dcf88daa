//! Check-outs: a product taken along on one machine for longer than the policy lasts. Their states, and which step may follow which. The
//! signed document is `domicile-policy`'s.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The longest check-out, in days.
pub const MAX_DAYS: u16 = 30;
/// How long an unanswered wish waits.
pub const ASKED_EXPIRES_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Where a check-out stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckOutState {
    /// The person asked; an administrator has to allow it.
    Asked,
    /// Allowed and signed: counts on its machine until it ends.
    CheckedOut,
    /// An administrator said no.
    Declined,
    /// The person took the wish back.
    Withdrawn,
    /// The person gave it back.
    Returned,
    /// An administrator ended it.
    Ended,
    /// The person was locked, disabled or left the account: their policy was withdrawn, and this with it.
    Cancelled,
    /// Its time is over, or nobody answered in time.
    Expired,
}

impl CheckOutState {
    /// Every state.
    pub const ALL: [Self; 8] =
        [Self::Asked, Self::CheckedOut, Self::Declined, Self::Withdrawn, Self::Returned, Self::Ended, Self::Cancelled, Self::Expired];

    /// The stable name used on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::CheckedOut => "checked_out",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Returned => "returned",
            Self::Ended => "ended",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// Reads the stable name; `None` for any other text.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// Whether something may still come of it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::CheckedOut)
    }
}

/// What can happen to a check-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckOutEvent {
    /// An administrator allows it.
    Allowed,
    /// An administrator says no.
    Declined,
    /// The person takes the wish back.
    Withdrawn,
    /// The person gives it back.
    Returned,
    /// An administrator ends it.
    Ended,
    /// The person's policy is withdrawn.
    PolicyWithdrawn,
    /// Time passes.
    TimePassed {
        /// Now.
        now: Timestamp,
        /// When the wish lapses, or the check-out is over.
        until: Timestamp,
    },
}

/// The step cannot be taken in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the check-out is {}", .0.as_str())]
pub struct Refused(pub CheckOutState);

/// The state after an event.
///
/// # Errors
/// [`Refused`] where the event cannot happen in this state.
pub fn apply(state: CheckOutState, event: CheckOutEvent) -> Result<CheckOutState, Refused> {
    use CheckOutState as S;
    match (state, event) {
        (S::Asked | S::CheckedOut, CheckOutEvent::TimePassed { now, until }) if now >= until => Ok(S::Expired),
        (_, CheckOutEvent::TimePassed { .. }) => Ok(state),
        (S::Asked, CheckOutEvent::Allowed) => Ok(S::CheckedOut),
        (S::Asked, CheckOutEvent::Declined) => Ok(S::Declined),
        (S::Asked, CheckOutEvent::Withdrawn) => Ok(S::Withdrawn),
        (S::CheckedOut, CheckOutEvent::Returned) => Ok(S::Returned),
        (S::CheckedOut, CheckOutEvent::Ended) => Ok(S::Ended),
        (S::Asked | S::CheckedOut, CheckOutEvent::PolicyWithdrawn) => Ok(S::Cancelled),
        (
            _,
            CheckOutEvent::Allowed
            | CheckOutEvent::Declined
            | CheckOutEvent::Withdrawn
            | CheckOutEvent::Returned
            | CheckOutEvent::Ended
            | CheckOutEvent::PolicyWithdrawn,
        ) => Err(Refused(state)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CheckOutState as S;

    const STEPS: [CheckOutEvent; 6] = [
        CheckOutEvent::Allowed,
        CheckOutEvent::Declined,
        CheckOutEvent::Withdrawn,
        CheckOutEvent::Returned,
        CheckOutEvent::Ended,
        CheckOutEvent::PolicyWithdrawn,
    ];

    #[test]
    fn what_may_follow_what() {
        let follows = |state| STEPS.map(|it| apply(state, it).ok());
        assert_eq!(follows(S::Asked), [Some(S::CheckedOut), Some(S::Declined), Some(S::Withdrawn), None, None, Some(S::Cancelled)]);
        assert_eq!(follows(S::CheckedOut), [None, None, None, Some(S::Returned), Some(S::Ended), Some(S::Cancelled)]);
        for over in S::ALL.into_iter().filter(|it| !it.is_open()) {
            assert_eq!(follows(over), [None; 6], "{over:?}");
        }
    }

    #[test]
    fn time_ends_what_is_open_and_nothing_else() {
        let at = |second| Timestamp::from_second(second).unwrap();
        for state in S::ALL {
            let after = |now| apply(state, CheckOutEvent::TimePassed { now: at(now), until: at(100) }).unwrap();
            assert_eq!(after(99), state);
            assert_eq!(after(100), if state.is_open() { S::Expired } else { state });
            assert_eq!(CheckOutState::parse(state.as_str()), Some(state));
        }
    }
}
