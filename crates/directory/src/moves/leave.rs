//! Leaving an account, with what follows from it: the person's open request is fulfilled, and the offer that they accepted carried out.

use super::complete::complete_after_release;
use crate::membership;
use crate::problem::Problem;
use crate::removal::fulfil;
use crate::service::WriteContext;
use crate::store::accounts::Account;
use crate::store::audit_events::Author;
use crate::store::removal_requests::{self, RemovalRequestRecord};
use crate::store::users::User;
use domicile_model::id::{RemovalId, RemovalRequestId};
use domicile_model::transfer::TransferState;

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
/// one is fulfilled here.
pub(crate) async fn leave(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    request: Option<&RemovalRequestId>,
    because: Option<&str>,
) -> Result<LeaveOutcome, Problem> {
    let open = match request {
        Some(_) => None,
        None => removal_requests::open_of_user(ctx.tx, &user.id).await?.filter(|it| it.account == account.id),
    };
    let fulfilled = match &open {
        Some(open) => Some(fulfil(ctx, author, open).await?),
        None => None,
    };
    let request = request.or(fulfilled.as_ref().map(|it| &it.id));
    let removal = membership::leave(ctx, author, user, account, request, because).await?;
    let offer = complete_after_release(ctx, &user.id).await?;
    Ok(LeaveOutcome { removal, fulfilled, offer })
}
