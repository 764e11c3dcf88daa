//! Views of a move: its steps, the removal request, and what other accounts offer.

use super::{ActionView, AdministratorView};
use crate::vocabulary::{StepState, WaitingFor};
use domicile_model::invitation::InvitationState;
use domicile_model::removal::{RemovalState, Route};
use domicile_model::transfer::TransferState;
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
    /// The end of a move, told once.
    struct ArrivalView {
        /// What may run now.
        ready: Vec<ReadyView>,
        /// Whom to ask for what is missing, in a sentence.
        missing: String,
        /// Puts it away.
        action: ActionView,
    }
}

view! {
    /// A product that may run.
    struct ReadyView {
        /// Stable id.
        product: String,
        /// Name.
        name: String,
        /// "until 31 December", "no end".
        until: String,
    }
}

view! {
    /// A line of the move, or one of the states that it sums up.
    enum StepCode {
        /// Line: leave the old account.
        Leave,
        /// Line: join the new one.
        Join,
        /// Line: be unlocked.
        Unlock,
        /// Line: country and roles.
        CountryRoles,
        /// Line: Refresh Policy.
        Refresh,
        /// Belonged to the old account.
        Affiliated,
        /// A removal request is open.
        Requested,
        /// No longer belongs to it.
        Removed,
        /// Belongs to the new one.
        Added,
        /// Not locked.
        Unlocked,
        /// In a country with entitlements.
        Country,
        /// Has the roles.
        Roles,
        /// Has the new licences here.
        Refreshed,
    }
}

view! {
    /// One step.
    struct StepView {
        /// Which: in `lines` one of the first five, in `steps` one of the others.
        id: StepCode,
        /// Where it stands.
        state: StepState,
        /// What it is called.
        title: String,
        /// What there is to know, in a sentence.
        detail: Option<String>,
        /// "Waiting for Maria", "Done", ...: the state in words.
        state_text: String,
        /// Who acts next; `null` where nobody.
        waiting_for: Option<WaitingFor>,
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
        /// Where it stands; `null` where this version does not know the word.
        state: Option<RemovalState>,
        /// Whether it still waits for somebody.
        open: bool,
        /// Whether nothing is left to say of it: it ended as it should, or the person stays.
        settled: bool,
        /// Who can fulfil it; `null` where this version does not know the word.
        route: Option<Route>,
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
        /// Who can fulfil it; `null` where this version does not know the word.
        route: Option<Route>,
        /// Who will get it and what follows, told before sending.
        route_text: String,
        /// What stands in the way already, a sentence each.
        blockers: Vec<String>,
        /// Whom it can be sent to; empty for the routes that need no choice.
        recipients: Vec<AdministratorView>,
    }
}

view! {
    /// What an account proposes to a person.
    enum OfferKind {
        /// To take them over from another account.
        Offer,
        /// To join.
        Invitation,
    }
}

view! {
    /// Where an offer or an invitation stands.
    enum ProposalState {
        /// An offer that waits for the person.
        Offered,
        /// An invitation that waits for the person.
        Invited,
        /// The person accepted.
        Accepted,
        /// The person was taken over.
        Completed,
        /// The person declined.
        Declined,
        /// The account revoked it.
        Revoked,
        /// Nobody accepted in time.
        Expired,
        /// The old account let go, but the offer did not hold any more.
        NoLongerValid,
    }
}

impl From<TransferState> for ProposalState {
    fn from(state: TransferState) -> Self {
        match state {
            TransferState::Offered => Self::Offered,
            TransferState::Accepted => Self::Accepted,
            TransferState::Completed => Self::Completed,
            TransferState::Declined => Self::Declined,
            TransferState::Revoked => Self::Revoked,
            TransferState::Expired => Self::Expired,
            TransferState::NoLongerValid => Self::NoLongerValid,
        }
    }
}

impl From<InvitationState> for ProposalState {
    fn from(state: InvitationState) -> Self {
        match state {
            InvitationState::Invited => Self::Invited,
            InvitationState::Accepted => Self::Accepted,
            InvitationState::Declined => Self::Declined,
            InvitationState::Revoked => Self::Revoked,
            InvitationState::Expired => Self::Expired,
        }
    }
}

view! {
    /// An account's offer to take the person over, or its invitation.
    struct OfferView {
        /// Opaque id.
        id: String,
        /// Which of the two.
        kind: OfferKind,
        /// The account's name.
        account: String,
        /// Where it stands; one that is over is shown while something is left to do.
        state: Option<ProposalState>,
        /// "Northwind Rail wants to add you."
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
        /// Where it stands; `null` where this version does not know the word.
        state: Option<RemovalState>,
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
