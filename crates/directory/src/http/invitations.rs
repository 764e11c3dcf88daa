//! Invitations: `/v1/accounts/{account}/invitations` for the account that sends them, `/v1/me/invitations` for the person, and
//! `/invitation/{id}/{token}`, the page behind the link of an invitation to sign in for the first time.

use super::caller::{Caller, TokenBearer};
use super::middleware::wanted_language;
use super::pages::message;
use super::parameters::{IdempotencyKey, PageParameters, Refused};
use super::respond::respond;
use super::write_request::{Body as _, Json, NoBody, OptionalJson, WriteRequest};
use crate::account_reader::AccountReader;
use crate::html::{escaped, page as html};
use crate::identity::link_by_token::{self, LinkByToken, TokenOwner};
use crate::invitation;
use crate::invitation::invite::{InvitationAction, ManageInvitation, SendInvitation};
use crate::invitation::sign_in;
use crate::moves::answer_invitation::AnswerInvitation;
use crate::one_time_token::OneTimeToken;
use crate::page::PageRequest;
use crate::problem::{Code, Problem};
use crate::service::{AnswerRight, RequestInfo, Service};
use crate::words;
use axum::body::Bytes;
use axum::extract::{FromRequest as _, Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domicile_model::id::{AccountId, InvitationId};
use domicile_model::wire;
use domicile_words::Language;

/// The account's invitations, newest first.
#[utoipa::path(get, path = "/v1/accounts/{account}/invitations", tag = "invitations", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"),
    PageParameters),
    responses((status = 200, body = wire::Invitations), Refused))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: PageRequest,
) -> Result<axum::Json<wire::Invitations>, Problem> {
    let mut it = AccountReader::administrator(&service, &caller.user, &AccountId::new(account)).await?;
    Ok(axum::Json(invitation::of_account(&mut it, &page, service.now()).await?))
}

/// Invites somebody who is registered and belongs to no account.
#[utoipa::path(post, path = "/v1/accounts/{account}/invitations", tag = "invitations", security(("bearer" = [])), request_body = wire::OfferTo,
    params(("account" = String, Path, description = "your own account"), IdempotencyKey), responses(
    (status = 201, body = wire::Invitation),
    (status = 409, body = wire::Problem, content_type = "application/problem+json",
        description = "what is the case with the address instead, or `invitation_already_open`"), Refused))]
pub(super) async fn invite(
    State(service): State<Service>,
    Path(account): Path<String>,
    request: WriteRequest<Json<wire::OfferTo>>,
) -> Result<Response, Problem> {
    let change = SendInvitation { actor: request.caller.user, account: AccountId::new(account), body: request.body.0 };
    respond(&service, &request.info, &change, StatusCode::CREATED).await
}

/// Takes an invitation back.
#[utoipa::path(delete, path = "/v1/accounts/{account}/invitations/{id}", tag = "invitations", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the invitation"), IdempotencyKey), responses(
    (status = 200, body = wire::Invitation), Refused))]
pub(super) async fn revoke(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    handle(&service, account, id, request, InvitationAction::Revoke).await
}

/// Sends an invitation again: it waits for another 7 days.
#[utoipa::path(post, path = "/v1/accounts/{account}/invitations/{id}/resend", tag = "invitations", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the invitation"), IdempotencyKey), responses(
    (status = 200, body = wire::Invitation), Refused))]
pub(super) async fn resend(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    handle(&service, account, id, request, InvitationAction::Resend).await
}

async fn handle(
    service: &Service,
    account: String,
    id: String,
    request: WriteRequest<NoBody>,
    action: InvitationAction,
) -> Result<Response, Problem> {
    let change = ManageInvitation { actor: request.caller.user, account: AccountId::new(account), id: InvitationId::new(id), action };
    respond(service, &request.info, &change, StatusCode::OK).await
}

/// Accepts an invitation: joins the account. With a token: binds your sign-in, which nobody here knows yet, to the record that was made for
/// you by e-mail.
#[utoipa::path(post, path = "/v1/me/invitations/{id}/accept", tag = "invitations", security(("bearer" = [])),
    request_body(content = Option<wire::AcceptInvitation>, description = "nothing, or the token of an invitation to sign in for the first time"),
    params(("id" = String, Path, description = "the invitation"), IdempotencyKey), responses(
    (status = 200, body = wire::Moved), Refused))]
pub(super) async fn accept(
    State(service): State<Service>,
    Path(id): Path<String>,
    bearer: TokenBearer,
    http_request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = http_request.into_parts();
    let bytes = Bytes::from_request(Request::from_parts(parts.clone(), body), &service).await.map_err(|_| Problem::new(Code::TooLarge))?;
    let shown = OptionalJson::<wire::AcceptInvitation>::read(&parts.headers, &bytes)?.0.token;
    let id = InvitationId::new(id);
    let Some(token) = shown.as_deref().map(OneTimeToken::shown) else {
        let request = WriteRequest::<NoBody>::from_request(Request::from_parts(parts, bytes.into()), &service).await?;
        return respond(&service, &request.info, &AnswerInvitation { user: request.caller.user, id, accepts: true }, StatusCode::OK).await;
    };
    let user = match link_by_token::whose(&service, &id, &token, &bearer.claims).await? {
        TokenOwner::Linked(account) => return Ok(axum::Json(wire::Moved { account }).into_response()),
        TokenOwner::Unlinked(user) => user,
    };
    // The token binds one sign-in, which is what a key would be for.
    let info = RequestInfo { user, request_id: bearer.request_id, idempotency: None, answer_right: AnswerRight::Own };
    respond(&service, &info, &LinkByToken { id, token, issuer: bearer.claims.issuer_id, subject: bearer.claims.sub }, StatusCode::OK).await
}

/// Declines an invitation.
#[utoipa::path(post, path = "/v1/me/invitations/{id}/decline", tag = "invitations", security(("bearer" = [])), params(
    ("id" = String, Path, description = "the invitation"), IdempotencyKey), responses(
    (status = 200, body = wire::Moved), Refused))]
pub(super) async fn decline(
    State(service): State<Service>,
    Path(id): Path<String>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    let change = AnswerInvitation { user: request.caller.user, id: InvitationId::new(id), accepts: false };
    respond(&service, &request.info, &change, StatusCode::OK).await
}

/// What to do with an invitation to sign in, for people. Opening it changes nothing, since programs open links, too.
pub(super) async fn explain(
    State(service): State<Service>,
    Path((id, token)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let token = OneTimeToken::shown(&token);
    // A NUL is text to us and an error to PostgreSQL.
    let found = if id.contains('\0') { None } else { sign_in::open_by_token(&service, &InvitationId::new(id), &token).await? };
    let Some(it) = found else {
        let words = words::of(wanted_language(&headers));
        return Ok(message(StatusCode::GONE, words, "invitation-page-gone-title", "invitation-page-gone"));
    };
    let words = words::of(Language::negotiate([it.locale.as_str()]));
    let how = words.format("invitation-page-how", &[("email", it.email.as_str().into())]);
    let body = format!(
        "<h1>{}</h1>\n<p>{}</p>\n<p>{}</p>\n<p class=\"code whole\">{}</p>\n",
        escaped(&words.text("invitation-page-title")),
        escaped(&how),
        escaped(&words.text("invitation-page-other")),
        escaped(&sign_in::code(&it.id, &token)),
    );
    Ok(html(StatusCode::OK, words.language().tag(), &words.text("invitation-page-title"), &body))
}
