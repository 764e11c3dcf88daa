//! Undoing a removal: within 90 days, by the account that did it, if the person has joined nobody since.

use super::{actor, show};
use crate::invitation;
use crate::invitation::invite::{Promise, invite};
use crate::membership::{self, How};
use crate::problem::{Code, Problem};
use crate::service::{Act, Answer, Change};
use crate::store::audit::Author;
use crate::store::{removals, users};
use axum::http::StatusCode;
use domicile_model::id::{AccountId, RemovalId, UserId};
use domicile_model::wire::Undone;

/// Undoes a removal.
pub(crate) struct Undo {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) id: RemovalId,
}

impl Change for Undo {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let (actor, account) = actor(act, &self.actor, &self.account).await?;
        let removal = removals::get(act.tx, &account.id, &self.id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        users::lock_row(act.tx, &removal.user).await?;
        let user = users::get(act.tx, &removal.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let newest = removals::newest_of_user(act.tx, &user.id).await?.is_some_and(|it| it.id == removal.id);
        if removal.undone.is_some() || removal.keep_until <= act.now || user.account.is_some() || !newest {
            return Err(Problem::new(Code::CannotUndo));
        }
        if removal.needs_consent {
            let nothing = Promise { roles: Vec::new(), country: None };
            let asked = invite(act, &actor, &account, &user, &user.email, nothing, Some(removal.id)).await?;
            let invitation = Some(invitation::to_wire(act.tx, asked).await?);
            return Answer::done(StatusCode::ACCEPTED, &Undone { member: None, invitation });
        }
        let author = Author::User(&actor.id);
        let back = membership::join(act, author, &user, &account, How::Restored, removal.affiliated_since).await?;
        membership::restore(act, author, &back, &account, &removal).await?;
        removals::undone(act.tx, &removal.id, act.now).await?;
        let member = show::member_now(act.tx, &user.id, &account, &actor, act.now).await?;
        Answer::done(StatusCode::OK, &Undone { member: Some(member), invitation: None })
    }
}
