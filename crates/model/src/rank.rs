//! Who may change whom, and which roles they may give: nobody raises their own rank, nobody touches somebody above them, and only an
//! account administrator or support makes an account administrator.

use crate::person::{LockReason, Rank, Role, rank};

/// Why a change of somebody's rights is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RankRefusal {
    /// The other is above the actor.
    #[error("insufficient_rank")]
    InsufficientRank,
    /// Only an account administrator or support makes an account administrator.
    #[error("only_account_admin")]
    OnlyAccountAdmin,
    /// Nobody changes their own administrator's roles upwards.
    #[error("own_rank")]
    OwnRank,
    /// Nobody changes their own groups.
    #[error("own_groups")]
    OwnGroups,
    /// This lock is not an administrator's to lift, or not one's own.
    #[error("not_yours_to_lift")]
    NotYoursToLift,
}

/// May somebody of this rank change somebody of that one? Equals may change each other.
///
/// # Errors
/// [`RankRefusal::InsufficientRank`] where the other is above.
pub fn may_change(actor: Rank, target: Rank) -> Result<(), RankRefusal> {
    if target > actor { Err(RankRefusal::InsufficientRank) } else { Ok(()) }
}

/// May these roles be given in place of those? `own`: the actor changes themselves.
///
/// # Errors
/// [`RankRefusal`] says which rule stands against it.
pub fn may_set_roles(actor: Rank, own: bool, before: &[Role], after: &[Role]) -> Result<(), RankRefusal> {
    may_change(actor, rank(before))?;
    let gains = |role: Role| after.contains(&role) && !before.contains(&role);
    if gains(Role::AccountAdmin) && actor < Rank::AccountAdmin {
        return Err(RankRefusal::OnlyAccountAdmin);
    }
    if own && [Role::AccountAdmin, Role::CoAdmin, Role::GroupAdmin].into_iter().any(gains) {
        return Err(RankRefusal::OwnRank);
    }
    Ok(())
}

/// May these roles be promised in an offer or an invitation? An administrator's come later, from somebody of the account who knows the person.
///
/// # Errors
/// [`RankRefusal::InsufficientRank`] for `account_admin`, `co_admin` and `group_admin`.
pub fn may_offer(roles: &[Role]) -> Result<(), RankRefusal> {
    if roles.iter().any(|it| is_privileged(*it)) { Err(RankRefusal::InsufficientRank) } else { Ok(()) }
}

/// Roles that nothing but a deliberate act of an administrator gives: no undo, no re-enabling, no invitation, no group.
pub fn is_privileged(role: Role) -> bool {
    matches!(role, Role::AccountAdmin | Role::CoAdmin | Role::GroupAdmin)
}

/// May this lock be lifted by an administrator of the account that the person is in now? Nobody lifts their own.
///
/// # Errors
/// [`RankRefusal`] says which rule stands against it.
pub fn may_unlock(actor: Rank, own: bool, target: Rank, lock: LockReason) -> Result<(), RankRefusal> {
    if own || !matches!(lock, LockReason::RemovedFromAccount | LockReason::Administrator) {
        return Err(RankRefusal::NotYoursToLift);
    }
    may_change(actor, target)
}

/// What somebody may do with the account's groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupPermission {
    /// Nothing.
    None,
    /// Change who is in groups that give no roles (`group_admin`).
    Members,
    /// Make, rename and delete groups that give no roles (`co_admin`).
    Groups,
    /// Everything, roles included (`account_admin`).
    Roles,
}

/// How far these roles reach.
pub fn group_permission(roles: &[Role]) -> GroupPermission {
    match rank(roles) {
        Rank::AccountAdmin => GroupPermission::Roles,
        Rank::CoAdmin => GroupPermission::Groups,
        Rank::Member if roles.contains(&Role::GroupAdmin) => GroupPermission::Members,
        Rank::Member => GroupPermission::None,
    }
}

/// May somebody put this person into a group, or take them out? `own`: the actor is that person; `gives`: roles that the group gives.
///
/// # Errors
/// [`RankRefusal`] says which rule stands against it.
pub fn may_change_membership(actor: &[Role], own: bool, target: &[Role], gives: &[Role]) -> Result<(), RankRefusal> {
    if own {
        return Err(RankRefusal::OwnGroups);
    }
    if !gives.is_empty() && group_permission(actor) < GroupPermission::Roles {
        return Err(RankRefusal::OnlyAccountAdmin);
    }
    may_change(rank(actor), rank(target))
}

/// May a group be made, changed or deleted that gave `before` and will give `after`? `own`: the actor is in it.
///
/// # Errors
/// [`RankRefusal`] says which rule stands against it.
pub fn may_change_group(actor: &[Role], own: bool, before: &[Role], after: &[Role]) -> Result<(), RankRefusal> {
    let roles = !before.is_empty() || !after.is_empty();
    if roles && group_permission(actor) < GroupPermission::Roles {
        return Err(RankRefusal::OnlyAccountAdmin);
    }
    if own && before != after { Err(RankRefusal::OwnGroups) } else { Ok(()) }
}
