//! `/v1/operator/accounts/{account}/domains`: e-mail domains that were confirmed for an account.

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
use domicile_model::id::AccountId;
use domicile_model::operator::{DomainRow, Row, check_domain, parse_domain};
use domicile_model::wire;

fn key(account: String, domain: &str) -> Option<RecordKey> {
    let domain = parse_domain("domain", domain).ok()?;
    Some(RecordKey::Domain(DomainRow { account: AccountId::new(account), domain }))
}

/// The account's confirmed domains, by name.
#[utoipa::path(get, path = "/v1/operator/accounts/{account}/domains", tag = "operator", security(("bearer" = [])),
    params(("account" = String, Path, description = "the account"), PageParameters), responses((status = 200, body = wire::DomainRecords), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    _: OperatorCaller<Read>,
    page: IdPageRequest,
) -> Result<axum::Json<wire::DomainRecords>, Problem> {
    Ok(axum::Json(reading::domains(&service, &AccountId::new(account), &page).await?))
}

/// One confirmed domain.
#[utoipa::path(get, path = "/v1/operator/accounts/{account}/domains/{domain}", tag = "operator", security(("bearer" = [])),
    params(("account" = String, Path, description = "the account"), ("domain" = String, Path, description = "the domain, in either form"), EtagAtHand),
    responses((status = 200, body = wire::DomainRecord, headers(("ETag" = String))), (status = 304, description = "it is as it was"), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path((account, domain)): Path<(String, String)>,
    _: OperatorCaller<Read>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    get_record(&service, &key(account, &domain).ok_or_else(nothing)?, &headers).await
}

/// Confirms the domain for the account. Needs `operator.accounts`.
#[utoipa::path(put, path = "/v1/operator/accounts/{account}/domains/{domain}", tag = "operator", security(("bearer" = [])),
    request_body = Option<wire::DomainRecord>,
    params(("account" = String, Path, description = "the account"), ("domain" = String, Path, description = "the domain, in either form"), EtagPreconditions, IdempotencyKey),
    responses(
    (status = 200, body = wire::DomainRecord, description = "changed, or so before: `Domicile-Effect` says which", headers(("ETag" = String))),
    (status = 201, body = wire::DomainRecord, description = "new", headers(("ETag" = String))), Refused))]
pub(super) async fn put(
    State(service): State<Service>,
    Path((account, domain)): Path<(String, String)>,
    write: OperatorWrite<Accounts, OptionalJson<wire::DomainRecord>>,
) -> Result<Response, Problem> {
    let mut record = write.body.0;
    let other_account = take_name("account", &account, &mut record.account, one_form_only);
    let other = take_name("domain", &domain, &mut record.domain, same_domain);
    let checked = check_domain(&record).map(Row::Domain);
    put_record(&service, (&write.request, write.precondition), other_account.into_iter().chain(other).collect(), checked).await
}

/// The domain is the account's no longer. Needs `operator.accounts`.
#[utoipa::path(delete, path = "/v1/operator/accounts/{account}/domains/{domain}", tag = "operator", security(("bearer" = [])),
    request_body = Option<wire::EndRecord>,
    params(("account" = String, Path, description = "the account"), ("domain" = String, Path, description = "the domain, in either form"), EtagPreconditions, IdempotencyKey),
    responses((status = 200, body = wire::DomainRecord, description = "as it was"), Refused))]
pub(super) async fn end(
    State(service): State<Service>,
    Path((account, domain)): Path<(String, String)>,
    write: OperatorWrite<Accounts, OptionalJson<wire::EndRecord>>,
) -> Result<Response, Problem> {
    end_record(&service, write, key(account, &domain)).await
}

/// Whether two texts are forms of one domain.
fn same_domain(one: &str, other: &str) -> bool {
    let form = |it| parse_domain("domain", it).ok();
    form(one).is_some_and(|it| Some(it) == form(other))
}
