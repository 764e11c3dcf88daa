//! One step of something whose state stands in one row: the row, the audit event and the notices, written together, so that none of them
//! can be forgotten. Which step may follow which is decided in `domicile-model`.

use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::{StoreError, Tx};
use domicile_model::id::{AccountId, UserId};
use serde_json::Value;
use std::future::Future;

/// Something whose state changes in one row.
pub(crate) trait StateRecord: Sync {
    fn id(&self) -> &str;
    /// The account whose record of events it is in, and whose administrators hear of it.
    fn account(&self) -> &AccountId;
    /// The person who hears of it.
    fn user(&self) -> &UserId;
    /// What an event says of it.
    fn facts(&self) -> Value;

    /// The same for what it has become.
    fn facts_after(&self) -> Value {
        self.facts()
    }

    /// Writes it where the row is still in the state of `before`; `false` where somebody else changed it in the meantime.
    fn write(&self, tx: &mut Tx, before: &Self) -> impl Future<Output = Result<bool, StoreError>> + Send;
}

/// Writes a step that the author took.
pub(crate) async fn transition<R: StateRecord>(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    (before, after): (&R, &R),
    action: AuditAction,
    because: Option<&str>,
) -> Result<(), Problem> {
    write(ctx, before, after).await?;
    ctx.record(event(author, before, after, action, because)).await?;
    tell(ctx, after).await
}

/// Writes a step in the history of an account that must not learn who took it: by the service, under a request id of its own.
pub(crate) async fn transition_unseen<R: StateRecord>(
    ctx: &mut WriteContext<'_>,
    (before, after): (&R, &R),
    action: AuditAction,
) -> Result<(), Problem> {
    write(ctx, before, after).await?;
    let own_request_id = ctx.ids.next(ctx.now);
    ctx.under_own_request_id(&own_request_id).record(event(Author::System, before, after, action, None)).await?;
    tell(ctx, after).await
}

async fn write<R: StateRecord>(ctx: &mut WriteContext<'_>, before: &R, after: &R) -> Result<(), Problem> {
    if after.write(ctx.tx, before).await? { Ok(()) } else { Err(Problem::busy()) }
}

fn event<'a, R: StateRecord>(author: Author<'a>, before: &R, after: &'a R, action: AuditAction, because: Option<&'a str>) -> Event<'a> {
    let (before, facts) = (Some(before.facts()), Some(after.facts_after()));
    Event { account: Some(after.account()), author, action, subject: after.id(), before, after: facts, because }
}

async fn tell<R: StateRecord>(ctx: &mut WriteContext<'_>, after: &R) -> Result<(), Problem> {
    ctx.tell(after.user()).await?;
    ctx.tell_administrators(after.account()).await
}
