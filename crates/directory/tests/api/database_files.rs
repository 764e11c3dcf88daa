//! The SQLite file and what lies beside it: its owner's only, reached by no link, one service at a time.

use super::binary::{Running, program};
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn serve(folder: &Path) -> Running {
    Running(program(folder, &["serve", "--demo", "--database", "sqlite:d.sqlite3"]).spawn().unwrap())
}

/// Waits until it serves.
fn serving(mut service: Running) -> Running {
    let mut line = String::new();
    BufReader::new(service.0.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("listening on"), "{line:?}");
    service
}

/// Field case S10a, S10b: a second service on the same file refuses with a sentence; the lock of one that was killed is free at once.
#[test]
fn a_file_has_one_service_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let first = serving(serve(folder.path()));
        let mut second = serve(folder.path());
        assert_eq!(second.0.wait().unwrap().code(), Some(1));
        let mut said = String::new();
        second.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(said.contains("Another service works on the database file d.sqlite3") && said.contains("PostgreSQL"), "{said}");
        // Commands of whoever runs it go on.
        assert!(
            program(folder.path(), &["export", "--account", "old-bridge", "--database", "sqlite:d.sqlite3"]).status().unwrap().success()
        );
        // Dropped, it is killed: nobody gives the lock back.
        drop(first);
    }
}

/// Field case L4: files of the database that others could read are closed to them, and a link at one of their names is not followed.
#[test]
fn files_are_their_owners_only_and_no_links() {
    let folder = tempfile::tempdir().unwrap();
    let migrate = || program(folder.path(), &["migrate", "--database", "sqlite:d.sqlite3"]).output().unwrap();
    let (file, lock) = (folder.path().join("d.sqlite3"), folder.path().join("d.sqlite3.migrating"));
    std::fs::write(&lock, "").unwrap();
    std::fs::set_permissions(&lock, std::fs::Permissions::from_mode(0o666)).unwrap();
    assert!(migrate().status.success());
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(migrate().status.success());
    assert_eq!((mode(&file), mode(&lock)), (0o600, 0o600));

    for name in ["d.sqlite3", "d.sqlite3.migrating"] {
        let (place, elsewhere) = (folder.path().join(name), folder.path().join("elsewhere"));
        std::fs::rename(&place, folder.path().join("aside")).unwrap();
        symlink(&elsewhere, &place).unwrap();
        let output = migrate();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains(name) && said.contains("is a link"), "{said}");
        assert!(!elsewhere.exists(), "not followed");
        std::fs::remove_file(&place).unwrap();
        std::fs::rename(folder.path().join("aside"), &place).unwrap();
    }
    assert!(migrate().status.success());
}
