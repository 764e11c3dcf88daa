//! `/v1/operator/accounts/{account}/contracts`: countries in which an account has contracts.

use super::caller::{Accounts, OperatorCaller, OperatorWrite, Read};
use super::records::{end as end_record, get as get_record, nothing, one_form_only, put as put_record, take_name};
use crate::http::parameters::{EtagAtHand, EtagPreconditions, IdempotencyKey, PageParameters, Refused};
use crate::http::write_request::OptionalJson;
use crate::operator::{RecordKey, reading};
use crate::page::IdPageRequest;
use crate::problem::Problem;
use crate::service::Service;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domicile_model::country::CountryCode;
use domicile_model::id::AccountId;
use domicile_model::operator::{Row, check_contract};
use domicile_model::wire;

fn key(account: String, country: &str) -> Option<RecordKey> {
    Some(RecordKey::Contract(AccountId::new(account), CountryCode::parse(country).ok()?))
}

/// The account's contract countries, by code.
#[utoipa::path(get, path = "/v1/operator/accounts/{account}/contracts", tag = "operator", security(("bearer" = [])),
    params(("account" = String, Path, description = "the account"), PageParameters), responses((status = 200, body = wire::ContractRecords), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    _: OperatorCaller<Read>,
    page: IdPageRequest,
) -> Result<axum::Json<wire::ContractRecords>, Problem> {
    Ok(axum::Json(reading::contracts(&service, &AccountId::new(account), &page).await?))
}

/// One contract country.
#[utoipa::path(get, path = "/v1/operator/accounts/{account}/contracts/{country}", tag = "operator", security(("bearer" = [])),
    params(("account" = String, Path, description = "the account"), ("country" = String, Path, description = "ISO 3166-1 alpha-2"), EtagAtHand),
    responses((status = 200, body = wire::ContractRecord, headers(("ETag" = String))), (status = 304, description = "it is as it was"), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path((account, country)): Path<(String, String)>,
    _: OperatorCaller<Read>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    get_record(&service, &key(account, &country).ok_or_else(nothing)?, &headers).await
}

/// The account has contracts in this country. Needs `operator.accounts`.
#[utoipa::path(put, path = "/v1/operator/accounts/{account}/contracts/{country}", tag = "operator", security(("bearer" = [])),
    request_body = Option<wire::ContractRecord>,
    params(("account" = String, Path, description = "the account"), ("country" = String, Path, description = "ISO 3166-1 alpha-2"), EtagPreconditions, IdempotencyKey),
    responses(
    (status = 200, body = wire::ContractRecord, description = "changed, or so before: `Domicile-Effect` says which", headers(("ETag" = String))),
    (status = 201, body = wire::ContractRecord, description = "new", headers(("ETag" = String))), Refused))]
pub(super) async fn put(
    State(service): State<Service>,
    Path((account, country)): Path<(String, String)>,
    write: OperatorWrite<Accounts, OptionalJson<wire::ContractRecord>>,
) -> Result<Response, Problem> {
    let mut record = write.body.0;
    let other_account = take_name("account", &account, &mut record.account, one_form_only);
    let other = take_name("country", &country, &mut record.country, str::eq_ignore_ascii_case);
    let checked = check_contract(&record).map(Row::Contract);
    put_record(&service, (&write.request, write.precondition), other_account.into_iter().chain(other).collect(), checked).await
}

/// The account has no contracts there any more. Needs `operator.accounts`.
#[utoipa::path(delete, path = "/v1/operator/accounts/{account}/contracts/{country}", tag = "operator", security(("bearer" = [])),
    request_body = Option<wire::EndRecord>,
    params(("account" = String, Path, description = "the account"), ("country" = String, Path, description = "ISO 3166-1 alpha-2"), EtagPreconditions, IdempotencyKey),
    responses((status = 200, body = wire::ContractRecord, description = "as it was"), Refused))]
pub(super) async fn end(
    State(service): State<Service>,
    Path((account, country)): Path<(String, String)>,
    write: OperatorWrite<Accounts, OptionalJson<wire::EndRecord>>,
) -> Result<Response, Problem> {
    end_record(&service, write, key(account, &country)).await
}
