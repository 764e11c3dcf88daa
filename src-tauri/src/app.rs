//! Puts the parts together: one instance, tray, controller, and what ends the program.

use anyhow::bail;
use domicile_words::{Language, Words};
use domicile_workstation::backend::Backend;
use domicile_workstation::controller::{Setup, controller};
use domicile_workstation::data_dir::{DataDir, Environment};
use domicile_workstation::failure::Failure;
use domicile_workstation::present::Say;
use domicile_workstation::present::problem::problem;
use domicile_workstation::request::Request;
use domicile_workstation::vocabulary::Screen;
use domicile_workstation::workstation::{Options, Workstation};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{App, AppHandle, Manager, RunEvent, WindowEvent};

use crate::args::{self, Arguments, Invocation};
use crate::bridge;
use crate::controller_handle::{self, ControllerHandle};
use crate::display;
use crate::first_instance::{self, FirstInstance};
use crate::integration::{self, DesktopIntegration};
use crate::last_resort;
use crate::last_window::{self, Next};
use crate::startup_error;
use crate::system_language::system_language;
use crate::tray_view::TrayView;
use crate::window::{MAIN, Windows};

/// Runs the app until it is quit.
///
/// # Errors
/// There is no place for the data folder, no screen, or another instance that does not answer; in the person's language.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<()> {
    let language = system_language();
    let words = Words::new(language);
    let environment = Environment::of_process();
    let folder = DataDir::locate(&environment).map_err(|cause| spoken(&cause.into(), &words))?;
    let context = tauri::generate_context!();
    let usual = DataDir::locate(&Environment { home: None, ..environment }).ok();
    let bus_id = first_instance::bus_id(&context.config().identifier, folder.root(), usual.as_ref().map(DataDir::root));
    match first_instance::look(&bus_id) {
        FirstInstance::Fine => {}
        FirstInstance::Silent { process } => {
            let process = process.map_or_else(|| "?".to_owned(), |it| it.to_string());
            bail!(words.format("desktop-first-is-silent", &[("process", process.as_str().into())]));
        }
        FirstInstance::BusSilent => {
            tracing::warn!("the session bus does not answer: the app goes on without it");
            first_instance::without_bus();
        }
    }
    if let Some(sentence) = display::missing(&words) {
        bail!(sentence);
    }
    let bridge = bridge::bridge();
    let single_instance = tauri_plugin_single_instance::Builder::new().callback(|app, arguments, _folder| second_launch(app, arguments));
    #[cfg(target_os = "linux")]
    let single_instance = single_instance.dbus_id(bus_id);
    let app = tauri::Builder::default()
        // First, so that a second launch ends before it has made anything.
        .plugin(single_instance.build())
        .invoke_handler(bridge.invoke_handler())
        .setup(move |app| {
            bridge.mount_events(app);
            if let Err(failure) = start(app, arguments, language, &folder) {
                // An error that is handed back here would end in a panic of the toolkit.
                startup_error::say(&format!("{:#}", spoken(&failure, &Words::new(language))));
                app.handle().cleanup_before_exit();
                std::process::exit(1);
            }
            Ok(())
        });
    #[cfg(not(target_os = "linux"))]
    let app = app.plugin(tauri_plugin_notification::init());
    app.build(context)?.run(|app, event| match event {
        RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } if label == MAIN => {
            controller_handle::send(app, Request::WindowChanged { visible: false });
        }
        // No window is left. The program ends only where it could not be reached any more.
        RunEvent::ExitRequested { code: None, api, .. } => {
            api.prevent_exit();
            without_window(app.clone());
        }
        RunEvent::ExitRequested { .. } => app.state::<Windows>().remember_size(app),
        _ => {}
    });
    Ok(())
}

/// On the main thread, before the first event.
fn start(app: &App, arguments: Arguments, language: Language, folder: &DataDir) -> Result<(), Failure> {
    let problem = folder.check_writable().err().map(Failure::from);
    if let Some(error) = &problem {
        tracing::error!(%error, "nothing can be kept in the data folder");
    }
    let backend: Arc<dyn Backend> = Arc::new(Workstation::open(Options::of_process(language))?);
    app.manage(Windows::under(folder.root(), arguments.say_when_shown));
    app.manage(TrayView::new(folder.root()));
    let (handle, running) = controller(Setup {
        backend,
        shell: DesktopIntegration::of(app.handle().clone()),
        words: Words::new(language),
        zone: domicile_workstation::present::system_zone(),
        clock: Box::new(jiff::Timestamp::now),
        jitter: Box::new(jitter),
        problem,
    });
    let overview = handle.overview.clone();
    let asked_early = {
        let mut early = EARLY.lock().unwrap_or_else(PoisonError::into_inner);
        app.manage(ControllerHandle::new(handle, integration::show_window));
        early.take()
    };
    let app_handle = app.handle().clone();
    // A session that closes ends the app as its own menu does.
    last_resort::watch(move || controller_handle::send(&app_handle, Request::Quit));
    // Each ends alone if it panics: what still runs stays usable.
    tauri::async_runtime::spawn(running);
    tauri::async_runtime::spawn(integration::publish_tray(app.handle().clone(), overview.clone()));
    tauri::async_runtime::spawn(integration::publish(app.handle().clone(), overview));
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

/// A failure as people read it, on one line.
fn spoken(failure: &Failure, words: &Words) -> anyhow::Error {
    let zone = domicile_workstation::present::system_zone();
    let it = problem(failure, Say::new(words, jiff::Timestamp::now(), &zone));
    let next = it.next.iter().map(|it| it.text.as_str());
    anyhow::Error::msg(
        [it.what.as_str(), it.why.as_str()].into_iter().chain(next).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" "),
    )
}

fn without_window(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let language = Language::negotiate([app.state::<ControllerHandle>().overview().language.as_str()]);
        let folder = app.state::<Windows>().folder().to_owned();
        // It may have been opened again meanwhile.
        if last_window::after_last_window(&app, &folder, language).await == Next::End && app.webview_windows().is_empty() {
            controller_handle::send(&app, Request::Quit);
        }
    });
}

/// From 0 (included) to 1 (not): spreads what many computers would otherwise do in the same moment. No secret hangs on it.
fn jitter() -> f64 {
    let bits = u32::try_from(RandomState::new().build_hasher().finish() >> 32).unwrap_or_default();
    f64::from(bits) / (f64::from(u32::MAX) + 1.0)
}
