//! A real full disk, a real read-only one and a careless umask. Each needs a process of its own: the mounts are made where nobody else
//! sees them and end with it. Where the system allows no mounts (containers), `disk_errors.rs` has every step fail by itself all the same.

use super::states::{BOTH, Home, standing};
use crate::cache::*;
use crate::decide::State;
use crate::test_fixture::{self, T};
use domicile_test_disk::{in_its_own_process, on_a_small_disk, place};
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

const PAGE: u64 = 4096;

fn with_a_small_disk(test: &str) {
    if !on_a_small_disk(test, 64) {
        println!("no mounts here: the same is held by disk_errors.rs alone");
    }
}

fn home_at_place() -> Option<Home> {
    let place = place()?;
    let home = Home::new();
    Some(Home { cache: Cache::at(&place.join("policy")), ..home })
}

#[test]
fn the_full_disk() {
    let Some(home) = home_at_place() else { return with_a_small_disk(concat!(module_path!(), "::the_full_disk")) };
    home.take_along();
    let ballast = home.cache.folder().parent().unwrap().join("ballast");
    let (mut failed, mut version) = (0, 10);
    for left in 0..12 {
        // Everything but so many pages.
        let mut file = fs::File::create(&ballast).unwrap();
        while file.write_all(&[1; PAGE as usize]).is_ok() {}
        let length = file.metadata().unwrap().len() / PAGE * PAGE;
        file.set_len(length.saturating_sub(left * PAGE)).unwrap();
        drop(file);
        match home.store(&standing(version + 1, 10, &["bridge-modeler"])) {
            Ok(_) => version += 1,
            Err(StoreError::CannotWrite { source, .. }) => {
                assert_eq!(source.kind(), std::io::ErrorKind::StorageFull);
                failed += 1;
            }
            Err(other) => panic!("{other:?}"),
        }
        let reading = home.read(T + 60);
        assert_eq!(reading.state, State::Valid, "{left} pages left: {:?}", reading.refusal);
        let found = reading.policy.unwrap().claims().version;
        assert!(found == version || found == version + 1, "{found}");
        assert_eq!(home.away(), if found == 10 { &BOTH[..] } else { &["bridge-modeler"] }, "{left} pages left");
        assert!(home.left_behind().is_empty(), "what did not fit is not left lying about");
        version = found;
    }
    assert!(failed > 0 && version > 10, "some did not fit and some did: {failed}, {version}");
    fs::remove_file(&ballast).unwrap();
    home.store(&test_fixture::policy(version + 1, 10)).unwrap();
    assert_eq!(home.version(), Some(version + 1));
}

#[test]
fn the_read_only_disk() {
    let Some(home) = home_at_place() else { return with_a_small_disk(concat!(module_path!(), "::the_read_only_disk")) };
    home.take_along();
    let remount = |how: &str| {
        assert!(Command::new("mount").args(["-o", how]).arg(place().unwrap()).status().unwrap().success());
    };
    remount("remount,ro");
    assert_eq!(home.read(T + 60).state, State::Valid, "reading needs no writing");
    assert_eq!(home.away(), BOTH);
    assert!(home.keep(&[]).is_err());
    let failed = home.store(&test_fixture::policy(11, 10)).unwrap_err();
    assert!(
        matches!(&failed, StoreError::CannotWrite { source, .. } if source.kind() == std::io::ErrorKind::ReadOnlyFilesystem),
        "{failed:?}"
    );
    assert!(home.cache.note_contact(Some(T), &crate::time::Clock::wall(T)).is_err());
    assert_eq!(home.version(), Some(10));
    remount("remount,rw");
    home.store(&test_fixture::policy(11, 10)).unwrap();
    assert_eq!(home.version(), Some(11));
}

#[test]
fn a_folder_that_may_only_be_read_is_told_about() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    fs::set_permissions(home.cache.folder(), fs::Permissions::from_mode(0o500)).unwrap();
    let stored = home.store(&test_fixture::policy(11, 10));
    // Root may write there all the same; for root the disk above is the test.
    if let Err(failed) = stored {
        assert!(
            matches!(&failed, StoreError::CannotWrite { source, .. } if source.kind() == std::io::ErrorKind::PermissionDenied),
            "{failed:?}"
        );
        assert_eq!(home.version(), Some(10));
    }
    fs::set_permissions(home.cache.folder(), fs::Permissions::from_mode(0o700)).unwrap();
    home.store(&test_fixture::policy(12, 20)).unwrap();
    assert_eq!(home.version(), Some(12));
}

/// Security check 18: Files of a workstation are their owner's only, whatever the umask.
#[test]
fn a_careless_umask_opens_nothing() {
    let Some(home) = home_at_place() else {
        assert!(in_its_own_process(concat!(module_path!(), "::a_careless_umask_opens_nothing"), "umask 000"), "needs nothing but a shell");
        return;
    };
    home.take_along();
    home.store(&standing(11, 10, &BOTH)).unwrap();
    home.cache.note_contact(Some(T), &crate::time::Clock::wall(T)).unwrap();
    let careless = home.dir.path().join("careless");
    fs::write(&careless, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&careless), 0o666, "the umask is what the test says");
    assert_eq!(mode(home.cache.folder()), 0o700);
    let files: Vec<_> = fs::read_dir(home.cache.folder()).unwrap().map(|it| it.unwrap().path()).collect();
    assert_eq!(files.len(), 6, "{files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    for file in [POLICY, STATE, KEYSET, PREVIOUS, CHECK_OUTS] {
        let home = Home::taken_along();
        let _ = fs::remove_file(home.file(file));
        assert!(Command::new("mkfifo").arg(home.file(file)).status().unwrap().success());
        let reading = home.read(T + 60);
        let stands = [PREVIOUS, CHECK_OUTS].contains(&file);
        assert_eq!(
            (reading.state, reading.unreadable.is_some()),
            if stands { (State::Valid, false) } else { (State::Corrupt, true) },
            "{file}"
        );
        assert_eq!(home.away().is_empty(), file != PREVIOUS, "{file}");
        let stored = home.store(&standing(11, 10, &BOTH));
        assert!(stored.is_ok(), "the folder is the person's, so a file takes its place: {file}");
        assert_eq!((home.read(T + 60).state, home.version()), (State::Valid, Some(11)), "{file}");
    }
}
