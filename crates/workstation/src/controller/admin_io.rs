//! What an administrator's requests come to at the service, and reading the account as it is then. The state of the window is not here.

use super::rights::rights;
use crate::api::AdminApi;
use crate::failure::Failure;
use crate::request::AdminRequest;
use crate::state::{Card, InboxState, PeopleState};
use domicile_model::id::UserId;
use domicile_model::person::Role;
use domicile_model::wire::{AccountDetails, AddAction, AddUser, CheckOut};
use std::collections::BTreeMap;

/// What was read of an account.
#[derive(Debug)]
pub(super) struct AccountRead {
    pub(super) account: Option<AccountDetails>,
    pub(super) inbox: Result<InboxState, Failure>,
    pub(super) people: Option<Result<PeopleState, Failure>>,
}

/// What is to be read.
#[derive(Debug, Clone)]
pub(super) struct ReadPlan {
    pub(super) account: String,
    /// Requests whose pre-flight is shown.
    pub(super) opened: Vec<String>,
    /// What the list of people is searched for; `None`: not shown.
    pub(super) query: Option<String>,
    pub(super) card: Option<Card>,
}

/// What came of a change.
#[derive(Default)]
pub(super) struct Executed {
    /// The card, where the answer brought one.
    pub(super) card: Option<Card>,
    /// What is said instead, where the answer was another than usual.
    pub(super) message: Option<&'static str>,
}

/// Does what was asked.
pub(super) async fn execute(api: &dyn AdminApi, account: &str, request: &AdminRequest) -> Result<Executed, Failure> {
    let add = |email: &str, name: &Option<String>, action, roles: &[String], country: &Option<String>| AddUser {
        email: email.to_owned(),
        display_name: name.clone(),
        action: Some(action),
        roles: roles.iter().filter_map(|it| Role::parse(it)).collect(),
        country: country.clone(),
    };
    let body = match request {
        AdminRequest::Create { email, name } => Some(add(email, name, AddAction::Create, &[], &None)),
        AdminRequest::AddToAccount { email } => Some(add(email, &None, AddAction::AddToAccount, &[], &None)),
        AdminRequest::Invite { email, roles, country } => Some(add(email, &None, AddAction::Invite, roles, country)),
        AdminRequest::OfferTransfer { email, roles, country } => Some(add(email, &None, AddAction::OfferTransfer, roles, country)),
        _ => None,
    };
    if let Some(body) = body {
        return api.add(account, body).await.map(|it| Executed { card: Some(Card::of(it)), message: None });
    }
    if let AdminRequest::Undo { removal } = request {
        let undone = api.undo(account, removal).await?;
        // Whoever left at their own request is not simply back: they are asked first.
        return Ok(Executed { card: None, message: undone.member.is_none().then_some("notice-asked-back") });
    }
    match request {
        AdminRequest::Approve { id } => api.approve(account, id).await.map(drop),
        AdminRequest::Decline { id, reason } => api.decline(account, id, reason.clone()).await.map(drop),
        AdminRequest::RevokeTransfer { id } => api.revoke_transfer(account, id).await,
        AdminRequest::RevokeInvitation { id } => api.revoke_invitation(account, id).await,
        AdminRequest::ApprovePerson { user } => api.answer_approval(account, user, true).await,
        AdminRequest::RejectPerson { user } => api.answer_approval(account, user, false).await,
        AdminRequest::Lock { user, because } => api.lock(account, user, because.clone()).await,
        AdminRequest::Unlock { user, lock } => api.unlock(account, user, lock).await,
        AdminRequest::SetCountry { user, country } => api.set_country(account, user, country.clone()).await,
        AdminRequest::SetRoles { user, roles } => api.set_roles(account, user, roles).await,
        AdminRequest::Remove { user } => api.remove(account, user).await,
        AdminRequest::Designate { user, country } => api.designate(account, user, country.clone()).await,
        AdminRequest::EndDesignation { user } => api.end_designation(account, user).await,
        AdminRequest::ReassignLicence { id, user } => api.reassign_licence(account, id, user).await,
        AdminRequest::ReturnLicence { id } => api.return_licence(account, id).await,
        AdminRequest::AllowCheckOut { id, days } => api.allow_check_out(account, id, *days).await.map(drop),
        AdminRequest::DeclineCheckOut { id, reason } => api.decline_check_out(account, id, reason.clone()).await.map(drop),
        AdminRequest::EndCheckOut { id } => api.end_check_out(account, id).await.map(drop),
        _ => Ok(()),
    }?;
    Ok(Executed::default())
}

/// Reads the account as it is now.
pub(super) async fn read(api: &dyn AdminApi, plan: &ReadPlan) -> AccountRead {
    let id = plan.account.as_str();
    let people = async {
        match &plan.query {
            Some(query) => Some(people(api, plan, query).await),
            None => None,
        }
    };
    let (account, inbox, people) = tokio::join!(api.account(id), inbox(api, plan), people);
    AccountRead { account: account.ok(), inbox, people }
}

async fn inbox(api: &dyn AdminApi, plan: &ReadPlan) -> Result<InboxState, Failure> {
    let id = plan.account.as_str();
    let (requests, approvals, check_outs) = tokio::join!(api.requests(id), api.approvals(id), check_outs(api, id));
    let requests = requests?;
    let mut opened = BTreeMap::new();
    for request in requests.iter().filter(|it| it.state.is_open() && plan.opened.iter().any(|id| id == it.id.as_str())) {
        opened.insert(request.id.as_str().to_owned(), api.preflight(id, request.user.id.as_str()).await?);
    }
    Ok(InboxState { loaded: true, busy: false, requests, approvals: approvals?, check_outs: check_outs?, opened })
}

/// The open check-outs; none where the service is of a version that does not know any.
async fn check_outs(api: &dyn AdminApi, account: &str) -> Result<Vec<CheckOut>, Failure> {
    match api.check_outs(account, None).await {
        Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => Ok(Vec::new()),
        answer => answer,
    }
}

async fn people(api: &dyn AdminApi, plan: &ReadPlan, query: &str) -> Result<PeopleState, Failure> {
    let id = plan.account.as_str();
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
    let id = plan.account.as_str();
    match &plan.card {
        Some(Card::Member { member, how, preview, .. }) => {
            let user: &UserId = &member.user.id;
            let (member, rights) = tokio::join!(api.member(id, user.as_str()), rights(api, id, user.as_str()));
            let member = match member {
                // Somebody removed them meanwhile.
                Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => return Ok(None),
                member => member?,
            };
            let preview = match preview {
                Some(_) => Some(api.preflight(id, user.as_str()).await?),
                None => None,
            };
            Ok(Some(Card::Member { member: Box::new(member), how: *how, preview, rights }))
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
