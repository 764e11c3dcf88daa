//! A disk beside which programs can be run, and which the test fills and frees from outside.

use anyhow::{Context, Result, ensure};
use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A small disk in a mount namespace that a process keeps open; gone with the value.
#[derive(Debug)]
pub struct SmallDisk {
    keeper: Child,
    place: PathBuf,
    /// Where the place is one of its own.
    folder: Option<TempDir>,
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone afterwards.
        let _ = self.keeper.kill();
        let _ = self.keeper.wait();
    }
}

impl SmallDisk {
    /// Mounts one of so many KiB at a place of its own; `None` where the system lets nobody.
    ///
    /// # Errors
    /// There is no temporary folder.
    pub fn mount(kibibytes: u32) -> Result<Option<Self>> {
        let folder = tempfile::Builder::new().prefix("disk").tempdir()?;
        let mut disk = Self::mount_at(folder.path(), kibibytes)?;
        if let Some(disk) = &mut disk {
            disk.folder = Some(folder);
        }
        Ok(disk)
    }

    /// Mounts one of so many KiB over a folder; `None` where the system lets nobody.
    ///
    /// # Errors
    /// What the system says while it is asked.
    pub fn mount_at(place: &Path, kibibytes: u32) -> Result<Option<Self>> {
        // It ends with this process, however that ends: then its standard input closes.
        let script = format!("{} && echo mounted && exec cat", crate::mount(kibibytes, "$0"));
        let mut keeper = Command::new("unshare");
        keeper.args(["--mount", "sh", "-c", &script]).arg(place).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let Ok(keeper) = keeper.spawn() else { return Ok(None) };
        let mut disk = Self { keeper, place: place.to_owned(), folder: None };
        let mut line = String::new();
        BufReader::new(disk.keeper.stdout.take().context("stdout was piped")?).read_line(&mut line)?;
        Ok((line == "mounted\n").then_some(disk))
    }

    /// Where whoever runs beside it finds it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.place
    }

    /// What stands before a program and its arguments, so that it runs beside the disk.
    #[must_use]
    pub fn beside(&self) -> Vec<OsString> {
        crate::beside(&self.keeper)
    }

    /// The same place as everybody else sees it.
    #[must_use]
    pub fn seen_from_outside(&self) -> PathBuf {
        let inside = self.place.strip_prefix("/").unwrap_or(&self.place);
        Path::new("/proc").join(self.keeper.id().to_string()).join("root").join(inside)
    }

    /// Fills it to the last page.
    ///
    /// # Errors
    /// It fails otherwise than by being full.
    pub fn fill(&self) -> Result<()> {
        let mut filler = OpenOptions::new().create(true).append(true).open(self.seen_from_outside().join("filler"))?;
        let block = [0_u8; 4096];
        for _ in 0..1_000_000 {
            match filler.write_all(&block) {
                Ok(()) => {}
                Err(error) if error.kind() == std::io::ErrorKind::StorageFull => return Ok(()),
                Err(error) => return Err(error).context("filling the disk"),
            }
        }
        ensure!(false, "the disk is larger than it was made");
        Ok(())
    }

    /// Makes room again.
    ///
    /// # Errors
    /// What was filled in cannot be removed.
    pub fn free(&self) -> Result<()> {
        match std::fs::remove_file(self.seen_from_outside().join("filler")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_full_for_whoever_runs_beside_it_and_for_nobody_else() {
        let Some(disk) = SmallDisk::mount(64).unwrap() else {
            println!("no mounts here");
            return;
        };
        let file = disk.path().join("a file");
        let write = |before: &[OsString]| {
            let line = [before, &["sh".into(), "-c".into(), "echo text >\"$0\"".into(), file.clone().into()]].concat();
            Command::new(&line[0]).args(&line[1..]).stderr(Stdio::null()).status().unwrap().success()
        };
        assert!(write(&disk.beside()) && !file.exists() && disk.seen_from_outside().join("a file").exists());
        disk.fill().unwrap();
        std::fs::remove_file(disk.seen_from_outside().join("a file")).unwrap();
        disk.fill().unwrap();
        assert!(!write(&disk.beside()), "full");
        assert!(write(&[]), "the folder below is not");
        disk.free().unwrap();
        assert!(write(&disk.beside()));
    }
}
