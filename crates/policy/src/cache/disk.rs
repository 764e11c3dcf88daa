//! Durable replacement of one file, and reading with a limit. Owner-only throughout.

use super::fault_points::{FaultPoint, hit, write_all};
use crate::jws::MAX_BYTES;
use crate::owner;
use crate::sharing;
#[cfg(unix)]
use std::fs::File;
use std::fs::{self, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// A failed write: what could not be done, to which file, and why.
#[derive(Debug)]
pub(super) struct WriteError {
    pub(super) path: PathBuf,
    pub(super) point: FaultPoint,
    pub(super) source: io::Error,
}

/// Does one point, unless a test stops or fails it.
pub(super) fn attempt<T>(point: FaultPoint, path: &Path, act: impl FnOnce() -> io::Result<T>) -> Result<T, WriteError> {
    hit(point, path).and_then(|()| act()).map_err(|source| WriteError { path: path.to_owned(), point, source })
}

/// Makes sure that the folder exists, that it is the person's, and that only they may look into it.
pub(super) fn prepare(folder: &Path) -> Result<(), WriteError> {
    attempt(FaultPoint::Folder, folder, || {
        owner::check_folder(folder)?;
        owner::create_private(folder)
    })?;
    // On Windows it lies in the user's own data folder, whose access list it inherits.
    #[cfg(unix)]
    attempt(FaultPoint::Permissions, folder, || {
        use std::os::unix::fs::PermissionsExt as _;
        let found = fs::symlink_metadata(folder)?;
        // Behind a link lies a folder that the person uses for something else, too: its rights are theirs to say.
        if found.is_symlink() || found.permissions().mode() & 0o077 == 0 {
            return Ok(());
        }
        // By its handle: whatever is put in its place meanwhile keeps its rights.
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::DIRECTORY;
        let mut options = OpenOptions::new();
        std::os::unix::fs::OpenOptionsExt::custom_flags(options.read(true), flags.bits().cast_signed());
        options.open(folder)?.set_permissions(fs::Permissions::from_mode(0o700))
    })?;
    Ok(())
}

/// Replaces a file as a whole: readers see the old bytes or the new, and the new survive a power cut once this returns.
pub(super) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let (path, fresh) = (folder.join(name), folder.join(format!("{name}.new")));
    let written = write_beside(&path, &fresh, bytes).and_then(|()| attempt(FaultPoint::Rename, &path, || sharing::rename(&fresh, &path)));
    if let Err(failed) = written {
        discard(&fresh);
        return Err(failed);
    }
    sync_folder(folder)
}

/// Lets `to` be what `from` is now, without a moment in which either is missing. The folder is synced by the next replacement.
pub(super) fn keep_as(folder: &Path, from: &str, to: &str) -> Result<(), WriteError> {
    let (source, path, fresh) = (folder.join(from), folder.join(to), folder.join(format!("{to}.new")));
    clear(&path, &fresh)?;
    // A second name costs no sync; file systems without that get a copy.
    let linked = attempt(FaultPoint::Link, &path, || fs::hard_link(&source, &fresh));
    let kept = match linked {
        Ok(()) => Ok(()),
        Err(_) => attempt(FaultPoint::ReadBack, &source, || fs::read(&source)).and_then(|bytes| write_beside(&path, &fresh, &bytes)),
    };
    kept.and_then(|()| attempt(FaultPoint::Rename, &path, || sharing::rename(&fresh, &path))).inspect_err(|_| discard(&fresh))?;
    // Where `to` was a name of the same file already (an interrupted write did this much), Unix leaves both names as they are.
    clear(&path, &fresh)
}

/// The bytes in a file of their own, saved. One fixed name, under the lock: whatever an interrupted write left there goes, nothing
/// piles up.
fn write_beside(path: &Path, fresh: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    clear(path, fresh)?;
    let mut file = attempt(FaultPoint::Create, path, || {
        let file = owner_only().open(fresh)?;
        owner::give(&file, path)?;
        Ok(file)
    })?;
    attempt(FaultPoint::Write, path, || write_all(&mut file, bytes, path))?;
    attempt(FaultPoint::Sync, path, || file.sync_all())
}

fn clear(path: &Path, fresh: &Path) -> Result<(), WriteError> {
    attempt(FaultPoint::Clear, path, || match sharing::remove_file(fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    })
}

/// Gives the space of a full disk back; that it fails as well changes nothing.
fn discard(fresh: &Path) {
    let _ = fs::remove_file(fresh);
}

/// Removes a file that may not be there.
pub(super) fn remove(folder: &Path, name: &str) -> Result<(), WriteError> {
    let path = folder.join(name);
    attempt(FaultPoint::Remove, &path, || match sharing::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    })
}

/// A file's bytes; `None` where there is no such file. One byte more than any document may have is read at most. A link, a folder, a pipe or
/// somebody else's file in its place is not looked into.
pub(super) fn read(folder: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    let path = folder.join(name);
    let file = match owner::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let found = file.metadata()?;
    let limit = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::with_capacity(found.len().min(limit) as usize + 1);
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// The same before a write: what cannot be read but can be replaced, since the folder is the person's, is as good as not there.
pub(super) fn read_to_replace(folder: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    match read(folder, name) {
        Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput) => Ok(None),
        other => other,
    }
}

fn owner_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A rename is durable once the folder is. Elsewhere than on Unix a folder cannot be opened for that; the file system sees to it.
fn sync_folder(folder: &Path) -> Result<(), WriteError> {
    #[cfg(unix)]
    {
        let open = attempt(FaultPoint::OpenFolder, folder, || File::open(folder))?;
        attempt(FaultPoint::SyncFolder, folder, || open.sync_all())?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
