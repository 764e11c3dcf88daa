//! Leaving without asking anybody: for 14 days, whoever was added to an account without an invitation or an accepted offer. Guarded like
//! every removal.

use super::blockers;
use crate::mail::not_me::WasNotMe;
use crate::mail::{Letter, Recipient};
use crate::membership;
use crate::problem::{Code, Problem};
use crate::service::{Act, Answer, Change};
use crate::store::audit::Author;
use crate::store::users;
use axum::http::StatusCode;
use domicile_model::id::UserId;
use domicile_model::wire;

/// The person leaves.
pub(crate) struct LeaveAlone {
    pub(crate) user: UserId,
}

impl Change for LeaveAlone {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let user = users::get_for_change(act.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let account = user.account.clone().ok_or_else(|| Problem::new(Code::NotAffiliated))?;
        if user.may_leave_until.is_none_or(|until| until <= act.now) {
            return Err(Problem::new(Code::CannotLeaveAlone));
        }
        let found = blockers(act.tx, &user, &account, None, act.now).await?;
        if found.iter().any(|it| it.blocks()) {
            return Err(super::answer::blocked_problem(&user, &found));
        }
        let left = membership::leave(act, Author::User(&user.id), &user, &account, None, None).await?;
        let link = act.not_me(&WasNotMe::Left(left.removal), &user.id).await?;
        act.mail(&Recipient::person(&user), Letter::ConfirmLeft { link: &link }).await?;
        Answer::done(StatusCode::OK, &wire::Moved { account: account.to_ref() })
    }
}
