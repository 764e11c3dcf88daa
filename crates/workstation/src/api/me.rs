//! What the person asks of the service for themselves: one method per route of `/v1/me` whose answer is not kept on this computer.

use crate::failure::Failure;
use async_trait::async_trait;
use domicile_model::id::UserId;
use domicile_model::wire::{
    AcceptedOffer, FilePersonRequest, FileRemoval, Me, Moved, PatchMe, PersonRequest, RemovalRequest, ServiceRequest,
};

/// The person's side of the service, for whoever is signed in.
#[async_trait]
pub trait MeApi: Send + Sync {
    /// Changes language or profile country.
    async fn update_me(&self, patch: PatchMe) -> Result<Me, Failure>;

    /// Files a removal request. Where one is open, a failure `request_already_open` carries it.
    async fn file_removal(&self, removal: FileRemoval) -> Result<RemovalRequest, Failure>;

    /// The person's removal requests, newest first.
    async fn removals(&self) -> Result<Vec<RemovalRequest>, Failure>;

    /// Withdraws the open removal request.
    async fn withdraw_removal(&self, id: &str) -> Result<(), Failure>;

    /// Sends a declined or expired request again, to the administrator named or to all.
    async fn resend_removal(&self, id: &str, to: Option<UserId>) -> Result<RemovalRequest, Failure>;

    /// Asks to be added, to be unlocked, for a country, for a role. Where one of the kind is open, a failure `request_already_open` carries it.
    async fn file_person_request(&self, request: FilePersonRequest) -> Result<PersonRequest, Failure>;

    /// The person's requests of these kinds, newest first; none where the service is of a version that does not know any.
    async fn person_requests(&self) -> Result<Vec<PersonRequest>, Failure>;

    /// Withdraws one of them.
    async fn withdraw_person_request(&self, id: &str) -> Result<(), Failure>;

    /// Accepts another account's offer. Files the removal request with the old account, where there is one.
    async fn accept_offer(&self, id: &str) -> Result<AcceptedOffer, Failure>;

    /// Declines an offer, or takes an acceptance back.
    async fn decline_offer(&self, id: &str) -> Result<(), Failure>;

    /// Accepts an invitation.
    async fn accept_invitation(&self, id: &str) -> Result<Moved, Failure>;

    /// Declines an invitation.
    async fn decline_invitation(&self, id: &str) -> Result<(), Failure>;

    /// Leaves the account alone, within 14 days of having been added without being asked.
    async fn leave(&self) -> Result<Moved, Failure>;

    /// Opens a case at support.
    async fn ask_support(&self, text: String) -> Result<ServiceRequest, Failure>;
}
