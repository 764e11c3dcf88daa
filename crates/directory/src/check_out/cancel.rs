//! How a check-out ends without anybody meaning it: the person's policy is withdrawn, or its time is over.

use super::{as_of, ended, write};
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::audit_events::Author;
use crate::store::check_outs::{self, CheckOutRecord};
use domicile_model::check_out::{CheckOutEvent, apply};
use domicile_model::id::UserId;

/// The person's policy is withdrawn: so is everything that it stood by, for good. Whoever calls has locked the person's row.
pub(crate) async fn policy_withdrawn(ctx: &mut WriteContext<'_>, author: Author<'_>, user: &UserId) -> Result<(), Problem> {
    for it in check_outs::open_of_user(ctx.tx, user).await? {
        if !as_of(&it, ctx.now).state.is_open() {
            expire(ctx, &it).await?;
        } else if let Ok(state) = apply(it.state, CheckOutEvent::PolicyWithdrawn) {
            let after = ended(&it, state, ctx.now);
            write(ctx, author, &it, &after, None).await?;
        }
    }
    Ok(())
}

/// Writes off what is over; nothing where it is not.
pub(crate) async fn expire(ctx: &mut WriteContext<'_>, before: &CheckOutRecord) -> Result<(), Problem> {
    let after = as_of(before, ctx.now);
    if after.state == before.state {
        return Ok(());
    }
    write(ctx, Author::System, before, &after, None).await
}
