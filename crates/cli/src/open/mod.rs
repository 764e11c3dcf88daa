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
use std::io::{BufRead, BufReader};
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

/// How long the window may take to appear. The app itself gives up on another instance that does not answer before that.
const LIMIT: Duration = Duration::from_secs(20);
/// The line that the app writes once its window is there (`args::SHOWN` there).
const SHOWN: &str = "shown";
/// What the app puts before the sentence that says why it does not start.
const PREFIX: &str = "domicile-desktop: ";

/// What came of starting the app.
enum Started {
    /// Its window is there.
    Shown,
    /// It has ended: another instance shows its window, or it failed, for a reason that it may have said.
    Ended { status: ExitStatus, reason: Option<String> },
}

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
    command.args(["--screen", name, "--say-when-shown"]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    system::detach(&mut command);
    let child = command.spawn().map_err(|error| not_started(&error.to_string()))?;
    match wait(child) {
        Some(Started::Shown) => {}
        Some(Started::Ended { status, .. }) if status.success() => {}
        Some(Started::Ended { status, reason }) => return Err(not_started(&reason.unwrap_or_else(|| status.to_string()))),
        None => return Err(not_started(&say.with("cli-open-no-window", &[("seconds", &LIMIT.as_secs().to_string())]))),
    }
    Ok(Answer::new("open", Some(say.now())).field("screen", name).text(say.text("cli-opened")))
}

/// The app in the first of these folders that has it.
fn find(folders: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    let name = format!("domicile-desktop{}", std::env::consts::EXE_SUFFIX);
    folders.filter(|it| it.is_absolute()).map(|it| it.join(&name)).find(|it| it.is_file())
}

/// Waits until the window is there or the app has ended; `None` where neither comes in time. The app runs on in any case.
fn wait(mut child: Child) -> Option<Started> {
    let (sender, receiver) = mpsc::channel();
    let (stdout, stderr) = (child.stdout.take()?, child.stderr.take()?);
    let said = std::thread::spawn(move || {
        let lines = BufReader::new(stderr).lines().map_while(Result::ok);
        lines.filter_map(|it| it.strip_prefix(PREFIX).map(str::to_owned)).last()
    });
    std::thread::spawn(move || {
        let shown = BufReader::new(stdout).lines().map_while(Result::ok).any(|it| it == SHOWN);
        let started = match shown {
            true => Some(Started::Shown),
            false => child.wait().ok().map(|status| Started::Ended { status, reason: said.join().ok().flatten() }),
        };
        // Nobody listens any more once the limit has passed.
        let _ = sender.send(started);
    });
    receiver.recv_timeout(LIMIT).ok()?
}
