//! What must be known of a token before its signature can be checked. Believed for nothing but finding the key.

use super::payload::Payload;
use super::{IssuerConfig, TokenError};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use serde::Deserialize;

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 16 * 1024;

/// Asymmetric only: a symmetric "signature" can be made by whoever knows the public key.
fn algorithm(name: &str) -> Result<Algorithm, TokenError> {
    Ok(match name {
        "RS256" => Algorithm::RS256,
        "RS384" => Algorithm::RS384,
        "RS512" => Algorithm::RS512,
        "PS256" => Algorithm::PS256,
        "PS384" => Algorithm::PS384,
        "PS512" => Algorithm::PS512,
        "ES256" => Algorithm::ES256,
        "ES384" => Algorithm::ES384,
        "EdDSA" => Algorithm::EdDSA,
        _ => return Err(TokenError::Algorithm),
    })
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    /// `null`, as an empty text, is no type.
    typ: Option<String>,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

/// The outside of a token.
#[derive(Debug)]
pub(super) struct Unverified {
    pub(super) issuer: String,
    pub(super) algorithm: Algorithm,
    pub(super) kid: Option<String>,
    /// Whom it claims to be about; for choosing which look-ups it may cause, and nothing else.
    pub(super) subject: Option<String>,
    typ: Option<String>,
}

impl Unverified {
    pub(super) fn parse(token: &str) -> Result<Self, TokenError> {
        if token.len() > LONGEST {
            return Err(TokenError::Malformed("too long"));
        }
        let mut parts = token.split('.');
        let (Some(header), Some(payload), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(TokenError::Malformed("not three parts"));
        };
        let header: Header = part(header).ok_or(TokenError::Malformed("header"))?;
        let algorithm = algorithm(&header.alg)?;
        if header.crit.is_some() {
            return Err(TokenError::Malformed("an unknown critical header"));
        }
        let payload = Payload::new(part(payload).ok_or(TokenError::Malformed("payload"))?);
        let issuer = payload.needed_text("iss")?.to_owned();
        let subject = payload.needed_text("sub").ok().map(str::to_owned);
        Ok(Self { issuer, algorithm, kid: header.kid, subject, typ: header.typ.filter(|it| !it.is_empty()) })
    }

    /// An ID token has the same issuer and a good signature too: only `typ` keeps the two apart.
    pub(super) fn check_type(&self, config: &IssuerConfig) -> Result<(), TokenError> {
        let fits = match &self.typ {
            None => config.untyped,
            Some(_) if self.is_access_token() => true,
            Some(typ) => config.plain_jwt && bare(typ) == "jwt",
        };
        if fits { Ok(()) } else { Err(TokenError::WrongType) }
    }

    /// Whether it says of itself that it is an access token.
    pub(super) fn is_access_token(&self) -> bool {
        self.typ.as_deref().is_some_and(|typ| bare(typ) == "at+jwt")
    }
}

/// A type as RFC 7515, 4.1.9 lets it be shortened.
fn bare(typ: &str) -> String {
    let typ = typ.to_ascii_lowercase();
    typ.strip_prefix("application/").unwrap_or(&typ).to_owned()
}

fn part<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}
