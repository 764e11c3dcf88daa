//! Files that are either the old one or the new one, whatever happens in between; readable by their owner only.

use domicile_policy::owner;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

/// Replaces a file: temporary file beside it, sync, rename, sync of the folder (Unix).
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Reserved::beside(path, bytes.len())?.commit(bytes)
}

/// Disk space for a file that is about to be replaced: taken *before* something that cannot be repeated (a refresh token is
/// used once), so that a full disk is found out while it is harmless.
pub(crate) struct Reserved {
    file: tempfile::NamedTempFile,
    target: PathBuf,
}

impl Reserved {
    /// Writes and syncs `len` bytes beside the file.
    pub(crate) fn beside(path: &Path, len: usize) -> io::Result<Self> {
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        // `tempfile` creates with mode 0600.
        let mut file = tempfile::Builder::new().prefix(".domicile-").suffix(".tmp").tempfile_in(folder)?;
        // What root writes in somebody's folder is theirs, so that they can go on with it.
        owner::give(file.as_file(), path)?;
        file.write_all(&vec![0; len])?;
        file.as_file().sync_all()?;
        Ok(Self { file, target: path.to_owned() })
    }

    /// Writes the bytes and puts the file in its place.
    pub(crate) fn commit(mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.rewind()?;
        self.file.write_all(bytes)?;
        self.file.as_file().set_len(bytes.len() as u64)?;
        self.file.as_file().sync_all()?;
        let temporary = self.file.into_temp_path();
        // `std::fs::rename` rather than `persist`: on Windows it replaces a file that readers hold open.
        std::fs::rename(&temporary, &self.target)?;
        sync_folder(self.target.parent().unwrap_or_else(|| Path::new(".")))
    }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Deletes a file; one that is not there is fine.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Reads a file; `None` where there is none.
pub(crate) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_with_a_shorter_and_a_longer_text_and_leaves_nothing_beside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        for text in ["a long first text", "short", "longer again than before"] {
            replace(&path, text.as_bytes()).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
        let reserved = Reserved::beside(&path, 4096).unwrap();
        reserved.commit(b"little").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"little");
        drop(Reserved::beside(&path, 10).unwrap());
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        remove(&path).unwrap();
        remove(&path).unwrap();
        assert_eq!(read(&path).unwrap(), None);
    }
}
