//! `/v1/me/requests`: what a person asks of administrators beside leaving.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, WriteRequest};
use crate::page::PageRequest;
use crate::person_request;
use crate::person_request::submit::SubmitPersonRequest;
use crate::person_request::withdraw::WithdrawPersonRequest;
use crate::problem::Problem;
use crate::service::Service;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::PersonRequestId;
use domicile_model::wire;

/// Your requests to be added, to be unlocked, for a country, for a role; newest first. Those to leave are `removal-requests`.
#[utoipa::path(get, path = "/v1/me/requests", tag = "requests", security(("bearer" = [])), params(PageParameters),
    responses((status = 200, body = wire::PersonRequests), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    caller: Caller,
    page: PageRequest,
) -> Result<axum::Json<wire::PersonRequests>, Problem> {
    Ok(axum::Json(person_request::of_person(&service, &caller.user, &page).await?))
}

/// Asks the administrators of your account to unlock you, for a country or for a role; or those of an account that has offered or invited to
/// add you. One of each kind may be open. What is so by another way fulfils it.
#[utoipa::path(post, path = "/v1/me/requests", tag = "requests", security(("bearer" = [])), request_body = wire::FilePersonRequest,
    params(IdempotencyKey), responses(
    (status = 201, body = wire::PersonRequest),
    (status = 409, body = wire::Problem, content_type = "application/problem+json",
        description = "`request_already_open` with the open one, `nothing_to_ask`, `not_theirs_to_give`, `not_affiliated`, `already_affiliated`"),
    Refused))]
pub(super) async fn file(
    State(service): State<Service>,
    request: WriteRequest<Json<wire::FilePersonRequest>>,
) -> Result<Response, Problem> {
    respond(&service, &request.info, &SubmitPersonRequest { user: request.caller.user, body: request.body.0 }, StatusCode::CREATED).await
}

/// Takes a request back.
#[utoipa::path(delete, path = "/v1/me/requests/{id}", tag = "requests", security(("bearer" = [])), params(
    ("id" = String, Path, description = "the request"), IdempotencyKey), responses(
    (status = 200, body = wire::PersonRequest), Refused))]
pub(super) async fn withdraw(
    State(service): State<Service>,
    Path(id): Path<String>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    let change = WithdrawPersonRequest { user: request.caller.user, id: PersonRequestId::new(id) };
    respond(&service, &request.info, &change, StatusCode::OK).await
}
