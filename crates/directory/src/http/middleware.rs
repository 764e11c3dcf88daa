//! The outside of every request: its id, its log line, its count, and the final form of a failure.

use super::pages;
use super::problem_response::{problem_of, render};
use crate::connections::Peer;
use crate::problem::{Code, Details, Problem};
use crate::security_events::{Kind, RequestFacts};
use crate::service::Service;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domicile_model::id::UserId;
use domicile_words::Language;
use std::any::Any;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Instant;
use tracing::Instrument as _;
use uuid::Uuid;

/// The header in which the caller's id of a request comes, and goes back.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The header in which our own id goes back, where the caller named another.
const OWN_REQUEST_ID: HeaderName = HeaderName::from_static("domicile-request-id");
/// The longest id of a caller that is taken over.
const LONGEST: usize = 64;

/// Our own id of a request: it finds the log lines, and the record of changes names it. Callers choose theirs, so two may choose the same.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

/// The id by which the caller finds the request again: their own, or else ours.
#[derive(Debug, Clone)]
struct ShownId(String);

/// Where a request comes from, and who sends it, once that is known.
#[derive(Debug, Clone, Default)]
pub(super) struct RequestOrigin {
    pub(super) source: Option<IpAddr>,
    person: Arc<OnceLock<UserId>>,
    client: Arc<OnceLock<String>>,
}

impl RequestOrigin {
    /// Notes for which source an order system asks.
    pub(super) fn note_client(&self, source: &str) {
        let _ = self.client.set(source.to_owned());
    }

    /// Notes who it is.
    pub(super) fn note(&self, person: Option<UserId>) {
        if let Some(person) = person {
            // The first to know is right.
            let _ = self.person.set(person);
        }
    }
}

/// The code of the problem that an answer is.
#[derive(Debug, Clone, Copy)]
struct AnswerCode(&'static str);

fn caller_request_id(request: &Request) -> Option<String> {
    let plain =
        |it: &&str| !it.is_empty() && it.len() <= LONGEST && it.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it));
    request.headers().get(REQUEST_ID).and_then(|it| it.to_str().ok()).filter(plain).map(str::to_owned)
}

/// Names the request, logs it without personal data, counts it, and writes down what security is concerned with.
pub(super) async fn trace(State(service): State<Service>, mut request: Request, next: Next) -> Response {
    let (id, callers) = (Uuid::new_v4().to_string(), caller_request_id(&request));
    let shown = callers.clone().unwrap_or_else(|| id.clone());
    let peer = request.extensions().get::<Peer>().map(|it| it.0.ip());
    let origin =
        RequestOrigin { source: peer.map(|it| service.trusted_proxies().client(it, request.headers())), ..RequestOrigin::default() };
    request.extensions_mut().insert(RequestId(id.clone()));
    request.extensions_mut().insert(ShownId(shown.clone()));
    request.extensions_mut().insert(origin.clone());
    let (method, is_page) = (request.method().clone(), pages::is_page(request.uri().path()));
    // The pattern, not the path: paths hold ids, queries hold what people typed.
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "unknown".to_owned(), |it| it.as_str().to_owned());
    let span = tracing::info_span!("request", %id, caller_id = callers, %method, %route);
    let began = Instant::now();
    let mut answer = next.run(request).instrument(span.clone()).await;
    let status = answer.status().as_u16();
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status, milliseconds, "answered"));
    service.metrics().count(method.as_str(), &route, status);
    let code = answer.extensions().get::<AnswerCode>().map(|it| it.0);
    let sender = match (origin.person.get(), origin.client.get()) {
        (Some(_), _) => KnownSender::Person,
        (None, Some(_)) => KnownSender::Client,
        (None, None) => KnownSender::Nobody,
    };
    if let Some(event) = security_event(status, &method, sender, is_page) {
        let facts = RequestFacts {
            request_id: id.clone(),
            caller_request_id: callers,
            person: origin.person.get().cloned(),
            client: origin.client.get().cloned(),
            source: origin.source,
            method: method.to_string(),
            route,
            status,
        };
        match event {
            SecurityEvent::Changed => service.security_events().changed(service.now(), &facts),
            SecurityEvent::Refused(kind) => {
                service.security_events().refused(service.now(), kind, code.unwrap_or("link_refused"), &facts);
            }
        }
    }
    let headers = answer.headers_mut();
    if shown != id
        && let Ok(id) = HeaderValue::from_str(&id)
    {
        headers.insert(OWN_REQUEST_ID, id);
    }
    if let Ok(shown) = HeaderValue::from_str(&shown) {
        headers.insert(REQUEST_ID, shown);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}

/// What security is concerned with.
enum SecurityEvent {
    Changed,
    Refused(Kind),
}

/// Who sent a request, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KnownSender {
    Nobody,
    Person,
    Client,
}

/// Whether an answer of this status to this sender is one.
fn security_event(status: u16, method: &Method, sender: KnownSender, is_page: bool) -> Option<SecurityEvent> {
    Some(match (status, sender) {
        (200..=299, KnownSender::Person | KnownSender::Client) if !matches!(*method, Method::GET | Method::HEAD) => SecurityEvent::Changed,
        (401, _) => SecurityEvent::Refused(Kind::Unauthenticated),
        (403, _) => SecurityEvent::Refused(Kind::Forbidden),
        // To an order system everything there is may be told: what is not there is no news of security.
        (404, KnownSender::Person) => SecurityEvent::Refused(Kind::NotFound),
        (404 | 409 | 410, _) if is_page => SecurityEvent::Refused(Kind::LinkRefused),
        (408 | 429, _) => SecurityEvent::Refused(Kind::Limited),
        _ => return None,
    })
}

/// No id of ours holds a NUL, and PostgreSQL takes none in a text. Pages for people have answers of their own.
pub(super) async fn without_nul(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.contains("%00") && !pages::is_page(path) {
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
    let id = request.extensions().get::<ShownId>().map_or_else(String::new, |it| it.0.clone());
    let language = wanted_language(request.headers());
    let is_page = pages::is_page(request.uri().path());
    let mut answer = next.run(request).await;
    let Some(problem) = problem_of(&mut answer) else { return answer };
    let code = AnswerCode(problem.code());
    let mut answer = if is_page { pages::failed(&problem, language) } else { render(&problem, &id, language) };
    answer.extensions_mut().insert(code);
    answer
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
