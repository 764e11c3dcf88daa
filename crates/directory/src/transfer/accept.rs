//! The person accepts an offer: their request to leave is filed with the old account in the same transaction, as an ordinary one. Who
//! belongs to no account moves at once.

use super::end::record_own;
use super::{judge, release, still_holds, to_offer, write};
use crate::mail::not_me::WasNotMe;
use crate::mail::{Letter, Recipient};
use crate::problem::{Code, Problem};
use crate::removal;
use crate::removal::file::{file, whole_milliseconds};
use crate::removal::settle::{Whose, settle};
use crate::service::{Act, Answer, Change};
use crate::store::transfers::{self, Stored};
use crate::store::{accounts, removal_requests, users};
use axum::http::StatusCode;
use domicile_model::id::{TransferId, UserId};
use domicile_model::transfer::{TransferEvent, apply};
use domicile_model::wire;

/// Accepts an offer.
pub(crate) struct Accept {
    pub(crate) user: UserId,
    pub(crate) id: TransferId,
}

impl Change for Accept {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let known = transfers::get(act.tx, &self.id).await?.filter(|it| it.user == self.user).ok_or_else(not_found)?;
        let user = users::get_for_change_among(act.tx, &self.user, &[known.account]).await?.ok_or_else(not_found)?;
        settle(act, &Whose::User(self.user.clone())).await?;
        let before = judge(&transfers::get(act.tx, &self.id).await?.ok_or_else(not_found)?, act.now);
        let Ok(state) = apply(before.state, TransferEvent::Accepted) else {
            let closed = to_offer(act.tx, before).await?;
            return Err(Problem::new(Code::OfferClosed).fact("offer", &closed));
        };
        if let Some(other) = transfers::accepted_of_user(act.tx, &user.id).await? {
            let other = to_offer(act.tx, other).await?;
            return Err(Problem::new(Code::OfferAlreadyAccepted).fact("offer", &other));
        }
        let account = accounts::get(act.tx, &before.account).await?.ok_or_else(not_found)?;
        if !still_holds(act.tx, &before, &account).await? {
            return Err(Problem::new(Code::OfferNoLongerValid));
        }
        let mut after = Stored { state, accepted: Some(whole_milliseconds(act.now)), ..before.clone() };
        let request = match &user.account {
            // Who has asked already need not ask twice.
            Some(_) => match removal_requests::open_of_user(act.tx, &user.id).await? {
                Some(open) => Some(open),
                None => Some(file(act, &user, None, None, None).await?),
            },
            None => None,
        };
        after.request = request.as_ref().map(|it| it.id.clone());
        write(act, &after, before.state, None, "transfer.accepted").await?;
        record_own(act, &after, "transfer.accepted", None).await?;
        let request = match request {
            Some(it) => {
                let link = act.not_me(&WasNotMe::Accepted(after.id.clone()), &user.id).await?;
                act.mail(&Recipient::person(&user), Letter::ConfirmAccepted { link: &link }).await?;
                Some(removal::to_wire(act.tx, it).await?)
            }
            None => {
                release::released(act, &user.id).await?;
                None
            }
        };
        let after = transfers::get(act.tx, &self.id).await?.ok_or_else(not_found)?;
        let offer = to_offer(act.tx, after).await?;
        Answer::done(StatusCode::OK, &wire::AcceptedOffer { offer, request })
    }
}
