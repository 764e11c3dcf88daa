//! Whose a file is, and who else on the machine may read or change it: one rule for private keys, the mail server's password, the
//! configuration, and whatever is believed because it stands in a file (a root, former audit keys, signed heads). The rule is the one that
//! database servers have for their keys: the file is one's own and closed to everybody else, or it is root's, and then one's group may read
//! it. Folders on the way to it belong to the same two, and nobody else may write there, or the file could be exchanged.
//!
//! On Windows nothing is checked: rights are lists there, inherited from the folder (docs/policy-keys.md says what to set).

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What is asked of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protection {
    /// Nobody else reads it: a key, a password.
    Secret,
    /// Nobody else changes it: what stands there is believed.
    Trusted,
}

/// Why a file is not used.
#[derive(Debug, thiserror::Error)]
pub enum PermissionError {
    /// It cannot be read at all.
    #[error("cannot read {path}: {cause}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// It is a folder, a pipe or a device.
    #[error("{0} is not a file")]
    NotAFile(PathBuf),
    /// Others can read it.
    #[error("{0} can be read by others on this machine: make it readable by its owner only")]
    Readable(PathBuf),
    /// Others can change it.
    #[error("{0} can be changed by others on this machine: make it writable by its owner only")]
    Writable(PathBuf),
    /// Others can put another file in its place.
    #[error(
        "{0} can be changed by others on this machine, who could put another file in there: make the folder writable by its owner only"
    )]
    OpenFolder(PathBuf),
    /// It is somebody else's.
    #[error("{path} belongs to another user of this machine (number {owner}): run this as that user, or give it to the user who runs this")]
    Foreign {
        /// The file or folder.
        path: PathBuf,
        /// Its owner.
        owner: u32,
    },
}

/// Opens a file that is as it must be; `None` where there is none.
///
/// # Errors
/// [`PermissionError`] where it is not.
pub(crate) fn open(path: &Path, protection: Protection) -> Result<Option<File>, PermissionError> {
    let failed = |cause| PermissionError::File { path: path.to_owned(), cause };
    // Asked before it is opened: opening a pipe waits for whoever writes into it.
    match std::fs::metadata(path) {
        Ok(about) if !about.is_file() => return Err(PermissionError::NotAFile(path.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(failed(cause)),
    }
    let file = File::open(path).map_err(failed)?;
    // Of the file that was opened, whatever stands at its name by now.
    platform::file(path, &file.metadata().map_err(failed)?, protection)?;
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder(parent)?;
    // A link leads into another folder.
    if let Some(real) = std::fs::canonicalize(path).map_err(failed)?.parent() {
        folder(real)?;
    }
    Ok(Some(file))
}

/// The text of a file that is as it must be; `None` where there is none.
///
/// # Errors
/// As [`open`], and where it is no text.
pub(crate) fn read(path: &Path, protection: Protection) -> Result<Option<String>, PermissionError> {
    let Some(mut file) = open(path, protection)? else { return Ok(None) };
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(|cause| PermissionError::File { path: path.to_owned(), cause })?;
    Ok(Some(text))
}

/// The same where it must be there.
///
/// # Errors
/// As [`read`], and where there is no such file.
pub(crate) fn need(path: &Path, protection: Protection) -> Result<String, PermissionError> {
    // As the system says it.
    let missing = || std::fs::symlink_metadata(path).err().unwrap_or_else(|| std::io::ErrorKind::NotFound.into());
    read(path, protection)?.ok_or_else(|| PermissionError::File { path: path.to_owned(), cause: missing() })
}

/// Refuses a folder in which, or on the way to which, others could exchange what is there. One that is not there is none of theirs.
///
/// # Errors
/// [`PermissionError::OpenFolder`], [`PermissionError::Foreign`], or what the system says.
pub(crate) fn folder(path: &Path) -> Result<(), PermissionError> {
    match std::fs::canonicalize(path) {
        Ok(real) => real.ancestors().try_for_each(platform::folder),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(PermissionError::File { path: path.to_owned(), cause }),
    }
}

#[cfg(unix)]
mod platform {
    use super::{PermissionError, Protection};
    use std::fs::Metadata;
    use std::os::unix::fs::MetadataExt as _;
    use std::path::Path;

    /// The bit by which only its owner removes or renames what is in a folder.
    const STICKY: u32 = 0o1000;

    pub(super) fn file(path: &Path, about: &Metadata, protection: Protection) -> Result<(), PermissionError> {
        judge(path, (about.uid(), about.mode()), rustix::process::geteuid().as_raw(), protection)
    }

    /// The rule itself: a file's owner and mode, and who we are.
    pub(super) fn judge(path: &Path, (owner, mode): (u32, u32), me: u32, protection: Protection) -> Result<(), PermissionError> {
        if owner != 0 && owner != me {
            return Err(PermissionError::Foreign { path: path.to_owned(), owner });
        }
        // What is root's and for us to read can only come to us by our group.
        let readers = if owner == me { 0o055 } else { 0o015 };
        if protection == Protection::Secret && mode & readers != 0 {
            return Err(PermissionError::Readable(path.to_owned()));
        }
        if mode & 0o022 != 0 {
            return Err(PermissionError::Writable(path.to_owned()));
        }
        Ok(())
    }

    pub(super) fn folder(path: &Path) -> Result<(), PermissionError> {
        let about = std::fs::metadata(path).map_err(|cause| PermissionError::File { path: path.to_owned(), cause })?;
        let (owner, mode) = (about.uid(), about.mode());
        if owner != 0 && owner != rustix::process::geteuid().as_raw() {
            return Err(PermissionError::Foreign { path: path.to_owned(), owner });
        }
        if mode & 0o022 != 0 && mode & STICKY == 0 {
            return Err(PermissionError::OpenFolder(path.to_owned()));
        }
        Ok(())
    }
}

#[cfg(not(unix))]
mod platform {
    use super::{PermissionError, Protection};
    use std::fs::Metadata;
    use std::path::Path;

    pub(super) fn file(_: &Path, _: &Metadata, _: Protection) -> Result<(), PermissionError> {
        Ok(())
    }

    pub(super) fn folder(_: &Path) -> Result<(), PermissionError> {
        Ok(())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;

    fn refusal(result: Result<(), PermissionError>) -> &'static str {
        match result {
            Ok(()) => "taken",
            Err(PermissionError::File { .. }) => "cannot read",
            Err(PermissionError::NotAFile(_)) => "not a file",
            Err(PermissionError::Readable(_)) => "readable",
            Err(PermissionError::Writable(_)) => "writable",
            Err(PermissionError::OpenFolder(_)) => "open folder",
            Err(PermissionError::Foreign { .. }) => "foreign",
        }
    }

    fn opened(path: &Path, protection: Protection) -> &'static str {
        refusal(open(path, protection).map(drop))
    }

    #[test]
    fn the_rule_is_that_of_database_servers() {
        const ME: u32 = 1000;
        for (owner, mode, secret, trusted) in [
            (ME, 0o600, "taken", "taken"),
            (ME, 0o400, "taken", "taken"),
            (ME, 0o640, "readable", "taken"),
            (ME, 0o644, "readable", "taken"),
            (ME, 0o610, "readable", "taken"),
            (ME, 0o620, "writable", "writable"),
            (ME, 0o602, "writable", "writable"),
            (ME, 0o666, "readable", "writable"),
            (0, 0o640, "taken", "taken"),
            (0, 0o644, "readable", "taken"),
            (0, 0o660, "writable", "writable"),
            (1001, 0o600, "foreign", "foreign"),
        ] {
            let judged = |it| refusal(platform::judge(Path::new("f"), (owner, mode), ME, it));
            assert_eq!((judged(Protection::Secret), judged(Protection::Trusted)), (secret, trusted), "{owner} {mode:o}");
        }
        let own_of_root = platform::judge(Path::new("f"), (0, 0o640), 0, Protection::Secret);
        assert_eq!(refusal(own_of_root), "readable", "root needs no group");
    }

    #[test]
    fn a_file_is_judged_with_the_folders_that_lead_to_it() {
        let place = tempfile::tempdir().unwrap();
        let (outer, inner) = (place.path().join("outer"), place.path().join("outer/inner"));
        std::fs::create_dir_all(&inner).unwrap();
        let file = inner.join("secret");
        let set = |path: &Path, mode| std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        assert_eq!(opened(&file, Protection::Secret), "taken", "there is none");
        assert_eq!(refusal(need(&file, Protection::Secret).map(drop)), "cannot read");
        std::fs::write(&file, "s").unwrap();
        set(&file, 0o600);
        set(&outer, 0o755);
        set(&inner, 0o750);
        assert_eq!(need(&file, Protection::Secret).unwrap(), "s");
        set(&file, 0o644);
        assert_eq!((opened(&file, Protection::Secret), opened(&file, Protection::Trusted)), ("readable", "taken"));
        set(&file, 0o600);
        for folder in [&inner, &outer] {
            for (mode, expected) in [(0o777, "open folder"), (0o775, "open folder"), (0o1777, "taken")] {
                set(folder, mode);
                assert_eq!(opened(&file, Protection::Trusted), expected, "{} {mode:o}", folder.display());
            }
            set(folder, 0o700);
        }
        // A link is only as good as the folder that it leads into.
        let elsewhere = place.path().join("elsewhere");
        std::fs::create_dir(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&file, elsewhere.join("link")).unwrap();
        assert_eq!(opened(&elsewhere.join("link"), Protection::Secret), "taken");
        set(&inner, 0o777);
        assert_eq!(opened(&elsewhere.join("link"), Protection::Secret), "open folder");
        assert_eq!(opened(&inner, Protection::Secret), "not a file");
        assert!(std::process::Command::new("mkfifo").arg(elsewhere.join("pipe")).status().unwrap().success());
        assert_eq!(opened(&elsewhere.join("pipe"), Protection::Secret), "not a file", "and not waited for");
    }

    #[test]
    fn what_is_somebody_elses_is_refused_where_a_test_may_give_files_away() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("secret");
        std::fs::write(&file, "s").unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        if std::os::unix::fs::chown(&file, Some(54_321), None).is_err() {
            return; // only root gives files away; the rule itself is held above
        }
        assert_eq!(opened(&file, Protection::Secret), "foreign");
        std::os::unix::fs::chown(&file, Some(0), None).unwrap();
        assert_eq!(opened(&file, Protection::Secret), "taken");
        std::os::unix::fs::chown(place.path(), Some(54_321), None).unwrap();
        assert_eq!(opened(&file, Protection::Secret), "foreign", "the folder is theirs");
    }
}
