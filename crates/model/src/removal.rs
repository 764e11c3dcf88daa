//! A person's tracked request to leave their account: its route, its states, and which step may follow which.

use crate::account::Federation;
use crate::preflight::Blocker;
use crate::stable_name::stable_names;
use jiff::{SignedDuration, Timestamp};

/// How long a request waits for an answer.
pub const EXPIRES_AFTER: SignedDuration = SignedDuration::from_hours(14 * 24);
/// After how long whoever can answer is reminded, each time once.
pub const REMINDERS_AFTER: [SignedDuration; 2] = [SignedDuration::from_hours(3 * 24), SignedDuration::from_hours(7 * 24)];
/// How many requests one person may file in 24 hours.
pub const FILINGS_A_DAY: u32 = 3;

stable_names! {
    /// Who can fulfil the request; decided by the directory, told to the user before sending.
    pub enum Route {
        /// An administrator of the account.
        Administrator = "administrator",
        /// The company's IT: the person is provisioned from the company's directory.
        InternalIt = "internal_it",
        /// Support: the account has no administrator.
        Support = "support",
    }
}

/// Decides the route. `administrators` counts those who are not locked.
pub fn route(federation: Federation, provisioned: bool, administrators: usize) -> Route {
    match federation {
        Federation::Scim if provisioned => Route::InternalIt,
        _ if administrators == 0 => Route::Support,
        Federation::None | Federation::Jit | Federation::Scim => Route::Administrator,
    }
}

stable_names! {
    /// Where a request stands.
    pub enum RemovalState {
        /// Sent, nobody has opened it.
        Submitted = "submitted",
        /// An administrator opened it.
        Seen = "seen",
        /// Approved, removal under way.
        Approved = "approved",
        /// The person was removed.
        Fulfilled = "fulfilled",
        /// Approving it ran into blockers.
        Blocked = "blocked",
        /// An administrator said no, with a reason.
        Declined = "declined",
        /// The person withdrew it.
        Withdrawn = "withdrawn",
        /// Nobody answered in time.
        Expired = "expired",
    }
}

impl RemovalState {
    /// Open requests wait for somebody. A person has at most one.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Submitted | Self::Seen | Self::Blocked | Self::Approved)
    }
}

/// What happens to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemovalEvent {
    /// An administrator opened it.
    Opened,
    /// An administrator approved it; these blockers stand in the way (none: removed in the same transaction).
    Approved(Vec<Blocker>),
    /// The blockers that stood in the way are gone.
    Unblocked,
    /// An administrator declined it.
    Declined {
        /// What the person will read; never empty.
        reason: String,
    },
    /// The person withdrew it.
    Withdrawn,
    /// The person left the account, whoever did it.
    Removed,
    /// Time passed.
    TimePassed {
        /// The present moment.
        now: Timestamp,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
}

/// Why an event cannot happen to a request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    /// It was answered or withdrawn before.
    #[error("the request is closed: {}", .0.as_str())]
    Closed(RemovalState),
    /// Declining needs a reason.
    #[error("declining needs a reason")]
    ReasonRequired,
}

/// How many reminders are due by now for an open request; what was due while nobody could send it counts as one.
pub fn reminders_due(submitted: Timestamp, now: Timestamp) -> usize {
    REMINDERS_AFTER.into_iter().filter(|after| now.duration_since(submitted) >= *after).count()
}

/// The state that follows. An event that changes nothing (opened twice, time passed too early) returns the state as it is.
///
/// # Errors
/// [`TransitionError`] where the event cannot happen any more; the request then stays as it is.
pub fn apply(state: RemovalState, event: &RemovalEvent) -> Result<RemovalState, TransitionError> {
    use RemovalState as S;
    if !state.is_open() {
        return match event {
            RemovalEvent::Opened | RemovalEvent::TimePassed { .. } | RemovalEvent::Unblocked | RemovalEvent::Removed => Ok(state),
            RemovalEvent::Approved(_) | RemovalEvent::Declined { .. } | RemovalEvent::Withdrawn => Err(TransitionError::Closed(state)),
        };
    }
    Ok(match event {
        RemovalEvent::Opened if state == S::Submitted => S::Seen,
        RemovalEvent::Opened => state,
        RemovalEvent::Approved(blockers) if blockers.iter().any(|it| it.blocks()) => S::Blocked,
        RemovalEvent::Approved(_) => S::Approved,
        RemovalEvent::Unblocked if state == S::Blocked => S::Seen,
        RemovalEvent::Unblocked => state,
        RemovalEvent::Declined { reason } if reason.trim().is_empty() => return Err(TransitionError::ReasonRequired),
        RemovalEvent::Declined { .. } => S::Declined,
        RemovalEvent::Withdrawn => S::Withdrawn,
        RemovalEvent::Removed => S::Fulfilled,
        RemovalEvent::TimePassed { now, expires } if now >= expires => S::Expired,
        RemovalEvent::TimePassed { .. } => state,
    })
}
