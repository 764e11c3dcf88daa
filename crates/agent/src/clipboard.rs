//! The clipboard while there is no window: the X server's, which Wayland desktops share. A thread of the library answers whoever pastes.

use arboard::Clipboard;
use std::sync::{Mutex, PoisonError};

/// Kept: the text is on the clipboard for as long as this lives.
static CLIPBOARD: Mutex<Option<Clipboard>> = Mutex::new(None);

/// Puts text onto the clipboard. Waits for the X server: never on the thread of the loop.
///
/// # Errors
/// There is none, in the system's own words.
pub(crate) fn copy(text: &str) -> Result<(), String> {
    let mut kept = CLIPBOARD.lock().unwrap_or_else(PoisonError::into_inner);
    let mut clipboard = match kept.take() {
        Some(it) => it,
        None => Clipboard::new().map_err(|error| error.to_string())?,
    };
    // One whose server went away is not kept: the next text tries anew.
    clipboard.set_text(text).map_err(|error| error.to_string())?;
    *kept = Some(clipboard);
    Ok(())
}
