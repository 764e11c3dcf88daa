//! What the controller knows, before it is put into words: facts with their age, and *unknown* as a state of its own.

mod admin;
mod policy;
mod update;
mod why;

pub use admin::{AccountLicences, AdminState, Card, FailedChange, InboxState, PeopleState};
pub use policy::{CheckedOutHere, LicenceState, PolicySnapshot, ProductSnapshot};
pub use why::Why;

use crate::failure::Failure;
use crate::vocabulary::{ConnectionState, NotificationsView, Phase, RefreshOutcome, Theme};
use domicile_model::wire::{Me, MyCheckOut, RemovalRequest};
use domicile_words::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A fact of the service: known since a moment, or not known. Unknown never means "no".
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Fact<T> {
    /// Nobody told us.
    #[default]
    Unknown,
    /// Told, and true at that moment.
    Known {
        /// What it is.
        value: T,
        /// When it was true.
        as_of: Timestamp,
    },
}

impl<T> Fact<T> {
    /// The value, where it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known { value, .. } => Some(value),
            Self::Unknown => None,
        }
    }

    /// When it was true, where it is known.
    pub fn as_of(&self) -> Option<Timestamp> {
        match self {
            Self::Known { as_of, .. } => Some(*as_of),
            Self::Unknown => None,
        }
    }
}

/// Everything that the overview is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The directory that this workstation talks to.
    pub service: Service,
    /// Where signing in stands.
    pub session: Session,
    /// Who is or was signed in.
    pub who: Option<Identity>,
    /// The session lives in memory only, and why.
    pub this_session_only: Option<NoKeychain>,
    /// The last moment of the session, where the issuer says so.
    pub sign_in_by: Fact<Timestamp>,
    /// Whether the service answers.
    pub connection: Connection,
    /// The last answer of the service about the person.
    pub me: Fact<Me>,
    /// That answer is from before the last try (or from an earlier run).
    pub stale: bool,
    /// The licence file on this computer, as it reads now.
    pub policy: PolicySnapshot,
    /// The running Refresh Policy.
    pub refreshing: Option<Refreshing>,
    /// How the last Refresh Policy ended.
    pub refreshed: Option<Refreshed>,
    /// Where the person wants to go.
    pub intent: Intent,
    /// The person's removal requests, as far as they were read.
    pub history: Vec<RemovalRequest>,
    /// The person's check-outs, as far as they were read.
    pub check_outs: Vec<MyCheckOut>,
    /// What the screens of an administrator know.
    pub admin: AdminState,
    /// The last failed action, until dismissed or repeated with success.
    pub problem: Option<Failure>,
    /// The last action that worked.
    pub notice: Option<Notice>,
    /// What can be set.
    pub settings: SettingsFacts,
}

/// The directory.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Service {
    /// Its address.
    pub url: Option<String>,
    /// Why there is none that can be used.
    pub problem: Option<Failure>,
    /// The policy keys are the public demo keys.
    pub demo_keys: bool,
    /// Where help and support are.
    pub support_url: Option<String>,
}

/// Where signing in stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Session {
    /// Looking for a kept session.
    #[default]
    Starting,
    /// Nobody is signed in.
    SignedOut,
    /// Whether somebody is signed in cannot be told: the settings cannot be read, or name no service.
    Unknown,
    /// The browser is open.
    WaitingForBrowser {
        /// The address to open by hand.
        url: Option<String>,
    },
    /// A code waits to be typed elsewhere; `None` until the issuer has given it.
    WaitingForCode(Option<DeviceCode>),
    /// Somebody is signed in.
    SignedIn,
    /// Somebody was, and must sign in again.
    Ended,
    /// A session is kept here and cannot be opened now, for this reason: its password store is locked, say. Nobody was signed out.
    Locked(Failure),
}

/// A code for signing in elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct DeviceCode {
    /// The page to open.
    pub url: String,
    /// The code.
    pub code: String,
    /// When it ends.
    pub expires: Timestamp,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Identity {
    /// Address.
    pub email: Option<String>,
    /// Name.
    pub name: Option<String>,
}

/// Why a session is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoKeychain {
    /// The computer has no password store.
    Missing,
    /// It has one, and it is locked.
    Locked,
    /// It did not answer, or it failed.
    Failed,
}

/// Whether the service answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Connection {
    /// What the last try said.
    pub state: ConnectionState,
    /// Since when it is so.
    pub since: Option<Timestamp>,
    /// A try is under way.
    pub checking: bool,
    /// What stands in the way, where somebody can do something about exactly that: the proxy, how the program is registered.
    pub obstacle: Option<Failure>,
}

impl Default for Connection {
    fn default() -> Self {
        Self { state: ConnectionState::Unknown, since: None, checking: false, obstacle: None }
    }
}

/// An account by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Opaque id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A running Refresh Policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Refreshing {
    /// Where it is.
    pub phase: Phase,
    /// When it began.
    pub started: Timestamp,
}

/// A finished Refresh Policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Refreshed {
    /// How it ended.
    pub outcome: RefreshOutcome,
    /// When it ended.
    pub at: Timestamp,
    /// When the service had confirmed the policy before.
    pub before: Option<Timestamp>,
    /// Products gained, by name.
    pub gained: Vec<String>,
    /// Products lost, by name.
    pub lost: Vec<String>,
}

/// Where the person wants to go. Intent, not progress: kept in the app's folder, since the service forgets `from`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Intent {
    /// Whose it is; another person's intent is not read.
    pub subject: Option<String>,
    /// The account that the person belonged to when the move began.
    pub from: Option<Named>,
    /// Where to; a label, never compared.
    pub target: Option<String>,
    /// Where to in the person's own words, as long as nobody's offer or invitation says it better.
    pub going_to: Option<String>,
    /// The request that came to nothing and with which the person is done: they stay.
    pub stayed: Option<String>,
    /// The request that began it.
    pub request: Option<String>,
    /// When it began.
    pub began: Option<Timestamp>,
    /// When every step was first seen done.
    pub finished: Option<Timestamp>,
    /// When the person put away the welcome that the end of a move gets.
    pub arrival_dismissed: Option<Timestamp>,
    /// Requests that ended unanswered; after two, support is offered as well.
    pub expired: Vec<String>,
}

/// A short confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A removal request was filed.
    RequestSent,
    /// Administrators were asked for something else.
    AskSent,
    /// It was taken back.
    RequestWithdrawn,
    /// A case was opened at support.
    CaseOpened {
        /// Its number.
        number: String,
    },
    /// A ready text is on the clipboard.
    MessageCopied,
    /// An address is on the clipboard.
    EmailCopied {
        /// The address.
        email: String,
    },
    /// The code for signing in is on the clipboard.
    CodeCopied,
    /// The address for signing in is on the clipboard.
    AddressCopied,
    /// What a person or an administrator did worked: the message that says so, and the name in it.
    Done {
        /// The id of the message.
        message: &'static str,
        /// A name or an address; empty where the message names nobody.
        name: String,
    },
    /// Signed out.
    SignedOut,
    /// The address of the service was saved.
    ServiceSaved,
}

/// Which password store keeps the session's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SecretStore {
    /// Not looked at yet.
    #[default]
    NotKnown,
    /// The system's.
    System,
    /// A file that only the owner reads, by explicit choice.
    File,
    /// None: this session only.
    Memory,
}

/// What can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsFacts {
    /// Theme.
    pub theme: Theme,
    /// The chosen language; `None` is the system's.
    pub language: Option<Language>,
    /// It is set by the organisation.
    pub language_managed: bool,
    /// Address of the service as configured.
    pub service_url: String,
    /// It comes from environment or organisation.
    pub service_url_managed: bool,
    /// Where the files are.
    pub data_folder: String,
    /// The password store in use.
    pub secret_store: SecretStore,
    /// What the desktop may say outside the window.
    pub notifications: NotificationsView,
    /// Version of the app.
    pub version: String,
}

impl Default for SettingsFacts {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            language: None,
            language_managed: false,
            service_url: String::new(),
            service_url_managed: false,
            data_folder: String::new(),
            secret_store: SecretStore::NotKnown,
            notifications: NotificationsView::default(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self {
            service: Service::default(),
            session: Session::default(),
            who: None,
            this_session_only: None,
            sign_in_by: Fact::Unknown,
            connection: Connection::default(),
            me: Fact::Unknown,
            stale: false,
            policy: PolicySnapshot::default(),
            refreshing: None,
            refreshed: None,
            intent: Intent::default(),
            history: Vec::new(),
            check_outs: Vec::new(),
            admin: AdminState::default(),
            problem: None,
            notice: None,
            settings: SettingsFacts::default(),
        }
    }
}
