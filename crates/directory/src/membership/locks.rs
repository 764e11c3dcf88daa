//! Locking and unlocking.

use crate::check_out::cancel;
use crate::person_request::ending::fulfil_what_is_met;
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::accounts::Account;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::users::{self, User};
use crate::store::versions;
use domicile_model::person::LockReason;
use serde_json::json;

/// Locks the person; their policy ends at the source at once, and with it whatever they have checked out. Locking twice changes nothing.
pub(crate) async fn lock(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    reason: LockReason,
    because: Option<&str>,
) -> Result<(), Problem> {
    if user.locks.iter().any(|it| it.0 == reason) {
        return Ok(());
    }
    cancel::policy_withdrawn(ctx, author, &user.id).await?;
    users::add_lock(ctx.tx, &user.id, reason, ctx.now).await?;
    changed(ctx, author, user, account, AuditAction::UserLocked, because).await
}

/// Lifts one lock. Lifting one that is not there changes nothing.
pub(crate) async fn unlock(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    reason: LockReason,
) -> Result<(), Problem> {
    if !user.locks.iter().any(|it| it.0 == reason) {
        return Ok(());
    }
    users::drop_lock(ctx.tx, &user.id, reason).await?;
    changed(ctx, author, user, account, AuditAction::UserUnlocked, None).await
}

async fn changed(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    before: &User,
    account: &Account,
    action: AuditAction,
    because: Option<&str>,
) -> Result<(), Problem> {
    let after = users::get(ctx.tx, &before.id).await?.ok_or_else(|| Problem::internal(&"who was locked is not there"))?;
    let locks = |user: &User| json!({"locks": user.locks.iter().map(|it| it.0).collect::<Vec<_>>()});
    ctx.record_step(Some(&account.id), author, action, before.id.as_str(), (locks(before), locks(&after)), because).await?;
    versions::touch_user(ctx.tx, &before.id, ctx.now).await?;
    fulfil_what_is_met(ctx, author, &before.id).await?;
    ctx.tell(&before.id).await?;
    ctx.tell_administrators(&account.id).await
}
