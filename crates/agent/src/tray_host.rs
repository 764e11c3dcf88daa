//! Whether this desktop shows tray icons now: somebody owns the watcher's name *and* a host has registered with it. A watcher alone (as some settings daemons bring) draws
//! nothing.

use crate::dbus;
use zbus::zvariant::Value;

/// Asks the session bus. No bus, no watcher, no host or no answer: no icons.
pub(crate) async fn shows_icons() -> bool {
    let Some(connection) = dbus::session().await else { return false };
    let asked = connection.call_method(
        Some("org.kde.StatusNotifierWatcher"),
        "/StatusNotifierWatcher",
        Some("org.freedesktop.DBus.Properties"),
        "Get",
        &("org.kde.StatusNotifierWatcher", "IsStatusNotifierHostRegistered"),
    );
    match dbus::reply(asked).await {
        Some(answer) => answer.body().deserialize::<Value<'_>>().is_ok_and(|it| it == Value::Bool(true)),
        None => false,
    }
}
