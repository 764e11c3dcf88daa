//! Whether the service is reached by the address that everybody is told. Before its first start there is nobody to answer, so that is a note.

use super::report::Check;
use crate::bearer::{IssuerClient, IssuerClientError};
use crate::serve::check_public_url;
use std::error::Error;
use std::io;
use url::Url;

/// What came back from there.
enum Reached {
    /// An answer of this status; whether it is the service's own.
    Answer { status: u16, ours: bool },
    /// Nobody listens there.
    NobodyListens,
    /// Something else.
    NoAnswer(String),
}

pub(super) async fn check(url: Option<&Url>, client: &IssuerClient) -> Vec<Check> {
    let Some(url) = url else {
        return vec![Check::warning(
            "public-address",
            "No public address is configured.",
            "The service is then reached from this machine only.",
            "Name the address of the proxy in front as “publicUrl” in the configuration file, or by --public-url.",
        )];
    };
    vec![match check_public_url(url) {
        Ok(()) => judge(url, &reach(url, client).await),
        Err(error) => Check::failed("public-address", "This cannot be a public address.", error.to_string(), "Correct “publicUrl”."),
    }]
}

async fn reach(url: &Url, client: &IssuerClient) -> Reached {
    match client.get(&live(url), None).await {
        Ok(it) => Reached::Answer { status: it.status, ours: it.status == 200 && it.body == b"live\n" },
        Err(error) if is_refused(&error) => Reached::NobodyListens,
        Err(error) => Reached::NoAnswer(deepest(&error)),
    }
}

/// Where the service says that it lives, below its public address.
fn live(url: &Url) -> Url {
    let mut live = url.clone();
    live.set_path(&format!("{}/health/live", url.path().trim_end_matches('/')));
    live
}

fn is_refused(error: &IssuerClientError) -> bool {
    let mut cause = error.source();
    while let Some(it) = cause {
        if it.downcast_ref::<io::Error>().is_some_and(|it| it.kind() == io::ErrorKind::ConnectionRefused) {
            return true;
        }
        cause = it.source();
    }
    false
}

/// The cause at the bottom, which says the most.
fn deepest(error: &dyn Error) -> String {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}

fn judge(url: &Url, reached: &Reached) -> Check {
    const ID: &str = "public-address";
    const START: &str = "If the service does not run yet, start it and run the check again.";
    match reached {
        Reached::Answer { ours: true, .. } => Check::ok(ID, format!("The service answers at {url}.")),
        Reached::Answer { status: 502..=504, .. } => Check::warning(
            ID,
            format!("The proxy at {url} answers, the service behind it does not."),
            "It does not run, or the proxy looks elsewhere.",
            START,
        ),
        Reached::NobodyListens => {
            Check::warning(ID, format!("Nobody listens at {url}."), "Neither the service runs there, nor a proxy.", START)
        }
        Reached::Answer { status, .. } => Check::failed(
            ID,
            format!("Something else than the service answers at {url}."),
            format!("{} was answered with {status}.", live(url)),
            "Let the proxy pass everything below that address on to the service, with its path.",
        ),
        Reached::NoAnswer(reason) => Check::failed(
            ID,
            format!("{url} is not reached from this machine."),
            reason.clone(),
            "Look at its name, its certificate and the firewall: workstations go the same way.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::check::report::State;

    #[test]
    fn a_service_that_does_not_run_yet_is_a_note_and_a_way_that_leads_elsewhere_is_none() {
        let url: Url = "https://example.com/directory".parse().unwrap();
        for (reached, state) in [
            (Reached::Answer { status: 200, ours: true }, State::Ok),
            (Reached::Answer { status: 502, ours: false }, State::Warning),
            (Reached::Answer { status: 503, ours: false }, State::Warning),
            (Reached::NobodyListens, State::Warning),
            (Reached::Answer { status: 200, ours: false }, State::Failed),
            (Reached::Answer { status: 301, ours: false }, State::Failed),
            (Reached::Answer { status: 404, ours: false }, State::Failed),
            (Reached::NoAnswer("invalid peer certificate: Expired".to_owned()), State::Failed),
        ] {
            let it = judge(&url, &reached);
            assert!(it.state == state && it.what.contains("https://example.com/directory"), "{it:?}");
        }
        assert_eq!(live(&url).as_str(), "https://example.com/directory/health/live");
        assert_eq!(live(&"https://example.com".parse().unwrap()).as_str(), "https://example.com/health/live");
    }
}
