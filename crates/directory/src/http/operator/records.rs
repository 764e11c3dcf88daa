//! What the routes of all kinds of records have in common: reading one, writing one, ending one, and how the answers look.

use super::caller::{Needs, OperatorWrite};
use crate::http::etag::matching_etag;
use crate::http::write_request::OptionalJson;
use crate::operator::decision::{Decision, DecisionAnswer, DecisionRequest, EndRecord, PutRecord};
use crate::operator::{Effect, Precondition, RecordKey, problem_of, reading};
use crate::problem::{Code, Problem};
use crate::service::Service;
use crate::text::cleaned_note;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domicile_model::operator::{Fault, FaultCode, Row};
use domicile_model::wire;

/// What became of the record.
const EFFECT: HeaderName = HeaderName::from_static("domicile-effect");

/// Nothing has this name.
pub(super) fn nothing() -> Problem {
    Problem::new(Code::NotFound)
}

/// One record, with its tag; none at all where whoever asks has it.
pub(super) async fn get(service: &Service, key: &RecordKey, headers: &HeaderMap) -> Result<Response, Problem> {
    let (body, tag) = reading::record(service, key).await?;
    let tag = etag(&tag);
    let common = |tag: String| {
        [(header::ETAG, tag), (header::VARY, "authorization".to_owned()), (header::CACHE_CONTROL, "private, no-cache".to_owned())]
    };
    Ok(match matching_etag(headers, &tag) {
        Some(held) => (StatusCode::NOT_MODIFIED, common(held)).into_response(),
        None => (common(tag), axum::Json(body)).into_response(),
    })
}

/// Makes the record so. `other_name`: what in the body names another record than the address.
pub(super) async fn put(
    service: &Service,
    (request, precondition): (&DecisionRequest, Precondition),
    other_name: Vec<Fault>,
    checked: Result<Row, Vec<Fault>>,
) -> Result<Response, Problem> {
    let row = match checked {
        Ok(row) if other_name.is_empty() => row,
        Ok(_) => return Err(problem_of(&other_name)),
        Err(faults) => return Err(problem_of(&[other_name, faults].concat())),
    };
    let key = RecordKey::of(&row).ok_or_else(|| Problem::internal(&"a record without its name"))?;
    respond(service, request, &PutRecord { key, row, precondition }).await
}

/// Ends the record, as its kind does.
pub(super) async fn end<N: Needs>(
    service: &Service,
    write: OperatorWrite<N, OptionalJson<wire::EndRecord>>,
    key: Option<RecordKey>,
) -> Result<Response, Problem> {
    let OperatorWrite { request, precondition, body, .. } = write;
    let because = cleaned_note(body.0.because.as_deref())?;
    let key = key.ok_or_else(nothing)?;
    respond(service, &DecisionRequest { because, ..request }, &EndRecord { key, precondition }).await
}

/// Decides, and answers.
pub(super) async fn respond<D: Decision>(service: &Service, request: &DecisionRequest, decision: &D) -> Result<Response, Problem> {
    let DecisionAnswer { effect, body, tag, replayed } = service.decide(request, decision).await?;
    let status = match effect {
        Effect::Created => StatusCode::CREATED,
        Effect::Changed | Effect::Unchanged | Effect::Ended => StatusCode::OK,
    };
    let mut response = (status, axum::Json(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(EFFECT, HeaderValue::from_static(effect.as_str()));
    if let Some(tag) = tag {
        headers.insert(header::ETAG, HeaderValue::from_str(&etag(&tag)).map_err(|error| Problem::internal(&error))?);
    }
    if replayed {
        headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    Ok(response)
}

fn etag(tag: &str) -> String {
    format!("\"{tag}\"")
}

/// Puts the name that the address gives into the record; a fault where the body gives another one. `same`: whether two names mean one thing.
pub(super) fn take_name(field: &str, in_address: &str, in_body: &mut String, same: impl Fn(&str, &str) -> bool) -> Option<Fault> {
    let given = std::mem::replace(in_body, in_address.to_owned());
    if given.is_empty() || given == in_address || same(&given, in_address) {
        return None;
    }
    let message = format!("the address names “{in_address}”, the body “{given}”: leave it out of the body, or say the same");
    Some(Fault::of(field, FaultCode::Invalid, message))
}

/// For names that have no other form.
pub(super) fn one_form_only(_: &str, _: &str) -> bool {
    false
}
