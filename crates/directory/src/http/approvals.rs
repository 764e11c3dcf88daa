//! `/v1/accounts/{account}/approvals`: people who signed in for the first time and wait.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{NoBody, WriteRequest};
use crate::account_reader::AccountReader;
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::service::Service;
use crate::user_management::approvals::{self, Approve, Decision, Reject};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire;

/// Who waits, newest first.
#[utoipa::path(get, path = "/v1/accounts/{account}/approvals", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"), PageParameters),
    responses((status = 200, body = wire::Approvals), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: PageRequest,
) -> Result<axum::Json<wire::Approvals>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(approvals::list(&mut it, &page).await?))
}

/// Approves: the person belongs to your account.
#[utoipa::path(post, path = "/v1/accounts/{account}/approvals/{user}/approve", tag = "people", security(("bearer" = [])),
    params(
    ("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Member), Refused))]
pub(super) async fn approve(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    respond(&service, &request.info, &Approve(decision(path, &request)), StatusCode::OK).await
}

/// Rejects: the person stays registered, and belongs to no account.
#[utoipa::path(post, path = "/v1/accounts/{account}/approvals/{user}/reject", tag = "people", security(("bearer" = [])),
    params(
    ("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Approval, description = "as it was"), Refused))]
pub(super) async fn reject(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    respond(&service, &request.info, &Reject(decision(path, &request)), StatusCode::OK).await
}

fn decision((account, user): (String, String), request: &WriteRequest<NoBody>) -> Decision {
    Decision { actor: request.caller.user.clone(), account: AccountId::new(account), user: UserId::new(user) }
}
