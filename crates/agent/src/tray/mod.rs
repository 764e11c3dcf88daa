//! Draws the tray of `domicile_workstation::tray` as a StatusNotifierItem, and hands clicks on as the requests they stand for. Decides nothing.

mod picture;
mod slots;

use crate::tray_theme::{self, TrayTheme};
use crate::windows::Event;
use domicile_words::{Language, Words};
use domicile_workstation::overview::Overview;
use domicile_workstation::request::Request;
use domicile_workstation::tray::{Icon, Tray, noticed, tray};
use domicile_workstation::vocabulary::Screen;
use jiff::Timestamp;
use ksni::menu::StandardItem;
use ksni::{Category, Handle, MenuItem, OfflineReason, Status, ToolTip, TrayMethods};
use picture::picture;
use slots::{Slot, Slots};
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// How long the tray waits for what comes along with a change: some panels do not bear many menus.
const TOGETHER: Duration = Duration::from_millis(300);
/// How long the session bus may take.
const LIMIT: Duration = Duration::from_secs(5);

/// The icon, as the library asks for it.
struct TrayIcon {
    shown: Tray,
    theme: TrayTheme,
    slots: Slots,
    requests: mpsc::UnboundedSender<Request>,
    windows: mpsc::UnboundedSender<Event>,
}

impl TrayIcon {
    fn show(&mut self, tray: Tray, theme: TrayTheme) {
        self.slots.take(&tray.menu);
        (self.shown, self.theme) = (tray, theme);
    }

    fn ask(&self, request: Request) {
        // The controller ends with the program.
        let _ = self.requests.send(request);
    }
}

impl ksni::Tray for TrayIcon {
    fn id(&self) -> String {
        "domicile".to_owned()
    }

    fn category(&self) -> Category {
        Category::ApplicationStatus
    }

    /// What screen readers say of the icon: there is no description beside it.
    fn title(&self) -> String {
        self.shown.tooltip.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        // Some panels read it as markup.
        let title = self.shown.tooltip.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        ToolTip { title, ..ToolTip::default() }
    }

    fn status(&self) -> Status {
        match self.shown.icon {
            Icon::ForYou => Status::NeedsAttention,
            Icon::Fine | Icon::Working | Icon::SignedOut | Icon::NotKnown => Status::Active,
        }
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        vec![picture(self.shown.icon, self.theme)]
    }

    /// The same picture: it has the dot, and blinking is nobody's wish.
    fn attention_icon_pixmap(&self) -> Vec<ksni::Icon> {
        self.icon_pixmap()
    }

    /// A left click opens the window; the right one opens the menu, and a middle one does nothing.
    fn activate(&mut self, _x: i32, _y: i32) {
        self.ask(Request::OpenWindow { screen: Screen::Home });
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        self.slots.places().into_iter().map(item).collect()
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        tracing::info!(?reason, "nobody shows icons");
        // Anything else than a loss is a start before the panel's: it may come yet, and no window opens by itself.
        if matches!(reason, OfflineReason::No) {
            // The loop of the windows ends with the program.
            let _ = self.windows.send(Event::NobodyShowsIcons);
        }
        true
    }
}

fn item(slot: Slot) -> MenuItem<TrayIcon> {
    match slot {
        Slot::Separator => MenuItem::Separator,
        Slot::Entry { label, enabled, visible, request } => StandardItem {
            label,
            enabled,
            visible,
            activate: Box::new(move |icon: &mut TrayIcon| {
                if let Some(request) = &request {
                    icon.ask(request.clone());
                }
            }),
            ..StandardItem::default()
        }
        .into(),
    }
}

/// The icon in the tray. An extra: where the system refuses it, the agent goes on without, and tries again with the next thing to show.
pub(crate) struct TrayView {
    drawn: Option<(Tray, TrayTheme)>,
    icon: Option<Handle<TrayIcon>>,
    requests: mpsc::UnboundedSender<Request>,
    windows: mpsc::UnboundedSender<Event>,
    there: watch::Sender<bool>,
}

impl TrayView {
    /// A view that has drawn nothing, and whether there is an icon: whether anybody shows it is the desktop's affair.
    pub(crate) fn new(requests: mpsc::UnboundedSender<Request>, windows: mpsc::UnboundedSender<Event>) -> (Self, watch::Receiver<bool>) {
        let (there, is_there) = watch::channel(false);
        (Self { drawn: None, icon: None, requests, windows, there }, is_there)
    }

    /// Draws everything that the controller publishes, until it ends; then the icon is taken away.
    pub(crate) async fn publish(mut self, mut overview: watch::Receiver<Overview>) {
        let mut words = Words::new(Language::En);
        loop {
            let (shown, again) = noticed(overview.borrow_and_update().clone(), Timestamp::now());
            let language = Language::negotiate([shown.language.as_str()]);
            // Kept: its messages are read anew by each one that is made.
            if words.language() != language {
                words = Words::new(language);
            }
            self.draw(tray(&shown, &words)).await;
            let changed = match again.and_then(|it| it.try_into().ok()) {
                Some(rest) => tokio::time::timeout(rest, overview.changed()).await.unwrap_or(Ok(())),
                None => overview.changed().await,
            };
            if changed.is_err() {
                break;
            }
            tokio::time::sleep(TOGETHER).await;
        }
        if let Some(icon) = self.icon.take() {
            icon.shutdown().await;
        }
    }

    /// Draws a tray, unless it is the one that is drawn.
    async fn draw(&mut self, tray: Tray) {
        let theme = tray_theme::current().await;
        let wanted = (tray, theme);
        let lives = self.icon.as_ref().is_some_and(|it| !it.is_closed());
        if lives && self.drawn.as_ref() == Some(&wanted) {
            return;
        }
        let (tray, theme) = wanted.clone();
        let drawn = match self.icon.as_ref().filter(|_| lives) {
            Some(icon) => tokio::time::timeout(LIMIT, icon.update(|it| it.show(tray, theme))).await.ok().flatten().is_some(),
            None => self.make(tray, theme).await,
        };
        self.drawn = drawn.then_some(wanted);
    }

    async fn make(&mut self, tray: Tray, theme: TrayTheme) -> bool {
        let (requests, windows) = (self.requests.clone(), self.windows.clone());
        let mut icon = TrayIcon { shown: tray.clone(), theme, slots: Slots::default(), requests, windows };
        icon.show(tray, theme);
        self.icon = match tokio::time::timeout(LIMIT, icon.assume_sni_available(true).spawn()).await {
            Ok(Ok(icon)) => Some(icon),
            Ok(Err(error)) => {
                tracing::warn!(%error, "the tray was not drawn");
                None
            }
            Err(_) => {
                tracing::warn!("the tray was not drawn: the session bus does not answer");
                None
            }
        };
        self.there.send_replace(self.icon.is_some());
        self.icon.is_some()
    }
}
