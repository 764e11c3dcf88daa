//! A failed action in words: what happened, why, who does what next.

use super::say::Say;
use crate::failure::{Failure, Text};
use crate::overview::{DoView, ProblemView};
use jiff::SignedDuration;

/// The advice that says no more than "in a few minutes".
const TRY_LATER: &str = "error-try-later-do";
/// From here on the moment is told; what is shorter is over before it is read.
const WORTH_A_TIME: SignedDuration = SignedDuration::from_secs(60);
/// The most things to do.
const MOST: usize = 2;

/// A failure as it is shown.
pub fn problem(failure: &Failure, say: Say<'_>) -> ProblemView {
    let described = failure.described();
    let again = failure.retry_at.filter(|it| it.duration_since(say.now()) >= WORTH_A_TIME).map(|it| say.moment(it));
    let spoken = |text: &Text| match text {
        Text::Finished(sentence) => sentence.clone(),
        Text::Ours(sentence) => {
            if let (TRY_LATER, Some(time)) = (sentence.id, &again) {
                return say.with("error-try-after-do", &[("time", time)]);
            }
            let args: Vec<(&str, &str)> = sentence.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            say.with(sentence.id, &args)
        }
    };
    let mut next: Vec<DoView> =
        described.next.iter().map(|(who, text, url)| DoView { who: *who, text: spoken(text), url: url.clone() }).collect();
    // What the service says in its own words names no moment in the person's.
    if let (Some(_), Some(time), true) = (failure.problem(), &again, next.len() < MOST) {
        next.push(DoView::you(say.with("error-try-after-do", &[("time", time)])));
    }
    ProblemView {
        code: failure.code().to_owned(),
        what: spoken(&described.what),
        why: spoken(&described.why),
        next,
        request_id: failure.request_id.clone(),
    }
}

/// A failure as one line of text, for whoever has no window to show it in.
pub fn in_one_line(failure: &Failure, say: Say<'_>) -> String {
    let it = problem(failure, say);
    let next = it.next.iter().map(|it| it.text.as_str());
    [it.what.as_str(), it.why.as_str()].into_iter().chain(next).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Cause;
    use domicile_words::{Language, Words};
    use jiff::tz::TimeZone;

    /// Field case W12d: where the service says when, the moment is told.
    #[test]
    fn the_moment_to_try_again_is_told() {
        let words = Words::new(Language::En);
        let now: jiff::Timestamp = "2026-06-01T09:20:00Z".parse().unwrap();
        let shown = |cause: Cause, wait: i64, later: i64| {
            let at = |seconds: i64| now.saturating_add(SignedDuration::from_secs(seconds)).unwrap();
            let failure = Failure { retry_at: Some(at(wait)), ..Failure::new(cause) };
            problem(&failure, Say::new(&words, at(later), &TimeZone::UTC)).next.into_iter().map(|it| it.text).collect::<Vec<_>>()
        };
        let busy = || Cause::ServerError { host: "host".to_owned(), status: 429 };
        assert_eq!(shown(busy(), 3600, 0), ["Try again after 10:20. Nothing is lost."]);
        assert_eq!(shown(busy(), 3600, 1800), ["Try again after 10:20. Nothing is lost."], "the same moment, however late it is read");
        assert_eq!(shown(busy(), 24 * 3600, 0), ["Try again after Tue 2 June, 09:20. Nothing is lost."]);
        assert_eq!(shown(busy(), 30, 0), ["Try again in a few minutes. Nothing is lost."]);
        assert_eq!(shown(busy(), 3600, 7200), ["Try again in a few minutes. Nothing is lost."], "that moment is over");
        assert_eq!(shown(Cause::SignInNeeded, 3600, 0), ["Sign in again."]);
    }
}
