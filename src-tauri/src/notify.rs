//! Short messages of the desktop, outside the window (Windows, macOS; on Linux the agent says them). Never the only way to learn something, so
//! a failure is only logged.

use domicile_workstation::notifications::NotificationCommand;
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

/// Shows a message.
pub(crate) async fn show(app: &AppHandle, title: &str, body: &str) {
    if let Err(error) = app.notification().builder().title(title).body(body).show() {
        tracing::warn!(%error, "the notification was not shown");
    }
}

/// Shows what is news. These systems take a shown notification away by themselves; the plugin cannot.
pub(crate) fn tell(app: &AppHandle, telling: NotificationCommand) {
    if let NotificationCommand::Show(it) = telling {
        let app = app.clone();
        tauri::async_runtime::spawn(async move { show(&app, &it.title, &it.body).await });
    }
}
