//! An attempt to sign in, from the probe of the password store to the kept session. One at a time: a newer one ends the older.

use super::browser::Attempt;
use super::browser_launcher::Browser;
use super::info::{OnPrompt, SessionInfo, SignInPrompt};
use super::issuer::Issuer;
use super::last_page::Pages;
use super::loopback::Verdict;
use super::stored_session::StoredSession;
use super::tokens::{REVOCATION, Sessions};
use super::vault::{LastKnown, Target};
use crate::failure::{Cause, Failure};
use crate::http::Http;
use crate::settings::StoreChoice;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

/// Signs people in.
pub(crate) struct SignIn {
    pub(crate) http: Http,
    pub(crate) sessions: Sessions,
    pub(crate) browser: Arc<dyn Browser>,
    /// Ends the attempt under way.
    pub(crate) current: Mutex<CancellationToken>,
    /// A listener that goes on for a moment after its answer.
    pub(crate) lingering: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

/// By which way.
pub(crate) enum Way {
    /// The system browser.
    Browser(Pages),
    /// A code on another machine.
    Code,
}

/// An invitation to redeem with a token that is not stored yet.
#[async_trait]
pub(crate) trait RedeemInvitation: Send + Sync {
    /// Binds the identity behind the token to the person whom the invitation is for.
    async fn redeem(&self, token: &SecretString) -> Result<(), Failure>;
}

/// How one attempt goes.
pub(crate) struct Plan {
    pub(crate) store: StoreChoice,
    pub(crate) way: Way,
    pub(crate) hint: Option<String>,
    pub(crate) redemption: Option<Box<dyn RedeemInvitation>>,
    /// Whom the last answer of the service was about: it may be the owner of a session that cannot be opened now.
    pub(crate) last_known: LastKnown,
}

impl SignIn {
    /// One attempt. Whatever ends it early, nothing of it is stored. An invitation is redeemed before the session is kept: the service
    /// makes a new person of whom it is asked about under another address, and then the invitation would be of no use.
    pub(crate) async fn run(
        &self,
        service: &Url,
        plan: Plan,
        mut prompt: OnPrompt,
        cancel: CancellationToken,
    ) -> Result<SessionInfo, Failure> {
        let Plan { store, way, hint, redemption, last_known } = plan;
        let mine = CancellationToken::new();
        std::mem::replace(&mut *self.current.lock().unwrap_or_else(PoisonError::into_inner), mine.clone()).cancel();
        let mut target = None;
        let attempt = async {
            let issuer = Issuer::of_service(&self.http, service).await?;
            // Before the person is sent away: what is found out later is found out too late.
            target = Some(self.sessions.choose_target(store, issuer.id()).await);
            let (stored, answer) = match &way {
                Way::Browser(pages) => {
                    let attempt = Attempt { issuer: &issuer, browser: self.browser.clone(), pages, hint: hint.as_deref() };
                    let (stored, verdict) = attempt.run(&mut prompt).await?;
                    (stored, Some((verdict, pages)))
                }
                Way::Code => (by_code(&issuer, hint.as_deref(), &mut prompt).await?, None),
            };
            let agreed = async {
                confirm_person(&stored, hint.as_deref(), &mut prompt).await?;
                if let Some(redemption) = &redemption {
                    redemption.redeem(stored.access.as_ref().ok_or(Cause::SignInNeeded)?).await?;
                }
                Ok::<_, Failure>(())
            };
            if let Err(failure) = agreed.await {
                self.show_page(answer, false).await;
                // Nobody uses these tokens: they are not left behind.
                let _ = tokio::time::timeout(REVOCATION, issuer.revoke(&stored)).await;
                return Err(failure);
            }
            Ok::<_, Failure>((stored, answer))
        };
        let result = tokio::select! {
            biased;
            () = cancel.cancelled() => Err(Cause::Cancelled.into()),
            () = mine.cancelled() => Err(Cause::Superseded.into()),
            result = attempt => result,
        };
        match result {
            Ok((stored, answer)) => {
                let target = target.unwrap_or_else(|| Target::InMemory(Cause::Cancelled.into()));
                let who = self.sessions.keep(stored, target, last_known).await;
                self.show_page(answer, who.is_ok()).await;
                Ok(who?)
            }
            Err(failure) => {
                if let Some(target) = target {
                    self.sessions.abandon(target).await;
                }
                Err(failure)
            }
        }
    }

    /// Tells the browser how it went. Its listener goes on for a moment.
    async fn show_page(&self, answer: Option<(Verdict, &Pages)>, done: bool) {
        if let Some((verdict, pages)) = answer {
            let (status, text) = if done { ("200 OK", &pages.done) } else { ("400 Bad Request", &pages.failed) };
            *self.lingering.lock().await = Some(verdict.reply(status, text).await);
        }
    }

    /// Waits until no browser is told any more how it went.
    pub(crate) async fn finish(&self) {
        if let Some(lingering) = self.lingering.lock().await.take() {
            let _ = lingering.await;
        }
    }
}

/// Asks whether somebody else than hinted is meant, where the issuer tells who came.
async fn confirm_person(stored: &StoredSession, hint: Option<&str>, prompt: &mut OnPrompt) -> Result<(), Cause> {
    let (Some(hinted), Some(came)) = (hint, stored.email.as_ref().or(stored.username.as_ref())) else { return Ok(()) };
    let is_hinted = |it: &String| it.trim().to_lowercase() == hinted.trim().to_lowercase();
    if stored.email.as_ref().is_some_and(is_hinted) || stored.username.as_ref().is_some_and(is_hinted) {
        return Ok(());
    }
    let (keep, kept) = oneshot::channel();
    prompt(SignInPrompt::SomebodyElse { hinted: hinted.to_owned(), came: came.clone(), keep });
    match kept.await {
        Ok(true) | Err(_) => Ok(()),
        Ok(false) => Err(Cause::SomebodyElse { hinted: hinted.to_owned(), came: came.clone() }),
    }
}

async fn by_code(issuer: &Issuer, hint: Option<&str>, prompt: &mut OnPrompt) -> Result<StoredSession, Cause> {
    let asked = issuer.ask_device().await?;
    let complete = asked.url_complete.clone().map(|mut url| {
        if let Some(hint) = hint {
            url.query_pairs_mut().append_pair("login_hint", hint);
        }
        url.to_string()
    });
    let lifetime = SignedDuration::try_from(asked.lifetime).unwrap_or(SignedDuration::from_mins(5));
    prompt(SignInPrompt::Code {
        url: asked.url.to_string(),
        url_complete: complete,
        code: asked.code.clone(),
        expires: Timestamp::now().saturating_add(lifetime).unwrap_or(Timestamp::MAX),
    });
    issuer.poll_device(&asked).await
}
