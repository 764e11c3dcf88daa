//! Offers to take somebody over: how they look to either side, and whether they still hold. Which step may follow which is decided in
//! `domicile-model`. The account that offers never learns which account is left, and the one that is left never learns who offered: what
//! happens on one side is written into the other's history under a request id of its own, by the service, without a name.

pub(crate) mod end;
pub(crate) mod offer;

use crate::account_reader::AccountReader;
use crate::mail::delivery;
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::store::accounts::{self, Account};
use crate::store::transfers::{self, TransferRecord};
use crate::store::{StoreError, Tx, former_members, removal_requests, users};
use crate::transition::StateRecord;
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::rank;
use domicile_model::transfer::{OfferFacts, TransferEvent, TransferState, apply, holds};
use domicile_model::wire;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// How long the person goes on seeing an accepted offer that has ended.
const SHOWN_AFTER_END: SignedDuration = SignedDuration::from_hours(30 * 24);

pub(crate) fn dangling_reference() -> Problem {
    Problem::internal(&"an offer names somebody who is not there")
}

/// The offer as it stands at `now`.
pub(crate) fn as_of(it: &TransferRecord, now: Timestamp) -> TransferRecord {
    let state = apply(it.state, TransferEvent::TimePassed { now, expires: it.expires }).unwrap_or(it.state);
    let ended = if state == it.state { it.ended } else { Some(it.expires) };
    TransferRecord { state, ended, ..it.clone() }
}

/// The same for somebody who reads: an acceptance is over as soon as the time of the request that it led to is, whether that is written
/// or not.
pub(crate) async fn as_seen(tx: &mut Tx, it: &TransferRecord, now: Timestamp) -> Result<TransferRecord, Problem> {
    let it = as_of(it, now);
    let (TransferState::Accepted, Some(request)) = (it.state, &it.request) else { return Ok(it) };
    let over = removal_requests::get(tx, request).await?.filter(|it| it.state.is_open() && it.expires <= now);
    match (over, apply(it.state, TransferEvent::RequestEnded)) {
        (Some(request), Ok(state)) => Ok(TransferRecord { state, ended: Some(request.expires), ..it }),
        _ => Ok(it),
    }
}

/// Whether everything that the offer stands on is still there.
pub(crate) async fn still_holds(tx: &mut Tx, it: &TransferRecord, account: &Account) -> Result<bool, Problem> {
    let who = users::get(tx, &it.offered_by).await?.filter(|who| who.account.as_ref().is_some_and(|at| at.id == account.id));
    let offered_by = who.filter(|who| !who.is_locked()).map(|who| rank(&who.roles));
    Ok(holds(&OfferFacts { offered_by, federation: account.federation, roles: &it.roles }))
}

/// As the account that made it sees it.
pub(crate) async fn to_wire(tx: &mut Tx, it: TransferRecord) -> Result<wire::Transfer, Problem> {
    let offered_by = users::get(tx, &it.offered_by).await?.ok_or_else(dangling_reference)?;
    let offered_by = former_members::as_known_to(tx, &it.account, &offered_by).await?;
    let told = delivery::of(tx, it.id.as_str(), &["offer_waits"]).await?;
    Ok(wire::Transfer {
        id: it.id,
        email: it.email,
        state: it.state.into(),
        offered_by,
        roles: wire::words(it.roles),
        country: it.country,
        offered: it.offered,
        expires: it.expires,
        ended: it.ended,
        delivery: told,
    })
}

/// As the person sees it.
pub(crate) async fn to_offer(tx: &mut Tx, it: TransferRecord) -> Result<wire::Offer, Problem> {
    let account = accounts::get(tx, &it.account).await?.ok_or_else(dangling_reference)?.to_ref();
    let (state, roles) = (it.state.into(), wire::words(it.roles));
    Ok(wire::Offer { id: it.id, account, state, roles, country: it.country, offered: it.offered, expires: it.expires })
}

/// What the person sees: offers that wait, the accepted one, and the last accepted one that ended otherwise than by their own word.
pub(crate) async fn of_person(tx: &mut Tx, user: &UserId, now: Timestamp) -> Result<Vec<wire::Offer>, Problem> {
    let (mut found, mut ended) = (Vec::new(), None);
    for it in transfers::open_of_user(tx, user).await? {
        let it = as_seen(tx, &it, now).await?;
        if it.state.is_open() {
            found.push(it);
        } else if it.accepted.is_some() {
            ended = Some(it);
        }
    }
    if ended.is_none() {
        let since = now.saturating_sub(SHOWN_AFTER_END).unwrap_or(Timestamp::MIN);
        ended = transfers::last_accepted(tx, user, since).await?;
    }
    found.extend(ended);
    let mut offers = Vec::with_capacity(found.len());
    for it in found {
        offers.push(to_offer(tx, it).await?);
    }
    Ok(offers)
}

impl StateRecord for TransferRecord {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn account(&self) -> &AccountId {
        &self.account
    }

    fn user(&self) -> &UserId {
        &self.user
    }

    fn facts(&self) -> Value {
        json!({"state": self.state})
    }

    async fn write(&self, tx: &mut Tx, before: &Self) -> Result<bool, StoreError> {
        transfers::write_state(tx, self, before.state).await
    }
}

/// What the account's administrators see of its offers, newest first.
pub(crate) async fn of_account(reader: &mut AccountReader, page: &PageRequest, now: Timestamp) -> Result<wire::Transfers, Problem> {
    let mut found = transfers::page(&mut reader.tx, &reader.account.id, &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.offered.as_millisecond(), it.id.as_str()));
    let mut items = Vec::with_capacity(found.len());
    for it in &found {
        let it = as_seen(&mut reader.tx, it, now).await?;
        items.push(to_wire(&mut reader.tx, it).await?);
    }
    Ok(wire::Transfers { items, next_cursor })
}
