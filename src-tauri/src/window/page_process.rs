//! The process in which the web view runs the page. On Linux it is another program than this one: it has to be ended before this one goes.

use tauri::WebviewWindow;

/// Ends it. Left to notice by itself that this process has gone, it now and then waits ten seconds for an answer from here, and crashes.
#[cfg(target_os = "linux")]
pub(super) fn end(window: &WebviewWindow) {
    use webkit2gtk::WebViewExt;
    if let Err(error) = window.with_webview(|view| view.inner().terminate_web_process()) {
        tracing::debug!(%error, "the window has gone before its page");
    }
}

/// Elsewhere the system's web view looks after that.
#[cfg(not(target_os = "linux"))]
pub(super) fn end(_window: &WebviewWindow) {}
