//! What an administrator asks of the service: one method per route of `/v1/accounts/{account}`.

use crate::failure::Failure;
use async_trait::async_trait;
use domicile_model::id::{
    AccountId, CheckOutId, InvitationId, LicenceAssignmentId, PersonRequestId, RemovalId, RemovalRequestId, TransferId, UserId,
};
use domicile_model::person::{LockReason, Role};
use domicile_model::wire::{
    AccountDetails, AddAnswer, AddUser, Approval, CheckOut, Invitation, LicenceAssignments, Member, Members, OfferTo, OwnedEntitlement,
    PersonRequest, Removal, RemovalPreflight, RemovalRequest, Rights, Transfer, Undone, Word,
};

/// The account's side of the service, for the person who is signed in. Lists come complete, as far as lists go; the people page by page.
#[async_trait]
pub trait AdminApi: Send + Sync {
    /// The account itself.
    async fn account(&self, account: &AccountId) -> Result<AccountDetails, Failure>;

    /// What it owns.
    async fn entitlements(&self, account: &AccountId) -> Result<Vec<OwnedEntitlement>, Failure>;

    /// Its named licences, newest first; there are more than anybody wants to read where a cursor comes with them.
    async fn licence_assignments(&self, account: &AccountId) -> Result<LicenceAssignments, Failure>;

    /// A page of its people whose name or address holds the text.
    async fn members(&self, account: &AccountId, query: &str, cursor: Option<&str>) -> Result<Members, Failure>;

    /// One of its people.
    async fn member(&self, account: &AccountId, user: &UserId) -> Result<Member, Failure>;

    /// What one of its people may run, and why.
    async fn rights(&self, account: &AccountId, user: &UserId) -> Result<Rights, Failure>;

    /// What is the case with an address. Changes nothing.
    async fn look_up(&self, account: &AccountId, email: &str) -> Result<AddAnswer, Failure>;

    /// Creates, adds, invites or offers. What stands against it is a failure with a code of adding.
    async fn add(&self, account: &AccountId, add: AddUser) -> Result<AddAnswer, Failure>;

    /// What stands in the way of removing somebody.
    async fn preflight(&self, account: &AccountId, user: &UserId) -> Result<RemovalPreflight, Failure>;

    /// Removes somebody.
    async fn remove(&self, account: &AccountId, user: &UserId) -> Result<(), Failure>;

    /// Who was removed and can be restored, newest first.
    async fn removals(&self, account: &AccountId) -> Result<Vec<Removal>, Failure>;

    /// Restores somebody who was removed, or asks them first.
    async fn restore(&self, account: &AccountId, removal: &RemovalId) -> Result<Undone, Failure>;

    /// Locks somebody.
    async fn lock(&self, account: &AccountId, user: &UserId, because: Option<String>) -> Result<(), Failure>;

    /// Lifts the lock of this reason.
    async fn unlock(&self, account: &AccountId, user: &UserId, lock: LockReason) -> Result<(), Failure>;

    /// Sets all roles given directly; also such as this version does not know, since what is not sent is taken away.
    async fn set_roles(&self, account: &AccountId, user: &UserId, roles: &[Word<Role>]) -> Result<(), Failure>;

    /// Sets the entitlement country, or lets the rule decide.
    async fn set_country(&self, account: &AccountId, user: &UserId, country: Option<String>) -> Result<(), Failure>;

    /// Makes somebody a Fulfilment Contact.
    async fn designate(&self, account: &AccountId, user: &UserId, country: Option<String>) -> Result<(), Failure>;

    /// Ends a designation.
    async fn end_designation(&self, account: &AccountId, user: &UserId) -> Result<(), Failure>;

    /// The account's removal requests, newest first.
    async fn requests(&self, account: &AccountId) -> Result<Vec<RemovalRequest>, Failure>;

    /// Opens one: it counts as seen.
    async fn open_request(&self, account: &AccountId, id: &RemovalRequestId) -> Result<RemovalRequest, Failure>;

    /// Approves one, which removes the person.
    async fn approve(&self, account: &AccountId, id: &RemovalRequestId) -> Result<RemovalRequest, Failure>;

    /// Declines one.
    async fn decline(&self, account: &AccountId, id: &RemovalRequestId, reason: String) -> Result<RemovalRequest, Failure>;

    /// The account's requests of other kinds, newest first.
    async fn person_requests(&self, account: &AccountId) -> Result<Vec<PersonRequest>, Failure>;

    /// Opens one of them: it counts as seen.
    async fn open_person_request(&self, account: &AccountId, id: &PersonRequestId) -> Result<PersonRequest, Failure>;

    /// Approves one of them, which does what it asks for.
    async fn approve_person_request(&self, account: &AccountId, id: &PersonRequestId) -> Result<PersonRequest, Failure>;

    /// Declines one of them.
    async fn decline_person_request(&self, account: &AccountId, id: &PersonRequestId, reason: String) -> Result<PersonRequest, Failure>;

    /// Its offers, newest first.
    async fn transfers(&self, account: &AccountId) -> Result<Vec<Transfer>, Failure>;

    /// Offers to take somebody over.
    async fn offer(&self, account: &AccountId, offer: OfferTo) -> Result<Transfer, Failure>;

    /// Takes an offer back.
    async fn revoke_transfer(&self, account: &AccountId, id: &TransferId) -> Result<(), Failure>;

    /// Its invitations, newest first.
    async fn invitations(&self, account: &AccountId) -> Result<Vec<Invitation>, Failure>;

    /// Takes an invitation back.
    async fn revoke_invitation(&self, account: &AccountId, id: &InvitationId) -> Result<(), Failure>;

    /// Who waits for approval, newest first.
    async fn approvals(&self, account: &AccountId) -> Result<Vec<Approval>, Failure>;

    /// Lets somebody in.
    async fn approve_person(&self, account: &AccountId, user: &UserId) -> Result<(), Failure>;

    /// Does not let them in.
    async fn reject_person(&self, account: &AccountId, user: &UserId) -> Result<(), Failure>;

    /// Gives a named licence to somebody else.
    async fn reassign_licence(&self, account: &AccountId, id: &LicenceAssignmentId, user: &UserId) -> Result<(), Failure>;

    /// Takes a named licence back.
    async fn return_licence(&self, account: &AccountId, id: &LicenceAssignmentId) -> Result<(), Failure>;

    /// Its check-outs that are open.
    async fn check_outs(&self, account: &AccountId) -> Result<Vec<CheckOut>, Failure>;

    /// Allows one, for as many days as asked or named.
    async fn allow_check_out(&self, account: &AccountId, id: &CheckOutId, days: Option<u16>) -> Result<CheckOut, Failure>;

    /// Declines one.
    async fn decline_check_out(&self, account: &AccountId, id: &CheckOutId, reason: String) -> Result<CheckOut, Failure>;

    /// Ends one before its time.
    async fn end_check_out(&self, account: &AccountId, id: &CheckOutId) -> Result<CheckOut, Failure>;
}
