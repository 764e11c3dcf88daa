//! The person accepts an offer: their request to leave is filed with the old account in the same transaction, as an ordinary one. Who
//! belongs to no account moves at once.

use super::complete;
use crate::mail::dispute_link::DisputedStep;
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::{Code, Problem};
use crate::removal;
use crate::removal::expiry::{RequestsOf, bring_up_to_date};
use crate::removal::submit::submit;
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::columns::db_time;
use crate::store::transfers::{self, TransferRecord};
use crate::store::{accounts, removal_requests, users};
use crate::transfer::end::record_own;
use crate::transfer::{as_of, still_holds, to_offer};
use crate::transition::transition_unseen;
use domicile_model::id::{TransferId, UserId};
use domicile_model::transfer::{TransferEvent, apply};
use domicile_model::wire;

/// Accepts an offer.
pub(crate) struct AcceptOffer {
    pub(crate) user: UserId,
    pub(crate) id: TransferId,
}

impl UseCase for AcceptOffer {
    type Output = wire::AcceptedOffer;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::AcceptedOffer>, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let known = transfers::get(ctx.tx, &self.id).await?.filter(|it| it.user == self.user).ok_or_else(not_found)?;
        let user = users::get_for_change_among(ctx.tx, &self.user, &[known.account]).await?.ok_or_else(not_found)?;
        bring_up_to_date(ctx, &RequestsOf::User(self.user.clone())).await?;
        let before = as_of(&transfers::get(ctx.tx, &self.id).await?.ok_or_else(not_found)?, ctx.now);
        let Ok(state) = apply(before.state, TransferEvent::Accepted) else {
            let closed = to_offer(ctx.tx, before).await?;
            return Err(Problem::new(Code::OfferClosed).extension("offer", &closed));
        };
        if let Some(other) = transfers::accepted_of_user(ctx.tx, &user.id).await? {
            let other = to_offer(ctx.tx, other).await?;
            return Err(Problem::new(Code::OfferAlreadyAccepted).extension("offer", &other));
        }
        let account = accounts::get(ctx.tx, &before.account).await?.ok_or_else(not_found)?;
        if !still_holds(ctx.tx, &before, &account).await? {
            return Err(Problem::new(Code::OfferNoLongerValid));
        }
        let mut after = TransferRecord { state, accepted: Some(db_time(ctx.now)), ..before.clone() };
        let request = match &user.account {
            // Who has asked already need not ask twice.
            Some(_) => match removal_requests::open_of_user(ctx.tx, &user.id).await? {
                Some(open) => Some(open),
                None => Some(submit(ctx, &user, None, None, None).await?),
            },
            None => None,
        };
        after.request = request.as_ref().map(|it| it.id.clone());
        transition_unseen(ctx, (&before, &after), AuditAction::TransferAccepted).await?;
        record_own(ctx, &after, AuditAction::TransferAccepted, None).await?;
        let request = match request {
            Some(it) => {
                let link = ctx.dispute_link(&DisputedStep::Accepted(after.id.clone()), &user.id).await?;
                ctx.mail(
                    &Recipient::person(&user),
                    Letter::ConfirmAccepted { link: &link },
                    Occasion::of_person(&user.id, after.id.as_str()),
                )
                .await?;
                Some(removal::to_wire(ctx.tx, it).await?)
            }
            None => {
                complete::complete_after_release(ctx, &user.id).await?;
                None
            }
        };
        let after = transfers::get(ctx.tx, &self.id).await?.ok_or_else(not_found)?;
        let offer = to_offer(ctx.tx, after).await?;
        Ok(Outcome::Done(wire::AcceptedOffer { offer, request }))
    }
}
