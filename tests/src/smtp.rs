//! A real SMTP server (aiosmtpd, `tests/peers/smtp`) that keeps what it takes in a folder.

use crate::process::{Process, target};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The Python with the peers' packages.
///
/// # Errors
/// It is not there: `cargo xtask test` makes it.
pub fn python() -> Result<PathBuf> {
    let python = target().join("python/bin/python");
    ensure!(python.exists(), "{} is missing: cargo xtask test makes it", python.display());
    Ok(python)
}

/// A mail server that can die and come back.
#[derive(Debug)]
pub struct SmtpServer {
    port: u16,
    process: Option<Process>,
    folder: TempDir,
}

impl SmtpServer {
    /// Starts it on a free port.
    ///
    /// # Errors
    /// It does not start.
    pub fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (process, port) = run(folder.path(), 0)?;
        Ok(Self { port, process: Some(process), folder })
    }

    /// Kills it in whatever it is doing.
    pub fn kill(&mut self) {
        self.process = None;
    }

    /// Starts it again where it was, with what it has received.
    ///
    /// # Errors
    /// It does not start.
    pub fn revive(&mut self) -> Result<()> {
        self.process = Some(run(self.folder.path(), self.port)?.0);
        Ok(())
    }

    /// What the service's configuration says of it.
    #[must_use]
    pub fn settings(&self) -> String {
        format!("[mail]\nsmtp = \"smtp://127.0.0.1:{}\"\nfrom = \"Domicile <domicile@directory.example.com>\"\n", self.port)
    }

    /// How many mails it has taken.
    ///
    /// # Errors
    /// Its folder cannot be read.
    pub fn count(&self) -> Result<usize> {
        Ok(self.files()?.len())
    }

    /// What it has taken: `from`, `to`, `headers` (lower case), `body`, `raw`.
    ///
    /// # Errors
    /// Its folder cannot be read.
    pub fn received(&self) -> Result<Vec<Value>> {
        self.files()?.iter().map(|it| Ok(serde_json::from_slice(&std::fs::read(it)?)?)).collect()
    }

    fn files(&self) -> Result<Vec<PathBuf>> {
        let all = std::fs::read_dir(self.folder.path())?.map(|it| Ok(it?.path())).collect::<Result<Vec<_>>>()?;
        let mut files: Vec<_> = all.into_iter().filter(|it| it.extension().is_some_and(|it| it == "json")).collect();
        files.sort();
        Ok(files)
    }
}

fn run(folder: &Path, port: u16) -> Result<(Process, u16)> {
    let mut command = Command::new(python()?);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/smtp/server.py")).arg("--folder").arg(folder);
    command.arg("--port").arg(port.to_string());
    let (process, line) = Process::start_and_read_line(&mut command)?;
    let port = line.rsplit_once(':').and_then(|it| it.1.parse().ok()).with_context(|| format!("unexpected first line: {line}"))?;
    Ok((process, port))
}
