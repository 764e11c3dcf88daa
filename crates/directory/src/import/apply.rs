//! Doing what was planned: one transaction per account, in which every act looks again at what is there. Domains that go are freed first, so
//! that they can go from one account to another.

use super::staging::{Kind, NO_ACCOUNT, RowCursor, Staging};
use super::{ImportError, ImportOptions, Lease, decider};
use crate::operator::act::{act, within};
use crate::operator::{Act, Change, Refusal, entitlement, person};
use crate::store::Store;
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, UserId};
use domicile_model::operator::{DomainRow, Row};
use domicile_model::wire::ImportReport;
use jiff::Timestamp;
use tokio::sync::Mutex;

/// How many rows are read at once.
const CHUNK: i64 = 500;
/// After how many transactions the database looks at how large its tables have become, and each time by how much that number grows.
const FIRST_STATISTICS: u64 = 8;
const STATISTICS_GROWTH: u64 = 8;

/// Applies everything that the plan marked.
pub(super) async fn apply(
    store: &Store,
    staging: &mut Staging,
    options: &ImportOptions,
    lease: &Lease,
    clock: &impl Fn() -> Timestamp,
    report: &mut ImportReport,
) -> Result<(), ImportError> {
    let mut statistics_at = FIRST_STATISTICS;
    let applying = Applying { store, has_ends: staging.has_ends(), staging: Mutex::new(staging), options, lease };
    for phase in [Phase::FreedDomains, Phase::Everything] {
        if phase == Phase::FreedDomains && !applying.has_ends {
            continue;
        }
        let mut after: Option<String> = None;
        loop {
            let page = applying.staging.lock().await.with_work_after(after.as_deref(), CHUNK)?;
            let Some(last) = page.last() else { break };
            after = Some(last.clone());
            for account in page {
                report.transactions += u64::from(applying.one_account(clock(), &account, phase).await?);
                if report.transactions >= statistics_at {
                    statistics_at = report.transactions.saturating_mul(STATISTICS_GROWTH);
                    gather_statistics(store).await;
                }
            }
        }
    }
    Ok(())
}

/// Without it the import is slower, and not wrong.
async fn gather_statistics(store: &Store) {
    if let Err(error) = store.gather_statistics().await {
        tracing::warn!(%error, "the database was not told to look at how large its tables are: the import may take longer");
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    FreedDomains,
    Everything,
}

/// What every account is applied with.
struct Applying<'a> {
    store: &'a Store,
    staging: Mutex<&'a mut Staging>,
    has_ends: bool,
    options: &'a ImportOptions,
    lease: &'a Lease,
}

impl Applying<'_> {
    /// One account, or what belongs to none; whether there was anything to do.
    async fn one_account(&self, now: Timestamp, account: &str, phase: Phase) -> Result<bool, ImportError> {
        if phase == Phase::FreedDomains && !self.staging.lock().await.frees_domains(account)? {
            return Ok(false);
        }
        let failed: Mutex<Option<ImportError>> = Mutex::new(None);
        let doing = async |change: &mut Change<'_, '_>| -> Result<(), Refusal> {
            match self.lease.keep(change.ctx.tx, now).await {
                Ok(()) => {}
                Err(error) => return Err(give_up(&failed, error).await),
            }
            AccountRows { staging: &self.staging, has_ends: self.has_ends, failed: &failed, account }.apply(change, phase).await
        };
        match within(self.store, &decider(self.options, now), doing).await {
            Ok(()) => Ok(true),
            Err(refusal) => Err(match (failed.into_inner(), refusal) {
                (Some(error), _) => error,
                (None, Refusal::Fault(fault)) => ImportError::Overtaken(fault),
                (None, Refusal::Problem(problem)) => problem.into(),
            }),
        }
    }
}

async fn give_up(failed: &Mutex<Option<ImportError>>, error: ImportError) -> Refusal {
    let problem = crate::problem::Problem::internal(&error);
    *failed.lock().await = Some(error);
    problem.into()
}

/// The rows of one account, within its transaction.
struct AccountRows<'a, 'b> {
    staging: &'a Mutex<&'b mut Staging>,
    has_ends: bool,
    failed: &'a Mutex<Option<ImportError>>,
    account: &'a str,
}

impl AccountRows<'_, '_> {
    async fn apply(&self, change: &mut Change<'_, '_>, phase: Phase) -> Result<(), Refusal> {
        match phase {
            Phase::FreedDomains => self.ends(change, |it| it == Kind::Domain).await,
            Phase::Everything => {
                self.ends(change, |it| it != Kind::Domain && it != Kind::Person).await?;
                self.puts(change).await?;
                // Whoever goes may be the last administrator but for those who come.
                self.ends(change, |it| it == Kind::Person).await
            }
        }
    }

    /// Ends what is of these kinds and has to end.
    async fn ends(&self, change: &mut Change<'_, '_>, is_due: impl Fn(Kind) -> bool) -> Result<(), Refusal> {
        if !self.has_ends {
            return Ok(());
        }
        let mut cursor = RowCursor::start();
        loop {
            let ends = match self.staging.lock().await.ends_after(self.account, &cursor, CHUNK) {
                Ok(it) => it,
                Err(error) => return Err(give_up(self.failed, error).await),
            };
            let Some((kind, own)) = ends.last() else { return Ok(()) };
            cursor = RowCursor::after_end(*kind, own);
            for (kind, own) in ends.iter().filter(|it| is_due(it.0)) {
                if let Some(end) = end_of(self.account, *kind, own) {
                    act(change, &end).await?;
                }
            }
        }
    }

    /// Makes so what the document names.
    async fn puts(&self, change: &mut Change<'_, '_>) -> Result<(), Refusal> {
        let mut cursor = RowCursor::start();
        let mut postponed = Vec::new();
        loop {
            let chunk = match self.staging.lock().await.changed_after(self.account, &cursor, CHUNK) {
                Ok(it) => it,
                Err(error) => return Err(give_up(self.failed, error).await),
            };
            let Some(last) = chunk.last() else { break };
            let was_last = (chunk.len() as u64) < CHUNK.unsigned_abs();
            cursor = RowCursor::after(&last.row);
            let (mut owned, mut people) = (Vec::new(), Vec::new());
            for it in chunk {
                match it.row {
                    Row::Entitlement(it) => owned.push(it),
                    Row::Person(it) => people.push(it),
                    row @ (Row::Product(_) | Row::Account(_) | Row::Domain(_) | Row::Contract(_)) => {
                        act(change, &Act::Put(row)).await?;
                    }
                }
            }
            entitlement::put_all(change, &owned).await?;
            postponed.extend(person::put_all(change, &people).await?);
            if was_last {
                break;
            }
        }
        for it in postponed {
            person::put(change, &it).await?;
        }
        Ok(())
    }
}

/// The act that ends a row.
fn end_of(account: &str, kind: Kind, own: &str) -> Option<Act> {
    let id = AccountId::new(account);
    Some(match kind {
        Kind::Product if account == NO_ACCOUNT => Act::RetireProduct(own.to_owned()),
        Kind::Product => return None,
        Kind::Account => Act::CloseAccount(id),
        Kind::Domain => Act::EndDomain(DomainRow { account: id, domain: own.to_owned() }),
        Kind::Contract => Act::EndContract(id, CountryCode::parse(own).ok()?),
        Kind::Entitlement => Act::EndEntitlement(own.to_owned()),
        Kind::Person => Act::ReleasePerson(UserId::new(own)),
    })
}
