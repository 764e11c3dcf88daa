//! Owners on Unix. Trusted are the person and root; where root looks, also the person whose data folder it is.

use super::is_a_file;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

const ROOT: u32 = 0;

/// A user of this computer, by number. Shown by name where the list of the computer's own users has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    uid: u32,
}

impl Owner {
    pub(super) fn is_me(&self) -> bool {
        self.uid == me()
    }
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let number = self.uid.to_string();
        let name = users.lines().find_map(|line| {
            let mut fields = line.split(':');
            let name = fields.next()?;
            (fields.nth(1)? == number && !name.is_empty()).then_some(name)
        });
        f.write_str(name.unwrap_or(&number))
    }
}

pub(super) fn is_root() -> bool {
    me() == ROOT
}

pub(super) fn owner(path: &Path) -> Option<Owner> {
    fs::symlink_metadata(path).ok().map(|it| Owner { uid: it.uid() })
}

fn me() -> u32 {
    rustix::process::geteuid().as_raw()
}

fn foreign(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, format!("{what} belongs to another user of this computer"))
}

/// Whose folder this is.
fn owner_of(folder: Option<&Path>) -> Option<(u32, u32)> {
    fs::metadata(folder?).ok().map(|it| (it.uid(), it.gid()))
}

fn is_trusted(uid: u32, around: Option<&Path>) -> bool {
    uid == me() || uid == ROOT || (me() == ROOT && owner_of(around).is_some_and(|it| it.0 == uid))
}

/// Refuses a policy folder of another user, and a link of another user in its place. One that is not there is fine.
pub(crate) fn check_folder(folder: &Path) -> io::Result<()> {
    let Ok(found) = fs::symlink_metadata(folder) else { return Ok(()) };
    if found.is_symlink() && ![me(), ROOT].contains(&found.uid()) {
        return Err(foreign("the link in its place"));
    }
    match fs::metadata(folder) {
        Ok(it) if !is_trusted(it.uid(), folder.parent()) => Err(foreign("the folder")),
        _ => Ok(()),
    }
}

/// Refuses another user's file, and what is no file.
///
/// # Errors
/// [`io::ErrorKind::PermissionDenied`], [`io::ErrorKind::InvalidInput`], and the system's.
pub fn check_file(file: &File, path: &Path) -> io::Result<()> {
    let found = file.metadata()?;
    is_a_file(&found)?;
    if is_trusted(found.uid(), path.parent()) { Ok(()) } else { Err(foreign("the file")) }
}

pub(super) fn give(file: &File, path: &Path) -> io::Result<()> {
    match owner_of(path.parent()) {
        Some((uid, gid)) if me() == ROOT && uid != ROOT => std::os::unix::fs::fchown(file, Some(uid), Some(gid)),
        _ => Ok(()),
    }
}

/// By its own name, never through a link that was put there meanwhile.
pub(super) fn give_folder(folder: &Path) -> io::Result<()> {
    match owner_of(folder.parent()) {
        Some((uid, gid)) if me() == ROOT && uid != ROOT => std::os::unix::fs::lchown(folder, Some(uid), Some(gid)),
        _ => Ok(()),
    }
}

/// Whatever was put there in the file's place: looking must neither wait for it nor go where a link leads.
pub fn no_detour(options: &mut OpenOptions) {
    options.custom_flags((rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOFOLLOW).bits().cast_signed());
}
