//! Restoring somebody after a removal: within 90 days, by the account that did it, if the person has joined nobody since. One that fulfilled the person's own
//! wish asks them first: by an invitation, which restores them once they accept it.

use super::views;
use crate::authorisation::Locked;
use crate::invitation::invite;
use crate::moves::restore::restore;
use crate::offered_terms::OfferedTerms;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_events::Author;
use crate::store::{removals, users};
use domicile_model::id::{AccountId, RemovalId, UserId};
use domicile_model::wire::Undone;

/// Reverses a removal, or asks the person.
pub(crate) struct RestoreMember {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) id: RemovalId,
}

impl UseCase for RestoreMember {
    type Output = Undone;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<Undone>, Problem> {
        let Locked { actor, account } = ctx.as_administrator(&self.actor, &self.account).await?.lock_account(ctx).await?;
        let removal = removals::get(ctx.tx, &account.id, &self.id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        users::lock_row(ctx.tx, &removal.user).await?;
        let user = users::get(ctx.tx, &removal.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        if !removal.needs_consent {
            restore(ctx, Author::User(&actor.id), &user, &account, &removal.id).await?;
            let member = views::member_now(ctx.tx, &user.id, &account, &actor, ctx.now).await?;
            return Ok(Outcome::Done(Undone { member: Some(member), invitation: None }));
        }
        let newest = removals::newest_of_user(ctx.tx, &user.id).await?.is_some_and(|it| it.id == removal.id);
        if user.account.is_some() || !newest || removal.undone.is_some() || removal.keep_until <= ctx.now {
            return Err(Problem::new(Code::CannotUndo));
        }
        let nothing_new = OfferedTerms { roles: Vec::new(), country: None };
        let asked = invite::invite(ctx, &actor, &account, &user, &user.email, nothing_new, Some(removal.id)).await?;
        Ok(Outcome::Done(Undone { member: None, invitation: Some(asked) }))
    }
}
