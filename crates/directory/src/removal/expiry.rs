//! What time and other people's doings have made of open requests: they expire, and a blocked one waits again once nothing stands in its
//! way. Judged whenever somebody reads or writes, so that nobody ever acts on, or reads, what is over; written by the worker, and by
//! whoever writes before it comes.

use super::{blockers, route};
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::removal_requests::{self, RemovalRequestRecord};
use crate::store::{Tx, users};
use crate::transfer::end::end_acceptance;
use crate::transition::transition;
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::{Rank, rank};
use domicile_model::removal::{RemovalEvent, RemovalState, Route, apply};
use jiff::Timestamp;

/// Whose open requests.
#[derive(Debug, Clone)]
pub(crate) enum RequestsOf {
    /// This person's own.
    User(UserId),
    /// Those to this account.
    Account(AccountId),
}

/// The request as it stands at `now`; the same where nothing happened to it.
pub(crate) async fn as_of(tx: &mut Tx, stored: &RemovalRequestRecord, now: Timestamp) -> Result<RemovalRequestRecord, Problem> {
    let mut it = stored.clone();
    if !it.state.is_open() {
        return Ok(it);
    }
    it.state = apply(it.state, &RemovalEvent::TimePassed { now, expires: it.expires }).unwrap_or(it.state);
    if it.state == RemovalState::Expired {
        it.ended = Some(it.expires);
        return Ok(it);
    }
    if it.state == RemovalState::Blocked {
        let Some(user) = users::get(tx, &it.user).await? else { return Ok(it) };
        let Some(account) = user.account.clone().filter(|account| account.id == it.account) else { return Ok(it) };
        let actor = match &it.blocked_by {
            Some(id) => users::get(tx, id).await?.filter(|actor| actor.account.as_ref().is_some_and(|at| at.id == it.account)),
            None => None,
        };
        let actor_rank = actor.map_or(Rank::Member, |actor| rank(&actor.roles));
        let found = blockers(tx, &user, &account, Some(actor_rank), now).await?;
        if found.iter().any(|it| it.blocks()) {
            it.blockers = found;
        } else {
            it.state = apply(it.state, &RemovalEvent::Unblocked).unwrap_or(it.state);
            it.blockers.clear();
            it.blocked_by = None;
        }
    }
    Ok(it)
}

async fn open(tx: &mut Tx, requests_of: &RequestsOf) -> Result<Vec<RemovalRequestRecord>, Problem> {
    Ok(match requests_of {
        RequestsOf::User(user) => removal_requests::open_of_user(tx, user).await?.into_iter().collect(),
        RequestsOf::Account(account) => removal_requests::open_of_account(tx, account).await?,
    })
}

/// Writes what happened to these requests.
pub(crate) async fn bring_up_to_date(ctx: &mut WriteContext<'_>, requests_of: &RequestsOf) -> Result<(), Problem> {
    for stored in open(ctx.tx, requests_of).await? {
        let it = as_of(ctx.tx, &stored, ctx.now).await?;
        if it.state == stored.state {
            continue;
        }
        let action =
            if it.state == RemovalState::Expired { AuditAction::RemovalRequestExpired } else { AuditAction::RemovalRequestUnblocked };
        transition(ctx, Author::System, (&stored, &it), action, None).await?;
        if it.state == RemovalState::Expired {
            write_that_nobody_answered(ctx, &it).await?;
            end_acceptance(ctx, &it.user).await?;
        }
    }
    Ok(())
}

async fn write_that_nobody_answered(ctx: &mut WriteContext<'_>, it: &RemovalRequestRecord) -> Result<(), Problem> {
    let Some(user) = users::get(ctx.tx, &it.user).await? else { return Ok(()) };
    let Some(account) = user.account.clone().filter(|account| account.id == it.account) else { return Ok(()) };
    let support_next = route(ctx.tx, &user, &account, ctx.now).await? == Route::Support;
    ctx.mail(
        &Recipient::person(&user),
        Letter::RequestExpired { account: &account.name, support_next },
        Occasion::of_service(it.id.as_str()),
    )
    .await
}
