//! Linux: straight over the session bus, so that the call is answered before a program that is about to end is gone, a newer
//! notification replaces an older one of its subject, and one that is no longer true is taken away.

use crate::{bus, link};
use domicile_workstation::notifications::{Notification, Telling};
use domicile_workstation::request::Request;
use futures_util::StreamExt;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};
use tauri::AppHandle;
use tokio::sync::mpsc;
use zbus::{Connection, MatchRule, MessageStream, Variant};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// What is shown: by subject, the number that the desktop gave it and what a click asks for.
type Shown = HashMap<&'static str, (u32, Request)>;

/// Shows a message and waits until the desktop has taken it.
pub(crate) async fn show(_app: &AppHandle, title: &str, body: &str) {
    let Some(bus) = bus::session().await else { return };
    if send(bus, 0, title, body, &[]).await.is_none() {
        tracing::info!("the desktop shows no notifications");
    }
}

/// Shows, replaces or takes away, one after the other.
pub(crate) fn tell(app: &AppHandle, telling: Telling) {
    static QUEUE: OnceLock<mpsc::UnboundedSender<Telling>> = OnceLock::new();
    let queue = QUEUE.get_or_init(|| {
        let (sender, mut tellings) = mpsc::unbounded_channel();
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            while let Some(telling) = tellings.recv().await {
                let Some(bus) = bus::session().await else { continue };
                match telling {
                    Telling::Show(it) => shown(&app, bus, &it).await,
                    Telling::Withdraw { subject } => {
                        let gone = shown_now().lock().unwrap_or_else(PoisonError::into_inner).remove(subject);
                        if let Some((id, _)) = gone {
                            bus::answered(bus.call_method(Some(NAME), PATH, Some(NAME), "CloseNotification", &(id,))).await;
                        }
                    }
                }
            }
        });
        sender
    });
    // The receiver lives as long as the program.
    let _ = queue.send(telling);
}

fn shown_now() -> &'static Mutex<Shown> {
    static SHOWN: OnceLock<Mutex<Shown>> = OnceLock::new();
    SHOWN.get_or_init(Mutex::default)
}

async fn shown(app: &AppHandle, bus: &'static Connection, it: &Notification) {
    heed_clicks(app, bus).await;
    let earlier = shown_now().lock().unwrap_or_else(PoisonError::into_inner).get(it.subject).map_or(0, |(id, _)| *id);
    // A click on the message itself is the action "default"; the button beside it does the same.
    let actions = ["default", it.action.label.as_str(), "do", it.action.label.as_str()];
    match send(bus, earlier, &it.title, &it.body, &actions).await {
        Some(id) => {
            shown_now().lock().unwrap_or_else(PoisonError::into_inner).insert(it.subject, (id, it.action.request.clone()));
        }
        None => tracing::info!("the desktop shows no notifications"),
    }
}

async fn send(bus: &Connection, replaces: u32, title: &str, body: &str, actions: &[&str]) -> Option<u32> {
    let hints: HashMap<&str, Variant<'_>> = HashMap::from([("desktop-entry", Variant::from("domicile-desktop"))]);
    // -1: as long as the desktop shows such messages. The body may hold names of others: it is text, not markup.
    let body = body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let message = ("Domicile", replaces, "domicile-desktop", title, body, actions, hints, -1i32);
    let answer = bus::answered(bus.call_method(Some(NAME), PATH, Some(NAME), "Notify", &message)).await?;
    answer.body().deserialize().ok()
}

/// Listens for clicks, once.
async fn heed_clicks(app: &AppHandle, bus: &'static Connection) {
    static HEARD: OnceLock<()> = OnceLock::new();
    if HEARD.set(()).is_err() {
        return;
    }
    let rule = MatchRule::builder().msg_type(zbus::message::Type::Signal).interface(NAME).member("ActionInvoked").build();
    let Ok(rule) = rule else { return };
    let Ok(mut clicks) = MessageStream::for_match_rule(rule, bus, None).await else {
        tracing::info!("clicks on notifications are not heard");
        return;
    };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        while let Some(Ok(click)) = clicks.next().await {
            let Ok((id, _key)) = click.body().deserialize::<(u32, String)>() else { continue };
            let asked = shown_now().lock().unwrap_or_else(PoisonError::into_inner).values().find(|it| it.0 == id).map(|it| it.1.clone());
            if let Some(request) = asked {
                link::ask(&app, request);
            }
        }
    });
}
