//! Issuers: their settings, what they publish, and this machine's clock beside theirs.

use super::report::Check;
use crate::bearer::{Inspection, IssuerClient, KeySource, LEEWAY, inspect};
use crate::config::{Issuer, check_issuers};
use jiff::Timestamp;

/// Clocks that differ by more than so many seconds are worth a look.
const NOTABLE: i64 = 10;

/// What can be said without the network.
pub(super) fn check_settings(issuers: &[Issuer]) -> Vec<Check> {
    if issuers.is_empty() {
        return vec![Check::failed(
            "issuers",
            "No issuer is configured.",
            "Nobody could sign in, so the service does not start.",
            "Name one as [[issuer]] in the configuration file; docs/providers.md has the settings of each provider.",
        )];
    }
    vec![match check_issuers(issuers) {
        Ok(()) => Check::ok("issuers", format!("{} configured.", issuers.len())),
        Err(error) => {
            Check::failed("issuers", "The issuers cannot be as they are configured.", error.to_string(), "See docs/providers.md.")
        }
    }]
}

/// What an issuer publishes.
pub(super) async fn check(issuer: &Issuer, client: &IssuerClient) -> Vec<Check> {
    let source = issuer.jwks_uri.clone().map_or(KeySource::Discovery, KeySource::JwksUri);
    let found = inspect(&issuer.issuer, &source, client, Timestamp::now).await;
    let leeway = issuer.leeway_seconds.map_or(LEEWAY, i64::from);
    judge(&found, leeway).into_iter().map(|it| it.about(&issuer.issuer)).collect()
}

fn judge(found: &Inspection, leeway: i64) -> Vec<Check> {
    let metadata = match &found.document {
        Ok(_) => Check::ok("issuer.metadata", "Its metadata is as it must be."),
        Err(reason) => Check::failed(
            "issuer.metadata",
            "Its metadata cannot be had.",
            reason.clone(),
            "Compare “issuer” with the issuer's own address, letter by letter, and look at what is between: nobody can sign in without it.",
        ),
    };
    let keys = match &found.keys {
        Some(Ok(0)) => Check::failed(
            "issuer.keys",
            "None of its keys can be used.",
            "No access token of this issuer could be verified.",
            "The issuer has to publish a public key for signatures (RS256, ES256, EdDSA and their likes).",
        ),
        Some(Ok(count)) => Check::ok("issuer.keys", format!("Keys that can be used: {count}.")),
        Some(Err(reason)) => Check::failed(
            "issuer.keys",
            "Its keys cannot be had.",
            reason.clone(),
            "Look at what is between, and at “jwksUri” where that is set.",
        ),
        None => Check::failed(
            "issuer.keys",
            "Nobody knows where its keys are.",
            "Their address stands in the metadata.",
            "See issuer.metadata.",
        ),
    };
    [metadata, keys].into_iter().chain(found.ahead.map(|it| judge_clock(it, leeway))).collect()
}

/// `ahead`: how far the issuer's clock is ahead of ours, in seconds.
fn judge_clock(ahead: i64, leeway: i64) -> Check {
    let apart = ahead.saturating_abs();
    let what = match ahead.signum() {
        0 => "Its clock and this machine's agree.".to_owned(),
        1 => format!("This machine's clock is {apart} s behind its clock."),
        _ => format!("This machine's clock is {apart} s ahead of its clock."),
    };
    let why = format!("Tokens are judged by this machine's clock, give or take {leeway} s (“leewaySeconds”).");
    let action = "Let both follow a time server (timedatectl, chronyc tracking).";
    if apart > leeway {
        Check::failed("clock", what, why, action)
    } else if apart > NOTABLE.min(leeway) {
        Check::warning("clock", what, why, action)
    } else {
        Check::ok("clock", what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::check::report::State;

    #[test]
    fn clocks_are_judged_by_how_far_the_configuration_lets_them_differ() {
        for (ahead, leeway, state, said) in [
            (0, 60, State::Ok, "agree"),
            (10, 60, State::Ok, "10 s behind"),
            (-11, 60, State::Warning, "11 s ahead"),
            (60, 60, State::Warning, "60 s behind"),
            (61, 60, State::Failed, "61 s behind"),
            (-200, 300, State::Warning, "200 s ahead"),
            (1, 0, State::Failed, "1 s behind"),
        ] {
            let it = judge_clock(ahead, leeway);
            assert!(it.state == state && it.what.contains(said), "{ahead} {leeway}: {it:?}");
        }
    }

    #[test]
    fn what_an_issuer_publishes_is_judged_part_by_part() {
        let url = || Ok("https://issuer.example.com/jwks".parse().unwrap());
        let gone = || Err("the answer was 404".to_owned());
        let states = |document, keys, ahead| {
            let found = judge(&Inspection { document, keys, ahead }, 60);
            found.iter().map(|it| (it.id, it.state)).collect::<Vec<_>>()
        };
        let (ok, failed) = (State::Ok, State::Failed);
        assert_eq!(states(url(), Some(Ok(2)), Some(0)), [("issuer.metadata", ok), ("issuer.keys", ok), ("clock", ok)]);
        assert_eq!(states(gone(), None, None), [("issuer.metadata", failed), ("issuer.keys", failed)]);
        assert_eq!(states(url(), Some(Ok(0)), None)[1], ("issuer.keys", failed));
        assert_eq!(
            states(url(), Some(Err("no answer".to_owned())), Some(90)),
            [("issuer.metadata", ok), ("issuer.keys", failed), ("clock", failed)]
        );
        assert_eq!(check_settings(&[])[0].state, failed);
    }
}
