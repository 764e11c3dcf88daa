//! Starting a program as a named step: it says what it does, how long it took, and fails with the command that failed.

use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The checkout.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the checkout that this program was built from.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the workspace")?;
        Ok(Self { root: root.to_owned() })
    }

    /// A path inside the checkout.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.path("target"), PathBuf::from)
    }

    /// A program that starts in a folder of the checkout.
    pub(crate) fn command(&self, program: &str, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.path(folder)).stdin(Stdio::null());
        command
    }

    /// Cargo, the same one that runs this.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut command = self.command(&cargo, ".", arguments);
        // What cargo told this program about its own package: scripts that build dependencies (ring's, for one) would take it for a change, and
        // half of the workspace would be built anew after every `cargo` without `xtask`, and again after it.
        let about_this =
            |name: &OsString| name.to_str().is_some_and(|it| it.starts_with("CARGO_PKG_") || it.starts_with("CARGO_MANIFEST_"));
        for name in std::env::vars_os().map(|it| it.0).filter(about_this) {
            command.env_remove(name);
        }
        if std::env::var_os("CARGO_INCREMENTAL").is_none() {
            // For one build of everything it is no faster, and keeps twelve gigabytes on the disk beside nine.
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }
}

fn describe(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program()).chain(command.get_args()).map(|it| it.to_string_lossy()).collect();
    words.join(" ")
}

/// Runs a step to its end.
///
/// # Errors
/// Where it cannot start or ends with anything but 0.
pub(crate) fn step(what: &str, command: &mut Command) -> Result<()> {
    println!("\n== {what}\n   {}", describe(command));
    let began = Instant::now();
    let status = command.status().with_context(|| format!("cannot start {}", describe(command)))?;
    if !status.success() {
        bail!("{what} failed ({status}): {}", describe(command));
    }
    println!("   {what}: {} s", began.elapsed().as_secs());
    Ok(())
}

/// Runs a step to its end, passes on what it prints and hands back every line. Failure is told to the caller, so that the
/// steps after it still run.
pub(crate) fn watched(what: &str, command: &mut Command) -> Result<(bool, Vec<String>)> {
    println!("\n== {what}\n   {}", describe(command));
    let began = Instant::now();
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {}", describe(command)))?;
    let mut lines = Vec::new();
    let out = child.stdout.take().context("stdout was piped")?;
    for line in BufReader::new(out).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        writeln!(std::io::stdout(), "{line}")?;
        lines.push(line);
    }
    let status = child.wait()?;
    println!("   {what}: {} s, {status}", began.elapsed().as_secs());
    Ok((status.success(), lines))
}

/// Asks something outside this machine and hands back whether it ended well, and what it said; `None` where it does not end in time.
pub(crate) fn answer_within(what: &str, command: &mut Command, limit: Duration) -> Result<Option<(bool, String)>> {
    println!("\n== {what}\n   {}", describe(command));
    let began = Instant::now();
    let mut said = tempfile::tempfile().context("a file for what it says")?;
    command.stdout(said.try_clone()?).stderr(said.try_clone()?);
    let mut child = command.spawn().with_context(|| format!("cannot start {}", describe(command)))?;
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if began.elapsed() > limit => {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    let mut text = String::new();
    said.rewind()?;
    said.read_to_string(&mut text)?;
    println!("   {what}: {} s, {status}", began.elapsed().as_secs());
    Ok(Some((status.success(), text)))
}
