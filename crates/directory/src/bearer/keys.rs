//! One issuer's public keys: fetched when first needed, kept, and fetched again when a token names a key that is not there: by one request at a
//! time and at most once a minute, whatever strangers send.

use super::{IssuerClient, IssuerClientError, KeySource, TokenError};
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use std::sync::{Arc, PoisonError, RwLock};
use url::Url;

/// Seconds between two fetches because of an unknown key.
const UNKNOWN_KEY_PAUSE: i64 = 60;
/// Seconds between two fetches while there are no keys at all.
const FAILURE_PAUSE: i64 = 5;
/// After this many seconds keys are fetched again, so that a withdrawn key stops counting.
const STALE: i64 = 3600;
/// After this many seconds keys that could not be fetched again are dropped.
const DEAD: i64 = 24 * 3600;
/// The most keys that are looked at.
const MOST: usize = 100;

/// A key that may have signed the token.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    kid: Option<String>,
    algorithm: Option<String>,
    pub(super) decoding: DecodingKey,
}

/// A snapshot of what the issuer published.
#[derive(Debug, Clone, Default)]
struct Published {
    keys: Arc<Vec<Candidate>>,
    userinfo: Option<Url>,
    fetched: Option<i64>,
}

#[derive(Debug)]
struct Inner {
    issuer: String,
    source: KeySource,
    outbound: IssuerClient,
    published: RwLock<Published>,
    /// When a fetch was last begun; held while one runs, so that there is one at a time.
    last_try: tokio::sync::Mutex<Option<i64>>,
}

/// The keys of one issuer.
#[derive(Debug)]
pub(super) struct KeyRing(Arc<Inner>);

impl KeyRing {
    pub(super) fn new(issuer: &str, source: KeySource, outbound: IssuerClient) -> Self {
        let published = match &source {
            KeySource::Given(keys) => {
                Published { keys: Arc::new(keys.iter().filter_map(candidate).collect()), userinfo: None, fetched: None }
            }
            _ => Published::default(),
        };
        Self(Arc::new(Inner {
            issuer: issuer.to_owned(),
            source,
            outbound,
            published: RwLock::new(published),
            last_try: tokio::sync::Mutex::default(),
        }))
    }

    /// The keys that may have made a signature with this `kid` and `alg`; never empty.
    ///
    /// # Errors
    /// [`TokenError::UnknownKey`], or [`TokenError::IssuerUnreachable`] where no keys could be had.
    pub(super) async fn find(&self, kid: Option<&str>, algorithm: Algorithm, now: i64) -> Result<Vec<Candidate>, TokenError> {
        let before = self.0.snapshot();
        let found = matching(&before.keys, kid, algorithm);
        if matches!(self.0.source, KeySource::Given(_)) {
            return if found.is_empty() { Err(TokenError::UnknownKey) } else { Ok(found) };
        }
        match before.fetched.map(|at| (now - at).abs()) {
            Some(age) if age < STALE && !found.is_empty() => return Ok(found),
            Some(age) if age < DEAD && !found.is_empty() => {
                drop(self.fetch(before.fetched, now)); // goes on by itself; nobody waits while the old keys still count
                return Ok(found);
            }
            Some(age) if age >= DEAD => self.0.publish(Published::default()),
            _ => {}
        }
        self.fetched(now).await;
        let after = self.0.snapshot();
        let found = matching(&after.keys, kid, algorithm);
        match (found.is_empty(), after.fetched) {
            (false, _) => Ok(found),
            (true, Some(_)) => Err(TokenError::UnknownKey),
            (true, None) => Err(TokenError::IssuerUnreachable),
        }
    }

    /// Where the issuer answers questions about the bearer, if it has such a place.
    pub(super) async fn userinfo_endpoint(&self, now: i64) -> Result<Option<Url>, TokenError> {
        if matches!(self.0.source, KeySource::Given(_)) {
            return Ok(None);
        }
        let mut known = self.0.snapshot();
        if known.fetched.is_none() {
            self.fetched(now).await;
            known = self.0.snapshot();
        }
        if known.fetched.is_some() { Ok(known.userinfo) } else { Err(TokenError::IssuerUnreachable) }
    }

    /// Waits for a fetch, one's own or that of somebody else.
    async fn fetched(&self, now: i64) {
        if let Err(error) = self.fetch(self.0.snapshot().fetched, now).await {
            tracing::error!(%error, "fetching an issuer's keys broke off");
        }
    }

    /// Fetches unless somebody else has done so since `seen`, or tried too short a time ago. In a task of its own: a caller who hangs up
    /// must not take the one try of this minute with them.
    fn fetch(&self, seen: Option<i64>, now: i64) -> tokio::task::JoinHandle<()> {
        let inner = Arc::clone(&self.0);
        tokio::spawn(async move {
            let mut last_try = inner.last_try.lock().await;
            let current = inner.snapshot().fetched;
            let pause = if current.is_some() { UNKNOWN_KEY_PAUSE } else { FAILURE_PAUSE };
            if current != seen || last_try.is_some_and(|at| (now - at).abs() < pause) {
                return;
            }
            *last_try = Some(now);
            match inner.fetch().await {
                Ok((keys, userinfo)) => inner.publish(Published { keys: Arc::new(keys), userinfo, fetched: Some(now) }),
                Err(error) => {
                    let error: &dyn std::error::Error = &error;
                    tracing::warn!(issuer = inner.issuer, error, "the issuer's keys cannot be fetched");
                }
            }
        })
    }
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: Url,
    userinfo_endpoint: Option<Url>,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<serde_json::Value>,
}

#[derive(Debug, thiserror::Error)]
enum FetchError {
    #[error("the address of the issuer is not a URL")]
    Address(#[from] url::ParseError),
    #[error("its discovery document names another issuer")]
    OtherIssuer,
    #[error(transparent)]
    IssuerClient(#[from] IssuerClientError),
}

impl Inner {
    async fn fetch(&self) -> Result<(Vec<Candidate>, Option<Url>), FetchError> {
        let (address, userinfo) = match &self.source {
            KeySource::JwksUri(url) => (url.clone(), None),
            KeySource::Discovery | KeySource::Given(_) => {
                let document = Url::parse(&format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/')))?;
                let found: Discovery = self.outbound.json(&document, None).await?;
                if found.issuer != self.issuer {
                    return Err(FetchError::OtherIssuer);
                }
                (found.jwks_uri, found.userinfo_endpoint)
            }
        };
        let set: KeySet = self.outbound.json(&address, None).await?;
        // One key that we cannot read (a new curve, an encryption key) must not hide the others.
        let readable = set.keys.into_iter().take(MOST).filter_map(|key| serde_json::from_value::<Jwk>(key).ok());
        Ok((readable.filter_map(|key| candidate(&key)).collect(), userinfo))
    }

    fn snapshot(&self) -> Published {
        self.published.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn publish(&self, published: Published) {
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = published;
    }
}

/// A key for signatures that we can verify; a symmetric one never is.
fn candidate(key: &Jwk) -> Option<Candidate> {
    if matches!(key.algorithm, AlgorithmParameters::OctetKey(_))
        || !matches!(key.common.public_key_use, None | Some(PublicKeyUse::Signature))
    {
        return None;
    }
    let decoding = DecodingKey::from_jwk(key).ok()?;
    Some(Candidate { kid: key.common.key_id.clone(), algorithm: key.common.key_algorithm.map(|name| name.to_string()), decoding })
}

/// With a `kid` the key of that name; without one every key of the right kind.
fn matching(keys: &[Candidate], kid: Option<&str>, algorithm: Algorithm) -> Vec<Candidate> {
    let name = format!("{algorithm:?}");
    keys.iter()
        .filter(|key| kid.is_none() || key.kid.as_deref() == kid)
        .filter(|key| key.algorithm.as_ref().is_none_or(|stated| *stated == name))
        .filter(|key| key.decoding.family().algorithms().contains(&algorithm))
        .cloned()
        .collect()
}
