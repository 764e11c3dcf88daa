//! How an offer ends without the person moving: declined, revoked, over, or its request ended.

use super::{judge, to_offer, to_wire, write};
use crate::mail::{Letter, Recipient};
use crate::person::access::administrator_of;
use crate::problem::{Code, Problem};
use crate::removal::file::whole_milliseconds;
use crate::removal::withdraw;
use crate::service::{Act, Answer, Change};
use crate::store::audit::{Author, Event};
use crate::store::transfers::{self, Stored};
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

impl Change for Decline {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let it = decline(act, &self.user, &self.id, None).await?;
        Answer::done(StatusCode::OK, &to_offer(act.tx, it).await?)
    }
}

/// Declines, or takes an acceptance back.
pub(crate) async fn decline(act: &mut Act<'_>, user: &UserId, id: &TransferId, because: Option<&str>) -> Result<Stored, Problem> {
    let not_found = || Problem::new(Code::NotFound);
    let known = transfers::get(act.tx, id).await?.filter(|it| it.user == *user).ok_or_else(not_found)?;
    users::get_for_change_among(act.tx, user, &[known.account]).await?.ok_or_else(not_found)?;
    let before = judge(&transfers::get(act.tx, id).await?.ok_or_else(not_found)?, act.now);
    if before.state == TransferState::Declined {
        return Ok(before);
    }
    let Ok(state) = apply(before.state, TransferEvent::Declined) else {
        let closed = to_offer(act.tx, before).await?;
        return Err(Problem::new(Code::OfferClosed).fact("offer", &closed));
    };
    let after = Stored { state, ended: Some(whole_milliseconds(act.now)), ..before.clone() };
    write(act, &after, before.state, None, "transfer.declined").await?;
    record_own(act, &after, "transfer.declined", because).await?;
    if let (TransferState::Accepted, Some(request)) = (before.state, &before.request) {
        withdraw::withdraw(act, user, request, because).await?;
    }
    Ok(after)
}

/// What the person did themselves, in the history that no account reads.
pub(super) async fn record_own(act: &mut Act<'_>, it: &Stored, action: &'static str, because: Option<&str>) -> Result<(), Problem> {
    act.record(Event {
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

impl Change for Revoke {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        administrator_of(act.tx, &self.actor, &self.account).await?;
        let known = transfers::get(act.tx, &self.id).await?.filter(|it| it.account == self.account).ok_or_else(not_found)?;
        let user = users::get_for_change_among(act.tx, &known.user, std::slice::from_ref(&self.account)).await?;
        let user = user.ok_or_else(not_found)?;
        let actor = administrator_of(act.tx, &self.actor, &self.account).await?;
        let before = judge(&transfers::get(act.tx, &self.id).await?.ok_or_else(not_found)?, act.now);
        if before.state == TransferState::Revoked {
            return Answer::done(StatusCode::OK, &to_wire(act.tx, before).await?);
        }
        let Ok(state) = apply(before.state, TransferEvent::Revoked) else {
            let closed = to_wire(act.tx, before).await?;
            return Err(Problem::new(Code::OfferClosed).fact("transfer", &closed));
        };
        let after = Stored { state, ended: Some(whole_milliseconds(act.now)), ..before.clone() };
        write(act, &after, before.state, Some(&actor.id), "transfer.revoked").await?;
        if before.state == TransferState::Accepted {
            act.mail(&Recipient::person(&user), Letter::OfferRevoked).await?;
        }
        Answer::done(StatusCode::OK, &to_wire(act.tx, after).await?)
    }
}

/// The person's request to leave ended otherwise than fulfilled: so does the acceptance.
pub(crate) async fn request_ended(act: &mut Act<'_>, user: &UserId) -> Result<(), Problem> {
    let Some(before) = transfers::accepted_of_user(act.tx, user).await? else { return Ok(()) };
    let Ok(state) = apply(before.state, TransferEvent::RequestEnded) else { return Ok(()) };
    let after = Stored { state, ended: Some(whole_milliseconds(act.now)), ..before.clone() };
    write(act, &after, before.state, None, "transfer.ended").await
}

/// Writes off an offer whose time is over; nothing where it is not.
pub(crate) async fn expire(act: &mut Act<'_>, before: &Stored) -> Result<(), Problem> {
    let after = judge(before, act.now);
    if after.state == before.state {
        return Ok(());
    }
    write(act, &after, before.state, None, "transfer.expired").await
}
