//! What window, tray, CLI and timers ask of the controller: plain serialisable values.

#![deny(clippy::wildcard_enum_match_arm, reason = "a forgotten request must not compile")]

mod admin;
mod ask;
mod check_out;

pub use admin::{AdminChange, AdminQuery, AdminRequest};
pub use ask::Ask;
pub use check_out::CheckOutRequest;

use crate::invitation::InvitationCode;
use crate::vocabulary::{Message, NotificationsView, Screen, Theme};
use serde::{Deserialize, Serialize};

/// A request to the controller. Its effect shows in the next `Overview`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Request {
    /// Sign in through the system browser.
    SignIn {
        /// Sent as `login_hint`.
        hint: Option<String>,
    },
    /// Sign in with a code on another machine.
    SignInWithCode,
    /// Sign in for the first time with the code of an invitation.
    SignInInvited {
        /// The code as it was pasted.
        code: InvitationCode,
        /// With a code on another machine instead of the system browser.
        elsewhere: bool,
    },
    /// Stop waiting for the browser or the code.
    CancelSignIn,
    /// Copy the code that waits to be typed elsewhere.
    CopyCode,
    /// Copy the address to open by hand where the browser did not come up, or the page for the code.
    CopySignInAddress,
    /// Sign out: revoke, forget the session. The policy stays until it ends.
    SignOut,
    /// Ask the service again.
    CheckAgain,
    /// Refresh Policy.
    RefreshPolicy,
    /// Stop a running refresh, as long as that is safe.
    CancelRefresh,
    /// File a removal request. As the action of a headline it is a proposal: whoever shows it lets the person look at the
    /// recipient and the words before sending (the tray opens the window).
    FileRemoval {
        /// Which administrator gets the mail; all where absent.
        to: Option<String>,
        /// Why.
        reason: Option<String>,
        /// More words.
        note: Option<String>,
        /// Where the person goes, in their own words. It stays on this computer: in the move, and in the message for whoever adds them.
        #[serde(default)]
        going_to: Option<String>,
    },
    /// Ask administrators for something beside leaving: it is sent as it stands.
    Ask {
        /// For what.
        ask: Ask,
    },
    /// Withdraw an open request of that kind.
    WithdrawAsk {
        /// Its id.
        id: String,
    },
    /// Leave it at the answer of a request that came to nothing: the person stays.
    Stay {
        /// The request's id.
        id: String,
    },
    /// Withdraw the open removal request.
    WithdrawRemoval {
        /// Its id.
        id: String,
    },
    /// Accept another account's offer to take the person over; as an action it is a proposal, read before it is confirmed.
    AcceptOffer {
        /// Its id.
        id: String,
    },
    /// Decline an offer, or take an acceptance back.
    DeclineOffer {
        /// Its id.
        id: String,
    },
    /// Accept an invitation.
    AcceptInvitation {
        /// Its id.
        id: String,
    },
    /// Decline an invitation.
    DeclineInvitation {
        /// Its id.
        id: String,
    },
    /// Leave the account alone, as far as that is allowed; a proposal, read before it is confirmed.
    Leave,
    /// What is asked about licences that are taken along.
    CheckOut {
        /// What.
        request: CheckOutRequest,
    },
    /// What an administrator asks.
    Administer {
        /// What.
        request: AdminRequest,
    },
    /// Open a case at support (for accounts without an administrator).
    AskSupport {
        /// What support should know.
        text: String,
    },
    /// Copy text to the clipboard.
    CopyMessage {
        /// Which ready text.
        message: Message,
        /// In which language (BCP 47): the reader's, where it is another one; the person's own where absent.
        #[serde(default)]
        language: Option<String>,
    },
    /// Copy a text for an administrator: why a product does not run, or not as it should, and what would help.
    CopyWhy {
        /// The product's id.
        product: String,
        /// In which language (BCP 47), as above.
        #[serde(default)]
        language: Option<String>,
    },
    /// Copy an address to the clipboard.
    CopyEmail {
        /// The address.
        email: String,
    },
    /// Open the mail program with the ready text.
    WriteEmail {
        /// The address.
        email: String,
        /// Which ready text.
        message: Message,
    },
    /// Open the page of help and support (`service.supportUrl`) in the system browser.
    OpenSupport,
    /// Raise the window.
    OpenWindow {
        /// On which screen.
        screen: Screen,
    },
    /// The window has been opened or closed, by whatever way: facts are checked more often while somebody looks.
    WindowChanged {
        /// Whether somebody can see it now.
        visible: bool,
    },
    /// Set the theme.
    SetTheme {
        /// Which.
        theme: Theme,
    },
    /// Set what the desktop may say outside the window.
    SetNotifications {
        /// By subject.
        notifications: NotificationsView,
    },
    /// Set the language of window and tray.
    SetLanguage {
        /// Its tag (`de`), or `system`.
        language: String,
    },
    /// Set the address of the service (signed out only).
    SetServiceUrl {
        /// The address.
        url: String,
    },
    /// The person has read the problem or the notice.
    Dismiss,
    /// The person has read the welcome at the end of a move.
    DismissArrival,
    /// End the program.
    Quit,
}

impl Request {
    /// Whether it is read before it is sent: as the action of a button it opens what shows recipient and words.
    pub fn is_proposal(&self) -> bool {
        match self {
            Self::FileRemoval { .. } | Self::AcceptOffer { .. } | Self::AcceptInvitation { .. } | Self::Leave | Self::AskSupport { .. } => {
                true
            }
            Self::SignIn { .. }
            | Self::SignInWithCode
            | Self::SignInInvited { .. }
            | Self::CancelSignIn
            | Self::CopyCode
            | Self::CopySignInAddress
            | Self::SignOut
            | Self::CheckAgain
            | Self::RefreshPolicy
            | Self::CancelRefresh
            | Self::Ask { .. }
            | Self::WithdrawAsk { .. }
            | Self::Stay { .. }
            | Self::WithdrawRemoval { .. }
            | Self::DeclineOffer { .. }
            | Self::DeclineInvitation { .. }
            | Self::CheckOut { .. }
            | Self::Administer { .. }
            | Self::CopyMessage { .. }
            | Self::CopyWhy { .. }
            | Self::CopyEmail { .. }
            | Self::WriteEmail { .. }
            | Self::OpenSupport
            | Self::OpenWindow { .. }
            | Self::WindowChanged { .. }
            | Self::SetTheme { .. }
            | Self::SetNotifications { .. }
            | Self::SetLanguage { .. }
            | Self::SetServiceUrl { .. }
            | Self::Dismiss
            | Self::DismissArrival
            | Self::Quit => false,
        }
    }
}
