//! `/v1/accounts/{account}/requests`: what the account's administrators see and do.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, WriteRequest};
use crate::account_reader::AccountReader;
use crate::page::PageRequest;
use crate::person_request;
use crate::problem::Problem;
use crate::service::Service;
use crate::user_management::answer_person_request::{AnswerPersonRequest, PersonRequestAnswer};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::{AccountId, PersonRequestId};
use domicile_model::wire;
use serde::Deserialize;

/// Which requests are asked for.
#[derive(Deserialize)]
pub(super) struct Which {
    state: Option<String>,
}

/// The account's requests, newest first. Looking at the list is not opening one.
#[utoipa::path(get, path = "/v1/accounts/{account}/requests", tag = "requests", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"),
    ("state" = Option<String>, Query, description = "`open` or `answered`; both unless told"), PageParameters),
    responses((status = 200, body = wire::PersonRequests), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: PageRequest,
    Query(which): Query<Which>,
) -> Result<axum::Json<wire::PersonRequests>, Problem> {
    let open = match which.state.as_deref() {
        None => None,
        Some("open") => Some(true),
        Some("answered") => Some(false),
        Some(_) => return Err(Problem::bad_part("state")),
    };
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(person_request::of_account(&mut it, open, &page, service.now()).await?))
}

/// One of the account's requests. Reading it is not opening it: that is what `seen` says.
#[utoipa::path(get, path = "/v1/accounts/{account}/requests/{id}", tag = "requests", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the request")), responses(
    (status = 200, body = wire::PersonRequest), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<axum::Json<wire::PersonRequest>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(person_request::get(&mut it, &PersonRequestId::new(id), service.now()).await?))
}

/// Says that an administrator opened the request.
#[utoipa::path(post, path = "/v1/accounts/{account}/requests/{id}/seen", tag = "requests", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the request"), IdempotencyKey), responses(
    (status = 200, body = wire::PersonRequest), Refused))]
pub(super) async fn seen(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    answer(&service, account, id, &request, PersonRequestAnswer::Seen).await
}

/// Approves the request: what it asks for is done at once, with the same right and by the same rules as without it.
#[utoipa::path(post, path = "/v1/accounts/{account}/requests/{id}/approve", tag = "requests", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the request"), IdempotencyKey), responses(
    (status = 200, body = wire::PersonRequest, description = "done"),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`request_closed`; for `add`, what stands against adding"),
    Refused))]
pub(super) async fn approve(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    answer(&service, account, id, &request, PersonRequestAnswer::Approve).await
}

/// Declines the request, with the reason that the person will read.
#[utoipa::path(post, path = "/v1/accounts/{account}/requests/{id}/decline", tag = "requests", security(("bearer" = [])),
    request_body = wire::DeclinePersonRequest, params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the request"), IdempotencyKey), responses(
    (status = 200, body = wire::PersonRequest), Refused))]
pub(super) async fn decline(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<Json<wire::DeclinePersonRequest>>,
) -> Result<Response, Problem> {
    let given = PersonRequestAnswer::Decline(request.body.0.reason.clone());
    answer(&service, account, id, &request, given).await
}

async fn answer<B>(
    service: &Service,
    account: String,
    id: String,
    request: &WriteRequest<B>,
    given: PersonRequestAnswer,
) -> Result<Response, Problem> {
    let actor = request.caller.user.clone();
    let change = AnswerPersonRequest { actor, account: AccountId::new(account), id: PersonRequestId::new(id), answer: given };
    respond(service, &request.info, &change, StatusCode::OK).await
}
