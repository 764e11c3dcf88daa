//! A disk that stops answering whenever the test wants it, as a network drive or a dying one does: whoever writes waits until it goes on.

use anyhow::{Context, Result, ensure};
use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// Mounts a file system of a file, then does what it is told. It goes on when the test is gone, however that ended: nothing else could end
/// those who wait for it.
const KEEPER: &str = r#"
truncate -s "$2" "$1" && mkfs.ext4 -q "$1" && mount -o loop "$1" "$0" && echo mounted || exit
while read -r told; do
    case $told in hang) fsfreeze --freeze "$0" && echo done ;; go) fsfreeze --unfreeze "$0" && echo done ;; esac
done
fsfreeze --unfreeze "$0"
"#;

/// A disk in a mount namespace that a process keeps open; gone with the value.
#[derive(Debug)]
pub struct HangingDisk {
    keeper: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    place: TempDir,
    _image: TempDir,
}

/// That it hangs. Programs that wait for it cannot be ended before.
#[derive(Debug)]
pub struct Hanging<'a>(&'a mut HangingDisk);

impl Drop for Hanging<'_> {
    fn drop(&mut self) {
        // Where it is not done, the keeper does it when its input closes.
        let _ = self.0.tell("go\n");
    }
}

impl Drop for HangingDisk {
    fn drop(&mut self) {
        drop(self.to.take());
        let _ = self.keeper.wait();
    }
}

impl HangingDisk {
    /// Mounts one of so many bytes; `None` where the system lets nobody.
    ///
    /// # Errors
    /// There is no temporary folder, or what the system says while it is asked.
    pub fn mount(bytes: u32) -> Result<Option<Self>> {
        let (place, image) = (tempfile::Builder::new().prefix("disk").tempdir()?, tempfile::Builder::new().prefix("image").tempdir()?);
        let mut keeper = Command::new("unshare");
        keeper.args(["--mount", "sh", "-c", KEEPER]).arg(place.path()).arg(image.path().join("image")).arg(bytes.to_string());
        let Ok(mut keeper) = keeper.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else { return Ok(None) };
        let (to, from) = (keeper.stdin.take(), keeper.stdout.take().context("stdout was piped")?);
        let mut disk = Self { keeper, to, from: BufReader::new(from), place, _image: image };
        Ok((disk.answer()? == "mounted\n").then_some(disk))
    }

    /// Where whoever runs beside it finds it.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.place.path()
    }

    /// What stands before a program and its arguments, so that it runs beside the disk.
    #[must_use]
    pub fn beside(&self) -> Vec<OsString> {
        crate::beside(&self.keeper)
    }

    /// Whoever writes waits, for as long as the value lives.
    ///
    /// # Errors
    /// The system does not do it.
    pub fn hang(&mut self) -> Result<Hanging<'_>> {
        self.tell("hang\n")?;
        Ok(Hanging(self))
    }

    fn tell(&mut self, what: &str) -> Result<()> {
        self.to.as_mut().context("it was told to end")?.write_all(what.as_bytes())?;
        ensure!(self.answer()? == "done\n", "the system does not do it");
        Ok(())
    }

    fn answer(&mut self) -> Result<String> {
        let mut line = String::new();
        self.from.read_line(&mut line)?;
        Ok(line)
    }
}
