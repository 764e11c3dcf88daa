//! `/v1/accounts/{account}/users`: the account's people.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, OptionalJson, WriteRequest};
use crate::account_reader::AccountReader;
use crate::page::NamePageRequest;
use crate::problem::Problem;
use crate::service::Service;
use crate::user_management::add::Add;
use crate::user_management::change::{ChangeMember, MemberChange};
use crate::user_management::remove::{RemoveMember, preflight};
use crate::user_management::views;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire;
use serde::Deserialize;

/// What is searched for.
#[derive(Deserialize)]
pub(super) struct Search {
    query: Option<String>,
}

/// The people of your account whose name, a word of it, or address begins with what was typed; by name. For administrators, and who may
/// change group membership.
#[utoipa::path(get, path = "/v1/accounts/{account}/users", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"),
    ("query" = Option<String>, Query, description = "the beginning of a name, of a word of it, or of an address"), PageParameters),
    responses((status = 200, body = wire::Members), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: NamePageRequest,
    Query(search): Query<Search>,
) -> Result<axum::Json<wire::Members>, Problem> {
    let mut it = AccountReader::groups(&service, &caller.user, &AccountId::new(account)).await?;
    let who = (&it.account, &it.reader);
    let (items, next) = views::members(&mut it.tx, who, &search.query.unwrap_or_default(), &page.after, page.limit, service.now()).await?;
    Ok(axum::Json(wire::Members { items, next_cursor: next.map(|it| it.encode()) }))
}

/// Looks an address up, and takes the step that is asked for where it fits. Without an action nothing is changed.
#[utoipa::path(post, path = "/v1/accounts/{account}/users", tag = "people", security(("bearer" = [])),
    request_body = wire::AddUser,
    params(("account" = String, Path, description = "your own account"), IdempotencyKey),
    responses((status = 200, body = wire::AddAnswer, description = "what is the case"),
    (status = 201, body = wire::AddAnswer, description = "created or added"),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "the step does not fit: the code says what is the case"),
    (status = 429, body = wire::Problem, content_type = "application/problem+json", description = "`too_many_lookups`"), Refused))]
pub(super) async fn add(
    State(service): State<Service>,
    Path(account): Path<String>,
    request: WriteRequest<Json<wire::AddUser>>,
) -> Result<Response, Problem> {
    let looks = request.body.0.action.is_none();
    let change = Add { actor: request.caller.user, account: AccountId::new(account), body: request.body.0 };
    // A look changes nothing; every other step makes something.
    let done = if looks { StatusCode::OK } else { StatusCode::CREATED };
    respond(&service, &request.info, &change, done).await
}

/// One person of your account.
#[utoipa::path(get, path = "/v1/accounts/{account}/users/{user}", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person")),
    responses((status = 200, body = wire::Member), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path((account, user)): Path<(String, String)>,
    caller: Caller,
) -> Result<axum::Json<wire::Member>, Problem> {
    let mut it = AccountReader::groups(&service, &caller.user, &AccountId::new(account)).await?;
    let user = it.member(&UserId::new(user)).await?;
    Ok(axum::Json(views::member(&mut it.tx, &user, &it.account, &it.reader, service.now()).await?))
}

/// Everything that stands in the way of removing the person, and what it would cost.
#[utoipa::path(get, path = "/v1/accounts/{account}/users/{user}/removal-preflight", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person")),
    responses((status = 200, body = wire::RemovalPreflight), Refused))]
pub(super) async fn removal_preflight(
    State(service): State<Service>,
    Path((account, user)): Path<(String, String)>,
    caller: Caller,
) -> Result<axum::Json<wire::RemovalPreflight>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    let user = it.member(&UserId::new(user)).await?;
    Ok(axum::Json(preflight(&mut it.tx, &it.reader, &user, &it.account, service.now()).await?))
}

/// Removes the person, unless something stands in the way. Can be undone for 90 days.
#[utoipa::path(delete, path = "/v1/accounts/{account}/users/{user}", tag = "people", security(("bearer" = [])),
    params(
    ("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Removal, description = "removed"),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`removal_blocked` with `blockers`"),
    Refused))]
pub(super) async fn remove(
    State(service): State<Service>,
    Path((account, user)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    let change = RemoveMember { actor: request.caller.user, account: AccountId::new(account), user: UserId::new(user) };
    respond(&service, &request.info, &change, StatusCode::OK).await
}

/// Locks the person: their licences end at once.
#[utoipa::path(post, path = "/v1/accounts/{account}/users/{user}/lock", tag = "people", security(("bearer" = [])),
    request_body = Option<wire::LockUser>,
    params(
    ("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Member),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`last_administrator`"), Refused))]
pub(super) async fn lock(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<OptionalJson<wire::LockUser>>,
) -> Result<Response, Problem> {
    let wanted = MemberChange::Lock(request.body.0.because.clone());
    change(&service, path, &request, wanted).await
}

/// Lifts one lock of the person.
#[utoipa::path(post, path = "/v1/accounts/{account}/users/{user}/unlock", tag = "people", security(("bearer" = [])),
    request_body = wire::UnlockUser,
    params(
    ("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Member), Refused))]
pub(super) async fn unlock(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<Json<wire::UnlockUser>>,
) -> Result<Response, Problem> {
    let wanted = MemberChange::Unlock(request.body.0.lock);
    change(&service, path, &request, wanted).await
}

/// Gives the person these roles directly, and no others.
#[utoipa::path(put, path = "/v1/accounts/{account}/users/{user}/roles", tag = "people", security(("bearer" = [])),
    request_body = wire::SetRoles,
    params(
    ("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Member),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`last_administrator`"), Refused))]
pub(super) async fn set_roles(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<Json<wire::SetRoles>>,
) -> Result<Response, Problem> {
    let wanted = MemberChange::Roles(request.body.0.roles.clone());
    change(&service, path, &request, wanted).await
}

/// Sets the entitlement country explicitly, or takes an explicit one away.
#[utoipa::path(put, path = "/v1/accounts/{account}/users/{user}/entitlement-country", tag = "people", security(("bearer" = [])),
    request_body = wire::SetEntitlementCountry,
    params(
    ("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Member), Refused))]
pub(super) async fn set_country(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<Json<wire::SetEntitlementCountry>>,
) -> Result<Response, Problem> {
    let wanted = MemberChange::Country(request.body.0.country.clone());
    change(&service, path, &request, wanted).await
}

async fn change<B>(
    service: &Service,
    (account, user): (String, String),
    request: &WriteRequest<B>,
    wanted: MemberChange,
) -> Result<Response, Problem> {
    let actor = request.caller.user.clone();
    let change = ChangeMember { actor, account: AccountId::new(account), user: UserId::new(user), change: wanted };
    respond(service, &request.info, &change, StatusCode::OK).await
}
