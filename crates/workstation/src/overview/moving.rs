//! What other accounts offer the person, and what the person asked before.

use super::ActionView;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

view! {
    /// An account's offer to take the person over, or its invitation.
    struct OfferView {
        /// Opaque id.
        id: String,
        /// `offer` or `invitation`.
        kind: String,
        /// The account's name.
        account: String,
        /// `offered`, `accepted`, `invited`; `completed`, `revoked`, `expired`, `no_longer_valid` while something is left to do.
        state: String,
        /// "Northwind Rail offers to take you over."
        title: String,
        /// What accepting does, and until when it stands.
        detail: String,
        /// Roles and country that come with it, each as one phrase.
        comes_with: Vec<String>,
        /// Accept first, then decline; accepted: take back.
        actions: Vec<ActionView>,
    }
}

view! {
    /// Leaving alone, for somebody who was added without being asked.
    struct LeaveView {
        /// "Harbour GmbH added you on 12 May. Until 26 May you may leave without asking."
        text: String,
        /// What leaving does; read before it is confirmed.
        consequence: String,
        /// [Leave Harbour GmbH].
        action: ActionView,
    }
}

view! {
    /// A request that is over.
    struct PastRequestView {
        /// Opaque id.
        id: String,
        /// Stable state.
        state: String,
        /// "Declined by Old Bridge Ltd on 12 May".
        summary: String,
        /// The administrators' words, where they declined.
        reason: Option<String>,
        /// When it was filed.
        #[cfg_attr(feature = "specta", specta(type = String))] submitted: Timestamp,
    }
}

view! {
    /// A case at support.
    struct CaseView {
        /// The number to quote.
        number: String,
        /// Whether support has answered.
        answered: bool,
        /// "Support has your case SR-… since 12 May."
        text: String,
        /// What support answered.
        answer: Option<String>,
    }
}
