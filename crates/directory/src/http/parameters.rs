//! Parameters and answers that most routes share, as the description of the API has them. They describe; the reading is done by axum's `Path`
//! and by the extractors of `page.rs` and `write_request.rs`.
#![expect(dead_code, reason = "read by no code, but by those who read the description")]

use domicile_model::wire;
use utoipa::{IntoParams, IntoResponses};

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct AccountPath {
    /// your own account
    account: String,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct UserPath {
    /// the person
    user: String,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct GroupPath {
    /// the group
    group: String,
}

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

#[derive(IntoResponses)]
#[response(status = "4XX", description = "", content_type = "application/problem+json")]
pub(super) struct Refused(wire::Problem);
