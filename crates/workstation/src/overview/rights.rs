//! What a person may run, as their administrators see it.

use super::{ProductState, WhyView};
use serde::{Deserialize, Serialize};

view! {
    /// What a person may run, as the service tells their administrators.
    struct RightView {
        /// The product's id.
        product: String,
        /// Its name.
        name: String,
        /// For machines.
        state: ProductState,
        /// As `domicile check` says it: `valid`, `grace`, `trial`, `not_entitled`. A string: the service sends it, and a newer one may know
        /// a state that this program does not.
        code: String,
        /// The code of why not; a string, as `code` is.
        reason: Option<String>,
        /// The state in a word or two.
        label: String,
        /// "until 31 December", "no end".
        until: String,
        /// The sentence that matters most; empty where everything holds.
        why: String,
        /// All of them.
        explanation: WhyView,
    }
}
