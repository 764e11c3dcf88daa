//! Check-outs: a product taken along on one machine for longer than the policy lasts. Their states, and which step may follow which. The
//! signed document is `domicile-policy`'s.

use crate::stable_name::stable_names;
use jiff::{SignedDuration, Timestamp};

/// The longest check-out, in days.
pub const MAX_DAYS: u16 = 30;
/// How long an unanswered request waits.
pub const REQUEST_EXPIRES_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);

stable_names! {
    /// Where a check-out stands.
    pub enum CheckOutState {
        /// The person asked; an administrator has to allow it.
        Asked = "asked",
        /// Allowed and signed: counts on its machine until it ends.
        CheckedOut = "checked_out",
        /// An administrator said no.
        Declined = "declined",
        /// The person withdrew the request.
        Withdrawn = "withdrawn",
        /// The person returned it.
        Returned = "returned",
        /// An administrator ended it.
        Ended = "ended",
        /// The person was locked, disabled or left the account: their policy was withdrawn, and this with it.
        Cancelled = "cancelled",
        /// Its time is over, or nobody answered in time.
        Expired = "expired",
    }
}

impl CheckOutState {
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
    /// The person withdraws the request.
    Withdrawn,
    /// The person returns it.
    Returned,
    /// An administrator ends it.
    Ended,
    /// The person's policy is withdrawn.
    PolicyWithdrawn,
    /// Time passes.
    TimePassed {
        /// Now.
        now: Timestamp,
        /// When the request lapses, or the check-out is over.
        until: Timestamp,
    },
}

/// The step cannot be taken in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the check-out is {}", .0.as_str())]
pub struct InvalidTransition(pub CheckOutState);

/// The state after an event.
///
/// # Errors
/// [`InvalidTransition`] where the event cannot happen in this state.
pub fn apply(state: CheckOutState, event: CheckOutEvent) -> Result<CheckOutState, InvalidTransition> {
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
        ) => Err(InvalidTransition(state)),
    }
}
