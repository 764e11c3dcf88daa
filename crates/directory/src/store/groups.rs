//! Groups of an account's people, and who is in them.

use super::columns::{read_roles, roles_text, timestamp};
use super::{StoreError, Tx};
use domicile_model::id::{AccountId, GroupId, UserId};
use domicile_model::identifier::key;
use domicile_model::person::Role;
use jiff::Timestamp;

const GET: &str = "SELECT id, name, roles, version, changed_at FROM account_groups WHERE account_id = $1 AND id = $2";
const OF_ACCOUNT: &str = "SELECT id, name, roles, version, changed_at FROM account_groups WHERE account_id = $1 ORDER BY id";
const BY_NAME: &str = "SELECT id FROM account_groups WHERE account_id = $1 AND name_key IN ($2, $3) LIMIT 1";
const CREATE: &str = "INSERT INTO account_groups (id, account_id, name, name_key, roles, version, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
                      ON CONFLICT DO NOTHING";
const CHANGE: &str = "UPDATE account_groups SET name = $1, name_key = $2, roles = $3, version = $4, changed_at = $5 WHERE id = $6";
const DELETE: &str = "DELETE FROM account_groups WHERE id = $1";
const MEMBERS: &str = "SELECT user_id FROM group_members WHERE group_id = $1 ORDER BY user_id";
const JOIN: &str = "INSERT INTO group_members (group_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const LEAVE: &str = "DELETE FROM group_members WHERE group_id = $1 AND user_id = $2";
const LEAVE_ALL: &str = "DELETE FROM group_members WHERE user_id = $1";
const EMPTY: &str = "DELETE FROM group_members WHERE group_id = $1";

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) id: GroupId,
    pub(crate) name: String,
    /// Roles that membership gives.
    pub(crate) roles: Vec<Role>,
    pub(crate) version: i64,
    pub(crate) changed_at: Timestamp,
}

type GroupRow = (String, String, String, i64, i64);

fn read((id, name, roles, version, changed_at): GroupRow) -> Result<Group, StoreError> {
    let roles = read_roles(&roles)?;
    Ok(Group { id: GroupId::new(id), name, roles, version, changed_at: timestamp(changed_at)? })
}

table_row! {
    /// The group in a row of somebody who may be in none.
    pub(super) struct Joined {
        group_id: Option<String>,
        group_name: Option<String>,
        group_roles: Option<String>,
        group_version: Option<i64>,
        group_changed_at: Option<i64>,
    }
}

impl Joined {
    /// The group, if there is one.
    pub(super) fn read(self) -> Result<Option<Group>, StoreError> {
        match (self.group_id, self.group_name, self.group_roles, self.group_version, self.group_changed_at) {
            (Some(id), Some(name), Some(roles), Some(version), Some(changed_at)) => read((id, name, roles, version, changed_at)).map(Some),
            _ => Ok(None),
        }
    }
}

/// By name.
pub(super) fn sort(groups: &mut [Group]) {
    groups.sort_by_cached_key(|it| (it.name.to_lowercase(), it.id.clone()));
}

fn by_name(rows: Vec<GroupRow>) -> Result<Vec<Group>, StoreError> {
    let mut found = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    sort(&mut found);
    Ok(found)
}

/// A group of this account.
pub(crate) async fn get(tx: &mut Tx, account: &AccountId, id: &GroupId) -> Result<Option<Group>, StoreError> {
    row!(tx, GroupRow, GET, account.as_str(), id.as_str())?.map(read).transpose()
}

/// The account's groups, by name.
pub(crate) async fn of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<Group>, StoreError> {
    by_name(rows!(tx, GroupRow, OF_ACCOUNT, account.as_str())?)
}

/// The account's group of this name, whatever its case and form. Groups of before may stand under the name in lower case.
pub(crate) async fn by_that_name(tx: &mut Tx, account: &AccountId, name: &str) -> Result<Option<GroupId>, StoreError> {
    Ok(row!(tx, (String,), BY_NAME, account.as_str(), key(name), name.to_lowercase())?.map(|it| GroupId::new(it.0)))
}

/// A new group without members; `false` where the name is taken.
pub(crate) async fn create(tx: &mut Tx, account: &AccountId, it: &Group) -> Result<bool, StoreError> {
    let (key, roles) = (key(&it.name), roles_text(&it.roles));
    let changed = it.changed_at.as_millisecond();
    Ok(run!(tx, CREATE, it.id.as_str(), account.as_str(), it.name.as_str(), key, roles, it.version, changed)? == 1)
}

/// Its new name and roles.
pub(crate) async fn change(tx: &mut Tx, it: &Group) -> Result<(), StoreError> {
    let (key, roles) = (key(&it.name), roles_text(&it.roles));
    run!(tx, CHANGE, it.name.as_str(), key, roles, it.version, it.changed_at.as_millisecond(), it.id.as_str())?;
    Ok(())
}

/// Deletes a group with its memberships.
pub(crate) async fn delete(tx: &mut Tx, id: &GroupId) -> Result<(), StoreError> {
    run!(tx, EMPTY, id.as_str())?;
    run!(tx, DELETE, id.as_str())?;
    Ok(())
}

/// Who is in it.
pub(crate) async fn members(tx: &mut Tx, id: &GroupId) -> Result<Vec<UserId>, StoreError> {
    Ok(rows!(tx, (String,), MEMBERS, id.as_str())?.into_iter().map(|it| UserId::new(it.0)).collect())
}

/// Puts somebody in; `false` where they are.
pub(crate) async fn join(tx: &mut Tx, id: &GroupId, user: &UserId) -> Result<bool, StoreError> {
    Ok(run!(tx, JOIN, id.as_str(), user.as_str())? == 1)
}

/// Takes somebody out; `false` where they were not in.
pub(crate) async fn leave(tx: &mut Tx, id: &GroupId, user: &UserId) -> Result<bool, StoreError> {
    Ok(run!(tx, LEAVE, id.as_str(), user.as_str())? == 1)
}

/// Takes somebody out of every group.
pub(super) async fn leave_all(tx: &mut Tx, user: &UserId) -> Result<(), StoreError> {
    run!(tx, LEAVE_ALL, user.as_str())?;
    Ok(())
}
