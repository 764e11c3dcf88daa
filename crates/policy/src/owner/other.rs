//! The folder lies in the person's own profile, whose access list keeps others out.

use super::is_a_file;
use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Nobody is known by a number here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {}

impl Owner {
    pub(super) fn is_me(&self) -> bool {
        match *self {}
    }
}

impl std::fmt::Display for Owner {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {}
    }
}

pub(super) fn is_root() -> bool {
    false
}

pub(super) fn owner(_: &Path) -> Option<Owner> {
    None
}

pub(crate) fn check_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Refuses what is no file, and a link in its place. A link is looked for by name: opening without following links would leave out as well
/// what storage systems put behind ordinary files.
///
/// # Errors
/// [`io::ErrorKind::InvalidInput`], and the system's.
pub fn check_file(file: &File, path: &Path) -> io::Result<()> {
    is_a_file(&file.metadata()?)?;
    is_a_file(&path.symlink_metadata()?)
}

pub(super) fn give(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn give_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Opens so that a writer may replace or remove the file meanwhile.
pub fn no_detour(options: &mut OpenOptions) {
    #[cfg(windows)]
    {
        // FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE
        std::os::windows::fs::OpenOptionsExt::share_mode(options, 1 | 2 | 4);
    }
    #[cfg(not(windows))]
    let _ = options;
}
