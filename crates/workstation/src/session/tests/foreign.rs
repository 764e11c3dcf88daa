//! Files of another user, and links, where the session's own should be: replaced where that is possible, refused with a name where not,
//! followed and believed never.

use super::quiet;
use crate::backend::Backend;
use crate::failure::Cause;
use crate::fake::World;
use crate::settings::{Change, Settings, StoreChoice};
use std::os::unix::fs::{chown, symlink};
use std::path::Path;
use tokio_util::sync::CancellationToken;

const SOMEBODY: u32 = 123_456;

/// Whether files of somebody else can be made here.
fn may_plant() -> bool {
    rustix::process::geteuid().is_root()
}

fn plant(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
    chown(path, Some(SOMEBODY), None).unwrap();
}

fn is_somebodys(cause: &Cause) -> bool {
    matches!(cause, Cause::NotYours { theirs, .. } if theirs.owner == "123456" && theirs.place.is_some())
}

/// Field case W06a: a lock file and a key file of another owner in the person's folder are replaced by their own.
/// Field case L2: another user's key is not taken, and a link at the lock file makes nothing where it points.
#[tokio::test]
async fn what_can_be_replaced_is_replaced() {
    if !may_plant() {
        return;
    }
    let world = World::start().await;
    crate::settings::change(&world.data_dir(), &Change::SecretStore(StoreChoice::File)).unwrap();
    let (lock, key, outside) = (world.data_dir().session_lock(), world.data_dir().session_key(), world.folder.path().join("outside"));
    plant(&lock, "");
    let entry = crate::secrets::entry_name(world.data_dir().root(), &world.issuer());
    let theirs = format!("{entry} {}\n", "A".repeat(43) + "=");
    plant(&key, &theirs);
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    assert_ne!(std::fs::read_to_string(&key).unwrap(), theirs);
    for file in [&lock, &key] {
        assert_eq!(std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(file).unwrap()), 0);
    }
    assert!(world.workstation().session().await.unwrap().is_some_and(|it| !it.ended));
    // Links at every name that the session writes.
    for name in [lock, world.data_dir().session_journal()] {
        let _ = std::fs::remove_file(&name);
        symlink(&outside, &name).unwrap();
        world.state().access = None;
        world.workstation().me().await.unwrap();
        assert!(!outside.exists(), "{}", name.display());
    }
}

/// Field case W06b: what cannot be read for belonging to somebody else is named with its owner, and is never "not signed in".
/// Field case L2: another user's settings name no service.
#[tokio::test]
async fn what_cannot_be_read_is_named_with_its_owner() {
    if !may_plant() {
        return;
    }
    let world = World::start().await;
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    chown(world.data_dir().session(), Some(SOMEBODY), None).unwrap();
    assert!(is_somebodys(&world.workstation().session().await.unwrap_err().cause));
    assert!(is_somebodys(&world.workstation().me().await.unwrap_err().cause));
    // Signing in puts one's own in its place.
    world.workstation().sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    world.workstation().me().await.unwrap();

    plant(&world.data_dir().settings(), "service_url = \"https://elsewhere.example.com\"\n");
    let settings = Settings::load(&world.data_dir(), &world.environment());
    assert_eq!(settings.service_url.value.map(|it| it.to_string()), None);
    assert!(is_somebodys(&settings.problem.unwrap().cause));
    assert!(is_somebodys(&crate::settings::change(&world.data_dir(), &Change::Theme(crate::vocabulary::Theme::Dark)).unwrap_err()));
    // A link of theirs is not followed, one of the person's own is.
    std::fs::remove_file(world.data_dir().settings()).unwrap();
    let own = world.folder.path().join("own.toml");
    std::fs::write(&own, "theme = \"dark\"\n").unwrap();
    symlink(&own, world.data_dir().settings()).unwrap();
    let theme = || Settings::load(&world.data_dir(), &world.environment()).theme.value;
    assert_eq!(theme(), crate::vocabulary::Theme::Dark);
    std::os::unix::fs::lchown(world.data_dir().settings(), Some(SOMEBODY), None).unwrap();
    assert_eq!(theme(), crate::vocabulary::Theme::System);
}
