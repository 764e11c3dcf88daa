//! A disk that is full or not ours: a clear error, the old policy stands, and the next attempt works.

use super::states::Home;
use crate::cache::steps::armed::{Plan, arm, disarm};
use crate::cache::*;
use crate::decide::State;
use crate::sample::{self, T};
use std::fs;

#[test]
fn a_full_disk_at_any_step_leaves_the_old_policy_or_the_new_one() {
    let steps = {
        let home = Home::new();
        home.store(&sample::policy(10, 0)).unwrap();
        arm(Plan::Count);
        home.store(&sample::policy(11, 10)).unwrap();
        disarm()
    };
    assert!(steps > 10, "{steps}");
    for at in 1..=steps {
        let home = Home::new();
        home.store(&sample::policy(10, 0)).unwrap();
        arm(Plan::FullAt(at));
        let failed = home.store(&sample::policy(11, 10)).unwrap_err();
        disarm();
        assert_eq!(failed.code(), "cannot_write");
        assert!(
            matches!(&failed, StoreError::CannotWrite { source, .. } if source.kind() == std::io::ErrorKind::StorageFull),
            "{failed:?}"
        );
        let reading = home.read(T + 60);
        assert_eq!(reading.state, State::Valid, "step {at}: {failed}");
        assert!(matches!(home.version(), Some(10 | 11)));
        home.store(&sample::policy(11, 10)).unwrap();
        assert_eq!(home.version(), Some(11));
    }
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
