//! `/v1/accounts/{account}/fulfilment-contacts`: who receives the notices about what the account owns.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{NoBody, OptionalJson, WriteRequest};
use crate::account_reader::AccountReader;
use crate::page::NamePageRequest;
use crate::problem::Problem;
use crate::service::Service;
use crate::user_management::fulfilment_contacts::{self, ChangeContact, ContactChange};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire;

/// The Fulfilment Contacts of your account: at least one, at most ten.
#[utoipa::path(get, path = "/v1/accounts/{account}/fulfilment-contacts", tag = "people", security(("bearer" = [])),
    params(("account" = String, Path, description = "your own account"), PageParameters),
    responses((status = 200, body = wire::FulfilmentContacts), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: NamePageRequest,
) -> Result<axum::Json<wire::FulfilmentContacts>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    let contacts = fulfilment_contacts::list(&mut it.tx, &it.account).await?;
    Ok(axum::Json(page.cut_whole(contacts, |it| (&it.user.display_name, it.user.id.as_str()))))
}

/// Designates the person, for one country or for all.
#[utoipa::path(put, path = "/v1/accounts/{account}/fulfilment-contacts/{user}", tag = "people", security(("bearer" = [])),
    request_body = Option<wire::DesignateContact>,
    params(
    ("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Member),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`too_many_contacts`"), Refused))]
pub(super) async fn designate(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<OptionalJson<wire::DesignateContact>>,
) -> Result<Response, Problem> {
    let wanted = ContactChange::Designate(request.body.0.country.clone());
    change(&service, path, &request, wanted).await
}

/// Ends the designation.
#[utoipa::path(delete, path = "/v1/accounts/{account}/fulfilment-contacts/{user}", tag = "people", security(("bearer" = [])),
    params(
    ("account" = String, Path, description = "your own account"), ("user" = String, Path, description = "the person"), IdempotencyKey),
    responses((status = 200, body = wire::Member),
    (status = 409, body = wire::Problem, content_type = "application/problem+json", description = "`last_fulfilment_contact`"), Refused))]
pub(super) async fn end(
    State(service): State<Service>,
    Path(path): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    change(&service, path, &request, ContactChange::End).await
}

async fn change<B>(
    service: &Service,
    (account, user): (String, String),
    request: &WriteRequest<B>,
    wanted: ContactChange,
) -> Result<Response, Problem> {
    let actor = request.caller.user.clone();
    let change = ChangeContact { actor, account: AccountId::new(account), user: UserId::new(user), change: wanted };
    respond(service, &request.info, &change, StatusCode::OK).await
}
