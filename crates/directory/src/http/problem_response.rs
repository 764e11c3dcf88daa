//! How a problem looks as an answer: its status and headers at once, its words where the request's id and language are known.

use crate::problem::{Code, Details, Problem};
use axum::http::header::{ALLOW, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, VARY, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domicile_words::Language;

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let details = self.into_details();
        let mut answer = status(&details).into_response();
        answer.extensions_mut().insert(details);
        answer
    }
}

/// Every status of the table is one.
fn status(details: &Details) -> StatusCode {
    StatusCode::from_u16(details.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Gives every failed answer its final form, whoever it came from: our own problems, and the framework's bare statuses. Pages for people
/// have theirs.
pub(super) fn finish(mut answer: Response, request_id: &str, language: Language) -> Response {
    if let Some(details) = answer.extensions_mut().remove::<Details>() {
        return render(&details, request_id, language);
    }
    let status = answer.status();
    let is_page = answer.headers().get(CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    if is_page || (!status.is_client_error() && !status.is_server_error()) {
        return answer;
    }
    let code = match status {
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMediaType,
        StatusCode::SERVICE_UNAVAILABLE => Code::TimedOut,
        it if it.is_client_error() => Code::BadRequest,
        _ => Code::Internal,
    };
    let mut problem = Problem::new(code);
    if code == Code::TimedOut {
        // Whoever waited for a row that many want may well be served the next time.
        problem = problem.retry_after(5);
    }
    let mut rendered = render(&problem.into_details(), request_id, language);
    if let Some(allow) = answer.headers_mut().remove(ALLOW) {
        rendered.headers_mut().insert(ALLOW, allow);
    }
    rendered
}

fn render(details: &Details, request_id: &str, language: Language) -> Response {
    let json = serde_json::to_vec(&details.to_wire(request_id, language)).unwrap_or_default();
    let mut answer = (status(details), json).into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
    if let Some(seconds) = details.retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    // A URL is ASCII without quotes once parsed, and the sentences are ours, so this is always a header.
    if let Some(challenge) = details.challenge.as_deref().and_then(|it| HeaderValue::from_str(it).ok()) {
        headers.insert(WWW_AUTHENTICATE, challenge);
    }
    answer
}
