//! Linux: this process is the window, for as long as it is open. Controller and tray are the agent's, which this one starts where it does not run.

use domicile_words::{Language, Words};
use domicile_workstation::data_dir::DataDir;
use domicile_workstation::failure::Failure;
use domicile_workstation::last_resort;
use domicile_workstation::link::Places;
use domicile_workstation::request::Request;
use domicile_workstation::session_bus::{self, SessionBus};
use domicile_workstation::vocabulary::Screen;
use tauri::{App, AppHandle, Builder, Manager, Wry};

use crate::agent_link::{self, AgentLink, Joined};
use crate::agent_process;
use crate::args::Arguments;
use crate::controller_handle::{self, ControllerHandle};
use crate::display;
use crate::shown::{self, show_window};

/// The way to the agent, and the screen to begin with.
pub(super) struct Begun {
    joined: Joined,
    screen: Screen,
}

/// Becomes the agent where nothing is to be shown. Else connects to it; `None` where another window shows what was asked for.
///
/// # Errors
/// There is no screen, or no agent that answers; in the person's language.
pub(super) fn begin(arguments: Arguments, folder: &DataDir, words: &Words) -> anyhow::Result<Option<Begun>> {
    let Some(screen) = arguments.screen else { return Err(agent_process::become_agent(words)) };
    if session_bus::look() == SessionBus::Silent {
        tracing::warn!("the session bus does not answer: the app goes on without it");
        session_bus::without_bus();
    }
    if let Some(sentence) = display::missing(words) {
        anyhow::bail!(sentence);
    }
    let places = Places::of(folder.root());
    let joined = tauri::async_runtime::block_on(agent_link::join(&places, screen, words))?;
    Ok(joined.map(|joined| Begun { joined, screen }))
}

/// None.
pub(super) fn plugins(builder: Builder<Wry>) -> Builder<Wry> {
    builder
}

/// On the main thread, before the first event.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere the controller starts here, which can fail")]
pub(super) fn start(app: &App, begun: Begun, _arguments: Arguments, _language: Language, folder: &DataDir) -> Result<(), Failure> {
    let (handle, link, speaking) = begun.joined.link(app.handle().clone(), Places::of(folder.root()));
    let overview = handle.overview.clone();
    app.manage(ControllerHandle::new(handle, show_window));
    app.manage(link);
    let app_handle = app.handle().clone();
    // A session that closes, or Ctrl-C, ends the whole app as its own menu does.
    last_resort::watch(move || controller_handle::send(&app_handle, Request::Quit));
    tauri::async_runtime::spawn(speaking);
    tauri::async_runtime::spawn(shown::publish(app.handle().clone(), overview));
    show_window(app.handle(), begun.screen);
    Ok(())
}

/// The process ends with its window; the agent stays.
pub(super) fn without_window(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        app.state::<AgentLink>().close().await;
        app.exit(0);
    });
}
