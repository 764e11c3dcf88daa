//! Folders for what a program of ours itself must write and nobody else may read or replace: the files of the web view, the socket of the
//! agent.

use std::io::{Error, ErrorKind, Result};
use std::path::Path;

/// Makes the folder, or takes the one that is there, for its owner only; proves that files can be written into it.
///
/// # Errors
/// It cannot be made or written, it is no folder but a file or a link, or it belongs to somebody else.
pub fn ready(folder: &Path) -> Result<()> {
    make(folder)?;
    let found = std::fs::symlink_metadata(folder)?;
    if !found.is_dir() {
        return Err(Error::new(ErrorKind::NotADirectory, "something else has the name of the folder"));
    }
    // Of this process's own name: two of them may look at the same moment.
    let trial = folder.join(format!(".trial-{}", std::process::id()));
    let written = std::fs::write(&trial, "domicile").and_then(|()| owner_only(folder, &found, &trial));
    let removed = std::fs::remove_file(&trial);
    written.and(removed)
}

#[cfg(unix)]
fn make(folder: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// A file that was just made belongs to this process: whose folder it is shows beside it.
#[cfg(unix)]
fn owner_only(folder: &Path, found: &std::fs::Metadata, trial: &Path) -> Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    if found.uid() != std::fs::symlink_metadata(trial)?.uid() {
        return Err(Error::new(ErrorKind::PermissionDenied, "the folder belongs to somebody else"));
    }
    if found.mode() & 0o077 == 0 { Ok(()) } else { std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)) }
}

/// On Windows the folder lies in the person's profile, whose access list is inherited.
#[cfg(not(unix))]
fn make(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(not(unix))]
fn owner_only(_folder: &Path, _found: &std::fs::Metadata, _trial: &Path) -> Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::ready;
    use std::os::unix::fs::PermissionsExt;

    /// Field case L19: the folder of the web view is for its owner only, under any umask and where it was wider before.
    #[test]
    fn a_folder_is_made_and_tightened_for_its_owner_only() {
        let home = tempfile::tempdir().unwrap();
        let mode = |folder: &std::path::Path| std::fs::metadata(folder).unwrap().permissions().mode() & 0o777;
        let made = home.path().join("new/er");
        ready(&made).unwrap();
        assert_eq!(mode(&made), 0o700);
        std::fs::set_permissions(&made, std::fs::Permissions::from_mode(0o777)).unwrap();
        ready(&made).unwrap();
        assert_eq!((mode(&made), std::fs::read_dir(&made).unwrap().count()), (0o700, 0), "tightened, and nothing is left in it");
    }

    #[test]
    fn a_file_or_a_link_in_its_place_is_refused_and_not_followed() {
        let home = tempfile::tempdir().unwrap();
        let (file, elsewhere) = (home.path().join("file"), home.path().join("elsewhere"));
        std::fs::write(&file, "kept").unwrap();
        assert!(ready(&file).is_err());
        std::fs::create_dir(&elsewhere).unwrap();
        std::fs::set_permissions(&elsewhere, std::fs::Permissions::from_mode(0o755)).unwrap();
        std::os::unix::fs::symlink(&elsewhere, home.path().join("link")).unwrap();
        assert!(ready(&home.path().join("link")).is_err());
        assert_eq!(std::fs::metadata(&elsewhere).unwrap().permissions().mode() & 0o777, 0o755);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "kept");
    }
}
