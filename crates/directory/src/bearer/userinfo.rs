//! The issuer's userinfo endpoint (OpenID Connect Core 5.3): the verified e-mail address where the access token does not carry it. Asked at most
//! once a minute about one identity, however often that asks.

use super::payload::truth;
use super::{IssuerClient, IssuerClientError};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use url::Url;

/// How long an answer is kept, in seconds.
const KEEP: i64 = 60;
/// How many answers are kept.
const MOST: usize = 10_000;
/// How soon it may be tried again where the issuer itself cannot be found, in seconds.
pub(super) const TRY_AGAIN: i64 = 30;

/// What is taken from a userinfo answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UserInfo {
    /// The e-mail address as the issuer has it.
    pub email: Option<String>,
    /// Whether the issuer has checked it; only `Some(true)` counts.
    pub email_verified: Option<bool>,
}

/// Why userinfo gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UserInfoError {
    /// Nobody answered, or only to say that it does not work now: it may be asked again in so many seconds.
    #[error("no answer")]
    NoAnswer(i64),
    /// It answered, and refuses this token with this status: asking again changes nothing.
    #[error("it refuses the access token with status {0}")]
    Refused(u16),
    /// It answered, with nothing that can be used.
    #[error("its answer cannot be used: {0}")]
    Unusable(&'static str),
}

#[derive(Deserialize)]
struct Body {
    sub: String,
    /// Whatever kind they are of: what cannot be read counts as absent.
    #[serde(default)]
    email: Value,
    #[serde(default)]
    email_verified: Value,
}

type Outcome = Result<UserInfo, UserInfoError>;
type Slot = Arc<tokio::sync::Mutex<Option<(i64, Outcome)>>>;

/// What was answered about whom.
#[derive(Debug, Default)]
pub(super) struct UserInfoCache(Mutex<HashMap<[u8; 32], (i64, Slot)>>);

/// A question about a bearer.
pub(super) struct Question<'a> {
    pub(super) issuer: &'a str,
    pub(super) subject: &'a str,
    pub(super) token: &'a str,
    pub(super) endpoint: Url,
}

impl UserInfoCache {
    /// Asks the endpoint with the bearer's own token, unless it was asked about them less than a minute before `now`.
    pub(super) async fn ask(&self, outbound: &IssuerClient, question: Question<'_>, now: i64) -> Outcome {
        let slot = self.slot(&question, now);
        let outbound = outbound.clone();
        let Question { issuer, subject, token, endpoint } = question;
        let (issuer, subject, token) = (issuer.to_owned(), subject.to_owned(), token.to_owned());
        // In a task of its own: a caller who hangs up must not make the next one ask again.
        let asked = tokio::spawn(async move {
            let mut last = slot.lock().await;
            if let Some((at, outcome)) = last.as_ref().filter(|(at, _)| is_fresh(*at, now)) {
                let left = KEEP - (now - at);
                return outcome.clone().map_err(|error| match error {
                    UserInfoError::NoAnswer(_) => UserInfoError::NoAnswer(left),
                    other => other,
                });
            }
            let outcome = fetch(&outbound, &endpoint, &token, &subject).await;
            if let Err(error) = &outcome {
                tracing::warn!(issuer, %endpoint, %error, "userinfo gives no usable answer");
            }
            *last = Some((now, outcome.clone()));
            outcome
        });
        asked.await.unwrap_or(Err(UserInfoError::NoAnswer(TRY_AGAIN)))
    }

    fn slot(&self, question: &Question<'_>, now: i64) -> Slot {
        let mut hash = Sha256::new();
        hash.update(question.issuer);
        hash.update([0]);
        hash.update(question.subject);
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= MOST {
            slots.retain(|_, (at, _)| is_fresh(*at, now));
            if slots.len() >= MOST {
                slots.clear();
            }
        }
        let (at, slot) = slots.entry(hash.finalize().into()).or_insert_with(|| (now, Slot::default()));
        *at = now;
        Arc::clone(slot)
    }
}

/// A clock that went back makes nothing fresh.
fn is_fresh(at: i64, now: i64) -> bool {
    (0..KEEP).contains(&now.saturating_sub(at))
}

async fn fetch(outbound: &IssuerClient, endpoint: &Url, token: &str, sub: &str) -> Outcome {
    let body: Body = outbound.json(endpoint, Some(token)).await.map_err(|error| match error {
        IssuerClientError::Status(408 | 425 | 429 | 500..=599) | IssuerClientError::NoAnswer(_) | IssuerClientError::SetUp(_) => {
            UserInfoError::NoAnswer(KEEP)
        }
        IssuerClientError::Status(status) => UserInfoError::Refused(status),
        IssuerClientError::NotSecure(_) => UserInfoError::Unusable("the endpoint is neither https nor loopback"),
        IssuerClientError::TooLarge => UserInfoError::Unusable("it is too large"),
        IssuerClientError::Unreadable(_) => UserInfoError::Unusable("it is not the JSON that was expected"),
    })?;
    // Core 5.3.2: an answer about somebody else must not be used.
    if body.sub != sub {
        return Err(UserInfoError::Unusable("it speaks of another subject"));
    }
    Ok(UserInfo { email: body.email.as_str().map(str::to_owned), email_verified: truth(&body.email_verified) })
}
