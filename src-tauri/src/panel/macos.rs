//! macOS tints template images to suit the menu bar.

use super::Shade;

/// Always a template.
pub(crate) async fn shade() -> Shade {
    Shade::Template
}
