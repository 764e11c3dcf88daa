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
