//! `/v1/operator/accounts`: organisations that own entitlements.

use super::caller::{Accounts, OperatorCaller, OperatorWrite, Read};
use super::records::{end, get as get_record, one_form_only, put as put_record, respond, take_name};
use crate::http::parameters::{EtagAtHand, EtagPreconditions, IdempotencyKey, PageParameters, Refused};
use crate::http::write_request::{Json, OptionalJson};
use crate::operator::decision::{DecisionRequest, NameAdministrator, Reopen};
use crate::operator::{RecordKey, problem_of, reading};
use crate::page::IdPageRequest;
use crate::problem::Problem;
use crate::service::Service;
use crate::text::cleaned_note;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domicile_model::id::AccountId;
use domicile_model::operator::{Row, check_account, check_person};
use domicile_model::wire;

/// Every account, by id; closed ones among them.
#[utoipa::path(get, path = "/v1/operator/accounts", tag = "operator", security(("bearer" = [])),
    params(PageParameters), responses((status = 200, body = wire::AccountRecords), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    _: OperatorCaller<Read>,
    page: IdPageRequest,
) -> Result<axum::Json<wire::AccountRecords>, Problem> {
    Ok(axum::Json(reading::accounts(&service, &page).await?))
}

/// One account.
#[utoipa::path(get, path = "/v1/operator/accounts/{account}", tag = "operator", security(("bearer" = [])),
    params(("account" = String, Path, description = "the vendor's id"), EtagAtHand),
    responses((status = 200, body = wire::AccountRecord, headers(("ETag" = String))), (status = 304, description = "it is as it was"), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    Path(account): Path<String>,
    _: OperatorCaller<Read>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    get_record(&service, &RecordKey::Account(AccountId::new(account)), &headers).await
}

/// Makes the account so: opens, changes, closes it or opens it again. Needs `operator.accounts`.
#[utoipa::path(put, path = "/v1/operator/accounts/{account}", tag = "operator", security(("bearer" = [])), request_body = wire::AccountRecord,
    params(("account" = String, Path, description = "the vendor's id"), EtagPreconditions, IdempotencyKey), responses(
    (status = 200, body = wire::AccountRecord, description = "changed, or so before: `Domicile-Effect` says which", headers(("ETag" = String))),
    (status = 201, body = wire::AccountRecord, description = "new", headers(("ETag" = String))), Refused))]
pub(super) async fn put(
    State(service): State<Service>,
    Path(account): Path<String>,
    write: OperatorWrite<Accounts, Json<wire::AccountRecord>>,
) -> Result<Response, Problem> {
    let mut record = write.body.0;
    let other_name = take_name("id", &account, &mut record.id, one_form_only);
    let checked = check_account(&record).map(Row::Account);
    put_record(&service, (&write.request, write.precondition), other_name.into_iter().collect(), checked).await
}

/// Closes the account: everybody is released, its domains are free. It can be opened again for 90 days. Needs `operator.accounts`.
#[utoipa::path(delete, path = "/v1/operator/accounts/{account}", tag = "operator", security(("bearer" = [])),
    request_body = Option<wire::EndRecord>,
    params(("account" = String, Path, description = "the vendor's id"), EtagPreconditions, IdempotencyKey),
    responses((status = 200, body = wire::AccountRecord, headers(("ETag" = String))), Refused))]
pub(super) async fn close(
    State(service): State<Service>,
    Path(account): Path<String>,
    write: OperatorWrite<Accounts, OptionalJson<wire::EndRecord>>,
) -> Result<Response, Problem> {
    end(&service, write, Some(RecordKey::Account(AccountId::new(account)))).await
}

/// Opens a closed account again: those whom closing released come back, where they belong to no other account. Needs `operator.accounts`.
#[utoipa::path(post, path = "/v1/operator/accounts/{account}/reopen", tag = "operator", security(("bearer" = [])),
    request_body = Option<wire::EndRecord>,
    params(("account" = String, Path, description = "the vendor's id"), IdempotencyKey), responses(
    (status = 200, body = wire::AccountRecord, headers(("ETag" = String))),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`record_conflict`: more than 90 days ago"),
    Refused))]
pub(super) async fn reopen(
    State(service): State<Service>,
    Path(account): Path<String>,
    write: OperatorWrite<Accounts, OptionalJson<wire::EndRecord>>,
) -> Result<Response, Problem> {
    let because = cleaned_note(write.body.0.because.as_deref())?;
    respond(&service, &DecisionRequest { because, ..write.request }, &Reopen { account: AccountId::new(account) }).await
}

/// Makes somebody an administrator of the account, registers them where they are not, and invites them to sign in: by mail, or where the
/// service sends none by link and code, which are shown once. Needs `operator.accounts`.
#[utoipa::path(post, path = "/v1/operator/accounts/{account}/administrator", tag = "operator", security(("bearer" = [])),
    request_body = wire::NameAdministrator,
    params(("account" = String, Path, description = "the vendor's id"), IdempotencyKey), responses(
    (status = 200, body = wire::NamedAdministrator),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`record_conflict` with `faults`"), Refused))]
pub(super) async fn name_administrator(
    State(service): State<Service>,
    Path(account): Path<String>,
    write: OperatorWrite<Accounts, Json<wire::NameAdministrator>>,
) -> Result<Response, Problem> {
    let wire::NameAdministrator { email, display_name } = write.body.0;
    let person = wire::PersonRecord {
        id: None,
        email,
        display_name,
        locale: None,
        account: None,
        roles: None,
        country: None,
        identities: Vec::new(),
    };
    let person = check_person(&person).map_err(|faults| problem_of(&faults))?;
    let decision = NameAdministrator { account: AccountId::new(account), email: person.email, name: person.display_name };
    respond(&service, &write.request, &decision).await
}
