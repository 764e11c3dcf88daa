//! Views of a failure and of what to do about it.

use domicile_model::wire::Actor;
use serde::{Deserialize, Serialize};

view! {
    /// A failure: what happened, why, who does what next.
    struct ProblemView {
        /// Stable. A string: a problem of the service has a code that a newer service may have added.
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
        /// Who does it.
        who: Actor,
        /// What.
        text: String,
        /// Where.
        url: Option<String>,
    }
}

impl DoView {
    /// Something that the person does who reads it.
    pub fn you(text: String) -> Self {
        Self { who: Actor::You, text, url: None }
    }
}
