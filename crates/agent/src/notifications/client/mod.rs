//! What this program shows on the desktop's notification service: a newer message replaces an older one of its subject, one that is no
//! longer true is taken away, and a click is the request that the message offers.

use crate::dbus;
use domicile_workstation::overview::ActionView;
use domicile_workstation::request::Request;
use futures_util::StreamExt;
use std::collections::HashMap;
use zbus::zvariant::Value;
use zbus::{Connection, MatchRule, MessageStream};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// The messages of this program, over one connection.
pub(super) struct NotificationClient {
    bus: Connection,
    /// By subject: the number that the desktop gave the message, and what a click asks for.
    shown: HashMap<&'static str, (u32, Request)>,
    clicks: Option<MessageStream>,
}

impl NotificationClient {
    /// An empty one. Where clicks cannot be heard, messages are shown all the same.
    pub(super) async fn on(bus: Connection) -> Self {
        let clicks = clicks(&bus).await.inspect_err(|error| tracing::info!(%error, "clicks on notifications are not heard")).ok();
        Self { bus, shown: HashMap::new(), clicks }
    }

    pub(super) async fn show(&mut self, subject: &'static str, title: &str, body: &str, action: &ActionView) {
        let earlier = self.shown.get(subject).map_or(0, |(id, _)| *id);
        // A click on the message itself is the action "default"; the button beside it does the same.
        let actions = ["default", action.label.as_str(), "do", action.label.as_str()];
        if let Some(id) = send(&self.bus, earlier, title, body, &actions).await {
            self.shown.insert(subject, (id, action.request.clone()));
        }
    }

    pub(super) async fn withdraw(&mut self, subject: &str) {
        if let Some((id, _)) = self.shown.remove(subject) {
            dbus::reply(self.bus.call_method(Some(NAME), PATH, Some(NAME), "CloseNotification", &(id,))).await;
        }
    }

    /// The next click on one of the messages; `None` where none will be heard any more.
    pub(super) async fn clicked(&mut self) -> Option<Request> {
        loop {
            let click = self.clicks.as_mut()?.next().await?.ok()?;
            // Clicks on messages of other programs are heard as well.
            if let Ok((id, _key)) = click.body().deserialize::<(u32, String)>()
                && let Some((_, request)) = self.shown.values().find(|it| it.0 == id)
            {
                return Some(request.clone());
            }
        }
    }
}

/// Shows a message, in place of the one of that number; the desktop's number for it where it was taken.
pub(super) async fn send(bus: &Connection, replaces: u32, title: &str, body: &str, actions: &[&str]) -> Option<u32> {
    let hints: HashMap<&str, Value<'_>> = HashMap::from([("desktop-entry", Value::from("domicile-desktop"))]);
    // -1: as long as the desktop shows such messages. The body may hold names of others: it is text, not markup.
    let body = body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let message = ("Domicile", replaces, "domicile-desktop", title, body, actions, hints, -1i32);
    let answer = dbus::reply(bus.call_method(Some(NAME), PATH, Some(NAME), "Notify", &message)).await;
    let id = answer.and_then(|it| it.body().deserialize().ok());
    if id.is_none() {
        tracing::info!("the desktop shows no notifications");
    }
    id
}

async fn clicks(bus: &Connection) -> zbus::Result<MessageStream> {
    let rule = MatchRule::builder().msg_type(zbus::message::Type::Signal).interface(NAME)?.member("ActionInvoked")?.build();
    MessageStream::for_match_rule(rule, bus, None).await
}

#[cfg(test)]
mod tests;
