//! Files that are either the old one or the new one, whatever happens in between; readable by their owner only.

use domicile_policy::{owner, sharing};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

const PREFIX: &str = ".domicile-";
const SUFFIX: &str = ".tmp";

/// Replaces a file: temporary file beside it, sync, rename, sync of the folder (Unix).
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    // `tempfile` creates with mode 0600.
    let mut file = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
    // What root writes in somebody's folder is theirs, so that they can go on with it.
    owner::give(file.as_file(), path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    // Deletes the file where the rename fails.
    let temporary = file.into_temp_path();
    rename(&temporary, path)
}

/// Puts a file in the place of another one, on the same disk, and syncs the folder.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    // Rather than `persist`: on Windows it replaces a file that readers hold open.
    sharing::rename(from, to)?;
    sync_folder(to.parent().unwrap_or_else(|| Path::new(".")))
}

/// Makes a file that is not there yet, for its owner only. A link at its name is there already, and is not followed.
pub(crate) fn create_new(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    // What root makes in somebody's folder is theirs, so that they can go on with it.
    owner::give(&file, path)?;
    Ok(file)
}

/// Deletes temporary files that programs left which were killed while they wrote. Younger ones may be somebody's who writes now.
pub(crate) fn sweep(folder: &Path, older_than: Duration) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|it| it.starts_with(PREFIX) && it.ends_with(SUFFIX));
        let old = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if ours && old().is_some_and(|it| it >= older_than) {
            // Gone meanwhile, or not ours to delete: no harm either way.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Syncs the names in a folder, where the system can.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Syncs the names in a folder, where the system can.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Deletes a file; one that is not there is fine.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match sharing::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Reads a file of the person's; `None` where there is none. What another user of the computer put there is not believed, and a link of
/// theirs not followed: [`io::ErrorKind::PermissionDenied`].
pub(crate) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match open(path) {
        Ok(mut file) => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(Some(bytes))
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

fn open(path: &Path) -> io::Result<File> {
    if !owner::is_link(path) {
        return owner::open(path);
    }
    // A link that the person made themselves (settings that lie among their other ones) is meant.
    if owner::other_than_me(path).is_some() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "a link of another user of this computer is in its place"));
    }
    owner::open(&path.canonicalize()?)
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

    #[test]
    fn what_killed_programs_left_goes_and_what_is_being_written_stays() {
        let dir = tempfile::tempdir().unwrap();
        for name in [".domicile-abc.tmp", ".domicile-abc", "session.bin"] {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        sweep(dir.path(), Duration::from_secs(3600));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 3);
        sweep(dir.path(), Duration::ZERO);
        let mut left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".domicile-abc", "session.bin"]);
    }
}
