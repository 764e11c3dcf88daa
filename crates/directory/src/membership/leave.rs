//! Leaving an account: the person stays registered, belongs to nobody, is locked, and their policy ends with the same transaction.

use crate::check_out::cancel;
use crate::person_request;
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::accounts::Account;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::users::{self, User};
use crate::store::{former_members, removals, versions};
use domicile_model::id::{RemovalId, RemovalRequestId};
use domicile_model::person::LockReason;
use serde_json::json;

/// Whoever leaves is locked: lifting that is an administrator's act of its own.
const LOCK: LockReason = LockReason::RemovedFromAccount;

/// Takes `user` out of `account`, and says by which removal. `request`: the one that it fulfils. What follows from it elsewhere is in
/// `moves::leave`, which alone calls this.
pub(crate) async fn leave(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    request: Option<&RemovalRequestId>,
    because: Option<&str>,
) -> Result<RemovalId, Problem> {
    let id = RemovalId::new(ctx.ids.next(ctx.now));
    cancel::policy_withdrawn(ctx, author, &user.id).await?;
    person_request::ending::end_on_leaving(ctx, author, user).await?;
    removals::keep(ctx.tx, &id, user, &account.id, author.as_str(), request, ctx.now).await?;
    former_members::keep(ctx.tx, &account.id, user, ctx.now).await?;
    users::end_affiliation(ctx.tx, &user.id).await?;
    users::add_lock(ctx.tx, &user.id, LOCK, ctx.now).await?;
    let groups: Vec<_> = user.groups.iter().map(|it| &it.id).collect();
    let before = json!({"account": account.id, "roles": user.roles, "groups": groups, "country": user.explicit_country});
    let after = json!({"account": null, "lock": LOCK, "removal": id});
    ctx.record_step(Some(&account.id), author, AuditAction::UserRemoved, user.id.as_str(), (before, after), because).await?;
    versions::touch_user(ctx.tx, &user.id, ctx.now).await?;
    ctx.tell(&user.id).await?;
    ctx.tell_administrators(&account.id).await?;
    Ok(id)
}
