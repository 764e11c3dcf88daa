//! The web view's end of the controller: what it may read and where its requests go.

use domicile_workstation::overview::{Overview, ProblemView};
use domicile_workstation::request::Request;

/// Reads the newest overview, hands requests on.
pub(crate) struct Link {
    overview: tokio::sync::watch::Receiver<Overview>,
    requests: tokio::sync::mpsc::UnboundedSender<Request>,
}

impl Link {
    /// The overview as it is now.
    pub(crate) fn overview(&self) -> Overview {
        self.overview.borrow().clone()
    }

    /// Hands a request on.
    ///
    /// # Errors
    /// The controller no longer runs.
    pub(crate) fn request(&self, request: Request) -> Result<(), ProblemView> {
        self.requests.send(request).map_err(|_| ProblemView {
            code: "controller_stopped".into(),
            what: String::new(),
            why: String::new(),
            next: vec![],
            request_id: None,
        })
    }
}
