//! A disk that is full or not ours: a clear error, the old policy stands, and the next attempt works.

use super::states::{BOTH, Home, standing};
use crate::cache::fault_points::FaultPoint;
use crate::cache::fault_points::armed::{Plan, arm, disarm, without_links};
use crate::cache::*;
use crate::decide::State;
use crate::test_fixture::{self, T};
use std::{fs, io};

/// Stores version 11, which stands by these check-outs, over version 10 with two, and tells what was done on the way.
fn steps_of_a_write(left: &[&str]) -> Vec<(FaultPoint, String)> {
    let home = Home::taken_along();
    arm(Plan::Record);
    home.store(&standing(11, 10, left)).unwrap();
    disarm()
}

#[cfg(unix)]
#[test]
fn each_file_is_saved_before_it_is_named_and_the_marks_come_last() {
    let steps = steps_of_a_write(&["bridge-modeler"]);
    let at =
        |step, name: &str| steps.iter().position(|it| *it == (step, name.into())).unwrap_or_else(|| panic!("{step:?} {name}: {steps:?}"));
    for name in [POLICY, CHECK_OUTS, STATE] {
        let named = at(FaultPoint::Rename, name);
        let order = [FaultPoint::Clear, FaultPoint::Create, FaultPoint::Write, FaultPoint::WriteRest, FaultPoint::Sync, FaultPoint::Rename]
            .map(|it| at(it, name));
        assert!(order.is_sorted(), "{name}: {order:?}");
        let after: Vec<_> = steps[named + 1..].iter().map(|it| it.0).take(2).collect();
        assert_eq!(after, [FaultPoint::OpenFolder, FaultPoint::SyncFolder], "a name is saved by saving its folder");
    }
    let folder_saved = |after: usize| after + steps[after..].iter().position(|it| it.0 == FaultPoint::SyncFolder).unwrap();
    assert!(at(FaultPoint::Rename, PREVIOUS) < at(FaultPoint::Rename, POLICY), "the one before is kept before it goes");
    assert!(folder_saved(at(FaultPoint::Rename, POLICY)) < at(FaultPoint::Create, CHECK_OUTS), "what it ends goes after it");
    assert!(folder_saved(at(FaultPoint::Rename, CHECK_OUTS)) < at(FaultPoint::Create, STATE), "the marks after both");
    let without = steps_of_a_write(&[]);
    assert!(without.contains(&(FaultPoint::Remove, CHECK_OUTS.into())) && !without.contains(&(FaultPoint::Create, CHECK_OUTS.into())));
    assert_eq!(steps.first().unwrap().0, FaultPoint::Folder);
    assert!(
        at(FaultPoint::Lock, LOCK) < at(FaultPoint::ReadBack, STATE) && at(FaultPoint::ReadBack, STATE) < at(FaultPoint::Create, POLICY),
        "read and compare under the lock"
    );
    assert_eq!(steps.last().unwrap().0, FaultPoint::Done);
}

#[test]
fn a_disk_that_fails_at_any_step_leaves_the_old_policy_or_the_new_one() {
    for (kind, links, left) in [
        (io::ErrorKind::StorageFull, true, &["bridge-modeler"][..]),
        (io::ErrorKind::StorageFull, false, &[]),
        (io::ErrorKind::ReadOnlyFilesystem, true, &[]),
    ] {
        without_links(!links);
        let steps = steps_of_a_write(left);
        assert!(steps.len() > 25, "{steps:?}");
        for (at, step) in steps.iter().enumerate() {
            let home = Home::taken_along();
            arm(Plan::FailAt(at + 1, kind));
            let stored = home.store(&standing(11, 10, left));
            disarm();
            let done = stored.is_ok();
            match stored {
                // A second name that cannot be had is a copy; check-outs that cannot be read are none.
                Ok(_) => assert!(step.0 == FaultPoint::Link || *step == (FaultPoint::ReadBack, CHECK_OUTS.into()), "{step:?}"),
                Err(failed) => {
                    assert_eq!(failed.code(), "cannot_write", "{step:?}");
                    let told = matches!(&failed, StoreError::CannotWrite { source, .. } if source.kind() == kind);
                    assert!(told, "{step:?}: {failed:?}");
                    assert!(home.left_behind().is_empty(), "{step:?}: {:?}", home.left_behind());
                }
            }
            let reading = home.read(T + 60);
            assert_eq!(reading.state, State::Valid, "{step:?}");
            let named = done || steps[..at].contains(&(FaultPoint::Rename, POLICY.into()));
            assert_eq!(home.version(), Some(if named { 11 } else { 10 }), "{step:?}");
            assert_eq!(home.away(), if named { left } else { &BOTH }, "{step:?}: the check-outs of the policy in force");
            home.store(&standing(11, 10, left)).unwrap();
            assert_eq!((home.version(), home.away()), (Some(11), left.to_vec()), "{step:?}");
            assert_eq!(home.file(CHECK_OUTS).exists(), !left.is_empty(), "{step:?}");
        }
    }
    without_links(false);
}

#[test]
fn a_disk_that_fails_while_check_outs_are_kept_or_dropped_leaves_the_old_set_or_the_new_one() {
    type Act = fn(&Home) -> Result<Reading, StoreError>;
    let keep: Act = |home| home.keep(&[test_fixture::check_out("terrain-viewer", 30)]);
    let remove: Act = |home| home.keep(&[]);
    let give_back: Act = |home| home.cache.drop_check_out(&test_fixture::root(), "out-bridge-modeler", &crate::time::Clock::wall(T + 60));
    for (act, after) in [(keep, &["terrain-viewer"][..]), (remove, &[]), (give_back, &["terrain-viewer"])] {
        let home = Home::taken_along();
        arm(Plan::Record);
        act(&home).unwrap();
        let steps = disarm();
        assert!(steps.len() >= 5, "{steps:?}");
        for (at, step) in steps.iter().enumerate() {
            let home = Home::taken_along();
            arm(Plan::FailAt(at + 1, io::ErrorKind::StorageFull));
            let failed = act(&home).unwrap_err();
            disarm();
            assert_eq!((failed.code(), home.left_behind().len()), ("cannot_write", 0), "{step:?}");
            let named = steps[..at].contains(&(FaultPoint::Rename, CHECK_OUTS.into()));
            assert_eq!(home.away(), if named { after } else { &BOTH }, "{step:?}");
            assert_eq!(home.version(), Some(10));
            act(&home).unwrap();
            assert_eq!(home.away(), after, "{step:?}");
        }
    }
}

#[test]
fn what_cannot_be_replaced_is_named() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    // A folder in the place of the temporary file binds root as well, whom permissions do not.
    let fresh = home.file("policy.jws.new");
    fs::create_dir(&fresh).unwrap();
    let failed = home.store(&test_fixture::policy(11, 10)).unwrap_err();
    assert!(matches!(&failed, StoreError::CannotWrite { path, doing: "create", .. } if *path == home.file(POLICY)), "{failed:?}");
    assert_eq!(home.version(), Some(10));
    fs::remove_dir(fresh).unwrap();
    home.store(&test_fixture::policy(11, 10)).unwrap();
    assert_eq!(home.version(), Some(11));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let home = Home::new();
    fs::write(home.cache.folder(), "a file in its place").unwrap();
    let failed = home.store(&test_fixture::policy(10, 0)).unwrap_err();
    assert!(matches!(&failed, StoreError::CannotWrite { path, .. } if path == home.cache.folder()), "{failed:?}");
}

#[test]
fn a_refused_policy_touches_nothing() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let before = fs::metadata(home.file(STATE)).unwrap().modified().unwrap();
    let mut tampered = test_fixture::policy(11, 10).into_bytes();
    let last = tampered.len() - 3;
    tampered[last] = if tampered[last] == b'A' { b'B' } else { b'A' };
    assert_eq!(home.store(std::str::from_utf8(&tampered).unwrap()).unwrap_err().code(), "signature_invalid");
    assert_eq!(fs::metadata(home.file(STATE)).unwrap().modified().unwrap(), before);
    assert_eq!(home.version(), Some(10));
}
