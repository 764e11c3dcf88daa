//! Errors as OAuth says them (RFC 6749, 5.2; RFC 8628, 3.5; RFC 8707, 2; RFC 7009, 2.2.1).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An OAuth error: the code that clients know, and a sentence for whoever reads a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) why: &'static str,
}

impl Fault {
    pub(super) const fn new(code: &'static str, why: &'static str) -> Self {
        Self { code, why }
    }

    pub(super) const fn request(why: &'static str) -> Self {
        Self::new("invalid_request", why)
    }

    pub(super) const fn grant(why: &'static str) -> Self {
        Self::new("invalid_grant", why)
    }

    /// No random numbers, or a key that does not sign.
    pub(super) const fn server() -> Self {
        Self::new("server_error", "the sign-in service has a fault")
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let status = match self.code {
            "invalid_client" | "invalid_token" => StatusCode::UNAUTHORIZED,
            "server_error" => StatusCode::INTERNAL_SERVER_ERROR,
            "temporarily_unavailable" => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::BAD_REQUEST,
        };
        let mut response = (status, Json(json!({ "error": self.code, "error_description": self.why }))).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
