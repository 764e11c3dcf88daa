//! What the person does with an invitation to join: accept, decline. Accepting joins; a removal's lock stays, since lifting it is an
//! administrator's act.

use super::restore::restore;
use crate::invitation::{as_of, end, still_holds};
use crate::membership::{self, JoinedBy};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts;
use crate::store::audit_events::Author;
use crate::store::invitations::{self, InvitationRecord};
use crate::store::users::{self, User};
use domicile_model::id::{InvitationId, UserId};
use domicile_model::invitation::InvitationState;
use domicile_model::wire;

/// The person's answer.
pub(crate) struct AnswerInvitation {
    pub(crate) user: UserId,
    pub(crate) id: InvitationId,
    pub(crate) accepts: bool,
}

impl UseCase for AnswerInvitation {
    type Output = wire::Moved;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Moved>, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let mine = |it: &InvitationRecord| it.user == self.user && it.token_hash.is_none();
        let known = invitations::get(ctx.tx, &self.id).await?.filter(mine).ok_or_else(not_found)?;
        let user = users::get_for_change_among(ctx.tx, &self.user, &[known.account]).await?.ok_or_else(not_found)?;
        let it = as_of(&invitations::get(ctx.tx, &self.id).await?.ok_or_else(not_found)?, ctx.now);
        let account = accounts::get(ctx.tx, &it.account).await?.ok_or_else(not_found)?;
        if !self.accepts && it.state == InvitationState::Declined {
            return Ok(Outcome::Done(wire::Moved { account: account.to_ref() }));
        }
        if !it.state.is_open() {
            return Err(Problem::new(Code::InvitationClosed));
        }
        if self.accepts {
            accept(ctx, &user, &it).await?;
        } else {
            end(ctx, &it, InvitationState::Declined, None).await?;
        }
        Ok(Outcome::Done(wire::Moved { account: account.to_ref() }))
    }
}

async fn accept(ctx: &mut WriteContext<'_>, user: &User, it: &InvitationRecord) -> Result<(), Problem> {
    if user.account.is_some() {
        return Err(Problem::new(Code::AlreadyAffiliated));
    }
    if !still_holds(ctx.tx, it).await? {
        return Err(Problem::new(Code::InvitationNoLongerValid));
    }
    let account = accounts::get(ctx.tx, &it.account).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    // Before joining, which ends every other one.
    end(ctx, it, InvitationState::Accepted, Some(&user.id)).await?;
    let author = Author::User(&user.id);
    match &it.restores {
        Some(removal) => restore(ctx, author, user, &account, removal).await?,
        None => {
            let joined = membership::join(ctx, author, user, &account, JoinedBy::Invited, None).await?;
            let author = Author::User(&it.invited_by);
            membership::set_country(ctx, author, &joined, &account, it.country).await?;
            membership::set_roles(ctx, author, &joined, &account, &it.roles).await?;
        }
    }
    Ok(())
}
