//! Looking at an issuer for whoever sets it up: what `discovery` would find, each part with its own outcome, and what its clock says.

use super::discovery::{self, KeySet};
use super::{IssuerClient, IssuerClientError, KeySource};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use std::error::Error;
use url::Url;

/// What an issuer shows of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Inspection {
    /// Its discovery document: where its keys are, or what is wrong.
    pub(crate) document: Result<Url, String>,
    /// How many of its keys can be used, or what is wrong; `None` where nobody knows where they are.
    pub(crate) keys: Option<Result<usize, String>>,
    /// How far its clock is ahead of ours, in seconds; `None` where it does not say.
    pub(crate) ahead: Option<i64>,
}

/// Looks at an issuer. `now`: our clock.
pub(crate) async fn inspect(issuer: &str, source: &KeySource, outbound: &IssuerClient, now: impl Fn() -> Timestamp) -> Inspection {
    let mut ahead = None;
    let found = match discovery::document_address(issuer) {
        Ok(url) => ask(outbound, &url, &now, &mut ahead).await.and_then(|it| discovery::own_document(issuer, it).map_err(|it| text(&it))),
        Err(error) => Err(text(&error)),
    };
    let document = found.map(|it| it.jwks_uri);
    let address = match source {
        KeySource::JwksUri(url) => Some(url.clone()),
        KeySource::Discovery | KeySource::Given(_) => document.clone().ok(),
    };
    let keys = match address {
        Some(url) => Some(ask::<KeySet>(outbound, &url, &now, &mut ahead).await.map(|it| discovery::candidates(it).len())),
        None => None,
    };
    Inspection { document, keys, ahead }
}

/// A document; on the way, what the clock of whoever answers says.
async fn ask<T: DeserializeOwned>(
    outbound: &IssuerClient,
    url: &Url,
    now: &impl Fn() -> Timestamp,
    ahead: &mut Option<i64>,
) -> Result<T, String> {
    let before = now();
    let received = outbound.get(url, None).await.map_err(|it| text(&it))?;
    // The first to say counts: keys may lie on another machine.
    *ahead = ahead.or_else(|| seconds_ahead(received.date.as_deref(), received.age.as_deref(), before, now()));
    if received.status != 200 {
        return Err(text(&IssuerClientError::Status(received.status)));
    }
    serde_json::from_slice(&received.body).map_err(|it| text(&IssuerClientError::Unreadable(it)))
}

/// How far a clock that says `date` is ahead of ours, which showed these times before and after. Where the answer was kept by something in
/// between, it says for how long.
fn seconds_ahead(date: Option<&str>, age: Option<&str>, before: Timestamp, after: Timestamp) -> Option<i64> {
    let stated = jiff::fmt::rfc2822::parse(date?).ok()?.timestamp().as_second();
    let age = age.and_then(|it| it.trim().parse::<i64>().ok()).unwrap_or_default().max(0);
    let stated = stated.saturating_add(age);
    // It was made at some moment between the two; and it tells whole seconds.
    Some(match (stated.saturating_sub(before.as_second()), stated.saturating_sub(after.as_second())) {
        (behind, _) if behind < 0 => behind,
        (_, ahead) if ahead > 0 => ahead,
        _ => 0,
    })
}

/// An error with its causes.
fn text(error: &dyn Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(it) = cause {
        let more = it.to_string();
        if !said.contains(&more) {
            said.push_str(": ");
            said.push_str(&more);
        }
        cause = it.source();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_ahead_or_behind_by_what_no_way_of_the_answer_explains() {
        let at = |second: i64| Timestamp::from_second(1_773_655_200 + second).unwrap();
        let date = "Mon, 16 Mar 2026 10:00:00 GMT"; // second 0
        for (age, before, after, ahead) in [
            (None, 0, 0, 0),
            (None, -2, 1, 0),
            (None, 5, 6, -5),
            (None, -400, -398, 398),
            (Some("300"), 301, 302, -1),
            (Some("300"), 299, 302, 0),
            (Some("-5"), 0, 0, 0),
            (Some("x"), 0, 0, 0),
        ] {
            assert_eq!(seconds_ahead(Some(date), age, at(before), at(after)), Some(ahead), "{age:?} {before} {after}");
        }
        assert_eq!(seconds_ahead(None, None, at(0), at(0)), None);
        assert_eq!(seconds_ahead(Some("today"), None, at(0), at(0)), None);
    }
}
