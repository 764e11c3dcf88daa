//! The issuer's userinfo endpoint (OpenID Connect Core 5.3): the verified e-mail address where the access token does not carry it.

use super::{IssuerClient, TokenError};
use serde::Deserialize;
use url::Url;

/// What is taken from a userinfo answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct UserInfo {
    /// The subject; always that of the token.
    pub sub: String,
    /// The e-mail address as the issuer has it.
    #[serde(default)]
    pub email: Option<String>,
    /// Whether the issuer has checked it; only `true` counts.
    #[serde(default)]
    pub email_verified: Option<bool>,
}

/// Asks the endpoint with the bearer's own token.
pub(super) async fn fetch(outbound: &IssuerClient, endpoint: &Url, token: &str, sub: &str) -> Result<UserInfo, TokenError> {
    let info: UserInfo = outbound.json(endpoint, Some(token)).await.map_err(|error| {
        tracing::warn!(%endpoint, %error, "userinfo gives no usable answer");
        TokenError::IssuerUnreachable
    })?;
    // Core 5.3.2: an answer about somebody else must not be used.
    if info.sub == sub { Ok(info) } else { Err(TokenError::Malformed("userinfo speaks of another subject")) }
}
