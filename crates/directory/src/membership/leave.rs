//! Leaving an account: the person stays registered, belongs to nobody, is locked, and their policy ends with the same transaction.

use crate::check_out::cancel;
use crate::problem::{Code, Problem};
use crate::service::WriteContext;
use crate::store::accounts::Account;
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::removal_requests::{self, RemovalRequestRecord};
use crate::store::users::{self, User};
use crate::store::{removals, versions};
use crate::transfer::complete::complete_after_release;
use domicile_model::id::{RemovalId, RemovalRequestId};
use domicile_model::removal::{RemovalEvent, apply};
use domicile_model::transfer::TransferState;
use serde_json::json;

/// What leaving has come to.
pub(crate) struct LeaveOutcome {
    /// The removal's id.
    pub(crate) removal: RemovalId,
    /// The request that was fulfilled on the way.
    pub(crate) fulfilled: Option<RemovalRequestRecord>,
    /// What became of the offer that the person had accepted.
    pub(crate) offer: Option<TransferState>,
}

/// Takes `user` out of `account`. Whoever calls has run the pre-flight. `request`: the one that the caller fulfils; without it an open
/// one is fulfilled here. An offer that the person accepted is carried out.
pub(crate) async fn leave(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    request: Option<&RemovalRequestId>,
    because: Option<&str>,
) -> Result<LeaveOutcome, Problem> {
    let id = RemovalId::new(ctx.ids.next(ctx.now));
    let fulfilled = match request {
        Some(_) => None,
        None => fulfil_open(ctx, author, user, account).await?,
    };
    let request = request.or(fulfilled.as_ref().map(|it| &it.id));
    cancel::policy_withdrawn(ctx, author, &user.id).await?;
    removals::keep(ctx.tx, &id, user, &account.id, author.as_str(), request, ctx.now).await?;
    users::end_affiliation(ctx.tx, &user.id, ctx.now).await?;
    let groups: Vec<_> = user.groups.iter().map(|it| &it.id).collect();
    let before = json!({"account": account.id, "roles": user.roles, "groups": groups, "country": user.explicit_country});
    let after = json!({"account": null, "lock": "removed_from_account", "removal": id});
    ctx.record_step(Some(&account.id), author, "user.removed", user.id.as_str(), (before, after), because).await?;
    versions::touch_user(ctx.tx, &user.id, ctx.now).await?;
    ctx.tell(&user.id).await?;
    ctx.tell_administrators(&account.id).await?;
    let offer = complete_after_release(ctx, &user.id).await?;
    Ok(LeaveOutcome { removal: id, fulfilled, offer })
}

/// Removal by any way fulfils the person's open request.
async fn fulfil_open(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
) -> Result<Option<RemovalRequestRecord>, Problem> {
    let open = removal_requests::open_of_user(ctx.tx, &user.id).await?;
    let Some(before) = open.filter(|it| it.account == account.id) else { return Ok(None) };
    let mut after = before.clone();
    after.state = apply(before.state, &RemovalEvent::Removed).unwrap_or(before.state);
    after.ended = Some(db_time(ctx.now));
    after.blockers.clear();
    after.blocked_by = None;
    if !removal_requests::write_state(ctx.tx, &after, before.state).await? {
        return Err(Problem::new(Code::Busy).retry_after(1));
    }
    let step = (json!({"state": before.state}), json!({"state": after.state}));
    ctx.record_step(Some(&account.id), author, "removal_request.fulfilled", after.id.as_str(), step, None).await?;
    Ok(Some(after))
}
