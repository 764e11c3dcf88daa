//! Offers to take somebody over: `/v1/accounts/{account}/transfers` for the account that makes them, `/v1/me/transfers` for the person.

use super::caller::Caller;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Json, NoBody, WriteRequest};
use crate::account_reader::AccountReader;
use crate::moves::accept_offer::AcceptOffer;
use crate::moves::decline_offer::DeclineOffer;
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::service::Service;
use crate::transfer;
use crate::transfer::end::Revoke;
use crate::transfer::offer::MakeOffer;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domicile_model::id::{AccountId, TransferId};
use domicile_model::wire;

/// The account's offers, newest first.
#[utoipa::path(get, path = "/v1/accounts/{account}/transfers", tag = "transfers", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"),
    PageParameters),
    responses((status = 200, body = wire::Transfers), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: PageRequest,
) -> Result<axum::Json<wire::Transfers>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(transfer::of_account(&mut it, &page, service.now()).await?))
}

/// Offers to take somebody over who belongs to another account.
#[utoipa::path(post, path = "/v1/accounts/{account}/transfers", tag = "transfers", security(("bearer" = [])), request_body = wire::OfferTo,
    params(("account" = String, Path, description = "your own account"), IdempotencyKey), responses(
    (status = 201, body = wire::Transfer),
    (status = 409, body = wire::Problem, content_type = "application/problem+json",
        description = "what is the case with the address instead, `offer_already_open`, or `federated_account`"), Refused))]
pub(super) async fn offer(
    State(service): State<Service>,
    Path(account): Path<String>,
    request: WriteRequest<Json<wire::OfferTo>>,
) -> Result<Response, Problem> {
    let change = MakeOffer { actor: request.caller.user, account: AccountId::new(account), body: request.body.0 };
    respond(&service, &request.info, &change, StatusCode::CREATED).await
}

/// Takes an offer back, as long as it is not fulfilled.
#[utoipa::path(delete, path = "/v1/accounts/{account}/transfers/{id}", tag = "transfers", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the offer"), IdempotencyKey), responses(
    (status = 200, body = wire::Transfer), Refused))]
pub(super) async fn revoke(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    let change = Revoke { actor: request.caller.user, account: AccountId::new(account), id: TransferId::new(id) };
    respond(&service, &request.info, &change, StatusCode::OK).await
}

/// Accepts an offer; files the request to leave in the same step. Needs a recent sign-in.
#[utoipa::path(post, path = "/v1/me/transfers/{id}/accept", tag = "transfers", security(("bearer" = [])), params(
    ("id" = String, Path, description = "the offer"), IdempotencyKey), responses(
    (status = 200, body = wire::AcceptedOffer), Refused))]
pub(super) async fn accept(
    State(service): State<Service>,
    Path(id): Path<String>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    request.caller.signed_in_recently(&service)?;
    respond(&service, &request.info, &AcceptOffer { user: request.caller.user, id: TransferId::new(id) }, StatusCode::OK).await
}

/// Declines an offer, or takes an acceptance back and with it the request to leave.
#[utoipa::path(post, path = "/v1/me/transfers/{id}/decline", tag = "transfers", security(("bearer" = [])), params(
    ("id" = String, Path, description = "the offer"), IdempotencyKey), responses(
    (status = 200, body = wire::Offer), Refused))]
pub(super) async fn decline(
    State(service): State<Service>,
    Path(id): Path<String>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    respond(&service, &request.info, &DeclineOffer { user: request.caller.user, id: TransferId::new(id) }, StatusCode::OK).await
}
