//! `/v1/accounts/{account}/groups`: groups of the account's people.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, WriteRequest};
use crate::account_reader::AccountReader;
use crate::page::NamePageRequest;
use crate::problem::Problem;
use crate::service::Service;
use crate::user_management::groups::{self, ChangeGroup, ChangeGroupMembership, GroupChange};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::{AccountId, GroupId, UserId};
use domicile_model::wire;

/// The groups of your account, by name. For administrators, and who may change group membership.
#[utoipa::path(get, path = "/v1/accounts/{account}/groups", tag = "groups", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"), PageParameters),
    responses((status = 200, body = wire::Groups), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: NamePageRequest,
) -> Result<axum::Json<wire::Groups>, Problem> {
    let mut it = AccountReader::groups(&service, &caller.user, &AccountId::new(account)).await?;
    let groups = groups::list(&mut it.tx, &it.account).await?;
    Ok(axum::Json(page.cut_whole(groups, |it| (&it.name, it.id.as_str()))))
}

/// Makes a group.
#[utoipa::path(post, path = "/v1/accounts/{account}/groups", tag = "groups", security(("bearer" = [])),
    request_body = wire::WriteGroup,
    params(("account" = String, Path, description = "your own account"), IdempotencyKey),
    responses((status = 201, body = wire::Group),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`group_name_taken`, `too_many_groups`"),
    Refused))]
pub(super) async fn create(
    State(service): State<Service>,
    Path(account): Path<String>,
    request: WriteRequest<Json<wire::WriteGroup>>,
) -> Result<Response, Problem> {
    let wanted = GroupChange::Create(request.body.0.clone());
    change(&service, account, &request, wanted).await
}

/// Gives a group this name and these roles.
#[utoipa::path(put, path = "/v1/accounts/{account}/groups/{group}", tag = "groups", security(("bearer" = [])),
    request_body = wire::WriteGroup,
    params(
    ("account" = String, Path, description = "your own account"), ("group" = String, Path, description = "the group"), IdempotencyKey),
    responses((status = 200, body = wire::Group),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`group_name_taken`"), Refused))]
pub(super) async fn write(
    State(service): State<Service>,
    Path((account, group)): Path<(String, String)>,
    request: WriteRequest<Json<wire::WriteGroup>>,
) -> Result<Response, Problem> {
    let wanted = GroupChange::Change(GroupId::new(group), request.body.0.clone());
    change(&service, account, &request, wanted).await
}

/// Deletes a group; its members keep everything else.
#[utoipa::path(delete, path = "/v1/accounts/{account}/groups/{group}", tag = "groups", security(("bearer" = [])),
    params(
    ("account" = String, Path, description = "your own account"), ("group" = String, Path, description = "the group"), IdempotencyKey),
    responses((status = 200, body = wire::Group, description = "as it was"), Refused))]
pub(super) async fn delete(
    State(service): State<Service>,
    Path((account, group)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    change(&service, account, &request, GroupChange::Delete(GroupId::new(group))).await
}

/// Puts somebody into the group.
#[utoipa::path(put, path = "/v1/accounts/{account}/groups/{group}/members/{user}", tag = "groups", security(("bearer" = [])),
    params(
    ("account" = String, Path, description = "your own account"), ("group" = String, Path, description = "the group"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Member), Refused))]
pub(super) async fn join(
    State(service): State<Service>,
    Path((account, group, user)): Path<(String, String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    membership(&service, (account, group, user), &request, true).await
}

/// Takes somebody out of the group.
#[utoipa::path(delete, path = "/v1/accounts/{account}/groups/{group}/members/{user}", tag = "groups", security(("bearer" = [])),
    params(
    ("account" = String, Path, description = "your own account"), ("group" = String, Path, description = "the group"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Member), Refused))]
pub(super) async fn leave(
    State(service): State<Service>,
    Path((account, group, user)): Path<(String, String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    membership(&service, (account, group, user), &request, false).await
}

async fn change<B>(service: &Service, account: String, request: &WriteRequest<B>, wanted: GroupChange) -> Result<Response, Problem> {
    let done = if matches!(wanted, GroupChange::Create(_)) { StatusCode::CREATED } else { StatusCode::OK };
    let change = ChangeGroup { actor: request.caller.user.clone(), account: AccountId::new(account), change: wanted };
    respond(service, &request.info, &change, done).await
}

async fn membership(
    service: &Service,
    (account, group, user): (String, String, String),
    request: &WriteRequest<NoBody>,
    joins: bool,
) -> Result<Response, Problem> {
    let (account, group, user) = (AccountId::new(account), GroupId::new(group), UserId::new(user));
    let change = ChangeGroupMembership { actor: request.caller.user.clone(), account, group, user, joins };
    respond(service, &request.info, &change, StatusCode::OK).await
}
