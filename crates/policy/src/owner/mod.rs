//! Whose a file or folder is. What another user of the machine put in the place of ours is neither believed nor followed; what root makes in
//! somebody's folder becomes theirs, so that they can go on with it. Where the system knows no owners as Unix does, nothing is done.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(not(unix), path = "other.rs")]
mod platform;

pub(crate) use platform::check_folder;
pub use platform::{Owner, check_file, no_detour};

use crate::sharing;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Whose a file or folder is, where that is another than the user of this process.
pub fn other_than_me(path: &Path) -> Option<Owner> {
    platform::owner(path).filter(|it| !it.is_me())
}

/// Whose folder root is about to write into, where it is somebody's: that of `folder`, or of the nearest one around it.
pub fn root_in_folder_of(folder: &Path) -> Option<Owner> {
    let nearest = folder.ancestors().find(|it| it.is_dir())?;
    other_than_me(nearest).filter(|_| platform::is_root())
}

/// Gives a file that root made to whom the folder around it belongs. Does nothing for anybody else.
///
/// # Errors
/// The system's.
pub fn give(file: &File, path: &Path) -> io::Result<()> {
    platform::give(file, path)
}

/// Makes a folder and those around it that are missing, open to their owner only. What root makes belongs to whom the folder around it
/// belongs.
///
/// # Errors
/// The system's.
pub fn create_private(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(around) = folder.parent().filter(|it| !it.as_os_str().is_empty()) {
        create_private(around)?;
    }
    #[cfg_attr(not(unix), expect(unused_mut, reason = "the rights come from the folder around it there"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        // Somebody else was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => platform::give_folder(folder),
    }
}

/// Opens a file for reading, so that a writer may replace or remove it meanwhile. A link, a folder, a pipe or somebody else's file in its
/// place is not looked into: [`io::ErrorKind::InvalidInput`], [`io::ErrorKind::PermissionDenied`].
///
/// # Errors
/// These, and the system's.
pub fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    no_detour(&mut options);
    let file = match sharing::open(path, &options) {
        Err(error) if error.kind() != io::ErrorKind::NotFound && is_link(path) => {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "a link is in its place"));
        }
        opened => opened?,
    };
    check_file(&file, path)?;
    Ok(file)
}

/// Whether a link lies there, wherever it leads.
pub fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink())
}

/// What is no file is none of ours.
fn is_a_file(found: &Metadata) -> io::Result<()> {
    let fine = found.is_file();
    if fine { Ok(()) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, "something other than a file is in its place")) }
}
