//! Withdrawing a request.

use super::expiry::{RequestsOf, bring_up_to_date};
use super::to_wire;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::removal_requests::{self, RemovalRequestRecord};
use crate::store::users;
use crate::transfer::end::end_acceptance;
use crate::transition::transition;
use domicile_model::id::{RemovalRequestId, UserId};
use domicile_model::removal::{RemovalEvent, RemovalState, apply};
use domicile_model::wire;

/// Withdraws the person's own request. Withdrawing it twice changes nothing and is no error.
pub(crate) struct Withdraw {
    pub(crate) user: UserId,
    pub(crate) id: RemovalRequestId,
}

impl UseCase for Withdraw {
    type Output = wire::RemovalRequest;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::RemovalRequest>, Problem> {
        users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let withdrawn = withdraw(ctx, &self.user, &self.id, None).await?;
        Ok(Outcome::Done(to_wire(ctx.tx, withdrawn).await?))
    }
}

/// Withdraws the request of a person whose row is locked.
pub(crate) async fn withdraw(
    ctx: &mut WriteContext<'_>,
    user: &UserId,
    id: &RemovalRequestId,
    because: Option<&str>,
) -> Result<RemovalRequestRecord, Problem> {
    bring_up_to_date(ctx, &RequestsOf::User(user.clone())).await?;
    let before = removal_requests::get(ctx.tx, id).await?.filter(|it| it.user == *user);
    let before = before.ok_or_else(|| Problem::new(Code::NotFound))?;
    if before.state == RemovalState::Withdrawn {
        return Ok(before);
    }
    let mut after = before.clone();
    let Ok(state) = apply(before.state, &RemovalEvent::Withdrawn) else {
        let closed = to_wire(ctx.tx, before).await?;
        return Err(Problem::new(Code::RequestClosed).extension("request", &closed));
    };
    after.state = state;
    after.ended = Some(db_time(ctx.now));
    transition(ctx, Author::User(user), (&before, &after), AuditAction::RemovalRequestWithdrawn, because).await?;
    end_acceptance(ctx, user).await?;
    Ok(after)
}
