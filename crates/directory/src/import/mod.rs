//! A document of records: read as a stream, checked whole, planned, and only then applied, one transaction per account. Whatever ends it on
//! the way, the same document again comes to the same end: what is so already is left alone.

mod apply;
pub mod export;
mod plan;
mod read;
mod report;
#[cfg(test)]
mod schema;
mod staging;

pub use report::{ImportReport, KindCounts};

use crate::operator::Source;
use crate::operator::act::Decider;
use crate::problem::Problem;
use crate::store::{Store, StoreError, leases};
use domicile_model::operator::{Guard, GuardRefusal, check_record};
use domicile_model::wire::RecordFault;
use jiff::{SignedDuration, Timestamp};
use plan::plan;
use staging::{FAULTS, Staging};
use std::io::BufRead;
use std::sync::mpsc::sync_channel;
use uuid::Uuid;

/// The lease that lets one import run at a time; never changed.
const LEASE_NAME: &str = "import";
/// How long another import waits for one that says nothing.
const LEASE: SignedDuration = SignedDuration::from_secs(120);
/// How many records may wait between reader and staging.
const AHEAD: usize = 256;

/// What an import is to do.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// On whose behalf.
    pub source: Source,
    /// Only check and plan.
    pub dry_run: bool,
    /// End what the source has and the document does not name.
    pub prune: bool,
    /// How much may end without being asked about it.
    pub guard: Guard,
    /// How much somebody said that they want to end.
    pub confirmed: Option<u64>,
    /// Where people reach the service, for links in mails.
    pub service_url: String,
}

/// Why an import did nothing, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The document has faults; nothing was written.
    #[error("the document has faults")]
    Faults(Vec<RecordFault>),
    /// It would end too much; nothing was written.
    #[error(transparent)]
    Guard(#[from] GuardRefusal),
    /// Another import runs.
    #[error("another import is running: wait until it has ended, then try again")]
    Running,
    /// The document cannot be read.
    #[error("the document cannot be read")]
    Read(#[from] std::io::Error),
    /// The rows cannot be kept while they are sorted.
    #[error("the temporary file for sorting failed")]
    Staging(#[from] sqlx::Error),
    /// The database failed; what was applied before stays, and the same document again does the rest.
    #[error("the database failed")]
    Store(#[from] StoreError),
    /// The same, found while something was decided.
    #[error("the database refused")]
    Problem(ProblemCode),
    /// A mistake of this program.
    #[error("this is a mistake in the program: {0}")]
    Internal(String),
}

/// A problem by its stable code and status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProblemCode {
    /// The code.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
}

impl From<Problem> for ImportError {
    fn from(it: Problem) -> Self {
        let details = it.into_details();
        Self::Problem(ProblemCode { code: details.code_name(), status: details.status() })
    }
}

/// Imports a document.
///
/// # Errors
/// [`ImportError`]; up to [`ImportError::Running`] nothing was written.
pub async fn import(
    store: &Store,
    document: impl BufRead + Send + 'static,
    options: &ImportOptions,
    clock: impl Fn() -> Timestamp,
) -> Result<ImportReport, ImportError> {
    let mut staging = Staging::new().await?;
    let faults = stage(&mut staging, document).await?;
    if !faults.is_empty() {
        staging.close().await?;
        return Err(ImportError::Faults(faults));
    }
    let lease = Lease::take(store, clock()).await?;
    let done = planned_and_applied(store, &mut staging, options, &lease, &clock).await;
    lease.give_back(store, clock()).await?;
    staging.close().await?;
    done
}

async fn planned_and_applied(
    store: &Store,
    staging: &mut Staging,
    options: &ImportOptions,
    lease: &Lease,
    clock: &impl Fn() -> Timestamp,
) -> Result<ImportReport, ImportError> {
    let plan = plan(store, staging, options, clock()).await?;
    if !plan.faults.is_empty() {
        return Err(ImportError::Faults(plan.faults));
    }
    options.guard.check(plan.ends, plan.of, options.confirmed)?;
    let mut report = ImportReport::new(options, staging.count(), plan.counts);
    if !options.dry_run {
        apply::apply(store, staging, options, lease, clock, &mut report).await?;
    }
    Ok(report)
}

/// Reads the document into the staging file; its faults, the first hundred.
async fn stage(staging: &mut Staging, document: impl BufRead + Send + 'static) -> Result<Vec<RecordFault>, ImportError> {
    // Reading may wait for a pipe or a slow disk: on a thread of its own, a bounded number of records ahead.
    let (sender, receiver) = sync_channel(AHEAD);
    let reading = tokio::task::spawn_blocking(move || {
        read::read_document::<std::io::Error>(document, |it| {
            // Whoever stopped listening has found faults enough.
            sender.send(it).map_err(|_| std::io::ErrorKind::BrokenPipe.into())
        })
    });
    let mut faults: Vec<RecordFault> = Vec::new();
    while faults.len() < FAULTS {
        let Some((line, read)) = next(&receiver).await else { break };
        match read.and_then(|record| check_record(&record).map(|row| (row, record))) {
            Ok((row, record)) if faults.is_empty() => staging.add(line, &row, &record).await?,
            Ok(_) => {}
            Err(found) => faults.extend(found.iter().map(|it| it.to_wire(Some(line)))),
        }
    }
    let had_enough = faults.len() >= FAULTS;
    drop(receiver);
    match reading.await {
        Ok(Err(error)) if !had_enough => return Err(error.into()),
        Ok(_) => {}
        Err(error) => return Err(ImportError::Internal(error.to_string())),
    }
    faults.truncate(FAULTS);
    if faults.is_empty() { staging.complete().await } else { Ok(faults) }
}

/// The next record, without holding up the runtime for long.
async fn next<T>(receiver: &std::sync::mpsc::Receiver<T>) -> Option<T> {
    match receiver.try_recv() {
        Ok(it) => Some(it),
        Err(std::sync::mpsc::TryRecvError::Disconnected) => None,
        Err(std::sync::mpsc::TryRecvError::Empty) => {
            tokio::task::yield_now().await;
            receiver.recv().ok()
        }
    }
}

/// That this import, and no other, runs.
pub(crate) struct Lease {
    holder: String,
}

impl Lease {
    async fn take(store: &Store, now: Timestamp) -> Result<Self, ImportError> {
        let holder = Uuid::new_v4().to_string();
        let mut tx = store.write().await?;
        let until = now.saturating_add(LEASE).unwrap_or(Timestamp::MAX);
        if !leases::take(&mut tx, LEASE_NAME, &holder, until, now).await? {
            return Err(ImportError::Running);
        }
        tx.commit().await?;
        Ok(Self { holder })
    }

    /// Keeps it, with the transaction at hand.
    pub(crate) async fn keep(&self, tx: &mut crate::store::Tx, now: Timestamp) -> Result<(), ImportError> {
        let until = now.saturating_add(LEASE).unwrap_or(Timestamp::MAX);
        if leases::renew(tx, LEASE_NAME, &self.holder, until, now).await? { Ok(()) } else { Err(ImportError::Running) }
    }

    async fn give_back(self, store: &Store, now: Timestamp) -> Result<(), ImportError> {
        let mut tx = store.write().await?;
        leases::release(&mut tx, LEASE_NAME, &self.holder, now).await?;
        Ok(tx.commit().await?)
    }
}

/// Whose decisions the import's are.
fn decider<'a>(options: &'a ImportOptions, now: Timestamp) -> Decider<'a> {
    Decider { source: &options.source, because: None, service_url: &options.service_url, now }
}
