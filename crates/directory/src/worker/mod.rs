//! The background worker: one loop per instance, which runs the jobs that are due. Each job has a lease in the database, so that of
//! several instances one runs it, and another takes over where that one dies. A job is a variant of [`Job`]; what it does is elsewhere.

mod deadlines;
mod expired_data;

use crate::audit::sign;
use crate::retention::RetentionSettings;
use crate::service::Service;
use crate::store::{StoreError, leases};
use jiff::{SignedDuration, Timestamp};
use std::future::Future;
use std::time::Duration;
use tokio::time::MissedTickBehavior;
use uuid::Uuid;

/// How often the loop looks for something due.
const LOOK: Duration = Duration::from_secs(2);
/// How long others wait for a holder that says nothing.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// When a job that failed is tried again, if it is not due earlier anyway.
const AFTER_FAILURE: SignedDuration = SignedDuration::from_secs(30);

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    /// Signs how far the audit chains go.
    AuditHeads,
    /// Ends what is over, and reminds of what waits.
    Deadlines,
    /// Warns before the policy keys run out.
    PolicyKeys,
    /// Deletes what was kept long enough.
    Retention,
}

impl Job {
    const ALL: &[Self] = &[Self::AuditHeads, Self::Deadlines, Self::PolicyKeys, Self::Retention];

    /// The name of its lease; never changed.
    fn name(self) -> &'static str {
        match self {
            Self::AuditHeads => "audit_heads",
            Self::Deadlines => "rounds",
            Self::PolicyKeys => "policy_keys",
            Self::Retention => "retention",
        }
    }

    /// From the end of one run to the next.
    fn every(self) -> SignedDuration {
        match self {
            Self::AuditHeads => SignedDuration::from_mins(5),
            Self::Deadlines => SignedDuration::from_mins(1),
            Self::PolicyKeys => SignedDuration::from_hours(24),
            Self::Retention => SignedDuration::from_hours(6),
        }
    }

    /// Does it. A job of many steps calls [`Turn::goes_on`] between them, and stops where the answer is no.
    async fn run(self, turn: &Turn<'_>) -> anyhow::Result<()> {
        match self {
            Self::Deadlines => while deadlines::run_batch(turn.service).await? && turn.goes_on().await? {},
            Self::PolicyKeys => turn.service.keys().warn(turn.service.now().as_second()),
            Self::Retention => expired_data::delete_all(turn, &turn.retention).await?,
            Self::AuditHeads => while sign::sign_some(turn.service).await? && turn.goes_on().await? {},
        }
        Ok(())
    }
}

/// A job that this instance has taken.
pub(crate) struct Turn<'a> {
    pub(crate) service: &'a Service,
    retention: RetentionSettings,
    job: Job,
    holder: &'a str,
}

impl Turn<'_> {
    /// Keeps the lease; `false` where another instance has taken the job over.
    pub(crate) async fn goes_on(&self) -> Result<bool, StoreError> {
        let now = self.service.now();
        let mut tx = self.service.dependencies().store.write().await?;
        let ours = leases::renew(&mut tx, self.job.name(), self.holder, after(now, LEASE), now).await?;
        tx.commit().await?;
        Ok(ours)
    }
}

/// The worker of one instance; cheap to clone.
#[derive(Clone)]
pub struct Worker {
    service: Service,
    retention: RetentionSettings,
    holder: String,
}

impl Worker {
    /// A worker for this instance of the service.
    pub(crate) fn new(service: Service, retention: RetentionSettings) -> Self {
        Self { service, retention, holder: Uuid::new_v4().to_string() }
    }

    /// Runs whatever is due now and not another instance's; the names of the jobs that ran.
    ///
    /// # Errors
    /// Where the database cannot be used. A job that fails does not keep the others from running.
    pub async fn run_due(&self) -> Result<Vec<&'static str>, StoreError> {
        let mut ran = Vec::new();
        for job in Job::ALL.iter().copied() {
            if !self.take(job).await? {
                continue;
            }
            let done = job.run(&Turn { service: &self.service, retention: self.retention, job, holder: &self.holder }).await;
            let wait = match &done {
                Ok(()) => job.every(),
                Err(error) => {
                    tracing::warn!(job = job.name(), error = %format!("{error:#}"), "a background job failed; it is tried again");
                    job.every().min(AFTER_FAILURE)
                }
            };
            let mut tx = self.service.dependencies().store.write().await?;
            leases::release(&mut tx, job.name(), &self.holder, after(self.service.now(), wait)).await?;
            tx.commit().await?;
            ran.push(job.name());
        }
        Ok(ran)
    }

    async fn take(&self, job: Job) -> Result<bool, StoreError> {
        let (store, now) = (&self.service.dependencies().store, self.service.now());
        // A look first: most of the time there is nothing to do, and looking keeps nobody from writing.
        if !leases::is_due(&mut store.read().await?, job.name(), now).await? {
            return Ok(false);
        }
        let mut tx = store.write().await?;
        let ours = leases::take(&mut tx, job.name(), &self.holder, after(now, LEASE), now).await?;
        tx.commit().await?;
        Ok(ours)
    }

    /// Runs what is due, again and again, until `stop` comes; a job under way is ended first.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        tokio::pin!(stop);
        loop {
            tokio::select! {
                () = &mut stop => return,
                _ = look.tick() => {
                    if let Err(error) = self.run_due().await {
                        tracing::warn!(%error, "the background worker cannot use the database; it goes on trying");
                    }
                }
            }
        }
    }

    /// What is left to do when the service ends: the last events are signed before nobody watches any more.
    pub async fn finish(&self) {
        loop {
            match sign::sign_some(&self.service).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => return tracing::warn!(error = %format!("{error:#}"), "the last audit heads are not signed"),
            }
        }
    }
}

fn after(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.saturating_add(wait).unwrap_or(Timestamp::MAX)
}
