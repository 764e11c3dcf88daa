//! Files that another program holds. On Windows a program may open a file so that nobody else reads, replaces or removes it meanwhile;
//! scanners and backups do, for a moment. They are waited for, briefly. Elsewhere nobody can keep others from a file like that.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// The longest wait of a writer.
const WRITER_WAITS: Duration = Duration::from_millis(500);
/// The longest wait of a reader, whom a product is waiting for.
const READER_WAITS: Duration = Duration::from_millis(100);
const PAUSE: Duration = Duration::from_millis(10);

/// Windows' numbers for it, which the standard library has no kind for: `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`,
/// `ERROR_USER_MAPPED_FILE`.
const NUMBERS: [i32; 3] = [32, 33, 1224];

/// Whether the system says that another program holds the file.
pub fn is_violation(error: &io::Error) -> bool {
    cfg!(windows) && error.raw_os_error().is_some_and(|it| NUMBERS.contains(&it))
}

/// Puts one file in another's place at once, on the same disk; neither is missing for a moment.
///
/// # Errors
/// The system's.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    insist(WRITER_WAITS, may_pass, || fs::rename(from, to))
}

/// Removes a file.
///
/// # Errors
/// The system's.
pub fn remove_file(path: &Path) -> io::Result<()> {
    insist(WRITER_WAITS, is_violation, || fs::remove_file(path))
}

/// Opens a file for reading.
pub(crate) fn open(path: &Path, options: &fs::OpenOptions) -> io::Result<fs::File> {
    insist(READER_WAITS, is_violation, || options.open(path))
}

/// A file whose replacement is denied may be denied by its holder as well as by its rights: one answer for both.
fn may_pass(error: &io::Error) -> bool {
    is_violation(error) || (cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied)
}

/// Tries until it works or fails for another reason, and once more when the time is over.
fn insist<T>(longest: Duration, passing: fn(&io::Error) -> bool, mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let began = Instant::now();
    while began.elapsed() < longest {
        match attempt() {
            Err(error) if passing(&error) => std::thread::sleep(PAUSE),
            other => return other,
        }
    }
    attempt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_holds_is_done_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        fs::write(&from, "new").unwrap();
        fs::write(&to, "old").unwrap();
        rename(&from, &to).unwrap();
        assert_eq!((fs::read_to_string(&to).unwrap().as_str(), from.exists()), ("new", false));
        remove_file(&to).unwrap();
        for error in [remove_file(&to).unwrap_err(), rename(&from, &to).unwrap_err()] {
            assert_eq!((error.kind(), is_violation(&error)), (io::ErrorKind::NotFound, false));
        }
    }

    /// A scanner that lets others read, or nobody do anything, and goes after the first attempt of ours.
    #[cfg(windows)]
    #[test]
    fn who_holds_a_file_for_a_moment_is_waited_for() {
        use std::os::windows::fs::OpenOptionsExt as _;
        const SHARE_READ: u32 = 1;
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        let mut held_up = 0;
        let mut waited = |path: &Path, share, passing, attempt: &dyn Fn() -> io::Result<()>| {
            fs::write(&from, "new").unwrap();
            fs::write(&to, "old").unwrap();
            let mut holder = Some(fs::OpenOptions::new().read(true).share_mode(share).open(path).unwrap());
            let done = insist(Duration::from_secs(60), passing, || {
                attempt().inspect_err(|_| {
                    holder = None;
                    held_up += 1;
                })
            });
            done.unwrap();
        };
        for share in [0, SHARE_READ] {
            for path in [&from, &to] {
                waited(path, share, may_pass, &|| fs::rename(&from, &to));
                waited(path, share, is_violation, &|| fs::remove_file(path));
            }
        }
        waited(&to, 0, is_violation, &|| fs::File::open(&to).map(drop));
        assert_eq!(held_up, 9, "each was denied at first");
    }
}
