//! How a check-out ends without anybody meaning it: the person's policy is withdrawn, or its time is over.

use super::{ended, judge, write};
use crate::problem::Problem;
use crate::service::Act;
use crate::store::audit::Author;
use crate::store::check_outs::{self, Stored};
use domicile_model::check_out::{CheckOutEvent, apply};
use domicile_model::id::UserId;

/// The person's policy is withdrawn: so is everything that it stood by, for good. Whoever calls has locked the person's row.
pub(crate) async fn policy_withdrawn(act: &mut Act<'_>, author: Author<'_>, user: &UserId) -> Result<(), Problem> {
    for it in check_outs::open_of_user(act.tx, user).await? {
        if !judge(&it, act.now).state.is_open() {
            expire(act, &it).await?;
        } else if let Ok(state) = apply(it.state, CheckOutEvent::PolicyWithdrawn) {
            let after = ended(&it, state, act.now);
            write(act, author, &it, &after, None).await?;
        }
    }
    Ok(())
}

/// Writes off what is over; nothing where it is not.
pub(crate) async fn expire(act: &mut Act<'_>, before: &Stored) -> Result<(), Problem> {
    let after = judge(before, act.now);
    if after.state == before.state {
        return Ok(());
    }
    write(act, Author::System, before, &after, None).await
}
