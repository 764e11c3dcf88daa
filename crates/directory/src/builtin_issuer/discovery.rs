//! What clients look up: the provider's metadata (OpenID Connect Discovery, RFC 8414) and its public keys.

use super::{BuiltinIssuer, SCOPES};
use crate::bearer::OperatorScope;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use openidconnect::core::{
    CoreAuthPrompt, CoreClaimName, CoreClientAuthMethod, CoreGrantType, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreResponseMode,
    CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    AuthUrl, EmptyAdditionalProviderMetadata, IssuerUrl, JsonWebKeySetUrl, ResponseTypes, Scope, TokenUrl, UserInfoUrl, url::ParseError,
};
use serde_json::{Value, json};

use super::fault::Fault;

pub(super) async fn metadata(State(issuer): State<BuiltinIssuer>) -> Response {
    match document(issuer.issuer()) {
        Ok(document) => Json(document).into_response(),
        Err(_) => Fault::server().into_response(),
    }
}

fn document(issuer: &str) -> Result<Value, ParseError> {
    let at = |path: &str| format!("{issuer}/{path}");
    let standard = CoreProviderMetadata::new(
        IssuerUrl::new(issuer.to_owned())?,
        AuthUrl::new(at("authorize"))?,
        JsonWebKeySetUrl::new(at("jwks"))?,
        vec![ResponseTypes::new(vec![CoreResponseType::Code])],
        vec![CoreSubjectIdentifierType::Public],
        vec![CoreJwsSigningAlgorithm::EdDsa],
        EmptyAdditionalProviderMetadata {},
    )
    .set_token_endpoint(Some(TokenUrl::new(at("token"))?))
    .set_userinfo_endpoint(Some(UserInfoUrl::new(at("userinfo"))?))
    .set_scopes_supported(Some(
        SCOPES.into_iter().chain(OperatorScope::ALL.map(OperatorScope::as_str)).map(|scope| Scope::new(scope.to_owned())).collect(),
    ))
    .set_response_modes_supported(Some(vec![CoreResponseMode::Query]))
    .set_grant_types_supported(Some(vec![
        CoreGrantType::AuthorizationCode,
        CoreGrantType::RefreshToken,
        CoreGrantType::DeviceCode,
        CoreGrantType::ClientCredentials,
    ]))
    .set_token_endpoint_auth_methods_supported(Some(vec![CoreClientAuthMethod::None]))
    .set_claims_supported(Some(
        ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "name", "email", "email_verified"]
            .map(|claim| CoreClaimName::new(claim.to_owned()))
            .to_vec(),
    ));
    let mut document = serde_json::to_value(standard).unwrap_or_default();
    // What the crate's standard metadata has no names for.
    document["device_authorization_endpoint"] = json!(at("device_authorization"));
    document["revocation_endpoint"] = json!(at("revoke"));
    document["revocation_endpoint_auth_methods_supported"] = json!(["none"]);
    document["code_challenge_methods_supported"] = json!(["S256"]);
    document["authorization_response_iss_parameter_supported"] = json!(true);
    document["prompt_values_supported"] =
        json!([CoreAuthPrompt::None, CoreAuthPrompt::Login, CoreAuthPrompt::Consent, CoreAuthPrompt::SelectAccount]);
    Ok(document)
}

pub(super) async fn keys(State(issuer): State<BuiltinIssuer>) -> Response {
    Json(issuer.0.signing.key_set()).into_response()
}
