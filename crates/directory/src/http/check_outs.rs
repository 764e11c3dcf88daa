//! `/v1/me/check-outs`: what you took along, or would like to.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, WriteRequest};
use crate::check_out::of_person;
use crate::check_out::request::RequestCheckOut;
use crate::check_out::return_::{EndOwnCheckOut, OwnEnding};
use crate::policy::is_machine_id;
use crate::problem::Problem;
use crate::service::Service;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::CheckOutId;
use domicile_model::wire;
use serde::Deserialize;

/// Which are asked for.
#[derive(Deserialize)]
pub(super) struct Which {
    machine: Option<String>,
}

/// Your check-outs: those that are open, then the latest that ended, newest first.
#[utoipa::path(get, path = "/v1/me/check-outs", tag = "check-outs", security(("bearer" = [])), params(
    ("machine" = Option<String>, Query, description = "the id of a machine: only what is for it")), responses(
    (status = 200, body = wire::MyCheckOuts), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    caller: Caller,
    Query(which): Query<Which>,
) -> Result<axum::Json<wire::MyCheckOuts>, Problem> {
    let machine = which.machine.as_deref();
    if machine.is_some_and(|it| !is_machine_id(it)) {
        return Err(Problem::bad_part("machine"));
    }
    let mut tx = service.dependencies().store.read().await?;
    Ok(axum::Json(of_person(&mut tx, &caller.user, machine, service.now()).await?))
}

/// Asks to take a product along on a machine, for at most 30 days. An administrator of your account has to allow it.
#[utoipa::path(post, path = "/v1/me/check-outs", tag = "check-outs", security(("bearer" = [])), request_body = wire::AskCheckOut,
    params(IdempotencyKey), responses(
    (status = 201, body = wire::MyCheckOut),
    (status = 409, body = wire::Problem, content_type = "application/problem+json",
        description = "`check_out_not_entitled` with `reason`, `check_out_open` with the open one, `check_out_too_many`, or `not_affiliated`"),
    (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "`check_out_days`, or `invalid_body`"),
    Refused))]
pub(super) async fn ask(State(service): State<Service>, request: WriteRequest<Json<wire::AskCheckOut>>) -> Result<Response, Problem> {
    let change = RequestCheckOut { user: request.caller.user, body: request.body.0, keys: service.keys() };
    respond(&service, &request.info, &change, StatusCode::CREATED).await
}

/// Takes a wish back that nobody has answered.
#[utoipa::path(delete, path = "/v1/me/check-outs/{id}", tag = "check-outs", security(("bearer" = [])), params(
    ("id" = String, Path, description = "the check-out"), IdempotencyKey), responses(
    (status = 200, body = wire::MyCheckOut),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`check_out_closed`"), Refused))]
pub(super) async fn withdraw(
    State(service): State<Service>,
    Path(id): Path<String>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    let change = EndOwnCheckOut { user: request.caller.user, id: CheckOutId::new(id), ending: OwnEnding::Withdraw };
    respond(&service, &request.info, &change, StatusCode::OK).await
}

/// Gives a check-out back: your policy does not list it any more.
#[utoipa::path(post, operation_id = "give_back", path = "/v1/me/check-outs/{id}/return", tag = "check-outs", security(("bearer" = [])), params(
    ("id" = String, Path, description = "the check-out"), IdempotencyKey), responses(
    (status = 200, body = wire::MyCheckOut),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`check_out_closed`"), Refused))]
pub(super) async fn return_(
    State(service): State<Service>,
    Path(id): Path<String>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    let change = EndOwnCheckOut { user: request.caller.user, id: CheckOutId::new(id), ending: OwnEnding::Return };
    respond(&service, &request.info, &change, StatusCode::OK).await
}
