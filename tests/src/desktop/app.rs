//! The desktop app as a process, without a hand in its window.

use super::{Desktop, process_tree};
use crate::process::{Process, binary, eventually};
use anyhow::{Context, Result};
use std::process::{Command, ExitStatus};
use std::time::Duration;

/// How long the app may take to open, close or end.
const LIMIT: Duration = Duration::from_secs(30);

/// A running app.
pub struct App {
    process: Process,
}

impl App {
    /// Starts the app.
    ///
    /// # Errors
    /// It is not built.
    pub fn start(desktop: &Desktop, arguments: &[&str]) -> Result<Self> {
        Ok(Self { process: Process::start(&mut Self::command(desktop, arguments))? })
    }

    /// Starts the app by a command of one's own: another environment, another wrapper.
    ///
    /// # Errors
    /// It is not built.
    pub fn start_by(command: &mut Command) -> Result<Self> {
        Ok(Self { process: Process::start(command)? })
    }

    /// Launches the app a second time and waits until that launch has ended.
    ///
    /// # Errors
    /// It goes on running.
    pub async fn launch_again(desktop: &Desktop, arguments: &[&str]) -> Result<ExitStatus> {
        Self { process: Process::start(&mut Self::command(desktop, arguments))? }.end().await
    }

    /// The app as a command of a desktop.
    #[must_use]
    pub fn command(desktop: &Desktop, arguments: &[&str]) -> Command {
        let mut command = desktop.command(binary("domicile-desktop"));
        command.args(arguments);
        command
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// How the app ended; `None` while it runs.
    ///
    /// # Errors
    /// The system does not say.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.process.ended()
    }

    /// Waits until the app ends.
    ///
    /// # Errors
    /// It goes on running.
    pub async fn end(mut self) -> Result<ExitStatus> {
        eventually("the app ends", LIMIT, async || self.process.ended().ok().flatten()).await
    }

    /// Waits until its window is on the display.
    ///
    /// # Errors
    /// None opens.
    pub async fn window(desktop: &Desktop) -> Result<()> {
        eventually("a window", LIMIT, async || desktop.windows().ok()?.iter().any(|it| it == "Domicile").then_some(())).await
    }

    /// Closes the window as its own button would, and waits until it is gone.
    ///
    /// # Errors
    /// It stays.
    pub async fn close_window(desktop: &Desktop) -> Result<()> {
        desktop.command("wmctrl").args(["-F", "-c", "Domicile"]).status().context("wmctrl")?;
        eventually("no window", LIMIT, async || desktop.windows().ok()?.iter().all(|it| it != "Domicile").then_some(())).await
    }

    /// Whether a web view is alive.
    ///
    /// # Errors
    /// `/proc` cannot be read.
    pub fn has_web_view(&self) -> Result<bool> {
        Ok(process_tree(self.id())?.iter().any(|(_, name)| name.starts_with("WebKitWebProces")))
    }
}
