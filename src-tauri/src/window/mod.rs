//! The one window: made when somebody asks for it, gone with its web view when it is closed. Nothing of it lives while the app sits in
//! the tray.

mod page_process;
mod size;

use domicile_workstation::private_folder;
use domicile_workstation::vocabulary::Screen;
use domicile_workstation::vocabulary::Theme;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::window::Color;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::args;
use size::Size;

/// The label that the capability names.
pub(crate) const MAIN: &str = "main";
/// A page that did not finish loading by then is shown as it is.
const PATIENCE: Duration = Duration::from_secs(3);

/// Makes windows; kept as state of the app.
pub(crate) struct Windows {
    folder: PathBuf,
    /// Whether whoever started the program waits for a line once the first window is there.
    say_when_shown: AtomicBool,
    /// Two requests at the same moment open one window.
    making: Mutex<()>,
}

impl Windows {
    /// Keeps what it must under this folder.
    pub(crate) fn under(folder: &Path, say_when_shown: bool) -> Self {
        Self { folder: folder.to_owned(), say_when_shown: say_when_shown.into(), making: Mutex::new(()) }
    }

    /// Opens the window on a screen, or raises it. Waits for the main loop: never call it from there.
    ///
    /// # Errors
    /// The system refuses a window or a web view.
    pub(crate) fn show(&self, app: &AppHandle, screen: Screen, theme: Theme) -> tauri::Result<()> {
        let _one_at_a_time = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        match app.get_webview_window(MAIN) {
            Some(window) => {
                // The names are ours, never text from outside.
                window.eval(format!("window.location.hash = '{}'", screen.name()))?;
                raise(&window)
            }
            None => self.make(app, screen, theme),
        }
    }

    fn make(&self, app: &AppHandle, screen: Screen, theme: Theme) -> tauri::Result<()> {
        let memory = self.folder.join("window.json");
        let size = Size::remembered(&memory);
        let url = WebviewUrl::App(format!("index.html#{}", screen.name()).into());
        let mut builder = WebviewWindowBuilder::new(app, MAIN, url)
            .title("Domicile")
            .inner_size(size.width, size.height)
            .min_inner_size(size::SMALLEST.0, size::SMALLEST.1)
            .maximized(size.maximized)
            .visible(false)
            .theme(native(theme))
            .background_color(paper(native(theme).unwrap_or(tauri::Theme::Light)))
            .zoom_hotkeys_enabled(true)
            .disable_drag_drop_handler()
            .on_navigation(is_ours)
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .on_page_load(|window, page| {
                if page.event() == PageLoadEvent::Finished
                    && let Err(error) = raise(&window)
                {
                    tracing::error!(%error, "the window cannot be shown");
                }
            });
        // The page keeps nothing; what the web view itself must write goes where all our files are, or nowhere.
        let files = self.folder.join("webview");
        builder = match private_folder::ready(&files) {
            Ok(()) => builder.data_directory(files),
            Err(error) => {
                tracing::warn!(%error, "the web view keeps its files in memory: its folder cannot be written");
                builder.incognito(true)
            }
        };
        let window = builder.build()?;
        if self.say_when_shown.swap(false, Ordering::Relaxed) {
            // Who asked may have stopped listening.
            let _ = writeln!(std::io::stdout(), "{}", args::SHOWN);
        }
        if theme == Theme::System
            && let Ok(found) = window.theme()
        {
            window.set_background_color(Some(paper(found)))?;
        }
        let closing = window.clone();
        window.on_window_event(move |event| {
            if matches!(event, WindowEvent::CloseRequested { .. }) {
                remember(&closing, &memory);
                page_process::end(&closing);
            }
        });
        show_in_any_case(window);
        Ok(())
    }

    /// The program ends with its window open: keeps the size for the next one.
    pub(crate) fn end(&self, app: &AppHandle) {
        if let Some(window) = app.get_webview_window(MAIN) {
            remember(&window, &self.folder.join("window.json"));
            page_process::end(&window);
        }
    }
}

/// Sets the theme of an open window.
pub(crate) fn set_theme(app: &AppHandle, theme: Theme) {
    if let Some(window) = app.get_webview_window(MAIN)
        && let Err(error) = window.set_theme(native(theme))
    {
        tracing::warn!(%error, "the theme of the window was not set");
    }
}

fn raise(window: &WebviewWindow) -> tauri::Result<()> {
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}

fn show_in_any_case(window: WebviewWindow) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PATIENCE).await;
        if window.is_visible().is_ok_and(|it| !it)
            && let Err(error) = raise(&window)
        {
            tracing::debug!(%error, "the window is gone before it was shown");
        }
    });
}

fn remember(window: &WebviewWindow, file: &Path) {
    let size = || -> tauri::Result<Size> {
        let scale = window.scale_factor()?;
        let inner = window.inner_size()?.to_logical(scale);
        Ok(Size { width: inner.width, height: inner.height, maximized: window.is_maximized()? })
    };
    match size() {
        Ok(size) => size.keep(file),
        Err(error) => tracing::debug!(%error, "the size of the window is not known"),
    }
}

/// `tauri://localhost` or, where web views know no schemes of their own, `http(s)://tauri.localhost`.
fn is_ours(url: &url::Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

fn native(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}

/// The colour behind the page (`--paper` of the look), so that nothing flashes before it is drawn.
fn paper(theme: tauri::Theme) -> Color {
    match theme {
        tauri::Theme::Dark => Color(0x19, 0x1b, 0x1d, 0xff),
        _ => Color(0xfb, 0xfb, 0xf9, 0xff),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_on_its_own_page() {
        let ours = |text: &str| is_ours(&text.parse().unwrap());
        assert!(ours("tauri://localhost/index.html#home"));
        assert!(ours("http://tauri.localhost/"));
        assert!(!ours("https://example.com/"));
        assert!(!ours("http://localhost/"));
        assert!(!ours("file:///etc/passwd"));
        assert!(!ours("data:text/html,x"));
    }
}
