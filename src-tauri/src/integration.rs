//! What the controller asks of this desktop, and what it publishes in the tray: where one process holds window and tray (Windows, macOS).

use domicile_words::{Language, Words};
use domicile_workstation::controller::{Copying, Integration};
use domicile_workstation::notifications::NotificationCommand;
use domicile_workstation::overview::Overview;
use domicile_workstation::session::{Browser, SystemBrowser};
use domicile_workstation::tray::{noticed, tray};
use domicile_workstation::vocabulary::Screen;
use jiff::Timestamp;
use std::time::Duration;
use tauri::{AppHandle, Manager};
use tokio::sync::watch;

use crate::clipboard;
use crate::notify;
use crate::shown::show_window;
use crate::tray_view::TrayView;

/// What the controller asks of the desktop.
pub(crate) struct DesktopIntegration {
    app: AppHandle,
}

impl DesktopIntegration {
    /// The desktop of an app.
    pub(crate) fn of(app: AppHandle) -> Self {
        Self { app }
    }
}

impl Integration for DesktopIntegration {
    fn open_link(&mut self, link: &str) -> Result<(), String> {
        SystemBrowser.open(link).map_err(|error| error.to_string())
    }

    fn copy(&mut self, text: String) -> Copying {
        let app = self.app.clone();
        Box::pin(async move { clipboard::copy(&app, text).await.map_err(|error| format!("{error:#}")) })
    }

    fn show_window(&mut self, screen: Screen) {
        show_window(&self.app, screen);
    }

    fn notify(&mut self, telling: NotificationCommand) {
        notify::tell(&self.app, telling);
    }

    fn quit(&mut self) {
        self.app.exit(0);
    }
}

/// How long the tray waits for what comes along with a change: some panels do not bear many menus.
const TOGETHER: Duration = Duration::from_millis(300);

/// Draws the tray of everything that the controller publishes, until it ends.
pub(crate) async fn publish_tray(app: AppHandle, mut overview: watch::Receiver<Overview>) {
    loop {
        let (shown, again) = noticed(overview.borrow_and_update().clone(), Timestamp::now());
        let words = Words::new(Language::negotiate([shown.language.as_str()]));
        app.state::<TrayView>().draw(&app, tray(&shown, &words)).await;
        let changed = match again.and_then(|it| it.try_into().ok()) {
            Some(rest) => tokio::time::timeout(rest, overview.changed()).await.unwrap_or(Ok(())),
            None => overview.changed().await,
        };
        if changed.is_err() {
            return;
        }
        tokio::time::sleep(TOGETHER).await;
    }
}
