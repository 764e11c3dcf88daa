//! Undoing a removal: within 90 days, by the account that did it, if the person has joined nobody since. One that fulfilled the person's own
//! wish asks them first: by an invitation, which puts them back once they accept it.

use super::{actor, show};
use crate::invitation::{self, invite};
use crate::problem::{Code, Problem};
use crate::removal::put_back::put_back;
use crate::service::{Act, Answer, Change};
use crate::store::audit::Author;
use crate::store::{removals, users};
use axum::http::StatusCode;
use domicile_model::id::{AccountId, RemovalId, UserId};
use domicile_model::wire::Undone;

/// Undoes a removal, or asks the person.
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
        if !removal.needs_consent {
            put_back(act, Author::User(&actor.id), &user, &account, &removal.id).await?;
            let member = show::member_now(act.tx, &user.id, &account, &actor, act.now).await?;
            return Answer::done(StatusCode::OK, &Undone { member: Some(member), invitation: None });
        }
        let newest = removals::newest_of_user(act.tx, &user.id).await?.is_some_and(|it| it.id == removal.id);
        if user.account.is_some() || !newest || removal.undone.is_some() || removal.keep_until <= act.now {
            return Err(Problem::new(Code::CannotUndo));
        }
        let nothing_new = invite::Promise { roles: Vec::new(), country: None };
        let asked = invite::invite(act, &actor, &account, &user, &user.email, nothing_new, Some(removal.id)).await?;
        let asked = invitation::to_wire(act.tx, asked).await?;
        Answer::done(StatusCode::ACCEPTED, &Undone { member: None, invitation: Some(asked) })
    }
}
