//! Views of the session and of the connection to the service.

use crate::vocabulary::ConnectionState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
        /// A session is kept and cannot be opened now: its password store is locked or does not answer.
        Locked,
        /// Whether somebody is signed in cannot be told.
        Unknown,
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
