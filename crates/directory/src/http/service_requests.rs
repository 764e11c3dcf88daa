//! `/v1/me/service-requests`: cases for support.

use super::caller::Caller;
use super::page::Page;
use super::write_request::{Json, WriteRequest};
use crate::problem::Problem;
use crate::service::Service;
use crate::service_requests::OpenCase;
use crate::store::service_requests;
use axum::extract::State;
use axum::response::Response;
use domicile_model::wire;

/// Your cases, newest first.
#[utoipa::path(get, path = "/v1/me/service-requests", tag = "me", security(("bearer" = [])), params(
    ("cursor" = Option<String>, Query, description = "from the page before"), ("limit" = Option<i64>, Query, description = "1 to 100, 50 unless told")),
    responses((status = 200, body = wire::ServiceRequests), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn list(State(service): State<Service>, caller: Caller, page: Page) -> Result<axum::Json<wire::ServiceRequests>, Problem> {
    let mut tx = service.dependencies().store.read().await?;
    let mut items = service_requests::page(&mut tx, &caller.user, &page.before, page.rows()).await?;
    let next_cursor = page.cut_at(&mut items, |it| (it.opened.as_millisecond(), it.id.as_str()));
    Ok(axum::Json(wire::ServiceRequests { items, next_cursor }))
}

/// Opens a case; the answer holds its number.
#[utoipa::path(post, path = "/v1/me/service-requests", tag = "me", security(("bearer" = [])), request_body = wire::NewServiceRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")), responses(
    (status = 201, body = wire::ServiceRequest), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn open(
    State(service): State<Service>,
    request: WriteRequest<Json<wire::NewServiceRequest>>,
) -> Result<Response, Problem> {
    service.execute(&request.info, &OpenCase { user: request.caller.user, body: request.body.0 }).await
}
