//! Offers to take somebody over: how they look to either side, and whether they still hold. Which step may follow which is decided in
//! `domicile-model`. The account that offers never learns which account is left, and the one that is left never learns who offered: what
//! happens on one side is written into the other's history under a request id of its own, by the service, without a name.

pub(crate) mod end;
pub(crate) mod offer;

use crate::problem::{Code, Problem};
use crate::service::WriteContext;
use crate::store::accounts::{self, Account};
use crate::store::audit_events::Author;
use crate::store::transfers::{self, TransferRecord};
use crate::store::{Tx, users};
use domicile_model::id::UserId;
use domicile_model::person::rank;
use domicile_model::transfer::{OfferFacts, TransferEvent, TransferState, apply, holds};
use domicile_model::wire;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// How long the person goes on seeing an accepted offer that has ended.
const SHOWN_AFTER_END: SignedDuration = SignedDuration::from_hours(30 * 24);

pub(crate) fn gone() -> Problem {
    Problem::internal(&"an offer names somebody who is not there")
}

/// The offer as it stands at `now`.
pub(crate) fn as_of(it: &TransferRecord, now: Timestamp) -> TransferRecord {
    let state = apply(it.state, TransferEvent::TimePassed { now, expires: it.expires }).unwrap_or(it.state);
    let ended = if state == it.state { it.ended } else { Some(it.expires) };
    TransferRecord { state, ended, ..it.clone() }
}

/// Whether everything that the offer stands on is still there.
pub(crate) async fn still_holds(tx: &mut Tx, it: &TransferRecord, account: &Account) -> Result<bool, Problem> {
    let who = users::get(tx, &it.offered_by).await?.filter(|who| who.account.as_ref().is_some_and(|at| at.id == account.id));
    let offered_by = who.filter(|who| !who.is_locked()).map(|who| rank(&who.roles));
    Ok(holds(&OfferFacts { offered_by, federation: account.federation, roles: &it.roles }))
}

/// As the account that made it sees it.
pub(crate) async fn to_wire(tx: &mut Tx, it: TransferRecord) -> Result<wire::Transfer, Problem> {
    let offered_by = users::get(tx, &it.offered_by).await?.ok_or_else(gone)?.to_person();
    Ok(wire::Transfer {
        id: it.id,
        email: it.email,
        state: it.state,
        offered_by,
        roles: it.roles,
        country: it.country,
        offered: it.offered,
        expires: it.expires,
        ended: it.ended,
    })
}

/// As the person sees it.
pub(crate) async fn to_offer(tx: &mut Tx, it: TransferRecord) -> Result<wire::Offer, Problem> {
    let account = accounts::get(tx, &it.account).await?.ok_or_else(gone)?.to_ref();
    Ok(wire::Offer { id: it.id, account, state: it.state, roles: it.roles, country: it.country, offered: it.offered, expires: it.expires })
}

/// What the person sees: offers that wait, the accepted one, and the last accepted one that ended otherwise than by their own word.
pub(crate) async fn of_person(tx: &mut Tx, user: &UserId, now: Timestamp) -> Result<Vec<wire::Offer>, Problem> {
    let mut found: Vec<TransferRecord> = transfers::open_of_user(tx, user).await?;
    found.retain(|it| as_of(it, now).state.is_open());
    let since = now.saturating_sub(SHOWN_AFTER_END).unwrap_or(Timestamp::MIN);
    found.extend(transfers::last_accepted(tx, user, since).await?);
    let mut offers = Vec::with_capacity(found.len());
    for it in found {
        offers.push(to_offer(tx, it).await?);
    }
    Ok(offers)
}

/// Writes what became of an offer: its row, and an event in the history of the account that made it. `author`: `None` where it is not one of
/// that account's administrators; then the event stands apart from the request at hand.
pub(crate) async fn write(
    ctx: &mut WriteContext<'_>,
    after: &TransferRecord,
    from: TransferState,
    author: Option<&UserId>,
    action: &'static str,
) -> Result<(), Problem> {
    if !transfers::write_state(ctx.tx, after, from).await? {
        return Err(Problem::new(Code::Busy).retry_after(1));
    }
    let step = (json!({"state": from}), json!({"state": after.state}));
    match author {
        Some(actor) => ctx.record_step(Some(&after.account), Author::User(actor), action, after.id.as_str(), step, None).await?,
        None => {
            let apart = ctx.ids.next(ctx.now);
            let mut theirs = ctx.under_own_request_id(&apart);
            theirs.record_step(Some(&after.account), Author::System, action, after.id.as_str(), step, None).await?;
        }
    }
    ctx.tell(&after.user).await?;
    ctx.tell_administrators(&after.account).await
}
