//! What the policies signed of late are tagged with, in the memory of this instance: whoever has the current one is told so after one look
//! at the database, and nothing is gathered or signed. Only tags are kept, never documents: a policy that is sent is always signed afresh.
//!
//! A tag holds as long as every row that the policy rests on is the one that it was made from, the key that signed it would sign it again,
//! and no moment has come at which the same rows give another policy. Whatever a policy depends on takes a new version of the person's own row, a group's, the account's or the
//! catalogue's ([`versions::Standing`] reads them all; a check-out that comes or goes takes one of the person's); so another person's change makes nobody else's tag useless.

use super::issue::{Issued, Machine};
use super::last_issue::moment;
use crate::keys::PolicyKeys;
use crate::problem::Problem;
use crate::store::versions::{Standing, Versions};
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
pub(crate) struct Tag {
    /// As [`Issued::tag`].
    pub(crate) tag: String,
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
pub(crate) struct Kept(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<Key, Tag>,
    old: HashMap<Key, Tag>,
}

impl Generations {
    fn put(&mut self, key: Key, tag: Tag) {
        if self.young.len() >= MOST && !self.young.contains_key(&key) {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, tag);
    }
}

impl Kept {
    /// The tag of the policy that would be issued at `now`, if it is known.
    ///
    /// # Errors
    /// As issuing: this instance's clock is behind what was signed before.
    pub(crate) fn tag(&self, standing: &Standing, machine: &Machine, keys: &PolicyKeys, now: Timestamp) -> Result<Option<Tag>, Problem> {
        let now = moment(now, standing.noted)?.as_second();
        let key = key(standing, machine);
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
        let same_key = |it: &Tag| keys.kid(it.iat).is_ok_and(|kid| kid == it.kid);
        Ok(Some(known).filter(|it| it.versions == standing.versions && (it.iat..it.until).contains(&now) && same_key(it)))
    }

    /// Keeps the tag of a policy that was signed. `standing` was read before the policy's facts: where a change came between the two, the
    /// tag is kept for rows that are gone, and never found.
    pub(crate) fn put(&self, standing: &Standing, machine: &Machine, issued: &Issued) {
        let tag =
            Tag { tag: issued.tag(), iat: issued.iat, kid: issued.kid.clone(), until: issued.until, versions: standing.versions.clone() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(key(standing, machine), tag);
    }
}

/// None of the three holds a NUL.
fn key(standing: &Standing, machine: &Machine) -> Key {
    let mut hash = Sha256::new();
    for part in [standing.user.as_str(), machine.id.as_str(), machine.name.as_str()] {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domicile_model::id::UserId;

    fn standing(user: &str, own: i64) -> Standing {
        let versions = Versions { epoch: 1, user: (own, 0), account: None, groups: None, catalogue: (1, 0) };
        Standing { user: UserId::new(user), noted: 0, versions }
    }

    fn machine(id: &str, name: &str) -> Machine {
        Machine { id: id.to_owned(), name: name.to_owned() }
    }

    fn keys() -> PolicyKeys {
        PolicyKeys::demo(1_000).unwrap()
    }

    fn issued() -> Issued {
        Issued { jws: "a.b.c".to_owned(), kid: keys().kid(1_000).unwrap().to_owned(), iat: 1_000, until: 2_000, noted: 0 }
    }

    #[test]
    fn a_tag_holds_for_the_same_rows_on_the_same_machine_until_its_moment_comes() {
        let kept = Kept::default();
        let (ana, one) = (standing("ana", 7), machine("one", "Desk"));
        let at = |standing: &Standing, machine: &Machine, second| {
            kept.tag(standing, machine, &keys(), Timestamp::from_second(second).unwrap()).unwrap().map(|it| it.tag)
        };
        assert_eq!(at(&ana, &one, 1_500), None);
        kept.put(&ana, &one, &issued());
        for second in [1_000, 1_999] {
            assert_eq!(at(&ana, &one, second), Some(issued().tag()));
        }
        assert_eq!((at(&ana, &one, 999), at(&ana, &one, 2_000)), (None, None));
        assert_eq!(at(&standing("ana", 8), &one, 1_500), None, "something of hers changed");
        assert_eq!(at(&standing("tom", 7), &one, 1_500), None);
        assert_eq!((at(&ana, &machine("two", "Desk"), 1_500), at(&ana, &machine("one", "Lab"), 1_500)), (None, None));
        assert_eq!(at(&Standing { versions: Versions { epoch: 2, ..ana.versions.clone() }, ..ana.clone() }, &one, 1_500), None);
        let ahead = Standing { noted: 1_600, ..ana };
        assert!(kept.tag(&ahead, &one, &keys(), Timestamp::from_second(1_500).unwrap()).is_err(), "a clock behind says nothing");
    }

    #[test]
    fn a_tag_ends_with_the_key_that_signed() {
        let (kept, ana, one) = (Kept::default(), standing("ana", 7), machine("one", "Desk"));
        kept.put(&ana, &one, &Issued { kid: "a key that was revoked since".to_owned(), ..issued() });
        assert_eq!(kept.tag(&ana, &one, &keys(), Timestamp::from_second(1_500).unwrap()).unwrap(), None);
    }

    #[test]
    fn what_nobody_asks_for_goes_and_what_is_asked_for_stays() {
        let kept = Kept::default();
        let (now, ana) = (Timestamp::from_second(1_500).unwrap(), standing("ana", 1));
        let keys = keys();
        let there = |n: usize| kept.tag(&ana, &machine(&n.to_string(), ""), &keys, now).unwrap().is_some();
        for n in 0..3 * MOST {
            kept.put(&ana, &machine(&n.to_string(), ""), &issued());
            assert!(there(0));
        }
        assert!(!there(1) && there(3 * MOST - 1));
        let generations = kept.0.lock().unwrap();
        assert!(generations.young.len() <= MOST && generations.old.len() <= MOST);
    }
}
