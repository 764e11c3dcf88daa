//! The discovery document (OpenID Connect Discovery 1.0, RFC 8414) and the keys. Few members of the document are used, and only those are
//! read: what a provider writes into the others is its own. Not by `openidconnect`, which reads nothing where one of them is odd.

use super::{lenient, not_understood};
use crate::failure::Cause;
use crate::http::{Answer, Http, host_of};
use domicile_model::shown_address::shown_address;
use openidconnect::core::CoreJsonWebKeySet;
use serde_json::Value;
use url::Url;

/// What is needed of an issuer.
#[derive(Debug)]
pub(super) struct Metadata {
    /// Its identifier, as it is spelled.
    pub(super) issuer: String,
    /// The same as an address, for its host.
    pub(super) url: Url,
    pub(super) authorization: Url,
    pub(super) token: Url,
    pub(super) keys: CoreJsonWebKeySet,
    /// RFC 7009.
    pub(super) revocation: Option<Url>,
    /// RFC 8628.
    pub(super) device: Option<Url>,
    /// It promises to name itself in every authorization answer (RFC 9207).
    pub(super) names_itself: bool,
}

/// Asks an issuer for its endpoints and keys.
pub(super) async fn discover(http: &Http, issuer: &str) -> Result<Metadata, Cause> {
    let invalid = |e: url::ParseError| Cause::SignInInvalid { reason: format!("issuer {}: {e}", shown_address(issuer)) };
    let url = Url::parse(issuer).map_err(invalid)?;
    let slash = if issuer.ends_with('/') { "" } else { "/" };
    let place = Url::parse(&format!("{issuer}{slash}.well-known/openid-configuration")).map_err(invalid)?;
    let said: Value = serde_json::from_slice(&document(http, &place).await?)
        .map_err(|_| not_understood(&place, "its discovery document cannot be read"))?;
    // As it is spelled: an issuer with a slash at its end is another one.
    match &said["issuer"] {
        Value::String(named) if named == issuer => {}
        Value::String(_) => return Err(Cause::WrongIssuer { expected: shown_address(issuer) }),
        _ => return Err(not_understood(&url, "it does not name itself")),
    }
    let needed = |name: &str| lenient::address(&said[name]).ok_or_else(|| not_understood(&url, &format!("it names no {name}")));
    let (authorization, token, jwks) = (needed("authorization_endpoint")?, needed("token_endpoint")?, needed("jwks_uri")?);
    // Passes over the keys that it does not know.
    let keys = serde_json::from_slice(&document(http, &jwks).await?).map_err(|_| not_understood(&jwks, "its keys cannot be read"))?;
    Ok(Metadata {
        issuer: issuer.to_owned(),
        authorization,
        token,
        keys,
        revocation: lenient::address(&said["revocation_endpoint"]),
        device: lenient::address(&said["device_authorization_endpoint"]),
        names_itself: lenient::flag(&said["authorization_response_iss_parameter_supported"]),
        url,
    })
}

/// A document of the issuer, under whatever media type: what is in it is judged.
async fn document(http: &Http, url: &Url) -> Result<Vec<u8>, Cause> {
    let request = http.client(url)?.get(url.clone()).header(reqwest::header::ACCEPT, "application/json").build();
    let Answer { status, body, .. } = answer_of_issuer(http, url, request).await?;
    if status.is_success() { Ok(body) } else { Err(not_understood(url, &format!("status {}", status.as_u16()))) }
}

/// What the issuer answers, unless it is something in between or the issuer is in trouble.
pub(super) async fn answer_of_issuer(http: &Http, url: &Url, request: reqwest::Result<reqwest::Request>) -> Result<Answer, Cause> {
    let answer = http.fetch(request.map_err(|e| not_understood(url, &e.to_string()))?).await?;
    match (answer.intruder(url), answer.trouble()) {
        (Some(cause), _) => Err(cause),
        (None, Some(status)) => Err(Cause::IssuerTrouble { host: host_of(url), reason: status.to_string() }),
        (None, None) => Ok(answer),
    }
}
