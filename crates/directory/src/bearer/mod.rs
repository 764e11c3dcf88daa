//! Access tokens of configured issuers: is this bearer who they say (RFC 9068), and how to answer when not (RFC 6750, 9728, 9470).
//! Who that person is *to us* (identity linking, roles) is not decided here, and no token is ever issued here.

mod challenge;
mod claims;
mod issuer_client;
mod keys;
#[cfg(test)]
mod tests;
mod token_cache;
mod token_error;
mod userinfo;

pub use challenge::{bearer_token, challenge, insufficient_authentication};
pub use claims::Claims;
pub(crate) use issuer_client::is_loopback;
pub use issuer_client::{IssuerClient, IssuerClientError};
pub use token_error::TokenError;
pub use userinfo::UserInfo;

use jsonwebtoken::jwk::Jwk;
use keys::KeyRing;
use token_cache::TokenCache;
use url::Url;

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
    /// Takes `typ: JWT` as well as `at+jwt` (Entra ID sends that), and `azp` or `appid` for `client_id`. Off unless an issuer needs it.
    pub plain_jwt: bool,
    /// How far its clock and ours may differ, in seconds.
    pub leeway: i64,
}

impl IssuerConfig {
    /// An issuer found by discovery, which follows RFC 9068, with 30 s of leeway.
    pub fn new(issuer: &str, audience: &str) -> Self {
        Self {
            id: issuer.to_owned(),
            issuer: issuer.to_owned(),
            audiences: vec![audience.to_owned()],
            keys: KeySource::Discovery,
            plain_jwt: false,
            leeway: 30,
        }
    }
}

/// Checks bearer tokens against the configured issuers. Cheap to share behind an `Arc`; all state (keys, tokens seen) is bounded.
#[derive(Debug)]
pub struct Validator {
    issuers: Vec<Issuer>,
    outbound: IssuerClient,
    seen: TokenCache,
}

#[derive(Debug)]
struct Issuer {
    config: IssuerConfig,
    keys: KeyRing,
}

impl Validator {
    /// A validator for these issuers. Nothing is fetched before the first token comes.
    pub fn new(issuers: Vec<IssuerConfig>, outbound: IssuerClient) -> Self {
        let issuers = issuers
            .into_iter()
            .map(|config| Issuer { keys: KeyRing::new(&config.issuer, config.keys.clone(), outbound.clone()), config })
            .collect();
        Self { issuers, outbound, seen: TokenCache::default() }
    }

    /// Who the bearer of `token` is, according to its issuer, at `now` (seconds since 1970).
    ///
    /// # Errors
    /// The first reason that applies; see [`TokenError`].
    pub async fn validate(&self, token: &str, now: i64) -> Result<Claims, TokenError> {
        let hash = token_cache::hash(token);
        if let Some((claims, leeway)) = self.seen.get(&hash, now) {
            return if claims.exp + leeway > now { Ok(claims) } else { Err(TokenError::Expired) };
        }
        let unverified = claims::Unverified::parse(token)?;
        let issuer = self.issuers.iter().find(|known| known.config.issuer == unverified.issuer).ok_or(TokenError::UnknownIssuer)?;
        unverified.check_type(issuer.config.plain_jwt)?;
        let candidates = issuer.keys.find(unverified.kid.as_deref(), unverified.algorithm, now).await?;
        let claims = claims::verify(token, &unverified, &candidates, &issuer.config, now)?;
        self.seen.put(hash, &claims, issuer.config.leeway, now);
        Ok(claims)
    }

    /// What the issuer's userinfo endpoint says of the bearer: for the verified e-mail address, where the token does not carry it.
    /// Asked when an identity is linked, not for every request.
    ///
    /// # Errors
    /// [`TokenError::IssuerUnreachable`] where it cannot be asked or gives no usable answer, [`TokenError::Malformed`] where it speaks of another subject.
    pub async fn userinfo(&self, claims: &Claims, token: &str, now: i64) -> Result<UserInfo, TokenError> {
        let issuer = self.issuers.iter().find(|known| known.config.id == claims.issuer_id).ok_or(TokenError::UnknownIssuer)?;
        let Some(endpoint) = issuer.keys.userinfo_endpoint(now).await? else {
            return Ok(UserInfo { sub: claims.sub.clone(), email: None, email_verified: None });
        };
        userinfo::fetch(&self.outbound, &endpoint, token, &claims.sub).await
    }
}
