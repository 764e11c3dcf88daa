//! Signing in through the system browser: authorization code with PKCE, back by the loopback listener.

use super::browser_launcher::Browser;
use super::info::{OnPrompt, SignInPrompt};
use super::issuer::{Issuer, PendingAuthorization};
use super::last_page::Pages;
use super::loopback::{Arrival, Call, Loopback, Verdict};
use super::stored_session::StoredSession;
use crate::failure::Cause;
use jiff::Timestamp;
use secrecy::ExposeSecret;
use std::sync::Arc;
use std::time::Duration;

/// How long the person may take in the browser.
pub(super) const PATIENCE: Duration = Duration::from_secs(5 * 60);

/// How often the person is told that something came which is of no use: whoever sends it cannot flood the terminal.
const TOLD: u32 = 3;

/// What a sign-in through the browser needs.
pub(super) struct Attempt<'a> {
    pub(super) issuer: &'a Issuer,
    pub(super) browser: Arc<dyn Browser>,
    pub(super) pages: &'a Pages,
    pub(super) hint: Option<&'a str>,
}

impl Attempt<'_> {
    /// Opens the browser and waits for it. Dropping it closes the listener; nothing is stored here.
    pub(super) async fn run(self, prompt: &mut OnPrompt) -> Result<(StoredSession, Verdict), Cause> {
        let mut loopback = Loopback::open(self.pages).await?;
        let asked = self.issuer.ask(loopback.redirect()?, self.hint);
        // What the browser is given stands in the list of processes: never the `state`. The person's own screen may show it.
        let (browser, start) = (self.browser.clone(), loopback.start(asked.url.clone())?);
        let opened = tokio::task::spawn_blocking(move || browser.open(start.as_str()));
        let opened = match opened.await {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::info!(%error, "no browser could be opened");
                false
            }
            Err(_) => false,
        };
        prompt(SignInPrompt::Browser { url: asked.url.to_string(), opened });
        let answer = self.answer(&mut loopback, &asked, prompt);
        let call = tokio::time::timeout(PATIENCE, answer).await.map_err(|_| Cause::BrowserTimeout)??;
        let verdict = loopback.settle(call);
        match self.finish(asked, verdict.call()).await {
            Ok(stored) => Ok((stored, verdict)),
            Err(cause) => {
                verdict.reply("400 Bad Request", &self.pages.failed).await;
                Err(cause)
            }
        }
    }

    /// The answer to *this* request. Whatever else comes is answered and told, and we go on waiting.
    async fn answer(&self, loopback: &mut Loopback, asked: &PendingAuthorization, prompt: &mut OnPrompt) -> Result<Call, Cause> {
        let mut told = 0;
        loop {
            match loopback.next().await? {
                Arrival::Call(call) if call.get("state").is_some_and(|it| same(it, asked.state.expose_secret())) => return Ok(call),
                Arrival::Call(call) => {
                    tracing::info!("an answer that nobody waits for");
                    call.reply("400 Bad Request", &self.pages.unexpected).await;
                }
                Arrival::Unusable => {}
            }
            if told < TOLD {
                prompt(SignInPrompt::Unusable);
            }
            told += 1;
        }
    }

    async fn finish(&self, asked: PendingAuthorization, call: &Call) -> Result<StoredSession, Cause> {
        // RFC 9207: an answer of another issuer would have us hand the code to the wrong one.
        match call.get("iss") {
            Some(iss) if iss != self.issuer.id() => return Err(Cause::WrongIssuer { expected: self.issuer.id().to_owned() }),
            None if self.issuer.names_itself() => return Err(Cause::WrongIssuer { expected: self.issuer.id().to_owned() }),
            _ => {}
        }
        if let Some(error) = call.get("error") {
            return Err(self.issuer.refusal(error));
        }
        let code = call.code().ok_or_else(|| Cause::SignInInvalid { reason: "the answer holds no code".to_owned() })?;
        self.issuer.exchange(asked, &code, Timestamp::now()).await
    }
}

/// Whether two texts are the same, without telling by time where they differ.
fn same(one: &str, other: &str) -> bool {
    use sha2::{Digest, Sha256};
    Sha256::digest(one) == Sha256::digest(other)
}
