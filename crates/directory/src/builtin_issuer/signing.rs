//! The signing key, and the two kinds of token made with it: ID tokens (OpenID Connect Core 2) and access tokens (RFC 9068).

use super::{CLIENT_ID, Inner, Person, Refused, Sources};
use crate::builtin_issuer::fault::Fault;
use crate::builtin_issuer::grants::Session;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::jwk::Jwk;
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{AccessToken, JsonWebKeyId, PrivateSigningKey};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::fmt;

/// Everything before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410, 7).
const PKCS8_PREFIX: [u8; 16] = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// An Ed25519 key that lives as long as the process.
pub(super) struct Signing {
    key: CoreEdDsaPrivateSigningKey,
    kid: String,
}

impl fmt::Debug for Signing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signing({})", self.kid)
    }
}

#[derive(Serialize)]
struct Header<'a> {
    alg: &'a str,
    typ: &'a str,
    kid: &'a str,
}

/// What an access token says. Also read back by the userinfo endpoint.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AccessClaims {
    pub(super) iss: String,
    pub(super) sub: String,
    aud: String,
    client_id: String,
    pub(super) scope: String,
    iat: i64,
    pub(super) exp: i64,
    auth_time: i64,
    jti: String,
    /// The session that it belongs to; once that is revoked, userinfo refuses the token.
    pub(super) sid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_verified: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// What the access token of a client says that asks for itself.
#[derive(Debug, Serialize)]
struct ClientClaims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    client_id: &'a str,
    scope: &'a str,
    iat: i64,
    exp: i64,
    jti: String,
}

impl Signing {
    pub(super) fn generate(sources: &Sources) -> Result<Self, Refused> {
        let kid = URL_SAFE_NO_PAD.encode(&(sources.random)()?[..12]);
        let mut der = PKCS8_PREFIX.to_vec();
        der.extend_from_slice(&(sources.random)()?);
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der));
        let key = CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new(kid.clone()))).map_err(Refused::Key)?;
        Ok(Self { key, kid })
    }

    /// The public half as `jwks_uri` shows it.
    pub(super) fn key_set(&self) -> CoreJsonWebKeySet {
        CoreJsonWebKeySet::new(vec![self.key.as_verification_key()])
    }

    /// The public half as the bearer validator reads it.
    pub(super) fn keys(&self) -> Vec<Jwk> {
        let key = serde_json::to_value(self.key.as_verification_key()).and_then(serde_json::from_value);
        key.into_iter().collect()
    }

    fn sign<T: Serialize>(&self, typ: &str, claims: &T) -> Result<String, Fault> {
        let header = serde_json::to_vec(&Header { alg: "EdDSA", typ, kid: &self.kid }).map_err(|_| Fault::server())?;
        let claims = serde_json::to_vec(claims).map_err(|_| Fault::server())?;
        let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        let signature = self.key.sign(&CoreJwsSigningAlgorithm::EdDsa, input.as_bytes()).map_err(|_| Fault::server())?;
        Ok(format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

impl Inner {
    /// An access token for the service (RFC 9068).
    pub(super) fn access_token(&self, session: &Session, person: &Person, scope: &[String]) -> Result<String, Fault> {
        let has = |name: &str| scope.iter().any(|granted| granted == name);
        let now = self.now() / 1000;
        let id = (self.sources.random)().map_err(|_| Fault::server())?;
        let claims = AccessClaims {
            iss: self.issuer.clone(),
            sub: person.sub.clone(),
            aud: self.settings.resource.clone(),
            client_id: CLIENT_ID.to_owned(),
            scope: scope.join(" "),
            iat: now,
            exp: now + i64::from(self.settings.lifetimes.access_token),
            auth_time: session.auth_time,
            jti: URL_SAFE_NO_PAD.encode(&id[..16]),
            sid: session.id.clone(),
            email: has("email").then(|| person.email.clone()),
            email_verified: has("email").then_some(true),
            name: has("profile").then(|| person.name.clone()),
        };
        self.signing.sign("at+jwt", &claims)
    }

    /// An access token for a client that asks for itself.
    pub(super) fn client_access_token(&self, client: &str, scope: &str) -> Result<String, Fault> {
        let now = self.now() / 1000;
        let id = (self.sources.random)().map_err(|_| Fault::server())?;
        let claims = ClientClaims {
            iss: &self.issuer,
            sub: client,
            aud: &self.settings.resource,
            client_id: client,
            scope,
            iat: now,
            exp: now + i64::from(self.settings.lifetimes.access_token),
            jti: URL_SAFE_NO_PAD.encode(&id[..16]),
        };
        self.signing.sign("at+jwt", &claims)
    }

    /// An ID token for the client, bound to the access token by `at_hash`.
    pub(super) fn id_token(&self, session: &Session, person: &Person, scope: &[String], access_token: &str) -> Result<CoreIdToken, Fault> {
        let has = |name: &str| scope.iter().any(|granted| granted == name);
        let now = self.now() / 1000;
        let mut claims = json!({
            "iss": self.issuer, "sub": person.sub, "aud": [CLIENT_ID], "iat": now, "auth_time": session.auth_time,
            "exp": now + i64::from(self.settings.lifetimes.access_token),
        });
        if let Some(nonce) = &session.nonce {
            claims["nonce"] = json!(nonce);
        }
        if has("email") {
            claims["email"] = json!(person.email);
            claims["email_verified"] = json!(true);
        }
        if has("profile") {
            claims["name"] = json!(person.name);
        }
        let claims: CoreIdTokenClaims = serde_json::from_value(claims).map_err(|_| Fault::server())?;
        let access_token = AccessToken::new(access_token.to_owned());
        CoreIdToken::new(claims, &self.signing.key, CoreJwsSigningAlgorithm::EdDsa, Some(&access_token), None).map_err(|_| Fault::server())
    }

    /// The claims of one of our own access tokens that is still good at this moment.
    pub(super) fn read_access_token(&self, token: &str) -> Option<AccessClaims> {
        let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::EdDSA);
        validation.validate_exp = false; // judged below, by our own clock
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.settings.resource]);
        let key = jsonwebtoken::DecodingKey::from_jwk(self.signing.keys().first()?).ok()?;
        let data = jsonwebtoken::decode::<AccessClaims>(token, &key, &validation).ok()?;
        let is_access_token = data.header.typ.as_deref() == Some("at+jwt");
        (is_access_token && data.claims.exp > self.now() / 1000).then_some(data.claims)
    }
}
