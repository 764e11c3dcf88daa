//! Windows and macOS: one process with controller, tray and window; one instance, which a second launch hands over to.

use domicile_words::{Language, Words};
use domicile_workstation::controller::{Setup, chance, controller};
use domicile_workstation::data_dir::DataDir;
use domicile_workstation::failure::Failure;
use domicile_workstation::last_resort;
use domicile_workstation::last_window::{LastWindow, after_last_window};
use domicile_workstation::present::system_zone;
use domicile_workstation::request::Request;
use domicile_workstation::vocabulary::Screen;
use domicile_workstation::workstation::{Options, Workstation};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{App, AppHandle, Builder, Manager, Wry};

use crate::args::{self, Arguments, Invocation};
use crate::controller_handle::{self, ControllerHandle};
use crate::integration::{self, DesktopIntegration};
use crate::notify;
use crate::shown::{self, show_window};
use crate::tray_view::TrayView;

/// Nothing is begun before the toolkit.
pub(super) struct Begun;

/// The data folder, kept as state of the app.
struct Folder(PathBuf);

/// Goes on.
pub(super) fn begin(_arguments: Arguments, _folder: &DataDir, _words: &Words) -> anyhow::Result<Option<Begun>> {
    Ok(Some(Begun))
}

/// The plugins; first the one by which a second launch ends before it has made anything.
pub(super) fn plugins(builder: Builder<Wry>) -> Builder<Wry> {
    let single = tauri_plugin_single_instance::Builder::new().callback(|app, arguments, _folder| second_launch(app, arguments));
    builder.plugin(single.build()).plugin(tauri_plugin_notification::init())
}

/// On the main thread, before the first event.
pub(super) fn start(app: &App, _begun: Begun, arguments: Arguments, language: Language, folder: &DataDir) -> Result<(), Failure> {
    let problem = folder.check_writable().err().map(Failure::from);
    if let Some(error) = &problem {
        tracing::error!(%error, "nothing can be kept in the data folder");
    }
    let backend = Arc::new(Workstation::open(Options::of_process(language))?);
    app.manage(TrayView::default());
    app.manage(Folder(folder.root().to_owned()));
    let (handle, running) = controller(Setup {
        backend,
        shell: DesktopIntegration::of(app.handle().clone()),
        words: Words::new(language),
        zone: system_zone(),
        clock: Box::new(jiff::Timestamp::now),
        jitter: Box::new(chance),
        problem,
    });
    let overview = handle.overview.clone();
    let asked_early = {
        let mut early = EARLY.lock().unwrap_or_else(PoisonError::into_inner);
        app.manage(ControllerHandle::new(handle, show_window));
        early.take()
    };
    let app_handle = app.handle().clone();
    // A session that closes ends the app as its own menu does.
    last_resort::watch(move || controller_handle::send(&app_handle, Request::Quit));
    // Each ends alone if it panics: what still runs stays usable.
    tauri::async_runtime::spawn(running);
    tauri::async_runtime::spawn(integration::publish_tray(app.handle().clone(), overview.clone()));
    tauri::async_runtime::spawn(shown::publish(app.handle().clone(), overview));
    if let Some(screen) = asked_early.or(arguments.screen) {
        controller_handle::send(app.handle(), Request::OpenWindow { screen });
    }
    Ok(())
}

/// The screen that a second launch asked for while this one was still starting.
static EARLY: Mutex<Option<Screen>> = Mutex::new(None);

fn second_launch(app: &AppHandle, arguments: Vec<String>) {
    match args::parse(arguments.into_iter().skip(1).map(Into::into)) {
        Ok(Invocation::Run(Arguments { screen: Some(screen), .. })) => {
            let mut early = EARLY.lock().unwrap_or_else(PoisonError::into_inner);
            if app.try_state::<ControllerHandle>().is_none() {
                *early = Some(screen);
                return;
            }
            drop(early);
            controller_handle::send(app, Request::OpenWindow { screen });
        }
        // Answered by the second launch itself, or nothing to show.
        Ok(Invocation::Run(Arguments { screen: None, .. }) | Invocation::Help | Invocation::Version) => {}
        Err(argument) => tracing::warn!(argument, "a second launch with an argument that is not understood"),
    }
}

/// The app stays in the tray, and ends where it has no icon there.
pub(super) fn without_window(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let words = Words::new(Language::negotiate([app.state::<ControllerHandle>().overview().language.as_str()]));
        let LastWindow { ends, say } = after_last_window(app.state::<TrayView>().is_there(), &app.state::<Folder>().0, &words);
        if let Some((title, text)) = say {
            notify::show(&app, &title, &text).await;
        }
        // It may have been opened again meanwhile.
        if ends && app.webview_windows().is_empty() {
            controller_handle::send(&app, Request::Quit);
        }
    });
}
