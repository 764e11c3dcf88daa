//! The one view model: what window, tray, notifications and CLI text show. Comparable, serialisable, already in the person's
//! language. Made by pure functions from the state (`present/`), never edited by whoever shows it.
//!
//! Sentences are finished text; codes beside them are stable and never translated. Times are RFC 3339.

use crate::request::Request;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

macro_rules! view {
    ($(#[$meta:meta])* struct $name:ident { $($(#[$fmeta:meta])* $field:ident: $ty:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$fmeta])* pub $field: $ty,)* }
    };
    ($(#[$meta:meta])* enum $name:ident { $($(#[$vmeta:meta])* $variant:ident,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "specta", derive(specta::Type))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vmeta])* $variant,)* }
    };
}

mod admin;
mod asks;
mod check_outs;
mod forecast;
mod home;
mod journey;
mod licences;
mod problem;
mod rights;
mod session;
mod settings;
mod why;

pub use admin::{
    AdminView, ApprovalView, BlockerView, CardCode, CardLineId, CardLineView, ChoiceView, DeliveryView, InboxItemView, InboxView,
    NamedLicenceView, OfferDraftView, OutgoingKind, OutgoingView, PeopleView, PersonCardView, PersonRowView, RemovalPreviewView,
    RemovedView, Tone,
};
pub use asks::{AskItemView, AskView};
pub use check_outs::{CheckOutItemView, CheckOutView, CheckOutsView, TakeAlongView};
pub use forecast::{AccountEndingView, AccountLicencesView, EndingView, ForecastView, HolderView, SeatsView};
pub use home::{AccountView, AdministratorView, Headline, Verdict};
pub use journey::{
    ArrivalView, CaseView, JourneyView, LeaveView, OfferKind, OfferView, PastRequestView, ProposalState, ReadyView, RemovalView,
    RequestView, StepCode, StepView,
};
pub use licences::{LicencesView, ProductView, RefreshView};
pub use problem::{DoView, ProblemView};
pub use rights::RightView;
pub use session::{ConnectionView, DeviceCodeView, SessionState, SessionView};
pub use settings::SettingsView;
pub use why::{FixView, WhyStepView, WhyView};

view! {
    /// Everything that is shown.
    struct Overview {
        /// BCP 47 tag of the sentences.
        language: String,
        /// Where the facts come from.
        service: ServiceView,
        /// Signed in or not, and how.
        session: SessionView,
        /// Whether the service answers.
        connection: ConnectionView,
        /// The one sentence, one detail, one button.
        headline: Headline,
        /// When the facts were true; `null` where there are none.
        #[cfg_attr(feature = "specta", specta(type = Option<String>))] as_of: Option<Timestamp>,
        /// The facts are the last known ones, not fresh ones.
        stale: bool,
        /// The account the person belongs to.
        account: Option<AccountView>,
        /// Whom to ask, never the person; account administrators first.
        administrators: Vec<AdministratorView>,
        /// That the account has nobody to ask, in a sentence; `null` where it has.
        no_administrators: Option<String>,
        /// The move, where one is under way.
        journey: Option<JourneyView>,
        /// The welcome at the end of a move, until it is put away or a day has passed.
        arrival: Option<ArrivalView>,
        /// The newest removal request.
        request: Option<RequestView>,
        /// What filing a removal request would do; `null` where none can be filed.
        removal: Option<RemovalView>,
        /// What the person asked administrators for beside leaving: what is open, and the answers of the last two weeks.
        asks: Vec<AskView>,
        /// Offers and invitations of other accounts, newest first.
        offers: Vec<OfferView>,
        /// Earlier requests, newest first.
        history: Vec<PastRequestView>,
        /// Leaving alone; `null` where that is not allowed.
        leave: Option<LeaveView>,
        /// The newest case at support.
        case: Option<CaseView>,
        /// An administrator's screens; `null` for everybody else.
        admin: Option<AdminView>,
        /// Licences and the policy they come from.
        licences: LicencesView,
        /// The last or the running Refresh Policy.
        refresh: RefreshView,
        /// A failed action of the person, until dismissed or repeated with success.
        problem: Option<ProblemView>,
        /// A short confirmation of a successful action ("Request sent"), until the next one.
        notice: Option<String>,
        /// What can be set.
        settings: SettingsView,
    }
}

view! {
    /// The directory that this workstation talks to.
    struct ServiceView {
        /// Its address; `null` where none is configured.
        url: Option<String>,
        /// The keys of the policy are the public demo keys.
        demo_keys: bool,
        /// Where help and support are, if configured.
        support_url: Option<String>,
        /// Whose build this is; `null` for one that is nobody's in particular.
        operator: Option<OperatorView>,
    }
}

view! {
    /// The operator whose build this is.
    struct OperatorView {
        /// The name.
        name: String,
        /// Who helps, with their address.
        support: Option<String>,
        /// The page that says what becomes of personal data.
        privacy_page: Option<String>,
    }
}

view! {
    /// A button or menu entry.
    struct ActionView {
        /// What it does: exactly what the controller takes.
        request: Request,
        /// Verb and object.
        label: String,
    }
}

view! {
    /// What a product may do, for machines.
    enum ProductState {
        /// May run.
        Ready,
        /// The contract ended, grace runs.
        Grace,
        /// A trial.
        Trial,
        /// May not run; the reason says why.
        Denied,
        /// Not known (no policy, or one that cannot be trusted).
        Unknown,
    }
}

impl ActionView {
    /// A button that sends this request.
    pub fn new(request: Request, label: String) -> Self {
        Self { request, label }
    }
}
