//! What every request shares: the store, the clock, ids, who signs policies, whose tokens are taken. And how a change is made: one
//! transaction, done again as a whole when two get in each other's way.

use crate::bearer::{ActiveIssuers, Issuers};
use crate::client_address::TrustedProxies;
pub use crate::clock::Clock;
use crate::hub::Hub;
use crate::keys::{ActiveKeys, AuditKey, PolicyKeys};
use crate::limits::{CachedAnswer, LimitSettings, Limits};
use crate::notice::Notice;
use crate::policy::{EtagCache, LastIssue, moment};
use crate::problem::{Code, Problem};
use crate::security_events::{SecurityEventSettings, SecurityEvents};
use crate::sha256_hex::sha256_hex;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{self, Author, Event};
use crate::store::idempotency::{self, StoredResponse};
use crate::store::{Store, Tx, versions};
use domicile_model::id::{AccountId, UserId};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use std::future::Future;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use url::Url;
use uuid::{ContextV7, Uuid};

/// How often a transaction is tried.
const ATTEMPTS: u32 = 5;

/// What the service is made of.
pub struct Dependencies {
    /// The database.
    pub store: Store,
    /// The present moment.
    pub clock: Clock,
    /// Whose access tokens are taken, and how clients find them.
    pub issuers: ActiveIssuers,
    /// What signs policies.
    pub keys: ActiveKeys,
    /// What signs the ends of audit chains.
    pub audit_key: AuditKey,
    /// The file that signed ends are appended to, besides the log.
    pub audit_heads: Option<PathBuf>,
    /// The address of the document by which clients find their issuer, for challenges.
    pub resource_metadata: Url,
}

/// The service; cheap to clone.
#[derive(Clone)]
pub struct Service(Arc<Inner>);

/// What stands between the service and whoever asks too much of it.
#[derive(Debug, Default, Clone)]
pub struct GuardSettings {
    /// How much is allowed.
    pub limits: LimitSettings,
    /// Which proxies are believed to say who asks.
    pub trusted_proxies: TrustedProxies,
    /// What becomes of security events.
    pub security_events: SecurityEventSettings,
}

struct Inner {
    dependencies: Dependencies,
    url: String,
    limits: Limits,
    trusted_proxies: TrustedProxies,
    security_events: SecurityEvents,
    readiness: CachedAnswer<Result<String, Problem>>,
    ids: Ids,
    metrics: crate::metrics::Metrics,
    hub: Arc<Hub>,
    last_issue: LastIssue,
    etag_cache: EtagCache,
}

/// New ids: sorted by time, within a millisecond by order.
#[derive(Default)]
pub(crate) struct Ids(Mutex<ContextV7>);

impl Ids {
    /// The next id.
    pub(crate) fn next(&self, now: Timestamp) -> String {
        let seconds = u64::try_from(now.as_second()).unwrap_or_default();
        let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
        Uuid::new_v7(uuid::Timestamp::from_unix(&self.0, seconds, nanos)).to_string()
    }

    /// A short number that people read to each other: `SR-` and eight characters without look-alikes.
    pub(crate) fn case_number() -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let random = Uuid::new_v4().into_bytes();
        let letters = random.iter().take(4).chain(random.iter().skip(12)).map(|it| char::from(LETTERS[usize::from(it % 32)]));
        format!("SR-{}", letters.collect::<String>())
    }
}

/// A change under way: the transaction, the moment, and the request that asks for it.
pub(crate) struct WriteContext<'a> {
    pub(crate) tx: &'a mut Tx,
    pub(crate) now: Timestamp,
    pub(crate) ids: &'a Ids,
    pub(crate) request_id: &'a str,
    /// Where people reach the service, for the links in mails; without a slash at its end.
    pub(crate) service_url: &'a str,
    /// Who is told that something changed, once it lasts.
    pub(crate) notices: Vec<Notice>,
}

impl<'a> WriteContext<'a> {
    /// A change that begins. `service_url` may be empty where no mail of it has a link.
    pub(crate) fn new(tx: &'a mut Tx, now: Timestamp, ids: &'a Ids, request_id: &'a str, service_url: &'a str) -> Self {
        Self { tx, now, ids, request_id, service_url, notices: Vec::new() }
    }

    /// The same change under another request id: for what happens to an account in consequence of something that happened in another one.
    /// Neither may find the other's request in its own history. Whoever calls takes over its `notices`.
    pub(crate) fn under_own_request_id<'b>(&'b mut self, request_id: &'b str) -> WriteContext<'b> {
        WriteContext { tx: self.tx, now: self.now, ids: self.ids, request_id, service_url: self.service_url, notices: Vec::new() }
    }

    /// Appends an audit event.
    pub(crate) async fn record(&mut self, event: Event<'_>) -> Result<(), Problem> {
        let id = self.ids.next(self.now);
        Ok(audit_events::append(self.tx, &id, self.now, self.request_id, event).await?)
    }

    /// Appends audit events that all belong to one account, or all to none, in this order.
    pub(crate) async fn record_all(&mut self, events: Vec<Event<'_>>) -> Result<(), Problem> {
        let events = events.into_iter().map(|it| (self.ids.next(self.now), it)).collect();
        Ok(audit_events::append_all(self.tx, self.now, self.request_id, events).await?)
    }

    /// Appends an audit event of one state following another.
    pub(crate) async fn record_step(
        &mut self,
        account: Option<&AccountId>,
        author: Author<'_>,
        action: AuditAction,
        subject: &str,
        (before, after): (Value, Value),
        because: Option<&str>,
    ) -> Result<(), Problem> {
        self.record(Event { account, author, action, subject, before: Some(before), after: Some(after), because }).await
    }
}

/// What a use case comes to.
pub(crate) enum Outcome<T> {
    /// Done; the change lasts.
    Done(T),
    /// Refused, but what was written on the way lasts.
    Refused(Problem),
}

impl<T> Outcome<T> {
    /// The same as something else.
    pub(crate) fn map<U>(self, to: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Done(it) => Outcome::Done(to(it)),
            Self::Refused(problem) => Outcome::Refused(problem),
        }
    }
}

/// Something that is done for somebody, and writes. `Err` undoes everything.
pub(crate) trait UseCase: Sync {
    /// What whoever asked for it gets.
    type Output: Serialize + Send;

    /// Does it, within the transaction. May be called again after a conflict.
    fn execute(&self, ctx: &mut WriteContext<'_>) -> impl Future<Output = Result<Outcome<Self::Output>, Problem>> + Send;
}

/// What a request that asked for a change is answered with.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    /// It was given before, under the same idempotency key.
    pub(crate) replayed: bool,
}

/// Who may be given the answer that was kept of a change: judged anew each time, since rights end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AnswerRight {
    /// Whoever asked for the change; it is about themselves.
    Own,
    /// An administrator of the account.
    Administrator(AccountId),
    /// An administrator of the account, or somebody who may change group membership.
    SeesGroups(AccountId),
}

/// The request that asks for a change.
#[derive(Debug, Clone)]
pub(crate) struct RequestInfo {
    /// Who is signed in.
    pub(crate) user: UserId,
    /// Finds the log lines.
    pub(crate) request_id: String,
    /// `Idempotency-Key`, with the hash of method, path and body.
    pub(crate) idempotency: Option<(String, String)>,
    /// Who may have an answer that is repeated.
    pub(crate) answer_right: AnswerRight,
}

/// The hash of a request, to tell a repetition from another request under the same key.
pub(crate) fn request_hash(method: &str, path: &str, body: &[u8]) -> String {
    sha256_hex([method.as_bytes(), b" ", path.as_bytes(), b"\n", body].concat())
}

impl Service {
    /// A service made of these parts, with the limits that hold unless told otherwise; security events go nowhere.
    pub fn new(dependencies: Dependencies) -> Self {
        let GuardSettings { limits, trusted_proxies, security_events } = GuardSettings::default();
        Self::with(dependencies, Limits::new(limits), trusted_proxies, SecurityEvents::none(&security_events))
    }

    /// The same with these guards.
    ///
    /// # Errors
    /// The log of security events cannot be written.
    pub fn guarded(dependencies: Dependencies, guards: &GuardSettings) -> std::io::Result<Self> {
        let events = SecurityEvents::open(&guards.security_events)?;
        Ok(Self::with(dependencies, Limits::new(guards.limits.clone()), guards.trusted_proxies.clone(), events))
    }

    fn with(dependencies: Dependencies, limits: Limits, trusted_proxies: TrustedProxies, security_events: SecurityEvents) -> Self {
        Self(Arc::new(Inner {
            url: dependencies.issuers.get().resource.resource.clone(),
            dependencies,
            limits,
            trusted_proxies,
            security_events,
            readiness: CachedAnswer::default(),
            ids: Ids::default(),
            metrics: crate::metrics::Metrics::default(),
            hub: Arc::default(),
            last_issue: LastIssue::default(),
            etag_cache: EtagCache::default(),
        }))
    }

    /// Ends every stream of events, so that requests under way can come to their end.
    pub fn end_streams(&self) {
        self.0.hub.end();
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.0.dependencies.clock)()
    }

    pub(crate) fn dependencies(&self) -> &Dependencies {
        &self.0.dependencies
    }

    /// Whose tokens are taken at this moment.
    pub(crate) fn issuers(&self) -> Arc<Issuers> {
        self.0.dependencies.issuers.get()
    }

    /// Where people reach the service, without a slash at its end.
    pub(crate) fn url(&self) -> &str {
        &self.0.url
    }

    /// How much is allowed, and how much of it is used.
    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    pub(crate) fn trusted_proxies(&self) -> &TrustedProxies {
        &self.0.trusted_proxies
    }

    pub(crate) fn security_events(&self) -> &SecurityEvents {
        &self.0.security_events
    }

    /// Whether the service can do its work, as it was found out within the last second.
    pub(crate) fn readiness(&self) -> &CachedAnswer<Result<String, Problem>> {
        &self.0.readiness
    }

    /// What signs policies at this moment.
    pub(crate) fn keys(&self) -> Arc<PolicyKeys> {
        self.0.dependencies.keys.get()
    }

    pub(crate) fn ids(&self) -> &Ids {
        &self.0.ids
    }

    pub(crate) fn last_issue(&self) -> &LastIssue {
        &self.0.last_issue
    }

    pub(crate) fn etag_cache(&self) -> &EtagCache {
        &self.0.etag_cache
    }

    pub(crate) fn hub(&self) -> &Arc<Hub> {
        &self.0.hub
    }

    /// Tells whoever listens here that a change of this process lasts now.
    pub(crate) fn publish(&self, notices: &[Notice]) {
        // Where instances share a database, notices come back by its channel, to this instance as to every other.
        if !self.0.dependencies.store.is_shared() {
            notices.iter().for_each(|it| self.0.hub.publish(it));
        }
    }

    pub(crate) fn metrics(&self) -> &crate::metrics::Metrics {
        &self.0.metrics
    }

    /// Whether the database answers and takes writes, and policies may be dated by this clock. Read on a connection kept for policies: an
    /// instance that is merely crowded still serves those, and must not be taken away for it.
    pub(crate) async fn check_database(&self) -> Result<(), Problem> {
        let store = &self.0.dependencies.store;
        let (_, last_issued) = versions::epoch_and_last_issue(&mut store.read_reserved().await?).await?;
        store.check_writing(self.now()).await?;
        self.0.last_issue.check_clock(store, self.now()).await?;
        moment(self.now(), last_issued).map(drop)
    }

    /// Whether the last attempt to write succeeded.
    pub(crate) fn is_writable(&self) -> bool {
        self.0.dependencies.store.is_writable()
    }

    /// Does it in one transaction, at most once per idempotency key. `status`: what stands for done, kept with the answer.
    pub(crate) async fn execute<U: UseCase>(
        &self,
        request: &RequestInfo,
        use_case: &U,
        status: impl Fn(&U::Output) -> u16 + Send + Sync,
    ) -> Result<Answer, Problem> {
        let attempt = || self.try_execute(request, use_case, &status);
        match again_while_busy(attempt).await {
            // Done or not, the key finds out.
            Err(problem) if problem.is_uncertain() && request.idempotency.is_some() => again_while_busy(attempt).await,
            other => other,
        }
    }

    async fn try_execute<U: UseCase>(
        &self,
        request: &RequestInfo,
        use_case: &U,
        status: &(impl Fn(&U::Output) -> u16 + Send + Sync),
    ) -> Result<Answer, Problem> {
        let now = self.now();
        let mut tx = self.0.dependencies.store.write().await?;
        if let Some((key, hash)) = &request.idempotency
            && let Some(before) = idempotency::claim(&mut tx, &request.user, key, hash, now).await?
        {
            return if before.request_hash == *hash { repeat(&before) } else { Err(Problem::new(Code::KeyReused)) };
        }
        let mut ctx = WriteContext::new(&mut tx, now, &self.0.ids, &request.request_id, &self.0.url);
        let outcome = use_case.execute(&mut ctx).await?;
        let notices = ctx.notices;
        let answer = match outcome {
            Outcome::Done(output) => {
                let body = serde_json::to_value(&output).map_err(|error| Problem::internal(&error))?;
                Ok(Answer { status: status(&output), body, replayed: false })
            }
            Outcome::Refused(problem) => Err(problem),
        };
        if let Some((key, _)) = &request.idempotency {
            match &answer {
                Ok(it) => idempotency::keep(&mut tx, &request.user, key, i64::from(it.status), &it.body.to_string()).await?,
                Err(_) => idempotency::release(&mut tx, &request.user, key).await?,
            }
        }
        tx.commit().await?;
        self.publish(&notices);
        answer
    }
}

/// Does a whole transaction again: a few times where another one got in its way, once where the connection was lost before it was written.
pub(crate) async fn again_while_busy<T, F: Future<Output = Result<T, Problem>>>(attempt: impl Fn() -> F) -> Result<T, Problem> {
    let (mut tried, mut anew) = (1, false);
    loop {
        match attempt().await {
            Err(problem) if problem.may_succeed_at_once() && !anew => anew = true,
            Err(problem) if problem.is_busy() && tried < ATTEMPTS => {
                let jitter = u64::from(Uuid::new_v4().into_bytes()[0]);
                tokio::time::sleep(Duration::from_millis(u64::from(tried) * 10 + jitter / 4)).await;
                tried += 1;
            }
            other => return other,
        }
    }
}

fn repeat(before: &StoredResponse) -> Result<Answer, Problem> {
    match (u16::try_from(before.status), serde_json::from_str(&before.body)) {
        (Ok(status), Ok(body)) => Ok(Answer { status, body, replayed: true }),
        _ => Err(Problem::internal(&"an answer that was kept cannot be read")),
    }
}
