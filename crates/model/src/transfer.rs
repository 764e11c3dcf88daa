//! An account's offer to take somebody over: its states, and which step may follow which. Who may take which step is in `rank`.

use crate::account::Federation;
use crate::person::{Rank, Role};
use crate::rank::may_offer;
use crate::stable_name::stable_names;
use jiff::{SignedDuration, Timestamp};

/// How long an offer waits to be accepted.
pub const OFFER_EXPIRES_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);

stable_names! {
    /// Where an offer stands.
    pub enum TransferState {
        /// Waits for the person.
        Offered = "offered",
        /// The person accepted; their old account has to let go. The person is reserved for the account that offered.
        Accepted = "accepted",
        /// The person was added, unlocked, given country and roles.
        Completed = "completed",
        /// The person declined, or withdrew their acceptance.
        Declined = "declined",
        /// The account revoked the offer.
        Revoked = "revoked",
        /// Nobody accepted in time, or the request that it led to ended unfulfilled.
        Expired = "expired",
        /// The old account let go, but the offer did not hold any more: the person is free and was not added.
        NoLongerValid = "no_longer_valid",
    }
}

impl TransferState {
    /// Whether something may still come of it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Offered | Self::Accepted)
    }
}

/// What can happen to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferEvent {
    /// The person accepts.
    Accepted,
    /// The person declines, or withdraws an acceptance.
    Declined,
    /// The account revokes it.
    Revoked,
    /// The person is free, and the offer was checked again: does it still hold?
    Released {
        /// Whether everything that was true when it was offered is true now.
        holds: bool,
    },
    /// The removal request that it led to ended otherwise than fulfilled.
    RequestEnded,
    /// Time passes.
    TimePassed {
        /// Now.
        now: Timestamp,
        /// When the offer ends unless accepted.
        expires: Timestamp,
    },
}

/// The step cannot be taken: the offer is over, or not yet accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the offer is {}", .0.as_str())]
pub struct InvalidTransition(pub TransferState);

/// The state after an event.
///
/// # Errors
/// [`InvalidTransition`] where the event cannot happen in this state.
pub fn apply(state: TransferState, event: TransferEvent) -> Result<TransferState, InvalidTransition> {
    use TransferState as S;
    match (state, event) {
        (S::Offered, TransferEvent::TimePassed { now, expires }) if now >= expires => Ok(S::Expired),
        (_, TransferEvent::TimePassed { .. }) => Ok(state),
        (S::Offered, TransferEvent::Accepted) => Ok(S::Accepted),
        (S::Offered | S::Accepted, TransferEvent::Declined) => Ok(S::Declined),
        (S::Offered | S::Accepted, TransferEvent::Revoked) => Ok(S::Revoked),
        (S::Accepted, TransferEvent::Released { holds: true }) => Ok(S::Completed),
        (S::Accepted, TransferEvent::Released { holds: false }) => Ok(S::NoLongerValid),
        (S::Accepted, TransferEvent::RequestEnded) => Ok(S::Expired),
        (
            _,
            TransferEvent::Accepted
            | TransferEvent::Declined
            | TransferEvent::Revoked
            | TransferEvent::Released { .. }
            | TransferEvent::RequestEnded,
        ) => Err(InvalidTransition(state)),
    }
}

/// What an offer stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferFacts<'a> {
    /// The rank that who made it has in the account now; `None` where they left it or are locked.
    pub offered_by: Option<Rank>,
    /// How the account that offers provisions its people.
    pub federation: Federation,
    /// The roles that come with it.
    pub roles: &'a [Role],
}

/// Whether an offer can be made, and still holds: asked when it is made, accepted and carried out. Which country comes with it is no
/// question: an explicit country may be any.
pub fn holds(facts: &OfferFacts<'_>) -> bool {
    facts.offered_by >= Some(Rank::CoAdmin) && facts.federation == Federation::None && may_offer(facts.roles).is_ok()
}
