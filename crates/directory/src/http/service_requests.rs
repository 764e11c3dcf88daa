//! `/v1/me/service-requests`: cases for support.

use super::caller::Caller;
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
#[utoipa::path(get, path = "/v1/me/service-requests", tag = "me", security(("bearer" = [])), params(
    ("cursor" = Option<String>, Query, description = "from the page before"), ("limit" = Option<i64>, Query, description = "1 to 100, 50 unless told")),
    responses((status = 200, body = wire::ServiceRequests), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    State(service): State<Service>,
    caller: Caller,
    page: PageRequest,
) -> Result<axum::Json<wire::ServiceRequests>, Problem> {
    Ok(axum::Json(service_requests::list(&service, &caller.user, &page).await?))
}

/// Opens a case; the answer holds its number.
#[utoipa::path(post, path = "/v1/me/service-requests", tag = "me", security(("bearer" = [])), request_body = wire::NewServiceRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")), responses(
    (status = 201, body = wire::ServiceRequest), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn open(
    State(service): State<Service>,
    request: WriteRequest<Json<wire::NewServiceRequest>>,
) -> Result<Response, Problem> {
    respond(&service, &request.info, &OpenCase { user: request.caller.user, body: request.body.0 }, StatusCode::CREATED).await
}
