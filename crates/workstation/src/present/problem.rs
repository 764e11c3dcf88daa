//! A failed action in words: what happened, why, who does what next.

use super::say::Say;
use crate::failure::{Failure, Text};
use crate::overview::{DoView, ProblemView};

/// A failure as it is shown.
pub fn problem(failure: &Failure, say: Say<'_>) -> ProblemView {
    let described = failure.described();
    let spoken = |text: &Text| match text {
        Text::Finished(sentence) => sentence.clone(),
        Text::Ours(sentence) => {
            let args: Vec<(&str, &str)> = sentence.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            say.with(sentence.id, &args)
        }
    };
    ProblemView {
        code: failure.code().to_owned(),
        what: spoken(&described.what),
        why: spoken(&described.why),
        next: described.next.iter().map(|(who, text, url)| DoView { who: *who, text: spoken(text), url: url.clone() }).collect(),
        request_id: failure.request_id.clone(),
    }
}
