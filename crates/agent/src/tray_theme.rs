//! Which pictures suit the panel that they lie on. GNOME's top bar is dark whatever the theme; elsewhere the panel follows the system's preference, and is dark more often than
//! not where nobody states one.

use crate::dbus;
use zbus::zvariant::Value;

/// What lies behind the icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TrayTheme {
    /// A light panel: dark pictures.
    Light,
    /// A dark panel: light pictures.
    Dark,
}

/// Reads the preference now.
pub(crate) async fn current() -> TrayTheme {
    decide(&std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default(), preference().await)
}

/// The portal's `color-scheme`: 0 none, 1 dark, 2 light.
async fn preference() -> Option<u32> {
    let asked = dbus::session().await?.call_method(
        Some("org.freedesktop.portal.Desktop"),
        "/org/freedesktop/portal/desktop",
        Some("org.freedesktop.portal.Settings"),
        "Read",
        &("org.freedesktop.appearance", "color-scheme"),
    );
    let answer = dbus::reply(asked).await?;
    let body = answer.body();
    let mut value = body.deserialize::<Value<'_>>().ok()?;
    // `Read` wraps the value twice, newer portals once.
    while let Value::Value(inner) = value {
        value = *inner;
    }
    u32::try_from(value).ok()
}

fn decide(desktop: &str, preference: Option<u32>) -> TrayTheme {
    let gnome = desktop.split(':').any(|it| it.eq_ignore_ascii_case("gnome"));
    if !gnome && preference == Some(2) { TrayTheme::Light } else { TrayTheme::Dark }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_panel_is_dark_unless_the_system_prefers_light_and_is_not_gnome() {
        assert_eq!(decide("KDE", Some(2)), TrayTheme::Light);
        assert_eq!(decide("KDE", Some(1)), TrayTheme::Dark);
        assert_eq!(decide("XFCE", None), TrayTheme::Dark);
        assert_eq!(decide("ubuntu:GNOME", Some(2)), TrayTheme::Dark);
    }
}
