//! `/v1/accounts/{account}/licence-assignments`: named licences.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, WriteRequest};
use crate::account_reader::AccountReader;
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::service::Service;
use crate::user_management::licences::{self, ChangeLicence, LicenceChange};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::{AccountId, LicenceAssignmentId};
use domicile_model::wire;

/// The named licences of your account, newest first.
#[utoipa::path(get, path = "/v1/accounts/{account}/licence-assignments", tag = "licences", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"), PageParameters),
    responses((status = 200, body = wire::LicenceAssignments), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: PageRequest,
) -> Result<axum::Json<wire::LicenceAssignments>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(licences::list(&mut it, &page).await?))
}

/// Assigns a product that the account owns to somebody by name.
#[utoipa::path(post, path = "/v1/accounts/{account}/licence-assignments", tag = "licences", security(("bearer" = [])),
    request_body = wire::AssignLicence,
    params(("account" = String, Path, description = "your own account"), IdempotencyKey),
    responses((status = 201, body = wire::LicenceAssignment),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`licence_assigned`"), Refused))]
pub(super) async fn assign(
    State(service): State<Service>,
    Path(account): Path<String>,
    request: WriteRequest<Json<wire::AssignLicence>>,
) -> Result<Response, Problem> {
    let wanted = LicenceChange::Assign(request.body.0.clone());
    change(&service, account, &request, wanted).await
}

/// The licence goes to somebody else.
#[utoipa::path(put, path = "/v1/accounts/{account}/licence-assignments/{id}", tag = "licences", security(("bearer" = [])),
    request_body = wire::ReassignLicence,
    params(("account" = String, Path, description = "your own account"),
    ("id" = String, Path, description = "the named licence"), IdempotencyKey),
    responses((status = 200, body = wire::LicenceAssignment),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`licence_assigned`"), Refused))]
pub(super) async fn reassign(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<Json<wire::ReassignLicence>>,
) -> Result<Response, Problem> {
    let wanted = LicenceChange::Reassign(LicenceAssignmentId::new(id), request.body.0.user.clone());
    change(&service, account, &request, wanted).await
}

/// The licence is nobody's again.
#[utoipa::path(delete, operation_id = "give_back", path = "/v1/accounts/{account}/licence-assignments/{id}", tag = "licences", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"),
    ("id" = String, Path, description = "the named licence"), IdempotencyKey),
    responses((status = 200, body = wire::LicenceAssignment, description = "as it was"), Refused))]
pub(super) async fn return_licence(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    change(&service, account, &request, LicenceChange::Return(LicenceAssignmentId::new(id))).await
}

async fn change<B>(service: &Service, account: String, request: &WriteRequest<B>, wanted: LicenceChange) -> Result<Response, Problem> {
    let done = if matches!(wanted, LicenceChange::Assign(_)) { StatusCode::CREATED } else { StatusCode::OK };
    let change = ChangeLicence { actor: request.caller.user.clone(), account: AccountId::new(account), change: wanted };
    respond(service, &request.info, &change, done).await
}
