//! The rules behind an answer and what helps: codes for machines, the sentences of the window for people. What verbs share.

use domicile_policy::decide::{Fix, Outcome, Rule};
use domicile_workstation::overview::WhyView;
use serde_json::{Value, json};

/// The rules that were asked, in order, by their codes.
pub(crate) fn chain(steps: impl IntoIterator<Item = (Rule, Outcome)>) -> Value {
    steps.into_iter().map(|(rule, outcome)| json!({ "rule": rule.as_str(), "outcome": outcome.as_str() })).collect()
}

/// What would help first, by its codes; `null` where nothing needs help.
pub(crate) fn fix(fix: Option<Fix>) -> Value {
    fix.map_or(Value::Null, |it| json!({ "action": it.action.as_str(), "who": it.who.as_str() }))
}

/// A line for each rule that has something to tell, then what helps.
pub(crate) fn lines(why: &WhyView) -> Vec<String> {
    let steps = why.steps.iter().map(|it| format!("  {}: {}", it.mark, it.text));
    steps.chain(why.fix.as_ref().map(|it| it.line.clone())).collect()
}
