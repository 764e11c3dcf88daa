//! Windows: the taskbar has a theme of its own beside that of the apps.

use super::TrayTheme;

/// Reads `SystemUsesLightTheme`; absent means dark, as Windows itself does.
pub(crate) async fn current() -> TrayTheme {
    let light = windows_registry::CURRENT_USER
        .open(r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize")
        .and_then(|key| key.get_u32("SystemUsesLightTheme"));
    if light == Ok(1) { TrayTheme::Light } else { TrayTheme::Dark }
}
