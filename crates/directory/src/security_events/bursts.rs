//! Whether there were so many in so short a time, for each key apart.

use jiff::Timestamp;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// How many keys are counted apart. Beyond that counting begins anew: a burst of one key is found all the same, only later.
const MOST: usize = 10_000;

/// A span of time that began, and how many there were in it.
#[derive(Debug, Clone, Copy)]
struct Count {
    began: i64,
    refused: u32,
}

/// The counts of each key.
#[derive(Debug)]
pub(super) struct Bursts<K>(Mutex<HashMap<K, Count>>);

impl<K> Default for Bursts<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash + Clone> Bursts<K> {
    /// Counts one; whether it is the one that makes `most` within so many seconds. Said once in such a span.
    pub(super) fn reach(&self, key: &K, now: Timestamp, most: u32, seconds: u32) -> bool {
        let now = now.as_second();
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_over = |it: &Count| !(it.began..it.began.saturating_add(i64::from(seconds))).contains(&now);
        if counts.len() >= MOST && !counts.contains_key(key) {
            counts.retain(|_, it| !is_over(it));
            if counts.len() >= MOST {
                counts.clear();
            }
        }
        let count = counts.entry(key.clone()).or_insert(Count { began: now, refused: 0 });
        if is_over(count) {
            *count = Count { began: now, refused: 0 };
        }
        count.refused = count.refused.saturating_add(1);
        count.refused == most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_told_once_in_its_span_and_for_its_key() {
        let bursts = Bursts::default();
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let told = |key: &str, seconds: std::ops::Range<i64>| {
            seconds.filter(|it| bursts.reach(&key.to_owned(), at(*it), 3, 10)).collect::<Vec<_>>()
        };
        assert_eq!(told("ana", 0..2), Vec::<i64>::new());
        assert_eq!(told("tom", 0..2), Vec::<i64>::new());
        assert_eq!(told("ana", 2..10), [2]);
        assert_eq!(told("ana", 10..20), [12]);
        assert_eq!(told("tom", 8..10), [8]);
    }

    #[test]
    fn what_is_counted_is_bounded() {
        let bursts = Bursts::default();
        for n in 0..3 * MOST {
            bursts.reach(&n, Timestamp::UNIX_EPOCH, 2, 60);
        }
        assert!(bursts.0.lock().unwrap().len() <= MOST);
    }
}
