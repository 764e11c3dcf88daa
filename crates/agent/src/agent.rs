//! Puts the parts together: place, controller, tray, windows, and what ends the program.

use crate::args::{self, Invocation};
use crate::instance;
use crate::integration::AgentIntegration;
use crate::notifications::{self, Notifications};
use crate::tray::TrayView;
use crate::windows::{self, Event, Surroundings};
use crate::{server, session_end, tray_host};
use anyhow::{Context, Result, bail};
use domicile_words::{Language, Words};
use domicile_workstation::controller::{Setup, chance, controller};
use domicile_workstation::data_dir::{DataDir, Environment};
use domicile_workstation::failure::Failure;
use domicile_workstation::last_window::{LastWindow, after_last_window};
use domicile_workstation::link::{Listener, Places};
use domicile_workstation::overview::Overview;
use domicile_workstation::present::problem::in_one_line;
use domicile_workstation::present::{Say, system_zone};
use domicile_workstation::request::Request;
use domicile_workstation::session_bus::{self, SessionBus};
use domicile_workstation::vocabulary::Screen;
use domicile_workstation::workstation::{Options, Workstation};
use domicile_workstation::{last_resort, startup_error};
use std::io::Write;
use std::path::PathBuf;
use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio::process::Command;
use tokio::sync::{mpsc, watch};

/// The program of the window, beside this one.
const WINDOW: &str = "domicile-desktop";
/// How many threads a runtime that a library makes for itself may have.
const THREADS: &str = "TOKIO_WORKER_THREADS";
/// How long window and icon may take to go once the controller has ended.
const PATIENCE: Duration = Duration::from_secs(5);

/// The library of the password store makes a runtime with a thread for each processor; one is enough.
pub(crate) fn few_threads() {
    #[expect(unsafe_code, reason = "the runtime reads the environment only; called first in main, while there is one thread")]
    unsafe {
        std::env::set_var(THREADS, "1");
    }
}

/// Reads the arguments and runs.
pub(crate) fn main() -> ExitCode {
    let said = |text: &str| match writeln!(std::io::stdout(), "{text}") {
        Ok(()) => ExitCode::SUCCESS,
        // An answer that did not arrive is no success.
        Err(_) => ExitCode::FAILURE,
    };
    match args::parse(std::env::args_os().skip(1)) {
        Ok(Invocation::Run(screen)) => match run(screen) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                startup_error::say("domicile-agent", &format!("{error:#}"));
                ExitCode::FAILURE
            }
        },
        Ok(Invocation::Help) => said(args::USAGE),
        Ok(Invocation::Version) => said(concat!("domicile-agent ", env!("CARGO_PKG_VERSION"))),
        Err(argument) => {
            startup_error::say("domicile-agent", &format!("{argument} is not understood\n{}", args::USAGE));
            ExitCode::from(2)
        }
    }
}

/// Runs until the program is quit.
fn run(screen: Option<Screen>) -> Result<()> {
    let language = Language::from_environment(|name| std::env::var(name).ok());
    let words = Words::new(language);
    let folder = DataDir::locate(&Environment::of_process()).map_err(|cause| spoken(&cause.into(), &words))?;
    let bus = session_bus::look();
    if bus == SessionBus::Silent {
        tracing::warn!("the session bus does not answer: the agent goes on without it");
        session_bus::without_bus();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let Some(listener) = instance::take(&Places::of(folder.root()), screen, &words).await? else { return Ok(()) };
        live(listener, folder, language, screen, bus).await
    })
}

async fn live(listener: Listener, folder: DataDir, language: Language, screen: Option<Screen>, bus: SessionBus) -> Result<()> {
    let problem = folder.check_writable().err().map(Failure::from);
    if let Some(error) = &problem {
        tracing::error!(%error, "nothing can be kept in the data folder");
    }
    let backend = Workstation::open(Options::of_process(language)).map_err(|failure| spoken(&failure, &Words::new(language)))?;
    let (windows, events) = mpsc::unbounded_channel();
    // Notifications are clicked before there is a controller, and the controller is made with them.
    let (clicked, mut clicks) = mpsc::unbounded_channel();
    let (handle, running) = controller(Setup {
        backend: Arc::new(backend),
        shell: AgentIntegration::new(Notifications::begin(clicked), windows.clone()),
        words: Words::new(language),
        zone: system_zone(),
        clock: Box::new(jiff::Timestamp::now),
        jitter: Box::new(chance),
        problem,
    });
    let requests = handle.requests.clone();
    tokio::spawn(async move {
        while let Some(request) = clicks.recv().await {
            // The controller ends with the program.
            let _ = requests.send(request);
        }
    });
    let asked = handle.requests.clone();
    // A session that closes ends the program as its own menu does: by a signal, or by ending what draws the screen.
    let over = asked.clone();
    session_end::watch(move || drop(over.send(Request::Quit)));
    last_resort::watch(move || drop(asked.send(Request::Quit)));
    let (tray, icon_is_there) = TrayView::new(handle.requests.clone(), windows.clone());
    let around = DesktopSurroundings {
        folder: folder.root().to_owned(),
        overview: handle.overview.clone(),
        icon_is_there,
        windows: windows.clone(),
    };
    let tray = tokio::spawn(tray.publish(handle.overview.clone()));
    let window = tokio::spawn(windows::run(events, windows.clone(), handle.requests.clone(), around));
    let server = tokio::spawn(server::serve(listener, windows.clone(), handle.overview.clone()));
    if let Some(screen) = screen {
        let _ = windows.send(Event::Wanted(screen));
    }
    if bus != SessionBus::Answers {
        let _ = windows.send(Event::NobodyShowsIcons);
    }
    // Whoever is the window starts the agent again where this comes to an end that nobody asked for.
    tokio::spawn(running).await.context("the controller has stopped working")?;
    let in_order = async {
        // The icon goes when its controller has gone.
        let _ = tokio::join!(window, tray);
    };
    if tokio::time::timeout(PATIENCE, in_order).await.is_err() {
        tracing::warn!("window or icon were still there when the program ended");
    }
    server.abort();
    Ok(())
}

/// A failure as people read it, on one line.
fn spoken(failure: &Failure, words: &Words) -> anyhow::Error {
    anyhow::Error::msg(in_one_line(failure, Say::new(words, jiff::Timestamp::now(), &system_zone())))
}

/// The desktop around the windows.
struct DesktopSurroundings {
    folder: PathBuf,
    overview: watch::Receiver<Overview>,
    icon_is_there: watch::Receiver<bool>,
    windows: mpsc::UnboundedSender<Event>,
}

impl Surroundings for DesktopSurroundings {
    fn start(&mut self, start: u64, screen: Screen) {
        let windows = self.windows.clone();
        tokio::spawn(async move {
            match started(screen).await {
                Ok(()) => {}
                Err(error) => tracing::error!("the window: {error:#}"),
            }
            let _ = windows.send(Event::StartEnded { start });
        });
    }

    fn last_window_gone(&mut self, closed: bool) {
        let (folder, windows, icon_is_there) = (self.folder.clone(), self.windows.clone(), *self.icon_is_there.borrow());
        let words = Words::new(Language::negotiate([self.overview.borrow().language.as_str()]));
        tokio::spawn(async move {
            let reachable = icon_is_there && tray_host::shows_icons().await;
            if reachable && !closed {
                return;
            }
            let LastWindow { ends, say } = after_last_window(reachable, &folder, &words);
            if let Some((title, text)) = say {
                notifications::show(&title, &text).await;
            }
            if ends {
                let _ = windows.send(Event::EndWithoutWindow);
            }
        });
    }

    fn look_for_icons(&mut self, after: Duration) {
        let windows = self.windows.clone();
        tokio::spawn(async move {
            tokio::time::sleep(after).await;
            if !tray_host::shows_icons().await {
                let _ = windows.send(Event::OutOfReach);
            }
        });
    }
}

/// Starts the process of the window, and waits until it has ended.
async fn started(screen: Screen) -> Result<()> {
    let program = std::env::current_exe()?.with_file_name(WINDOW);
    let mut command = Command::new(&program);
    command.args(["--screen", screen.name()]).env_remove(THREADS).stdin(Stdio::null()).stdout(Stdio::null());
    let ended = command.spawn().with_context(|| program.display().to_string())?.wait().await?;
    if !ended.success() {
        bail!("{}: {ended}", program.display());
    }
    Ok(())
}
