//! A document of records: read as a stream, checked whole, planned, and only then applied, one transaction per account. Whatever ends it on
//! the way, the same document again comes to the same end: what is so already is left alone.

mod apply;
pub mod export;
mod kinds;
mod plan;
mod read;
mod report;
#[cfg(test)]
mod schema;
mod staging;

pub use kinds::{KindRefusal, Kinds};
pub use report::in_words;
pub(crate) use staging::Kind;

use crate::operator::Source;
use crate::operator::act::Decider;
use crate::problem::Problem;
use crate::service::Service;
use crate::store::{Store, StoreError, leases};
use domicile_model::operator::{Fault, Guard, GuardRefusal, Row, check_record};
use domicile_model::wire::{ImportReport, RecordFault};
use jiff::{SignedDuration, Timestamp};
use kinds::kind_of;
use plan::plan;
use staging::{FAULTS, Staging};
use std::future::Future;
use std::io::BufRead;
use std::pin::pin;
use std::time::Duration;
use tokio::sync::mpsc;
use uuid::Uuid;

/// The lease that lets one import run at a time; never changed.
const LEASE_NAME: &str = "import";
/// How long another import waits for one that says nothing.
const LEASE: SignedDuration = SignedDuration::from_secs(120);
/// How often it says something while it plans.
const KEEP_EVERY: Duration = Duration::from_secs(30);
/// How many records the reader hands over at once.
const BATCH: usize = 256;
/// How many such batches may wait between reader and staging.
const AHEAD: usize = 8;

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
    /// What the document may name, and end by leaving it out.
    pub kinds: Kinds,
    /// The request that brings the document, where it is one.
    pub request_id: Option<String>,
    /// The service whose listeners hear of it; a command has none.
    pub service: Option<Service>,
}

/// Why an import did nothing, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The document has faults; nothing was written.
    #[error("the document has faults")]
    Faults(Vec<RecordFault>),
    /// It names what whoever sent it may not change; nothing was written.
    #[error(transparent)]
    Kind(#[from] KindRefusal),
    /// It would end too much; nothing was written.
    #[error(transparent)]
    Guard(#[from] GuardRefusal),
    /// Another import runs.
    #[error("another import is running: wait until it has ended, then try again")]
    Running,
    /// The document cannot be read.
    #[error("the document cannot be read")]
    Read(#[from] std::io::Error),
    /// There is no folder in which rows could be kept while they are sorted.
    #[error("the folder for temporary files cannot be used")]
    TemporaryFolder(#[source] std::io::Error),
    /// The rows cannot be kept while they are sorted.
    #[error("the temporary file for sorting failed")]
    Staging(#[from] sqlx::Error),
    /// Whoever asked for it is gone; nothing was written.
    #[error("whoever asked for it is gone")]
    Unwanted,
    /// Somebody changed what the plan was made of while it was carried out; what was applied before stays.
    #[error("something changed while the document was taken in: {0}")]
    Overtaken(Fault),
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
#[derive(Debug, Clone)]
pub struct ProblemCode {
    /// The code.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The problem itself.
    pub(crate) problem: Problem,
}

impl From<Problem> for ImportError {
    fn from(problem: Problem) -> Self {
        let details = problem.clone().into_details();
        Self::Problem(ProblemCode { code: details.code_name(), status: details.status(), problem })
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
    StagedDocument::read(document, options).await?.carry_out(store, options, clock, || true).await
}

/// Whether an import runs at this moment.
pub(crate) async fn is_running(store: &Store, now: Timestamp) -> Result<bool, StoreError> {
    Ok(!leases::is_due(&mut store.read().await?, LEASE_NAME, now).await?)
}

/// A document that was read whole and is right by itself.
pub(crate) struct StagedDocument(Staging);

impl StagedDocument {
    /// Reads it to its end.
    ///
    /// # Errors
    /// [`ImportError`]; nothing was written.
    pub(crate) async fn read(document: impl BufRead + Send + 'static, options: &ImportOptions) -> Result<Self, ImportError> {
        let mut staging = Staging::new().map_err(|error| match error {
            ImportError::Read(cause) => ImportError::TemporaryFolder(cause),
            other => other,
        })?;
        let faults = stage(&mut staging, document, &options.kinds).await?;
        tracing::debug!(rows = staging.count(), faults = faults.len(), "the document is read");
        if faults.is_empty() {
            return Ok(Self(staging));
        }
        Err(ImportError::Faults(faults))
    }

    /// Holds it against what is here, and does it. `is_wanted` is asked once, before the first change: from then on it goes to its end.
    ///
    /// # Errors
    /// [`ImportError`]
    pub(crate) async fn carry_out(
        self,
        store: &Store,
        options: &ImportOptions,
        clock: impl Fn() -> Timestamp,
        is_wanted: impl Fn() -> bool,
    ) -> Result<ImportReport, ImportError> {
        let Self(mut staging) = self;
        let lease = Lease::take(store, clock()).await?;
        let done = planned_and_applied(store, &mut staging, options, &lease, &clock, is_wanted).await;
        lease.give_back(store).await?;
        done
    }
}

async fn planned_and_applied(
    store: &Store,
    staging: &mut Staging,
    options: &ImportOptions,
    lease: &Lease,
    clock: &impl Fn() -> Timestamp,
    is_wanted: impl Fn() -> bool,
) -> Result<ImportReport, ImportError> {
    let plan = lease.keep_while(store, clock, plan(store, staging, options, clock())).await??;
    tracing::debug!(faults = plan.faults.len(), ends = plan.ends, "the document is planned");
    if !plan.faults.is_empty() {
        return Err(ImportError::Faults(plan.faults));
    }
    let may_end = options.guard.check(plan.ends, plan.of, options.confirmed).and_then(|()| {
        // A document that says nothing is more likely a mistake than the end of everything.
        let is_empty = staging.count() == 0 && plan.ends > 0 && options.confirmed != Some(plan.ends);
        if is_empty { Err(GuardRefusal { ends: plan.ends, of: plan.of }) } else { Ok(()) }
    });
    let mut report = report::planned(options, staging.count(), plan.counts);
    if options.dry_run {
        report.confirm = may_end.err().map(|it| it.ends);
        return Ok(report);
    }
    may_end?;
    if !is_wanted() {
        return Err(ImportError::Unwanted);
    }
    apply::apply(store, staging, options, lease, clock, &mut report).await?;
    tracing::debug!(transactions = report.transactions, "the document is carried out");
    Ok(report)
}

/// A record that was read and checked by itself, on the thread that reads.
struct CheckedRecord {
    /// Which kind it is, where it is a record.
    kind: Option<Kind>,
    /// Its row, and the text that it is read from again.
    row: Result<(Row, String), Vec<Fault>>,
}

fn checked((line, read): read::Read1) -> (u64, CheckedRecord) {
    let kind = read.as_ref().ok().map(kind_of);
    let row = read.and_then(|record| Ok((check_record(&record)?, staging::text_of(&record))));
    (line, CheckedRecord { kind, row })
}

/// Reads the document into the staging file; its faults, the first hundred.
async fn stage(staging: &mut Staging, document: impl BufRead + Send + 'static, kinds: &Kinds) -> Result<Vec<RecordFault>, ImportError> {
    // Reading may wait for a pipe, a slow disk or a slow network: on a thread of its own, a bounded number of records ahead.
    let (sender, mut receiver) = mpsc::channel(AHEAD);
    let reading = tokio::task::spawn_blocking(move || {
        let mut batch = Vec::with_capacity(BATCH);
        // Whoever stopped listening has found faults enough.
        let send = |batch| sender.blocking_send(batch).map_err(|_| std::io::Error::from(std::io::ErrorKind::BrokenPipe));
        read::read_document::<std::io::Error>(document, |it| {
            batch.push(checked(it));
            if batch.len() < BATCH { Ok(()) } else { send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))) }
        })?;
        send(batch)
    });
    let mut faults: Vec<RecordFault> = Vec::new();
    'document: while let Some(batch) = receiver.recv().await {
        for (line, checked) in batch {
            if let Some(kind) = checked.kind.filter(|it| !kinds.has(*it)) {
                return Err(KindRefusal { line, kind }.into());
            }
            match checked.row {
                Ok((row, text)) if faults.is_empty() => staging.add(line, &row, &text)?,
                Ok(_) => {}
                Err(found) => faults.extend(found.iter().map(|it| it.to_wire(Some(line)))),
            }
            if faults.len() >= FAULTS {
                break 'document;
            }
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
    if faults.is_empty() { staging.complete() } else { Ok(faults) }
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
        let kept = leases::renew(tx, LEASE_NAME, &self.holder, until, now).await?
            // It said nothing for too long, and nobody came meanwhile.
            || leases::take(tx, LEASE_NAME, &self.holder, until, now).await?;
        if kept { Ok(()) } else { Err(ImportError::Running) }
    }

    /// Keeps it for as long as something takes that writes nothing.
    async fn keep_while<T>(&self, store: &Store, clock: &impl Fn() -> Timestamp, doing: impl Future<Output = T>) -> Result<T, ImportError> {
        let mut doing = pin!(doing);
        loop {
            tokio::select! {
                done = &mut doing => return Ok(done),
                () = tokio::time::sleep(KEEP_EVERY) => {
                    let mut tx = store.write().await?;
                    self.keep(&mut tx, clock()).await?;
                    tx.commit().await?;
                }
            }
        }
    }

    async fn give_back(self, store: &Store) -> Result<(), ImportError> {
        let mut tx = store.write().await?;
        // The next may begin at once, whatever its clock says.
        leases::release(&mut tx, LEASE_NAME, &self.holder, Timestamp::UNIX_EPOCH).await?;
        Ok(tx.commit().await?)
    }
}

/// Whose decisions the import's are.
fn decider<'a>(options: &'a ImportOptions, now: Timestamp) -> Decider<'a> {
    let (request_id, service) = (options.request_id.as_deref(), options.service.as_ref());
    Decider { source: &options.source, because: None, service_url: &options.service_url, now, request_id, service }
}
