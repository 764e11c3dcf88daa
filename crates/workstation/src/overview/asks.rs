//! Views of what people ask administrators for, beside leaving.

use super::{ActionView, AdministratorView};
use domicile_model::person_request::RequestKind;
use domicile_model::removal::RemovalState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

view! {
    /// A request of the person.
    struct AskView {
        /// Opaque id.
        id: String,
        /// What is asked for.
        ask: Option<RequestKind>,
        /// Where it stands.
        state: Option<RemovalState>,
        /// Waits for an answer.
        open: bool,
        /// "You asked to be unlocked. The administrators of Old Bridge Ltd have had the request since Tue 12 May."
        summary: String,
        /// In the person's words.
        note: Option<String>,
        /// What the answer was, where it was no.
        decline_reason: Option<String>,
        /// What can be done about it.
        actions: Vec<ActionView>,
        /// When it was filed.
        #[cfg_attr(feature = "specta", specta(type = String))] submitted: Timestamp,
        /// When it ends unanswered.
        #[cfg_attr(feature = "specta", specta(type = String))] expires: Timestamp,
    }
}

view! {
    /// A request of somebody, as an administrator reads it.
    struct AskItemView {
        /// Opaque id.
        id: String,
        /// Who asks; of whoever does not belong to the account the address only.
        person: AdministratorView,
        /// What is asked for.
        ask: Option<RequestKind>,
        /// Where it stands.
        state: Option<RemovalState>,
        /// Waits for an answer.
        open: bool,
        /// "Ana Costa asks to be unlocked".
        title: String,
        /// "Waiting for 2 days".
        state_text: String,
        /// In the person's words.
        note: Option<String>,
        /// What the answer was, where it was no.
        decline_reason: Option<String>,
        /// Yes and no; the no is a proposal, which needs a reason.
        actions: Vec<ActionView>,
    }
}
