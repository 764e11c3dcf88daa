//! A disk of a few megabytes that can be full, for real: a tmpfs in a mount namespace that a process keeps open.

use anyhow::{Context, Result, ensure};
use domicile_tests::process::Process;
use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The disk; gone with the value.
#[derive(Debug)]
pub(crate) struct SmallDisk {
    keeper: Process,
    folder: TempDir,
}

impl SmallDisk {
    /// Mounts one of so many megabytes; `None` where the system lets nobody.
    pub(crate) fn mount(megabytes: u32) -> Result<Option<Self>> {
        let folder = tempfile::Builder::new().prefix("disk").tempdir()?;
        let mut keeper = Command::new("unshare");
        let script = format!("mount -t tmpfs -o size={megabytes}m,mode=700 none \"$0\" && echo mounted && exec sleep infinity");
        keeper.args(["--mount", "sh", "-c", &script]).arg(folder.path());
        match Process::start_and_read_line(&mut keeper) {
            Ok((keeper, line)) if line == "mounted" => Ok(Some(Self { keeper, folder })),
            _ => Ok(None),
        }
    }

    /// Where whoever runs beside it finds the folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What stands before a program and its arguments, so that it runs beside the disk.
    pub(crate) fn beside(&self) -> Vec<OsString> {
        ["nsenter", "--mount", "--wd=.", "--target"].into_iter().map(OsString::from).chain([self.keeper.id().to_string().into()]).collect()
    }

    /// The folder as everybody else sees it.
    pub(crate) fn seen_from_outside(&self) -> PathBuf {
        let inside = self.folder.path().strip_prefix("/").unwrap_or(self.folder.path());
        Path::new("/proc").join(self.keeper.id().to_string()).join("root").join(inside)
    }

    /// Fills it to the last byte.
    pub(crate) fn fill(&self) -> Result<()> {
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
    pub(crate) fn free(&self) -> Result<()> {
        match std::fs::remove_file(self.seen_from_outside().join("filler")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}
