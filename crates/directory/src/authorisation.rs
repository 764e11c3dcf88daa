//! What somebody may see and do in an account: another account is as if it did not exist; one's own is open as far as one's role goes.

use crate::problem::{Code, Problem};
use crate::service::WriteContext;
use crate::store::Tx;
use crate::store::accounts::{self, Account};
use crate::store::users::{self, User};
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::{Rank, rank};
use domicile_model::rank::{GroupPermission, RankRefusal, group_permission};

/// The person, if they belong to this account and are not locked.
async fn free_member_of(tx: &mut Tx, user: &UserId, account: &AccountId) -> Result<User, Problem> {
    let not_found = || Problem::new(Code::NotFound);
    let user = users::get(tx, user).await?.ok_or_else(not_found)?;
    if user.account.as_ref().is_none_or(|it| it.id != *account) {
        return Err(not_found());
    }
    if user.is_locked() {
        return Err(Problem::new(Code::LimitedView));
    }
    Ok(user)
}

/// The person, if they are an administrator of this account who is not locked.
pub(crate) async fn administrator_of(tx: &mut Tx, user: &UserId, account: &AccountId) -> Result<User, Problem> {
    let user = free_member_of(tx, user, account).await?;
    if rank(&user.roles) < Rank::CoAdmin {
        return Err(Problem::new(Code::NotAllowed));
    }
    Ok(user)
}

/// The person, if they may see the account's people and groups: administrators, and who may change group membership.
pub(crate) async fn sees_groups(tx: &mut Tx, user: &UserId, account: &AccountId) -> Result<User, Problem> {
    let user = free_member_of(tx, user, account).await?;
    if group_permission(&user.roles) == GroupPermission::None {
        return Err(Problem::new(Code::NotAllowed));
    }
    Ok(user)
}

/// A rule of rank as a problem.
pub(crate) fn refused(why: RankRefusal) -> Problem {
    Problem::new(match why {
        RankRefusal::InsufficientRank => Code::InsufficientRank,
        RankRefusal::OnlyAccountAdmin => Code::OnlyAccountAdmin,
        RankRefusal::OwnRank => Code::OwnRank,
        RankRefusal::OwnGroups => Code::OwnGroups,
        RankRefusal::NotYoursToLift => Code::NotYoursToLift,
    })
}

/// Somebody who may act in an account, as far as is known before any row is locked. Nobody keeps an account busy that is not theirs, nor
/// learns by waiting that it is there; and what was true before the lock may not be any more. So the right is checked twice: by whoever
/// makes this, and by the locking that turns it into [`Locked`]. There is no other way to the latter.
#[must_use]
pub(crate) struct Checked<'a> {
    right: Right,
    actor: &'a UserId,
    account: &'a AccountId,
}

/// What somebody must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    /// An administrator.
    Administrator,
    /// An administrator, or somebody who may change group membership.
    SeesGroups,
}

/// Somebody who may act in the account, and the account, both read after the rows were locked.
pub(crate) struct Locked {
    pub(crate) actor: User,
    pub(crate) account: Account,
}

impl WriteContext<'_> {
    /// The administrator of this account, for a change.
    pub(crate) async fn as_administrator<'b>(&mut self, actor: &'b UserId, account: &'b AccountId) -> Result<Checked<'b>, Problem> {
        Checked::new(self, Right::Administrator, actor, account).await
    }

    /// An administrator of this account, or somebody who may change group membership, for a change.
    pub(crate) async fn as_group_administrator<'b>(&mut self, actor: &'b UserId, account: &'b AccountId) -> Result<Checked<'b>, Problem> {
        Checked::new(self, Right::SeesGroups, actor, account).await
    }
}

impl<'a> Checked<'a> {
    async fn new(ctx: &mut WriteContext<'_>, right: Right, actor: &'a UserId, account: &'a AccountId) -> Result<Self, Problem> {
        let it = Self { right, actor, account };
        it.check(ctx).await?;
        Ok(it)
    }

    async fn check(&self, ctx: &mut WriteContext<'_>) -> Result<User, Problem> {
        match self.right {
            Right::Administrator => administrator_of(ctx.tx, self.actor, self.account).await,
            Right::SeesGroups => sees_groups(ctx.tx, self.actor, self.account).await,
        }
    }

    async fn check_again(self, ctx: &mut WriteContext<'_>) -> Result<Locked, Problem> {
        let actor = self.check(ctx).await?;
        let account = actor.account.clone().ok_or_else(|| Problem::new(Code::NotFound))?;
        Ok(Locked { actor, account })
    }

    /// Locks the account's row.
    pub(crate) async fn lock_account(self, ctx: &mut WriteContext<'_>) -> Result<Locked, Problem> {
        accounts::lock(ctx.tx, self.account).await?;
        self.check_again(ctx).await
    }

    /// Locks the rows of a person and of every account that is concerned, this one among them; the person, if there is one.
    pub(crate) async fn lock_person(self, ctx: &mut WriteContext<'_>, user: &UserId) -> Result<(Locked, Option<User>), Problem> {
        let user = users::get_for_change_among(ctx.tx, user, std::slice::from_ref(self.account)).await?;
        Ok((self.check_again(ctx).await?, user))
    }
}
