//! How often an issuer is asked for its keys. Of unknown keys and bad signatures anybody can send as many as they like, so each kind of asker has
//! look-ups of its own: strangers cannot use up those of people whose tokens were good here before.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

/// Seconds between two look-ups of one kind of asker because of a key.
const KEY_PAUSE: i64 = 10;
/// Seconds between two look-ups because the keys are old.
const REFRESH_PAUSE: i64 = 60;
/// Seconds between two look-ups while there are no keys at all.
const FAILURE_PAUSE: i64 = 5;
/// How many people are remembered; a small number each.
const MOST_PEOPLE: usize = 100_000;

/// Because of whom keys are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asker {
    /// Nobody in particular: there are no keys yet, or they are old.
    Ourselves,
    /// A token whose subject is not known here.
    Stranger,
    /// A token whose subject has shown a good one since the start.
    Acquaintance,
}

/// What a look-up came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LookUp {
    /// The issuer was asked, by this asker or by another one in the meantime.
    Done,
    /// It is not asked yet; so many seconds are left.
    Paused(i64),
    /// It was asked, and gave no usable answer.
    Failed,
}

/// When look-ups were last begun, in seconds since 1970.
#[derive(Debug, Default)]
pub(super) struct LookUps {
    ourselves: Option<i64>,
    stranger: Option<i64>,
    acquaintance: Option<i64>,
}

impl LookUps {
    /// How many seconds this asker still has to wait, if any.
    pub(super) fn pause(&self, asker: Asker, has_keys: bool, now: i64) -> Option<i64> {
        let since = |at: &i64| now.saturating_sub(*at).saturating_abs();
        let (last, pause) = match (has_keys, asker) {
            (false, _) => ([self.ourselves, self.stranger, self.acquaintance].into_iter().flatten().min_by_key(since), FAILURE_PAUSE),
            (true, Asker::Ourselves) => (self.ourselves, REFRESH_PAUSE),
            (true, Asker::Stranger) => (self.stranger, KEY_PAUSE),
            (true, Asker::Acquaintance) => (self.acquaintance, KEY_PAUSE),
        };
        let left = pause.saturating_sub(since(&last?));
        (left > 0).then_some(left)
    }

    /// Notes that a look-up begins.
    pub(super) fn begin(&mut self, asker: Asker, now: i64) {
        let last = match asker {
            Asker::Ourselves => &mut self.ourselves,
            Asker::Stranger => &mut self.stranger,
            Asker::Acquaintance => &mut self.acquaintance,
        };
        *last = Some(now);
    }
}

/// Whose tokens were good here since the start. Bounded; holds no subject, only what is made from it with a random number of this process.
#[derive(Debug, Default)]
pub(super) struct Acquaintances {
    people: Mutex<HashSet<u64>>,
    random: RandomState,
}

impl Acquaintances {
    pub(super) fn add(&self, subject: &str) {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        if people.len() >= MOST_PEOPLE {
            people.clear();
        }
        people.insert(self.random.hash_one(subject));
    }

    /// Which look-ups a token about this subject may cause.
    pub(super) fn asker(&self, subject: Option<&str>) -> Asker {
        let people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        match subject {
            Some(subject) if people.contains(&self.random.hash_one(subject)) => Asker::Acquaintance,
            _ => Asker::Stranger,
        }
    }
}
