//! `/v1/accounts/{account}/removals`: removals that can be undone.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond_by;
use super::write_request::{NoBody, WriteRequest};
use crate::account_reader::AccountReader;
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::service::Service;
use crate::user_management::{remove, restore::RestoreMember};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::{AccountId, RemovalId};
use domicile_model::wire;

/// Removals of the last 90 days that are not undone, newest first.
#[utoipa::path(get, path = "/v1/accounts/{account}/removals", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"), PageParameters),
    responses((status = 200, body = wire::Removals), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: PageRequest,
) -> Result<axum::Json<wire::Removals>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(remove::list(&mut it, &page, service.now()).await?))
}

/// Undoes a removal, if the person has joined nobody since: they are back as before, but for the roles of administrators.
#[utoipa::path(post, path = "/v1/accounts/{account}/removals/{id}/undo", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"),
    ("id" = String, Path, description = "the removal"), IdempotencyKey),
    responses((status = 200, body = wire::Undone, description = "back as before"),
    (status = 202, body = wire::Undone, description = "the person left of their own will, and is asked first"),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`cannot_undo`, `invitation_already_open`"),
    Refused))]
pub(super) async fn undo(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    let change = RestoreMember { actor: request.caller.user, account: AccountId::new(account), id: RemovalId::new(id) };
    // Where the person is asked first, nothing is restored yet.
    let status = |it: &wire::Undone| if it.member.is_some() { StatusCode::OK } else { StatusCode::ACCEPTED };
    respond_by(&service, &request.info, &change, status).await
}
