//! `/v1/accounts/{account}/removal-requests`: what the account's administrators see and do.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, WriteRequest};
use crate::account_reader::AccountReader;
use crate::moves::answer_request::{AnswerRequest, RequestAnswer};
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::removal;
use crate::service::Service;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::{AccountId, RemovalRequestId};
use domicile_model::wire;
use serde::Deserialize;

/// Which requests are asked for.
#[derive(Deserialize)]
pub(super) struct Which {
    state: Option<String>,
}

/// The account's requests, newest first. Looking at the list is not opening one.
#[utoipa::path(get, path = "/v1/accounts/{account}/removal-requests", tag = "removal requests", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"),
    ("state" = Option<String>, Query, description = "`open` or `answered`; both unless told"), PageParameters),
    responses((status = 200, body = wire::RemovalRequests), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: PageRequest,
    Query(which): Query<Which>,
) -> Result<axum::Json<wire::RemovalRequests>, Problem> {
    let open = match which.state.as_deref() {
        None => None,
        Some("open") => Some(true),
        Some("answered") => Some(false),
        Some(_) => return Err(Problem::bad_part("state")),
    };
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(removal::of_account(&mut it, open, &page, service.now()).await?))
}

/// One of the account's requests. Reading it is not opening it: that is what `seen` says.
#[utoipa::path(get, path = "/v1/accounts/{account}/removal-requests/{id}", tag = "removal requests", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the request")), responses(
    (status = 200, body = wire::RemovalRequest), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<axum::Json<wire::RemovalRequest>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(removal::get(&mut it, &RemovalRequestId::new(id), service.now()).await?))
}

/// Says that an administrator opened the request.
#[utoipa::path(post, path = "/v1/accounts/{account}/removal-requests/{id}/seen", tag = "removal requests", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the request"), IdempotencyKey), responses(
    (status = 200, body = wire::RemovalRequest), Refused))]
pub(super) async fn seen(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    answer(&service, account, id, &request, RequestAnswer::Seen).await
}

/// Approves the request: the person is removed at once, unless something stands in the way.
#[utoipa::path(post, path = "/v1/accounts/{account}/removal-requests/{id}/approve", tag = "removal requests", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the request"), IdempotencyKey), responses(
    (status = 200, body = wire::RemovalRequest, description = "removed"),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`removal_blocked` with `blockers`, or `request_closed`"),
    Refused))]
pub(super) async fn approve(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    answer(&service, account, id, &request, RequestAnswer::Approve).await
}

/// Declines the request, with the reason that the person will read.
#[utoipa::path(post, path = "/v1/accounts/{account}/removal-requests/{id}/decline", tag = "removal requests", security(("bearer" = [])),
    request_body = wire::DeclineRemoval, params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the request"), IdempotencyKey), responses(
    (status = 200, body = wire::RemovalRequest), Refused))]
pub(super) async fn decline(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<Json<wire::DeclineRemoval>>,
) -> Result<Response, Problem> {
    let given = RequestAnswer::Decline(request.body.0.reason.clone());
    answer(&service, account, id, &request, given).await
}

async fn answer<B>(
    service: &Service,
    account: String,
    id: String,
    request: &WriteRequest<B>,
    given: RequestAnswer,
) -> Result<Response, Problem> {
    let actor = request.caller.user.clone();
    let change = AnswerRequest { actor, account: AccountId::new(account), id: RemovalRequestId::new(id), answer: given };
    respond(service, &request.info, &change, StatusCode::OK).await
}
