//! What the rest of the program may know of a session: never a token.

use crate::failure::Failure;
use jiff::Timestamp;
use tokio::sync::oneshot;

/// Who is signed in.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionInfo {
    /// The issuer that vouches for the person.
    pub issuer: String,
    /// The issuer's name for the person.
    pub subject: String,
    /// Address, where the issuer told it.
    pub email: Option<String>,
    /// Name, where the issuer told it.
    pub name: Option<String>,
    /// Where the session is kept.
    pub persistence: Persistence,
    /// The session ended (the issuer took it back): the person must sign in again. What is known stays shown.
    pub ended: bool,
    /// *Sign in again by*, where the issuer told it; `None` is "not known".
    pub sign_in_by: Option<Timestamp>,
    /// By how much this computer's clock is ahead of the issuer's, where that is noticeable: "1 h". For telling, never for judging.
    pub clock_ahead: Option<String>,
}

/// Where a session is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Persistence {
    /// On disk, its key in the system's password store.
    Keychain,
    /// On disk, its key in a file beside it, by explicit choice.
    File,
    /// Only in this process; the failure (`no_keychain`, `keychain_locked`, `keychain_timeout`, `cannot_write`) says why.
    ThisProcess(Failure),
}

/// Something for the person to open, type, know or decide.
#[derive(Debug)]
pub enum SignInPrompt {
    /// The browser was asked to open this address. `opened` is false where no browser came up.
    Browser {
        /// To open by hand.
        url: String,
        /// Whether a browser was found.
        opened: bool,
    },
    /// Sign in on any machine with this code.
    Code {
        /// The page.
        url: String,
        /// The page with the code in it, where the issuer gives one.
        url_complete: Option<String>,
        /// The code to type.
        code: String,
        /// When the code ends.
        expires: Timestamp,
    },
    /// Something came back that is of no use; we go on waiting.
    Unusable,
    /// Somebody else signed in than was hinted. Nothing is kept until this is answered; dropped, it says yes.
    SomebodyElse {
        /// Who was expected.
        hinted: String,
        /// Who came.
        came: String,
        /// Whether that is meant.
        keep: oneshot::Sender<bool>,
    },
}

/// How signing out went. The session is gone from this computer in any case.
#[derive(Debug, Clone, PartialEq)]
pub struct SignedOut {
    /// Somebody was signed in.
    pub was_signed_in: bool,
    /// The issuer confirmed that the tokens are void; `false` where it could not be reached or offers no revocation.
    pub revoked: bool,
}

/// Called while signing in, whenever there is something for the person.
pub type OnPrompt = Box<dyn FnMut(SignInPrompt) + Send>;
