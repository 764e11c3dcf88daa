//! `domicile open`: raises the window of the desktop app, which is a program of its own: this one links no window library.

#[cfg_attr(target_os = "windows", path = "windows.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(not(any(target_os = "windows", target_os = "macos")), path = "linux.rs")]
mod system;

use crate::answer::Answer;
use crate::exit::Exit;
use crate::problem::Problem;
use clap::ValueEnum;
use domicile_workstation::present::Say;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScreenName {
    Home,
    Licences,
    Requests,
    People,
    Settings,
}

/// How long a start that fails takes to fail.
const FAILS_WITHIN: Duration = Duration::from_secs(1);

pub(crate) fn run(say: Say<'_>, screen: ScreenName) -> Result<Answer, Box<Problem>> {
    let name = match screen {
        ScreenName::Home => "home",
        ScreenName::Licences => "licences",
        ScreenName::Requests => "requests",
        ScreenName::People => "people",
        ScreenName::Settings => "settings",
    };
    if !system::has_display() {
        return Err(Problem::ours(say, Exit::Blocked, "no_display", &[]));
    }
    let here = std::env::current_exe().ok().and_then(|it| it.parent().map(Path::to_owned));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let Some(app) = find(here.into_iter().chain(std::env::split_paths(&path))) else {
        return Err(Problem::ours(say, Exit::Blocked, "app_missing", &[]));
    };
    let not_started = |reason: &str| {
        let args = [("path", app.to_str().unwrap_or_default()), ("reason", reason)];
        Problem::ours(say, Exit::Unexpected, "app_not_started", &args)
    };
    let mut command = Command::new(&app);
    command.args(["--screen", name]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    system::detach(&mut command);
    let child = command.spawn().map_err(|error| not_started(&error.to_string()))?;
    match wait_briefly(child) {
        // It runs, or it has asked the one that runs to show itself.
        None => {}
        Some(status) if status.success() => {}
        Some(status) => return Err(not_started(&status.to_string())),
    }
    Ok(Answer::new("open", Some(say.now())).field("screen", name).text(say.text("cli-opened")))
}

/// The app in the first of these folders that has it.
fn find(folders: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    let name = format!("domicile-desktop{}", std::env::consts::EXE_SUFFIX);
    folders.filter(|it| it.is_absolute()).map(|it| it.join(&name)).find(|it| it.is_file())
}

/// How the app ended, where it ended at once.
fn wait_briefly(mut child: Child) -> Option<ExitStatus> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(child.wait()));
    receiver.recv_timeout(FAILS_WITHIN).ok()?.ok()
}
