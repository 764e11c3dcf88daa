//! What an issuer publishes: its discovery document (OpenID Connect Discovery 1.0, 3) and its key set (RFC 7517).

use super::{IssuerClient, IssuerClientError, KeySource};
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, PublicKeyUse};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

/// The most keys that are looked at.
const MOST: usize = 100;

/// A key that may have signed a token.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) kid: Option<String>,
    pub(super) algorithm: Option<String>,
    pub(super) decoding: DecodingKey,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    #[error("the address of the issuer is not a URL")]
    Address(#[from] url::ParseError),
    #[error("its discovery document names the issuer {0:?}; in the configuration it has to stand exactly so{1}")]
    OtherIssuer(String, &'static str),
    #[error("there is no key among its keys that can be used, so those at hand go on")]
    NoUsableKey,
    #[error(transparent)]
    IssuerClient(#[from] IssuerClientError),
}

/// Where the issuer answers questions about a bearer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum UserinfoEndpoint {
    At(Url),
    /// It has none, or none that is known.
    None,
    /// What stands there is no address.
    Odd,
}

/// What was found.
pub(super) struct Publication {
    pub(super) keys: Vec<Candidate>,
    pub(super) userinfo: UserinfoEndpoint,
}

/// The discovery document, as far as we need it.
#[derive(Deserialize)]
pub(super) struct Document {
    issuer: String,
    pub(super) jwks_uri: Url,
    /// Optional, so whatever stands there must not take the issuer down.
    #[serde(default)]
    userinfo_endpoint: Value,
}

/// The key set, as far as we need it.
#[derive(Deserialize)]
pub(super) struct KeySet {
    keys: Vec<Value>,
}

/// Asks the issuer.
pub(super) async fn fetch(issuer: &str, source: &KeySource, outbound: &IssuerClient) -> Result<Publication, FetchError> {
    let (address, userinfo) = match source {
        KeySource::JwksUri(url) => (url.clone(), UserinfoEndpoint::None),
        KeySource::Discovery | KeySource::Given(_) => {
            let document = own_document(issuer, outbound.json(&document_address(issuer)?, None).await?)?;
            (document.jwks_uri, userinfo_endpoint(issuer, &document.userinfo_endpoint))
        }
    };
    Ok(Publication { keys: candidates(outbound.json(&address, None).await?), userinfo })
}

/// Where its document is.
pub(super) fn document_address(issuer: &str) -> Result<Url, FetchError> {
    Ok(Url::parse(&format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/')))?)
}

/// A document, if it is this issuer's.
pub(super) fn own_document(issuer: &str, document: Document) -> Result<Document, FetchError> {
    if document.issuer == issuer { Ok(document) } else { Err(other_issuer(document.issuer, issuer)) }
}

/// The keys that can be used. One that we cannot read (a new curve, an encryption key) must not hide the others.
pub(super) fn candidates(set: KeySet) -> Vec<Candidate> {
    let readable = set.keys.into_iter().take(MOST).filter_map(|key| serde_json::from_value::<Jwk>(key).ok());
    readable.filter_map(|key| candidate(&key)).collect()
}

fn other_issuer(named: String, configured: &str) -> FetchError {
    let slash = match (named.strip_suffix('/') == Some(configured), configured.strip_suffix('/') == Some(named.as_str())) {
        (true, _) => ", with the slash at its end",
        (_, true) => ", without a slash at its end",
        (false, false) => "",
    };
    FetchError::OtherIssuer(named.chars().take(300).collect(), slash)
}

fn userinfo_endpoint(issuer: &str, stated: &Value) -> UserinfoEndpoint {
    if stated.is_null() {
        return UserinfoEndpoint::None;
    }
    match stated.as_str().and_then(|it| Url::parse(it).ok()).filter(|it| matches!(it.scheme(), "https" | "http")) {
        Some(url) => UserinfoEndpoint::At(url),
        None => {
            tracing::warn!(
                issuer,
                member = "userinfo_endpoint",
                "the issuer's discovery document has a member that is no address; it is passed over"
            );
            UserinfoEndpoint::Odd
        }
    }
}

/// A key for signatures that we can verify; a symmetric one never is.
pub(super) fn candidate(key: &Jwk) -> Option<Candidate> {
    if matches!(key.algorithm, AlgorithmParameters::OctetKey(_))
        || !matches!(key.common.public_key_use, None | Some(PublicKeyUse::Signature))
    {
        return None;
    }
    let decoding = DecodingKey::from_jwk(key).ok()?;
    Some(Candidate { kid: key.common.key_id.clone(), algorithm: key.common.key_algorithm.map(|name| name.to_string()), decoding })
}
