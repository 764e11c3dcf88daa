//! `/v1/operator/products`: what is sold.

use super::caller::{Catalogue, OperatorCaller, OperatorWrite, Read};
use super::records::{end, get as get_record, one_form_only, put as put_record, take_name};
use crate::http::parameters::{EtagAtHand, EtagPreconditions, IdempotencyKey, PageParameters, Refused};
use crate::http::write_request::{Json, OptionalJson};
use crate::operator::{RecordKey, reading};
use crate::page::IdPageRequest;
use crate::problem::Problem;
use crate::service::Service;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domicile_model::operator::{Row, check_product};
use domicile_model::wire;

/// Every product, by id.
#[utoipa::path(get, path = "/v1/operator/products", tag = "operator", security(("bearer" = [])),
    params(PageParameters), responses((status = 200, body = wire::ProductRecords), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    _: OperatorCaller<Read>,
    page: IdPageRequest,
) -> Result<axum::Json<wire::ProductRecords>, Problem> {
    Ok(axum::Json(reading::products(&service, &page).await?))
}

/// One product.
#[utoipa::path(get, path = "/v1/operator/products/{id}", tag = "operator", security(("bearer" = [])),
    params(("id" = String, Path, description = "the vendor's id"), EtagAtHand),
    responses((status = 200, body = wire::ProductRecord, headers(("ETag" = String))), (status = 304, description = "it is as it was"), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path(id): Path<String>,
    _: OperatorCaller<Read>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    get_record(&service, &RecordKey::Product(id), &headers).await
}

/// Makes the product so, whether it is there or not. Needs `operator.catalogue`.
#[utoipa::path(put, path = "/v1/operator/products/{id}", tag = "operator", security(("bearer" = [])), request_body = wire::ProductRecord,
    params(("id" = String, Path, description = "the vendor's id"), EtagPreconditions, IdempotencyKey), responses(
    (status = 200, body = wire::ProductRecord, description = "changed, or so before: `Domicile-Effect` says which", headers(("ETag" = String))),
    (status = 201, body = wire::ProductRecord, description = "new", headers(("ETag" = String))), Refused))]
pub(super) async fn put(
    State(service): State<Service>,
    Path(id): Path<String>,
    write: OperatorWrite<Catalogue, Json<wire::ProductRecord>>,
) -> Result<Response, Problem> {
    let mut record = write.body.0;
    let other_name = take_name("id", &id, &mut record.id, one_form_only);
    let checked = check_product(&record).map(Row::Product);
    put_record(&service, (&write.request, write.precondition), other_name.into_iter().collect(), checked).await
}

/// The product is no longer sold: accounts that own it keep it. Needs `operator.catalogue`.
#[utoipa::path(delete, path = "/v1/operator/products/{id}", tag = "operator", security(("bearer" = [])),
    request_body = Option<wire::EndRecord>,
    params(("id" = String, Path, description = "the vendor's id"), EtagPreconditions, IdempotencyKey),
    responses((status = 200, body = wire::ProductRecord, headers(("ETag" = String))), Refused))]
pub(super) async fn retire(
    State(service): State<Service>,
    Path(id): Path<String>,
    write: OperatorWrite<Catalogue, OptionalJson<wire::EndRecord>>,
) -> Result<Response, Problem> {
    end(&service, write, Some(RecordKey::Product(id))).await
}
