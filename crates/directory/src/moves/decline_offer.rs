//! The person declines an offer, or takes their acceptance back, and with it the request to leave that it led to.

use crate::problem::{Code, Problem};
use crate::removal::withdraw;
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::columns::db_time;
use crate::store::transfers::{self, TransferRecord};
use crate::store::users;
use crate::transfer::end::record_own;
use crate::transfer::{as_of, to_offer};
use crate::transition::transition_unseen;
use domicile_model::id::{TransferId, UserId};
use domicile_model::transfer::{TransferEvent, TransferState, apply};
use domicile_model::wire;

/// The person says no, or takes their acceptance back, and with it the request that it led to.
pub(crate) struct DeclineOffer {
    pub(crate) user: UserId,
    pub(crate) id: TransferId,
}

impl UseCase for DeclineOffer {
    type Output = wire::Offer;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Offer>, Problem> {
        let it = decline(ctx, &self.user, &self.id, None).await?;
        Ok(Outcome::Done(to_offer(ctx.tx, it).await?))
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
    transition_unseen(ctx, (&before, &after), AuditAction::TransferDeclined).await?;
    record_own(ctx, &after, AuditAction::TransferDeclined, because).await?;
    if let (TransferState::Accepted, Some(request)) = (before.state, &before.request) {
        withdraw::withdraw(ctx, user, request, because).await?;
    }
    Ok(after)
}
