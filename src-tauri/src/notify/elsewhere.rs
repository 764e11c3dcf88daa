//! Windows and macOS.

use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

/// Shows a message.
pub(crate) async fn show(app: &AppHandle, title: &str, body: &str) {
    if let Err(error) = app.notification().builder().title(title).body(body).show() {
        tracing::warn!(%error, "the notification was not shown");
    }
}
