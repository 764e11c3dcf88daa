//! Eight writers at once and readers among them: never neither, never backwards.

use super::states::{AWAY, Home, standing, store};
use crate::cache::*;
use crate::decide::State;
use crate::test_fixture::{self, OS_ID, T};
use crate::time::Clock;
use crate::verify::Refusal;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

const WRITERS: u64 = 8;
const READERS: usize = 3;
const WRITES: u64 = 8;

#[test]
fn eight_writers_at_once_and_readers_see_the_old_policy_or_the_new_one() {
    let home = Home::taken_along();
    let (next, over, refused) = (AtomicU64::new(11), AtomicBool::new(false), AtomicU64::new(0));
    let cache = &home.cache;
    let read = || cache.read(&test_fixture::root(), &Clock::wall(T + 60), Some(OS_ID));
    thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|_| {
                scope.spawn(|| {
                    let (mut last, mut count) = (10, 0);
                    while !over.load(Ordering::Relaxed) {
                        let reading = read();
                        assert_eq!(reading.state, State::Valid, "{:?} {:?}", reading.refusal, reading.keyset_refusal);
                        assert!(reading.decide("bridge-modeler", None).may_run);
                        // What every one of these policies stands by never stops, whoever writes.
                        let away = cache.read(&test_fixture::root(), &Clock::wall(AWAY), Some(OS_ID));
                        assert!(away.decide("bridge-modeler", None).may_run, "{:?} {:?}", away.state, away.check_out_refusal);
                        let version = reading.policy.unwrap().claims().version;
                        assert!(version >= last, "{version} after {last}");
                        (last, count) = (version, count + 1);
                    }
                    count
                })
            })
            .collect();
        let writers: Vec<_> = (0..WRITERS)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..WRITES {
                        // Each once; whoever comes too late with a lower number is told so, and nobody else is.
                        let version = next.fetch_add(1, Ordering::Relaxed);
                        match store(cache, &standing(version, 10, &["bridge-modeler"]), T + 60) {
                            Ok(stored) => assert_eq!(stored.policy.claims().version, version),
                            Err(StoreError::Refused(Refusal::RolledBack)) => {
                                refused.fetch_add(1, Ordering::Relaxed);
                            }
                            Err(other) => panic!("{other:?}"),
                        }
                    }
                })
            })
            .collect();
        writers.into_iter().for_each(|it| it.join().unwrap());
        over.store(true, Ordering::Relaxed);
        let reads: usize = readers.into_iter().map(|it| it.join().unwrap()).sum();
        assert!(reads >= READERS, "{reads}");
    });
    assert_eq!(home.version(), Some(10 + WRITERS * WRITES), "the highest stands");
    assert!(refused.into_inner() < WRITERS * WRITES);
    assert!(home.left_behind().is_empty());
}

#[test]
fn a_reader_looks_again_until_it_makes_sense_or_nobody_writes() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let looks = AtomicU64::new(0);
    let look = || looks.fetch_add(1, Ordering::Relaxed) + 1;
    assert_eq!(lock::settle(home.cache.folder(), look, |_| false), Some(1), "nobody writes: what it sees is what there is");
    let held = lock::exclusive(home.cache.folder()).unwrap();
    assert_eq!(lock::settle(home.cache.folder(), look, |it| *it >= 4), Some(4), "between two writes");
    assert_eq!(lock::settle(home.cache.folder(), look, |_| false), None, "not for ever");
    drop(held);
    assert_eq!(lock::settle(&home.cache.folder().join("elsewhere"), look, |_| true), None, "nothing to wait for");
}

#[test]
fn a_writer_that_holds_on_is_told_about_and_readers_do_not_mind() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let held = std::fs::File::open(home.file(LOCK)).unwrap();
    held.lock().unwrap();
    assert_eq!(home.read(T + 60).state, State::Valid);
    std::fs::write(home.file(POLICY), "damaged").unwrap();
    assert_eq!(home.read(T + 60).state, State::Corrupt, "waits for a moment and then tells what there is");
    drop(held);
    home.store(&test_fixture::policy(11, 10)).unwrap();
}
