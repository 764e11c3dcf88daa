//! Removal requests: filing, answering, and how they look to the people concerned. Which step may follow which, and what stands in the way,
//! is decided in `domicile-model`; here the facts are gathered and the outcome is written.

pub(crate) mod answer;
pub(crate) mod expiry;
pub(crate) mod remind;
pub(crate) mod restore;
pub(crate) mod self_removal;
pub(crate) mod submit;
pub(crate) mod withdraw;

use crate::problem::Problem;
use crate::store::accounts::{self, Account, Administrator};
use crate::store::removal_requests::RemovalRequestRecord;
use crate::store::users::{self, User};
use crate::store::{Tx, check_outs, licences, removal_requests};
use domicile_model::person::Rank;
use domicile_model::preflight::{self, Blocker, RemovalFacts};
use domicile_model::removal::{self, Route};
use domicile_model::wire;
use jiff::Timestamp;

/// After so many requests that nobody answered, support is asked.
const EXPIRIES_BEFORE_SUPPORT: i64 = 2;

/// Who could answer this person's request: administrators who are not locked, and not the person themselves.
pub(crate) fn who_could_answer<'a>(administrators: &'a [Administrator], user: &'a User) -> impl Iterator<Item = &'a Administrator> {
    administrators.iter().filter(|it| !it.locked && it.id != user.id)
}

/// What stands in the way of removing the person from their account. `actor`: see [`preflight::removal`].
pub(crate) async fn blockers(
    tx: &mut Tx,
    user: &User,
    account: &Account,
    actor: Option<Rank>,
    now: Timestamp,
) -> Result<Vec<Blocker>, Problem> {
    let administrators = accounts::administrators(tx, &account.id).await?;
    let contacts = accounts::fulfilment_contacts(tx, &account.id).await?;
    let facts = RemovalFacts {
        roles: user.roles.clone(),
        locked: user.is_locked(),
        is_fulfilment_contact: contacts.contains(&user.id),
        fulfilment_contacts: contacts.len(),
        other_administrators: who_could_answer(&administrators, user).count(),
        federation: account.federation,
        provisioned: user.provisioned,
        assigned_licences: licences::of_user(tx, &user.id).await?.len(),
        checked_out_licences: usize::try_from(check_outs::checked_out_count(tx, &user.id, now).await?).unwrap_or(usize::MAX),
    };
    Ok(preflight::removal(&facts, actor))
}

/// Who would fulfil a request that names nobody.
pub(crate) async fn route(tx: &mut Tx, user: &User, account: &Account) -> Result<Route, Problem> {
    let administrators = accounts::administrators(tx, &account.id).await?;
    let route = removal::route(account.federation, user.provisioned, who_could_answer(&administrators, user).count());
    let since = user.affiliated_since.unwrap_or(Timestamp::UNIX_EPOCH);
    let unanswered = removal_requests::expired_count(tx, &user.id, &account.id, since).await?;
    Ok(if route == Route::Administrator && unanswered >= EXPIRIES_BEFORE_SUPPORT { Route::Support } else { route })
}

/// What filing would lead to; `None` for the unaffiliated.
pub(crate) async fn outlook(tx: &mut Tx, user: &User, now: Timestamp) -> Result<Option<wire::RemovalOutlook>, Problem> {
    let Some(account) = &user.account else { return Ok(None) };
    let route = route(tx, user, account).await?;
    Ok(Some(wire::RemovalOutlook { route, blockers: blockers(tx, user, account, None, now).await? }))
}

/// A request as people see it.
pub(crate) async fn to_wire(tx: &mut Tx, it: RemovalRequestRecord) -> Result<wire::RemovalRequest, Problem> {
    let gone = || Problem::internal(&"a removal request names somebody who is not there");
    let user = users::get(tx, &it.user).await?.ok_or_else(gone)?;
    let account = accounts::get(tx, &it.account).await?.ok_or_else(gone)?;
    let to = match &it.to {
        Some(id) => Some(users::get(tx, id).await?.ok_or_else(gone)?.to_person()),
        None => None,
    };
    Ok(wire::RemovalRequest {
        id: it.id,
        state: it.state,
        route: it.route,
        account: account.to_ref(),
        user: user.to_person(),
        to,
        reason: it.reason,
        note: it.note,
        submitted: it.submitted,
        seen: it.seen,
        ended: it.ended,
        expires: it.expires,
        blockers: it.blockers,
        decline_reason: it.decline_reason,
        service_request: it.service_request.map(|it| it.to_string()),
    })
}
