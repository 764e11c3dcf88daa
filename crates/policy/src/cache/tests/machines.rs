//! One data folder, several machines: each has its policy, and none ends another's.

use crate::cache::*;
use crate::claims::{Machine, PolicyClaims};
use crate::decide::State;
use crate::test_fixture::{self, OS_ID, T};
use crate::time::Clock;
use crate::verify::Expected;
use std::fs;
use tempfile::TempDir;

const SECOND: &str = "1a2b3c";

fn whom(id: &str) -> Expected {
    Expected { machine: crate::machine::fingerprint(id, test_fixture::ISSUER, "ana-costa"), ..test_fixture::expected() }
}

fn claims(id: &str, version: u64) -> PolicyClaims {
    let machine = Machine { id: whom(id).machine, name: id.into() };
    PolicyClaims { version, machine, ..test_fixture::claims() }
}

fn location(home: &TempDir, ids: &[&str]) -> Location {
    Location::for_machine(home.path(), ids.iter().map(|it| (*it).to_owned()).collect())
}

fn refresh(home: &TempDir, id: &str, version: u64) -> StoreOutcome {
    let (policy, keyset) = (test_fixture::signer().sign(&claims(id, version)).unwrap(), test_fixture::keyset_bytes(1));
    let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: None, server_time: None };
    location(home, &[id]).to_write().store(&test_fixture::root(), &whom(id), &received, &Clock::wall(T + 60)).unwrap()
}

fn check(home: &TempDir, ids: &[&str]) -> (State, Option<u64>) {
    let location = location(home, ids);
    let cache = location.to_read();
    let reading = cache.read(&test_fixture::root(), &Clock::wall(T + 120), location.machine_id(&cache));
    (reading.state, reading.policy.map(|it| it.claims().version))
}

/// Field case W19b: two machines on one home refresh in turn, and each keeps its licences.
#[test]
fn two_machines_on_one_home_leave_each_other_alone() {
    let home = TempDir::new().unwrap();
    refresh(&home, OS_ID, 10);
    assert_eq!(check(&home, &[SECOND]), (State::WrongMachine, None), "a folder from elsewhere is said to be one");
    for version in 11..14 {
        refresh(&home, SECOND, version);
        assert_eq!(check(&home, &[OS_ID]), (State::Valid, Some(version - 1)));
        refresh(&home, OS_ID, version);
        assert_eq!((check(&home, &[OS_ID]), check(&home, &[SECOND])), ((State::Valid, Some(version)), (State::Valid, Some(version))));
    }
    // The first one is where every build looks.
    assert_eq!(location(&home, &[OS_ID]).to_read().folder(), home.path().join("policy"));
    let names: Vec<_> = fs::read_dir(home.path()).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.len() == 2 && names.iter().all(|it| !it.contains(SECOND)), "{names:?}");
}

/// Field case W19b: a home from before, whichever machine was there last, loses nothing.
#[test]
fn a_home_with_the_single_folder_keeps_what_is_in_it() {
    let home = TempDir::new().unwrap();
    refresh(&home, OS_ID, 10);
    assert_eq!(location(&home, &[OS_ID]).to_write().folder(), home.path().join("policy"));
    // Of a damaged state, the policy itself says whose it is.
    fs::write(home.path().join("policy").join(STATE), "{").unwrap();
    assert_eq!(location(&home, &[OS_ID]).to_write().folder(), home.path().join("policy"));
    assert_ne!(location(&home, &[SECOND]).to_write().folder(), home.path().join("policy"));
    fs::write(home.path().join("policy").join(POLICY), "x").unwrap();
    assert_eq!(location(&home, &[SECOND]).to_write().folder(), home.path().join("policy"), "what says nothing is free");
    // A machine whose id is not known has the one folder, as ever.
    assert_eq!(location(&home, &[]).to_read().folder(), home.path().join("policy"));
}

/// Field case W19c: an id that came later leaves the policy in force that was made for the one before, where both are this machine's.
#[test]
fn an_id_that_came_later_leaves_the_policy_in_force() {
    let home = TempDir::new().unwrap();
    refresh(&home, OS_ID, 10);
    assert_eq!(check(&home, &[SECOND, OS_ID]), (State::Valid, Some(10)));
    assert_eq!(check(&home, &[SECOND]), (State::WrongMachine, None), "the one before is another machine's");
    let both = location(&home, &[SECOND, OS_ID]);
    assert_eq!((both.to_write().folder(), both.machine_id(&both.to_write())), (&*home.path().join("policy"), Some(OS_ID)));
    let fresh = TempDir::new().unwrap();
    let both = location(&fresh, &[SECOND, OS_ID]);
    assert_eq!(both.machine_id(&both.to_write()), Some(SECOND), "a new policy is for the system's own id");
}
