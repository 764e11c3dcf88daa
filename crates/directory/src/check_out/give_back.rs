//! What the person does with their own: takes a wish back, gives a check-out back.

use super::{ended, judge, to_mine, write};
use crate::problem::{Code, Problem};
use crate::service::{Act, Answer, Change};
use crate::store::audit::Author;
use crate::store::check_outs;
use crate::store::users;
use axum::http::StatusCode;
use domicile_model::check_out::{CheckOutEvent, CheckOutState, apply};
use domicile_model::id::{CheckOutId, UserId};

/// What the person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Takes the wish back.
    Withdraw,
    /// Gives the check-out back.
    Return,
}

/// Takes the person's own back. Doing the same twice changes nothing and is no error.
pub(crate) struct GiveBack {
    pub(crate) user: UserId,
    pub(crate) id: CheckOutId,
    pub(crate) step: Step,
}

impl Change for GiveBack {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let user = users::get_for_change(act.tx, &self.user).await?.ok_or_else(not_found)?;
        if user.account.is_some() && user.is_locked() {
            return Err(Problem::new(Code::LimitedView));
        }
        let before = check_outs::get(act.tx, &self.id).await?.filter(|it| it.user == self.user).ok_or_else(not_found)?;
        let before = judge(&before, act.now);
        let (event, done) = match self.step {
            Step::Withdraw => (CheckOutEvent::Withdrawn, CheckOutState::Withdrawn),
            Step::Return => (CheckOutEvent::Returned, CheckOutState::Returned),
        };
        if before.state == done {
            return Answer::done(StatusCode::OK, &to_mine(act.tx, before).await?);
        }
        let Ok(state) = apply(before.state, event) else {
            let closed = to_mine(act.tx, before).await?;
            return Err(Problem::new(Code::CheckOutClosed).fact("checkOut", &closed));
        };
        let after = ended(&before, state, act.now);
        write(act, Author::User(&self.user), &before, &after, None).await?;
        Answer::done(StatusCode::OK, &to_mine(act.tx, after).await?)
    }
}
