//! How requests end without an answer: their time is over, what was asked for is so, the person left, the account was closed.

use super::{as_of, ended, with_facts};
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::accounts;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::person_requests::{self, PersonRequestRecord};
use crate::store::users::{self, User};
use crate::transition::{transition, transition_unseen};
use domicile_model::id::{AccountId, UserId};
use domicile_model::person_request::{RequestedChange, is_met};
use domicile_model::removal::{RemovalEvent, RemovalState, apply};

/// Writes which of the person's requests are over. Whoever calls has locked the person's row.
pub(crate) async fn bring_up_to_date(ctx: &mut WriteContext<'_>, user: &UserId) -> Result<(), Problem> {
    for stored in person_requests::open_of_user(ctx.tx, user).await? {
        let it = as_of(&stored, ctx.now);
        if it.state == stored.state {
            continue;
        }
        transition(ctx, Author::System, (&stored, &it), AuditAction::PersonRequestExpired, None).await?;
        write_that_nobody_answered(ctx, &it).await?;
    }
    Ok(())
}

async fn write_that_nobody_answered(ctx: &mut WriteContext<'_>, it: &PersonRequestRecord) -> Result<(), Problem> {
    let Some(user) = users::get(ctx.tx, &it.user).await? else { return Ok(()) };
    let Some(account) = accounts::get(ctx.tx, &it.account).await? else { return Ok(()) };
    let letter = match it.asked {
        RequestedChange::Add => Letter::JoinRequestExpired,
        asked @ (RequestedChange::Unlock | RequestedChange::Country(_) | RequestedChange::Role(_)) => {
            Letter::PersonRequestExpired { account: &account.name, asked }
        }
    };
    ctx.mail(&Recipient::person(&user), letter, Occasion::of_service(it.id.as_str())).await
}

/// Fulfils what is so by now, whoever saw to it and however. Whoever calls has locked the person's row.
pub(crate) async fn fulfil_what_is_met(ctx: &mut WriteContext<'_>, author: Author<'_>, user: &UserId) -> Result<(), Problem> {
    let open = person_requests::open_of_user(ctx.tx, user).await?;
    if open.is_empty() {
        return Ok(());
    }
    let Some(now) = users::get(ctx.tx, user).await? else { return Ok(()) };
    for it in open {
        if as_of(&it, ctx.now).state == it.state && with_facts(&now, &it.account, |facts| is_met(it.asked, facts)) {
            fulfil(ctx, author, &it).await?;
        }
    }
    Ok(())
}

/// The request is fulfilled. The one place that writes this state.
pub(crate) async fn fulfil(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    before: &PersonRequestRecord,
) -> Result<PersonRequestRecord, Problem> {
    let state = apply(before.state, &RemovalEvent::Removed).unwrap_or(RemovalState::Fulfilled);
    let after = ended(before, state, ctx.now);
    transition(ctx, author, (before, &after), AuditAction::PersonRequestFulfilled, None).await?;
    Ok(after)
}

/// Who leaves an account asks nothing of it any more.
pub(crate) async fn end_on_leaving(ctx: &mut WriteContext<'_>, author: Author<'_>, user: &User) -> Result<(), Problem> {
    for it in person_requests::open_of_user(ctx.tx, &user.id).await? {
        end(ctx, author, &it).await?;
    }
    Ok(())
}

/// Who has joined an account has what they asked it for, and asks no other to be added.
pub(crate) async fn end_on_joining(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &UserId,
    account: &AccountId,
) -> Result<(), Problem> {
    fulfil_what_is_met(ctx, author, user).await?;
    for it in person_requests::open_of_user(ctx.tx, user).await?.iter().filter(|it| it.account != *account) {
        // That account must not learn from the record which step this was a part of.
        let Ok(state) = apply(it.state, &RemovalEvent::Withdrawn) else { continue };
        transition_unseen(ctx, (it, &ended(it, state, ctx.now)), AuditAction::PersonRequestWithdrawn).await?;
    }
    Ok(())
}

/// The account is closed: nobody is left who could answer. The person hears it from the app.
pub(crate) async fn end_by_closing(ctx: &mut WriteContext<'_>, author: Author<'_>, account: &AccountId) -> Result<(), Problem> {
    for it in person_requests::open_of_account(ctx.tx, account).await? {
        end(ctx, author, &it).await?;
    }
    Ok(())
}

/// Everything that the person still asks for ends, since they are erased.
pub(crate) async fn end_of_erased(ctx: &mut WriteContext<'_>, user: &UserId) -> Result<(), Problem> {
    for it in person_requests::open_of_user(ctx.tx, user).await? {
        end(ctx, Author::Operator, &it).await?;
    }
    Ok(())
}

/// It is withdrawn, though not by the person's own word.
async fn end(ctx: &mut WriteContext<'_>, author: Author<'_>, before: &PersonRequestRecord) -> Result<(), Problem> {
    let Ok(state) = apply(before.state, &RemovalEvent::Withdrawn) else { return Ok(()) };
    let after = ended(before, state, ctx.now);
    transition(ctx, author, (before, &after), AuditAction::PersonRequestWithdrawn, None).await
}
