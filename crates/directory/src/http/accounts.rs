//! `/v1/accounts/{account}`: the account itself, what it owns, and what its people sent about their computers.

use super::caller::Caller;
use super::parameters::{PageParameters, Refused};
use crate::account_reader::AccountReader;
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::service::Service;
use crate::user_management::{machine_reports, views};
use axum::Json;
use axum::extract::{Path, State};
use domicile_model::id::AccountId;
use domicile_model::wire;

/// Your account. For administrators, and who may change group membership.
#[utoipa::path(get, path = "/v1/accounts/{account}", tag = "account", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account")),
    responses((status = 200, body = wire::AccountDetails), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
) -> Result<Json<wire::AccountDetails>, Problem> {
    let mut it = AccountReader::groups(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(Json(views::details(&mut it.tx, &it.account, &it.reader, service.now()).await?))
}

/// What your account owns.
#[utoipa::path(get, path = "/v1/accounts/{account}/entitlements", tag = "account", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account")),
    responses((status = 200, body = wire::OwnedEntitlements), Refused))]
pub(super) async fn entitlements(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
) -> Result<Json<wire::OwnedEntitlements>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(Json(views::entitlements(&mut it.tx, &it.account).await?))
}

/// What the people of your account sent about their computers, newest first: claims.
#[utoipa::path(get, path = "/v1/accounts/{account}/machine-reports", tag = "account", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"), PageParameters),
    responses((status = 200, body = wire::MachineReports), Refused))]
pub(super) async fn machine_reports(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: PageRequest,
) -> Result<Json<wire::MachineReports>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(Json(machine_reports::list(&mut it, &page).await?))
}
