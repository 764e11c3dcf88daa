//! Erasing one person. In one transaction: what is open ends, what events and rows say of them goes, and each chain that lost something says
//! so in an event. Then everything is looked through once more. Free pages and logs are `Store::compact`'s.

use super::ending::{Blocked, end_everything};
use super::events::{Concern, Search};
use super::traces::Traces;
use super::{Person, id_of, known_as};
use crate::problem::Problem;
use crate::service::{Ids, WriteContext, again_while_busy};
use crate::store::audit_action::AuditAction;
use crate::store::audit_erasure::{self, EventText, Loss};
use crate::store::audit_events::{self, Author, Event};
use crate::store::event_hash::NO_ACCOUNT;
use crate::store::personal_data::Kind;
use crate::store::{Store, StoreError, Tx, erasure, personal_rows, users};
use anyhow::{anyhow, bail};
use domicile_model::id::{AccountId, UserId};
use domicile_model::preflight::Blocker;
use domicile_model::text::{NOTE_MAX, clean};
use jiff::Timestamp;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use uuid::Uuid;

/// How often everything is looked through again, where somebody wrote about the person meanwhile.
const LOOKS: usize = 3;

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// The id, which stays in the record and says nothing.
    pub user: UserId,
    /// How many values the record of events lost.
    pub values: i64,
    /// Nothing refers to the person any more, so their row went as well.
    pub whole_row: bool,
    /// Names that others' texts were not searched for: of one word, or somebody else's as well.
    pub vague: Vec<String>,
    /// Columns that still name the person, since that is not theirs to be erased: what accounts are called.
    pub still_named: Vec<String>,
}

/// Why a try came to nothing.
enum Failure {
    /// It may succeed when it is done again.
    Problem(Problem),
    /// A service of before wrote events a moment ago: they are to be sealed first.
    NotSealed,
    /// For people.
    Refused(anyhow::Error),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Problem(error.into())
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Refused(error)
    }
}

/// Erases the person with this address. `because` stays in the record, so it may not name them.
///
/// # Errors
/// A sentence that says what has to be done first, or why it failed.
pub async fn erase(store: &Store, email: &str, because: &str, now: Timestamp) -> anyhow::Result<Erasure> {
    let because = clean(because, NOTE_MAX)?;
    if because.is_empty() {
        bail!("Say why: --because TEXT.");
    }
    let id = id_of(&mut store.read().await?, email).await?;
    let (mut done, traces) = tried(store, || erase_once(store, &id, &because, now)).await?;
    for _ in 0..LOOKS {
        let left = erasure::left_over(&mut store.read().await?, |text| traces.are_in(text)).await?;
        let (stays, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|it| matches!(it.1, Kind::Company(_) | Kind::Subject));
        done.still_named = stays.into_iter().map(|it| it.0).collect();
        if others.is_empty() {
            return Ok(done);
        }
        // Somebody wrote about the person while they were being erased.
        done.values += tried(store, || sweep_once(store, &id, &traces, &because, now)).await?;
    }
    bail!("Other people go on writing about {}: run it again, by the id, once they have stopped.", id)
}

/// Does it again where others got in the way, and where there are events to be sealed first.
async fn tried<T, F: Future<Output = Result<T, Failure>>>(store: &Store, attempt: impl Fn() -> F) -> anyhow::Result<T> {
    for _ in 0..LOOKS {
        // A refusal is no failure of the transaction: it comes out as what was done.
        let outcome = again_while_busy(|| async {
            match attempt().await {
                Err(Failure::Problem(problem)) => Err(problem),
                other => Ok(other),
            }
        });
        match outcome.await.map_err(|it| anyhow!("The database refused ({}); the log says why.", it.code().as_str()))? {
            Ok(done) => return Ok(done),
            Err(Failure::Refused(error)) => return Err(error),
            Err(Failure::NotSealed | Failure::Problem(_)) => store.seal_events().await?,
        }
    }
    bail!("A service of an older version goes on writing events: end it, then run this again.")
}

async fn erase_once(store: &Store, id: &UserId, because: &str, now: Timestamp) -> Result<(Erasure, Traces), Failure> {
    let (ids, request_id) = (Ids::default(), Uuid::new_v4().to_string());
    let mut tx = store.write().await?;
    let nobody = || Failure::Refused(anyhow!("Somebody else erased them a moment ago."));
    let user = users::get(&mut tx, id).await?.ok_or_else(nobody)?;
    let Person { traces, .. } = known_as(&mut tx, user).await?;
    if traces.may_be_in(because) {
        return Err(Failure::Refused(anyhow!(
            "The reason stays in the record and names the person: say it without their name and address."
        )));
    }
    let mut ctx = WriteContext::new(&mut tx, now, &ids, &request_id, "");
    match end_everything(&mut ctx, id).await?.ok_or_else(nobody)? {
        Ok(user) => drop(user),
        Err(blocked) => return Err(Failure::Refused(anyhow!("{}", refusal(&blocked)))),
    }
    let things = things_of(ctx.tx, id, &traces).await?;
    // What they tell of is nobody's any more, whatever its words are.
    erasure::drop_letters_about(ctx.tx, things.iter().map(String::as_str).chain([id.as_str()])).await?;
    let values = erase_events(&mut ctx, Search::new(id, &traces, things), because, true).await?;
    erase_named(ctx.tx, &traces).await?;
    erasure::erase_rows_about(ctx.tx, id, &format!("erased:{}", Uuid::new_v4()), now).await?;
    let whole_row = erasure::drop_buried(ctx.tx, id).await?;
    tx.commit().await?;
    let done = Erasure { user: id.clone(), values, whole_row, vague: traces.vague.clone(), still_named: Vec::new() };
    Ok((done, traces))
}

/// The same for what was written meanwhile; how many values.
async fn sweep_once(store: &Store, id: &UserId, traces: &Traces, because: &str, now: Timestamp) -> Result<i64, Failure> {
    let (ids, request_id) = (Ids::default(), Uuid::new_v4().to_string());
    let mut tx = store.write().await?;
    let mut ctx = WriteContext::new(&mut tx, now, &ids, &request_id, "");
    let things = things_of(ctx.tx, id, traces).await?;
    let values = erase_events(&mut ctx, Search::new(id, traces, things), because, false).await?;
    erase_named(ctx.tx, traces).await?;
    tx.commit().await?;
    Ok(values)
}

async fn things_of(tx: &mut Tx, id: &UserId, traces: &Traces) -> Result<BTreeSet<String>, StoreError> {
    let mut things: BTreeSet<String> = personal_rows::ids(tx, id).await?.into_iter().collect();
    for look in personal_rows::looks_at(tx, |it| traces.is_address(it)).await? {
        things.extend(look.get("id").and_then(|it| it.as_str()).map(str::to_owned));
    }
    Ok(things)
}

async fn erase_named(tx: &mut Tx, traces: &Traces) -> Result<(), StoreError> {
    erasure::erase_rows_that_name(tx, |text| traces.is_address(text), |text| traces.are_in(text), |text| traces.taken_out_of(text)).await
}

/// Erases what events say, chain by chain, each with an event that says so. `anyway`: the chain of no account gets one in any case.
async fn erase_events(ctx: &mut WriteContext<'_>, search: Search<'_>, because: &str, anyway: bool) -> Result<i64, Failure> {
    let user = search.user().clone();
    let mut chains: BTreeMap<String, Vec<(EventText, Concern)>> = BTreeMap::new();
    for (event, concern) in search.run(ctx.tx).await? {
        if let Some(chain) = event.chain.clone() {
            chains.entry(chain).or_default().push((event, concern));
        }
    }
    if anyway {
        chains.entry(NO_ACCOUNT.to_owned()).or_default();
    }
    let mut all = 0;
    for (chain, events) in chains {
        audit_erasure::lock(ctx.tx, &chain).await?;
        let (erasure, mut lost) = (ctx.ids.next(ctx.now), 0);
        for (event, concern) in &events {
            match audit_erasure::erase(ctx.tx, &event.id, &concern.erased(), &erasure).await? {
                Loss::Values(values) => lost += values,
                Loss::NotSealed => return Err(Failure::NotSealed),
            }
        }
        if lost > 0 || (anyway && chain == NO_ACCOUNT) {
            append(ctx, &chain, &erasure, &user, lost, because).await?;
        }
        all += lost;
    }
    Ok(all)
}

async fn append(ctx: &mut WriteContext<'_>, chain: &str, id: &str, user: &UserId, values: i64, because: &str) -> Result<(), StoreError> {
    let account = (chain != NO_ACCOUNT).then(|| AccountId::new(chain));
    let event = Event {
        account: account.as_ref(),
        author: Author::Operator,
        action: AuditAction::PersonErased,
        subject: user.as_str(),
        before: None,
        after: Some(json!({"values": values})),
        because: Some(because),
    };
    audit_events::append(ctx.tx, id, ctx.now, ctx.request_id, event).await
}

/// What has to be done first, by whom.
fn refusal(blocked: &Blocked) -> String {
    let account = &blocked.account;
    let mut text = format!("They belong to {account}, which would be left without what it needs. First:");
    for it in &blocked.blockers {
        let _ = write!(text, "\n  {}: {}", it.as_str(), first(*it));
    }
    text
}

fn first(blocker: Blocker) -> &'static str {
    match blocker {
        Blocker::FulfilmentContact => "an administrator of the account ends their designation as a Fulfilment Contact.",
        Blocker::LastFulfilmentContact => {
            "an administrator of the account designates another Fulfilment Contact, then ends this designation."
        }
        Blocker::LastAdministrator => "make somebody else an administrator: domicile-directory support name-admin.",
        Blocker::DirectoryManaged => "the company's own IT removes them from its directory.",
        Blocker::InsufficientRank | Blocker::AssignedLicence | Blocker::CheckedOutLicence => {
            "an administrator of the account removes them."
        }
    }
}
