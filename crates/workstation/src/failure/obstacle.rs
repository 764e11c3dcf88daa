//! Why something cannot be written, as far as it decides what helps. By the system's own numbers, never by its words.

use domicile_policy::{owner, sharing};
use std::io;
use std::path::{Path, PathBuf};

/// What stands in the way of a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// No room on the disk, or none left for this user.
    Full,
    /// The disk is mounted so that nobody writes there.
    ReadOnly,
    /// It is the person's, and they took the right to write from themselves.
    Rights,
    /// Something of another user lies in a folder of the person's.
    Foreign {
        /// Who that is.
        owner: String,
        /// What it is: the outermost of it.
        place: String,
    },
    /// A place that is not the person's at all.
    Elsewhere {
        /// Whose it is.
        owner: String,
    },
    /// The file system has no locks.
    NoLocks,
    /// Another program holds it.
    Held,
    /// Something else stands in its place.
    InTheWay,
    /// Anything else that the system says.
    Other,
}

/// What another user has in a place of the person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theirs {
    /// Who that is.
    pub owner: String,
    /// What it is, the outermost of it; `None` where the place is not the person's at all.
    pub place: Option<String>,
}

impl Obstacle {
    /// What stood in the way of writing `path`, by the system's error.
    pub fn of(path: &Path, error: &io::Error) -> Self {
        use io::ErrorKind as K;
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the standard library's list grows; what is not named here has no remedy of its own"
        )]
        match error.kind() {
            K::StorageFull | K::QuotaExceeded | K::FileTooLarge => Self::Full,
            K::ReadOnlyFilesystem => Self::ReadOnly,
            K::PermissionDenied => Self::of_rights(path),
            K::WouldBlock | K::ResourceBusy | K::ExecutableFileBusy => Self::Held,
            K::IsADirectory | K::NotADirectory | K::AlreadyExists | K::InvalidInput | K::DirectoryNotEmpty => Self::InTheWay,
            // In other places it says that a file system has no such call at all.
            K::Unsupported => Self::NoLocks,
            _ if sharing::is_violation(error) => Self::Held,
            _ if no_locks(error) => Self::NoLocks,
            _ => Self::Other,
        }
    }

    /// Whose it is that may not be written.
    fn of_rights(path: &Path) -> Self {
        let Some(found) = path.ancestors().find(|it| it.symlink_metadata().is_ok()) else { return Self::Other };
        // The folder around a file that is there decides as well: what is replaced is written beside it.
        let foreign = |it: &&Path| owner::other_than_me(it).is_some();
        let Some(nearest) = found.ancestors().take(2).find(foreign) else { return Self::Rights };
        let outermost = nearest.ancestors().take_while(foreign).last().unwrap_or(nearest);
        let owner = owner::other_than_me(outermost).map(|it| it.to_string()).unwrap_or_default();
        let in_ours = outermost.parent().is_some_and(|it| owner::other_than_me(it).is_none());
        if in_ours { Self::Foreign { owner, place: shown(outermost) } } else { Self::Elsewhere { owner } }
    }

    /// Who it belongs to, and what exactly, where that is another's.
    pub(super) fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Foreign { owner, place } => vec![("owner", owner.clone()), ("place", place.clone())],
            Self::Elsewhere { owner } => vec![("owner", owner.clone())],
            Self::Full | Self::ReadOnly | Self::Rights | Self::NoLocks | Self::Held | Self::InTheWay | Self::Other => Vec::new(),
        }
    }
}

fn shown(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path)).display().to_string()
}

/// Errors of locking that the standard library has no name for.
#[cfg(unix)]
fn no_locks(error: &io::Error) -> bool {
    use rustix::io::Errno;
    error
        .raw_os_error()
        .is_some_and(|it| [Errno::NOLCK, Errno::NOSYS, Errno::OPNOTSUPP, Errno::NOTSUP].map(Errno::raw_os_error).contains(&it))
}

/// `ERROR_INVALID_FUNCTION` and `ERROR_NOT_SUPPORTED`: what network drives answer that lock nothing.
#[cfg(not(unix))]
fn no_locks(error: &io::Error) -> bool {
    cfg!(windows) && error.raw_os_error().is_some_and(|it| [1, 50].contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Field case W20a: each reason of the system has the remedy that fits.
    #[cfg(unix)]
    #[test]
    fn each_reason_of_the_system_is_told_apart() {
        use rustix::io::Errno;
        let path = tempfile::tempdir().unwrap();
        for (errno, obstacle) in [
            (Errno::NOSPC, Obstacle::Full),
            (Errno::DQUOT, Obstacle::Full),
            (Errno::ROFS, Obstacle::ReadOnly),
            (Errno::ACCESS, Obstacle::Rights),
            (Errno::PERM, Obstacle::Rights),
            (Errno::NOLCK, Obstacle::NoLocks),
            (Errno::NOSYS, Obstacle::NoLocks),
            (Errno::OPNOTSUPP, Obstacle::NoLocks),
            (Errno::AGAIN, Obstacle::Held),
            (Errno::TXTBSY, Obstacle::Held),
            (Errno::ISDIR, Obstacle::InTheWay),
            (Errno::NOTDIR, Obstacle::InTheWay),
            (Errno::EXIST, Obstacle::InTheWay),
            (Errno::IO, Obstacle::Other),
        ] {
            assert_eq!(Obstacle::of(path.path(), &io::Error::from_raw_os_error(errno.raw_os_error())), obstacle, "{errno:?}");
        }
    }

    /// The same by the numbers of Windows.
    #[cfg(windows)]
    #[test]
    fn each_reason_of_windows_is_told_apart() {
        let path = tempfile::tempdir().unwrap();
        for (name, number, obstacle) in [
            ("DISK_FULL", 112, Obstacle::Full),
            ("DISK_QUOTA_EXCEEDED", 1295, Obstacle::Full),
            ("WRITE_PROTECT", 19, Obstacle::ReadOnly),
            ("ACCESS_DENIED", 5, Obstacle::Rights),
            ("NOT_SUPPORTED", 50, Obstacle::NoLocks),
            ("CALL_NOT_IMPLEMENTED", 120, Obstacle::NoLocks),
            ("SHARING_VIOLATION", 32, Obstacle::Held),
            ("LOCK_VIOLATION", 33, Obstacle::Held),
            ("BUSY", 170, Obstacle::Held),
            ("ALREADY_EXISTS", 183, Obstacle::InTheWay),
            ("DIRECTORY", 267, Obstacle::InTheWay),
            ("CRC", 23, Obstacle::Other),
        ] {
            assert_eq!(Obstacle::of(path.path(), &io::Error::from_raw_os_error(number)), obstacle, "{name}");
        }
    }

    /// Field case W06a, W06b: what belongs to somebody else is named with its owner, the outermost of it, and never more than the person's own.
    #[cfg(unix)]
    #[test]
    fn what_is_somebody_elses_is_named_with_its_owner() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        if !rustix::process::geteuid().is_root() {
            // The folder around everything is root's.
            assert_eq!(Obstacle::of(Path::new("/no-such-folder/x"), &denied), Obstacle::Elsewhere { owner: "root".to_owned() });
            return;
        }
        let home = tempfile::tempdir().unwrap();
        let theirs = home.path().join("share/domicile");
        std::fs::create_dir_all(theirs.join("policy")).unwrap();
        for it in ["share", "share/domicile"] {
            std::os::unix::fs::chown(home.path().join(it), Some(123_456), None).unwrap();
        }
        let place = home.path().join("share").display().to_string();
        let expected = Obstacle::Foreign { owner: "123456".to_owned(), place };
        assert_eq!(Obstacle::of(&theirs.join("state.json"), &denied), expected);
        assert_eq!(Obstacle::of(&theirs.join("not/there/yet"), &denied), expected);
        // A file of another user in a folder of the person's own.
        let file = home.path().join("file");
        std::fs::write(&file, "").unwrap();
        std::os::unix::fs::chown(&file, Some(123_456), None).unwrap();
        let expected = Obstacle::Foreign { owner: "123456".to_owned(), place: file.display().to_string() };
        assert_eq!(Obstacle::of(&file, &denied), expected);
    }
}
