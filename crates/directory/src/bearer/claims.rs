//! One token: taking it apart, its signature, its claims (RFC 9068, 4). Nothing here waits or remembers.

use super::keys::Candidate;
use super::{IssuerConfig, TokenError};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, Validation};
use serde::Deserialize;
use std::collections::HashSet;

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 16 * 1024;

/// What a good token says of its bearer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// [`IssuerConfig::id`] of the issuer: half of the identity.
    pub issuer_id: String,
    /// The subject: the other half.
    pub sub: String,
    /// The e-mail address, where the token carries it.
    pub email: Option<String>,
    /// Whether the issuer has checked it; only `Some(true)` counts.
    pub email_verified: Option<bool>,
    /// The person's name, where the token carries it.
    pub name: Option<String>,
    /// When the person last signed in, in seconds since 1970, where the issuer says so.
    pub auth_time: Option<i64>,
    /// The client that the token was issued to.
    pub client_id: String,
    /// The granted scopes.
    pub scope: Vec<String>,
    /// When the token ends, in seconds since 1970.
    pub exp: i64,
}

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
    typ: Option<String>,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct IssuerOnly {
    iss: String,
}

/// What must be known before the signature can be checked. Believed for nothing but finding the key.
#[derive(Debug)]
pub(super) struct Unverified {
    pub(super) issuer: String,
    pub(super) algorithm: Algorithm,
    pub(super) kid: Option<String>,
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
        let payload: IssuerOnly = part(payload).ok_or(TokenError::Malformed("payload"))?;
        Ok(Self { issuer: payload.iss, algorithm, kid: header.kid, typ: header.typ })
    }

    /// An ID token has the same issuer and a good signature too: only `typ` keeps the two apart.
    pub(super) fn check_type(&self, plain_jwt: bool) -> Result<(), TokenError> {
        let typ = self.typ.as_deref().unwrap_or_default().to_ascii_lowercase();
        match typ.strip_prefix("application/").unwrap_or(&typ) {
            "at+jwt" => Ok(()),
            "jwt" if plain_jwt => Ok(()),
            _ => Err(TokenError::WrongType),
        }
    }
}

fn part<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Payload {
    iss: String,
    sub: String,
    aud: OneOrMany,
    exp: f64,
    nbf: Option<f64>,
    iat: Option<f64>,
    auth_time: Option<f64>,
    client_id: Option<String>,
    azp: Option<String>,
    appid: Option<String>,
    scope: Option<String>,
    scp: Option<String>,
    email: Option<String>,
    email_verified: Option<bool>,
    name: Option<String>,
}

/// Signature first, claims after it: an unsigned claim is never judged.
pub(super) fn verify(token: &str, head: &Unverified, keys: &[Candidate], config: &IssuerConfig, now: i64) -> Result<Claims, TokenError> {
    let mut signature_only = Validation::new(head.algorithm);
    signature_only.required_spec_claims = HashSet::new();
    signature_only.validate_exp = false; // judged below, with the caller's clock
    signature_only.validate_aud = false; // judged below, with a reason of its own
    let payload = keys
        .iter()
        .find_map(|key| match jsonwebtoken::decode::<serde_json::Value>(token, &key.decoding, &signature_only) {
            Ok(data) => Some(Ok(data.claims)),
            Err(error) if *error.kind() == jsonwebtoken::errors::ErrorKind::InvalidSignature => None,
            Err(_) => Some(Err(TokenError::Malformed("payload or signature"))),
        })
        .unwrap_or(Err(TokenError::BadSignature))?;
    let payload: Payload = serde_json::from_value(payload).map_err(|_| TokenError::Malformed("a claim is missing or of the wrong kind"))?;
    judge(payload, config, now)
}

fn judge(payload: Payload, config: &IssuerConfig, now: i64) -> Result<Claims, TokenError> {
    if payload.iss != config.issuer {
        return Err(TokenError::UnknownIssuer);
    }
    let named = match &payload.aud {
        OneOrMany::One(one) => std::slice::from_ref(one),
        OneOrMany::Many(many) => many.as_slice(),
    };
    if !named.iter().any(|audience| config.audiences.contains(audience)) {
        return Err(TokenError::WrongAudience);
    }
    let exp = seconds(payload.exp);
    if exp.saturating_add(config.leeway) <= now {
        return Err(TokenError::Expired);
    }
    let issued = payload.iat.map(seconds).ok_or(TokenError::Malformed("iat is missing"))?;
    let starts = payload.nbf.map_or(issued, |nbf| seconds(nbf).max(issued));
    if starts > now.saturating_add(config.leeway) {
        return Err(TokenError::NotYetValid);
    }
    // A NUL is text to us and an error to PostgreSQL.
    if payload.sub.is_empty() || payload.sub.len() > 255 || payload.sub.contains('\0') {
        return Err(TokenError::Malformed("sub"));
    }
    let client = match payload.client_id {
        None if config.plain_jwt => payload.azp.or(payload.appid),
        named => named,
    };
    Ok(Claims {
        issuer_id: config.id.clone(),
        sub: payload.sub,
        email: payload.email,
        email_verified: payload.email_verified,
        name: payload.name,
        auth_time: payload.auth_time.map(seconds),
        client_id: client.ok_or(TokenError::Malformed("client_id is missing"))?,
        scope: payload.scope.or(payload.scp).unwrap_or_default().split_ascii_whitespace().map(str::to_owned).collect(),
        exp,
    })
}

/// RFC 7519 allows fractions of a second; the cast saturates.
#[expect(clippy::cast_possible_truncation, reason = "saturates, which is what is wanted of an absurd date")]
fn seconds(date: f64) -> i64 {
    date.floor() as i64
}
