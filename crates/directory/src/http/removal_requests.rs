//! `/v1/me/removal-requests`: a person's own requests.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, OptionalJson, WriteRequest};
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::removal;
use crate::removal::submit::{Resend, SubmitRequest};
use crate::removal::withdraw::Withdraw;
use crate::service::Service;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::RemovalRequestId;
use domicile_model::wire;

/// Your requests, newest first.
#[utoipa::path(get, path = "/v1/me/removal-requests", tag = "removal requests", security(("bearer" = [])), params(PageParameters),
    responses((status = 200, body = wire::RemovalRequests), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    caller: Caller,
    page: PageRequest,
) -> Result<axum::Json<wire::RemovalRequests>, Problem> {
    Ok(axum::Json(removal::of_person(&service, &caller.user, &page).await?))
}

/// Asks to be removed from your account. Needs a sign-in of the last 15 minutes.
#[utoipa::path(post, path = "/v1/me/removal-requests", tag = "removal requests", security(("bearer" = [])), request_body = wire::FileRemoval,
    params(IdempotencyKey), responses(
    (status = 201, body = wire::RemovalRequest),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`request_already_open`, with the open one"),
    Refused))]
pub(super) async fn file(State(service): State<Service>, request: WriteRequest<Json<wire::FileRemoval>>) -> Result<Response, Problem> {
    request.caller.signed_in_recently(&service)?;
    respond(&service, &request.info, &SubmitRequest { user: request.caller.user, body: request.body.0 }, StatusCode::CREATED).await
}

/// Takes a request back.
#[utoipa::path(delete, path = "/v1/me/removal-requests/{id}", tag = "removal requests", security(("bearer" = [])), params(
    ("id" = String, Path, description = "the request"), IdempotencyKey), responses(
    (status = 200, body = wire::RemovalRequest), Refused))]
pub(super) async fn withdraw(
    State(service): State<Service>,
    Path(id): Path<String>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    respond(&service, &request.info, &Withdraw { user: request.caller.user, id: RemovalRequestId::new(id) }, StatusCode::OK).await
}

/// Sends a declined or expired request again, to the administrator named, or to all. Needs a sign-in of the last 15 minutes.
#[utoipa::path(post, path = "/v1/me/removal-requests/{id}/resend", tag = "removal requests", security(("bearer" = [])),
    request_body = Option<wire::FileRemoval>, params(("id" = String, Path, description = "the request"), IdempotencyKey), responses(
    (status = 201, body = wire::RemovalRequest, description = "a new request"), Refused))]
pub(super) async fn resend(
    State(service): State<Service>,
    Path(id): Path<String>,
    request: WriteRequest<OptionalJson<wire::FileRemoval>>,
) -> Result<Response, Problem> {
    request.caller.signed_in_recently(&service)?;
    respond(
        &service,
        &request.info,
        &Resend { user: request.caller.user, id: RemovalRequestId::new(id), body: request.body.0 },
        StatusCode::CREATED,
    )
    .await
}
