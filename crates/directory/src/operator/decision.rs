//! How something that an order system asks for is done: in one transaction, done again as a whole while others are in its way, at most once
//! per idempotency key. Those who listen at this instance hear of it once it lasts.

use super::act::act;
use super::record_key::{record_json, tag};
use super::{Act, Change, Effect, Precondition, RecordKey, Refusal, Source, administrator};
use crate::mail::delivery;
use crate::problem::{Code, Problem};
use crate::service::{Service, WriteContext, again_while_busy};
use crate::store::operator_answers::{self, OperatorAnswer};
use domicile_model::email::Email;
use domicile_model::id::AccountId;
use domicile_model::operator::Row;
use domicile_model::wire::{NamedAdministrator, ShownInvitation};
use serde_json::Value;
use std::future::Future;

/// Something that an order system asks for.
pub(crate) trait Decision: Sync {
    /// Does it, within the change. May be called again after a conflict.
    fn decide(&self, change: &mut Change<'_, '_>) -> impl Future<Output = Result<Decided, Refusal>> + Send;
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Decided {
    pub(crate) effect: Effect,
    /// What whoever asked is answered.
    pub(crate) body: Value,
    /// The same as it may be kept for a repetition, where it holds something that is shown once.
    pub(crate) replay_body: Option<Value>,
    /// The record's tag, where it still is there.
    pub(crate) tag: Option<String>,
}

/// Who asks, and why.
#[derive(Debug, Clone)]
pub(crate) struct DecisionRequest {
    /// What the client is called where something of it is kept.
    pub(crate) client: String,
    /// On whose behalf.
    pub(crate) source: Source,
    /// Finds the log lines.
    pub(crate) request_id: String,
    /// `Idempotency-Key`, with the hash of method, path and body.
    pub(crate) idempotency: Option<(String, String)>,
    /// Why, for the record.
    pub(crate) because: Option<String>,
}

/// What a request is answered with.
#[derive(Debug)]
pub(crate) struct DecisionAnswer {
    pub(crate) effect: Effect,
    pub(crate) body: Value,
    pub(crate) tag: Option<String>,
    /// It was given before, under the same idempotency key.
    pub(crate) replayed: bool,
}

impl Service {
    /// Does what an order system asks for.
    pub(crate) async fn decide<D: Decision>(&self, request: &DecisionRequest, decision: &D) -> Result<DecisionAnswer, Problem> {
        let attempt = || self.try_decide(request, decision);
        match again_while_busy(attempt).await {
            // Done or not, the key finds out.
            Err(problem) if problem.is_uncertain() && request.idempotency.is_some() => again_while_busy(attempt).await,
            other => other,
        }
    }

    async fn try_decide<D: Decision>(&self, request: &DecisionRequest, decision: &D) -> Result<DecisionAnswer, Problem> {
        let now = self.now();
        let mut tx = self.dependencies().store.write().await?;
        operator_answers::take_turn(&mut tx).await?;
        if let Some((key, hash)) = &request.idempotency
            && let Some(before) = operator_answers::get(&mut tx, &request.client, key, now).await?
        {
            return if before.request_hash == *hash { repeat(&before) } else { Err(Problem::new(Code::KeyReused)) };
        }
        let service_url = self.url();
        let mut ctx = WriteContext::new(&mut tx, now, self.ids(), &request.request_id, service_url);
        let mut change = Change::new(&mut ctx, &request.source, request.because.as_deref());
        // A refusal undoes everything, and is not kept.
        let decided = decision.decide(&mut change).await?;
        change.finish().await?;
        let notices = std::mem::take(&mut ctx.notices);
        if let Some((key, hash)) = &request.idempotency {
            let answer = OperatorAnswer {
                request_hash: hash.clone(),
                effect: decided.effect.as_str().to_owned(),
                tag: decided.tag.clone(),
                body: decided.replay_body.as_ref().unwrap_or(&decided.body).to_string(),
            };
            operator_answers::put(&mut tx, &request.client, key, &answer, now).await?;
        }
        tx.commit().await?;
        self.publish(&notices);
        Ok(DecisionAnswer { effect: decided.effect, body: decided.body, tag: decided.tag, replayed: false })
    }
}

fn repeat(before: &OperatorAnswer) -> Result<DecisionAnswer, Problem> {
    match (Effect::parse(&before.effect), serde_json::from_str(&before.body)) {
        (Some(effect), Ok(body)) => Ok(DecisionAnswer { effect, body, tag: before.tag.clone(), replayed: true }),
        _ => Err(Problem::internal(&"an answer that was kept cannot be read")),
    }
}

/// The record is to be so.
pub(crate) struct PutRecord {
    pub(crate) key: RecordKey,
    pub(crate) row: Row,
    pub(crate) precondition: Precondition,
}

impl Decision for PutRecord {
    async fn decide(&self, change: &mut Change<'_, '_>) -> Result<Decided, Refusal> {
        if let Some(account) = self.key.within() {
            need_account(change, account).await?;
        }
        if !self.precondition.is_none() {
            let to = if let Row::Person(it) = &self.row { it.account.as_ref() } else { None };
            self.key.lock(change, to).await?;
            let before = current(change, &self.key).await?;
            self.precondition.check(before.as_ref().map(|it| it.1.as_str()))?;
        }
        let effect = act(change, &Act::Put(self.row.clone())).await?;
        let (body, tag) = current(change, &self.key).await?.ok_or_else(|| Problem::internal(&"what was written is not there"))?;
        Ok(Decided { effect, body, replay_body: None, tag: Some(tag) })
    }
}

/// The record ends: closed, freed, retired, released, as its kind does.
pub(crate) struct EndRecord {
    pub(crate) key: RecordKey,
    pub(crate) precondition: Precondition,
}

impl Decision for EndRecord {
    async fn decide(&self, change: &mut Change<'_, '_>) -> Result<Decided, Refusal> {
        if !self.precondition.is_none() {
            self.key.lock(change, None).await?;
        }
        let Some((before, tag)) = current(change, &self.key).await? else {
            self.precondition.check(None)?;
            return Err(Problem::new(Code::NotFound).into());
        };
        self.precondition.check(Some(&tag))?;
        let effect = act(change, &self.key.end()).await?;
        Ok(match current(change, &self.key).await? {
            Some((body, tag)) => Decided { effect, body, replay_body: None, tag: Some(tag) },
            // What was ended is answered as it was.
            None => Decided { effect, body: before, replay_body: None, tag: None },
        })
    }
}

/// A closed account opens again.
pub(crate) struct Reopen {
    pub(crate) account: AccountId,
}

impl Decision for Reopen {
    async fn decide(&self, change: &mut Change<'_, '_>) -> Result<Decided, Refusal> {
        need_account(change, &self.account).await?;
        let effect = act(change, &Act::ReopenAccount(self.account.clone())).await?;
        let (body, tag) = need_account(change, &self.account).await?;
        Ok(Decided { effect, body, replay_body: None, tag: Some(tag) })
    }
}

/// Somebody is to be an administrator of the account, which has nobody who could name one.
pub(crate) struct NameAdministrator {
    pub(crate) account: AccountId,
    pub(crate) email: Email,
    pub(crate) name: Option<String>,
}

impl Decision for NameAdministrator {
    async fn decide(&self, change: &mut Change<'_, '_>) -> Result<Decided, Refusal> {
        need_account(change, &self.account).await?;
        let mailed = delivery::has_server(change.ctx.tx).await?;
        let named = administrator::name(change, &self.account, &self.email, self.name.clone(), mailed).await?;
        // What is answered acts: it is for the person, and is not kept anywhere.
        let shown = named.invited.filter(|_| !mailed);
        let shown = shown.map(|it| ShownInvitation { id: it.id.to_string(), link: it.link, code: it.code });
        let told = |invitation| {
            let answer = NamedAdministrator { person: named.user.id.to_string(), mailed, invitation };
            serde_json::to_value(answer).map_err(|error| Problem::internal(&error))
        };
        Ok(Decided { effect: Effect::Changed, replay_body: Some(told(None)?), body: told(shown)?, tag: None })
    }
}

/// The account as it is, where the address names it.
async fn need_account(change: &mut Change<'_, '_>, id: &AccountId) -> Result<(Value, String), Refusal> {
    let found = current(change, &RecordKey::Account(id.clone())).await?;
    found.ok_or_else(|| Problem::new(Code::NotFound).into())
}

/// The record and its tag.
async fn current(change: &mut Change<'_, '_>, key: &RecordKey) -> Result<Option<(Value, String)>, Problem> {
    let Some(record) = key.find(change.ctx.tx).await? else { return Ok(None) };
    let body = record_json(&record)?;
    let tag = tag(&body);
    Ok(Some((body, tag)))
}
