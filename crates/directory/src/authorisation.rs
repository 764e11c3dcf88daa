//! What somebody may see and do in an account: another account is as if it did not exist; one's own is open as far as one's role goes.

use crate::problem::{Code, Problem};
use crate::store::Tx;
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
