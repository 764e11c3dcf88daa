//! An attempt to sign in, from the probe of the password store to the kept session. One at a time: a newer one ends the older.

use super::browser::Attempt;
use super::browser_launcher::Browser;
use super::info::{OnPrompt, SessionInfo, SignInPrompt};
use super::issuer::Issuer;
use super::loopback::Pages;
use super::tokens::Sessions;
use super::vault::Target;
use crate::failure::{Cause, Failure};
use crate::http::Http;
use crate::settings::StoreChoice;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use std::sync::{Arc, Mutex, PoisonError};
use tokio_util::sync::CancellationToken;
use url::Url;

/// Signs people in.
pub(crate) struct SignIn {
    pub(crate) http: Http,
    pub(crate) sessions: Sessions,
    pub(crate) browser: Arc<dyn Browser>,
    /// Ends the attempt under way.
    pub(crate) current: Mutex<CancellationToken>,
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
}

impl SignIn {
    /// One attempt. Whatever ends it early, nothing of it is stored. An invitation is redeemed before the session is kept: the service
    /// makes a new person of whom it is asked about under another address, and then the invitation would be of no use.
    pub(crate) async fn run(&self, service: &Url, plan: Plan, prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure> {
        let Plan { store, way, hint, redemption } = plan;
        let mine = CancellationToken::new();
        std::mem::replace(&mut *self.current.lock().unwrap_or_else(PoisonError::into_inner), mine.clone()).cancel();
        let mut target = None;
        let attempt = async {
            let issuer = Issuer::of_service(&self.http, service).await?;
            // Before the person is sent away: what is found out later is found out too late.
            target = Some(self.sessions.choose_target(store, issuer.id()).await);
            let (stored, call) = match &way {
                Way::Browser(pages) => {
                    let attempt = Attempt { issuer: &issuer, browser: self.browser.clone(), pages, hint: hint.as_deref() };
                    let (stored, call) = attempt.run(prompt).await?;
                    (stored, Some((call, pages)))
                }
                Way::Code => (by_code(&issuer, hint.as_deref(), prompt).await?, None),
            };
            if let Some(redemption) = &redemption {
                let token = stored.access.as_ref().ok_or(Cause::SignInNeeded)?;
                if let Err(failure) = redemption.redeem(token).await {
                    if let Some((call, pages)) = call {
                        call.reply("400 Bad Request", &pages.failed).await;
                    }
                    return Err(failure);
                }
            }
            Ok::<_, Failure>((stored, call))
        };
        let result = tokio::select! {
            biased;
            () = cancel.cancelled() => Err(Cause::Cancelled.into()),
            () = mine.cancelled() => Err(Cause::Superseded.into()),
            result = attempt => result,
        };
        match result {
            Ok((stored, call)) => {
                let target = target.unwrap_or_else(|| Target::InMemory(Cause::Cancelled.into()));
                let who = self.sessions.keep(stored, target).await;
                if let Some((call, pages)) = call {
                    match &who {
                        Ok(_) => call.reply("200 OK", &pages.done).await,
                        Err(_) => call.reply("400 Bad Request", &pages.failed).await,
                    }
                }
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
}

async fn by_code(issuer: &Issuer, hint: Option<&str>, prompt: OnPrompt) -> Result<super::stored_session::StoredSession, Cause> {
    let asked = issuer.ask_device().await?;
    let complete = asked.verification_uri_complete().and_then(|it| Url::parse(it.secret()).ok()).map(|mut url| {
        if let Some(hint) = hint {
            url.query_pairs_mut().append_pair("login_hint", hint);
        }
        url.to_string()
    });
    let lifetime = SignedDuration::try_from(asked.expires_in()).unwrap_or(SignedDuration::from_mins(5));
    prompt(SignInPrompt::Code {
        url: asked.verification_uri().to_string(),
        url_complete: complete,
        code: asked.user_code().secret().clone(),
        expires: Timestamp::now().saturating_add(lifetime).unwrap_or(Timestamp::MAX),
    });
    issuer.poll_device(&asked).await
}
