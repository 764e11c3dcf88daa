//! The removal itself: the person stays registered, belongs to nobody, is locked, and their policy ends with the same transaction.

use crate::problem::Problem;
use crate::service::Act;
use crate::store::accounts::Account;
use crate::store::audit::Author;
use crate::store::users::{self, User};
use crate::store::{removals, versions};
use domicile_model::id::{RemovalRequestId, UserId};
use serde_json::json;

/// Removes `user` from `account`. Whoever calls has run the pre-flight.
pub(crate) async fn remove(
    act: &mut Act<'_>,
    user: &User,
    account: &Account,
    by: &UserId,
    request: Option<&RemovalRequestId>,
) -> Result<(), Problem> {
    let id = act.ids.next(act.now);
    removals::keep(act.tx, &id, user, &account.id, by, request, act.now).await?;
    users::end_affiliation(act.tx, &user.id, act.now).await?;
    let before = json!({"account": account.id, "roles": user.roles});
    let after = json!({"account": null, "lock": "removed_from_account", "removal": id});
    act.record_step(Some(&account.id), Author::User(by), "user.removed", user.id.as_str(), (before, after), None).await?;
    Ok(versions::touch_user(act.tx, &user.id, act.now).await?)
}
