//! What happens once the last window is gone: the app stays where people can reach it, and ends where they could not. Either way it
//! says so.

use domicile_words::Words;
use std::path::Path;

/// What to do without a window, and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastWindow {
    /// Whether the program ends; else it stays in the tray.
    pub ends: bool,
    /// Title and text of a notification; `None` where the person knows already.
    pub say: Option<(String, String)>,
}

/// What closing the window means where somebody shows the icon of the app (`reachable`), or nobody does. What was said once is noted in the
/// data folder.
pub fn after_last_window(reachable: bool, folder: &Path, words: &Words) -> LastWindow {
    let say = |title: &str, text: &str| Some((words.text(title), words.text(text)));
    if !reachable {
        tracing::info!("closing the window ends the app: it has no icon that anybody shows");
        return LastWindow { ends: true, say: say("desktop-ended", "desktop-ended-detail") };
    }
    let news = first_time(&folder.join("keeps-running.said"));
    LastWindow { ends: false, say: if news { say("desktop-keeps-running", "desktop-keeps-running-detail") } else { None } }
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
    use super::*;
    use domicile_words::Language;

    #[test]
    fn a_thing_is_said_once_and_never_where_that_cannot_be_noted() {
        let folder = tempfile::tempdir().unwrap();
        let words = Words::new(Language::En);
        let said = |folder: &Path| after_last_window(true, folder, &words).say.map(|it| it.0);
        assert_eq!(said(folder.path()).as_deref(), Some("Domicile keeps running"));
        assert_eq!(said(folder.path()), None);
        assert_eq!(said(&folder.path().join("absent")), None);
    }

    #[test]
    fn whoever_could_not_be_reached_ends_and_says_so_every_time() {
        let folder = tempfile::tempdir().unwrap();
        let words = Words::new(Language::En);
        for _ in 0..2 {
            let next = after_last_window(false, folder.path(), &words);
            assert_eq!((next.ends, next.say.map(|it| it.0).as_deref()), (true, Some("Domicile has ended")));
        }
    }
}
