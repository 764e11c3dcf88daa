//! Where the lines go. A file that was moved away by a rotation is made anew; one that cannot be written is said once, and tried again.

use super::Target;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Takes lines.
#[derive(Debug)]
pub(super) struct Sink(Mutex<Out>);

#[derive(Debug)]
enum Out {
    Stderr,
    Stdout,
    File(LogFile),
}

#[derive(Debug)]
struct LogFile {
    path: PathBuf,
    file: File,
    /// The last line may not be whole, so that the next one begins anew.
    broken: bool,
}

impl Sink {
    /// Opens it.
    pub(super) fn open(target: &Target) -> io::Result<Self> {
        Ok(Self(Mutex::new(match target {
            Target::Stderr => Out::Stderr,
            Target::Stdout => Out::Stdout,
            Target::File(path) => Out::File(LogFile { path: path.clone(), file: open(path)?, broken: false }),
        })))
    }

    /// Writes one line. In one piece, so that lines of several processes do not mix.
    pub(super) fn write(&self, mut line: String) {
        line.push('\n');
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *out {
            // Whoever started us may have stopped listening.
            Out::Stderr => drop(io::stderr().write_all(line.as_bytes())),
            Out::Stdout => drop(io::stdout().write_all(line.as_bytes())),
            Out::File(it) => it.write(line),
        }
    }
}

impl LogFile {
    fn write(&mut self, line: String) {
        let line = if self.broken { format!("\n{line}") } else { line };
        let written = self.follow_rotation().and_then(|()| self.file.write_all(line.as_bytes()));
        if let Err(error) = &written
            && !self.broken
        {
            tracing::error!(path = %self.path.display(), %error, "security events cannot be written: they are lost until this is mended");
        }
        self.broken = written.is_err();
    }

    #[cfg(unix)]
    fn follow_rotation(&mut self) -> io::Result<()> {
        use std::os::unix::fs::MetadataExt as _;
        let ours = self.file.metadata()?;
        let same = std::fs::metadata(&self.path).is_ok_and(|it| (it.dev(), it.ino()) == (ours.dev(), ours.ino()));
        if !same {
            self.file = open(&self.path)?;
        }
        Ok(())
    }

    /// A file that is open cannot be moved away here.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "as on Unix")]
    fn follow_rotation(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_rotated_file_is_made_anew_for_its_owner_only_and_a_lost_folder_is_survived() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (logs, aside) = (folder.path().join("logs"), folder.path().join("aside"));
        std::fs::create_dir(&logs).unwrap();
        let path = logs.join("events");
        let sink = Sink::open(&Target::File(path.clone())).unwrap();
        let text = |path: &Path| std::fs::read_to_string(path).unwrap();
        sink.write("one".into());
        std::fs::rename(&path, &aside).unwrap();
        sink.write("two".into());
        assert_eq!((text(&aside).as_str(), text(&path).as_str()), ("one\n", "two\n"));
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::remove_dir_all(&logs).unwrap();
        sink.write("lost".into());
        std::fs::create_dir(&logs).unwrap();
        sink.write("three".into());
        assert_eq!(text(&path).trim(), "three");
    }
}
