//! `/v1/me`.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, WriteRequest};
use crate::me::{profile::ChangeProfile, view};
use crate::moves::self_removal::LeaveWithoutApproval;
use crate::problem::Problem;
use crate::service::Service;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::wire;

/// Everything that you may know of yourself.
#[utoipa::path(get, path = "/v1/me", tag = "me", security(("bearer" = [])), responses(
    (status = 200, body = wire::Me), Refused))]
pub(super) async fn get(State(service): State<Service>, caller: Caller) -> Result<axum::Json<wire::Me>, Problem> {
    Ok(axum::Json(view::get(&service, &caller.user).await?))
}

/// Changes your language or profile country.
#[utoipa::path(patch, path = "/v1/me", tag = "me", security(("bearer" = [])), request_body = wire::PatchMe,
    params(IdempotencyKey), responses(
    (status = 200, body = wire::Me), Refused))]
pub(super) async fn patch(State(service): State<Service>, request: WriteRequest<Json<wire::PatchMe>>) -> Result<Response, Problem> {
    let change = ChangeProfile { user: request.caller.user, body: request.body.0 };
    respond(&service, &request.info, &change, StatusCode::OK).await
}

/// Leaves the account alone, for 14 days after you were added to it without being asked. Needs a recent sign-in.
#[utoipa::path(post, path = "/v1/me/leave", tag = "me", security(("bearer" = [])),
    params(IdempotencyKey), responses(
    (status = 200, body = wire::Moved),
    (status = 409, body = wire::Problem, content_type = "application/problem+json",
        description = "`cannot_leave_alone`, `removal_blocked` with `blockers`, or `not_affiliated`"), Refused))]
pub(super) async fn leave(State(service): State<Service>, request: WriteRequest<NoBody>) -> Result<Response, Problem> {
    request.caller.signed_in_recently(&service)?;
    respond(&service, &request.info, &LeaveWithoutApproval { user: request.caller.user }, StatusCode::OK).await
}
