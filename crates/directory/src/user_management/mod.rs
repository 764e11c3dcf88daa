//! User Management: what administrators see and do with the people of their own account. Who may do what is decided in
//! `domicile_model::rank`; what joining, leaving, locks and rights are, in `membership`; here each request is put together.

pub(crate) mod add;
pub(crate) mod answer_person_request;
pub(crate) mod approvals;
pub(crate) mod change;
pub(crate) mod fulfilment_contacts;
pub(crate) mod groups;
pub(crate) mod licences;
pub(crate) mod machine_reports;
pub(crate) mod remove;
pub(crate) mod restore;
pub(crate) mod rights;
pub(crate) mod views;

use crate::authorisation::{Locked, refused};
use crate::problem::{Code, Problem};
use crate::service::WriteContext;
use crate::store::accounts::Account;
use crate::store::users::{self, User};
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::{Rank, rank};
use domicile_model::rank::may_change;

/// An administrator, somebody of the same account, and the account: locked for a change, in this order, and read after that.
pub(crate) struct ActorAndMember {
    pub(crate) actor: User,
    pub(crate) user: User,
    pub(crate) account: Account,
}

impl ActorAndMember {
    /// Whether somebody acts on themselves.
    pub(crate) fn acts_on_self(&self) -> bool {
        self.actor.id == self.user.id
    }

    /// The actor's rank.
    pub(crate) fn rank(&self) -> Rank {
        rank(&self.actor.roles)
    }

    /// Refuses to touch somebody above the actor.
    pub(crate) fn check_rank(&self) -> Result<(), Problem> {
        may_change(self.rank(), rank(&self.user.roles)).map_err(refused)
    }
}

/// The administrator and somebody of the account, for a change.
pub(crate) async fn actor_and_member(
    ctx: &mut WriteContext<'_>,
    who: &UserId,
    account: &AccountId,
    user: &UserId,
) -> Result<ActorAndMember, Problem> {
    let not_found = || Problem::new(Code::NotFound);
    let checked = ctx.as_administrator(who, account).await?;
    if user.as_str().contains('\0') || users::account_of(ctx.tx, user).await?.as_ref() != Some(account) {
        return Err(not_found());
    }
    // The account that the person is reserved for is locked as well: it is concerned where they leave.
    let (Locked { actor, account }, user) = checked.lock_person(ctx, user).await?;
    let user = user.filter(|it| it.account.as_ref().is_some_and(|it| it.id == account.id)).ok_or_else(not_found)?;
    Ok(ActorAndMember { actor, user, account })
}

/// Somebody of the account, whose row nobody else writes until the transaction ends. After the account's row.
pub(crate) async fn member_for_change(ctx: &mut WriteContext<'_>, account: &Account, user: &UserId) -> Result<Option<User>, Problem> {
    if user.as_str().contains('\0') {
        return Ok(None);
    }
    users::lock_row(ctx.tx, user).await?;
    let user = users::get(ctx.tx, user).await?;
    Ok(user.filter(|it| it.account.as_ref().is_some_and(|it| it.id == account.id)))
}
