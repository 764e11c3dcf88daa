//! What the policies signed of late are tagged with, in the memory of this instance: whoever has the current one is told so after one look
//! at the database, and nothing is gathered or signed. Only tags are kept, never documents: a policy that is sent is always signed afresh.
//!
//! A tag holds as long as every row that the policy rests on is the one that it was made from, the key that signed it would sign it again,
//! and no moment has come at which the same rows give another policy. Whatever a policy depends on takes a new version of the person's own
//! row, a group's, the account's or the catalogue's ([`PolicyInputs`](crate::store::versions::PolicyInputs) reads them all; a check-out that
//! comes or goes takes one of the person's); so another person's change makes nobody else's tag useless.

use super::issue::{Issued, Machine};
use super::last_issue::moment;
use crate::keys::PolicyKeys;
use crate::problem::Problem;
use crate::store::versions::{PolicyInputs, Versions};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How many tags are kept in each of the two generations; some 300 bytes each. Tests fill them.
const MOST: usize = if cfg!(test) { 500 } else { 50_000 };

/// Whose policy on which machine.
type Key = [u8; 32];

/// A tag and what it holds for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CachedEtag {
    /// As [`Issued::etag`].
    pub(crate) etag: String,
    /// The date of the policy (seconds).
    pub(crate) iat: i64,
    /// The key that signed it: another key set may have taken its place.
    kid: String,
    /// The first moment (seconds) at which the same rows give another policy.
    until: i64,
    versions: Versions,
}

/// The tags, in two generations: when the young one is full it becomes the old one, and what nobody asked for since goes.
#[derive(Debug, Default)]
pub(crate) struct EtagCache(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<Key, CachedEtag>,
    old: HashMap<Key, CachedEtag>,
}

impl Generations {
    fn put(&mut self, key: Key, entry: CachedEtag) {
        if self.young.len() >= MOST && !self.young.contains_key(&key) {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, entry);
    }
}

impl EtagCache {
    /// The tag of the policy that would be issued at `now`, if it is known.
    ///
    /// # Errors
    /// As issuing: this instance's clock is behind what was signed before.
    pub(crate) fn get(
        &self,
        inputs: &PolicyInputs,
        machine: &Machine,
        keys: &PolicyKeys,
        now: Timestamp,
    ) -> Result<Option<CachedEtag>, Problem> {
        let now = moment(now, inputs.last_issued)?.as_second();
        let key = key(inputs, machine);
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = match generations.young.get(&key) {
            Some(it) => it.clone(),
            None => {
                let Some(it) = generations.old.remove(&key) else { return Ok(None) };
                generations.put(key, it.clone());
                it
            }
        };
        drop(generations);
        let same_key = |it: &CachedEtag| keys.kid(it.iat).is_ok_and(|kid| kid == it.kid);
        Ok(Some(known).filter(|it| it.versions == inputs.versions && (it.iat..it.until).contains(&now) && same_key(it)))
    }

    /// Keeps the tag of a policy that was signed. `inputs` was read before the policy's facts: where a change came between the two, the
    /// tag is kept for rows that are gone, and never found.
    pub(crate) fn put(&self, inputs: &PolicyInputs, machine: &Machine, issued: &Issued) {
        let entry = CachedEtag {
            etag: issued.etag(),
            iat: issued.iat,
            kid: issued.kid.clone(),
            until: issued.until,
            versions: inputs.versions.clone(),
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(key(inputs, machine), entry);
    }
}

/// None of the three holds a NUL.
fn key(inputs: &PolicyInputs, machine: &Machine) -> Key {
    let mut hash = Sha256::new();
    for part in [inputs.user.as_str(), machine.id.as_str(), machine.name.as_str()] {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domicile_model::id::UserId;

    fn inputs(user: &str, own: i64) -> PolicyInputs {
        let versions = Versions { epoch: 1, user: (own, 0), account: None, groups: None, catalogue: (1, 0) };
        PolicyInputs { user: UserId::new(user), last_issued: 0, versions }
    }

    fn machine(id: &str, name: &str) -> Machine {
        Machine { id: id.to_owned(), name: name.to_owned() }
    }

    fn keys() -> PolicyKeys {
        PolicyKeys::demo(1_000).unwrap()
    }

    fn issued() -> Issued {
        Issued { jws: "a.b.c".to_owned(), kid: keys().kid(1_000).unwrap().to_owned(), iat: 1_000, until: 2_000, last_issued: 0 }
    }

    #[test]
    fn a_tag_holds_for_the_same_rows_on_the_same_machine_until_its_moment_comes() {
        let cache = EtagCache::default();
        let (ana, one) = (inputs("ana", 7), machine("one", "Desk"));
        let at = |inputs: &PolicyInputs, machine: &Machine, second| {
            cache.get(inputs, machine, &keys(), Timestamp::from_second(second).unwrap()).unwrap().map(|it| it.etag)
        };
        assert_eq!(at(&ana, &one, 1_500), None);
        cache.put(&ana, &one, &issued());
        for second in [1_000, 1_999] {
            assert_eq!(at(&ana, &one, second), Some(issued().etag()));
        }
        assert_eq!((at(&ana, &one, 999), at(&ana, &one, 2_000)), (None, None));
        assert_eq!(at(&inputs("ana", 8), &one, 1_500), None, "something of hers changed");
        assert_eq!(at(&inputs("tom", 7), &one, 1_500), None);
        assert_eq!((at(&ana, &machine("two", "Desk"), 1_500), at(&ana, &machine("one", "Lab"), 1_500)), (None, None));
        assert_eq!(at(&PolicyInputs { versions: Versions { epoch: 2, ..ana.versions.clone() }, ..ana.clone() }, &one, 1_500), None);
        let ahead = PolicyInputs { last_issued: 1_600, ..ana };
        assert!(cache.get(&ahead, &one, &keys(), Timestamp::from_second(1_500).unwrap()).is_err(), "a clock behind says nothing");
    }

    #[test]
    fn a_tag_ends_with_the_key_that_signed() {
        let (cache, ana, one) = (EtagCache::default(), inputs("ana", 7), machine("one", "Desk"));
        cache.put(&ana, &one, &Issued { kid: "a key that was revoked since".to_owned(), ..issued() });
        assert_eq!(cache.get(&ana, &one, &keys(), Timestamp::from_second(1_500).unwrap()).unwrap(), None);
    }

    #[test]
    fn what_nobody_asks_for_goes_and_what_is_asked_for_stays() {
        let cache = EtagCache::default();
        let (now, ana) = (Timestamp::from_second(1_500).unwrap(), inputs("ana", 1));
        let keys = keys();
        let there = |n: usize| cache.get(&ana, &machine(&n.to_string(), ""), &keys, now).unwrap().is_some();
        for n in 0..3 * MOST {
            cache.put(&ana, &machine(&n.to_string(), ""), &issued());
            assert!(there(0));
        }
        assert!(!there(1) && there(3 * MOST - 1));
        let generations = cache.0.lock().unwrap();
        assert!(generations.young.len() <= MOST && generations.old.len() <= MOST);
    }
}
