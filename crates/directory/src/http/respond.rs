//! Answering a request that asks for a change: the use case is executed, and the route says which status stands for done.

use crate::account_reader::AccountReader;
use crate::problem::Problem;
use crate::service::{AnswerRight, RequestInfo, Service, UseCase};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

/// Executes a use case; `done` where it is done.
pub(super) async fn respond<U: UseCase>(
    service: &Service,
    request: &RequestInfo,
    use_case: &U,
    done: StatusCode,
) -> Result<Response, Problem> {
    respond_by(service, request, use_case, |_| done).await
}

/// Executes a use case whose status depends on what came of it.
pub(super) async fn respond_by<U: UseCase>(
    service: &Service,
    request: &RequestInfo,
    use_case: &U,
    status: impl Fn(&U::Output) -> StatusCode + Send + Sync,
) -> Result<Response, Problem> {
    let answer = service.execute(request, use_case, |output| status(output).as_u16()).await?;
    if answer.replayed {
        // What somebody might see yesterday they may perhaps not see today.
        match &request.answer_right {
            AnswerRight::Own => {}
            AnswerRight::Administrator(account) => drop(AccountReader::administrator(service, &request.user, account).await?),
            AnswerRight::SeesGroups(account) => drop(AccountReader::groups(service, &request.user, account).await?),
        }
    }
    let status = StatusCode::from_u16(answer.status).map_err(|error| Problem::internal(&error))?;
    let mut response = (status, axum::Json(answer.body)).into_response();
    if answer.replayed {
        response.headers_mut().insert("idempotency-replayed", axum::http::HeaderValue::from_static("true"));
    }
    Ok(response)
}
