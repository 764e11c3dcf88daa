//! Staying signed in: gives the access token, renews it when it is time, ends the session when the issuer says so.
//!
//! The *decision* to renew is made under a lock that all processes of this data folder share, after the session was read again: a refresh
//! token that two processes use ends the session at real providers. A renewal runs to its end even if nobody waits for it any more:
//! an answer that is thrown away is a session that is lost.

use super::info::{Persistence, SessionInfo, SignedOut};
use super::issuer::{Issuer, Refreshed};
use super::lock;
use super::stored_session::StoredSession;
use super::vault::{LastKnown, Reservation, Target, Vault};
use crate::atomic_file;
use crate::data_dir::DataDir;
use crate::failure::Cause;
use crate::http::Http;
use crate::settings::StoreChoice;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;
use url::Url;

/// A token that ends sooner than this is renewed first.
const MARGIN: SignedDuration = SignedDuration::from_secs(30);
/// How long signing out waits for the issuer.
pub(super) const REVOCATION: Duration = Duration::from_secs(5);
/// A temporary file as old as this is nobody's who still writes.
const LEFT_BEHIND: Duration = Duration::from_secs(3600);

/// The session of one data folder. Clones share it.
#[derive(Clone)]
pub(crate) struct Sessions(Arc<Inner>);

struct Inner {
    data_dir: DataDir,
    http: Http,
    vault: Vault,
    /// Held by whoever renews, keeps or forgets.
    turn: Arc<Mutex<()>>,
    /// The program ends: no renewal begins any more.
    closing: CancellationToken,
}

impl Sessions {
    pub(crate) fn new(data_dir: DataDir, http: Http, vault: Vault) -> Self {
        Self(Arc::new(Inner { data_dir, http, vault, turn: Arc::default(), closing: CancellationToken::new() }))
    }

    /// Who is signed in at this service.
    pub(crate) async fn info(&self, service: &Url) -> Result<Option<SessionInfo>, Cause> {
        Ok(self.0.load(service).await?.map(|(stored, persistence)| stored.info(persistence)))
    }

    /// An access token that is good for now, and not `rejected`, which the service did not take.
    ///
    /// # Errors
    /// [`Cause::SignInNeeded`] where nobody is signed in or the session has ended; otherwise what kept it from being renewed: then
    /// the session stays.
    pub(crate) async fn access(&self, service: &Url, rejected: Option<&SecretString>) -> Result<SecretString, Cause> {
        if let Some(token) = usable(&self.0.loaded(service).await?.0, rejected) {
            return Ok(token);
        }
        let turn = self.0.turn.clone().lock_owned().await;
        let (inner, service, rejected) = (self.0.clone(), service.clone(), rejected.cloned());
        let renewal = tokio::spawn(async move {
            let _turn = turn;
            inner.renew(&service, rejected.as_ref()).await
        });
        renewal.await.unwrap_or_else(|e| Err(Cause::Unexpected { reason: format!("renewal stopped: {e}") }))
    }

    /// Finds a place for the session of an issuer, before the person is sent there.
    pub(crate) async fn choose_target(&self, choice: StoreChoice, issuer: &str) -> Target {
        self.0.vault.choose_target(choice, issuer).await
    }

    /// Keeps a new session instead of the one before.
    pub(crate) async fn keep(&self, stored: StoredSession, target: Target, last_known: LastKnown) -> Result<SessionInfo, Cause> {
        let _turn = self.0.turn.lock().await;
        let _lock = match &target {
            Target::Disk { .. } => Some(lock::take(&self.0.data_dir.session_lock()).await?),
            Target::InMemory(_) => None,
        };
        let persistence = self.0.vault.keep(stored.clone(), target, last_known).await;
        Ok(stored.info(persistence))
    }

    /// Signing in came to nothing.
    pub(crate) async fn abandon(&self, target: Target) {
        self.0.vault.abandon(target).await;
    }

    /// Revokes the tokens as far as the issuer can be reached, and forgets the session.
    pub(crate) async fn sign_out(&self) -> Result<SignedOut, Cause> {
        let _turn = self.0.turn.lock().await;
        let _lock = if self.0.data_dir.session().exists() { Some(lock::take(&self.0.data_dir.session_lock()).await?) } else { None };
        // A session that cannot be read (its store is locked) cannot be revoked, but it can be forgotten.
        let loaded = self.0.vault.load().await;
        let was_signed_in = !matches!(loaded, Ok(None));
        let mut revoked = false;
        if let Ok(Some((stored, _))) = &loaded {
            revoked = self.0.revoke(stored).await;
        }
        self.0.vault.forget().await?;
        Ok(SignedOut { was_signed_in, revoked })
    }

    /// No renewal begins any more, and one that has begun comes to its end. The tokens of a session that is kept nowhere are revoked.
    pub(crate) async fn finish(&self) {
        self.0.closing.cancel();
        let _turn = self.0.turn.lock().await;
        if let Some(stored) = self.0.vault.take_unkept() {
            self.0.revoke(&stored).await;
        }
    }
}

impl Inner {
    /// The session, if it belongs to this service: tokens go nowhere else.
    async fn load(&self, service: &Url) -> Result<Option<(StoredSession, Persistence)>, Cause> {
        Ok(self.vault.load().await?.filter(|(stored, _)| stored.service == *service))
    }

    /// Makes the tokens void, as far as the issuer can be reached in time.
    async fn revoke(&self, stored: &StoredSession) -> bool {
        let revocation = async { Issuer::of_session(&self.http, stored).await?.revoke(stored).await };
        match tokio::time::timeout(REVOCATION, revocation).await {
            Ok(Ok(done)) => return done,
            Ok(Err(cause)) => tracing::warn!(%cause, "the tokens could not be revoked"),
            Err(_) => tracing::warn!("the issuer did not revoke the tokens in time"),
        }
        false
    }

    async fn loaded(&self, service: &Url) -> Result<(StoredSession, Persistence), Cause> {
        self.load(service).await?.filter(|(stored, _)| !stored.ended()).ok_or(Cause::SignInNeeded)
    }

    async fn renew(&self, service: &Url, rejected: Option<&SecretString>) -> Result<SecretString, Cause> {
        let _lock = self.unless_closing(lock::take(&self.data_dir.session_lock())).await?;
        atomic_file::sweep(self.data_dir.root(), LEFT_BEHIND);
        self.vault.recover().await?;
        let (mut stored, mut persistence) = self.loaded(service).await?;
        // Somebody else may have renewed it while we waited. On `invalid_grant` once more: a program of before may have no lock.
        for _ in 0..2 {
            if let Some(token) = usable(&stored, rejected) {
                return Ok(token);
            }
            let Some(refresh) = stored.refresh.clone() else {
                stored.end();
                self.vault.replace(&stored, &persistence).await?;
                return Err(Cause::SignInNeeded);
            };
            let prepared = async {
                let issuer = Issuer::of_session(&self.http, &stored).await?;
                Ok::<_, Cause>((issuer, self.vault.reserve(&persistence, &stored.issuer, &refresh).await?))
            };
            let (issuer, reservation) = self.unless_closing(prepared).await?;
            // From here on there is no way back: whoever ends this program waits for the answer.
            match issuer.refresh(&stored, &refresh, Timestamp::now).await {
                Ok(Refreshed::Renewed(renewed)) => {
                    let token = renewed.access.clone().ok_or(Cause::SignInNeeded)?;
                    self.keep_renewed(*renewed, reservation);
                    return Ok(token);
                }
                Ok(Refreshed::NotConfirmed(renewed, cause)) => {
                    tracing::warn!(%cause, "the tokens were renewed, and wait for a better answer");
                    self.keep_renewed(*renewed, reservation);
                    return Err(cause);
                }
                Ok(Refreshed::Void) => {
                    (stored, persistence) = self.loaded(service).await?;
                    if stored.refresh.as_ref().is_some_and(|it| it.expose_secret() == refresh.expose_secret()) {
                        let cut_off = reservation.follows_cut_off();
                        self.end(stored, reservation)?;
                        return Err(if cut_off { Cause::RenewalCutOff } else { Cause::SignInNeeded });
                    }
                    reservation.settle();
                }
                Err(cause) => {
                    if may_have_been_used(&cause) {
                        reservation.leave();
                    }
                    return Err(cause);
                }
            }
        }
        Err(Cause::SignInNeeded)
    }

    fn keep_renewed(&self, stored: StoredSession, reservation: Reservation) {
        if let Err(cause) = self.vault.renew(&stored, reservation) {
            // What is on disk is void now. This process can go on with what it has.
            tracing::error!(%cause, "the renewed session could not be saved");
            self.vault.keep_in_memory(stored, cause.into());
        }
    }

    fn end(&self, mut stored: StoredSession, reservation: Reservation) -> Result<(), Cause> {
        tracing::info!("the issuer ended the session");
        stored.end();
        self.vault.renew(&stored, reservation)
    }

    /// Something that can be given up without harm, and is once the program ends.
    async fn unless_closing<T>(&self, work: impl Future<Output = Result<T, Cause>>) -> Result<T, Cause> {
        tokio::select! {
            biased;
            () = self.closing.cancelled() => Err(Cause::Cancelled),
            done = work => done,
        }
    }
}

/// Whether the issuer may have taken the refresh token although no answer came of it. Where there was no way to the issuer, it did not.
fn may_have_been_used(cause: &Cause) -> bool {
    !matches!(
        cause,
        Cause::NameNotFound { .. }
            | Cause::CannotConnect { .. }
            | Cause::Tls { .. }
            | Cause::Proxy { .. }
            | Cause::BadServiceUrl { .. }
            | Cause::SignInDenied { .. }
            | Cause::ProgramRefused { .. }
    )
}

/// The access token, if it has time left and is not the rejected one.
fn usable(stored: &StoredSession, rejected: Option<&SecretString>) -> Option<SecretString> {
    let fresh = stored.access_expires.is_none_or(|it| it > Timestamp::now() + MARGIN);
    stored.access.clone().filter(|it| fresh && rejected.is_none_or(|not| not.expose_secret() != it.expose_secret()))
}
