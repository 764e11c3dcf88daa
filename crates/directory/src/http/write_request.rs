//! A request that asks for a change: who asks, the body, and the key that makes repeating it harmless.

use super::caller::Caller;
use crate::problem::{Code, Problem};
use crate::service::{AnswerRight, RequestInfo, Service, request_hash};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;
use domicile_model::id::AccountId;
use serde::de::DeserializeOwned;

/// The longest idempotency key.
const LONGEST_KEY: usize = 255;

/// A change that somebody asks for.
pub(super) struct WriteRequest<B> {
    pub(super) caller: Caller,
    pub(super) info: RequestInfo,
    pub(super) body: B,
}

/// What a body can be.
pub(super) trait Body: Sized {
    /// Reads it.
    fn read(headers: &HeaderMap, bytes: &[u8]) -> Result<Self, Problem>;
}

/// No body is expected; whatever comes is not looked at.
pub(super) struct NoBody;

impl Body for NoBody {
    fn read(_: &HeaderMap, _: &[u8]) -> Result<Self, Problem> {
        Ok(Self)
    }
}

/// A JSON object with known fields only.
pub(super) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned> Body for Json<T> {
    fn read(headers: &HeaderMap, bytes: &[u8]) -> Result<Self, Problem> {
        let named = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let named = named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if named != "application/json" {
            return Err(Problem::new(Code::UnsupportedMediaType));
        }
        // The deserialiser takes a list for an object's fields in order; nobody means that.
        if bytes.iter().find(|it| !it.is_ascii_whitespace()) == Some(&b'[') {
            return Err(Problem::new(Code::InvalidBody).arg("cause", "It is a list where an object is expected"));
        }
        serde_json::from_slice(bytes).map(Self).map_err(|error| {
            if error.is_data() { Problem::new(Code::InvalidBody).arg("cause", error.to_string()) } else { Problem::new(Code::BadJson) }
        })
    }
}

/// A JSON object, or nothing at all.
pub(super) struct OptionalJson<T>(pub(super) T);

impl<T: DeserializeOwned + Default> Body for OptionalJson<T> {
    fn read(headers: &HeaderMap, bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.is_empty() { Ok(Self(T::default())) } else { Json::read(headers, bytes).map(|it| Self(it.0)) }
    }
}

impl<B: Body> FromRequest<Service> for WriteRequest<B> {
    type Rejection = Problem;

    async fn from_request(request: Request, service: &Service) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, service).await?;
        let answer_right = answer_right(&mut parts, service).await;
        let received = ReceivedWrite::of(Request::from_parts(parts, body), service).await?;
        let info = RequestInfo { answer_right, idempotency: received.idempotency.clone(), ..caller.info() };
        Ok(Self { body: received.read()?, caller, info })
    }
}

/// A request for a change as it came, whoever sends it.
pub(super) struct ReceivedWrite {
    headers: HeaderMap,
    bytes: Bytes,
    /// `Idempotency-Key`, with the hash of method, path and body.
    pub(super) idempotency: Option<(String, String)>,
}

impl ReceivedWrite {
    /// Waits until it is here.
    pub(super) async fn of(request: Request, service: &Service) -> Result<Self, Problem> {
        let key = idempotency_key(request.headers())?;
        let (method, path, headers) = (request.method().to_string(), request.uri().path().to_owned(), request.headers().clone());
        let bytes = Bytes::from_request(request, service).await.map_err(|rejection| {
            let too_large = rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE;
            if too_large { Problem::new(Code::TooLarge) } else { Problem::bad_part("body") }
        })?;
        let idempotency = key.map(|key| (key, request_hash(&method, &path, &bytes)));
        Ok(Self { headers, bytes, idempotency })
    }

    /// Its body.
    pub(super) fn read<B: Body>(&self) -> Result<B, Problem> {
        B::read(&self.headers, &self.bytes)
    }
}

/// What gives a right to the answer: what is below an account is its administrators' business, and membership in groups also that of whoever
/// may change it.
async fn answer_right(parts: &mut Parts, service: &Service) -> AnswerRight {
    let parameters = RawPathParams::from_request_parts(parts, service).await;
    let account = parameters.iter().flatten().find(|it| it.0 == "account").map(|it| AccountId::new(it.1));
    let of_groups = parts.extensions.get::<MatchedPath>().is_some_and(|it| it.as_str().contains("/groups/{group}/members/"));
    match account {
        None => AnswerRight::Own,
        Some(account) if of_groups => AnswerRight::SeesGroups(account),
        Some(account) => AnswerRight::Administrator(account),
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().ok().filter(|it| !it.is_empty() && it.len() <= LONGEST_KEY);
    key.map(|it| Some(it.to_owned())).ok_or_else(|| Problem::bad_part("Idempotency-Key"))
}
