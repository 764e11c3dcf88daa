//! The one view model: what window, tray, notifications and CLI text show. Comparable, serialisable, already in the person's
//! language. Made by pure functions from the state (`present/`), never edited by whoever shows it.
//!
//! Sentences are finished text; codes beside them are stable and never translated. Times are RFC 3339.

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
mod check_outs;
mod moving;
mod why;

pub use admin::{
    AdminView, ApprovalView, BlockerView, CardLineView, ChoiceView, InboxItemView, InboxView, NamedLicenceView, OfferDraftView,
    OutgoingView, PeopleView, PersonCardView, PersonRowView, RemovalPreviewView, RemovedView,
};
pub use check_outs::{CheckOutItemView, CheckOutView, CheckOutsView, TakeAlongView};
pub use moving::{CaseView, LeaveView, OfferView, PastRequestView};
pub use why::{FixView, RightView, WhyStepView, WhyView};

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
        /// Whom to ask; account administrators first.
        administrators: Vec<AdministratorView>,
        /// The move, where one is under way.
        journey: Option<JourneyView>,
        /// The newest removal request.
        request: Option<RequestView>,
        /// What filing a removal request would do; `null` where none can be filed.
        removal: Option<RemovalView>,
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
    }
}

view! {
    /// Where signing in stands.
    enum SessionState {
        /// Looking for a kept session.
        Starting,
        /// Nobody is signed in.
        SignedOut,
        /// The system browser is open, we wait for it.
        WaitingForBrowser,
        /// A code waits to be typed elsewhere.
        WaitingForCode,
        /// Somebody is signed in.
        SignedIn,
        /// Somebody was; the session ended and must be renewed by the person.
        Ended,
    }
}

view! {
    /// The session.
    struct SessionView {
        /// Where it stands.
        state: SessionState,
        /// Who; `null` while unknown.
        email: Option<String>,
        /// Name.
        name: Option<String>,
        /// The page and code for signing in elsewhere, while `waiting_for_code`.
        device: Option<DeviceCodeView>,
        /// The address to open by hand where the browser did not come up, while `waiting_for_browser`.
        sign_in_url: Option<String>,
        /// The session lives in memory only; the sentence says why and what to do.
        this_session_only: Option<String>,
    }
}

view! {
    /// Signing in on another machine (RFC 8628).
    struct DeviceCodeView {
        /// The page to open.
        url: String,
        /// The code to type there.
        code: String,
        /// When the code ends.
        #[cfg_attr(feature = "specta", specta(type = String))] expires: Timestamp,
    }
}

view! {
    /// Whether the service answers.
    enum ConnectionState {
        /// Not tried yet.
        Unknown,
        /// It answered.
        Online,
        /// The network or the service cannot be reached.
        Offline,
        /// It answers with errors of its own.
        ServiceTrouble,
    }
}

view! {
    /// The connection.
    struct ConnectionView {
        /// What the last try said.
        state: ConnectionState,
        /// Since when it is so.
        #[cfg_attr(feature = "specta", specta(type = Option<String>))] since: Option<Timestamp>,
        /// A try is under way.
        checking: bool,
        /// "Offline since 09:14"; `null` where it answers or was not tried yet.
        text: Option<String>,
    }
}

view! {
    /// The answer to "can I work today", for machines.
    enum Verdict {
        /// Nobody is signed in.
        SignedOut,
        /// Still asking.
        Checking,
        /// Everything is fine.
        CanWork,
        /// A move is under way and somebody else acts next.
        Waiting,
        /// A move is under way and the person acts next.
        YourTurn,
        /// The person is locked.
        Locked,
        /// Something needs attention before work is possible.
        NeedsAttention,
        /// The service cannot be reached; last known facts are shown.
        Offline,
        /// Not known.
        Unknown,
    }
}

view! {
    /// One sentence, one detail, one primary button, a few quiet ones.
    struct Headline {
        /// For machines.
        verdict: Verdict,
        /// Whether licensed software may run now, by the cached policy.
        can_work: bool,
        /// The sentence; at most 60 characters.
        text: String,
        /// The detail line.
        detail: Option<String>,
        /// The one button.
        primary: Option<ActionView>,
        /// Quiet ones beside it.
        secondary: Vec<ActionView>,
    }
}

view! {
    /// A button or menu entry.
    struct ActionView {
        /// What it does: exactly what the controller takes.
        request: crate::request::Request,
        /// Verb and object.
        label: String,
    }
}

view! {
    /// The account that the person belongs to.
    struct AccountView {
        /// Opaque id.
        id: String,
        /// The organisation's name.
        name: String,
        /// `none`, `jit` or `scim`.
        federation: String,
        /// How sign-in and removal work there, in a sentence; `null` for ordinary sign-in.
        federation_note: Option<String>,
        /// The country and why, in a sentence.
        country_note: Option<String>,
    }
}

view! {
    /// An administrator.
    struct AdministratorView {
        /// Opaque id.
        id: String,
        /// Name.
        name: String,
        /// The role in words.
        role: String,
        /// Address.
        email: String,
    }
}

view! {
    /// Where one step of the move stands.
    enum StepState {
        /// Done.
        Done,
        /// This comes next.
        Now,
        /// Something stands in the way.
        Blocked,
        /// Nothing is needed.
        NotNeeded,
        /// Later.
        NotYet,
        /// Not known.
        NotKnown,
    }
}

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
        /// Stable state of the domain.
        state: String,
        /// Whether it still waits for somebody.
        open: bool,
        /// `administrator`, `internal_it` or `support`.
        route: String,
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
        /// `administrator`, `internal_it` or `support`.
        route: String,
        /// Who will get it and what follows, told before sending.
        route_text: String,
        /// What stands in the way already, a sentence each.
        blockers: Vec<String>,
        /// Whom it can be sent to; empty for the routes that need no choice.
        recipients: Vec<AdministratorView>,
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

view! {
    /// One product.
    struct ProductView {
        /// Stable id (`bridge-modeler`).
        id: String,
        /// Name.
        name: String,
        /// For machines.
        state: ProductState,
        /// `ready`, `not_owned`, `ended`, ...: the code behind the words.
        code: String,
        /// The state in a word or two ("Ready", "Not owned").
        label: String,
        /// Why, in a sentence.
        why: String,
        /// "until 31 December", "no end".
        until: String,
        /// The rules that led there, and what helps.
        explanation: WhyView,
    }
}

view! {
    /// Licences on this computer.
    struct LicencesView {
        /// "2 of 4 products are ready".
        headline: String,
        /// Account, country and why; or what is wrong with the policy.
        detail: Option<String>,
        /// State of the policy as products see it (`valid`, `expired`, `no_policy`, `corrupt`, ...).
        policy_state: String,
        /// Serial number of the policy.
        policy_version: Option<u32>,
        /// Policy valid until, as text; "not known" where it is so.
        valid_until: String,
        /// Sign in again by, as text.
        sign_in_by: String,
        /// The earliest contract end among what is ready, as text.
        contract_ends: String,
        /// When the policy was last refreshed.
        #[cfg_attr(feature = "specta", specta(type = Option<String>))] refreshed: Option<Timestamp>,
        /// Every product of the policy.
        products: Vec<ProductView>,
        /// Licences taken along for longer.
        check_outs: CheckOutsView,
    }
}

view! {
    /// The named phases of Refresh Policy.
    enum Phase {
        /// Checking sign-in.
        CheckingSignIn,
        /// Asking the service.
        Asking,
        /// Receiving licences.
        Receiving,
        /// Saving on this computer. From here on Cancel no longer applies.
        Saving,
        /// Reading the saved file back.
        Checking,
    }
}

view! {
    /// Refresh Policy.
    struct RefreshView {
        /// The phase it is in; `null` where none runs.
        phase: Option<Phase>,
        /// The phase in words.
        phase_text: Option<String>,
        /// 1 to 5, for "Step 2 of 5".
        step: Option<u8>,
        /// When it began.
        #[cfg_attr(feature = "specta", specta(type = Option<String>))] started: Option<Timestamp>,
        /// Whether Cancel is still safe.
        can_cancel: bool,
        /// How the last one ended (`updated`, `unchanged`, `withdrawn`, `sign_in_needed`, ...).
        outcome: Option<String>,
        /// That, in a sentence: "4 licences ready, 1 new, country FR."
        outcome_text: Option<String>,
        /// Products gained, by name.
        gained: Vec<String>,
        /// Products lost, by name.
        lost: Vec<String>,
    }
}

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

view! {
    /// Theme of the window.
    enum Theme {
        /// As the system.
        System,
        /// Always light.
        Light,
        /// Always dark.
        Dark,
    }
}

view! {
    /// The little that can be set. A `*_managed` value is set by the organisation and shown, not editable.
    struct SettingsView {
        /// Theme.
        theme: Theme,
        /// The tag of the chosen language (`de`), or `system`.
        language: String,
        /// The language is set by the organisation.
        language_managed: bool,
        /// Address of the service as configured.
        service_url: String,
        /// The address comes from environment or organisation.
        service_url_managed: bool,
        /// Where the files of this app are.
        data_folder: String,
        /// The password store in use, in words.
        secret_store: String,
        /// What the desktop may say outside the window.
        notifications: NotificationsView,
        /// Version of the app.
        version: String,
    }
}

view! {
    /// What the desktop may say outside the window, by subject.
    #[derive(Copy, Eq)]
    struct NotificationsView {
        /// My requests.
        requests: bool,
        /// My licences.
        licences: bool,
        /// What administrators look after.
        admin: bool,
    }
}

impl Default for NotificationsView {
    fn default() -> Self {
        Self { requests: true, licences: true, admin: true }
    }
}

impl NotificationsView {
    /// Whether what belongs to this switch is said.
    pub fn has(self, switch: crate::notifications::Switch) -> bool {
        use crate::notifications::Switch;
        match switch {
            Switch::Requests => self.requests,
            Switch::Licences => self.licences,
            Switch::Admin => self.admin,
        }
    }
}
