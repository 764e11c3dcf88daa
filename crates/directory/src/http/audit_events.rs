//! `/v1/accounts/{account}/audit-events`: what happened in the account, for its administrators.

use super::caller::Caller;
use super::parameters::{PageParameters, Refused};
use crate::account_reader::AccountReader;
use crate::audit::view;
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::service::Service;
use axum::extract::{Path, State};
use domicile_model::id::AccountId;
use domicile_model::wire;

/// What happened in your account, newest first. Whatever concerns another account is left out.
#[utoipa::path(get, path = "/v1/accounts/{account}/audit-events", tag = "audit", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"),
    PageParameters),
    responses((status = 200, body = wire::AuditEvents), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: PageRequest,
) -> Result<axum::Json<wire::AuditEvents>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(view::list(&mut it, &page).await?))
}
