//! `/v1/accounts/{account}/groups`: groups of the account's people.

use super::caller::Caller;
use super::incoming::{Incoming, Json, Nothing};
use super::reading::Reading;
use crate::people::groups::{self, ChangeGroup, Step};
use crate::problem::Problem;
use crate::service::Service;
use axum::extract::{Path, State};
use axum::response::Response;
use domicile_model::id::{AccountId, GroupId, UserId};
use domicile_model::wire;

/// The groups of your account, by name. For administrators, and who may change group membership.
#[utoipa::path(get, path = "/v1/accounts/{account}/groups", tag = "groups", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account")),
    responses((status = 200, body = wire::Groups),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
) -> Result<axum::Json<wire::Groups>, Problem> {
    let mut it = Reading::groups(&service, &caller, account).await?;
    Ok(axum::Json(groups::list(&mut it.tx, &it.account).await?))
}

/// Makes a group.
#[utoipa::path(post, path = "/v1/accounts/{account}/groups", tag = "groups", security(("bearer" = [])),
    request_body = wire::WriteGroup,
    params(("account" = String, Path, description = "your own account"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")),
    responses((status = 201, body = wire::Group),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`group_name_taken`, `too_many_groups`"),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn create(
    State(service): State<Service>,
    Path(account): Path<String>,
    asked: Incoming<Json<wire::WriteGroup>>,
) -> Result<Response, Problem> {
    let step = Step::Create(asked.body.0.clone());
    change(&service, account, &asked, step).await
}

/// Gives a group this name and these roles.
#[utoipa::path(put, path = "/v1/accounts/{account}/groups/{group}", tag = "groups", security(("bearer" = [])),
    request_body = wire::WriteGroup,
    params(("account" = String, Path, description = "your own account"),
    ("group" = String, Path, description = "the group"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")),
    responses((status = 200, body = wire::Group),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`group_name_taken`"),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn write(
    State(service): State<Service>,
    Path((account, group)): Path<(String, String)>,
    asked: Incoming<Json<wire::WriteGroup>>,
) -> Result<Response, Problem> {
    let step = Step::Change(GroupId::new(group), asked.body.0.clone());
    change(&service, account, &asked, step).await
}

/// Deletes a group; its members keep everything else.
#[utoipa::path(delete, path = "/v1/accounts/{account}/groups/{group}", tag = "groups", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"),
    ("group" = String, Path, description = "the group"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")),
    responses((status = 200, body = wire::Group, description = "as it was"),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn delete(
    State(service): State<Service>,
    Path((account, group)): Path<(String, String)>,
    asked: Incoming<Nothing>,
) -> Result<Response, Problem> {
    change(&service, account, &asked, Step::Delete(GroupId::new(group))).await
}

/// Puts somebody into the group.
#[utoipa::path(put, path = "/v1/accounts/{account}/groups/{group}/members/{user}", tag = "groups", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"),
    ("group" = String, Path, description = "the group"),
    ("user" = String, Path, description = "the person"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")),
    responses((status = 200, body = wire::Member),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn join(
    State(service): State<Service>,
    Path((account, group, user)): Path<(String, String, String)>,
    asked: Incoming<Nothing>,
) -> Result<Response, Problem> {
    change(&service, account, &asked, Step::Join(GroupId::new(group), UserId::new(user))).await
}

/// Takes somebody out of the group.
#[utoipa::path(delete, path = "/v1/accounts/{account}/groups/{group}/members/{user}", tag = "groups", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"),
    ("group" = String, Path, description = "the group"),
    ("user" = String, Path, description = "the person"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")),
    responses((status = 200, body = wire::Member),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn leave(
    State(service): State<Service>,
    Path((account, group, user)): Path<(String, String, String)>,
    asked: Incoming<Nothing>,
) -> Result<Response, Problem> {
    change(&service, account, &asked, Step::Leave(GroupId::new(group), UserId::new(user))).await
}

async fn change<B>(service: &Service, account: String, asked: &Incoming<B>, step: Step) -> Result<Response, Problem> {
    let change = ChangeGroup { actor: asked.caller.user.clone(), account: AccountId::new(account), step };
    service.change(&asked.asked, &change).await
}
