//! Linux: straight over the session bus, so that the call is answered before a program that is about to end is gone. What this program
//! shows there, and what a click means, is kept by the [`NotificationClient`].

mod client;

use crate::{controller_handle, dbus};
use client::NotificationClient;
use domicile_workstation::notifications::NotificationCommand;
use std::sync::OnceLock;
use tauri::AppHandle;
use tokio::sync::mpsc;

/// Shows a message and waits until the desktop has taken it.
pub(crate) async fn show(_app: &AppHandle, title: &str, body: &str) {
    let Some(bus) = dbus::session().await else { return };
    client::send(bus, 0, title, body, &[]).await;
}

/// Shows, replaces or takes away, one after the other.
pub(crate) fn tell(app: &AppHandle, telling: NotificationCommand) {
    static QUEUE: OnceLock<mpsc::UnboundedSender<NotificationCommand>> = OnceLock::new();
    let queue = QUEUE.get_or_init(|| {
        let (sender, tellings) = mpsc::unbounded_channel();
        tauri::async_runtime::spawn(draw(app.clone(), tellings));
        sender
    });
    // The receiver lives as long as the program.
    let _ = queue.send(telling);
}

async fn draw(app: AppHandle, mut tellings: mpsc::UnboundedReceiver<NotificationCommand>) {
    let mut client: Option<NotificationClient> = None;
    loop {
        let telling = match &mut client {
            None => tellings.recv().await,
            Some(client) => tokio::select! {
                telling = tellings.recv() => telling,
                Some(request) = client.clicked() => {
                    controller_handle::send(&app, request);
                    continue;
                }
            },
        };
        let Some(telling) = telling else { return };
        if client.is_none() {
            // A bus that is not there is looked for again next time.
            client = match dbus::session().await {
                Some(bus) => Some(NotificationClient::on(bus.clone()).await),
                None => continue,
            };
        }
        if let Some(client) = &mut client {
            match telling {
                NotificationCommand::Show(it) => client.show(it.subject, &it.title, &it.body, &it.action).await,
                NotificationCommand::Withdraw { subject } => client.withdraw(subject).await,
            }
        }
    }
}
