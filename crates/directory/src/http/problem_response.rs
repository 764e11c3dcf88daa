//! How a problem looks as an answer: its status and headers at once, its words where the request's id and language are known.

use crate::problem::{Code, Details, Problem};
use axum::http::header::{ALLOW, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, VARY, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
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

/// A problem, and what the framework adds to it.
pub(super) struct FailedAnswer {
    details: Details,
    allow: Option<HeaderValue>,
}

impl FailedAnswer {
    /// Every status of the table is one.
    pub(super) fn status(&self) -> StatusCode {
        status(&self.details)
    }

    /// Its stable code.
    pub(super) fn code(&self) -> &'static str {
        self.details.code_name()
    }

    /// What it adds to the headers of its answer.
    pub(super) fn add_headers(&self, headers: &mut HeaderMap) {
        if let Some(seconds) = self.details.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        // A URL is ASCII without quotes once parsed, and the sentences are ours, so this is always a header.
        if let Some(challenge) = self.details.challenge.as_deref().and_then(|it| HeaderValue::from_str(it).ok()) {
            headers.insert(WWW_AUTHENTICATE, challenge);
        }
        if let Some(allow) = &self.allow {
            headers.insert(ALLOW, allow.clone());
        }
    }
}

fn status(details: &Details) -> StatusCode {
    StatusCode::from_u16(details.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The problem of a failed answer, whoever it came from: one of ours, or a bare status of the framework. `None` for an answer that did not
/// fail, and for a page that says itself what failed.
pub(super) fn problem_of(answer: &mut Response) -> Option<FailedAnswer> {
    if let Some(details) = answer.extensions_mut().remove::<Details>() {
        return Some(FailedAnswer { details, allow: None });
    }
    let status = answer.status();
    let is_page = answer.headers().get(CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    if is_page || (!status.is_client_error() && !status.is_server_error()) {
        return None;
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
    // What the framework refuses of a request's address it does not name.
    let mut problem = if code == Code::BadRequest { Problem::bad_part("URI") } else { Problem::new(code) };
    if code == Code::TimedOut {
        // Whoever waited for a row that many want may well be served the next time.
        problem = problem.retry_after(5);
    }
    Some(FailedAnswer { details: problem.into_details(), allow: answer.headers_mut().remove(ALLOW) })
}

/// The answer in JSON, for the request with this id, in this language.
pub(super) fn render(problem: &FailedAnswer, request_id: &str, language: Language) -> Response {
    let json = serde_json::to_vec(&problem.details.to_wire(request_id, language)).unwrap_or_default();
    let mut answer = (problem.status(), json).into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
    problem.add_headers(headers);
    answer
}
