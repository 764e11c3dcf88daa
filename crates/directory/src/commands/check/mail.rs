//! The mail server: whether it greets, and lets us in. No letter is sent.

use super::report::Check;
use crate::config::Mail;
use crate::mail::{MailServer, TryOut};

pub(super) async fn check(config: Option<&Mail>) -> Vec<Check> {
    let Some(config) = config else { return vec![none()] };
    match MailServer::new(config) {
        Ok(server) => judge(&server.place(), &server.try_out().await),
        Err(error) => vec![Check::failed(
            "mail.settings",
            "The mail server's settings cannot be used.",
            format!("{error:#}"),
            "Correct [mail] in the configuration file; docs/configuration.md lists its settings.",
        )],
    }
}

fn none() -> Check {
    Check::warning(
        "mail.settings",
        "No mail server is configured.",
        "Invitations, requests and answers wait and tell nobody by mail.",
        "Name one as [mail] in the configuration file.",
    )
}

fn judge(place: &str, tried: &TryOut) -> Vec<Check> {
    let greeting = match &tried.greeting {
        Ok(()) => Check::ok("mail.greeting", format!("The mail server {place} greets.")),
        Err(reason) => Check::failed(
            "mail.greeting",
            format!("The mail server {place} does not greet."),
            reason.clone(),
            "Look at “smtp” and “caFile” of [mail], and at what is between; until it greets, mails wait.",
        ),
    };
    let sign_in = match &tried.sign_in {
        Some(Ok(())) => Some(Check::ok("mail.sign-in", "It lets us in.")),
        Some(Err(reason)) => Some(Check::failed(
            "mail.sign-in",
            "It does not let us in.",
            reason.clone(),
            "Look at “user” of [mail] and at what stands in the file of “passwordFile”.",
        )),
        None => None,
    };
    [Some(greeting), sign_in].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::check::report::State;

    #[tokio::test]
    async fn greeting_and_sign_in_are_told_apart() {
        let states = |tried: TryOut| judge("mx:25", &tried).iter().map(|it| (it.id, it.state)).collect::<Vec<_>>();
        let bad = || Err("535 no".to_owned());
        assert_eq!(states(TryOut { greeting: Ok(()), sign_in: None }), [("mail.greeting", State::Ok)]);
        assert_eq!(states(TryOut { greeting: bad(), sign_in: None }), [("mail.greeting", State::Failed)]);
        let both = states(TryOut { greeting: Ok(()), sign_in: Some(bad()) });
        assert_eq!(both, [("mail.greeting", State::Ok), ("mail.sign-in", State::Failed)]);
        assert_eq!(check(None).await[0].state, State::Warning);
    }
}
