//! The place where tray icons lie: a `StatusNotifierWatcher` with a host, as a panel would be, and a hand that opens the menu of an icon
//! and chooses an entry. Also the desktop's notifications, since both are what people see outside the window.

use super::Desktop;
use crate::process::eventually;
use anyhow::{Context, Result};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use zbus::message::Header;
use zbus::{Connection, Proxy, interface};
use zbus::{OwnedObjectPath, OwnedVariant, Variant};

/// How long an icon may take to appear or to change.
const LIMIT: Duration = Duration::from_secs(20);

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
        self.another_icon(0).await
    }

    /// The newest icon, as soon as more than so many were shown here.
    ///
    /// # Errors
    /// None appears.
    pub async fn another_icon(&self, than: usize) -> Result<Icon> {
        let (name, path) = eventually("an icon in the tray", LIMIT, async || {
            let registered = self.registered.lock().unwrap_or_else(PoisonError::into_inner);
            registered.last().filter(|_| registered.len() > than).cloned()
        })
        .await?;
        Icon::at(&self.bus, &name, &path).await
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

/// A name, pictures (width, height, bytes), a title, a text.
type ToolTip = (String, Vec<(i32, i32, Vec<u8>)>, String, String);

/// An icon in the tray.
pub struct Icon {
    item: Proxy<'static>,
    menu: Proxy<'static>,
}

impl Icon {
    /// The icon of whoever owns this name, whichever panel shows it.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn at(bus: &Connection, name: &str, path: &str) -> Result<Self> {
        // Asked afresh each time: indicators change without the signal that a cache waits for.
        let item = zbus::proxy::Builder::<Proxy<'static>>::new(bus)
            .destination(name.to_owned())
            .path(path.to_owned())
            .interface("org.kde.StatusNotifierItem")
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
            .await?;
        let menu: OwnedObjectPath = item.get_property("Menu").await.context("the icon has no menu")?;
        Ok(Self { menu: Proxy::new(bus, name.to_owned(), menu, "com.canonical.dbusmenu").await?, item })
    }

    /// The entries of the menu, as they are now.
    ///
    /// # Errors
    /// The app does not answer.
    pub async fn entries(&self) -> Result<Vec<Entry>> {
        let properties: Vec<&str> = Vec::new();
        let (_revision, root): (u32, Node) = self.menu.call("GetLayout", &(0i32, -1i32, properties)).await?;
        let entries = root.2.into_iter().map(|child| Ok(Node::try_from(child)?)).collect::<Result<Vec<_>>>()?;
        // A panel shows what is not said to be hidden.
        let shown = entries.into_iter().filter(|it| it.1.get("visible").and_then(|it| it.downcast_ref::<bool>().ok()).unwrap_or(true));
        shown.map(entry).collect()
    }

    /// The texts of the menu from top to bottom, `-` for a separator.
    ///
    /// # Errors
    /// The app does not answer.
    pub async fn texts(&self) -> Result<Vec<String>> {
        Ok(self.entries().await?.into_iter().map(|it| if it.label.is_empty() { "-".to_owned() } else { it.label }).collect())
    }

    /// The picture, as bytes.
    ///
    /// # Errors
    /// The app does not answer.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        let pictures: Vec<(i32, i32, Vec<u8>)> = self.item.get_property("IconPixmap").await?;
        pictures.into_iter().map(|it| it.2).next().context("there is no picture")
    }

    /// The name that panels and screen readers say.
    ///
    /// # Errors
    /// The app does not answer.
    pub async fn title(&self) -> Result<String> {
        Ok(self.item.get_property("Title").await?)
    }

    /// What pointing at it tells.
    ///
    /// # Errors
    /// The app does not answer.
    pub async fn tooltip(&self) -> Result<String> {
        let tip: ToolTip = self.item.get_property("ToolTip").await?;
        Ok(tip.2)
    }

    /// A click on the icon itself: `Activate` is the left one, `SecondaryActivate` the middle one.
    ///
    /// # Errors
    /// The app does not answer.
    pub async fn click(&self, which: &str) -> Result<()> {
        let () = self.item.call(which, &(0i32, 0i32)).await?;
        Ok(())
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

    /// Chooses *Quit*, once, and waits until the icon is gone.
    ///
    /// # Errors
    /// There is no such entry, or the icon stays.
    pub async fn quit(&self) -> Result<()> {
        let bus = zbus::fdo::DBusProxy::new(self.menu.connection()).await?;
        let name = self.menu.destination().to_owned();
        let clicked = self.choose("Quit").await;
        let gone = async || bus.name_has_owner(name.clone()).await.ok().filter(|it| !it).map(|_| ());
        // The app may end before it has answered the click.
        eventually("no icon", LIMIT, gone).await.and(clicked.or(Ok(())))
    }

    /// Chooses an entry as a click would, waiting until it is there.
    ///
    /// # Errors
    /// There is no such entry.
    pub async fn choose(&self, label: &str) -> Result<()> {
        self.choose_by_id(self.entry(label).await?.id).await
    }

    /// The same by what the menu called the entry, a while ago maybe.
    ///
    /// # Errors
    /// There is no such entry.
    pub async fn choose_by_id(&self, id: i32) -> Result<()> {
        let () = self.menu.call("Event", &(id, "clicked", Variant::from(0i32), 0u32)).await?;
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
