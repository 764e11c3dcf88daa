//! Parameters and answers that most routes share, as the description of the API has them. They describe; what reads them is in `page.rs`
//! and `write_request.rs`. Parameters of paths stay at their routes: the framework finds them by the handler's arguments and lists them twice
//! where a type describes them as well.
#![expect(dead_code, reason = "read by no code, but by those who read the description")]

use domicile_model::wire;
use utoipa::{IntoParams, IntoResponses};

#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PageParameters {
    /// from the page before
    cursor: Option<String>,
    /// 1 to 100, 50 unless told
    limit: Option<i64>,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub(super) struct IdempotencyKey {
    /// makes repeating the request harmless
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub(super) struct EtagAtHand {
    /// the ETag of what is at hand
    #[param(rename = "If-None-Match")]
    if_none_match: Option<String>,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub(super) struct EtagPreconditions {
    /// only where the record is still this one, by its ETag; else 412 `precondition_failed`
    #[param(rename = "If-Match")]
    if_match: Option<String>,
    /// `*`: only where there is no such record yet; else 412 `precondition_failed`
    #[param(rename = "If-None-Match")]
    if_none_match: Option<String>,
}

#[derive(IntoResponses)]
#[response(status = "4XX", description = "", content_type = "application/problem+json")]
pub(super) struct Refused(wire::Problem);
