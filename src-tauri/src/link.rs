//! The way to the controller from window, tray and second launches.

use domicile_words::{Language, Words};
use domicile_workstation::controller::Handle;
use domicile_workstation::overview::{DoView, Overview, ProblemView};
use domicile_workstation::request::Request;
use tauri::{AppHandle, Manager};

use crate::shell;

/// Reads the newest overview, hands requests on; kept as state of the app.
pub(crate) struct Link(Handle);

impl Link {
    /// A link to a controller.
    pub(crate) fn to(controller: Handle) -> Self {
        Self(controller)
    }

    /// The overview as it is now.
    pub(crate) fn overview(&self) -> Overview {
        self.0.overview.borrow().clone()
    }

    /// Hands a request on.
    ///
    /// # Errors
    /// The controller no longer runs. The window says so.
    pub(crate) fn request(&self, request: Request) -> Result<(), ProblemView> {
        self.0.requests.send(request).map_err(|_| {
            let words = Words::new(Language::negotiate([self.overview().language.as_str()]));
            ProblemView {
                code: "controller_stopped".to_owned(),
                what: words.text("desktop-stopped-what"),
                why: words.text("desktop-stopped-why"),
                next: vec![DoView { who: "you".to_owned(), text: words.text("desktop-stopped-do"), url: None }],
                request_id: None,
            }
        })
    }
}

/// Hands a request on for somebody who can't be told that the controller no longer runs. Then at least the window opens, and the program
/// can still be ended.
pub(crate) fn ask(app: &AppHandle, request: Request) {
    if app.state::<Link>().request(request.clone()).is_ok() {
        return;
    }
    tracing::error!("the controller no longer runs");
    match request {
        Request::OpenWindow { screen } => shell::show_window(app, screen),
        Request::Quit => app.exit(0),
        _ => {}
    }
}
