//! What an administrator of the account does with a request to be added, to be unlocked, for a country, for a role: opens it, approves it,
//! declines it. Approving does what the administrator could do without the request, by the same steps and with the same right.

use super::ActorAndMember;
use super::change::{set_country, set_roles, unlock};
use crate::address_lookup::{address, does_not_fit, look_up};
use crate::authorisation::{Locked, refused};
use crate::mail::{Letter, Occasion, Recipient};
use crate::membership::{JoinedBy, join};
use crate::person_request::ending::{bring_up_to_date, fulfil};
use crate::person_request::{closed, lock_reasons, to_wire};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::Account;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::person_requests::{self, PersonRequestRecord};
use crate::store::users::User;
use crate::text::cleaned_note;
use crate::transition::transition;
use domicile_model::adding::AddCode;
use domicile_model::id::{AccountId, PersonRequestId, UserId};
use domicile_model::person::rank;
use domicile_model::person_request::{RequestedChange, is_administrators_to_lift, may_give, with_role};
use domicile_model::removal::{RemovalEvent, TransitionError, apply};
use domicile_model::wire;

/// What is done with the request.
pub(crate) enum PersonRequestAnswer {
    /// Opened and read.
    Seen,
    /// Yes: done at once.
    Approve,
    /// No, with the reason that the person will read.
    Decline(String),
}

/// An administrator's answer.
pub(crate) struct AnswerPersonRequest {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) id: PersonRequestId,
    pub(crate) answer: PersonRequestAnswer,
}

/// Everybody and everything that the answer is about.
struct Facts {
    actor: User,
    account: Account,
    user: User,
    before: PersonRequestRecord,
}

impl UseCase for AnswerPersonRequest {
    type Output = wire::PersonRequest;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::PersonRequest>, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let checked = ctx.as_administrator(&self.actor, &self.account).await?;
        let known = person_requests::get(ctx.tx, &self.id).await?.filter(|it| it.account == self.account).ok_or_else(not_found)?;
        let (Locked { actor, account }, user) = checked.lock_person(ctx, &known.user).await?;
        let user = user.ok_or_else(|| Problem::internal(&"who asked is not there"))?;
        bring_up_to_date(ctx, &user.id).await?;
        let before = person_requests::get(ctx.tx, &self.id).await?.ok_or_else(not_found)?;
        let it = Facts { actor, account, user, before };
        match &self.answer {
            PersonRequestAnswer::Seen => seen(ctx, it).await,
            PersonRequestAnswer::Approve => approve(ctx, it).await,
            PersonRequestAnswer::Decline(reason) => decline(ctx, it, reason).await,
        }
    }
}

async fn seen(ctx: &mut WriteContext<'_>, it: Facts) -> Result<Outcome<wire::PersonRequest>, Problem> {
    let before = it.before;
    let mut after = before.clone();
    after.state = apply(before.state, &RemovalEvent::Opened).unwrap_or(before.state);
    if after.state != before.state {
        after.seen = Some(db_time(ctx.now));
        transition(ctx, Author::User(&it.actor.id), (&before, &after), AuditAction::PersonRequestSeen, None).await?;
    }
    Ok(Outcome::Done(to_wire(ctx.tx, after).await?))
}

async fn approve(ctx: &mut WriteContext<'_>, it: Facts) -> Result<Outcome<wire::PersonRequest>, Problem> {
    let Facts { actor, account, user, before } = it;
    let Ok(state) = apply(before.state, &RemovalEvent::Approved(Vec::new())) else { return Err(closed(ctx.tx, before).await) };
    let asked = before.asked;
    may_give(asked, rank(&actor.roles), actor.id == user.id, &lock_reasons(&user), &user.roles).map_err(refused)?;
    let author = Author::User(&actor.id);
    if asked == RequestedChange::Add
        && let Some(refused) = stands_against_adding(ctx, (&actor, &account), &user, &before).await?
    {
        return Ok(Outcome::Refused(refused));
    }
    let after =
        PersonRequestRecord { state, seen: before.seen.or(Some(db_time(ctx.now))), answered_by: Some(actor.id.clone()), ..before.clone() };
    transition(ctx, author, (&before, &after), AuditAction::PersonRequestApproved, None).await?;
    let recipient = Recipient::person(&user);
    let both = ActorAndMember { actor: actor.clone(), user: user.clone(), account: account.clone() };
    let letter = match asked {
        RequestedChange::Add => {
            join(ctx, author, &user, &account, JoinedBy::Requested, None).await?;
            Letter::JoinRequestFulfilled
        }
        RequestedChange::Unlock => {
            for lock in lock_reasons(&user).into_iter().filter(|it| is_administrators_to_lift(*it)) {
                unlock(ctx, &both, lock).await?;
            }
            Letter::PersonRequestFulfilled { account: &account.name, asked }
        }
        RequestedChange::Country(country) => {
            set_country(ctx, &both, Some(country.as_str())).await?;
            Letter::PersonRequestFulfilled { account: &account.name, asked }
        }
        RequestedChange::Role(role) => {
            set_roles(ctx, &both, &with_role(&user.roles, role)).await?;
            Letter::PersonRequestFulfilled { account: &account.name, asked }
        }
    };
    // The step has fulfilled it; where it was so before, nothing did.
    let now = person_requests::get(ctx.tx, &after.id).await?.ok_or_else(|| Problem::internal(&"an approved request is not there"))?;
    let now = if now.state.is_open() { fulfil(ctx, author, &now).await? } else { now };
    ctx.mail(&recipient, letter, Occasion::of_account(&account.id, now.id.as_str())).await?;
    Ok(Outcome::Done(to_wire(ctx.tx, now).await?))
}

/// Why the person cannot be added, by the rule that holds for an address which an administrator types; looking is counted as there. Who
/// asks to join needs no invitation to agree to it.
async fn stands_against_adding(
    ctx: &mut WriteContext<'_>,
    (actor, account): (&User, &Account),
    user: &User,
    request: &PersonRequestRecord,
) -> Result<Option<Problem>, Problem> {
    let email = address(&user.email)?;
    let found = look_up(ctx, actor, account, &email).await?;
    Ok(match found.code {
        AddCode::ExistsUnaffiliated | AddCode::InvitationRequired => None,
        AddCode::AlreadyMember
        | AddCode::AffiliatedElsewhere
        | AddCode::PendingApproval
        | AddCode::FederatedSignIn
        | AddCode::DirectoryManaged
        | AddCode::DomainOwnedElsewhere
        | AddCode::CanCreate
        | AddCode::Created
        | AddCode::Added
        | AddCode::Invited
        | AddCode::Offered => Some(does_not_fit(&address(&request.email).unwrap_or(email), &found)),
    })
}

async fn decline(ctx: &mut WriteContext<'_>, it: Facts, reason: &str) -> Result<Outcome<wire::PersonRequest>, Problem> {
    let Facts { actor, account, user, before } = it;
    let reason = cleaned_note(Some(reason))?.unwrap_or_default();
    let state = match apply(before.state, &RemovalEvent::Declined { reason: reason.clone() }) {
        Ok(state) => state,
        Err(TransitionError::ReasonRequired) => return Err(Problem::new(Code::ReasonRequired)),
        Err(TransitionError::Closed(_)) => return Err(closed(ctx.tx, before).await),
    };
    let after = PersonRequestRecord {
        state,
        seen: before.seen.or(Some(db_time(ctx.now))),
        ended: Some(db_time(ctx.now)),
        answered_by: Some(actor.id.clone()),
        decline_reason: Some(reason.clone()),
        ..before.clone()
    };
    transition(ctx, Author::User(&actor.id), (&before, &after), AuditAction::PersonRequestDeclined, Some(&reason)).await?;
    let letter = match after.asked {
        RequestedChange::Add => Letter::JoinRequestDeclined,
        asked @ (RequestedChange::Unlock | RequestedChange::Country(_) | RequestedChange::Role(_)) => {
            Letter::PersonRequestDeclined { account: &account.name, asked, by: &actor.display_name, reason: &reason }
        }
    };
    ctx.mail(&Recipient::person(&user), letter, Occasion::of_account(&account.id, after.id.as_str())).await?;
    Ok(Outcome::Done(to_wire(ctx.tx, after).await?))
}
