//! Windows and macOS always have a place for the icon.

/// Always.
pub(crate) async fn shows_icons() -> bool {
    true
}
