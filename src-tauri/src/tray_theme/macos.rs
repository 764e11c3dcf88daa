//! macOS tints template images to suit the menu bar.

use super::TrayTheme;

/// Always a template.
pub(crate) async fn current() -> TrayTheme {
    TrayTheme::Template
}
