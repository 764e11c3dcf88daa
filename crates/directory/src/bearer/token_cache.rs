//! Tokens that were found good less than a minute ago, by hash: the signature is not computed again. Bounded, and never holds a token.

use super::Claims;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How long an answer is kept, in seconds.
const KEEP: i64 = 60;
/// How many answers are kept.
const MOST: usize = 10_000;

pub(super) type TokenHash = [u8; 32];

/// The name of a token in the cache.
pub(super) fn hash(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}

#[derive(Debug)]
struct Entry {
    claims: Claims,
    leeway: i64,
    at: i64,
}

/// The cache. A hit still has to be judged against `exp` by the caller.
#[derive(Debug, Default)]
pub(super) struct TokenCache(Mutex<HashMap<TokenHash, Entry>>);

impl TokenCache {
    /// The claims and the leeway of a token that was found good at most 60 s before `now`.
    pub(super) fn get(&self, hash: &TokenHash, now: i64) -> Option<(Claims, i64)> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.get(hash).filter(|entry| is_fresh(entry, now)).map(|entry| (entry.claims.clone(), entry.leeway))
    }

    /// Keeps a good answer.
    pub(super) fn put(&self, hash: TokenHash, claims: &Claims, leeway: i64, now: i64) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= MOST {
            entries.retain(|_, entry| is_fresh(entry, now));
            if entries.len() >= MOST {
                entries.clear(); // a minute's worth of more than MOST people: checking again costs less than keeping order
            }
        }
        entries.insert(hash, Entry { claims: claims.clone(), leeway, at: now });
    }
}

/// A clock that went back makes nothing fresh.
fn is_fresh(entry: &Entry, now: i64) -> bool {
    (0..KEEP).contains(&now.saturating_sub(entry.at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            issuer_id: "i".into(),
            sub: "s".into(),
            email: None,
            email_verified: None,
            name: None,
            auth_time: None,
            client_id: None,
            scope: vec![],
            roles: vec![],
            is_client: false,
            exp: i64::MAX,
        }
    }

    #[test]
    fn forgets_after_a_minute_and_when_the_clock_goes_back() {
        let seen = TokenCache::default();
        seen.put(hash("t"), &claims(), 0, 1000);
        assert!(seen.get(&hash("t"), 1059).is_some());
        assert!(seen.get(&hash("t"), 1060).is_none());
        assert!(seen.get(&hash("t"), 999).is_none());
        assert!(seen.get(&hash("u"), 1000).is_none());
    }

    #[test]
    fn never_grows_past_its_bound() {
        let seen = TokenCache::default();
        for i in 0..=MOST {
            seen.put(hash(&i.to_string()), &claims(), 0, 1000);
        }
        assert!(seen.0.lock().unwrap().len() <= MOST);
        assert!(seen.get(&hash(&MOST.to_string()), 1000).is_some());
    }
}
