//! What an administrator's requests come to at the service, and reading the account as it is then. The state of the window is not here.

use super::rights::rights;
use crate::desk::Accounts;
use crate::failure::Failure;
use crate::present::state::{Card, InboxNow, PeopleNow};
use crate::request::AdminRequest;
use domicile_model::id::UserId;
use domicile_model::person::Role;
use domicile_model::wire::{AccountDetails, AddAction, AddUser, CheckOut};
use std::collections::BTreeMap;

/// What was read of an account.
#[derive(Debug)]
pub(super) struct AccountRead {
    pub(super) account: Option<AccountDetails>,
    pub(super) inbox: Result<InboxNow, Failure>,
    pub(super) people: Option<Result<PeopleNow, Failure>>,
}

/// What is to be read.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) account: String,
    /// Requests whose pre-flight is shown.
    pub(super) opened: Vec<String>,
    /// What the list of people is searched for; `None`: not shown.
    pub(super) query: Option<String>,
    pub(super) card: Option<Card>,
}

/// What came of a change.
#[derive(Default)]
pub(super) struct Came {
    /// The card, where the answer brought one.
    pub(super) card: Option<Card>,
    /// What is said instead, where the answer was another than usual.
    pub(super) message: Option<&'static str>,
}

/// Does what was asked.
pub(super) async fn do_it(accounts: &dyn Accounts, account: &str, request: &AdminRequest) -> Result<Came, Failure> {
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
        return accounts.add(account, body).await.map(|it| Came { card: Some(Card::of(it)), message: None });
    }
    if let AdminRequest::Undo { removal } = request {
        let undone = accounts.undo(account, removal).await?;
        // Whoever left at their own request is not simply back: they are asked first.
        return Ok(Came { card: None, message: undone.member.is_none().then_some("notice-asked-back") });
    }
    match request {
        AdminRequest::Approve { id } => accounts.approve(account, id).await.map(drop),
        AdminRequest::Decline { id, reason } => accounts.decline(account, id, reason.clone()).await.map(drop),
        AdminRequest::RevokeTransfer { id } => accounts.revoke_transfer(account, id).await,
        AdminRequest::RevokeInvitation { id } => accounts.revoke_invitation(account, id).await,
        AdminRequest::ApprovePerson { user } => accounts.answer_approval(account, user, true).await,
        AdminRequest::RejectPerson { user } => accounts.answer_approval(account, user, false).await,
        AdminRequest::Lock { user, because } => accounts.lock(account, user, because.clone()).await,
        AdminRequest::Unlock { user, lock } => accounts.unlock(account, user, lock).await,
        AdminRequest::SetCountry { user, country } => accounts.set_country(account, user, country.clone()).await,
        AdminRequest::SetRoles { user, roles } => accounts.set_roles(account, user, roles).await,
        AdminRequest::Remove { user } => accounts.remove(account, user).await,
        AdminRequest::Designate { user, country } => accounts.designate(account, user, country.clone()).await,
        AdminRequest::EndDesignation { user } => accounts.end_designation(account, user).await,
        AdminRequest::ReassignLicence { id, user } => accounts.reassign_licence(account, id, user).await,
        AdminRequest::ReturnLicence { id } => accounts.return_licence(account, id).await,
        AdminRequest::AllowCheckOut { id, days } => accounts.allow_check_out(account, id, *days).await.map(drop),
        AdminRequest::DeclineCheckOut { id, reason } => accounts.decline_check_out(account, id, reason.clone()).await.map(drop),
        AdminRequest::EndCheckOut { id } => accounts.end_check_out(account, id).await.map(drop),
        _ => Ok(()),
    }?;
    Ok(Came::default())
}

/// Reads the account as it is now.
pub(super) async fn read(accounts: &dyn Accounts, wanted: &Wanted) -> AccountRead {
    let id = wanted.account.as_str();
    let people = async {
        match &wanted.query {
            Some(query) => Some(people(accounts, wanted, query).await),
            None => None,
        }
    };
    let (account, inbox, people) = tokio::join!(accounts.account(id), inbox(accounts, wanted), people);
    AccountRead { account: account.ok(), inbox, people }
}

async fn inbox(accounts: &dyn Accounts, wanted: &Wanted) -> Result<InboxNow, Failure> {
    let id = wanted.account.as_str();
    let (requests, approvals, check_outs) = tokio::join!(accounts.requests(id), accounts.approvals(id), check_outs(accounts, id));
    let requests = requests?;
    let mut opened = BTreeMap::new();
    for request in requests.iter().filter(|it| it.state.is_open() && wanted.opened.iter().any(|id| id == it.id.as_str())) {
        opened.insert(request.id.as_str().to_owned(), accounts.preflight(id, request.user.id.as_str()).await?);
    }
    Ok(InboxNow { loaded: true, busy: false, requests, approvals: approvals?, check_outs: check_outs?, opened })
}

/// The open check-outs; none where the service is of a version that does not know any.
async fn check_outs(accounts: &dyn Accounts, account: &str) -> Result<Vec<CheckOut>, Failure> {
    match accounts.check_outs(account, None).await {
        Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => Ok(Vec::new()),
        answer => answer,
    }
}

async fn people(accounts: &dyn Accounts, wanted: &Wanted, query: &str) -> Result<PeopleNow, Failure> {
    let id = wanted.account.as_str();
    let (members, transfers, invitations, removals, card) = tokio::join!(
        accounts.members(id, query, None),
        accounts.transfers(id),
        accounts.invitations(id),
        accounts.removals(id),
        as_it_is(accounts, wanted),
    );
    let members = members?;
    Ok(PeopleNow {
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
async fn as_it_is(accounts: &dyn Accounts, wanted: &Wanted) -> Result<Option<Card>, Failure> {
    let id = wanted.account.as_str();
    match &wanted.card {
        Some(Card::Member { member, how, preview, .. }) => {
            let user: &UserId = &member.user.id;
            let (member, rights) = tokio::join!(accounts.member(id, user.as_str()), rights(accounts, id, user.as_str()));
            let member = match member {
                // Somebody removed them meanwhile.
                Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => return Ok(None),
                member => member?,
            };
            let preview = match preview {
                Some(_) => Some(accounts.preflight(id, user.as_str()).await?),
                None => None,
            };
            Ok(Some(Card::Member { member: Box::new(member), how: *how, preview, rights }))
        }
        Some(Card::Address(answer)) => {
            let mut answer = answer.clone();
            if let Some(transfer) = &mut answer.transfer {
                let all = accounts.transfers(id).await?;
                if let Some(now) = all.into_iter().find(|it| it.id == transfer.id) {
                    *transfer = now;
                }
            }
            if let Some(invitation) = &mut answer.invitation {
                let all = accounts.invitations(id).await?;
                if let Some(now) = all.into_iter().find(|it| it.id == invitation.id) {
                    *invitation = now;
                }
            }
            Ok(Some(Card::Address(answer)))
        }
        None => Ok(None),
    }
}
