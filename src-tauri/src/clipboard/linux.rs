//! Linux: through GTK, which is loaded anyway and serves X11 and Wayland. It must be used on the main thread.

use anyhow::{Context, ensure};
use std::time::Duration;
use tauri::AppHandle;
use tokio::sync::oneshot;

/// How long the main loop may take.
const LIMIT: Duration = Duration::from_secs(2);

/// Puts text onto the clipboard and waits until it is there.
///
/// # Errors
/// There is no clipboard, or the main loop does not run.
pub(crate) async fn copy(app: &AppHandle, text: String) -> anyhow::Result<()> {
    let (done, placed) = oneshot::channel();
    app.run_on_main_thread(move || {
        let clipboard = gtk::gdk::Display::default().and_then(|it| gtk::Clipboard::default(&it));
        if let Some(clipboard) = &clipboard {
            clipboard.set_text(&text);
        }
        // Nobody waits any more: nothing to tell.
        let _ = done.send(clipboard.is_some());
    })?;
    let placed = tokio::time::timeout(LIMIT, placed).await.context("the main loop did not answer")??;
    ensure!(placed, "this display has no clipboard");
    Ok(())
}
