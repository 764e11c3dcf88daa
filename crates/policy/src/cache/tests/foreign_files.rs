//! What stands in the place of a file or of the folder: of another owner, a link, a folder. What can be replaced is replaced, and nothing is
//! followed. Other owners take root to make; where the tests run as somebody else, links and folders stand for them.

use super::states::{Home, store};
use crate::cache::*;
use crate::decide::State;
use crate::test_fixture::{self, T};
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::path::Path;

/// A number that no user of a test machine has.
const STRANGER: u32 = 123_456;

fn root() -> bool {
    rustix::process::geteuid().is_root()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Field case W06a, W06b: a file of another owner in the person's folder is not believed, and the next refresh puts one of ours in its place.
#[test]
fn a_file_of_another_owner_is_replaced() {
    if !root() {
        return;
    }
    for file in [POLICY, STATE, KEYSET, LOCK] {
        let home = Home::new();
        home.store(&test_fixture::policy(10, 0)).unwrap();
        chown(home.file(file), Some(STRANGER), Some(STRANGER)).unwrap();
        let reading = home.read(T + 60);
        assert_eq!((reading.state == State::Corrupt, reading.unreadable.is_some()), (file != LOCK, file != LOCK), "{file}");
        home.store(&test_fixture::policy(11, 10)).unwrap();
        assert_eq!((home.version(), fs::metadata(home.file(file)).unwrap().uid()), (Some(11), 0), "{file}");
    }
}

/// Field case W06a: what root refreshes in somebody's folder is theirs, and they go on with it.
#[test]
fn what_root_writes_in_somebodys_folder_is_theirs() {
    if !root() {
        return;
    }
    let home = Home::new();
    chown(home.dir.path(), Some(STRANGER), Some(STRANGER)).unwrap();
    home.take_along();
    home.store(&test_fixture::policy(11, 10)).unwrap();
    assert_eq!(fs::metadata(home.cache.folder()).unwrap().uid(), STRANGER);
    for entry in fs::read_dir(home.cache.folder()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!((fs::metadata(&path).unwrap().uid(), mode(&path)), (STRANGER, 0o600), "{}", path.display());
    }
    assert_eq!(home.read(T + 60).state, State::Valid, "and root reads it as well");
}

/// Field case L2: a policy folder of another user, or a link of theirs, is neither believed nor followed, and costs nobody the licences.
#[test]
fn a_folder_of_another_user_is_not_believed() {
    if !root() {
        return;
    }
    for link in [false, true] {
        let home = Home::new();
        let theirs = home.dir.path().join("theirs");
        store(&Cache::at(&theirs), &test_fixture::policy(10, 0), T + 60).unwrap();
        let everything = std::process::Command::new("chown").args(["-R", "123456:123456"]).arg(&theirs).status();
        assert!(everything.unwrap().success());
        if link {
            symlink(&theirs, home.cache.folder()).unwrap();
            std::os::unix::fs::lchown(home.cache.folder(), Some(STRANGER), None).unwrap();
        } else {
            fs::rename(&theirs, home.cache.folder()).unwrap();
        }
        let reading = home.read(T + 60);
        assert_eq!((reading.state, reading.unreadable.is_some(), reading.expected), (State::Corrupt, true, None), "link: {link}");
        assert!(matches!(home.store(&test_fixture::policy(11, 10)), Err(StoreError::CannotWrite { .. })), "link: {link}");
        // Beside it, in the folder of this machine's own, there is room.
        let location = Location::for_machine(home.dir.path(), vec![test_fixture::OS_ID.into()]);
        store(&location.to_write(), &test_fixture::policy(11, 10), T + 60).unwrap();
        let cache = location.to_read();
        assert_ne!(cache.folder(), home.cache.folder());
        assert_eq!(store(&cache, &test_fixture::policy(12, 20), T + 60).unwrap().reading.state, State::Valid, "link: {link}");
    }
}

/// Field case L2: nothing is written where a link leads, and what lies behind one keeps its rights.
#[test]
fn links_are_not_followed() {
    let home = Home::new();
    home.store(&test_fixture::policy(10, 0)).unwrap();
    let elsewhere = home.dir.path().join("elsewhere");
    for file in [POLICY, STATE, KEYSET, LOCK, PREVIOUS, CHECK_OUTS] {
        let _ = fs::remove_file(home.file(file));
        symlink(&elsewhere, home.file(file)).unwrap();
        home.read(T + 60);
        let stored = home.store(&test_fixture::policy(11, 10));
        assert!(stored.is_ok(), "{file}: {stored:?}");
        assert!(!elsewhere.exists(), "{file}: nothing was made where the link leads");
        assert_eq!(home.version(), Some(11), "{file}");
    }
    // A link to a folder of the person's own is theirs to make; the rights of what is behind it stay.
    let (own, cache) = (home.dir.path().join("own"), Cache::at(&home.dir.path().join("linked")));
    fs::create_dir(&own).unwrap();
    fs::set_permissions(&own, fs::Permissions::from_mode(0o755)).unwrap();
    symlink(&own, cache.folder()).unwrap();
    store(&cache, &test_fixture::policy(10, 0), T + 60).unwrap();
    assert_eq!((mode(&own), mode(&own.join(POLICY))), (0o755, 0o600));
}

/// Field case W06a: a folder in the place of a file is named, and the policy in force stands.
#[test]
fn what_cannot_be_replaced_is_named() {
    for file in [POLICY, STATE] {
        let home = Home::new();
        home.store(&test_fixture::policy(10, 0)).unwrap();
        let _ = fs::remove_file(home.file(file));
        fs::create_dir(home.file(file)).unwrap();
        let failed = home.store(&test_fixture::policy(11, 10)).unwrap_err();
        assert!(matches!(&failed, StoreError::CannotWrite { path, .. } if *path == home.file(file)), "{file}: {failed:?}");
        fs::remove_dir(home.file(file)).unwrap();
        home.store(&test_fixture::policy(11, 10)).unwrap();
        assert_eq!(home.version(), Some(11), "{file}");
    }
}
