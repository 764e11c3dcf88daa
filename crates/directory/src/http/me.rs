//! `/v1/me`.

use super::caller::Caller;
use super::incoming::{Incoming, Json, Nothing};
use crate::person::{me, profile::ChangeProfile};
use crate::problem::Problem;
use crate::removal::leave_alone::LeaveAlone;
use crate::removal::settle::{Settle, Whose, is_due};
use crate::service::Service;
use axum::extract::State;
use axum::response::Response;
use domicile_model::wire;

/// Everything that you may know of yourself.
#[utoipa::path(get, path = "/v1/me", tag = "me", security(("bearer" = [])), responses(
    (status = 200, body = wire::Me), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn get(State(service): State<Service>, caller: Caller) -> Result<axum::Json<wire::Me>, Problem> {
    let now = service.now();
    let whose = Whose::User(caller.user.clone());
    let mut tx = service.parts().store.read().await?;
    if is_due(&mut tx, &whose, now).await? {
        drop(tx);
        service.change(&caller.asks(), &Settle(whose)).await?;
        tx = service.parts().store.read().await?;
    }
    Ok(axum::Json(me::read(&mut tx, &caller.user, now).await?))
}

/// Changes your language or profile country.
#[utoipa::path(patch, path = "/v1/me", tag = "me", security(("bearer" = [])), request_body = wire::PatchMe,
    params(("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")), responses(
    (status = 200, body = wire::Me), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn patch(State(service): State<Service>, asked: Incoming<Json<wire::PatchMe>>) -> Result<Response, Problem> {
    let change = ChangeProfile { user: asked.caller.user, body: asked.body.0 };
    service.change(&asked.asked, &change).await
}

/// Leaves the account alone, for 14 days after you were added to it without being asked. Needs a recent sign-in.
#[utoipa::path(post, path = "/v1/me/leave", tag = "me", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")), responses(
    (status = 200, body = wire::Moved),
    (status = 409, body = wire::Problem, content_type = "application/problem+json",
        description = "`cannot_leave_alone`, `removal_blocked` with `blockers`, or `not_affiliated`"),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn leave(State(service): State<Service>, asked: Incoming<Nothing>) -> Result<Response, Problem> {
    asked.caller.signed_in_recently(&service)?;
    service.change(&asked.asked, &LeaveAlone { user: asked.caller.user }).await
}
