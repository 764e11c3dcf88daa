//! One issuer's public keys: fetched when first needed, kept, and fetched again when a token names a key that is not there or does not fit the
//! one that is: by one request at a time and no more often than `look_ups` allows. A key that was not looked for is not called unknown.

use super::discovery::{self, Candidate, FetchError, Publication, UserinfoEndpoint, candidate};
use super::look_ups::{Asker, LookUp, LookUps};
use super::{IssuerClient, KeySource, TokenError};
use jsonwebtoken::Algorithm;
use std::sync::{Arc, PoisonError, RwLock};
use url::Url;

/// After this many seconds keys are fetched again, so that a withdrawn key stops counting.
const STALE: i64 = 600;
/// After this many seconds nobody goes by them without asking first.
const OVERDUE: i64 = 2 * STALE;
/// After this many seconds keys that could not be fetched again are dropped.
const DEAD: i64 = 24 * 3600;

/// A snapshot of what the issuer published.
#[derive(Debug, Clone, Default)]
struct Published {
    keys: Arc<Vec<Candidate>>,
    userinfo: Option<Url>,
    fetched: Option<i64>,
    /// How often something was published: tells two look-ups of one second apart.
    edition: u64,
}

#[derive(Debug)]
struct Inner {
    issuer: String,
    source: KeySource,
    outbound: IssuerClient,
    published: RwLock<Published>,
    /// Held while a look-up runs, so that there is one at a time.
    look_ups: tokio::sync::Mutex<LookUps>,
}

/// The keys of one issuer; cheap to clone, and every clone is the same.
#[derive(Debug, Clone)]
pub(super) struct KeyRing(Arc<Inner>);

/// Keys, and the edition that they are from.
pub(super) struct Candidates {
    pub(super) keys: Vec<Candidate>,
    edition: u64,
}

impl KeyRing {
    pub(super) fn new(issuer: &str, source: KeySource, outbound: IssuerClient) -> Self {
        let published = match &source {
            KeySource::Given(keys) => Published { keys: Arc::new(keys.iter().filter_map(candidate).collect()), ..Published::default() },
            KeySource::Discovery | KeySource::JwksUri(_) => Published::default(),
        };
        Self(Arc::new(Inner {
            issuer: issuer.to_owned(),
            source,
            outbound,
            published: RwLock::new(published),
            look_ups: tokio::sync::Mutex::default(),
        }))
    }

    /// Whether these keys come from there.
    pub(super) fn is_from(&self, source: &KeySource) -> bool {
        match (&self.0.source, source) {
            (KeySource::Discovery, KeySource::Discovery) => true,
            (KeySource::JwksUri(one), KeySource::JwksUri(other)) => one == other,
            // Made anew from what is at hand.
            (KeySource::Given(_), _) | (KeySource::Discovery, _) | (KeySource::JwksUri(_), _) => false,
        }
    }

    fn is_given(&self) -> bool {
        matches!(self.0.source, KeySource::Given(_))
    }

    /// The keys that may have made a signature with this `kid` and `alg`; never empty.
    ///
    /// # Errors
    /// [`TokenError::UnknownKey`] where the issuer does not publish it, [`TokenError::KeyNotLookedUp`] where that is not known yet, or
    /// [`TokenError::IssuerUnreachable`] where no keys could be had.
    pub(super) async fn find(&self, kid: Option<&str>, algorithm: Algorithm, asker: Asker, now: i64) -> Result<Candidates, TokenError> {
        let mut before = self.0.snapshot();
        if self.is_given() {
            return matching(&before, kid, algorithm).ok_or(TokenError::UnknownKey);
        }
        let age = |it: &Published| it.fetched.map(|at| now.saturating_sub(at).saturating_abs());
        if age(&before).is_some_and(|it| it >= DEAD) {
            before = self.0.forget();
        }
        let found = matching(&before, kid, algorithm);
        let asker = match (age(&before), found) {
            (Some(age), Some(found)) if age < STALE => return Ok(found),
            (Some(age), Some(found)) if age < OVERDUE => {
                drop(self.fetch(Asker::Ourselves, before.edition, now)); // goes on by itself; nobody waits yet
                return Ok(found);
            }
            (Some(_), Some(_)) | (None, _) => Asker::Ourselves,
            (Some(_), None) => asker,
        };
        let outcome = self.fetched(asker, before.edition, now).await;
        let after = self.0.snapshot();
        match (matching(&after, kid, algorithm), after.fetched, outcome) {
            (Some(found), _, _) => Ok(found),
            (None, Some(_), LookUp::Done) => Err(TokenError::UnknownKey),
            (None, Some(_), LookUp::Paused(seconds)) => Err(TokenError::KeyNotLookedUp(seconds)),
            (None, Some(_), LookUp::Failed) | (None, None, _) => Err(TokenError::IssuerUnreachable),
        }
    }

    /// The same from a newer edition, after no key of `tried` fitted: an issuer that starts anew may use an old name for a new key. `None`
    /// where there is nothing newer.
    pub(super) async fn find_newer(
        &self,
        tried: &Candidates,
        kid: Option<&str>,
        algorithm: Algorithm,
        asker: Asker,
        now: i64,
    ) -> Option<Candidates> {
        if self.is_given() || self.fetched(asker, tried.edition, now).await != LookUp::Done {
            return None;
        }
        matching(&self.0.snapshot(), kid, algorithm)
    }

    /// Where the issuer answers questions about the bearer, if it has such a place.
    pub(super) async fn userinfo_endpoint(&self, now: i64) -> Result<Option<Url>, TokenError> {
        if self.is_given() {
            return Ok(None);
        }
        let mut known = self.0.snapshot();
        if known.fetched.is_none() {
            self.fetched(Asker::Ourselves, known.edition, now).await;
            known = self.0.snapshot();
        }
        if known.fetched.is_some() { Ok(known.userinfo) } else { Err(TokenError::IssuerUnreachable) }
    }

    /// Looks the keys up before anybody needs them; what is wrong with the issuer stands in the log then.
    pub(super) async fn prepare(&self, now: i64) {
        if !self.is_given() {
            self.fetched(Asker::Ourselves, self.0.snapshot().edition, now).await;
        }
    }

    /// Waits for a look-up, one's own or that of somebody else.
    async fn fetched(&self, asker: Asker, seen: u64, now: i64) -> LookUp {
        self.fetch(asker, seen, now).await.unwrap_or_else(|error| {
            tracing::error!(%error, "fetching an issuer's keys broke off");
            LookUp::Failed
        })
    }

    /// Fetches unless somebody else has done so since the edition `seen`, or it is too soon. In a task of its own: a caller who hangs up
    /// must not take the look-up with them.
    fn fetch(&self, asker: Asker, seen: u64, now: i64) -> tokio::task::JoinHandle<LookUp> {
        let inner = Arc::clone(&self.0);
        tokio::spawn(async move {
            let mut look_ups = inner.look_ups.lock().await;
            let current = inner.snapshot();
            if current.edition != seen {
                return LookUp::Done;
            }
            if let Some(seconds) = look_ups.pause(asker, current.fetched.is_some(), now) {
                return LookUp::Paused(seconds);
            }
            look_ups.begin(asker, now);
            let found = discovery::fetch(&inner.issuer, &inner.source, &inner.outbound).await;
            match found.and_then(|it| inner.accept(it, &current, now)) {
                Ok(()) => LookUp::Done,
                Err(error) => {
                    let error: &dyn std::error::Error = &error;
                    tracing::warn!(issuer = inner.issuer, error, "the issuer's keys cannot be fetched");
                    LookUp::Failed
                }
            }
        })
    }
}

impl Inner {
    fn snapshot(&self) -> Published {
        self.published.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces what is known. An answer without a usable key is worse than good keys, and never does.
    fn accept(&self, found: Publication, current: &Published, now: i64) -> Result<(), FetchError> {
        if found.keys.is_empty() && !current.keys.is_empty() {
            return Err(FetchError::NoUsableKey);
        }
        let userinfo = match found.userinfo {
            UserinfoEndpoint::At(url) => Some(url),
            UserinfoEndpoint::None => None,
            UserinfoEndpoint::Odd => current.userinfo.clone(),
        };
        let published = Published { keys: Arc::new(found.keys), userinfo, fetched: Some(now), edition: current.edition + 1 };
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = published;
        Ok(())
    }

    /// Drops keys of which nobody knows any more whether they count.
    fn forget(&self) -> Published {
        let mut published = self.published.write().unwrap_or_else(PoisonError::into_inner);
        *published = Published { edition: published.edition + 1, ..Published::default() };
        published.clone()
    }
}

/// With a `kid` the keys of that name, or else those without any, since a key need not have one (RFC 7517, 4.5); without a `kid` every key. Of
/// the right kind, always.
fn matching(published: &Published, kid: Option<&str>, algorithm: Algorithm) -> Option<Candidates> {
    let name = format!("{algorithm:?}");
    let fitting = |key: &&Candidate| {
        key.algorithm.as_ref().is_none_or(|stated| *stated == name) && key.decoding.family().algorithms().contains(&algorithm)
    };
    let of = |named: &dyn Fn(&Candidate) -> bool| -> Vec<Candidate> {
        published.keys.iter().filter(|key| named(key)).filter(fitting).cloned().collect()
    };
    let keys = match kid {
        None => of(&|_| true),
        Some(kid) if published.keys.iter().any(|key| key.kid.as_deref() == Some(kid)) => of(&|key| key.kid.as_deref() == Some(kid)),
        Some(_) => of(&|key| key.kid.is_none()),
    };
    (!keys.is_empty()).then_some(Candidates { keys, edition: published.edition })
}
