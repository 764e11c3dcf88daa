//! `/v1/accounts/{account}/audit-events`: what happened in the account, for its administrators.

use super::caller::Caller;
use super::page::Page;
use crate::audit::view;
use crate::authorisation::administrator_of;
use crate::problem::Problem;
use crate::service::Service;
use crate::store::audit_chains;
use axum::extract::{Path, State};
use domicile_model::id::AccountId;
use domicile_model::wire;

/// What happened in your account, newest first. Whatever concerns another account is left out.
#[utoipa::path(get, path = "/v1/accounts/{account}/audit-events", tag = "audit", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"),
    ("cursor" = Option<String>, Query, description = "from the page before"), ("limit" = Option<i64>, Query, description = "1 to 100, 50 unless told")),
    responses((status = 200, body = wire::AuditEvents), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: Page,
) -> Result<axum::Json<wire::AuditEvents>, Problem> {
    let account = AccountId::new(account);
    let mut tx = service.dependencies().store.read().await?;
    administrator_of(&mut tx, &caller.user, &account).await?;
    // The place in the chain is the number that the list is sorted by: unlike times, no two events share one.
    let mut found = audit_chains::links_before(&mut tx, account.as_str(), page.before.number, page.rows()).await?;
    let next_cursor = page.cut_at(&mut found, |it| (it.sequence.unwrap_or_default(), it.id.as_str()));
    Ok(axum::Json(wire::AuditEvents { items: view::to_wire(&mut tx, &account, found).await?, next_cursor }))
}
