//! Invitations: `/v1/accounts/{account}/invitations` for the account that sends them, `/v1/me/invitations` for the person, and
//! `/invitation/{id}/{token}`, the page behind the link of an invitation to sign in for the first time.

use super::caller::{Caller, TokenBearer};
use super::page::Page;
use super::pages::message;
use super::write_request::{Body as _, Json, NoBody, OptionalJson, WriteRequest};
use crate::authorisation::administrator_of;
use crate::html::{escaped, page as html};
use crate::identity::link_by_token::LinkByToken;
use crate::invitation::invite::{InvitationAction, ManageInvitation, SendInvitation};
use crate::invitation::sign_in::{Token, find};
use crate::invitation::{as_of, to_wire};
use crate::moves::answer_invitation::AnswerInvitation;
use crate::problem::{Code, Problem};
use crate::service::{RequestInfo, Service};
use crate::store::{accounts, identities, invitations, users};
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
    ("cursor" = Option<String>, Query, description = "from the page before"), ("limit" = Option<i64>, Query, description = "1 to 100, 50 unless told")),
    responses((status = 200, body = wire::Invitations), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    State(service): State<Service>,
    Path(account): Path<String>,
    caller: Caller,
    page: Page,
) -> Result<axum::Json<wire::Invitations>, Problem> {
    let account = AccountId::new(account);
    let mut tx = service.dependencies().store.read().await?;
    administrator_of(&mut tx, &caller.user, &account).await?;
    let mut found = invitations::page(&mut tx, &account, &page.before, page.rows()).await?;
    let next_cursor = page.cut_at(&mut found, |it| (it.invited.as_millisecond(), it.id.as_str()));
    let mut items = Vec::with_capacity(found.len());
    for it in found {
        items.push(to_wire(&mut tx, as_of(&it, service.now())).await?);
    }
    Ok(axum::Json(wire::Invitations { items, next_cursor }))
}

/// Invites somebody who is registered and belongs to no account.
#[utoipa::path(post, path = "/v1/accounts/{account}/invitations", tag = "invitations", security(("bearer" = [])), request_body = wire::OfferTo,
    params(("account" = String, Path, description = "your own account"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")), responses(
    (status = 201, body = wire::Invitation),
    (status = 409, body = wire::Problem, content_type = "application/problem+json",
        description = "what is the case with the address instead, or `invitation_already_open`"),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn invite(
    State(service): State<Service>,
    Path(account): Path<String>,
    request: WriteRequest<Json<wire::OfferTo>>,
) -> Result<Response, Problem> {
    let change = SendInvitation { actor: request.caller.user, account: AccountId::new(account), body: request.body.0 };
    service.execute(&request.info, &change).await
}

/// Takes an invitation back.
#[utoipa::path(delete, path = "/v1/accounts/{account}/invitations/{id}", tag = "invitations", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the invitation"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")), responses(
    (status = 200, body = wire::Invitation), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn revoke(
    State(service): State<Service>,
    Path((account, id)): Path<(String, String)>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    handle(&service, account, id, request, InvitationAction::Revoke).await
}

/// Sends an invitation again: it waits for another 7 days.
#[utoipa::path(post, path = "/v1/accounts/{account}/invitations/{id}/resend", tag = "invitations", security(("bearer" = [])), params(
    ("account" = String, Path, description = "your own account"), ("id" = String, Path, description = "the invitation"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")), responses(
    (status = 200, body = wire::Invitation), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
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
    service.execute(&request.info, &change).await
}

/// Accepts an invitation: joins the account. With a token: binds your sign-in, which nobody here knows yet, to the record that was made for
/// you by e-mail.
#[utoipa::path(post, path = "/v1/me/invitations/{id}/accept", tag = "invitations", security(("bearer" = [])),
    request_body(content = Option<wire::AcceptInvitation>, description = "nothing, or the token of an invitation to sign in for the first time"),
    params(("id" = String, Path, description = "the invitation"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")), responses(
    (status = 200, body = wire::Moved), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
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
    let Some(token) = shown.as_deref().map(Token::shown) else {
        let request = WriteRequest::<NoBody>::from_request(Request::from_parts(parts, bytes.into()), &service).await?;
        return service.execute(&request.info, &AnswerInvitation { user: request.caller.user, id, accepts: true }).await;
    };
    let mut tx = service.dependencies().store.read().await?;
    let found = find(&mut tx, &id, &token).await?;
    if let Some(known) = identities::user(&mut tx, &bearer.claims.issuer_id, &bearer.claims.sub).await? {
        // Whom the token was for may show it again: an answer can be lost on its way.
        let Some(it) = found.filter(|it| it.user == known) else { return Err(Problem::new(Code::IdentityInUse)) };
        let account = accounts::get(&mut tx, &it.account).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        return Ok(axum::Json(wire::Moved { account: account.to_ref() }).into_response());
    }
    let user = found.ok_or_else(|| Problem::new(Code::InvitationUnknown))?.user;
    drop(tx);
    // The token binds one sign-in, which is what a key would be for.
    let info = RequestInfo { user, request_id: bearer.request_id, idempotency: None };
    service.execute(&info, &LinkByToken { id, token, issuer: bearer.claims.issuer_id, subject: bearer.claims.sub }).await
}

/// Declines an invitation.
#[utoipa::path(post, path = "/v1/me/invitations/{id}/decline", tag = "invitations", security(("bearer" = [])), params(
    ("id" = String, Path, description = "the invitation"),
    ("Idempotency-Key" = Option<String>, Header, description = "makes repeating the request harmless")), responses(
    (status = 200, body = wire::Moved), (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn decline(
    State(service): State<Service>,
    Path(id): Path<String>,
    request: WriteRequest<NoBody>,
) -> Result<Response, Problem> {
    let change = AnswerInvitation { user: request.caller.user, id: InvitationId::new(id), accepts: false };
    service.execute(&request.info, &change).await
}

/// What to do with an invitation to sign in, for people. Opening it changes nothing, since programs open links, too.
pub(super) async fn explain(
    State(service): State<Service>,
    Path((id, token)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = service.dependencies().store.read().await?;
    // A NUL is text to us and an error to PostgreSQL.
    let found = if id.contains('\0') { None } else { find(&mut tx, &InvitationId::new(id), &Token::shown(&token)).await? };
    let Some(it) = found.filter(|it| as_of(it, service.now()).state.is_open()) else {
        let words = words::of(words::wanted(&headers));
        return Ok(message(StatusCode::GONE, words, "invitation-page-gone-title", "invitation-page-gone"));
    };
    let user = users::get(&mut tx, &it.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    let words = words::of(Language::negotiate([user.locale.as_str()]));
    let how = words.format("invitation-page-how", &[("email", it.email.as_str().into())]);
    let body = format!(
        "<h1>{}</h1>\n<p>{}</p>\n<p>{}</p>\n<p class=\"code whole\">{}</p>\n",
        escaped(&words.text("invitation-page-title")),
        escaped(&how),
        escaped(&words.text("invitation-page-other")),
        escaped(&Token::shown(&token).code(&it.id)),
    );
    Ok(html(StatusCode::OK, words.language().tag(), &words.text("invitation-page-title"), &body))
}
