//! How an offer ends without the person moving: declined, revoked, over, or its request ended.

use super::{as_of, to_offer, to_wire, write};
use crate::authorisation::administrator_of;
use crate::mail::{Letter, Recipient};
use crate::problem::{Code, Problem};
use crate::removal::withdraw;
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_events::{Author, Event};
use crate::store::columns::db_time;
use crate::store::transfers::{self, TransferRecord};
use crate::store::users;
use axum::http::StatusCode;
use domicile_model::id::{AccountId, TransferId, UserId};
use domicile_model::transfer::{TransferEvent, TransferState, apply};
use serde_json::json;

/// The person says no, or takes their acceptance back, and with it the request that it led to.
pub(crate) struct Decline {
    pub(crate) user: UserId,
    pub(crate) id: TransferId,
}

impl UseCase for Decline {
    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome, Problem> {
        let it = decline(ctx, &self.user, &self.id, None).await?;
        Outcome::done(StatusCode::OK, &to_offer(ctx.tx, it).await?)
    }
}

/// Declines, or takes an acceptance back.
pub(crate) async fn decline(
    ctx: &mut WriteContext<'_>,
    user: &UserId,
    id: &TransferId,
    because: Option<&str>,
) -> Result<TransferRecord, Problem> {
    let not_found = || Problem::new(Code::NotFound);
    let known = transfers::get(ctx.tx, id).await?.filter(|it| it.user == *user).ok_or_else(not_found)?;
    users::get_for_change_among(ctx.tx, user, &[known.account]).await?.ok_or_else(not_found)?;
    let before = as_of(&transfers::get(ctx.tx, id).await?.ok_or_else(not_found)?, ctx.now);
    if before.state == TransferState::Declined {
        return Ok(before);
    }
    let Ok(state) = apply(before.state, TransferEvent::Declined) else {
        let closed = to_offer(ctx.tx, before).await?;
        return Err(Problem::new(Code::OfferClosed).extension("offer", &closed));
    };
    let after = TransferRecord { state, ended: Some(db_time(ctx.now)), ..before.clone() };
    write(ctx, &after, before.state, None, "transfer.declined").await?;
    record_own(ctx, &after, "transfer.declined", because).await?;
    if let (TransferState::Accepted, Some(request)) = (before.state, &before.request) {
        withdraw::withdraw(ctx, user, request, because).await?;
    }
    Ok(after)
}

/// What the person did themselves, in the history that no account reads.
pub(super) async fn record_own(
    ctx: &mut WriteContext<'_>,
    it: &TransferRecord,
    action: &'static str,
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

/// The account takes its offer back. A request that accepting it led to stays the person's own, and they are told.
pub(crate) struct Revoke {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) id: TransferId,
}

impl UseCase for Revoke {
    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        administrator_of(ctx.tx, &self.actor, &self.account).await?;
        let known = transfers::get(ctx.tx, &self.id).await?.filter(|it| it.account == self.account).ok_or_else(not_found)?;
        let user = users::get_for_change_among(ctx.tx, &known.user, std::slice::from_ref(&self.account)).await?;
        let user = user.ok_or_else(not_found)?;
        let actor = administrator_of(ctx.tx, &self.actor, &self.account).await?;
        let before = as_of(&transfers::get(ctx.tx, &self.id).await?.ok_or_else(not_found)?, ctx.now);
        if before.state == TransferState::Revoked {
            return Outcome::done(StatusCode::OK, &to_wire(ctx.tx, before).await?);
        }
        let Ok(state) = apply(before.state, TransferEvent::Revoked) else {
            let closed = to_wire(ctx.tx, before).await?;
            return Err(Problem::new(Code::OfferClosed).extension("transfer", &closed));
        };
        let after = TransferRecord { state, ended: Some(db_time(ctx.now)), ..before.clone() };
        write(ctx, &after, before.state, Some(&actor.id), "transfer.revoked").await?;
        if before.state == TransferState::Accepted {
            ctx.mail(&Recipient::person(&user), Letter::OfferRevoked).await?;
        }
        Outcome::done(StatusCode::OK, &to_wire(ctx.tx, after).await?)
    }
}

/// The person's request to leave ended otherwise than fulfilled: so does the acceptance.
pub(crate) async fn request_ended(ctx: &mut WriteContext<'_>, user: &UserId) -> Result<(), Problem> {
    let Some(before) = transfers::accepted_of_user(ctx.tx, user).await? else { return Ok(()) };
    let Ok(state) = apply(before.state, TransferEvent::RequestEnded) else { return Ok(()) };
    let after = TransferRecord { state, ended: Some(db_time(ctx.now)), ..before.clone() };
    write(ctx, &after, before.state, None, "transfer.ended").await
}

/// Writes off an offer whose time is over; nothing where it is not.
pub(crate) async fn expire(ctx: &mut WriteContext<'_>, before: &TransferRecord) -> Result<(), Problem> {
    let after = as_of(before, ctx.now);
    if after.state == before.state {
        return Ok(());
    }
    write(ctx, &after, before.state, None, "transfer.expired").await
}
