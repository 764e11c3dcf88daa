//! What the person does with their own: withdraws a request, returns a check-out.

use super::{as_of, ended, to_mine, write};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_events::Author;
use crate::store::check_outs;
use crate::store::users;
use domicile_model::check_out::{CheckOutEvent, CheckOutState, apply};
use domicile_model::id::{CheckOutId, UserId};
use domicile_model::wire;

/// What the person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OwnEnding {
    /// Withdraws the request.
    Withdraw,
    /// Returns the check-out.
    Return,
}

/// Ends the person's own. Doing the same twice changes nothing and is no error.
pub(crate) struct EndOwnCheckOut {
    pub(crate) user: UserId,
    pub(crate) id: CheckOutId,
    pub(crate) ending: OwnEnding,
}

impl UseCase for EndOwnCheckOut {
    type Output = wire::MyCheckOut;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::MyCheckOut>, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let user = users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(not_found)?;
        if user.account.is_some() && user.is_locked() {
            return Err(Problem::new(Code::LimitedView));
        }
        let before = check_outs::get(ctx.tx, &self.id).await?.filter(|it| it.user == self.user).ok_or_else(not_found)?;
        let before = as_of(&before, ctx.now);
        let (event, done) = match self.ending {
            OwnEnding::Withdraw => (CheckOutEvent::Withdrawn, CheckOutState::Withdrawn),
            OwnEnding::Return => (CheckOutEvent::Returned, CheckOutState::Returned),
        };
        if before.state == done {
            return Ok(Outcome::Done(to_mine(ctx.tx, before).await?));
        }
        let Ok(state) = apply(before.state, event) else {
            let closed = to_mine(ctx.tx, before).await?;
            return Err(Problem::new(Code::CheckOutClosed).extension("checkOut", &closed));
        };
        let after = ended(&before, state, ctx.now);
        write(ctx, Author::User(&self.user), &before, &after, None).await?;
        Ok(Outcome::Done(to_mine(ctx.tx, after).await?))
    }
}
