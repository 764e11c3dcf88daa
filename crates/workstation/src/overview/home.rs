//! Views of the screen *Home*: the headline, the account and whom to ask.

use super::ActionView;
use domicile_model::account::Federation;
use serde::{Deserialize, Serialize};

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
        /// Whether licensed software starts, and until when: there in every state, the same in window, tray and command line.
        works: String,
        /// The one button.
        primary: Option<ActionView>,
        /// Quiet ones beside it.
        secondary: Vec<ActionView>,
    }
}

view! {
    /// The account that the person belongs to.
    struct AccountView {
        /// Opaque id.
        id: String,
        /// The organisation's name.
        name: String,
        /// How its people sign in and are provisioned.
        federation: Option<Federation>,
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
