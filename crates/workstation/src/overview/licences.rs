//! Views of the screen *Licences*, and of Refresh Policy.

use super::{CheckOutsView, ForecastView, ProductState, WhyView};
use crate::vocabulary::{Phase, PolicyState, RefreshOutcome};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

view! {
    /// One product.
    struct ProductView {
        /// Stable id (`bridge-modeler`).
        id: String,
        /// Name.
        name: String,
        /// For machines.
        state: ProductState,
        /// `ready`, `not_owned`, `ended`, ...: the code behind the words. A string: the policy brings the reason of a refusal, and a newer
        /// service may have added one.
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
        /// State of the policy as products see it.
        policy_state: PolicyState,
        /// Serial number of the policy.
        policy_version: Option<u32>,
        /// Policy valid until, as text; `null` where it is not known, or where a date would say nothing (withdrawn, not trusted).
        valid_until: Option<String>,
        /// Sign in again by, as text; `null` where the issuer does not say.
        sign_in_by: Option<String>,
        /// The earliest contract end among what is ready, as text; `null` where nothing is.
        contract_ends: Option<String>,
        /// When the policy was last refreshed.
        #[cfg_attr(feature = "specta", specta(type = Option<String>))] refreshed: Option<Timestamp>,
        /// That in words; "never" and "not known" are told apart.
        refreshed_text: String,
        /// How the service's clock differs from this computer's, where it does by minutes; it decides nothing.
        service_clock: Option<String>,
        /// Every product of the policy.
        products: Vec<ProductView>,
        /// What ends in the next 90 days; `null` where nothing may run, or no licence file says until when.
        forecast: Option<ForecastView>,
        /// Licences taken along for longer.
        check_outs: CheckOutsView,
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
        /// How the last one ended.
        outcome: Option<RefreshOutcome>,
        /// That, in a sentence: "4 licences ready, 1 new. Licence country: France."
        outcome_text: Option<String>,
        /// Products gained, by name.
        gained: Vec<String>,
        /// Products lost, by name.
        lost: Vec<String>,
    }
}
