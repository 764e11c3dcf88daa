//! Processes that end with the test, where their binaries are, and waiting for something to become true.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long a server may take to say that it is ready: far longer than any does on a busy machine, so that one that hangs ends its test.
const READY_WITHIN: Duration = Duration::from_secs(60);

/// A process that is ended when dropped.
#[derive(Debug)]
pub struct Process(Child);

impl Process {
    /// Starts it.
    ///
    /// # Errors
    /// The program is missing or refuses to start.
    pub fn start(command: &mut Command) -> Result<Self> {
        Ok(Self(command.spawn().with_context(|| format!("cannot start {command:?}"))?))
    }

    /// Starts it and gives it something to read.
    ///
    /// # Errors
    /// As [`Process::start`].
    pub fn start_with_input(command: &mut Command, input: &[u8]) -> Result<Self> {
        let mut process = Self::start(command.stdin(Stdio::piped()).stdout(Stdio::null()))?;
        process.0.stdin.take().context("stdin was piped")?.write_all(input)?;
        Ok(process)
    }

    /// Starts it and waits for the first line that it prints, which is how servers say that they are ready.
    ///
    /// # Errors
    /// It ends before it says anything, or says nothing in time.
    pub fn start_and_read_line(command: &mut Command) -> Result<(Self, String)> {
        let mut process = Self::start(command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
        let mut lines = BufReader::new(process.0.stdout.take().context("stdout was piped")?);
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let read = lines.read_line(&mut line).map(|_| line);
            // Nobody listens any more where it came too late.
            let _ = sender.send(read);
            // What it prints later must not block it.
            std::io::copy(&mut lines, &mut std::io::sink())
        });
        let line = receiver.recv_timeout(READY_WITHIN).with_context(|| format!("{command:?} said nothing within {READY_WITHIN:?}"))??;
        if line.is_empty() {
            bail!("{command:?} said nothing");
        }
        Ok((process, line.trim().to_owned()))
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// How it ended; `None` while it runs.
    ///
    /// # Errors
    /// The system does not say.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.0.try_wait()?)
    }

    /// Asks it to end, as an administrator would (SIGTERM), and waits until it has.
    ///
    /// # Errors
    /// It does not end in time.
    #[cfg(unix)]
    pub async fn terminate(mut self) -> Result<ExitStatus> {
        let told = Command::new("kill").arg(self.0.id().to_string()).status()?;
        anyhow::ensure!(told.success(), "kill: {told}");
        eventually("the process ends", Duration::from_secs(20), async || self.ended().ok().flatten()).await
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone afterwards.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The folder that cargo builds into.
#[must_use]
pub fn target() -> PathBuf {
    // target/<profile>/deps/<test>
    let test = std::env::current_exe().unwrap_or_default();
    test.ancestors().nth(3).map(PathBuf::from).unwrap_or_default()
}

/// A binary of the workspace: in the folder that `DOMICILE_BINARIES` names, or else built for the same profile as the test.
#[must_use]
pub fn binary(name: &str) -> PathBuf {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    if let Some(folder) = std::env::var_os("DOMICILE_BINARIES") {
        return PathBuf::from(folder).join(file);
    }
    let test = std::env::current_exe().unwrap_or_default();
    test.ancestors().nth(2).map(|it| it.join(file)).unwrap_or_default()
}

/// Asks again and again until there is an answer.
///
/// # Errors
/// There was none within the limit.
pub async fn eventually<T>(what: &str, limit: Duration, mut ask: impl AsyncFnMut() -> Option<T>) -> Result<T> {
    let asking = async {
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(limit, asking).await.with_context(|| format!("not within {limit:?}: {what}"))
}
