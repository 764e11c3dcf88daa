//! Removal requests: filing, withdrawing, expiring, and how they look to the people concerned. What an answer brings about is in `moves`. Which step may follow which, and what stands in the way,
//! is decided in `domicile-model`; here the facts are gathered and the outcome is written.

pub(crate) mod expiry;
pub(crate) mod remind;
pub(crate) mod submit;
pub(crate) mod withdraw;

use crate::problem::{Code, Problem};
use crate::service::WriteContext;
use crate::store::accounts::{self, Account};
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::removal_requests::RemovalRequestRecord;
use crate::store::users::{self, User};
use crate::store::{Tx, check_outs, licences, removal_requests};
use domicile_model::person::Rank;
use domicile_model::preflight::{self, Blocker, RemovalFacts};
use domicile_model::removal::{self, RemovalEvent, RemovalState, Route};
use domicile_model::wire;
use jiff::Timestamp;
use serde_json::json;

/// After so many requests that nobody answered, support is asked.
const EXPIRIES_BEFORE_SUPPORT: i64 = 2;

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
        other_administrators: accounts::who_could_answer(&administrators, &user.id).count(),
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
    let route = removal::route(account.federation, user.provisioned, accounts::who_could_answer(&administrators, &user.id).count());
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

/// Names everything that stands in the way of removing somebody.
pub(crate) fn blocked_problem(user: &User, blockers: &[Blocker]) -> Problem {
    let blocking = blockers.iter().filter(|it| it.blocks());
    let sentences = blocking.map(|it| format!("removal-blocker-{}", it.as_str().replace('_', "-"))).collect();
    Problem::new(Code::RemovalBlocked)
        .arg("person", &user.display_name)
        .arg_messages("blockers", sentences)
        .extension("blockers", &blockers)
}

/// The request is fulfilled: the person was, or is now, removed. The one place that writes this state.
pub(crate) async fn fulfil(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    before: &RemovalRequestRecord,
) -> Result<RemovalRequestRecord, Problem> {
    let mut after = before.clone();
    after.state = removal::apply(before.state, &RemovalEvent::Removed).unwrap_or(RemovalState::Fulfilled);
    after.ended = Some(db_time(ctx.now));
    after.blockers.clear();
    after.blocked_by = None;
    transition(ctx, author, before, &after, "removal_request.fulfilled", None).await?;
    Ok(after)
}

/// Writes a step of a request: its row, the event, and who is told.
pub(crate) async fn transition(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    before: &RemovalRequestRecord,
    after: &RemovalRequestRecord,
    action: &'static str,
    because: Option<&str>,
) -> Result<(), Problem> {
    if !removal_requests::write_state(ctx.tx, after, before.state).await? {
        return Err(Problem::new(Code::Busy).retry_after(1));
    }
    let mut state = json!({"state": after.state});
    if after.state == RemovalState::Blocked {
        state["blockers"] = json!(after.blockers);
    }
    let step = (json!({"state": before.state}), state);
    ctx.record_step(Some(&after.account), author, action, after.id.as_str(), step, because).await?;
    ctx.tell(&after.user).await?;
    ctx.tell_administrators(&after.account).await
}
