//! Moving between accounts: everything that concerns more than one of membership, removal requests, offers and invitations. Those know
//! nothing of each other's steps; here is what one of them brings about in another:
//!
//! - whoever leaves has their open request fulfilled, and the offer that they accepted carried out (`leave`, `complete`);
//! - an offer accepted files the request to leave, one declined withdraws it (`accept_offer`, `decline_offer`);
//! - a removal that is reversed joins again (`restore`), by an administrator, by an invitation (`answer_invitation`), by mail (`dispute`).
//!
//! That a request which ends otherwise than fulfilled ends the acceptance is in `removal`, and that joining ends invitations in
//! `membership::join`: both stand above what they end.

pub(crate) mod accept_offer;
pub(crate) mod answer_invitation;
pub(crate) mod answer_request;
mod complete;
pub(crate) mod decline_offer;
pub(crate) mod dispute;
pub(crate) mod leave;
pub(crate) mod restore;
pub(crate) mod self_removal;
