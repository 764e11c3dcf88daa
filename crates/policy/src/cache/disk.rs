//! Durable replacement of one file, and reading with a limit. Owner-only throughout.

use super::steps::{Step, reach};
use crate::jws::MAX_BYTES;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// A failed write: what could not be done, to which file, and why.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) path: PathBuf,
    pub(super) step: Step,
    pub(super) source: io::Error,
}

/// Does one step, unless a test stops or fails it.
pub(super) fn take<T>(step: Step, path: &Path, act: impl FnOnce() -> io::Result<T>) -> Result<T, Failed> {
    reach(step).and_then(|()| act()).map_err(|source| Failed { path: path.to_owned(), step, source })
}

/// Makes sure that the folder exists and that only its owner may look into it.
pub(super) fn prepare(folder: &Path) -> Result<(), Failed> {
    take(Step::Folder, folder, || {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            if fs::metadata(folder)?.permissions().mode() & 0o077 != 0 {
                fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
            }
        }
        Ok(())
    })
}

/// Replaces a file as a whole: readers see the old bytes or the new, and the new survive a power cut once this returns.
pub(super) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failed> {
    let (path, fresh) = (folder.join(name), folder.join(format!("{name}.new")));
    // One fixed name, under the lock: whatever an interrupted write left there goes, nothing piles up.
    let mut file = take(Step::Create, &path, || {
        match fs::remove_file(&fresh) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        owner_only().open(&fresh)
    })?;
    let written = take(Step::Write, &path, || file.write_all(bytes))
        .and_then(|()| take(Step::Sync, &path, || file.sync_all()))
        .and_then(|()| take(Step::Rename, &path, || fs::rename(&fresh, &path)));
    if let Err(failed) = written {
        // Gives the space of a full disk back; that it fails as well changes nothing.
        let _ = fs::remove_file(&fresh);
        return Err(failed);
    }
    sync_folder(folder)
}

/// Lets `to` be what `from` is now, without a moment in which either is missing. The folder is synced by the next replacement.
pub(super) fn keep_as(folder: &Path, from: &str, to: &str) -> Result<(), Failed> {
    let (source, path, fresh) = (folder.join(from), folder.join(to), folder.join(format!("{to}.new")));
    take(Step::Link, &path, || {
        match fs::remove_file(&fresh) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        // A second name costs no sync; file systems without that get a copy.
        if fs::hard_link(&source, &fresh).is_err() {
            let bytes = fs::read(&source)?;
            let mut file = owner_only().open(&fresh)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
        }
        Ok(())
    })?;
    take(Step::Rename, &path, || fs::rename(&fresh, &path))
}

/// Removes a file that may not be there.
pub(super) fn remove(folder: &Path, name: &str) -> Result<(), Failed> {
    let path = folder.join(name);
    take(Step::Remove, &path, || match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    })
}

/// A file's bytes; `None` where there is no such file. One byte more than any document may have is read at most.
pub(super) fn read(folder: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    let file = match File::open(folder.join(name)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    let limit = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::with_capacity(file.metadata()?.len().min(limit) as usize + 1);
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

fn owner_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A rename is durable once the folder is. Elsewhere than on Unix a folder cannot be opened for that; the file system sees to it.
fn sync_folder(folder: &Path) -> Result<(), Failed> {
    take(Step::SyncFolder, folder, || {
        #[cfg(unix)]
        File::open(folder)?.sync_all()?;
        Ok(())
    })
}
