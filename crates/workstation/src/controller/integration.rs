//! What the controller asks of the shell around it: a few calls that a test records.

use crate::notifications::NotificationCommand;
use crate::vocabulary::Screen;

/// The window system, clipboard and programs of the person's desktop.
pub trait Integration: Send + 'static {
    /// Opens a page in the system browser, or a `mailto:` link in the mail program. The error is the system's own words.
    ///
    /// # Errors
    /// Nothing opened it.
    fn open_link(&mut self, link: &str) -> Result<(), String>;

    /// Puts text on the clipboard. The error is the system's own words.
    ///
    /// # Errors
    /// There is no clipboard, or it is not ours to write.
    fn copy(&mut self, text: &str) -> Result<(), String>;

    /// Raises the window, making it where there is none.
    fn show_window(&mut self, screen: Screen);

    /// Shows or withdraws a notification of the desktop. Never the only way to learn something, so it has no failure.
    fn notify(&mut self, command: NotificationCommand);

    /// Ends the program. Nothing is asked of the controller after it.
    fn quit(&mut self);
}
