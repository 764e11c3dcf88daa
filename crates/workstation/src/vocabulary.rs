//! Words with one meaning for the whole program: settings, requests, facts and views are made of them.

use serde::{Deserialize, Serialize};

/// Theme of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Ready texts to carry to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Message {
    /// To an administrator of the account to leave.
    OldAdmin,
    /// To the IT of the company to leave.
    OldIt,
    /// To an administrator of the account to join.
    NewAdmin,
    /// To support.
    Support,
}

/// The screens of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    /// Home.
    Home,
    /// Licences.
    Licences,
    /// The account's requests, for administrators.
    Requests,
    /// The account's people, for administrators.
    People,
    /// Settings.
    Settings,
}

impl Screen {
    /// Every screen.
    pub const ALL: [Self; 5] = [Self::Home, Self::Licences, Self::Requests, Self::People, Self::Settings];

    /// Its name in arguments and in the address of the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Licences => "licences",
            Self::Requests => "requests",
            Self::People => "people",
            Self::Settings => "settings",
        }
    }

    /// The screen of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// The named phases of Refresh Policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
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

/// Whether the service answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    /// Not tried yet.
    Unknown,
    /// It answered.
    Online,
    /// The network or the service cannot be reached.
    Offline,
    /// It answers with errors of its own.
    ServiceTrouble,
    /// Something in between answers in its place: a sign-in page of a network, a proxy.
    Intercepted,
    /// The issuer, where people sign in, cannot do it now.
    IssuerTrouble,
    /// It answers what this version does not understand.
    NotUnderstood,
}

impl ConnectionState {
    /// Whether the service gives no answer that helps.
    pub fn is_silent(self) -> bool {
        match self {
            Self::Unknown | Self::Online => false,
            Self::Offline | Self::ServiceTrouble | Self::Intercepted | Self::IssuerTrouble | Self::NotUnderstood => true,
        }
    }
}

/// Where one step of the move stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum StepState {
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

/// Who acts next in a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    /// The person.
    You,
    /// An administrator of the account to leave.
    OldAdmin,
    /// The IT of the account to leave.
    OldIt,
    /// Support.
    Support,
    /// An administrator of the account to join.
    NewAdmin,
}

/// What a person can switch off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Switch {
    /// My requests.
    Requests,
    /// My licences.
    Licences,
    /// What administrators look after.
    Admin,
}

/// What the desktop may say outside the window, by subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct NotificationsView {
    /// My requests.
    pub requests: bool,
    /// My licences.
    pub licences: bool,
    /// What administrators look after.
    pub admin: bool,
}

impl Default for NotificationsView {
    fn default() -> Self {
        Self { requests: true, licences: true, admin: true }
    }
}

impl NotificationsView {
    /// Whether what belongs to this switch is said.
    pub fn has(self, switch: Switch) -> bool {
        match switch {
            Switch::Requests => self.requests,
            Switch::Licences => self.licences,
            Switch::Admin => self.admin,
        }
    }
}

/// What the licence file as a whole is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PolicyState {
    /// Not read yet.
    #[default]
    Unread,
    /// Good.
    Valid,
    /// Good, and a refresh is due.
    RefreshDue,
    /// Past its date.
    Expired,
    /// The clock was set back.
    ClockSuspect,
    /// Older than one that was here before.
    RolledBack,
    /// Made for another computer or another person.
    WrongMachine,
    /// Signed by a key that is not known.
    UnknownKey,
    /// Cannot be read.
    Corrupt,
    /// There is none.
    NoPolicy,
}

impl PolicyState {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Valid => "valid",
            Self::RefreshDue => "refresh_due",
            Self::Expired => "expired",
            Self::ClockSuspect => "clock_suspect",
            Self::RolledBack => "rolled_back",
            Self::WrongMachine => "wrong_machine",
            Self::UnknownKey => "unknown_key",
            Self::Corrupt => "corrupt",
            Self::NoPolicy => "no_policy",
        }
    }

    /// Whether the file as a whole may grant anything.
    pub fn grants(self) -> bool {
        matches!(self, Self::Valid | Self::RefreshDue)
    }
}

/// How Refresh Policy ended: exactly one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum RefreshOutcome {
    /// A new policy.
    Updated,
    /// The same as before.
    Unchanged,
    /// A signed policy that grants nothing.
    Withdrawn,
    /// The session ended.
    SignInNeeded,
    /// The service said no without a signed policy.
    Refused,
    /// No answer.
    Unreachable,
    /// The clock is off.
    ClockSuspect,
    /// Not signed by a key that is trusted.
    SignatureInvalid,
    /// Older than what is here.
    RolledBack,
    /// Could not be saved.
    CannotWrite,
    /// The person stopped it before anything was saved.
    Cancelled,
}

impl RefreshOutcome {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Withdrawn => "withdrawn",
            Self::SignInNeeded => "sign_in_needed",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::ClockSuspect => "clock_suspect",
            Self::SignatureInvalid => "signature_invalid",
            Self::RolledBack => "rolled_back",
            Self::CannotWrite => "cannot_write",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether the service answered with a policy that stands.
    pub fn succeeded(self) -> bool {
        matches!(self, Self::Updated | Self::Unchanged | Self::Withdrawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_as_text_and_as_json() {
        use PolicyState as P;
        use RefreshOutcome as R;
        for it in [
            P::Unread,
            P::Valid,
            P::RefreshDue,
            P::Expired,
            P::ClockSuspect,
            P::RolledBack,
            P::WrongMachine,
            P::UnknownKey,
            P::Corrupt,
            P::NoPolicy,
        ] {
            assert_eq!(serde_json::to_value(it).unwrap(), it.as_str());
        }
        for it in [
            R::Updated,
            R::Unchanged,
            R::Withdrawn,
            R::SignInNeeded,
            R::Refused,
            R::Unreachable,
            R::ClockSuspect,
            R::SignatureInvalid,
            R::RolledBack,
            R::CannotWrite,
            R::Cancelled,
        ] {
            assert_eq!(serde_json::to_value(it).unwrap(), it.as_str());
        }
    }
}
