//! The way to the controller from window, tray and second launches.

use domicile_words::{Language, Words};
use domicile_workstation::controller::Handle;
use domicile_workstation::overview::{DoView, Overview, ProblemView};
use domicile_workstation::request::Request;
use domicile_workstation::vocabulary::Screen;
use tauri::{AppHandle, Manager};

/// Reads the newest overview, hands requests on; kept as state of the app.
pub(crate) struct ControllerHandle {
    controller: Handle,
    open_window: fn(&AppHandle, Screen),
}

impl ControllerHandle {
    /// A handle to a controller, and how the window opens once the controller no longer runs.
    pub(crate) fn new(controller: Handle, open_window: fn(&AppHandle, Screen)) -> Self {
        Self { controller, open_window }
    }

    /// The overview as it is now.
    pub(crate) fn overview(&self) -> Overview {
        self.controller.overview.borrow().clone()
    }

    /// Hands a request on.
    ///
    /// # Errors
    /// The controller no longer runs. The window says so.
    pub(crate) fn request(&self, request: Request) -> Result<(), ProblemView> {
        self.controller.requests.send(request).map_err(|_| {
            let words = Words::new(Language::negotiate([self.overview().language.as_str()]));
            ProblemView {
                code: "controller_stopped".to_owned(),
                what: words.text("desktop-stopped-what"),
                why: words.text("desktop-stopped-why"),
                next: vec![DoView::you(words.text("desktop-stopped-do"))],
                request_id: None,
            }
        })
    }
}

/// Hands a request on for somebody who can't be told that the controller no longer runs. Then at least the window opens, and the program
/// can still be ended.
pub(crate) fn send(app: &AppHandle, request: Request) {
    let handle = app.state::<ControllerHandle>();
    if handle.request(request.clone()).is_ok() {
        return;
    }
    tracing::error!("the controller no longer runs");
    match request {
        Request::OpenWindow { screen } => (handle.open_window)(app, screen),
        Request::Quit => app.exit(0),
        // Everything else is work for the controller.
        _ => {}
    }
}
