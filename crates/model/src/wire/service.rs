//! Cases for support, and how a client finds its issuer.

use crate::id::ServiceRequestId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The body of `POST /v1/me/service-requests`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewServiceRequest {
    /// What support should know; at most 500 characters, not empty.
    pub text: String,
}

/// A case for support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ServiceRequest {
    /// Opaque id: the case number to quote.
    pub id: ServiceRequestId,
    /// `open` or `answered`.
    pub state: String,
    /// What the person wrote.
    pub text: String,
    /// When it was opened.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub opened: Timestamp,
    /// What support answered; `null` while it is open.
    #[serde(default)]
    pub answer: Option<String>,
    /// When support answered.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub answered: Option<Timestamp>,
}

/// `GET /.well-known/oauth-protected-resource` (RFC 9728), with the public client that workstations use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProtectedResource {
    /// The resource identifier; what access tokens must name as audience (RFC 8707).
    pub resource: String,
    /// The issuers whose tokens are taken; a client uses the first.
    pub authorization_servers: Vec<String>,
    /// The scopes that a client asks for.
    pub scopes_supported: Vec<String>,
    /// Always `["header"]`: tokens never travel in a URL.
    pub bearer_methods_supported: Vec<String>,
    /// The public client id for the desktop app and the CLI.
    pub client_id: String,
}
