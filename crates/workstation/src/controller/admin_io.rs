//! What an administrator's requests come to at the service, and reading the account as it is then. The state of the window is not here.

#![deny(clippy::wildcard_enum_match_arm, reason = "a forgotten change must not compile")]

use super::rights::rights;
use crate::api::AdminApi;
use crate::failure::Failure;
use crate::request::AdminChange;
use crate::state::{AccountLicences, Card, InboxState, PeopleState};
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::Role;
use domicile_model::wire::{AccountDetails, AddAction, AddUser, CheckOut, PersonRequest};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What was searched for and opened when a read began: an answer that knows of less than what is shown by now is the older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ReadGeneration {
    /// Counts searches for people.
    pub(super) search: u64,
    /// Counts requests that were opened.
    pub(super) opening: u64,
}

/// What was read of an account.
#[derive(Debug)]
pub(super) struct AccountRead {
    pub(super) account: Option<AccountDetails>,
    pub(super) inbox: Result<InboxState, Failure>,
    pub(super) people: Option<Result<PeopleState, Failure>>,
    pub(super) licences: Option<Result<AccountLicences, Failure>>,
}

/// What is to be read.
#[derive(Debug, Clone)]
pub(super) struct ReadPlan {
    pub(super) account: AccountId,
    /// Requests whose pre-flight is shown.
    pub(super) opened: Vec<String>,
    /// What the list of people is searched for; `None`: not shown.
    pub(super) query: Option<String>,
    pub(super) card: Option<Card>,
    /// Read what the account owns, at this moment; `None`: what is known is fresh enough, or nobody looks.
    pub(super) licences: Option<Timestamp>,
}

/// What came of a change.
#[derive(Default)]
pub(super) struct Executed {
    /// The card, where the answer brought one.
    pub(super) card: Option<Card>,
    /// What is said instead, where the answer was another than usual.
    pub(super) message: Option<&'static str>,
}

/// Asks the service for a change.
pub(super) async fn execute(api: &dyn AdminApi, account: &AccountId, change: &AdminChange) -> Result<Executed, Failure> {
    use AdminChange as C;
    match change {
        C::Create { email, name } => add(api, account, AddUser { display_name: name.clone(), ..to_add(email, AddAction::Create) }).await,
        C::AddToAccount { email } => add(api, account, to_add(email, AddAction::AddToAccount)).await,
        C::Invite { email, roles, country } => {
            add(api, account, AddUser { roles: roles.clone(), country: country.clone(), ..to_add(email, AddAction::Invite) }).await
        }
        C::OfferTransfer { email, roles, country } => {
            add(api, account, AddUser { roles: roles.clone(), country: country.clone(), ..to_add(email, AddAction::OfferTransfer) }).await
        }
        C::Restore { removal } => {
            let restored = api.restore(account, removal).await?;
            // Whoever left at their own request is not simply back: they are asked first.
            Ok(Executed { card: None, message: restored.member.is_none().then_some("notice-asked-back") })
        }
        C::Approve { id } => done(api.approve(account, id).await),
        C::Decline { id, reason } => done(api.decline(account, id, reason.clone()).await),
        C::ApproveAsk { id } => done(api.approve_person_request(account, id).await),
        C::DeclineAsk { id, reason } => done(api.decline_person_request(account, id, reason.clone()).await),
        C::RevokeTransfer { id } => done(api.revoke_transfer(account, id).await),
        C::RevokeInvitation { id } => done(api.revoke_invitation(account, id).await),
        C::ApprovePerson { user } => done(api.approve_person(account, user).await),
        C::RejectPerson { user } => done(api.reject_person(account, user).await),
        C::Lock { user, because } => done(api.lock(account, user, because.clone()).await),
        C::Unlock { user, lock } => done(api.unlock(account, user, *lock).await),
        C::SetCountry { user, country } => done(api.set_country(account, user, country.clone()).await),
        C::SetRoles { user, roles } => done(set_roles(api, account, user, roles).await),
        C::Remove { user } => done(api.remove(account, user).await),
        C::Designate { user, country } => done(api.designate(account, user, country.clone()).await),
        C::EndDesignation { user } => done(api.end_designation(account, user).await),
        C::ReassignLicence { id, user } => done(api.reassign_licence(account, id, user).await),
        C::ReturnLicence { id } => done(api.return_licence(account, id).await),
        C::AllowCheckOut { id, days } => done(api.allow_check_out(account, id, *days).await),
        C::DeclineCheckOut { id, reason } => done(api.decline_check_out(account, id, reason.clone()).await),
        C::EndCheckOut { id } => done(api.end_check_out(account, id).await),
    }
}

/// What is not named is taken away: roles that this version does not know cannot be named here, so they stay.
async fn set_roles(api: &dyn AdminApi, account: &AccountId, user: &UserId, roles: &[Role]) -> Result<(), Failure> {
    let member = api.member(account, user).await?;
    api.set_roles(account, user, &member.with_unknown_roles(roles)).await
}

fn to_add(email: &str, action: AddAction) -> AddUser {
    AddUser { email: email.to_owned(), display_name: None, action: Some(action), roles: Vec::new(), country: None }
}

async fn add(api: &dyn AdminApi, account: &AccountId, body: AddUser) -> Result<Executed, Failure> {
    api.add(account, body).await.map(|it| Executed { card: Some(Card::of(it)), message: None })
}

/// A change whose answer tells nothing that is not read anyway.
fn done<T>(result: Result<T, Failure>) -> Result<Executed, Failure> {
    result.map(|_| Executed::default())
}

/// Reads the account as it is now.
pub(super) async fn read(api: &dyn AdminApi, plan: &ReadPlan) -> AccountRead {
    let id = &plan.account;
    let people = async {
        match &plan.query {
            Some(query) => Some(people(api, plan, query).await),
            None => None,
        }
    };
    let licences = async {
        match plan.licences {
            Some(now) => Some(licences(api, id, now).await),
            None => None,
        }
    };
    let (account, inbox, people, licences) = tokio::join!(api.account(id), inbox(api, plan), people, licences);
    AccountRead { account: account.ok(), inbox, people, licences }
}

/// What the account owns, and whose names stand on it.
async fn licences(api: &dyn AdminApi, account: &AccountId, now: Timestamp) -> Result<AccountLicences, Failure> {
    let (entitlements, assignments) = tokio::join!(api.entitlements(account), api.licence_assignments(account));
    let assignments = assignments?;
    let more = assignments.next_cursor.is_some();
    Ok(AccountLicences { read: now, entitlements: entitlements?, assignments: assignments.items, more })
}

async fn inbox(api: &dyn AdminApi, plan: &ReadPlan) -> Result<InboxState, Failure> {
    let id = &plan.account;
    let (requests, asks, approvals, check_outs) =
        tokio::join!(api.requests(id), person_requests(api, id), api.approvals(id), check_outs(api, id));
    let requests = requests?;
    let mut opened = BTreeMap::new();
    for request in requests.iter().filter(|it| it.is_open() && plan.opened.iter().any(|id| id == it.id.as_str())) {
        opened.insert(request.id.as_str().to_owned(), api.preflight(id, &request.user.id).await?);
    }
    Ok(InboxState { loaded: true, busy: false, requests, asks: asks?, approvals: approvals?, check_outs: check_outs?, opened })
}

/// The requests of other kinds; none where the service is of a version that does not know any.
async fn person_requests(api: &dyn AdminApi, account: &AccountId) -> Result<Vec<PersonRequest>, Failure> {
    match api.person_requests(account).await {
        Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => Ok(Vec::new()),
        answer => answer,
    }
}

/// The open check-outs; none where the service is of a version that does not know any.
async fn check_outs(api: &dyn AdminApi, account: &AccountId) -> Result<Vec<CheckOut>, Failure> {
    match api.check_outs(account).await {
        Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => Ok(Vec::new()),
        answer => answer,
    }
}

async fn people(api: &dyn AdminApi, plan: &ReadPlan, query: &str) -> Result<PeopleState, Failure> {
    let id = &plan.account;
    let (members, transfers, invitations, removals, card) =
        tokio::join!(api.members(id, query, None), api.transfers(id), api.invitations(id), api.removals(id), reload_card(api, plan),);
    let members = members?;
    Ok(PeopleState {
        query: String::new(),
        busy: false,
        card: card?,
        members: members.items,
        next: members.next_cursor,
        transfers: transfers?,
        invitations: invitations?,
        removals: removals?,
    })
}

/// The open card, read again. Looking an address up is counted by the service, so only what is of the account is read again.
async fn reload_card(api: &dyn AdminApi, plan: &ReadPlan) -> Result<Option<Card>, Failure> {
    let id = &plan.account;
    match &plan.card {
        Some(Card::Member { member, how, preview, .. }) => {
            let user: &UserId = &member.user.id;
            let (member, rights) = tokio::join!(api.member(id, user), rights(api, id, user));
            let member = match member {
                // Somebody removed them meanwhile.
                Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => return Ok(None),
                member => member?,
            };
            let preview = match preview {
                Some(_) => Some(api.preflight(id, user).await?),
                None => None,
            };
            Ok(Some(Card::Member { member: Box::new(member), how: how.clone(), preview, rights }))
        }
        Some(Card::Address(answer)) => {
            let mut answer = answer.clone();
            if let Some(transfer) = &mut answer.transfer {
                let all = api.transfers(id).await?;
                if let Some(now) = all.into_iter().find(|it| it.id == transfer.id) {
                    *transfer = now;
                }
            }
            if let Some(invitation) = &mut answer.invitation {
                let all = api.invitations(id).await?;
                if let Some(now) = all.into_iter().find(|it| it.id == invitation.id) {
                    *invitation = now;
                }
            }
            Ok(Some(Card::Address(answer)))
        }
        None => Ok(None),
    }
}
