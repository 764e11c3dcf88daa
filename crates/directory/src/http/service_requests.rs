//! `/v1/me/service-requests`: cases for support.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Json, WriteRequest};
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::service::Service;
use crate::service_requests::{self, OpenCase};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::wire;

/// Your cases, newest first.
#[utoipa::path(get, path = "/v1/me/service-requests", tag = "me", security(("bearer" = [])), params(PageParameters),
    responses((status = 200, body = wire::ServiceRequests), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    caller: Caller,
    page: PageRequest,
) -> Result<axum::Json<wire::ServiceRequests>, Problem> {
    Ok(axum::Json(service_requests::list(&service, &caller.user, &page).await?))
}

/// Opens a case; the answer holds its number.
#[utoipa::path(post, path = "/v1/me/service-requests", tag = "me", security(("bearer" = [])), request_body = wire::NewServiceRequest,
    params(IdempotencyKey), responses(
    (status = 201, body = wire::ServiceRequest), Refused))]
pub(super) async fn open(
    State(service): State<Service>,
    request: WriteRequest<Json<wire::NewServiceRequest>>,
) -> Result<Response, Problem> {
    respond(&service, &request.info, &OpenCase { user: request.caller.user, body: request.body.0 }, StatusCode::CREATED).await
}
