//! `/v1/operator/entitlements`: what accounts own.

use super::caller::{Accounts, OperatorCaller, OperatorWrite, Read};
use super::records::{end as end_record, get as get_record, one_form_only, put as put_record, take_name};
use crate::http::parameters::{EtagAtHand, EtagPreconditions, IdempotencyKey, PageParameters, Refused};
use crate::http::write_request::{Json, OptionalJson};
use crate::operator::{RecordKey, reading};
use crate::page::IdPageRequest;
use crate::problem::Problem;
use crate::service::Service;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domicile_model::id::AccountId;
use domicile_model::operator::{Row, check_entitlement};
use domicile_model::wire;

/// The account's entitlements, by id; those that ended among them.
#[utoipa::path(get, path = "/v1/operator/accounts/{account}/entitlements", tag = "operator", security(("bearer" = [])),
    params(("account" = String, Path, description = "the account"), PageParameters),
    responses((status = 200, body = wire::EntitlementRecords), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    _: OperatorCaller<Read>,
    page: IdPageRequest,
) -> Result<axum::Json<wire::EntitlementRecords>, Problem> {
    Ok(axum::Json(reading::entitlements(&service, &AccountId::new(account), &page).await?))
}

/// One entitlement.
#[utoipa::path(get, path = "/v1/operator/entitlements/{id}", tag = "operator", security(("bearer" = [])),
    params(("id" = String, Path, description = "the vendor's id"), EtagAtHand),
    responses((status = 200, body = wire::EntitlementRecord, headers(("ETag" = String))), (status = 304, description = "it is as it was"),
    Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path(id): Path<String>,
    _: OperatorCaller<Read>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    get_record(&service, &RecordKey::Entitlement(id), &headers).await
}

/// Grants the entitlement, or makes it so. It stays with its account. Needs `operator.accounts`.
#[utoipa::path(put, path = "/v1/operator/entitlements/{id}", tag = "operator", security(("bearer" = [])),
    request_body = wire::EntitlementRecord,
    params(("id" = String, Path, description = "the vendor's id, of its own among all accounts"), EtagPreconditions, IdempotencyKey), responses(
    (status = 200, body = wire::EntitlementRecord, description = "changed, or so before: `Domicile-Effect` says which", headers(("ETag" = String))),
    (status = 201, body = wire::EntitlementRecord, description = "new", headers(("ETag" = String))), Refused))]
pub(super) async fn put(
    State(service): State<Service>,
    Path(id): Path<String>,
    write: OperatorWrite<Accounts, Json<wire::EntitlementRecord>>,
) -> Result<Response, Problem> {
    let mut record = write.body.0;
    let other_name = take_name("id", &id, &mut record.id, one_form_only);
    let checked = check_entitlement(&record).map(Row::Entitlement);
    put_record(&service, (&write.request, write.precondition), other_name.into_iter().collect(), checked).await
}

/// Ends the entitlement now, without grace; it stays, so that people read when it ended. Needs `operator.accounts`.
#[utoipa::path(delete, path = "/v1/operator/entitlements/{id}", tag = "operator", security(("bearer" = [])),
    request_body = Option<wire::EndRecord>,
    params(("id" = String, Path, description = "the vendor's id"), EtagPreconditions, IdempotencyKey),
    responses((status = 200, body = wire::EntitlementRecord, headers(("ETag" = String))), Refused))]
pub(super) async fn end(
    State(service): State<Service>,
    Path(id): Path<String>,
    write: OperatorWrite<Accounts, OptionalJson<wire::EndRecord>>,
) -> Result<Response, Problem> {
    end_record(&service, write, Some(RecordKey::Entitlement(id))).await
}
