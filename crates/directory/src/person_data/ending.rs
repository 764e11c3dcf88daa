//! What is open ends before somebody is erased, by the steps by which it always ends, and with their events: offers, invitations, check-outs,
//! cases, the request to leave, the membership. Refused where the account would be left without what it needs.

use crate::check_out::cancel;
use crate::invitation;
use crate::moves::leave::leave;
use crate::person_request;
use crate::problem::Problem;
use crate::removal::{blockers, fulfil};
use crate::service::WriteContext;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::users::{self, User};
use crate::store::{approvals, invitations, removal_requests, service_requests, transfers};
use crate::transfer::end::end_of_erased;
use domicile_model::id::{AccountId, ServiceRequestId, UserId};
use domicile_model::invitation::InvitationState;
use domicile_model::preflight::Blocker;
use serde_json::json;

/// Who does all of this.
const AUTHOR: Author<'static> = Author::Operator;

/// Why somebody cannot be erased now: the account, and what stands in the way of leaving it.
pub(super) struct Blocked {
    pub(super) account: String,
    pub(super) blockers: Vec<Blocker>,
}

/// Ends everything; the person as they are then, whose row is locked. `None` where they are gone.
pub(super) async fn end_everything(ctx: &mut WriteContext<'_>, id: &UserId) -> Result<Option<Result<User, Blocked>>, Problem> {
    let others = accounts_that_wait(ctx, id).await?;
    let Some(user) = users::get_for_change_among(ctx.tx, id, &others).await? else { return Ok(None) };
    if let Some(account) = &user.account {
        let found = blockers(ctx.tx, &user, account, None, ctx.now).await?;
        let blocking: Vec<_> = found.into_iter().filter(|it| it.blocks()).collect();
        if !blocking.is_empty() {
            return Ok(Some(Err(Blocked { account: account.name.clone(), blockers: blocking })));
        }
    }
    // Before leaving, which would carry an accepted offer out.
    end_of_erased(ctx, id).await?;
    person_request::ending::end_of_erased(ctx, id).await?;
    for it in invitations::open_of_user(ctx.tx, id).await? {
        invitation::end(ctx, &it, InvitationState::Expired, None).await?;
    }
    if let Some(account) = approvals::of_user(ctx.tx, id).await? {
        approvals::end(ctx.tx, id).await?;
        ctx.tell_administrators(&account).await?;
    }
    match &user.account {
        Some(account) => drop(leave(ctx, AUTHOR, &user, account, None, None).await?),
        None => {
            if let Some(open) = removal_requests::open_of_user(ctx.tx, id).await? {
                fulfil(ctx, AUTHOR, &open).await?;
            }
            cancel::policy_withdrawn(ctx, AUTHOR, id).await?;
        }
    }
    close_cases(ctx, id).await?;
    Ok(users::get(ctx.tx, id).await?.map(Ok))
}

/// The accounts whose offers and invitations end, and that somebody waits for.
async fn accounts_that_wait(ctx: &mut WriteContext<'_>, id: &UserId) -> Result<Vec<AccountId>, Problem> {
    let mut found: Vec<_> = transfers::open_of_user(ctx.tx, id).await?.into_iter().map(|it| it.account).collect();
    found.extend(invitations::open_of_user(ctx.tx, id).await?.into_iter().map(|it| it.account));
    found.extend(approvals::of_user(ctx.tx, id).await?);
    Ok(found)
}

/// Nobody is there any more who could be answered.
async fn close_cases(ctx: &mut WriteContext<'_>, id: &UserId) -> Result<(), Problem> {
    for case in service_requests::open_of_user(ctx.tx, id).await? {
        service_requests::answer(ctx.tx, &ServiceRequestId::new(case.id.as_str()), "", ctx.now).await?;
        let step = (json!({"state": "open"}), json!({"state": "answered"}));
        let account = case.account_id.map(AccountId::new);
        ctx.record_step(account.as_ref(), AUTHOR, AuditAction::ServiceRequestAnswered, &case.id, step, None).await?;
    }
    Ok(())
}
