//! `/v1/accounts/{account}/approvals`: people who signed in for the first time and wait.

use super::account_reader::AccountReader;
use super::caller::Caller;
use super::page::Page;
use super::write_request::{NoBody, WriteRequest};
use crate::problem::Problem;
use crate::service::Service;
use crate::store::approvals;
use crate::user_management::approvals::Decide;
use axum::extract::{Path, State};
use axum::response::Response;
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire;

/// Who waits, newest first.
#[utoipa::path(get, path = "/v1/accounts/{account}/approvals", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"),
    ("cursor" = Option<String>, Query, description = "from the page before"),
    ("limit" = Option<i64>, Query, description = "1 to 100, 50 unless told")),
    responses((status = 200, body = wire::Approvals),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: Page,
) -> Result<axum::Json<wire::Approvals>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller, account).await?;
    let mut found = approvals::page(&mut it.tx, &it.account.id, &page.before, page.rows()).await?;
    let next_cursor = page.cut_at(&mut found, |it| (it.asked.as_millisecond(), it.user.as_str()));
    let items = found.into_iter().map(|it| wire::Approval { user: it.user, email: it.email, asked: it.asked }).collect();
    Ok(axum::Json(wire::Approvals { items, next_cursor }))
}

/// Approves: the person belongs to your account.
#[utoipa::path(post, path = "/v1/accounts/{account}/approvals/{user}/approve", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"),
    ("user" = String, Path, description = "the person"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")),
    responses((status = 200, body = wire::Member),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn approve(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    decide(&service, path, request, true).await
}

/// Rejects: the person stays registered, and belongs to no account.
#[utoipa::path(post, path = "/v1/accounts/{account}/approvals/{user}/reject", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"),
    ("user" = String, Path, description = "the person"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")),
    responses((status = 200, body = wire::Approval, description = "as it was"),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn reject(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    decide(&service, path, request, false).await
}

async fn decide(
    service: &Service,
    (account, user): (String, String),
    request: WriteRequest<NoBody>,
    approve: bool,
) -> Result<Response, Problem> {
    let change = Decide { actor: request.caller.user, account: AccountId::new(account), user: UserId::new(user), approve };
    service.execute(&request.info, &change).await
}
