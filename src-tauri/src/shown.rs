//! What the window shows: everything that the controller publishes, on the screen that somebody asked for.

use domicile_workstation::overview::Overview;
use domicile_workstation::request::Request;
use domicile_workstation::vocabulary::Screen;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use tokio::sync::watch;

use crate::bridge::OverviewChanged;
use crate::controller_handle::{self, ControllerHandle};
use crate::window::{self, Windows};

/// Opens or raises the window, beside whoever asks for it.
pub(crate) fn show_window(app: &AppHandle, screen: Screen) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let theme = app.state::<ControllerHandle>().overview().settings.theme;
        match app.state::<Windows>().show(&app, screen, theme) {
            Ok(()) => controller_handle::send(&app, Request::WindowChanged { visible: true }),
            Err(error) => tracing::error!(%error, "the window cannot be opened"),
        }
    });
}

/// Shows everything that the controller publishes, until it ends.
pub(crate) async fn publish(app: AppHandle, mut overview: watch::Receiver<Overview>) {
    loop {
        let shown = overview.borrow_and_update().clone();
        window::set_theme(&app, shown.settings.theme);
        if let Err(error) = OverviewChanged(shown).emit(&app) {
            tracing::error!(%error, "the window was not told of the new overview");
        }
        if overview.changed().await.is_err() {
            return;
        }
    }
}
