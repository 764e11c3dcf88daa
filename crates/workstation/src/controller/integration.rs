//! What the controller asks of the shell around it: a few calls that a test records. This is the seam between the two shapes of the app: one
//! process with window and tray (Windows, macOS), or an agent that a window connects to (Linux).

use crate::notifications::NotificationCommand;
use crate::vocabulary::Screen;
use std::future::Future;
use std::pin::Pin;

/// A text on its way to the clipboard. The error is the system's own words: there is no clipboard, or it is not ours to write.
pub type Copying = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;

/// The window system, clipboard and programs of the person's desktop.
pub trait Integration: Send + 'static {
    /// Opens a page in the system browser, or a `mailto:` link in the mail program. The error is the system's own words.
    ///
    /// # Errors
    /// Nothing opened it.
    fn open_link(&mut self, link: &str) -> Result<(), String>;

    /// Puts text on the clipboard, beside the loop: who holds the clipboard may take their time, or be another process.
    fn copy(&mut self, text: String) -> Copying;

    /// Raises the window, making it where there is none.
    fn show_window(&mut self, screen: Screen);

    /// Shows or withdraws a notification of the desktop. Never the only way to learn something, so it has no failure.
    fn notify(&mut self, command: NotificationCommand);

    /// Ends the program. Nothing is asked of the controller after it.
    fn quit(&mut self);
}
