//! Locking and unlocking.

use crate::check_out::cancel;
use crate::problem::Problem;
use crate::service::Act;
use crate::store::accounts::Account;
use crate::store::audit::Author;
use crate::store::users::{self, User};
use crate::store::versions;
use domicile_model::person::LockReason;
use serde_json::json;

/// Locks the person; their policy ends at the source at once, and with it whatever they have checked out. Locking twice changes nothing.
pub(crate) async fn lock(
    act: &mut Act<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    reason: LockReason,
    because: Option<&str>,
) -> Result<(), Problem> {
    if user.locks.iter().any(|it| it.0 == reason) {
        return Ok(());
    }
    cancel::policy_withdrawn(act, author, &user.id).await?;
    users::add_lock(act.tx, &user.id, reason, act.now).await?;
    changed(act, author, user, account, "user.locked", because).await
}

/// Lifts one lock. Lifting one that is not there changes nothing.
pub(crate) async fn unlock(
    act: &mut Act<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    reason: LockReason,
) -> Result<(), Problem> {
    if !user.locks.iter().any(|it| it.0 == reason) {
        return Ok(());
    }
    users::drop_lock(act.tx, &user.id, reason).await?;
    changed(act, author, user, account, "user.unlocked", None).await
}

async fn changed(
    act: &mut Act<'_>,
    author: Author<'_>,
    before: &User,
    account: &Account,
    action: &'static str,
    because: Option<&str>,
) -> Result<(), Problem> {
    let after = users::get(act.tx, &before.id).await?.ok_or_else(|| Problem::internal(&"who was locked is not there"))?;
    let locks = |user: &User| json!({"locks": user.locks.iter().map(|it| it.0).collect::<Vec<_>>()});
    act.record_step(Some(&account.id), author, action, before.id.as_str(), (locks(before), locks(&after)), because).await?;
    versions::touch_user(act.tx, &before.id, act.now).await?;
    act.tell(&before.id).await?;
    act.tell_administrators(&account.id).await
}
