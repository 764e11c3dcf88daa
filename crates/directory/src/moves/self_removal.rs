//! Leaving without asking anybody: for 14 days, whoever was added to an account without an invitation or an accepted offer. Guarded like
//! every removal.

use super::leave::leave;
use crate::mail::dispute_link::DisputedStep;
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::{Code, Problem};
use crate::removal::{blocked_problem, blockers};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_events::Author;
use crate::store::users;
use domicile_model::id::UserId;
use domicile_model::wire;

/// The person leaves.
pub(crate) struct LeaveWithoutApproval {
    pub(crate) user: UserId,
}

impl UseCase for LeaveWithoutApproval {
    type Output = wire::Moved;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Moved>, Problem> {
        let user = users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let account = user.account.clone().ok_or_else(|| Problem::new(Code::NotAffiliated))?;
        if user.may_leave_until.is_none_or(|until| until <= ctx.now) {
            return Err(Problem::new(Code::CannotLeaveAlone));
        }
        let found = blockers(ctx.tx, &user, &account, None, ctx.now).await?;
        if found.iter().any(|it| it.blocks()) {
            return Err(blocked_problem(&user, &found));
        }
        let left = leave(ctx, Author::User(&user.id), &user, &account, None, None).await?;
        let link = ctx.dispute_link(&DisputedStep::Left(left.removal.clone()), &user.id).await?;
        ctx.mail(&Recipient::person(&user), Letter::ConfirmLeft { link: &link }, Occasion::of_person(&user.id, left.removal.as_str()))
            .await?;
        Ok(Outcome::Done(wire::Moved { account: account.to_ref() }))
    }
}
