//! Draws the tray of `domicile_workstation::tray` and hands clicks on as the requests they stand for (Windows, macOS; on Linux the agent draws
//! it). Decides nothing.

use domicile_workstation::request::Request;
use domicile_workstation::tray::{Entry, Icon, Tray};
use domicile_workstation::vocabulary::Screen;
use std::sync::{Mutex, PoisonError};
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, include_image};

use crate::controller_handle::send;
use crate::tray_theme::{self, TrayTheme};

/// The icon in the tray; kept as state of the app. An extra: where the system refuses it, the app goes on without, and tries again with
/// the next thing to show.
#[derive(Default)]
pub(crate) struct TrayView {
    icon: Mutex<Option<TrayIcon>>,
    drawn: Mutex<Drawn>,
}

/// What is in the tray now. A part that could not be drawn is not known, and is drawn with the next thing to show.
#[derive(Default)]
struct Drawn {
    menu: Option<Vec<Entry>>,
    tooltip: Option<String>,
    picture: Option<(Icon, TrayTheme)>,
}

impl TrayView {
    /// Whether there is an icon. Whether anybody shows it is the desktop's affair.
    pub(crate) fn is_there(&self) -> bool {
        self.icon.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Draws a tray, unless it is the one that is drawn.
    pub(crate) async fn draw(&self, app: &AppHandle, tray: Tray) {
        let theme = tray_theme::current().await;
        let (done, drawn) = tokio::sync::oneshot::channel();
        let handle = app.clone();
        let asked = app.run_on_main_thread(move || {
            let result = handle.state::<Self>().redraw(&handle, tray, theme);
            // Nobody waits any more while the program ends.
            let _ = done.send(result);
        });
        match (asked, drawn.await) {
            (Err(error), _) | (_, Ok(Err(error))) => tracing::warn!(%error, "the tray was not drawn"),
            (Ok(()), _) => {}
        }
    }

    fn redraw(&self, app: &AppHandle, tray: Tray, theme: TrayTheme) -> tauri::Result<()> {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut icon = self.icon.lock().unwrap_or_else(PoisonError::into_inner);
        let picture = (tray.icon, theme);
        let icon = match &mut *icon {
            Some(icon) => icon,
            none => {
                let made = none.insert(make(app, image(tray.icon, theme), theme)?);
                *drawn = Drawn { picture: Some(picture), ..Drawn::default() };
                made
            }
        };
        // What people read and press first: a picture that cannot be written must not keep the words of a moment ago.
        let words = redraw_words(app, icon, &mut drawn, tray);
        if drawn.picture != Some(picture) {
            drawn.picture = None;
            icon.set_icon_with_as_template(Some(image(picture.0, theme)), theme == TrayTheme::Template)?;
            drawn.picture = Some(picture);
        }
        words
    }
}

/// Draws menu and tooltip, each where it is another one.
fn redraw_words(app: &AppHandle, icon: &TrayIcon, drawn: &mut Drawn, tray: Tray) -> tauri::Result<()> {
    if drawn.menu.as_ref() != Some(&tray.menu) {
        drawn.menu = None;
        icon.set_menu(Some(menu(app, &tray.menu)?))?;
        drawn.menu = Some(tray.menu);
    }
    if drawn.tooltip.as_ref() != Some(&tray.tooltip) {
        drawn.tooltip = None;
        icon.set_tooltip(Some(&tray.tooltip))?;
        drawn.tooltip = Some(tray.tooltip);
    }
    Ok(())
}

/// Puts an icon with an empty menu into the tray. Where the system has none, nobody sees it. On the main thread.
fn make(app: &AppHandle, picture: Image<'static>, theme: TrayTheme) -> tauri::Result<TrayIcon> {
    TrayIconBuilder::with_id("domicile")
        .icon(picture)
        .icon_as_template(theme == TrayTheme::Template)
        .menu(&Menu::new(app)?)
        // Windows: a left click opens the window, a right click the menu. macOS opens the menu.
        .show_menu_on_left_click(!cfg!(windows))
        .on_menu_event(|app, event| match serde_json::from_str::<Request>(&event.id().0) {
            Ok(request) => send(app, request),
            Err(error) => tracing::error!(%error, "a menu entry that nobody made"),
        })
        .on_tray_icon_event(|icon, event| {
            let left = |button: MouseButton| cfg!(windows) && button == MouseButton::Left;
            if let TrayIconEvent::Click { button, button_state: MouseButtonState::Up, .. } = event
                && left(button)
            {
                send(icon.app_handle(), Request::OpenWindow { screen: Screen::Home });
            }
        })
        .build(app)
}

/// The entries as a menu of the system. The request that an entry stands for is its id, so a click on a menu that is no longer the
/// newest still means what its text said.
fn menu(app: &AppHandle, entries: &[Entry]) -> tauri::Result<Menu<tauri::Wry>> {
    let menu = Menu::new(app)?;
    for entry in entries {
        match entry {
            Entry::Status { label } => menu.append(&MenuItem::new(app, label, false, None::<&str>)?)?,
            Entry::Separator => menu.append(&PredefinedMenuItem::separator(app)?)?,
            Entry::Action { request, label, enabled } => {
                menu.append(&MenuItem::with_id(app, serde_json::to_string(request)?, label, *enabled, None::<&str>)?)?;
            }
        }
    }
    Ok(menu)
}

fn image(icon: Icon, theme: TrayTheme) -> Image<'static> {
    match (icon, theme) {
        (Icon::Fine, TrayTheme::Light) => include_image!("icons/tray/fine-light.png"),
        (Icon::Fine, TrayTheme::Dark) => include_image!("icons/tray/fine-dark.png"),
        (Icon::Fine, TrayTheme::Template) => include_image!("icons/tray/fine-template.png"),
        (Icon::ForYou, TrayTheme::Light) => include_image!("icons/tray/for-you-light.png"),
        (Icon::ForYou, TrayTheme::Dark) => include_image!("icons/tray/for-you-dark.png"),
        (Icon::ForYou, TrayTheme::Template) => include_image!("icons/tray/for-you-template.png"),
        (Icon::Working, TrayTheme::Light) => include_image!("icons/tray/working-light.png"),
        (Icon::Working, TrayTheme::Dark) => include_image!("icons/tray/working-dark.png"),
        (Icon::Working, TrayTheme::Template) => include_image!("icons/tray/working-template.png"),
        (Icon::SignedOut, TrayTheme::Light) => include_image!("icons/tray/signed-out-light.png"),
        (Icon::SignedOut, TrayTheme::Dark) => include_image!("icons/tray/signed-out-dark.png"),
        (Icon::SignedOut, TrayTheme::Template) => include_image!("icons/tray/signed-out-template.png"),
        (Icon::NotKnown, TrayTheme::Light) => include_image!("icons/tray/not-known-light.png"),
        (Icon::NotKnown, TrayTheme::Dark) => include_image!("icons/tray/not-known-dark.png"),
        (Icon::NotKnown, TrayTheme::Template) => include_image!("icons/tray/not-known-template.png"),
    }
}
