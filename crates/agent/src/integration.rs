//! What the controller asks of the desktop, as the agent does it.

use crate::notifications::Notifications;
use crate::windows::Event;
use domicile_workstation::controller::{Copying, Integration};
use domicile_workstation::notifications::NotificationCommand;
use domicile_workstation::session::{Browser, SystemBrowser};
use domicile_workstation::vocabulary::Screen;
use tokio::sync::{mpsc, oneshot};

/// The desktop of the agent.
pub(crate) struct AgentIntegration {
    notifications: Notifications,
    windows: mpsc::UnboundedSender<Event>,
}

impl AgentIntegration {
    /// Speaks through these.
    pub(crate) fn new(notifications: Notifications, windows: mpsc::UnboundedSender<Event>) -> Self {
        Self { notifications, windows }
    }

    fn tell(&self, event: Event) {
        // The loop of the windows ends with the program.
        let _ = self.windows.send(event);
    }
}

impl Integration for AgentIntegration {
    fn open_link(&mut self, link: &str) -> Result<(), String> {
        SystemBrowser.open(link).map_err(|error| error.to_string())
    }

    fn copy(&mut self, text: String) -> Copying {
        let (done, copied) = oneshot::channel();
        self.tell(Event::Copy { text, done });
        Box::pin(async move { copied.await.unwrap_or_else(|_| Err("the program ends".to_owned())) })
    }

    fn show_window(&mut self, screen: Screen) {
        self.tell(Event::Wanted(screen));
    }

    fn notify(&mut self, telling: NotificationCommand) {
        self.notifications.tell(telling);
    }

    fn quit(&mut self) {
        self.tell(Event::End);
    }
}
