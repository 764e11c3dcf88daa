//! Restoring somebody to the account that they left, as they were: with their consent, or before it was ever needed.

use crate::membership::{self, JoinedBy};
use crate::problem::{Code, Problem};
use crate::service::WriteContext;
use crate::store::accounts::Account;
use crate::store::audit_events::Author;
use crate::store::removals;
use crate::store::users::User;
use domicile_model::id::RemovalId;

/// Undoes a removal of somebody who belongs to no account. Whoever calls has locked the rows, and has the consent that it needs.
pub(crate) async fn restore(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    id: &RemovalId,
) -> Result<(), Problem> {
    let too_late = || Problem::new(Code::CannotUndo);
    let removal = removals::get(ctx.tx, &account.id, id).await?.filter(|it| it.user == user.id).ok_or_else(too_late)?;
    let newest = removals::newest_of_user(ctx.tx, &user.id).await?.is_some_and(|it| it.id == removal.id);
    if user.account.is_some() || !newest || removal.keep_until <= ctx.now || !removals::undone(ctx.tx, id, ctx.now).await? {
        return Err(too_late());
    }
    let joined = membership::join(ctx, author, user, account, JoinedBy::Restored, removal.affiliated_since).await?;
    membership::restore_rights(ctx, author, &joined, account, &removal).await
}
