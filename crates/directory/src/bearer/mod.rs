//! Access tokens of configured issuers: is this bearer who they say (RFC 9068), and how to answer when not (RFC 6750, 9728, 9470).
//! Who that person is *to us* (identity linking, roles) is not decided here, and no token is ever issued here.

mod active_issuers;
mod challenge;
mod claims;
mod discovery;
mod inspection;
mod issuer_client;
mod issuer_config;
mod keys;
mod look_ups;
mod operator_clients;
mod payload;
mod scopes;
#[cfg(test)]
mod tests;
mod token_cache;
mod token_error;
mod unverified;
mod userinfo;
mod vouching;

pub use active_issuers::{ActiveIssuers, Issuers};
pub use challenge::{bearer_token, challenge, insufficient_authentication, insufficient_scope};
pub use claims::Claims;
pub(crate) use inspection::{Inspection, inspect};
pub(crate) use issuer_client::is_loopback;
pub use issuer_client::{IssuerClient, IssuerClientError};
pub use issuer_config::{IssuerConfig, KeySource, LEEWAY, RequiredScopes};
pub use operator_clients::{OperatorClient, OperatorRefusal, OperatorScope};
pub use scopes::{Access, InsufficientScope};
pub use token_error::TokenError;
pub use userinfo::{UserInfo, UserInfoError};
pub use vouching::{Mandate, Vouching};

use keys::KeyRing;
use look_ups::Acquaintances;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use token_cache::TokenCache;
use unverified::Unverified;
use userinfo::{Question, UserInfoCache};

/// Checks bearer tokens against the configured issuers. Cheap to share behind an `Arc`; all state (keys, tokens seen) is bounded.
#[derive(Debug)]
pub struct Validator {
    issuers: Vec<Issuer>,
    operator_clients: Vec<OperatorClient>,
    outbound: IssuerClient,
    seen: TokenCache,
    asked: UserInfoCache,
}

#[derive(Debug)]
struct Issuer {
    config: IssuerConfig,
    keys: KeyRing,
    acquaintances: Acquaintances,
    /// Claims of an unexpected kind that the log has named already.
    odd_claims: Mutex<BTreeSet<String>>,
}

impl Issuer {
    /// Names a claim that was passed over, once: every token of this issuer has it.
    fn warn_of_odd_claims(&self, names: Vec<String>) {
        for claim in names {
            if self.odd_claims.lock().unwrap_or_else(PoisonError::into_inner).insert(claim.clone()) {
                let issuer = &self.config.issuer;
                tracing::warn!(issuer, claim, "a claim of the issuer's access tokens is of an unexpected kind; it counts as absent");
            }
        }
    }
}

impl Validator {
    /// A validator for these issuers. Nothing is fetched before the first token comes, or [`Self::prepare`] is called.
    pub fn new(issuers: Vec<IssuerConfig>, outbound: IssuerClient) -> Self {
        let issuers = issuers
            .into_iter()
            .map(|config| Issuer {
                keys: KeyRing::new(&config.issuer, config.keys.clone(), outbound.clone()),
                config,
                acquaintances: Acquaintances::default(),
                odd_claims: Mutex::default(),
            })
            .collect();
        Self { issuers, operator_clients: Vec::new(), outbound, seen: TokenCache::default(), asked: UserInfoCache::default() }
    }

    /// A validator for these issuers in place of this one. What is known of the keys of an issuer that stays, stays known, so that nobody
    /// waits for them again; which tokens were found good does not, since they are judged by other settings.
    pub(crate) fn successor(&self, issuers: Vec<IssuerConfig>) -> Self {
        let next = Self::new(issuers, self.outbound.clone());
        let same = |it: &Issuer, known: &&Issuer| known.config.issuer == it.config.issuer && known.keys.is_from(&it.config.keys);
        let issuers = next.issuers.into_iter().map(|it| match self.issuers.iter().find(|known| same(&it, known)) {
            Some(known) => Issuer { keys: known.keys.clone(), ..it },
            None => it,
        });
        Self { issuers: issuers.collect(), ..next }
    }

    /// Looks at every issuer before the first token comes. What is wrong with one (it does not answer, it calls itself by another name)
    /// stands in the log as a warning; it may be right a minute later.
    pub async fn prepare(&self, now: i64) {
        for issuer in &self.issuers {
            issuer.keys.prepare(now).await;
        }
    }

    /// Who the bearer of `token` is, according to its issuer, at `now` (seconds since 1970). A refusal stands in the log.
    ///
    /// # Errors
    /// The first reason that applies; see [`TokenError`].
    pub async fn validate(&self, token: &str, now: i64) -> Result<Claims, TokenError> {
        let judged = self.judge(token, now).await;
        if let Err(reject) = judged {
            self.log_refusal(token, reject);
        }
        judged
    }

    async fn judge(&self, token: &str, now: i64) -> Result<Claims, TokenError> {
        let hash = token_cache::hash(token);
        if let Some((claims, leeway)) = self.seen.get(&hash, now) {
            return if claims.exp.saturating_add(leeway) > now { Ok(claims) } else { Err(TokenError::Expired) };
        }
        let head = Unverified::parse(token)?;
        let issuer = self.issuers.iter().find(|known| known.config.issuer == head.issuer).ok_or(TokenError::UnknownIssuer)?;
        head.check_type(&issuer.config)?;
        let asker = issuer.acquaintances.asker(head.subject.as_deref());
        let found = issuer.keys.find(head.kid.as_deref(), head.algorithm, asker, now).await?;
        let mut judged = claims::verify(token, &head, &found.keys, &issuer.config, now);
        if judged == Err(TokenError::BadSignature)
            && let Some(newer) = issuer.keys.find_newer(&found, head.kid.as_deref(), head.algorithm, asker, now).await
        {
            judged = claims::verify(token, &head, &newer.keys, &issuer.config, now);
        }
        let (claims, odd) = judged?;
        issuer.warn_of_odd_claims(odd);
        issuer.acquaintances.add(&claims.sub);
        self.seen.put(hash, &claims, issuer.config.leeway, now);
        Ok(claims)
    }

    /// Which reason, and whose token: where nobody of the configuration, as it calls itself.
    fn log_refusal(&self, token: &str, reject: TokenError) {
        let named = Unverified::parse(token).ok().map(|it| it.issuer);
        let issuer: Option<String> = named.as_ref().map(|it| it.chars().take(300).collect());
        let issuer = issuer.as_deref();
        let nearly = named.filter(|it| reject == TokenError::UnknownIssuer && self.differs_by_a_slash(it));
        if nearly.is_some() {
            tracing::warn!(
                code = reject.code(),
                issuer,
                "an access token is refused: its issuer differs from a configured one only by the slash at the end"
            );
        } else {
            tracing::info!(code = reject.code(), issuer, %reject, "an access token is refused");
        }
    }

    fn differs_by_a_slash(&self, named: &str) -> bool {
        self.issuers.iter().any(|it| it.config.issuer.trim_end_matches('/') == named.trim_end_matches('/'))
    }

    /// What the issuer's userinfo endpoint says of the bearer: for the verified e-mail address, where the token does not carry it.
    /// Asked when an identity is linked, not for every request, and about one identity at most once a minute.
    ///
    /// # Errors
    /// [`UserInfoError`] tells no answer, a refusal and an answer of no use apart.
    pub async fn userinfo(&self, claims: &Claims, token: &str, now: i64) -> Result<UserInfo, UserInfoError> {
        let issuer = self.issuers.iter().find(|known| known.config.id == claims.issuer_id);
        let issuer = issuer.ok_or(UserInfoError::Unusable("the issuer is not configured any more"))?;
        let endpoint = issuer.keys.userinfo_endpoint(now).await.map_err(|_| UserInfoError::NoAnswer(userinfo::TRY_AGAIN))?;
        let Some(endpoint) = endpoint else { return Ok(UserInfo::default()) };
        let question = Question { issuer: &claims.issuer_id, subject: &claims.sub, token, endpoint };
        self.asked.ask(&self.outbound, question, now).await
    }
}
