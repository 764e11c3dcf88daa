//! What happens once the last window is gone: the app stays where people can reach it, and ends where they could not. Either way it
//! says so.

use domicile_words::{Language, Words};
use std::path::Path;
use tauri::{AppHandle, Manager};

use crate::tray_view::TrayView;
use crate::{notify, tray_host};

/// What to do without a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// Stay in the tray.
    Stay,
    /// End the program.
    End,
}

/// Says what closing the window meant, and answers what comes next.
pub(crate) async fn after_last_window(app: &AppHandle, folder: &Path, language: Language) -> Next {
    let words = Words::new(language);
    if !(app.state::<TrayView>().is_there() && tray_host::shows_icons().await) {
        tracing::info!("closing the window ends the app: it has no icon that anybody shows");
        notify::show(app, &words.text("desktop-ended"), &words.text("desktop-ended-detail")).await;
        return Next::End;
    }
    if first_time(&folder.join("keeps-running.said")) {
        notify::show(app, &words.text("desktop-keeps-running"), &words.text("desktop-keeps-running-detail")).await;
    }
    Next::Stay
}

/// Whether this was never said before, and notes that it is now. Where that cannot be noted it counts as said: silence is better than
/// saying it every time.
fn first_time(said: &Path) -> bool {
    match std::fs::File::create_new(said) {
        Ok(_) => true,
        Err(error) => {
            if error.kind() != std::io::ErrorKind::AlreadyExists {
                tracing::warn!(%error, "what was said once cannot be noted");
            }
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first_time;

    #[test]
    fn a_thing_is_said_once_and_never_where_that_cannot_be_noted() {
        let folder = tempfile::tempdir().unwrap();
        let said = folder.path().join("said");
        assert!(first_time(&said));
        assert!(!first_time(&said));
        assert!(!first_time(&folder.path().join("absent/said")));
    }
}
