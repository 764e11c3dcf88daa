//! What an administrator of the account does with a request: open it, approve it, decline it.

use super::leave::leave;
use crate::authorisation::Locked;
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::{Code, Problem};
use crate::removal::expiry::{RequestsOf, bring_up_to_date};
use crate::removal::{blocked_problem, blockers, fulfil, to_wire};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::removal_requests::{self, RemovalRequestRecord};
use crate::store::users::{self, User};
use crate::text::cleaned_note;
use crate::transfer::end::end_acceptance;
use crate::transition::transition;
use domicile_model::id::{AccountId, RemovalRequestId, UserId};
use domicile_model::person::rank;
use domicile_model::removal::{RemovalEvent, RemovalState, TransitionError, apply};
use domicile_model::wire;

/// What is done with the request.
pub(crate) enum RequestAnswer {
    /// Opened and read.
    Seen,
    /// Yes: removed at once, unless something stands in the way.
    Approve,
    /// No, with the reason that the person will read.
    Decline(String),
}

/// An administrator's answer.
pub(crate) struct AnswerRequest {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) id: RemovalRequestId,
    pub(crate) answer: RequestAnswer,
}

impl UseCase for AnswerRequest {
    type Output = wire::RemovalRequest;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::RemovalRequest>, Problem> {
        let checked = ctx.as_administrator(&self.actor, &self.account).await?;
        // Every row that this may come to concern: two administrators, or an administrator and the person, take turns.
        let known = removal_requests::get(ctx.tx, &self.id).await?.filter(|it| it.account == self.account);
        let Locked { actor, .. } = match &known {
            Some(it) => checked.lock_person(ctx, &it.user).await?.0,
            None => checked.lock_account(ctx).await?,
        };
        bring_up_to_date(ctx, &RequestsOf::Account(self.account.clone())).await?;
        let request = removal_requests::get(ctx.tx, &self.id).await?.filter(|it| it.account == self.account);
        let request = request.ok_or_else(|| Problem::new(Code::NotFound))?;
        match &self.answer {
            RequestAnswer::Seen => seen(ctx, &actor, request).await,
            RequestAnswer::Approve => approve(ctx, &actor, request).await,
            RequestAnswer::Decline(reason) => decline(ctx, &actor, request, reason).await,
        }
    }
}

async fn closed(ctx: &mut WriteContext<'_>, request: RemovalRequestRecord) -> Result<Outcome<wire::RemovalRequest>, Problem> {
    let request = to_wire(ctx.tx, request).await?;
    Err(Problem::new(Code::RequestClosed).extension("request", &request))
}

async fn seen(ctx: &mut WriteContext<'_>, actor: &User, before: RemovalRequestRecord) -> Result<Outcome<wire::RemovalRequest>, Problem> {
    let mut after = before.clone();
    after.state = apply(before.state, &RemovalEvent::Opened).unwrap_or(before.state);
    if after.state != before.state {
        after.seen = Some(db_time(ctx.now));
        transition(ctx, Author::User(&actor.id), (&before, &after), AuditAction::RemovalRequestSeen, None).await?;
    }
    Ok(Outcome::Done(to_wire(ctx.tx, after).await?))
}

async fn approve(ctx: &mut WriteContext<'_>, actor: &User, before: RemovalRequestRecord) -> Result<Outcome<wire::RemovalRequest>, Problem> {
    if !before.state.is_open() {
        return closed(ctx, before).await;
    }
    let author = Author::User(&actor.id);
    let gone = || Problem::internal(&"an open removal request of somebody who is not in the account");
    let user = users::get_for_change(ctx.tx, &before.user).await?.ok_or_else(gone)?;
    let account = user.account.clone().filter(|it| it.id == before.account).ok_or_else(gone)?;
    let found = blockers(ctx.tx, &user, &account, Some(rank(&actor.roles)), ctx.now).await?;
    let Ok(state) = apply(before.state, &RemovalEvent::Approved(found.clone())) else { return closed(ctx, before).await };

    let mut after = before.clone();
    after.state = state;
    after.seen = before.seen.or(Some(db_time(ctx.now)));
    if state == RemovalState::Blocked {
        after.blockers.clone_from(&found);
        after.blocked_by = Some(actor.id.clone());
        transition(ctx, author, (&before, &after), AuditAction::RemovalRequestBlocked, None).await?;
        return blocked(ctx, &user, after).await;
    }
    after.blockers.clear();
    after.blocked_by = None;
    transition(ctx, author, (&before, &after), AuditAction::RemovalRequestApproved, None).await?;
    let left = leave(ctx, author, &user, &account, Some(&after.id), None).await?;
    let after = fulfil(ctx, author, &after).await?;
    // Where an offer was accepted, the person has a letter that says what became of it.
    if left.offer.is_none() {
        ctx.mail(
            &Recipient::person(&user),
            Letter::RequestFulfilled { account: &account.name },
            Occasion::of_account(&account.id, after.id.as_str()),
        )
        .await?;
    }
    Ok(Outcome::Done(to_wire(ctx.tx, after).await?))
}

async fn blocked(ctx: &mut WriteContext<'_>, user: &User, request: RemovalRequestRecord) -> Result<Outcome<wire::RemovalRequest>, Problem> {
    let problem = blocked_problem(user, &request.blockers);
    let request = to_wire(ctx.tx, request).await?;
    Ok(Outcome::Refused(problem.extension("request", &request)))
}

async fn decline(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    before: RemovalRequestRecord,
    reason: &str,
) -> Result<Outcome<wire::RemovalRequest>, Problem> {
    let reason = cleaned_note(Some(reason))?.unwrap_or_default();
    let mut after = before.clone();
    after.state = match apply(before.state, &RemovalEvent::Declined { reason: reason.clone() }) {
        Ok(state) => state,
        Err(TransitionError::ReasonRequired) => return Err(Problem::new(Code::ReasonRequired)),
        Err(TransitionError::Closed(_)) => return closed(ctx, before).await,
    };
    after.seen = before.seen.or(Some(db_time(ctx.now)));
    after.ended = Some(db_time(ctx.now));
    after.decline_reason = Some(reason.clone());
    transition(ctx, Author::User(&actor.id), (&before, &after), AuditAction::RemovalRequestDeclined, Some(&reason)).await?;
    end_acceptance(ctx, &after.user).await?;
    if let (Some(user), Some(account)) = (users::get(ctx.tx, &after.user).await?, &actor.account) {
        let letter = Letter::RequestDeclined { account: &account.name, by: &actor.display_name, reason: &reason };
        ctx.mail(&Recipient::person(&user), letter, Occasion::of_account(&account.id, after.id.as_str())).await?;
    }
    Ok(Outcome::Done(to_wire(ctx.tx, after).await?))
}
