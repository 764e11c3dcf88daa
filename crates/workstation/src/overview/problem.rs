//! Views of a failure and of what to do about it.

use serde::{Deserialize, Serialize};

view! {
    /// A failure: what happened, why, who does what next.
    struct ProblemView {
        /// Stable.
        code: String,
        /// What happened.
        what: String,
        /// Why.
        why: String,
        /// Who does what next; at most two.
        #[serde(rename = "do")] next: Vec<DoView>,
        /// Finds the log lines of the service.
        request_id: Option<String>,
    }
}

view! {
    /// One thing to do.
    struct DoView {
        /// `you`, `admin`, `it`, `support`.
        who: String,
        /// What.
        text: String,
        /// Where.
        url: Option<String>,
    }
}
