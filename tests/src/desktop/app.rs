//! The desktop app as a process, without a hand in its window.

use super::{Desktop, process_tree};
use crate::process::{Process, binary, eventually};
use anyhow::{Context, Result};
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, ExitStatus};
use std::time::Duration;

/// How long the app may take to open, close or end.
const LIMIT: Duration = Duration::from_secs(30);

/// A running app: the process that was started, be it the agent or the window. The agent that a window starts ends with the display.
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

    /// Whether a web view is alive in this process, or in one that it has started.
    ///
    /// # Errors
    /// `/proc` cannot be read.
    pub fn has_web_view(&self) -> Result<bool> {
        Ok(process_tree(self.id())?.iter().any(|(_, name)| name.starts_with("WebKitWebProces")))
    }

    /// The number of the agent of a desktop; `None` where none runs.
    ///
    /// # Errors
    /// `/proc` cannot be read.
    pub fn agent(desktop: &Desktop) -> Result<Option<u32>> {
        Ok(Self::agents(desktop)?.first().copied())
    }

    /// The numbers of all agents of a desktop.
    ///
    /// # Errors
    /// `/proc` cannot be read.
    pub fn agents(desktop: &Desktop) -> Result<Vec<u32>> {
        Self::processes(desktop, "domicile-agent")
    }

    /// Waits until no process of a web view runs any more that belongs to a desktop, whoever started it.
    ///
    /// # Errors
    /// One does.
    pub async fn web_views_end(desktop: &Desktop) -> Result<()> {
        let ended = async || Self::processes(desktop, "WebKitWebProces").ok()?.is_empty().then_some(());
        eventually("the web view ends", Duration::from_secs(5), ended).await
    }

    /// Processes with this name that were started with the data folder of a desktop.
    fn processes(desktop: &Desktop, wanted: &str) -> Result<Vec<u32>> {
        let home = [b"DOMICILE_HOME=", desktop.sandbox.data().as_os_str().as_bytes()].concat();
        let mut found = Vec::new();
        for entry in std::fs::read_dir("/proc")?.flatten() {
            let Ok(name) = std::fs::read_to_string(entry.path().join("comm")) else { continue };
            let Ok(environment) = std::fs::read(entry.path().join("environ")) else { continue };
            if name.trim() == wanted && environment.split(|it| *it == 0).any(|it| it == home) {
                found.extend(entry.file_name().to_str().and_then(|it| it.parse::<u32>().ok()));
            }
        }
        Ok(found)
    }

    /// Waits until no agent of a desktop runs any more.
    ///
    /// # Errors
    /// One does.
    pub async fn agent_ends(desktop: &Desktop) -> Result<()> {
        eventually("the agent ends", LIMIT, async || Self::agent(desktop).ok()?.is_none().then_some(())).await
    }
}
