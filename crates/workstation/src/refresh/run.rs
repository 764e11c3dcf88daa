//! One run of Refresh Policy.

use super::compare::{change, granting, is_news};
use super::outcome::{Change, Outcome};
use crate::client::{Client, PolicyAnswer};
use crate::data_dir::DataDir;
use crate::failure::{Cause, Failure, FailureKind, Obstacle};
use crate::machine;
use crate::refresh::OnPhase;
use crate::vocabulary::Phase;
use domicile_policy::cache::{Cache, Reading, Received, StoreError, StoreOutcome};
use domicile_policy::decide::State;
use domicile_policy::machine::fingerprint;
use domicile_policy::root::Root;
use domicile_policy::time::Clock;
use domicile_policy::verify::Expected;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Reads this computer's clocks.
pub(crate) type Clocks = Arc<dyn Fn() -> Clock + Send + Sync>;

/// What a refresh works on.
pub(crate) struct Refresh<'a> {
    pub(crate) client: &'a Client,
    pub(crate) data_dir: &'a DataDir,
    pub(crate) root: &'a Root,
    pub(crate) clocks: &'a Clocks,
    /// The directory's id of the person: the subject of the policy.
    pub(crate) subject: &'a str,
    pub(crate) phase: &'a OnPhase,
}

/// Reads the cache as any product does.
pub(crate) fn read(data_dir: &DataDir, root: &Root, clock: &Clock) -> Reading {
    let location = data_dir.location();
    let cache = location.to_read();
    cache.read(root, clock, location.machine_id(&cache))
}

impl Refresh<'_> {
    /// From *Asking the service* to the end. The session was found good before.
    pub(crate) async fn run(&self, cancel: &CancellationToken) -> Outcome {
        (self.phase)(Phase::Asking);
        let prepared = self.on_disk(|data_dir, root, clock| {
            let id = machine::id(data_dir)?;
            Ok::<_, Cause>((id, read(data_dir, root, clock)))
        });
        let (os_id, before) = match prepared.await {
            Ok(Ok(it)) => it,
            Ok(Err(cause)) | Err(cause) => return failed(cause.into()),
        };
        let machine = fingerprint(&os_id, self.root.issuer(), self.subject);
        let expected = Expected { issuer: self.root.issuer().to_owned(), subject: self.subject.to_owned(), machine };
        let receive = async {
            let etag = before.etag.as_deref().filter(|_| before.expected.as_ref() == Some(&expected));
            let heard = || (self.phase)(Phase::Receiving);
            let answer = self.client.policy(&expected.machine, &machine::name(), etag, &heard).await?;
            // The first policy here comes with the keys to read it by.
            let first = before.keyset_version == 0 && matches!(answer, PolicyAnswer::Policy { .. });
            let keys = if first { Some(self.client.policy_keys().await?) } else { None };
            Ok::<_, Failure>((answer, keys))
        };
        let received = tokio::select! {
            biased;
            () = cancel.cancelled() => return Outcome::Cancelled,
            received = receive => received,
        };
        match received {
            Ok((PolicyAnswer::NotModified { server_time }, _)) => self.unchanged(server_time).await,
            Ok((PolicyAnswer::Policy { bytes, etag, server_time }, keys)) => {
                self.take(before, expected, Policy { bytes, etag, server_time }, keys).await
            }
            Err(failure) => {
                // Nobody answered: at least the clock is noted, so that winding it back later is noticed.
                if let Ok(Err(error)) = self.on_disk(|data_dir, _, clock| Cache::at(&data_dir.policy()).note_time(clock)).await {
                    tracing::debug!(%error, "the time could not be noted");
                }
                failed(failure)
            }
        }
    }

    async fn unchanged(&self, server_time: Option<i64>) -> Outcome {
        (self.phase)(Phase::Saving);
        let noted = self.on_disk(move |data_dir, _, clock| Cache::at(&data_dir.policy()).note_contact(server_time, clock));
        match noted.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return refused(&error),
            Err(cause) => return failed(cause.into()),
        }
        (self.phase)(Phase::Checking);
        match self.on_disk(read).await {
            Ok(reading) => judge(&self.with_check_outs(reading).await, Change::default(), false),
            Err(cause) => failed(cause.into()),
        }
    }

    async fn take(&self, before: Reading, expected: Expected, policy: Policy, keys: Option<Vec<u8>>) -> Outcome {
        (self.phase)(Phase::Saving);
        let policy = Arc::new(policy);
        let mut stored = self.store(&expected, &policy, keys.clone()).await;
        // A key that we do not know may be a new one. Once: keys that were just fetched are the newest.
        if let Ok(Err(StoreError::Refused(refusal))) = &stored
            && refusal.wants_keys()
            && keys.is_none()
        {
            match self.client.policy_keys().await {
                Ok(keys) => stored = self.store(&expected, &policy, Some(keys)).await,
                Err(failure) => return failed(failure),
            }
        }
        let stored = match stored {
            Ok(Ok(stored)) => stored,
            Ok(Err(error)) => return refused(&error),
            Err(cause) => return failed(cause.into()),
        };
        (self.phase)(Phase::Checking);
        let reading = match self.on_disk(read).await {
            Ok(reading) => self.with_check_outs(reading).await,
            Err(cause) => return failed(cause.into()),
        };
        // What was here for somebody else is not what this person had.
        let before = if before.expected.as_ref() == Some(&expected) { before } else { Reading { policy: None, ..before } };
        let change = change(&before, &reading);
        let news = is_news(stored.previous.as_ref(), &stored.policy, &change);
        judge(&reading, change, news)
    }

    async fn store(
        &self,
        expected: &Expected,
        policy: &Arc<Policy>,
        keys: Option<Vec<u8>>,
    ) -> Result<Result<StoreOutcome, StoreError>, Cause> {
        let (expected, policy) = (expected.clone(), policy.clone());
        self.on_disk(move |data_dir, root, clock| {
            let received =
                Received { policy: &policy.bytes, keyset: keys.as_deref(), etag: policy.etag.as_deref(), server_time: policy.server_time };
            Cache::at(&data_dir.policy()).store(root, &expected, &received, clock)
        })
        .await
    }

    /// Runs something that waits for the disk where it keeps nobody else waiting.
    pub(super) async fn on_disk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&DataDir, &Root, &Clock) -> T + Send + 'static,
    ) -> Result<T, Cause> {
        let (data_dir, root, clock) = (self.data_dir.clone(), self.root.clone(), (self.clocks)());
        tokio::task::spawn_blocking(move || work(&data_dir, &root, &clock)).await.map_err(|e| Cause::Unexpected { reason: e.to_string() })
    }
}

/// A policy as it came.
struct Policy {
    bytes: Vec<u8>,
    etag: Option<String>,
    server_time: Option<i64>,
}

/// The outcome, by what was read back.
fn judge(reading: &Reading, change: Change, news: bool) -> Outcome {
    match (&reading.policy, reading.state) {
        (Some(policy), State::Valid | State::RefreshDue) => {
            if policy.grants_nothing() {
                let cause = policy.claims().withdrawn.map_or("no_licences", |it| it.as_str());
                return Outcome::Withdrawn { cause: cause.to_owned(), change };
            }
            let granting = granting(reading);
            if news { Outcome::Updated { granting, change } } else { Outcome::Unchanged { granting } }
        }
        // Just received, and over already (so long that it is not even shown): the clock is ahead by more than the policy lasts.
        (_, State::ClockSuspect | State::Expired | State::NoPolicy) => Outcome::ClockSuspect(Cause::ClockSuspect.into()),
        (_, State::RolledBack) => Outcome::RolledBack(Cause::PolicyRolledBack.into()),
        (_, state) => {
            let reason = reading.unreadable.clone().unwrap_or_else(|| state.as_str().to_owned());
            Outcome::CannotWrite(Cause::PolicyNotSaved { reason }.into())
        }
    }
}

/// The outcome where the cache did not take what came.
fn refused(error: &StoreError) -> Outcome {
    let failure = cause(error).into();
    match error.code() {
        "cannot_write" => Outcome::CannotWrite(failure),
        "rolled_back" => Outcome::RolledBack(failure),
        _ => Outcome::SignatureInvalid(failure),
    }
}

/// Why the cache did not take what came.
pub(crate) fn cause(error: &StoreError) -> Cause {
    match error {
        StoreError::CannotWrite { path, source, .. } => Cause::cannot_write(path, source),
        StoreError::Busy { path } => {
            Cause::CannotWrite { path: path.display().to_string(), reason: error.to_string().into(), obstacle: Box::new(Obstacle::Held) }
        }
        StoreError::Refused(_) | StoreError::KeySet(_) if error.code() == "rolled_back" => Cause::PolicyRolledBack,
        StoreError::Refused(_) | StoreError::KeySet(_) => Cause::PolicyInvalid { reason: error.to_string() },
    }
}

/// The outcome where there was no answer to be taken. Rights do not change by it.
pub(crate) fn failed(failure: Failure) -> Outcome {
    match (failure.kind(), &failure.cause) {
        (_, Cause::NoKeychain { .. } | Cause::KeychainLocked { .. } | Cause::KeychainTimeout { .. }) | (FailureKind::SignIn, _) => {
            Outcome::SignInNeeded(failure)
        }
        (_, Cause::CannotWrite { .. } | Cause::CannotRead { .. } | Cause::NotYours { .. } | Cause::SessionBusy) => {
            Outcome::CannotWrite(failure)
        }
        (FailureKind::Refused | FailureKind::Conflict | FailureKind::Invalid, _) => Outcome::Refused(failure),
        (FailureKind::Cancelled, _) => Outcome::Cancelled,
        (FailureKind::Offline | FailureKind::ServiceTrouble | FailureKind::Local | FailureKind::TimedOut | FailureKind::Unexpected, _) => {
            Outcome::Unreachable(failure)
        }
    }
}
