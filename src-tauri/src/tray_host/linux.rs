//! Linux: somebody owns the watcher's name *and* a host has registered with it. A watcher alone (as some settings daemons bring) draws
//! nothing.

use crate::dbus;

/// Asks the session bus. No bus, no watcher, no host or no answer: no icons.
pub(crate) async fn shows_icons() -> bool {
    let Some(bus) = dbus::session().await else { return false };
    let asked = bus.call_method(
        Some("org.kde.StatusNotifierWatcher"),
        "/StatusNotifierWatcher",
        Some("org.freedesktop.DBus.Properties"),
        "Get",
        &("org.kde.StatusNotifierWatcher", "IsStatusNotifierHostRegistered"),
    );
    match dbus::reply(asked).await {
        Some(answer) => answer.body().deserialize::<zbus::Variant<'_>>().is_ok_and(|it| it == zbus::Variant::Bool(true)),
        None => false,
    }
}
