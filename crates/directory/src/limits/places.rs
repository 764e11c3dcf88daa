//! So many at the same time, for each key apart: a place is given back when it is dropped.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// The places of each key. Only keys with a place taken are kept.
#[derive(Debug)]
pub(crate) struct Places<K> {
    most: usize,
    taken: Mutex<HashMap<K, usize>>,
}

/// A place that is taken.
#[derive(Debug)]
#[must_use]
pub(crate) struct Place<'a, K: Eq + Hash> {
    places: &'a Places<K>,
    key: K,
}

impl<K: Eq + Hash + Copy> Places<K> {
    /// So many places for each key.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, taken: Mutex::default() }
    }

    /// Takes a place; `None` where the key has none left.
    pub(crate) fn enter(&self, key: K) -> Option<Place<'_, K>> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(key).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Place { places: self, key })
    }
}

impl<K: Eq + Hash> Drop for Place<'_, K> {
    fn drop(&mut self) {
        let mut taken = self.places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_its_places_and_nothing_is_kept_of_one_that_has_none() {
        let places = Places::new(2);
        let (one, two) = (places.enter(1), places.enter(1));
        assert!(one.is_some() && two.is_some() && places.enter(1).is_none() && places.enter(2).is_some());
        drop(one);
        assert!(places.enter(1).is_some());
        drop(two);
        assert!(places.taken.lock().unwrap().is_empty());
    }
}
