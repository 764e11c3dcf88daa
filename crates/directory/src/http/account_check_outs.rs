//! `/v1/accounts/{account}/check-outs`: what the account's administrators see and do.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, OptionalJson, WriteRequest};
use crate::account_reader::AccountReader;
use crate::check_out::answer::{AnswerCheckOut, CheckOutAnswer};
use crate::check_out::of_account;
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::service::Service;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::{AccountId, CheckOutId, UserId};
use domicile_model::wire;
use serde::Deserialize;

/// Which check-outs are asked for.
#[derive(Deserialize)]
pub(super) struct Which {
    state: Option<String>,
    user: Option<String>,
}

/// The account's check-outs, newest first.
#[utoipa::path(get, path = "/v1/accounts/{account}/check-outs", tag = "check-outs", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"),
    ("state" = Option<String>, Query, description = "`open` or `all`; all unless told"),
    ("user" = Option<String>, Query, description = "only what is this person's"), PageParameters),
    responses((status = 200, body = wire::CheckOuts), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: PageRequest,
    Query(which): Query<Which>,
) -> Result<axum::Json<wire::CheckOuts>, Problem> {
    let now = service.now();
    let open_at = match which.state.as_deref() {
        None | Some("all") => None,
        Some("open") => Some(now),
        Some(_) => return Err(Problem::bad_part("state")),
    };
    // A NUL is text to us and an error to PostgreSQL, and no text at all is nobody's id.
    if which.user.as_deref().is_some_and(|it| it.is_empty() || it.contains('\0')) {
        return Err(Problem::bad_part("user"));
    }
    let user = which.user.map(UserId::new);
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(of_account(&mut it, (user.as_ref(), open_at), &page, now).await?))
}

/// Allows it: the check-out is signed and counts from now on, for as many days as you say, or as were asked for.
#[utoipa::path(post, path = "/v1/accounts/{account}/check-outs/{id}/allow", tag = "check-outs", security(("bearer" = [])),
    request_body = Option<wire::AllowCheckOut>, params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the check-out"),
    IdempotencyKey), responses(
    (status = 200, body = wire::CheckOut),
    (status = 409, body = wire::Problem, content_type = "application/problem+json",
        description = "`check_out_closed`, or `check_out_not_entitled` with `reason`"),
    (status = 422, body = wire::Problem, content_type = "application/problem+json", description = "`check_out_days`"), Refused))]
pub(super) async fn allow(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<OptionalJson<wire::AllowCheckOut>>,
) -> Result<Response, Problem> {
    let given = CheckOutAnswer::Allow(request.body.0.days);
    answer(&service, path, &request, given).await
}

/// Declines it, with the reason that the person will read.
#[utoipa::path(post, path = "/v1/accounts/{account}/check-outs/{id}/decline", tag = "check-outs", security(("bearer" = [])),
    request_body = wire::DeclineCheckOut, params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the check-out"),
    IdempotencyKey), responses(
    (status = 200, body = wire::CheckOut),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`check_out_closed`"), Refused))]
pub(super) async fn decline(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<Json<wire::DeclineCheckOut>>,
) -> Result<Response, Problem> {
    let given = CheckOutAnswer::Decline(request.body.0.reason.clone());
    answer(&service, path, &request, given).await
}

/// Ends a check-out before its time: the person's policy does not list it any more, so it is over at their next refresh.
#[utoipa::path(delete, path = "/v1/accounts/{account}/check-outs/{id}", tag = "check-outs", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the check-out"), IdempotencyKey), responses(
    (status = 200, body = wire::CheckOut),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`check_out_closed`"), Refused))]
pub(super) async fn end(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    answer(&service, path, &request, CheckOutAnswer::End).await
}

async fn answer<B>(
    service: &Service,
    (account, id): (String, String),
    request: &WriteRequest<B>,
    given: CheckOutAnswer,
) -> Result<Response, Problem> {
    let actor = request.caller.user.clone();
    let change = AnswerCheckOut { actor, account: AccountId::new(account), id: CheckOutId::new(id), answer: given, keys: service.keys() };
    respond(service, &request.info, &change, StatusCode::OK).await
}
