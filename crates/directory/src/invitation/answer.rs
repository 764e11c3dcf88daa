//! What the person does with an invitation to join: accept, decline. Accepting joins; a removal's lock stays, since lifting it is an
//! administrator's act.

use super::{end, judge, still_holds};
use crate::membership::{self, How};
use crate::problem::{Code, Problem};
use crate::removal::put_back::put_back;
use crate::service::{Act, Answer, Change};
use crate::store::accounts;
use crate::store::audit::Author;
use crate::store::invitations::{self, Stored};
use crate::store::users::{self, User};
use axum::http::StatusCode;
use domicile_model::id::{InvitationId, UserId};
use domicile_model::invitation::InvitationState;
use domicile_model::wire;

/// The person's answer.
pub(crate) struct AnswerInvitation {
    pub(crate) user: UserId,
    pub(crate) id: InvitationId,
    pub(crate) accepts: bool,
}

impl Change for AnswerInvitation {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let mine = |it: &Stored| it.user == self.user && it.token_hash.is_none();
        let known = invitations::get(act.tx, &self.id).await?.filter(mine).ok_or_else(not_found)?;
        let user = users::get_for_change_among(act.tx, &self.user, &[known.account]).await?.ok_or_else(not_found)?;
        let it = judge(&invitations::get(act.tx, &self.id).await?.ok_or_else(not_found)?, act.now);
        let account = accounts::get(act.tx, &it.account).await?.ok_or_else(not_found)?;
        if !self.accepts && it.state == InvitationState::Declined {
            return Answer::done(StatusCode::OK, &wire::Moved { account: account.to_ref() });
        }
        if !it.state.is_open() {
            return Err(Problem::new(Code::InvitationClosed));
        }
        if self.accepts {
            accept(act, &user, &it).await?;
        } else {
            end(act, &it, InvitationState::Declined, None).await?;
        }
        Answer::done(StatusCode::OK, &wire::Moved { account: account.to_ref() })
    }
}

async fn accept(act: &mut Act<'_>, user: &User, it: &Stored) -> Result<(), Problem> {
    if user.account.is_some() {
        return Err(Problem::new(Code::AlreadyAffiliated));
    }
    if !still_holds(act.tx, it).await? {
        return Err(Problem::new(Code::InvitationNoLongerValid));
    }
    let account = accounts::get(act.tx, &it.account).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    // Before joining, which ends every other one.
    end(act, it, InvitationState::Accepted, Some(&user.id)).await?;
    let author = Author::User(&user.id);
    match &it.restores {
        Some(removal) => put_back(act, author, user, &account, removal).await?,
        None => {
            let joined = membership::join(act, author, user, &account, How::Invited, None).await?;
            let author = Author::User(&it.invited_by);
            membership::set_country(act, author, &joined, &account, it.country).await?;
            membership::set_roles(act, author, &joined, &account, &it.roles).await?;
        }
    }
    Ok(())
}
