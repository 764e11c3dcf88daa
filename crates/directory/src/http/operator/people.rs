//! `/v1/operator/people`: those whom the vendor knows already.

use super::caller::{OperatorCaller, OperatorWrite, People, Read};
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
use domicile_model::id::{AccountId, UserId};
use domicile_model::operator::{Row, check_person};
use domicile_model::wire;

/// The account's people, by id.
#[utoipa::path(get, path = "/v1/operator/accounts/{account}/people", tag = "operator", security(("bearer" = [])),
    params(("account" = String, Path, description = "the account"), PageParameters),
    responses((status = 200, body = wire::PersonRecords), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    _: OperatorCaller<Read>,
    page: IdPageRequest,
) -> Result<axum::Json<wire::PersonRecords>, Problem> {
    Ok(axum::Json(reading::people(&service, &AccountId::new(account), &page).await?))
}

/// One person.
#[utoipa::path(get, path = "/v1/operator/people/{person}", tag = "operator", security(("bearer" = [])),
    params(("person" = String, Path, description = "the person's id"), EtagAtHand),
    responses((status = 200, body = wire::PersonRecord, headers(("ETag" = String))), (status = 304, description = "it is as it was"), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path(person): Path<String>,
    _: OperatorCaller<Read>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    get_record(&service, &RecordKey::Person(UserId::new(person)), &headers).await
}

/// Registers the person, or makes so what the record says; what it leaves out stays. Needs `operator.people`.
#[utoipa::path(put, path = "/v1/operator/people/{person}", tag = "operator", security(("bearer" = [])), request_body = wire::PersonRecord,
    params(("person" = String, Path, description = "the person's id: the vendor's, or the service's"), EtagPreconditions, IdempotencyKey), responses(
    (status = 200, body = wire::PersonRecord, description = "changed, or so before: `Domicile-Effect` says which", headers(("ETag" = String))),
    (status = 201, body = wire::PersonRecord, description = "new", headers(("ETag" = String))),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`record_conflict` with `faults`"), Refused))]
pub(super) async fn put(
    State(service): State<Service>,
    Path(person): Path<String>,
    write: OperatorWrite<People, Json<wire::PersonRecord>>,
) -> Result<Response, Problem> {
    let mut record = write.body.0;
    let other_name = take_name("id", &person, record.id.get_or_insert_default(), one_form_only);
    let checked = check_person(&record).map(Row::Person);
    put_record(&service, (&write.request, write.precondition), other_name.into_iter().collect(), checked).await
}

/// Takes the person out of their account; they stay registered. Needs `operator.people`.
#[utoipa::path(delete, path = "/v1/operator/people/{person}", tag = "operator", security(("bearer" = [])),
    request_body = Option<wire::EndRecord>,
    params(("person" = String, Path, description = "the person's id"), EtagPreconditions, IdempotencyKey), responses(
    (status = 200, body = wire::PersonRecord, headers(("ETag" = String))),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`record_conflict`: something stands in the way"),
    Refused))]
pub(super) async fn release(
    State(service): State<Service>,
    Path(person): Path<String>,
    write: OperatorWrite<People, OptionalJson<wire::EndRecord>>,
) -> Result<Response, Problem> {
    end(&service, write, Some(RecordKey::Person(UserId::new(person)))).await
}
