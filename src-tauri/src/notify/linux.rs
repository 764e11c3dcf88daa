//! Linux: straight over the session bus, so that the call is answered before a program that is about to end is gone.

use crate::bus;
use std::collections::HashMap;
use tauri::AppHandle;
use zbus::Variant;

/// Shows a message and waits until the desktop has taken it.
pub(crate) async fn show(_app: &AppHandle, title: &str, body: &str) {
    let Some(bus) = bus::session().await else { return };
    let hints: HashMap<&str, Variant<'_>> = HashMap::from([("desktop-entry", Variant::from("domicile-desktop"))]);
    let actions: [&str; 0] = [];
    // -1: as long as the desktop shows such messages.
    let message = ("Domicile", 0u32, "domicile-desktop", title, body, &actions[..], hints, -1i32);
    let name = "org.freedesktop.Notifications";
    let asked = bus.call_method(Some(name), "/org/freedesktop/Notifications", Some(name), "Notify", &message);
    if bus::answered(asked).await.is_none() {
        tracing::info!("the desktop shows no notifications");
    }
}
