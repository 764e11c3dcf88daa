//! What an administrator asks of the service: one method per route of `/v1/accounts/{account}`.

use crate::failure::Failure;
use async_trait::async_trait;
use domicile_model::wire::{
    AccountDetails, AddAnswer, AddUser, Approval, CheckOut, Invitation, Member, Members, OfferTo, Removal, RemovalPreflight,
    RemovalRequest, Rights, Transfer, Undone,
};

/// The account's side of the service, for the person who is signed in. Lists come complete, as far as lists go; the people page by page.
#[async_trait]
pub trait AdminApi: Send + Sync {
    /// The account itself.
    async fn account(&self, account: &str) -> Result<AccountDetails, Failure>;

    /// A page of its people whose name or address holds the text.
    async fn members(&self, account: &str, query: &str, cursor: Option<&str>) -> Result<Members, Failure>;

    /// One of its people.
    async fn member(&self, account: &str, user: &str) -> Result<Member, Failure>;

    /// What one of its people may run, and why.
    async fn rights(&self, account: &str, user: &str) -> Result<Rights, Failure>;

    /// What is the case with an address. Changes nothing.
    async fn look_up(&self, account: &str, email: &str) -> Result<AddAnswer, Failure>;

    /// Creates, adds, invites or offers. What stands against it is a failure with a code of adding.
    async fn add(&self, account: &str, add: AddUser) -> Result<AddAnswer, Failure>;

    /// What stands in the way of removing somebody.
    async fn preflight(&self, account: &str, user: &str) -> Result<RemovalPreflight, Failure>;

    /// Removes somebody.
    async fn remove(&self, account: &str, user: &str) -> Result<(), Failure>;

    /// Who was removed and can be brought back, newest first.
    async fn removals(&self, account: &str) -> Result<Vec<Removal>, Failure>;

    /// Brings somebody back, or asks them first.
    async fn undo(&self, account: &str, removal: &str) -> Result<Undone, Failure>;

    /// Locks somebody.
    async fn lock(&self, account: &str, user: &str, because: Option<String>) -> Result<(), Failure>;

    /// Lifts a lock, named by its stable reason.
    async fn unlock(&self, account: &str, user: &str, lock: &str) -> Result<(), Failure>;

    /// Sets all roles given directly, by their stable names.
    async fn set_roles(&self, account: &str, user: &str, roles: &[String]) -> Result<(), Failure>;

    /// Sets the entitlement country, or lets the rule decide.
    async fn set_country(&self, account: &str, user: &str, country: Option<String>) -> Result<(), Failure>;

    /// Makes somebody a Fulfilment Contact.
    async fn designate(&self, account: &str, user: &str, country: Option<String>) -> Result<(), Failure>;

    /// Ends a designation.
    async fn end_designation(&self, account: &str, user: &str) -> Result<(), Failure>;

    /// The account's removal requests, newest first.
    async fn requests(&self, account: &str) -> Result<Vec<RemovalRequest>, Failure>;

    /// Opens one: it counts as seen.
    async fn open_request(&self, account: &str, id: &str) -> Result<RemovalRequest, Failure>;

    /// Approves one, which removes the person.
    async fn approve(&self, account: &str, id: &str) -> Result<RemovalRequest, Failure>;

    /// Declines one.
    async fn decline(&self, account: &str, id: &str, reason: String) -> Result<RemovalRequest, Failure>;

    /// Its offers, newest first.
    async fn transfers(&self, account: &str) -> Result<Vec<Transfer>, Failure>;

    /// Offers to take somebody over.
    async fn offer(&self, account: &str, offer: OfferTo) -> Result<Transfer, Failure>;

    /// Takes an offer back.
    async fn revoke_transfer(&self, account: &str, id: &str) -> Result<(), Failure>;

    /// Its invitations, newest first.
    async fn invitations(&self, account: &str) -> Result<Vec<Invitation>, Failure>;

    /// Takes an invitation back.
    async fn revoke_invitation(&self, account: &str, id: &str) -> Result<(), Failure>;

    /// Who waits for approval, newest first.
    async fn approvals(&self, account: &str) -> Result<Vec<Approval>, Failure>;

    /// Lets somebody in, or not.
    async fn answer_approval(&self, account: &str, user: &str, let_in: bool) -> Result<(), Failure>;

    /// Gives a named licence to somebody else.
    async fn reassign_licence(&self, account: &str, id: &str, user: &str) -> Result<(), Failure>;

    /// Takes a named licence back.
    async fn return_licence(&self, account: &str, id: &str) -> Result<(), Failure>;

    /// Its check-outs that are open; those of one person where named.
    async fn check_outs(&self, account: &str, user: Option<&str>) -> Result<Vec<CheckOut>, Failure>;

    /// Allows one, for as many days as asked or named.
    async fn allow_check_out(&self, account: &str, id: &str, days: Option<u16>) -> Result<CheckOut, Failure>;

    /// Declines one.
    async fn decline_check_out(&self, account: &str, id: &str, reason: String) -> Result<CheckOut, Failure>;

    /// Ends one before its time.
    async fn end_check_out(&self, account: &str, id: &str) -> Result<CheckOut, Failure>;
}
