//! Why a product may run or not, ready to be shown.

use super::ActionView;
use domicile_policy::decide::{Action, Outcome, Rule, Who};
use serde::{Deserialize, Serialize};

view! {
    /// The rules that led to an answer, and what would help first.
    struct WhyView {
        /// In order; of rules that hold and are about the same thing only the last. One that refuses is the last.
        steps: Vec<WhyStepView>,
        /// The single nearest fix; `null` where nothing needs help.
        fix: Option<FixView>,
    }
}

view! {
    /// One rule.
    struct WhyStepView {
        /// Which.
        rule: Rule,
        /// How it answered.
        outcome: Outcome,
        /// That, in a word or two, for those who do not see the mark.
        mark: String,
        /// The sentence.
        text: String,
    }
}

view! {
    /// What would help first, and who does it.
    struct FixView {
        /// What to do.
        action: Action,
        /// Who does it; `you` is the person whose licences they are.
        who: Who,
        /// The sentence.
        text: String,
        /// "What helps: ", and the sentence.
        line: String,
        /// What does it here, or helps on the way.
        button: Option<ActionView>,
    }
}
