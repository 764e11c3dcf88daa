//! Short messages of the desktop, outside the window: straight over the session bus, so that the call is answered before a program that is
//! about to end is gone. Never the only way to learn something, so a failure is only logged. What this program shows there, and what a click
//! means, is kept by the [`NotificationClient`].

mod client;

use crate::dbus;
use client::NotificationClient;
use domicile_workstation::notifications::NotificationCommand;
use domicile_workstation::request::Request;
use tokio::sync::mpsc;

/// Shows a message and waits until the desktop has taken it.
pub(crate) async fn show(title: &str, body: &str) {
    let Some(bus) = dbus::session().await else { return };
    client::send(bus, 0, title, body, &[]).await;
}

/// What shows, replaces or takes away, one after the other.
pub(crate) struct Notifications(mpsc::UnboundedSender<NotificationCommand>);

impl Notifications {
    /// Begins; a click goes to the controller.
    pub(crate) fn begin(requests: mpsc::UnboundedSender<Request>) -> Self {
        let (sender, tellings) = mpsc::unbounded_channel();
        tokio::spawn(draw(requests, tellings));
        Self(sender)
    }

    /// Shows or takes away a message.
    pub(crate) fn tell(&self, telling: NotificationCommand) {
        // The receiver lives as long as this.
        let _ = self.0.send(telling);
    }
}

async fn draw(requests: mpsc::UnboundedSender<Request>, mut tellings: mpsc::UnboundedReceiver<NotificationCommand>) {
    let mut client: Option<NotificationClient> = None;
    loop {
        let telling = match &mut client {
            None => tellings.recv().await,
            Some(client) => tokio::select! {
                telling = tellings.recv() => telling,
                Some(request) = client.clicked() => {
                    // The controller ends with the program.
                    let _ = requests.send(request);
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
