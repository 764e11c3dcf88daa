//! The old account has let go: the accepted offer is checked again, and the person is added, unlocked, given country and roles, in the same
//! transaction; or, where it does not hold any more, free and told.

use crate::mail::{Letter, Occasion, Recipient};
use crate::membership::{self, JoinedBy};
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::accounts::{self, Account};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::transfers::{self, TransferRecord};
use crate::store::users::{self, User};
use crate::transfer::{dangling_reference, still_holds};
use crate::transition::transition_unseen;
use domicile_model::id::UserId;
use domicile_model::person::LockReason;
use domicile_model::transfer::{TransferEvent, TransferState, apply};

/// Carries the person's accepted offer out, now that they belong to no account; what became of it, if there is one. Whoever calls has
/// locked the rows of [`users::get_for_change`].
pub(super) async fn complete_after_release(ctx: &mut WriteContext<'_>, id: &UserId) -> Result<Option<TransferState>, Problem> {
    let Some(before) = transfers::accepted_of_user(ctx.tx, id).await? else { return Ok(None) };
    let user = users::get(ctx.tx, id).await?.ok_or_else(dangling_reference)?;
    let account = accounts::get(ctx.tx, &before.account).await?.ok_or_else(dangling_reference)?;
    let holds = still_holds(ctx.tx, &before, &account).await?;
    let Ok(state) = apply(before.state, TransferEvent::Released { holds }) else { return Ok(None) };
    let after = TransferRecord { state, ended: Some(db_time(ctx.now)), ..before.clone() };
    let (action, letter) = if holds {
        apply_terms(ctx, &before, &user, &account).await?;
        (AuditAction::TransferCompleted, Letter::TransferCompleted)
    } else {
        (AuditAction::TransferNoLongerValid, Letter::OfferNoLongerValid)
    };
    transition_unseen(ctx, (&before, &after), action).await?;
    ctx.mail(&Recipient::person(&user), letter, Occasion::of_account(&before.account, before.id.as_str())).await?;
    Ok(Some(state))
}

/// The four steps of an administrator, in the name of the one who offered.
async fn apply_terms(ctx: &mut WriteContext<'_>, offer: &TransferRecord, user: &User, account: &Account) -> Result<(), Problem> {
    let apart = ctx.ids.next(ctx.now);
    let mut theirs = ctx.under_own_request_id(&apart);
    let author = Author::User(&offer.offered_by);
    let joined = membership::join(&mut theirs, author, user, account, JoinedBy::Transferred, None).await?;
    membership::unlock(&mut theirs, author, &joined, account, LockReason::RemovedFromAccount).await?;
    membership::set_country(&mut theirs, author, &joined, account, offer.country).await?;
    membership::set_roles(&mut theirs, author, &joined, account, &offer.roles).await?;
    let notices = theirs.notices;
    ctx.notices.extend(notices);
    Ok(())
}
