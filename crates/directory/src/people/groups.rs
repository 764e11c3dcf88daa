//! Groups of the account's people. Who may change what of them is in `domicile_model::rank`.

use super::{member_for_change, refused, show};
use crate::person::access::sees_groups;
use crate::problem::{Code, Problem};
use crate::removal::file::whole_milliseconds;
use crate::service::{Act, Answer, Change};
use crate::store::accounts::{self, Account};
use crate::store::audit::{Author, Event};
use crate::store::groups::{self, Group};
use crate::store::users::{self, User};
use crate::store::{Tx, versions};
use axum::http::StatusCode;
use domicile_model::id::{AccountId, GroupId, UserId};
use domicile_model::rank::{GroupPermission, group_permission, is_privileged, may_change_group, may_change_membership};
use domicile_model::text::{NAME_MAX, TooLong, clean_line};
use domicile_model::wire::{self, WriteGroup};
use serde_json::json;

/// The most groups of an account.
const MOST: usize = 100;

/// What is done with a group.
pub(crate) enum Step {
    /// Makes a new one.
    Create(WriteGroup),
    /// Gives it this name and these roles.
    Change(GroupId, WriteGroup),
    /// Deletes it.
    Delete(GroupId),
    /// Puts somebody in.
    Join(GroupId, UserId),
    /// Takes somebody out.
    Leave(GroupId, UserId),
}

/// Changes a group; answers with it, as it is or was.
pub(crate) struct ChangeGroup {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) step: Step,
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
pub(crate) async fn list(tx: &mut Tx, account: &Account) -> Result<wire::Groups, Problem> {
    let mut items = Vec::new();
    for it in groups::of_account(tx, &account.id).await? {
        items.push(to_wire(tx, &it).await?);
    }
    Ok(wire::Groups { items })
}

impl Change for ChangeGroup {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        // Before the account's row is locked, as in `actor`.
        sees_groups(act.tx, &self.actor, &self.account).await?;
        accounts::lock(act.tx, &self.account).await?;
        let actor = sees_groups(act.tx, &self.actor, &self.account).await?;
        // Before the group is looked for: who may not write groups learns nothing of which there are.
        if matches!(self.step, Step::Create(_) | Step::Change(..) | Step::Delete(_)) {
            may_write(&actor)?;
        }
        let account = actor.account.clone().ok_or_else(|| Problem::new(Code::NotFound))?;
        match &self.step {
            Step::Create(body) => create(act, &actor, &account, body).await,
            Step::Change(id, body) => {
                let group = get(act, &account, id).await?;
                change(act, &actor, &account, group, body).await
            }
            Step::Delete(id) => {
                let group = get(act, &account, id).await?;
                delete(act, &actor, &account, group).await
            }
            Step::Join(id, user) => {
                let group = get(act, &account, id).await?;
                membership(act, &actor, &account, group, user, true).await
            }
            Step::Leave(id, user) => {
                let group = get(act, &account, id).await?;
                membership(act, &actor, &account, group, user, false).await
            }
        }
    }
}

async fn get(act: &mut Act<'_>, account: &Account, id: &GroupId) -> Result<Group, Problem> {
    groups::get(act.tx, &account.id, id).await?.ok_or_else(|| Problem::new(Code::NotFound))
}

/// Making, renaming and deleting is no group administrator's.
fn may_write(actor: &User) -> Result<(), Problem> {
    if group_permission(&actor.roles) < GroupPermission::Groups { Err(Problem::new(Code::NotAllowed)) } else { Ok(()) }
}

/// Name and roles as they are kept.
async fn checked(act: &mut Act<'_>, account: &Account, body: &WriteGroup, own: Option<&GroupId>) -> Result<Group, Problem> {
    let too_long = |it: TooLong| Problem::new(Code::TextTooLong).blank("found", it.found).blank("most", it.most);
    let name = clean_line(&body.name, NAME_MAX).map_err(too_long)?;
    if name.is_empty() {
        return Err(Problem::new(Code::NameRequired));
    }
    if body.roles.iter().any(|it| is_privileged(*it)) {
        return Err(Problem::new(Code::AdministratorsGroup));
    }
    if groups::by_that_name(act.tx, &account.id, &name).await?.is_some_and(|it| Some(&it) != own) {
        return Err(Problem::new(Code::GroupNameTaken).blank("name", &name));
    }
    let mut roles = body.roles.clone();
    roles.sort();
    roles.dedup();
    let id = own.cloned().unwrap_or_else(|| GroupId::new(act.ids.next(act.now)));
    let version = versions::next(act.tx).await?;
    Ok(Group { id, name, roles, version, changed_at: whole_milliseconds(act.now) })
}

async fn create(act: &mut Act<'_>, actor: &User, account: &Account, body: &WriteGroup) -> Result<Answer, Problem> {
    may_change_group(&actor.roles, false, &[], &body.roles).map_err(refused)?;
    if groups::of_account(act.tx, &account.id).await?.len() >= MOST {
        return Err(Problem::new(Code::TooManyGroups).blank("most", MOST));
    }
    let group = checked(act, account, body, None).await?;
    if !groups::create(act.tx, &account.id, &group).await? {
        return Err(Problem::new(Code::Busy).retry_after(1));
    }
    record(act, actor, account, "group.created", &group.id, (None, Some(json!({"name": group.name, "roles": group.roles})))).await?;
    Answer::done(StatusCode::CREATED, &to_wire(act.tx, &group).await?)
}

async fn change(act: &mut Act<'_>, actor: &User, account: &Account, before: Group, body: &WriteGroup) -> Result<Answer, Problem> {
    let own = groups::members(act.tx, &before.id).await?.contains(&actor.id);
    let after = checked(act, account, body, Some(&before.id)).await?;
    may_change_group(&actor.roles, own, &before.roles, &after.roles).map_err(refused)?;
    if (&after.name, &after.roles) != (&before.name, &before.roles) {
        groups::change(act.tx, &after).await?;
        let said = |it: &Group| Some(json!({"name": it.name, "roles": it.roles}));
        record(act, actor, account, "group.changed", &after.id, (said(&before), said(&after))).await?;
        tell_members(act, &after).await?;
    }
    Answer::done(StatusCode::OK, &to_wire(act.tx, &after).await?)
}

async fn delete(act: &mut Act<'_>, actor: &User, account: &Account, group: Group) -> Result<Answer, Problem> {
    let members = groups::members(act.tx, &group.id).await?;
    may_change_group(&actor.roles, members.contains(&actor.id), &group.roles, &[]).map_err(refused)?;
    let gone = to_wire(act.tx, &group).await?;
    groups::delete(act.tx, &group.id).await?;
    let before = json!({"name": group.name, "roles": group.roles, "members": members});
    record(act, actor, account, "group.deleted", &group.id, (Some(before), None)).await?;
    for user in &members {
        versions::touch_user(act.tx, user, act.now).await?;
        act.tell(user).await?;
    }
    Answer::done(StatusCode::OK, &gone)
}

async fn membership(act: &mut Act<'_>, actor: &User, account: &Account, group: Group, id: &UserId, joins: bool) -> Result<Answer, Problem> {
    let user = member_for_change(act, account, id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    may_change_membership(&actor.roles, actor.id == user.id, &user.roles, &group.roles).map_err(refused)?;
    let changed = if joins { groups::join(act.tx, &group.id, id).await? } else { groups::leave(act.tx, &group.id, id).await? };
    if changed {
        let (action, said) = if joins { ("group.joined", [false, true]) } else { ("group.left", [true, false]) };
        let [before, after] = said.map(|it| Some(json!({"group": group.id, "member": it})));
        record_of(act, actor, account, action, user.id.as_str(), (before, after)).await?;
        versions::touch_user(act.tx, &user.id, act.now).await?;
        act.tell(&user.id).await?;
    }
    Answer::done(StatusCode::OK, &show::member_now(act.tx, id, account, actor, act.now).await?)
}

/// Everybody in it has another policy now.
async fn tell_members(act: &mut Act<'_>, group: &Group) -> Result<(), Problem> {
    for user in groups::members(act.tx, &group.id).await? {
        act.tell(&user).await?;
    }
    Ok(())
}

/// What it was, and what it became.
type BeforeAndAfter = (Option<serde_json::Value>, Option<serde_json::Value>);

async fn record(
    act: &mut Act<'_>,
    actor: &User,
    account: &Account,
    action: &'static str,
    id: &GroupId,
    step: BeforeAndAfter,
) -> Result<(), Problem> {
    record_of(act, actor, account, action, id.as_str(), step).await
}

async fn record_of(
    act: &mut Act<'_>,
    actor: &User,
    account: &Account,
    action: &'static str,
    subject: &str,
    (before, after): BeforeAndAfter,
) -> Result<(), Problem> {
    let author = Author::User(&actor.id);
    act.record(Event { account: Some(&account.id), author, action, subject, before, after, because: None }).await
}
