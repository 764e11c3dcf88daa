//! What an administrator of the account does with a request: open it, approve it, decline it.

use super::settle::{Whose, settle};
use super::{blockers, file::kept_text, file::whole_milliseconds, to_wire};
use crate::mail::{Letter, Recipient};
use crate::membership;
use crate::person::access::administrator_of;
use crate::problem::{Code, Problem};
use crate::service::{Act, Answer, Change};
use crate::store::accounts;
use crate::store::audit::Author;
use crate::store::removal_requests::{self, Stored};
use crate::store::users::{self, User};
use crate::transfer::end;
use axum::http::StatusCode;
use domicile_model::id::{AccountId, RemovalRequestId, UserId};
use domicile_model::person::rank;
use domicile_model::preflight::Blocker;
use domicile_model::removal::{RemovalEvent, RemovalState, TransitionError, apply};
use serde_json::json;

/// What is done with the request.
pub(crate) enum Step {
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
    pub(crate) step: Step,
}

impl Change for AnswerRequest {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        // Before any row is locked: nobody keeps an account busy that is not theirs.
        administrator_of(act.tx, &self.actor, &self.account).await?;
        // Every row that this may come to concern: two administrators, or an administrator and the person, take turns.
        let known = removal_requests::get(act.tx, &self.id).await?.filter(|it| it.account == self.account);
        match &known {
            Some(it) => drop(users::get_for_change_among(act.tx, &it.user, std::slice::from_ref(&self.account)).await?),
            None => accounts::lock(act.tx, &self.account).await?,
        }
        let actor = administrator_of(act.tx, &self.actor, &self.account).await?;
        settle(act, &Whose::Account(self.account.clone())).await?;
        let request = removal_requests::get(act.tx, &self.id).await?.filter(|it| it.account == self.account);
        let request = request.ok_or_else(|| Problem::new(Code::NotFound))?;
        match &self.step {
            Step::Seen => seen(act, &actor, request).await,
            Step::Approve => approve(act, &actor, request).await,
            Step::Decline(reason) => decline(act, &actor, request, reason).await,
        }
    }
}

async fn closed(act: &mut Act<'_>, request: Stored) -> Result<Answer, Problem> {
    let request = to_wire(act.tx, request).await?;
    Err(Problem::new(Code::RequestClosed).fact("request", &request))
}

async fn write(act: &mut Act<'_>, after: &Stored, from: RemovalState) -> Result<(), Problem> {
    if !removal_requests::write_state(act.tx, after, from).await? {
        return Err(Problem::new(Code::Busy).retry_after(1));
    }
    act.tell(&after.user).await?;
    act.tell_administrators(&after.account).await
}

async fn seen(act: &mut Act<'_>, actor: &User, before: Stored) -> Result<Answer, Problem> {
    let mut after = before.clone();
    after.state = apply(before.state, &RemovalEvent::Opened).unwrap_or(before.state);
    if after.state != before.state {
        after.seen = Some(whole_milliseconds(act.now));
        write(act, &after, before.state).await?;
        let step = (json!({"state": before.state}), json!({"state": after.state}));
        act.record_step(Some(&after.account), Author::User(&actor.id), "removal_request.seen", after.id.as_str(), step, None).await?;
    }
    Answer::done(StatusCode::OK, &to_wire(act.tx, after).await?)
}

async fn approve(act: &mut Act<'_>, actor: &User, before: Stored) -> Result<Answer, Problem> {
    if !before.state.is_open() {
        return closed(act, before).await;
    }
    let gone = || Problem::internal(&"an open removal request of somebody who is not in the account");
    let user = users::get_for_change(act.tx, &before.user).await?.ok_or_else(gone)?;
    let account = user.account.clone().filter(|it| it.id == before.account).ok_or_else(gone)?;
    let found = blockers(act.tx, &user, &account, Some(rank(&actor.roles)), act.now).await?;
    let Ok(state) = apply(before.state, &RemovalEvent::Approved(found.clone())) else { return closed(act, before).await };

    let mut after = before.clone();
    after.state = state;
    after.seen = before.seen.or(Some(whole_milliseconds(act.now)));
    if state == RemovalState::Blocked {
        after.blockers.clone_from(&found);
        after.blocked_by = Some(actor.id.clone());
        write(act, &after, before.state).await?;
        let step = (json!({"state": before.state}), json!({"state": after.state, "blockers": found}));
        act.record_step(Some(&after.account), Author::User(&actor.id), "removal_request.blocked", after.id.as_str(), step, None).await?;
        return blocked(act, &user, after).await;
    }
    after.blockers.clear();
    after.blocked_by = None;
    let step = (json!({"state": before.state}), json!({"state": after.state}));
    act.record_step(Some(&after.account), Author::User(&actor.id), "removal_request.approved", after.id.as_str(), step, None).await?;
    let left = membership::leave(act, Author::User(&actor.id), &user, &account, Some(&after.id), None).await?;
    let approved = after.state;
    after.state = apply(approved, &RemovalEvent::Removed).unwrap_or(RemovalState::Fulfilled);
    after.ended = Some(whole_milliseconds(act.now));
    write(act, &after, before.state).await?;
    let step = (json!({"state": approved}), json!({"state": after.state}));
    act.record_step(Some(&after.account), Author::User(&actor.id), "removal_request.fulfilled", after.id.as_str(), step, None).await?;
    // Where an offer was accepted, the person has a letter that says what became of it.
    if left.offer.is_none() {
        act.mail(&Recipient::person(&user), Letter::RequestFulfilled { account: &account.name }).await?;
    }
    Answer::done(StatusCode::OK, &to_wire(act.tx, after).await?)
}

async fn blocked(act: &mut Act<'_>, user: &User, request: Stored) -> Result<Answer, Problem> {
    let problem = blocked_problem(user, &request.blockers);
    let request = to_wire(act.tx, request).await?;
    Ok(Answer::Refused(problem.fact("request", &request)))
}

/// Names everything that stands in the way of removing somebody.
pub(crate) fn blocked_problem(user: &User, blockers: &[Blocker]) -> Problem {
    let blocking = blockers.iter().filter(|it| it.blocks());
    let sentences = blocking.map(|it| format!("removal-blocker-{}", it.as_str().replace('_', "-"))).collect();
    Problem::new(Code::RemovalBlocked).blank("person", &user.display_name).said("blockers", sentences).fact("blockers", &blockers)
}

async fn decline(act: &mut Act<'_>, actor: &User, before: Stored, reason: &str) -> Result<Answer, Problem> {
    let reason = kept_text(Some(reason))?.unwrap_or_default();
    let mut after = before.clone();
    after.state = match apply(before.state, &RemovalEvent::Declined { reason: reason.clone() }) {
        Ok(state) => state,
        Err(TransitionError::ReasonRequired) => return Err(Problem::new(Code::ReasonRequired)),
        Err(TransitionError::Closed(_)) => return closed(act, before).await,
    };
    after.seen = before.seen.or(Some(whole_milliseconds(act.now)));
    after.ended = Some(whole_milliseconds(act.now));
    after.decline_reason = Some(reason.clone());
    write(act, &after, before.state).await?;
    let step = (json!({"state": before.state}), json!({"state": after.state}));
    act.record_step(Some(&after.account), Author::User(&actor.id), "removal_request.declined", after.id.as_str(), step, Some(&reason))
        .await?;
    end::request_ended(act, &after.user).await?;
    if let (Some(user), Some(account)) = (users::get(act.tx, &after.user).await?, &actor.account) {
        let letter = Letter::RequestDeclined { account: &account.name, by: &actor.display_name, reason: &reason };
        act.mail(&Recipient::person(&user), letter).await?;
    }
    Answer::done(StatusCode::OK, &to_wire(act.tx, after).await?)
}
