//! Views of a move: its steps, the removal request, and what other accounts offer.

use super::{ActionView, AdministratorView};
use crate::vocabulary::StepState;
use domicile_model::removal::{RemovalState, Route};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

view! {
    /// The move from one account to another.
    struct JourneyView {
        /// The account to leave.
        from: Option<String>,
        /// The account to join; a name only.
        target: Option<String>,
        /// The five lines.
        lines: Vec<StepView>,
        /// The eight states with evidence, for Details, JSON and logs.
        steps: Vec<StepView>,
        /// Branches of the path that apply (`N`, `F`, `FC`, ...).
        branches: Vec<String>,
    }
}

view! {
    /// One step.
    struct StepView {
        /// Stable id: `leave join unlock country_roles refresh`; in `steps`: `affiliated requested removed added unlocked country roles refreshed`.
        id: String,
        /// Where it stands.
        state: StepState,
        /// What it is called.
        title: String,
        /// What there is to know, in a sentence.
        detail: Option<String>,
        /// "Waiting for Maria", "Done", ...: the state in words.
        state_text: String,
        /// Who acts next: `you`, `old_admin`, `old_it`, `support`, `new_admin`; `null` where nobody.
        waiting_for: Option<String>,
        /// When it was done.
        #[cfg_attr(feature = "specta", specta(type = Option<String>))] at: Option<Timestamp>,
        /// What shows it: `request:<id>`, `policy:<version>`, ...
        evidence: Option<String>,
    }
}

view! {
    /// A removal request.
    struct RequestView {
        /// Opaque id.
        id: String,
        /// Where it stands.
        state: RemovalState,
        /// Whether it still waits for somebody.
        open: bool,
        /// Who can fulfil it.
        route: Route,
        /// The account to leave.
        account: String,
        /// "Asked Maria Silva on Tue 12 May. She has seen it.", one sentence for the state.
        summary: String,
        /// Who can fulfil it, in a sentence.
        route_text: String,
        /// What stands in the way, a sentence each.
        blockers: Vec<String>,
        /// The administrator's words, where declined.
        decline_reason: Option<String>,
        /// The person's own note.
        note: Option<String>,
        /// When filed.
        #[cfg_attr(feature = "specta", specta(type = String))] submitted: Timestamp,
        /// When it ends unanswered.
        #[cfg_attr(feature = "specta", specta(type = String))] expires: Timestamp,
    }
}

view! {
    /// What filing a removal request would do.
    struct RemovalView {
        /// Who can fulfil it.
        route: Route,
        /// Who will get it and what follows, told before sending.
        route_text: String,
        /// What stands in the way already, a sentence each.
        blockers: Vec<String>,
        /// Whom it can be sent to; empty for the routes that need no choice.
        recipients: Vec<AdministratorView>,
    }
}

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
        /// Where it stands.
        state: RemovalState,
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
