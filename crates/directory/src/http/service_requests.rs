//! `/v1/me/service-requests`.

use super::incoming::{Incoming, Json};
use crate::person::service_request::OpenCase;
use crate::problem::Problem;
use crate::service::Service;
use axum::extract::State;
use axum::response::Response;
use domicile_model::wire;

/// Opens a case at support.
#[utoipa::path(post, path = "/v1/me/service-requests", tag = "me", security(("bearer" = [])), request_body = wire::NewServiceRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")), responses(
    (status = 201, body = wire::ServiceRequest), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn open(State(service): State<Service>, asked: Incoming<Json<wire::NewServiceRequest>>) -> Result<Response, Problem> {
    service.change(&asked.asked, &OpenCase { user: asked.caller.user, body: asked.body.0 }).await
}
