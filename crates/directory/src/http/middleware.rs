//! The outside of every request: its id, its log line, its count, and the final form of a failure.

use super::pages;
use super::problem_response::{problem_of, render};
use crate::problem::{Code, Details, Problem};
use crate::service::Service;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domicile_words::Language;
use std::any::Any;
use std::time::Instant;
use tracing::Instrument as _;
use uuid::Uuid;

/// The header in which a request's id comes and goes.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest id that is taken over.
const LONGEST: usize = 64;

/// Finds the log lines of a request: the caller's own id, or a new one.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

fn request_id(request: &Request) -> String {
    let plain =
        |it: &&str| !it.is_empty() && it.len() <= LONGEST && it.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it));
    let sent = request.headers().get(REQUEST_ID).and_then(|it| it.to_str().ok()).filter(plain);
    sent.map_or_else(|| Uuid::new_v4().to_string(), str::to_owned)
}

/// Names the request, logs it without personal data, counts it.
pub(super) async fn trace(State(service): State<Service>, mut request: Request, next: Next) -> Response {
    let id = request_id(&request);
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    // The pattern, not the path: paths hold ids, queries hold what people typed.
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "unknown".to_owned(), |it| it.as_str().to_owned());
    let span = tracing::info_span!("request", id = %id, %method, %route);
    let began = Instant::now();
    let mut answer = next.run(request).instrument(span.clone()).await;
    let status = answer.status().as_u16();
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status, milliseconds, "answered"));
    service.metrics().count(method.as_str(), &route, status);
    let headers = answer.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}

/// No id of ours holds a NUL, and PostgreSQL takes none in a text. Pages for people have answers of their own.
pub(super) async fn without_nul(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/v1/") && path.contains("%00") {
        return Problem::new(Code::NotFound).into_response();
    }
    next.run(request).await
}

/// Reading changes nothing, so what failed with its connection is read once more, on another one.
pub(super) async fn read_again(request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let again = parts.clone();
    let answer = next.clone().run(Request::from_parts(parts, body)).await;
    match answer.extensions().get::<Details>() {
        Some(problem) if problem.may_succeed_at_once() => next.run(Request::from_parts(again, Body::empty())).await,
        Some(_) | None => answer,
    }
}

/// Gives failures their final form, in the language of whoever asked: JSON, or a page where a person expects one.
pub(super) async fn problems(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map_or_else(String::new, |it| it.0.clone());
    let language = wanted_language(request.headers());
    let is_page = pages::is_page(request.uri().path());
    let mut answer = next.run(request).await;
    match problem_of(&mut answer) {
        None => answer,
        Some(problem) if is_page => pages::failed(&problem, language),
        Some(problem) => render(&problem, &id, language),
    }
}

/// A panic is our fault and nobody else's: the request fails, the service goes on. The panic hook has logged it.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    tracing::error!("a request panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// The language that a request wants its answer in: `Accept-Language`, in however many lines; English where it names none of ours.
pub(super) fn wanted_language(headers: &HeaderMap) -> Language {
    let lines: Vec<&str> = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|it| it.to_str().ok()).collect();
    Language::from_accept_language(&lines.join(","))
}
