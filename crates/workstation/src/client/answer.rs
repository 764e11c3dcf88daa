//! Judging an answer: good, a problem document, or something that is not the service's.

use super::{Good, REQUEST_ID};
use crate::failure::{Cause, Failure, Intruder};
use crate::http::{Answer, host_of};
use domicile_model::wire::Problem;
use jiff::Timestamp;
use url::Url;

/// Takes an answer apart.
pub(super) fn read(answer: Answer, url: &Url, request_id: &str, now: Timestamp) -> Result<Good, Failure> {
    let host = host_of(url);
    let retry_after = answer.retry_after(now);
    let said = answer.headers.get(REQUEST_ID).and_then(|it| it.to_str().ok()).filter(|it| it.len() <= 100);
    let request_id = said.unwrap_or(request_id).to_owned();
    let retry_at = retry_after.and_then(|it| now.saturating_add(it).ok());
    let failure = |cause: Cause| Failure { cause, request_id: Some(request_id.clone()), retry_after, retry_at };
    if let Some(cause) = answer.intruder(url) {
        return Err(failure(cause));
    }
    let status = answer.status.as_u16();
    if answer.status.is_success() || status == 304 {
        // Nothing to read is fine; something to read must be what was asked for.
        if answer.body.is_empty() || answer.is_json() || matches!(&*answer.media_type(), "application/jwt" | "application/jose") {
            return Ok(Good { status, headers: answer.headers, body: answer.body, request_id });
        }
        return Err(failure(Cause::NotTheService { host, what: Intruder::Other(answer.media_type()) }));
    }
    if answer.media_type() == "application/problem+json"
        && let Some(problem) = Problem::read(&answer.body)
    {
        return Err(failure(Cause::Problem(Box::new(Problem { status, ..problem }))));
    }
    // Without a document of ours it is the service's only where its machinery has trouble. A 401 without one asks for no token of ours.
    Err(failure(match answer.trouble() {
        Some(status) => Cause::ServerError { host, status },
        None => Cause::NotTheService { host, what: Intruder::Status(status) },
    }))
}
