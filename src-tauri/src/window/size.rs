//! How large the window was when it was closed last. Only the size: where a window lies is the window manager's business.

use serde::{Deserialize, Serialize};
use std::path::Path;

/// The smallest window, in logical pixels.
pub(super) const SMALLEST: (f64, f64) = (360.0, 420.0);

/// A size in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Size {
    /// Width of the content.
    pub(super) width: f64,
    /// Height of the content.
    pub(super) height: f64,
    /// It filled the screen.
    pub(super) maximized: bool,
}

impl Size {
    /// The size of a first window.
    const FIRST: Self = Self { width: 760.0, height: 600.0, maximized: false };

    /// The size kept in a file; a first window's size where there is none or it cannot be read.
    pub(super) fn remembered(file: &Path) -> Self {
        let Ok(text) = std::fs::read_to_string(file) else { return Self::FIRST };
        match serde_json::from_str::<Self>(&text) {
            Ok(size) if size.width.is_finite() && size.height.is_finite() => {
                Self { width: size.width.max(SMALLEST.0), height: size.height.max(SMALLEST.1), ..size }
            }
            _ => Self::FIRST,
        }
    }

    /// Keeps the size. A maximised window keeps the size that it had before, as far as one is known. Nothing depends on it, so a
    /// failure is only logged.
    pub(super) fn keep(self, file: &Path) {
        let size = if self.maximized { Self { maximized: true, ..Self::remembered(file) } } else { self };
        let written = serde_json::to_string(&size).map_err(std::io::Error::other).and_then(|text| std::fs::write(file, text));
        if let Err(error) = written {
            tracing::warn!(%error, "the size of the window was not kept");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_size_comes_back_and_a_broken_file_does_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("window.json");
        assert_eq!(Size::remembered(&file), Size::FIRST);
        Size { width: 900.0, height: 500.0, maximized: false }.keep(&file);
        Size { width: 1920.0, height: 1040.0, maximized: true }.keep(&file);
        assert_eq!(Size::remembered(&file), Size { width: 900.0, height: 500.0, maximized: true });
        std::fs::write(&file, "{").unwrap();
        assert_eq!(Size::remembered(&file), Size::FIRST);
    }

    #[test]
    fn a_window_is_never_smaller_than_the_page_allows() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("window.json");
        std::fs::write(&file, r#"{"width":10,"height":10,"maximized":false}"#).unwrap();
        assert_eq!(Size::remembered(&file), Size { width: 360.0, height: 420.0, maximized: false });
    }
}
