//! `/not-me/{token}`: the pages behind a mail's “This wasn't me”. Opening one changes nothing, since programs open links, too; the button
//! does. Pages for people, in their language; no part of the API.

use super::middleware::{RequestId, wanted_language};
use super::pages::message;
use crate::html::{escaped, page};
use crate::mail::dispute_link::DisputedStep;
use crate::moves::dispute::{self, Dispute};
use crate::one_time_token::OneTimeToken;
use crate::problem::{Code, Problem};
use crate::service::{AnswerRight, RequestInfo, Service};
use crate::words;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domicile_model::id::UserId;
use domicile_words::{Language, Words};

/// What a link leads to.
struct Found {
    user: UserId,
    step: DisputedStep,
    words: &'static Words,
}

/// The link's step, if it still works; else the page that says so.
async fn find(service: &Service, token: &str, headers: &HeaderMap) -> Result<Result<Found, Response>, Problem> {
    let Some(link) = dispute::find(service, token).await? else {
        return Ok(Err(used_up(StatusCode::NOT_FOUND, words::of(wanted_language(headers)))));
    };
    let words = words::of(Language::negotiate([link.locale.as_str()]));
    match link.step {
        Some(step) => Ok(Ok(Found { user: link.user, step, words })),
        None => Ok(Err(used_up(StatusCode::GONE, words))),
    }
}

/// Asks whether it was not them.
pub(super) async fn ask(State(service): State<Service>, Path(token): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let Found { step, words, .. } = match find(&service, &token, &headers).await? {
        Ok(found) => found,
        Err(gone) => return Ok(gone),
    };
    let title = words.text("not-me-title");
    let body = format!(
        "<h1>{}</h1>\n<p>{}</p>\n<form method=\"post\">\n<button type=\"submit\">{}</button>\n</form>\n",
        escaped(&title),
        escaped(&words.text(step.words().what)),
        escaped(&words.text(step.words().button))
    );
    Ok(page(StatusCode::OK, words.language().tag(), &title, &body))
}

/// Takes the step back.
pub(super) async fn take_back(
    State(service): State<Service>,
    Path(token): Path<String>,
    Extension(request_id): Extension<RequestId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Found { user, step, words } = match find(&service, &token, &headers).await? {
        Ok(found) => found,
        Err(gone) => return Ok(gone),
    };
    let info = RequestInfo { user: user.clone(), request_id: request_id.0, idempotency: None, answer_right: AnswerRight::Own };
    Ok(match service.execute(&info, &Dispute { user, token_hash: OneTimeToken::shown(&token).hash() }, |()| 200).await {
        Ok(_) => message(StatusCode::OK, words, step.words().done, "not-me-after"),
        Err(problem) => match problem.code() {
            Code::NotFound => used_up(StatusCode::GONE, words),
            Code::RequestClosed | Code::OfferClosed | Code::CannotUndo => {
                message(StatusCode::CONFLICT, words, "not-me-too-late", "not-me-undo")
            }
            code => message(
                StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
                words,
                "not-me-later-title",
                "not-me-later",
            ),
        },
    })
}

fn used_up(status: StatusCode, words: &Words) -> Response {
    message(status, words, "not-me-gone-title", "not-me-gone")
}
