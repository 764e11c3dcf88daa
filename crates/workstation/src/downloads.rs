//! Files for carrying, in the person's folder for downloads: what is there is never overwritten, a number is put behind the name instead.

use crate::failure::Cause;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How many numbers are tried.
const MOST: u32 = 1000;

/// Who may read a file that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever the system lets read new files: nothing in it is secret.
    Anyone,
    /// Its owner alone.
    OwnerOnly,
}

/// The person's folder for downloads; their home folder where there is none.
pub(crate) fn folder() -> Option<PathBuf> {
    let folders = directories::UserDirs::new()?;
    let downloads = folders.download_dir().filter(|it| it.is_dir());
    Some(downloads.unwrap_or_else(|| folders.home_dir()).to_owned())
}

/// Writes a new file; where it is then. `name` is `licences-ana-tower.json`: its ending stays behind the number.
pub(crate) fn save(folder: &Path, name: &str, text: &str, readers: Readers) -> Result<PathBuf, Cause> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "json"));
    let stem = harmless(stem);
    for number in 1..=MOST {
        let name = if number == 1 { format!("{stem}.{ending}") } else { format!("{stem} ({number}).{ending}") };
        let path = folder.join(name);
        match write_new(&path, text, readers) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Cause::cannot_write(&path, &error)),
        }
    }
    Err(Cause::cannot_write(folder, &ErrorKind::AlreadyExists.into()))
}

/// Writes a file that is not there yet, for these readers.
///
/// # Errors
/// It is there already, or cannot be written as a whole.
pub fn write_new(path: &Path, text: &str, readers: Readers) -> std::io::Result<()> {
    let mut file = create(path, readers)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a file would only be carried in vain.
        let _ = std::fs::remove_file(path);
    }
    written
}

fn create(path: &Path, readers: Readers) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::OwnerOnly {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    // On Windows the folder lies in the person's profile, whose access list is inherited.
    #[cfg(not(unix))]
    let _ = readers;
    options.open(path)
}

/// A name that every system takes: computers are called anything.
fn harmless(stem: &str) -> String {
    let kept = stem.chars().map(|it| if it.is_alphanumeric() || matches!(it, '-' | '_' | '.') { it } else { '-' });
    kept.take(80).collect::<String>().trim_matches(['.', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays_and_the_new_one_is_numbered() {
        let dir = tempfile::tempdir().unwrap();
        let paths = ["one", "two", "three"].map(|text| save(dir.path(), "licences-ana-tower.json", text, Readers::OwnerOnly).unwrap());
        let names = paths.each_ref().map(|it| it.file_name().unwrap().to_str().unwrap().to_owned());
        assert_eq!(names, ["licences-ana-tower.json", "licences-ana-tower (2).json", "licences-ana-tower (3).json"]);
        assert_eq!(paths.map(|it| std::fs::read_to_string(it).unwrap()), ["one", "two", "three"]);
    }

    #[cfg(unix)]
    #[test]
    fn licences_are_their_owners() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = save(dir.path(), "licences.json", "{}", Readers::OwnerOnly).unwrap();
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        let dir = tempfile::tempdir().unwrap();
        let path = save(dir.path(), "request-../../etc/x:y.json", "{}", Readers::Anyone).unwrap();
        assert_eq!(path, dir.path().join("request-..-..-etc-x-y.json"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let dir = tempfile::tempdir().unwrap();
        assert!(matches!(save(&dir.path().join("none"), "a.json", "{}", Readers::Anyone), Err(Cause::CannotWrite { .. })));
    }
}
