//! The place where tray icons lie: a `StatusNotifierWatcher` with a host, as a panel would be, and a hand that opens the menu of an icon
//! and chooses an entry. Also the desktop's notifications, since both are what people see outside the window.

use super::Desktop;
use crate::process::eventually;
use anyhow::{Context, Result, bail};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use zbus::message::Header;
use zbus::{Connection, Proxy, interface};
use zbus::{OwnedObjectPath, OwnedVariant, Variant};

/// How long an icon may take to appear or to change.
const LIMIT: Duration = Duration::from_secs(20);

/// How long a hand waits before it clicks again, and how often it does.
const AGAIN: Duration = Duration::from_secs(5);
const CLICKS: u32 = 6;

type Registered = Arc<Mutex<Vec<(String, String)>>>;

struct Watcher(Registered);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    /// Indicators name their object path, other items their bus name.
    fn register_status_notifier_item(&self, service: &str, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        let item =
            if service.starts_with('/') { (sender, service.to_owned()) } else { (service.to_owned(), "/StatusNotifierItem".to_owned()) };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(item);
    }

    fn register_status_notifier_host(&self, _service: &str) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().map(|(name, path)| format!("{name}{path}")).collect()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

#[derive(Clone, Default)]
struct Notifications(Arc<Mutex<Vec<String>>>);

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[expect(clippy::too_many_arguments, reason = "the desktop's own signature")]
    fn notify(
        &self,
        _app: &str,
        _replaces: u32,
        _icon: &str,
        summary: &str,
        _body: &str,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedVariant>,
        _expires: i32,
    ) -> u32 {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.push(summary.to_owned());
        u32::try_from(shown.len()).unwrap_or(u32::MAX)
    }
}

/// What shows icons and notifications on a desktop.
pub struct TrayHost {
    bus: Connection,
    registered: Registered,
    notifications: Notifications,
}

impl TrayHost {
    /// A panel and a notification service, in place before the app starts.
    ///
    /// # Errors
    /// Somebody else is already there.
    pub async fn start(desktop: &Desktop) -> Result<Self> {
        let host = Self::without_panel(desktop).await?;
        host.bus.object_server().at("/StatusNotifierWatcher", Watcher(host.registered.clone())).await?;
        host.bus.request_name("org.kde.StatusNotifierWatcher").await?;
        Ok(host)
    }

    /// A notification service alone: a desktop that shows no tray icons.
    ///
    /// # Errors
    /// Somebody else is already there.
    pub async fn without_panel(desktop: &Desktop) -> Result<Self> {
        let host = Self { bus: desktop.bus().await?, registered: Registered::default(), notifications: Notifications::default() };
        host.bus.object_server().at("/org/freedesktop/Notifications", host.notifications.clone()).await?;
        host.bus.request_name("org.freedesktop.Notifications").await?;
        Ok(host)
    }

    /// The titles of the notifications so far.
    #[must_use]
    pub fn notifications(&self) -> Vec<String> {
        self.notifications.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The one icon, as soon as it is there.
    ///
    /// # Errors
    /// None appears.
    pub async fn icon(&self) -> Result<Icon> {
        let (name, path) = eventually("an icon in the tray", LIMIT, async || {
            self.registered.lock().unwrap_or_else(PoisonError::into_inner).last().cloned()
        })
        .await?;
        // Asked afresh each time: indicators change without the signal that a cache waits for.
        let item = zbus::proxy::Builder::<Proxy<'static>>::new(&self.bus)
            .destination(name.clone())
            .path(path)
            .interface("org.kde.StatusNotifierItem")
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
            .await?;
        let menu: OwnedObjectPath = item.get_property("Menu").await.context("the icon has no menu")?;
        Ok(Icon { menu: Proxy::new(&self.bus, name, menu, "com.canonical.dbusmenu").await?, item })
    }
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What the menu calls it by.
    pub id: i32,
    /// The text; empty for a separator.
    pub label: String,
    /// Whether it can be chosen.
    pub enabled: bool,
}

/// `(id, properties, children)`.
type Node = (i32, HashMap<String, OwnedVariant>, Vec<OwnedVariant>);

/// An icon in the tray.
pub struct Icon {
    item: Proxy<'static>,
    menu: Proxy<'static>,
}

impl Icon {
    /// The entries of the menu, as they are now.
    ///
    /// # Errors
    /// The app does not answer.
    pub async fn entries(&self) -> Result<Vec<Entry>> {
        let properties: Vec<&str> = Vec::new();
        let (_revision, root): (u32, Node) = self.menu.call("GetLayout", &(0i32, -1i32, properties)).await?;
        root.2.into_iter().map(|child| entry(Node::try_from(child)?)).collect()
    }

    /// The texts of the menu from top to bottom, `-` for a separator.
    ///
    /// # Errors
    /// The app does not answer.
    pub async fn texts(&self) -> Result<Vec<String>> {
        Ok(self.entries().await?.into_iter().map(|it| if it.label.is_empty() { "-".to_owned() } else { it.label }).collect())
    }

    /// The file name of the picture.
    ///
    /// # Errors
    /// The app does not answer.
    pub async fn screenshot(&self) -> Result<String> {
        Ok(self.item.get_property("IconName").await?)
    }

    /// Waits for an entry.
    ///
    /// # Errors
    /// It does not appear.
    pub async fn entry(&self, label: &str) -> Result<Entry> {
        let found = eventually(label, LIMIT, async || self.entries().await.ok()?.into_iter().find(|it| it.label == label)).await;
        match found {
            Ok(entry) => Ok(entry),
            Err(error) => Err(error.context(format!("the menu is {:?}", self.texts().await?))),
        }
    }

    /// Chooses *Quit*, and waits until the icon is gone. As a hand would, it clicks again where the menu was drawn anew under it and the click
    /// went to an entry that is no more.
    ///
    /// # Errors
    /// There is no such entry, or the icon stays.
    pub async fn quit(&self) -> Result<()> {
        let bus = zbus::fdo::DBusProxy::new(self.menu.connection()).await?;
        let name = self.menu.destination().to_owned();
        let gone = async || bus.name_has_owner(name.clone()).await.ok().filter(|it| !it).map(|_| ());
        for _ in 0..CLICKS {
            let clicked = self.choose("Quit").await;
            // The app may end before it has answered the click.
            if eventually("no icon", AGAIN, gone).await.is_ok() {
                return Ok(());
            }
            match clicked {
                // The menu was drawn anew between the look and the click.
                Err(error) if error.to_string().contains("does not refer to a menu item") => {}
                other => other?,
            }
        }
        bail!("the icon stays")
    }

    /// Chooses an entry as a click would, waiting until it is there.
    ///
    /// # Errors
    /// There is no such entry.
    pub async fn choose(&self, label: &str) -> Result<()> {
        let entry = self.entry(label).await?;
        let () = self.menu.call("Event", &(entry.id, "clicked", Variant::from(0i32), 0u32)).await?;
        Ok(())
    }
}

fn entry((id, properties, _children): Node) -> Result<Entry> {
    let text = |name: &str| properties.get(name).and_then(|it| it.downcast_ref::<String>().ok());
    let separator = text("type").as_deref() == Some("separator");
    // An underscore marks the access key; two are one.
    let label = text("label").unwrap_or_default().replace("__", "\0").replace('_', "").replace('\0', "_");
    let enabled = properties.get("enabled").and_then(|it| it.downcast_ref::<bool>().ok()).unwrap_or(true);
    Ok(Entry { id, label: if separator { String::new() } else { label }, enabled })
}
