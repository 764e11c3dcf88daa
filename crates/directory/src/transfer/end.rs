//! How an offer ends without the person's own word: revoked, over, or its request ended.

use super::{as_of, to_wire};
use crate::authorisation::Locked;
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::columns::db_time;
use crate::store::transfers::{self, TransferRecord};
use crate::store::users;
use crate::transition::{transition, transition_unseen};
use domicile_model::id::{AccountId, TransferId, UserId};
use domicile_model::transfer::{TransferEvent, TransferState, apply};
use domicile_model::wire;
use serde_json::json;

/// What the person did themselves, in the history that no account reads.
pub(crate) async fn record_own(
    ctx: &mut WriteContext<'_>,
    it: &TransferRecord,
    action: AuditAction,
    because: Option<&str>,
) -> Result<(), Problem> {
    ctx.record(Event {
        account: None,
        author: Author::User(&it.user),
        action,
        subject: it.id.as_str(),
        before: None,
        after: Some(json!({"state": it.state})),
        because,
    })
    .await
}

/// The account revokes its offer. A request that accepting it led to stays the person's own, and they are told.
pub(crate) struct Revoke {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) id: TransferId,
}

impl UseCase for Revoke {
    type Output = wire::Transfer;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Transfer>, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let checked = ctx.as_administrator(&self.actor, &self.account).await?;
        let known = transfers::get(ctx.tx, &self.id).await?.filter(|it| it.account == self.account).ok_or_else(not_found)?;
        let (Locked { actor, .. }, user) = checked.lock_person(ctx, &known.user).await?;
        let user = user.ok_or_else(not_found)?;
        let before = as_of(&transfers::get(ctx.tx, &self.id).await?.ok_or_else(not_found)?, ctx.now);
        if before.state == TransferState::Revoked {
            return Ok(Outcome::Done(to_wire(ctx.tx, before).await?));
        }
        let Ok(state) = apply(before.state, TransferEvent::Revoked) else {
            let closed = to_wire(ctx.tx, before).await?;
            return Err(Problem::new(Code::OfferClosed).extension("transfer", &closed));
        };
        let after = TransferRecord { state, ended: Some(db_time(ctx.now)), ..before.clone() };
        transition(ctx, Author::User(&actor.id), (&before, &after), AuditAction::TransferRevoked, None).await?;
        if before.state == TransferState::Accepted {
            ctx.mail(&Recipient::person(&user), Letter::OfferRevoked, Occasion::of_account(&after.account, after.id.as_str())).await?;
        }
        Ok(Outcome::Done(to_wire(ctx.tx, after).await?))
    }
}

/// The account that made the offer is closed: there is nothing to join any more. Whoever accepted it is told; their request stays theirs.
pub(crate) async fn end_by_closing(ctx: &mut WriteContext<'_>, author: Author<'_>, before: &TransferRecord) -> Result<(), Problem> {
    let Ok(state) = apply(before.state, TransferEvent::Revoked) else { return Ok(()) };
    let after = TransferRecord { state, ended: Some(db_time(ctx.now)), ..before.clone() };
    transition(ctx, author, (before, &after), AuditAction::TransferRevoked, None).await?;
    if before.state == TransferState::Accepted
        && let Some(user) = users::get(ctx.tx, &before.user).await?
    {
        ctx.mail(&Recipient::person(&user), Letter::OfferRevoked, Occasion::of_account(&after.account, after.id.as_str())).await?;
    }
    Ok(())
}

/// The person's request to leave ended otherwise than fulfilled: so does the acceptance.
pub(crate) async fn end_acceptance(ctx: &mut WriteContext<'_>, user: &UserId) -> Result<(), Problem> {
    let Some(before) = transfers::accepted_of_user(ctx.tx, user).await? else { return Ok(()) };
    let Ok(state) = apply(before.state, TransferEvent::RequestEnded) else { return Ok(()) };
    let after = TransferRecord { state, ended: Some(db_time(ctx.now)), ..before.clone() };
    transition_unseen(ctx, (&before, &after), AuditAction::TransferEnded).await
}

/// Writes off an offer whose time is over; nothing where it is not.
pub(crate) async fn expire(ctx: &mut WriteContext<'_>, before: &TransferRecord) -> Result<(), Problem> {
    let after = as_of(before, ctx.now);
    if after.state == before.state {
        return Ok(());
    }
    transition_unseen(ctx, (before, &after), AuditAction::TransferExpired).await
}

/// The person has joined an account: its own offer, if there is one, has nothing left to offer.
pub(crate) async fn end_on_joining(ctx: &mut WriteContext<'_>, user: &UserId, account: &AccountId) -> Result<(), Problem> {
    let Some(before) = transfers::open_between(ctx.tx, account, user).await? else { return Ok(()) };
    // An accepted one is being carried out.
    if before.state == TransferState::Offered
        && let Ok(state) = apply(TransferState::Offered, TransferEvent::TimePassed { now: ctx.now, expires: ctx.now })
    {
        let after = TransferRecord { state, ended: Some(db_time(ctx.now)), ..before.clone() };
        transition_unseen(ctx, (&before, &after), AuditAction::TransferEnded).await?;
    }
    Ok(())
}

/// The person is erased: whatever was offered to them, accepted or not, has nobody to go to.
pub(crate) async fn end_of_erased(ctx: &mut WriteContext<'_>, user: &UserId) -> Result<(), Problem> {
    for before in transfers::open_of_user(ctx.tx, user).await? {
        let over = match before.state {
            TransferState::Accepted => TransferEvent::RequestEnded,
            TransferState::Offered
            | TransferState::Completed
            | TransferState::Declined
            | TransferState::Revoked
            | TransferState::Expired
            | TransferState::NoLongerValid => TransferEvent::TimePassed { now: ctx.now, expires: ctx.now },
        };
        if let Ok(state) = apply(before.state, over) {
            let after = TransferRecord { state, ended: Some(db_time(ctx.now)), ..before.clone() };
            transition_unseen(ctx, (&before, &after), AuditAction::TransferEnded).await?;
        }
    }
    Ok(())
}
