//! Taking a request back.

use super::settle::{Whose, settle};
use super::to_wire;
use crate::problem::{Code, Problem};
use crate::removal::file::whole_milliseconds;
use crate::service::{Act, Answer, Change};
use crate::store::audit::Author;
use crate::store::removal_requests::{self, Stored};
use crate::store::users;
use crate::transfer::end;
use axum::http::StatusCode;
use domicile_model::id::{RemovalRequestId, UserId};
use domicile_model::removal::{RemovalEvent, RemovalState, apply};
use serde_json::json;

/// Takes the person's own request back. Taking it back twice changes nothing and is no error.
pub(crate) struct Withdraw {
    pub(crate) user: UserId,
    pub(crate) id: RemovalRequestId,
}

impl Change for Withdraw {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        users::get_for_change(act.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let withdrawn = withdraw(act, &self.user, &self.id, None).await?;
        Answer::done(StatusCode::OK, &to_wire(act.tx, withdrawn).await?)
    }
}

/// Takes the request of a person back whose row is locked.
pub(crate) async fn withdraw(act: &mut Act<'_>, user: &UserId, id: &RemovalRequestId, because: Option<&str>) -> Result<Stored, Problem> {
    settle(act, &Whose::User(user.clone())).await?;
    let before = removal_requests::get(act.tx, id).await?.filter(|it| it.user == *user);
    let before = before.ok_or_else(|| Problem::new(Code::NotFound))?;
    if before.state == RemovalState::Withdrawn {
        return Ok(before);
    }
    let mut after = before.clone();
    let Ok(state) = apply(before.state, &RemovalEvent::Withdrawn) else {
        let closed = to_wire(act.tx, before).await?;
        return Err(Problem::new(Code::RequestClosed).fact("request", &closed));
    };
    after.state = state;
    after.ended = Some(whole_milliseconds(act.now));
    if !removal_requests::write_state(act.tx, &after, before.state).await? {
        return Err(Problem::new(Code::Busy).retry_after(1));
    }
    let step = (json!({"state": before.state}), json!({"state": after.state}));
    act.record_step(Some(&after.account), Author::User(user), "removal_request.withdrawn", after.id.as_str(), step, because).await?;
    end::request_ended(act, user).await?;
    act.tell(user).await?;
    act.tell_administrators(&after.account).await?;
    Ok(after)
}
