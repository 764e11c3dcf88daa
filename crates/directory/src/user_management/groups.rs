//! Groups of the account's people. Who may change what of them is in `domicile_model::rank`.

use super::{member_for_change, views};
use crate::authorisation::{Locked, refused};
use crate::person_request::ending::fulfil_what_is_met;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::Account;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::columns::db_time;
use crate::store::groups::{self, Group};
use crate::store::users::{self, User};
use crate::store::{Tx, versions};
use crate::text::cleaned_name;
use domicile_model::id::{AccountId, GroupId, UserId};
use domicile_model::rank::{GroupPermission, group_permission, is_privileged, may_change_group, may_change_membership};
use domicile_model::wire::{self, WriteGroup};
use serde_json::json;

/// The most groups of an account.
const MOST: usize = 100;

/// What is done with a group.
pub(crate) enum GroupChange {
    /// Makes a new one.
    Create(WriteGroup),
    /// Gives it this name and these roles.
    Change(GroupId, WriteGroup),
    /// Deletes it.
    Delete(GroupId),
}

/// Changes a group; answers with it, as it is or was.
pub(crate) struct ChangeGroup {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) change: GroupChange,
}

/// Puts somebody into a group, or takes them out; answers with the person.
pub(crate) struct ChangeGroupMembership {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) group: GroupId,
    pub(crate) user: UserId,
    pub(crate) joins: bool,
}

/// A group with its members.
pub(crate) async fn to_wire(tx: &mut Tx, it: &Group) -> Result<wire::Group, Problem> {
    let mut members = Vec::new();
    for id in groups::members(tx, &it.id).await? {
        members.extend(users::get(tx, &id).await?.map(|it| it.to_person()));
    }
    members.sort_by_key(|it| (it.display_name.to_lowercase(), it.id.clone()));
    Ok(wire::Group { id: it.id.clone(), name: it.name.clone(), roles: it.roles.clone(), members })
}

/// The account's groups, by name.
pub(crate) async fn list(tx: &mut Tx, account: &Account) -> Result<Vec<wire::Group>, Problem> {
    let mut items = Vec::new();
    for it in groups::of_account(tx, &account.id).await? {
        items.push(to_wire(tx, &it).await?);
    }
    Ok(items)
}

impl UseCase for ChangeGroup {
    type Output = wire::Group;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Group>, Problem> {
        let Locked { actor, account } = ctx.as_group_administrator(&self.actor, &self.account).await?.lock_account(ctx).await?;
        // Before the group is looked for: who may not write groups learns nothing of which there are.
        may_write(&actor)?;
        let group = match &self.change {
            GroupChange::Create(body) => create(ctx, &actor, &account, body).await?,
            GroupChange::Change(id, body) => {
                let group = get(ctx, &account, id).await?;
                change(ctx, &actor, &account, group, body).await?
            }
            GroupChange::Delete(id) => {
                let group = get(ctx, &account, id).await?;
                delete(ctx, &actor, &account, group).await?
            }
        };
        Ok(Outcome::Done(group))
    }
}

impl UseCase for ChangeGroupMembership {
    type Output = wire::Member;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Member>, Problem> {
        let Locked { actor, account } = ctx.as_group_administrator(&self.actor, &self.account).await?.lock_account(ctx).await?;
        let group = get(ctx, &account, &self.group).await?;
        membership(ctx, &actor, &account, group, &self.user, self.joins).await?;
        Ok(Outcome::Done(views::member_now(ctx.tx, &self.user, &account, &actor, ctx.now).await?))
    }
}

async fn get(ctx: &mut WriteContext<'_>, account: &Account, id: &GroupId) -> Result<Group, Problem> {
    groups::get(ctx.tx, &account.id, id).await?.ok_or_else(|| Problem::new(Code::NotFound))
}

/// Making, renaming and deleting is no group administrator's.
fn may_write(actor: &User) -> Result<(), Problem> {
    if group_permission(&actor.roles) < GroupPermission::Groups { Err(Problem::new(Code::NotAllowed)) } else { Ok(()) }
}

/// Name and roles as they are kept.
async fn checked(ctx: &mut WriteContext<'_>, account: &Account, body: &WriteGroup, own: Option<&GroupId>) -> Result<Group, Problem> {
    let name = cleaned_name(&body.name)?;
    if name.is_empty() {
        return Err(Problem::new(Code::NameRequired));
    }
    if body.roles.iter().any(|it| is_privileged(*it)) {
        return Err(Problem::new(Code::AdministratorsGroup));
    }
    if groups::by_that_name(ctx.tx, &account.id, &name).await?.is_some_and(|it| Some(&it) != own) {
        return Err(Problem::new(Code::GroupNameTaken).arg("name", &name));
    }
    let mut roles = body.roles.clone();
    roles.sort();
    roles.dedup();
    let id = own.cloned().unwrap_or_else(|| GroupId::new(ctx.ids.next(ctx.now)));
    let version = versions::next(ctx.tx).await?;
    Ok(Group { id, name, roles, version, changed_at: db_time(ctx.now) })
}

async fn create(ctx: &mut WriteContext<'_>, actor: &User, account: &Account, body: &WriteGroup) -> Result<wire::Group, Problem> {
    may_change_group(&actor.roles, false, &[], &body.roles).map_err(refused)?;
    if groups::of_account(ctx.tx, &account.id).await?.len() >= MOST {
        return Err(Problem::new(Code::TooManyGroups).arg("most", MOST));
    }
    let group = checked(ctx, account, body, None).await?;
    if !groups::create(ctx.tx, &account.id, &group).await? {
        return Err(Problem::busy());
    }
    record(ctx, actor, account, AuditAction::GroupCreated, &group.id, (None, Some(json!({"name": group.name, "roles": group.roles}))))
        .await?;
    to_wire(ctx.tx, &group).await
}

async fn change(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    before: Group,
    body: &WriteGroup,
) -> Result<wire::Group, Problem> {
    let own = groups::members(ctx.tx, &before.id).await?.contains(&actor.id);
    let after = checked(ctx, account, body, Some(&before.id)).await?;
    may_change_group(&actor.roles, own, &before.roles, &after.roles).map_err(refused)?;
    if (&after.name, &after.roles) != (&before.name, &before.roles) {
        groups::change(ctx.tx, &after).await?;
        let facts = |it: &Group| Some(json!({"name": it.name, "roles": it.roles}));
        record(ctx, actor, account, AuditAction::GroupChanged, &after.id, (facts(&before), facts(&after))).await?;
        tell_members(ctx, &after).await?;
    }
    to_wire(ctx.tx, &after).await
}

async fn delete(ctx: &mut WriteContext<'_>, actor: &User, account: &Account, group: Group) -> Result<wire::Group, Problem> {
    let members = groups::members(ctx.tx, &group.id).await?;
    may_change_group(&actor.roles, members.contains(&actor.id), &group.roles, &[]).map_err(refused)?;
    let gone = to_wire(ctx.tx, &group).await?;
    groups::delete(ctx.tx, &group.id).await?;
    let before = json!({"name": group.name, "roles": group.roles, "members": members});
    record(ctx, actor, account, AuditAction::GroupDeleted, &group.id, (Some(before), None)).await?;
    for user in &members {
        versions::touch_user(ctx.tx, user, ctx.now).await?;
        ctx.tell(user).await?;
    }
    Ok(gone)
}

async fn membership(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    group: Group,
    id: &UserId,
    joins: bool,
) -> Result<(), Problem> {
    let user = member_for_change(ctx, account, id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    may_change_membership(&actor.roles, actor.id == user.id, &user.roles, &group.roles).map_err(refused)?;
    let changed = if joins { groups::join(ctx.tx, &group.id, id).await? } else { groups::leave(ctx.tx, &group.id, id).await? };
    if changed {
        let (action, states) = if joins { (AuditAction::GroupJoined, [false, true]) } else { (AuditAction::GroupLeft, [true, false]) };
        let [before, after] = states.map(|it| Some(json!({"group": group.id, "member": it})));
        record_of(ctx, actor, account, action, user.id.as_str(), (before, after)).await?;
        versions::touch_user(ctx.tx, &user.id, ctx.now).await?;
        fulfil_what_is_met(ctx, Author::User(&actor.id), &user.id).await?;
        ctx.tell(&user.id).await?;
    }
    Ok(())
}

/// Everybody in it has another policy now.
async fn tell_members(ctx: &mut WriteContext<'_>, group: &Group) -> Result<(), Problem> {
    for user in groups::members(ctx.tx, &group.id).await? {
        ctx.tell(&user).await?;
    }
    Ok(())
}

/// What it was, and what it became.
type BeforeAndAfter = (Option<serde_json::Value>, Option<serde_json::Value>);

async fn record(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    action: AuditAction,
    id: &GroupId,
    step: BeforeAndAfter,
) -> Result<(), Problem> {
    record_of(ctx, actor, account, action, id.as_str(), step).await
}

async fn record_of(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    action: AuditAction,
    subject: &str,
    (before, after): BeforeAndAfter,
) -> Result<(), Problem> {
    let author = Author::User(&actor.id);
    ctx.record(Event { account: Some(&account.id), author, action, subject, before, after, because: None }).await
}
