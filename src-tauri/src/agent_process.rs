//! The program of the agent, which lies beside this one.

use anyhow::{Error, anyhow};
use domicile_words::Words;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};

const NAME: &str = "domicile-agent";

fn program() -> std::io::Result<PathBuf> {
    Ok(std::env::current_exe()?.with_file_name(NAME))
}

/// Runs the agent in place of this process, which keeps its number. Comes back only where that fails, in the person's language.
pub(crate) fn become_agent(words: &Words) -> Error {
    match program() {
        Ok(path) => not_started(words, &path, &Command::new(&path).exec()),
        Err(error) => error.into(),
    }
}

/// Starts the agent in a process group of its own: Ctrl-C in the terminal shall not end it. Its end comes out of the channel.
///
/// # Errors
/// It cannot be started; in the person's language.
pub(crate) fn start(words: &Words) -> Result<Receiver<ExitStatus>, Error> {
    let path = program()?;
    let mut command = Command::new(&path);
    command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = command.spawn().map_err(|error| not_started(words, &path, &error))?;
    let (tell, ended) = channel();
    // Somebody must collect its end, should it come before ours.
    std::thread::spawn(move || child.wait().map(|it| tell.send(it)));
    Ok(ended)
}

/// That it ended, and how.
pub(crate) fn ended(words: &Words, status: ExitStatus) -> Error {
    not_started(words, &program().unwrap_or_else(|_| NAME.into()), &status)
}

fn not_started(words: &Words, path: &std::path::Path, reason: &dyn std::fmt::Display) -> Error {
    let (path, reason) = (path.display().to_string(), reason.to_string());
    anyhow!(words.format("desktop-agent-not-started", &[("path", path.as_str().into()), ("reason", reason.as_str().into())]))
}
