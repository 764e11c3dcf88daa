//! What is expected of an issuer: where its keys are, what its tokens must look like, who may use them for what, and for whom it speaks.

use super::Vouching;
use jsonwebtoken::jwk::Jwk;
use url::Url;

/// How far an issuer's clock and ours may differ unless told, in seconds.
pub const LEEWAY: i64 = 60;

/// Where an issuer's public keys come from.
#[derive(Debug, Clone)]
pub enum KeySource {
    /// The `jwks_uri` of the issuer's discovery document.
    Discovery,
    /// This address, without discovery.
    JwksUri(Url),
    /// These keys, without any network (the built-in issuer lives in the same process).
    Given(Vec<Jwk>),
}

/// The scopes that an issuer's tokens must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredScopes {
    /// Reads; nothing else.
    pub read: String,
    /// Reads and changes.
    pub full: String,
}

/// An issuer whose access tokens are taken, and what of it is expected.
#[derive(Debug, Clone)]
pub struct IssuerConfig {
    /// The name under which identities of this issuer are stored: its URL, or `builtin`.
    pub id: String,
    /// The issuer identifier, exactly as it stands in `iss`.
    pub issuer: String,
    /// A token must name at least one of these in `aud`.
    pub audiences: Vec<String>,
    /// Where its keys come from.
    pub keys: KeySource,
    /// Takes `typ: JWT` as well as `at+jwt` (Entra ID sends that). Off unless an issuer needs it.
    pub plain_jwt: bool,
    /// Takes tokens without any `typ` (Okta, Cognito). Off unless an issuer needs it.
    pub untyped: bool,
    /// Takes tokens without any `aud` (Cognito), of the `clients` alone. An `aud` that is there is judged all the same.
    pub without_audience: bool,
    /// How far its clock and ours may differ, in seconds.
    pub leeway: i64,
    /// The public client of the app and the command line, which ID tokens name as their audience.
    pub client_id: Option<String>,
    /// The only clients whose tokens are taken; empty: any.
    pub clients: Vec<String>,
    /// The scopes that a token must hold; `None`: none is asked for.
    pub scopes: Option<RequiredScopes>,
    /// The claim that says the address was checked, where that is not `email_verified` (Entra ID: `xms_edov`).
    pub email_verified_claim: Option<String>,
    /// Whose addresses it may vouch for.
    pub vouching: Vouching,
}

impl IssuerConfig {
    /// An issuer found by discovery, which follows RFC 9068, and is the only one.
    pub fn new(issuer: &str, audience: &str) -> Self {
        Self {
            id: issuer.to_owned(),
            issuer: issuer.to_owned(),
            audiences: vec![audience.to_owned()],
            keys: KeySource::Discovery,
            plain_jwt: false,
            untyped: false,
            without_audience: false,
            leeway: LEEWAY,
            client_id: None,
            clients: Vec::new(),
            scopes: None,
            email_verified_claim: None,
            vouching: Vouching::Everybody,
        }
    }
}
