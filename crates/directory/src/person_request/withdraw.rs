//! Withdrawing a request.

use super::ending::bring_up_to_date;
use super::{closed, ended, to_wire};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::{person_requests, users};
use crate::transition::transition;
use domicile_model::id::{PersonRequestId, UserId};
use domicile_model::removal::{RemovalEvent, RemovalState, apply};
use domicile_model::wire;

/// Withdraws the person's own request. Withdrawing it twice changes nothing and is no error.
pub(crate) struct WithdrawPersonRequest {
    pub(crate) user: UserId,
    pub(crate) id: PersonRequestId,
}

impl UseCase for WithdrawPersonRequest {
    type Output = wire::PersonRequest;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::PersonRequest>, Problem> {
        users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        bring_up_to_date(ctx, &self.user).await?;
        let before = person_requests::get(ctx.tx, &self.id).await?.filter(|it| it.user == self.user);
        let before = before.ok_or_else(|| Problem::new(Code::NotFound))?;
        if before.state == RemovalState::Withdrawn {
            return Ok(Outcome::Done(to_wire(ctx.tx, before).await?));
        }
        let Ok(state) = apply(before.state, &RemovalEvent::Withdrawn) else { return Err(closed(ctx.tx, before).await) };
        let after = ended(&before, state, ctx.now);
        transition(ctx, Author::User(&self.user), (&before, &after), AuditAction::PersonRequestWithdrawn, None).await?;
        Ok(Outcome::Done(to_wire(ctx.tx, after).await?))
    }
}
