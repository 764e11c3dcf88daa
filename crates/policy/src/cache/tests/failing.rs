//! A disk that is full or not ours: a clear error, the old policy stands, and the next attempt works.

use super::states::Home;
use crate::cache::steps::Step;
use crate::cache::steps::armed::{Plan, arm, disarm, without_links};
use crate::cache::*;
use crate::decide::State;
use crate::sample::{self, T};
use std::{fs, io};

/// Stores version 11 over version 10 and tells what was done on the way.
fn steps_of_a_write() -> Vec<(Step, String)> {
    let home = Home::new();
    home.store(&sample::policy(10, 0)).unwrap();
    arm(Plan::Record);
    home.store(&sample::policy(11, 10)).unwrap();
    disarm()
}

#[cfg(unix)]
#[test]
fn each_file_is_saved_before_it_is_named_and_the_marks_come_last() {
    let steps = steps_of_a_write();
    let at =
        |step, name: &str| steps.iter().position(|it| *it == (step, name.into())).unwrap_or_else(|| panic!("{step:?} {name}: {steps:?}"));
    for name in [POLICY, STATE] {
        let named = at(Step::Rename, name);
        let order = [Step::Clear, Step::Create, Step::Write, Step::WriteRest, Step::Sync, Step::Rename].map(|it| at(it, name));
        assert!(order.is_sorted(), "{name}: {order:?}");
        let after: Vec<_> = steps[named + 1..].iter().map(|it| it.0).take(2).collect();
        assert_eq!(after, [Step::OpenFolder, Step::SyncFolder], "a name is saved by saving its folder");
    }
    let folder_saved = |after: usize| after + steps[after..].iter().position(|it| it.0 == Step::SyncFolder).unwrap();
    assert!(at(Step::Rename, PREVIOUS) < at(Step::Rename, POLICY), "the one before is kept before it goes");
    assert!(folder_saved(at(Step::Rename, POLICY)) < at(Step::Create, STATE), "the marks after the policy");
    assert_eq!(steps.first().unwrap().0, Step::Folder);
    assert!(
        at(Step::Lock, LOCK) < at(Step::ReadBack, STATE) && at(Step::ReadBack, STATE) < at(Step::Create, POLICY),
        "read and compare under the lock"
    );
    assert_eq!(steps.last().unwrap().0, Step::Done);
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_the_old_policy_or_the_new_one() {
    for (kind, links) in
        [(io::ErrorKind::StorageFull, true), (io::ErrorKind::StorageFull, false), (io::ErrorKind::ReadOnlyFilesystem, true)]
    {
        without_links(!links);
        let steps = steps_of_a_write();
        assert!(steps.len() > 25, "{steps:?}");
        for (at, step) in steps.iter().enumerate() {
            let home = Home::new();
            home.store(&sample::policy(10, 0)).unwrap();
            arm(Plan::FailAt(at + 1, kind));
            let stored = home.store(&sample::policy(11, 10));
            disarm();
            match stored {
                // A second name that cannot be had is a copy.
                Ok(_) => assert_eq!(step.0, Step::Link),
                Err(failed) => {
                    assert_eq!(failed.code(), "cannot_write", "{step:?}");
                    let told = matches!(&failed, StoreError::CannotWrite { source, .. } if source.kind() == kind);
                    assert!(told, "{step:?}: {failed:?}");
                    assert!(home.left_behind().is_empty(), "{step:?}: {:?}", home.left_behind());
                }
            }
            let reading = home.read(T + 60);
            assert_eq!(reading.state, State::Valid, "{step:?}");
            let named = steps[..at].contains(&(Step::Rename, POLICY.into()));
            let linked = step.0 == Step::Link;
            assert_eq!(home.version(), Some(if named || linked { 11 } else { 10 }), "{step:?}");
            home.store(&sample::policy(11, 10)).unwrap();
            assert_eq!(home.version(), Some(11));
        }
    }
    without_links(false);
}

#[test]
fn what_cannot_be_replaced_is_named() {
    let home = Home::new();
    home.store(&sample::policy(10, 0)).unwrap();
    // A folder in the place of the temporary file binds root as well, whom permissions do not.
    let fresh = home.file("policy.jws.new");
    fs::create_dir(&fresh).unwrap();
    let failed = home.store(&sample::policy(11, 10)).unwrap_err();
    assert!(matches!(&failed, StoreError::CannotWrite { path, doing: "create", .. } if *path == home.file(POLICY)), "{failed:?}");
    assert_eq!(home.version(), Some(10));
    fs::remove_dir(fresh).unwrap();
    home.store(&sample::policy(11, 10)).unwrap();
    assert_eq!(home.version(), Some(11));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let home = Home::new();
    fs::write(home.cache.folder(), "a file in its place").unwrap();
    let failed = home.store(&sample::policy(10, 0)).unwrap_err();
    assert!(matches!(&failed, StoreError::CannotWrite { path, .. } if path == home.cache.folder()), "{failed:?}");
}

#[test]
fn a_refused_policy_touches_nothing() {
    let home = Home::new();
    home.store(&sample::policy(10, 0)).unwrap();
    let before = fs::metadata(home.file(STATE)).unwrap().modified().unwrap();
    let mut tampered = sample::policy(11, 10).into_bytes();
    let last = tampered.len() - 3;
    tampered[last] = if tampered[last] == b'A' { b'B' } else { b'A' };
    assert_eq!(home.store(std::str::from_utf8(&tampered).unwrap()).unwrap_err().code(), "signature_invalid");
    assert_eq!(fs::metadata(home.file(STATE)).unwrap().modified().unwrap(), before);
    assert_eq!(home.version(), Some(10));
}
