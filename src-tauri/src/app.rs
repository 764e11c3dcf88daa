//! Puts the parts together: one instance, tray, controller, and what ends the program.

use domicile_words::Language;
use domicile_workstation::backend::Backend;
use domicile_workstation::controller::{Setup, controller};
use domicile_workstation::data_dir::{DataDir, Environment};
use domicile_workstation::interruption;
use domicile_workstation::request::Request;
use domicile_workstation::session::RENEWAL_LIMIT;
use domicile_workstation::workstation::{Options, Workstation};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use tauri::{App, AppHandle, Manager, RunEvent, WindowEvent};

use crate::args::{self, Arguments};
use crate::bridge;
use crate::controller_handle::{self, ControllerHandle};
use crate::integration::{self, DesktopIntegration};
use crate::last_window::{self, Next};
use crate::system_language::system_language;
use crate::tray_view::TrayView;
use crate::window::{MAIN, Windows};

/// Runs the app until it is quit.
///
/// # Errors
/// There is no place for the data folder, or no display.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<()> {
    let bridge = bridge::bridge();
    let app = tauri::Builder::default()
        // First, so that a second launch ends before it has made anything.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _folder| second_launch(app, arguments)))
        .invoke_handler(bridge.invoke_handler())
        .setup(move |app| {
            bridge.mount_events(app);
            start(app, arguments)?;
            Ok(())
        });
    #[cfg(not(target_os = "linux"))]
    let app = app.plugin(tauri_plugin_notification::init());
    app.build(tauri::generate_context!())?.run(|app, event| match event {
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
fn start(app: &App, arguments: Arguments) -> anyhow::Result<()> {
    let home = DataDir::locate(&Environment::of_process())?;
    if let Err(error) = home.prepare() {
        // The person is told by what then fails; the window must open for that.
        tracing::error!(%error, "the data folder cannot be made");
    }
    let language = system_language();
    let backend: Arc<dyn Backend> = Arc::new(Workstation::open(Options::of_process(language))?);
    app.manage(Windows::under(home.root()));
    app.manage(TrayView::new(app.handle())?);
    let (handle, running) = controller(Setup {
        backend,
        shell: DesktopIntegration::of(app.handle().clone()),
        words: domicile_words::Words::new(language),
        zone: jiff::tz::TimeZone::system(),
        clock: Box::new(jiff::Timestamp::now),
        jitter: Box::new(jitter),
    });
    let overview = handle.overview.clone();
    app.manage(ControllerHandle::new(handle, integration::show_window));
    let app_handle = app.handle().clone();
    tauri::async_runtime::spawn(async move {
        // A session that closes ends the app as its own menu does: in order.
        interruption::listen().await;
        controller_handle::send(&app_handle, Request::Quit);
        // Whatever hangs: nobody but us can end us now by asking.
        tokio::time::sleep(RENEWAL_LIMIT * 2).await;
        std::process::exit(1);
    });
    // Each ends alone if it panics: what still runs stays usable.
    tauri::async_runtime::spawn(running);
    tauri::async_runtime::spawn(integration::publish(app.handle().clone(), overview));
    if let Some(screen) = arguments.screen {
        controller_handle::send(app.handle(), Request::OpenWindow { screen });
    }
    Ok(())
}

fn second_launch(app: &AppHandle, arguments: Vec<String>) {
    match args::parse(arguments.into_iter().skip(1)) {
        Ok(Arguments { screen: Some(screen) }) => controller_handle::send(app, Request::OpenWindow { screen }),
        Ok(Arguments { screen: None }) => {}
        Err(argument) => tracing::warn!(argument, "a second launch with an argument that is not understood"),
    }
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
