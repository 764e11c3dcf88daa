//! `/v1/me/machine-reports`: what you send about your computer.

use super::parameters::{IdempotencyKey, Refused};
use super::respond::respond;
use super::write_request::{Json, WriteRequest};
use crate::problem::Problem;
use crate::service::Service;
use crate::user_management::machine_reports::Send;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::wire;

/// Sends the administrators of your account what was found out about your computer.
#[utoipa::path(post, path = "/v1/me/machine-reports", tag = "me", security(("bearer" = [])),
    request_body = wire::SendMachineReport,
    params(IdempotencyKey),
    responses((status = 201, body = wire::MachineReport),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`not_affiliated`"),
    (status = 429, body = wire::Problem, content_type = "application/problem+json", description = "`too_many_machine_reports`"), Refused))]
pub(super) async fn send(
    State(service): State<Service>,
    request: WriteRequest<Json<wire::SendMachineReport>>,
) -> Result<Response, Problem> {
    respond(&service, &request.info, &Send { user: request.caller.user, body: request.body.0 }, StatusCode::CREATED).await
}
