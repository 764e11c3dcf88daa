//! Joining an account.

use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::accounts::Account;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::users::{self, User};
use crate::store::{approvals, versions};
use crate::{invitation, person_request, transfer};
use domicile_model::person::LockReason;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// How long somebody who was added without being asked may leave alone.
const MAY_LEAVE_FOR: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How somebody came to belong to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JoinedBy {
    /// Registered by an administrator.
    Created,
    /// Added by an administrator.
    Added,
    /// Approved after a first sign-in.
    Approved,
    /// Signed in for the first time, where nobody has to approve that.
    SignedIn,
    /// Accepted an invitation.
    Invited,
    /// Accepted an offer.
    Transferred,
    /// Asked to be added, and was.
    Requested,
    /// A removal was undone.
    Restored,
}

impl JoinedBy {
    /// The stable name in database and audit.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Added => "added",
            Self::Approved => "approved",
            Self::SignedIn => "signed_in",
            Self::Invited => "invited",
            Self::Transferred => "transferred",
            Self::Requested => "requested",
            Self::Restored => "restored",
        }
    }

    /// Until when whoever joins now may leave alone; `None` for who was asked.
    pub(crate) fn may_leave_until(self, now: Timestamp) -> Option<Timestamp> {
        self.was_not_asked().then(|| now.saturating_add(MAY_LEAVE_FOR).unwrap_or(Timestamp::MAX))
    }

    /// Whether the person was not asked: then they are told, and may leave alone.
    fn was_not_asked(self) -> bool {
        matches!(self, Self::Created | Self::Added | Self::Approved | Self::SignedIn)
    }

    /// The locks that end with joining. Who was removed stays locked, but for an undo: unlocking is a step of its own.
    fn lifts(self, lock: LockReason) -> bool {
        match lock {
            LockReason::RemovedFromAccount => self == Self::Restored,
            // An undo puts things back as they were.
            LockReason::Administrator | LockReason::DirectoryDisabled => self != Self::Restored,
            LockReason::Support => false,
        }
    }
}

/// Makes somebody who belongs to no account belong to this one; the person as they are then. `since`: now, but for an undo.
pub(crate) async fn join(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    how: JoinedBy,
    since: Option<Timestamp>,
) -> Result<User, Problem> {
    let now = db_time(ctx.now);
    let until = how.may_leave_until(now);
    if !users::affiliate(ctx.tx, user, &account.id, how.as_str(), since.unwrap_or(now), until).await? {
        // Somebody was quicker: on the next look the person belongs to an account.
        return Err(Problem::busy());
    }
    for (lock, _) in user.locks.iter().filter(|it| how.lifts(it.0)) {
        users::drop_lock(ctx.tx, &user.id, *lock).await?;
    }
    end_what_waited(ctx, user, account).await?;
    versions::touch_user(ctx.tx, &user.id, ctx.now).await?;
    let joined = users::get(ctx.tx, &user.id).await?.ok_or_else(|| Problem::internal(&"who joined is not there"))?;
    let locks = |user: &User| user.locks.iter().map(|it| it.0).collect::<Vec<_>>();
    let before = json!({"account": null, "locks": locks(user)});
    let after = json!({"account": account.id, "how": how.as_str(), "locks": locks(&joined)});
    ctx.record_step(Some(&account.id), author, AuditAction::UserJoined, user.id.as_str(), (before, after), None).await?;
    person_request::ending::end_on_joining(ctx, author, &user.id, &account.id).await?;
    if let (Some(until), true) = (until, matches!(how, JoinedBy::Added | JoinedBy::Approved)) {
        ctx.mail(&Recipient::person(&joined), Letter::Added { until }, Occasion::of_account(&account.id, user.id.as_str())).await?;
    }
    ctx.tell(&user.id).await?;
    ctx.tell_administrators(&account.id).await?;
    Ok(joined)
}

/// Who has joined waits for no other account any more.
async fn end_what_waited(ctx: &mut WriteContext<'_>, user: &User, account: &Account) -> Result<(), Problem> {
    invitation::end_on_joining(ctx, &user.id).await?;
    transfer::end::end_on_joining(ctx, &user.id, &account.id).await?;
    if let Some(other) = approvals::of_user(ctx.tx, &user.id).await? {
        approvals::end(ctx.tx, &user.id).await?;
        ctx.tell_administrators(&other).await?;
    }
    Ok(())
}
