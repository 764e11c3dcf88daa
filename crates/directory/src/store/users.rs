//! People: their record, roles and locks, and the account that they belong to.

use super::accounts::{self, Account};
use super::columns::{read_country, timestamp};
use super::groups::{self, Group};
use super::sqlite::FromSqliteRow;
use super::{StoreError, Tx, licences, search_terms, transfers};
use domicile_model::country::CountryCode;
use domicile_model::email::Email;
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::{LockReason, Role};
use domicile_model::wire;
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap};

/// A person with account, roles, locks and groups in one look: one row per group, or one without. Locks come as `reason@since`. A macro,
/// since a statement is one constant text.
macro_rules! select {
    ($which:literal) => {
        concat!(
            "SELECT u.id, u.email, u.display_name, u.locale, u.profile_country, u.affiliated_since, u.provisioned, u.explicit_country, ",
            "u.directory_country, u.may_leave_until, u.version, u.changed_at, ",
            "(SELECT string_agg(r.role, ' ') FROM user_roles r WHERE r.user_id = u.id) AS roles, ",
            "(SELECT string_agg(l.reason || '@' || l.since, ' ') FROM user_locks l WHERE l.user_id = u.id) AS locks, ",
            "a.id AS account_id, a.name, a.federation, a.it_contact, a.last_synchronised, a.offline_days, a.automatic_approval, ",
            "a.version AS account_version, a.changed_at AS account_changed_at, ",
            "g.id AS group_id, g.name AS group_name, g.roles AS group_roles, g.version AS group_version, g.changed_at AS group_changed_at ",
            "FROM users u LEFT JOIN accounts a ON a.id = u.account_id LEFT JOIN group_members m ON m.user_id = u.id ",
            "LEFT JOIN account_groups g ON g.id = m.group_id WHERE u.id ",
            $which
        )
    };
}

const GET: &str = select!("= $1");
const SEVERAL: &str = select!("IN ");
const ID_BY_EMAIL: &str = "SELECT id, email_key FROM users WHERE email_key IN ($1, $2)";
const ACCOUNT_OF: &str = "SELECT account_id FROM users WHERE id = $1";
const LOCK: &str = "UPDATE users SET version = version WHERE id = $1";
const CREATE: &str = "INSERT INTO users (id, email, email_key, display_name, locale, provisioned, created_at, version, changed_at) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $7) ON CONFLICT DO NOTHING";
const SET_PROFILE: &str = "UPDATE users SET locale = $1, profile_country = $2 WHERE id = $3";
const END_AFFILIATION: &str = "UPDATE users SET account_id = NULL, affiliated_since = NULL, provisioned = $1, explicit_country = NULL, \
                               directory_country = NULL, may_leave_until = NULL, joined_how = NULL WHERE id = $2";
// A person who belongs to an account already stays where they are, whatever was true a moment ago.
const AFFILIATE: &str = "UPDATE users SET account_id = $1, affiliated_since = $2, may_leave_until = $3, joined_how = $4 \
                         WHERE id = $5 AND account_id IS NULL";
const SET_COUNTRY: &str = "UPDATE users SET explicit_country = $1 WHERE id = $2";
const SET_DIRECTORY_COUNTRY: &str = "UPDATE users SET directory_country = $1 WHERE id = $2";
// The account stands beside roles of administrators only, so that the database knows how few they are.
const ADD_ROLE: &str = "INSERT INTO user_roles (user_id, role, account_id) \
                        VALUES ($1, $2, (SELECT account_id FROM users WHERE id = $1 AND $2 IN ('account_admin', 'co_admin'))) \
                        ON CONFLICT DO NOTHING";
const DROP_LOCK: &str = "DELETE FROM user_locks WHERE user_id = $1 AND reason = $2";
const DROP_ROLES: &str = "DELETE FROM user_roles WHERE user_id = $1";
const ADD_LOCK: &str = "INSERT INTO user_locks (user_id, reason, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

/// What stands for the name of somebody who was erased, in every language.
const NOBODY: &str = "[…]";

/// A person with everything that rules ask about them.
#[derive(Debug, Clone)]
pub(crate) struct User {
    pub(crate) id: UserId,
    pub(crate) email: String,
    pub(crate) display_name: String,
    pub(crate) locale: String,
    pub(crate) profile_country: Option<CountryCode>,
    pub(crate) explicit_country: Option<CountryCode>,
    pub(crate) directory_country: Option<CountryCode>,
    pub(crate) account: Option<Account>,
    pub(crate) affiliated_since: Option<Timestamp>,
    pub(crate) provisioned: bool,
    /// Until when somebody who was added without being asked may leave alone.
    pub(crate) may_leave_until: Option<Timestamp>,
    /// Given directly; sorted as the model sorts them. An administrator's are never given otherwise.
    pub(crate) roles: Vec<Role>,
    /// Groups in the account, by name.
    pub(crate) groups: Vec<Group>,
    /// Sorted as the model sorts them.
    pub(crate) locks: Vec<(LockReason, Timestamp)>,
    pub(crate) version: i64,
    pub(crate) changed_at: Timestamp,
}

impl User {
    /// Has at least one lock.
    pub(crate) fn is_locked(&self) -> bool {
        !self.locks.is_empty()
    }

    /// Roles that come with groups and are not given directly.
    pub(crate) fn group_roles(&self) -> Vec<Role> {
        let mut found: Vec<Role> = self.groups.iter().flat_map(|it| it.roles.clone()).filter(|it| !self.roles.contains(it)).collect();
        found.sort();
        found.dedup();
        found
    }

    /// Every role, given directly or with a group.
    pub(crate) fn all_roles(&self) -> Vec<Role> {
        let mut all = [self.roles.clone(), self.group_roles()].concat();
        all.sort();
        all
    }

    /// Each lock with its reason.
    pub(crate) fn lock_entries(&self) -> Vec<wire::LockEntry> {
        self.locks.iter().map(|(reason, since)| wire::LockEntry { reason: (*reason).into(), since: *since }).collect()
    }

    /// Who it is, for somebody who may know the name. Who was erased has none.
    pub(crate) fn to_person(&self) -> wire::Person {
        let name = if self.display_name.is_empty() { NOBODY } else { &self.display_name };
        wire::Person { id: self.id.clone(), display_name: name.to_owned(), email: self.email.clone() }
    }
}

#[derive(sqlx::FromRow)]
struct UserRow {
    id: String,
    email: String,
    display_name: String,
    locale: String,
    profile_country: Option<String>,
    affiliated_since: Option<i64>,
    provisioned: bool,
    explicit_country: Option<String>,
    directory_country: Option<String>,
    may_leave_until: Option<i64>,
    version: i64,
    changed_at: i64,
    roles: Option<String>,
    locks: Option<String>,
    #[sqlx(flatten)]
    account: accounts::Joined,
    #[sqlx(flatten)]
    group: groups::Joined,
}

impl FromSqliteRow for UserRow {
    fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            email: row.get("email")?,
            display_name: row.get("display_name")?,
            locale: row.get("locale")?,
            profile_country: row.get("profile_country")?,
            affiliated_since: row.get("affiliated_since")?,
            provisioned: row.get("provisioned")?,
            explicit_country: row.get("explicit_country")?,
            directory_country: row.get("directory_country")?,
            may_leave_until: row.get("may_leave_until")?,
            version: row.get("version")?,
            changed_at: row.get("changed_at")?,
            roles: row.get("roles")?,
            locks: row.get("locks")?,
            account: accounts::Joined::from_row(row)?,
            group: groups::Joined::from_row(row)?,
        })
    }
}

impl TryFrom<UserRow> for User {
    type Error = StoreError;

    /// The person, with the group of this row.
    fn try_from(it: UserRow) -> Result<Self, StoreError> {
        let content = |what: &str, text: &str| StoreError::Content(format!("{what} {text:?}"));
        let role = |name: &str| Role::parse(name).ok_or_else(|| content("role", name));
        let lock = |text: &str| {
            let (reason, since) = text.split_once('@').ok_or_else(|| content("lock", text))?;
            let reason = LockReason::parse(reason).ok_or_else(|| content("lock", text))?;
            Ok((reason, timestamp(since.parse().map_err(|_| content("lock", text))?)?))
        };
        let mut roles = it.roles.unwrap_or_default().split_ascii_whitespace().map(role).collect::<Result<Vec<_>, StoreError>>()?;
        roles.sort();
        let mut locks = it.locks.unwrap_or_default().split_ascii_whitespace().map(lock).collect::<Result<Vec<_>, StoreError>>()?;
        locks.sort();
        let account = it.account.read()?;
        Ok(Self {
            may_leave_until: it.may_leave_until.map(timestamp).transpose()?,
            groups: if account.is_some() { it.group.read()?.into_iter().collect() } else { Vec::new() },
            profile_country: read_country(it.profile_country)?,
            explicit_country: read_country(it.explicit_country)?,
            directory_country: read_country(it.directory_country)?,
            affiliated_since: it.affiliated_since.map(timestamp).transpose()?,
            changed_at: timestamp(it.changed_at)?,
            id: UserId::new(it.id),
            email: it.email,
            display_name: it.display_name,
            locale: it.locale,
            provisioned: it.provisioned,
            version: it.version,
            account,
            roles,
            locks,
        })
    }
}

/// The people of these rows, in no order; each with all groups, by name.
fn people(rows: Vec<UserRow>) -> Result<HashMap<UserId, User>, StoreError> {
    let mut found = HashMap::<UserId, User>::with_capacity(rows.len());
    for row in rows {
        let mut it = User::try_from(row)?;
        match found.get_mut(&it.id) {
            Some(known) => known.groups.append(&mut it.groups),
            None => drop(found.insert(it.id.clone(), it)),
        }
    }
    found.values_mut().for_each(|it| groups::sort(&mut it.groups));
    Ok(found)
}

/// A person by id.
pub(crate) async fn get(tx: &mut Tx, id: &UserId) -> Result<Option<User>, StoreError> {
    Ok(people(rows!(tx, UserRow, GET, id.as_str())?)?.remove(id))
}

/// The people with these ids, in this order.
pub(crate) async fn several(tx: &mut Tx, ids: &[UserId]) -> Result<Vec<User>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = people(rows_among!(tx, UserRow, SEVERAL, ids)?)?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// A person whose row nobody else writes until the transaction ends, see [`get_for_change_among`].
pub(crate) async fn get_for_change(tx: &mut Tx, id: &UserId) -> Result<Option<User>, StoreError> {
    get_for_change_among(tx, id, &[]).await
}

/// A person whose row nobody else writes until the transaction ends. The rows of accounts first, in the order of their ids: the person's
/// own, the one that they are reserved for, and `others`; then the person's. Always in this order, so that nobody waits in a circle.
pub(crate) async fn get_for_change_among(tx: &mut Tx, id: &UserId, others: &[AccountId]) -> Result<Option<User>, StoreError> {
    let Some(mut user) = get(tx, id).await? else { return Ok(None) };
    loop {
        let held = concerned(tx, &user, others).await?;
        for account in &held {
            accounts::lock(tx, account).await?;
        }
        run!(tx, LOCK, id.as_str())?;
        let Some(now) = get(tx, id).await? else { return Ok(None) };
        if concerned(tx, &now, others).await?.is_subset(&held) {
            return Ok(Some(now));
        }
        user = now;
    }
}

async fn concerned(tx: &mut Tx, user: &User, others: &[AccountId]) -> Result<BTreeSet<AccountId>, StoreError> {
    let reserved = transfers::accepted_of_user(tx, &user.id).await?.map(|it| it.account);
    Ok(others.iter().cloned().chain(user.account.iter().map(|it| it.id.clone())).chain(reserved).collect())
}

/// The person with this address: whoever was registered under exactly this one, else whose address has the same key. People who were
/// registered when the key had no NFKC in it stand under the exact one, and are found by it.
pub(crate) async fn id_by_email(tx: &mut Tx, email: &Email) -> Result<Option<UserId>, StoreError> {
    let mut found = rows!(tx, (String, String), ID_BY_EMAIL, email.key(), email.exact_key())?;
    found.sort_by_key(|(_, key)| key != email.exact_key());
    Ok(found.into_iter().next().map(|(id, _)| UserId::new(id)))
}

/// The account that the person belongs to, and nothing else of them.
pub(crate) async fn account_of(tx: &mut Tx, id: &UserId) -> Result<Option<AccountId>, StoreError> {
    Ok(row!(tx, (Option<String>,), ACCOUNT_OF, id.as_str())?.and_then(|it| it.0).map(AccountId::new))
}

/// A new person who belongs to no account; `false` where the id or the address is taken.
pub(crate) async fn create(tx: &mut Tx, id: &UserId, email: &Email, name: &str, now: Timestamp) -> Result<bool, StoreError> {
    Ok(run!(tx, CREATE, id.as_str(), email.as_str(), email.key(), name, "en", false, now.as_millisecond())? == 1)
}

/// Language and profile country.
pub(crate) async fn set_profile(tx: &mut Tx, id: &UserId, locale: &str, country: Option<CountryCode>) -> Result<(), StoreError> {
    run!(tx, SET_PROFILE, locale, country.as_ref().map(CountryCode::as_str), id.as_str())?;
    Ok(())
}

/// Keeps everybody else's writes to this person out until the transaction ends. After the account's row.
pub(crate) async fn lock_row(tx: &mut Tx, id: &UserId) -> Result<(), StoreError> {
    run!(tx, LOCK, id.as_str())?;
    Ok(())
}

/// Makes somebody who belongs to no account belong to this one; `false` where they belong to one.
pub(crate) async fn affiliate(
    tx: &mut Tx,
    user: &User,
    account: &AccountId,
    how: &str,
    since: Timestamp,
    may_leave_until: Option<Timestamp>,
) -> Result<bool, StoreError> {
    let until = may_leave_until.map(Timestamp::as_millisecond);
    if run!(tx, AFFILIATE, account.as_str(), since.as_millisecond(), until, how, user.id.as_str())? != 1 {
        return Ok(false);
    }
    search_terms::put(tx, account, &user.id, &user.display_name, &user.email).await?;
    Ok(true)
}

/// These roles, and no others, are given directly.
pub(crate) async fn set_roles(tx: &mut Tx, id: &UserId, roles: &[Role]) -> Result<(), StoreError> {
    run!(tx, DROP_ROLES, id.as_str())?;
    for role in roles {
        run!(tx, ADD_ROLE, id.as_str(), role.as_str())?;
    }
    Ok(())
}

/// The country set explicitly.
pub(crate) async fn set_country(tx: &mut Tx, id: &UserId, country: Option<CountryCode>) -> Result<(), StoreError> {
    run!(tx, SET_COUNTRY, country.as_ref().map(CountryCode::as_str), id.as_str())?;
    Ok(())
}

/// The country from the company's directory.
pub(crate) async fn set_directory_country(tx: &mut Tx, id: &UserId, country: Option<CountryCode>) -> Result<(), StoreError> {
    run!(tx, SET_DIRECTORY_COUNTRY, country.as_ref().map(CountryCode::as_str), id.as_str())?;
    Ok(())
}

/// Adds a lock; one that is there stays as it is.
pub(crate) async fn add_lock(tx: &mut Tx, id: &UserId, reason: LockReason, now: Timestamp) -> Result<(), StoreError> {
    run!(tx, ADD_LOCK, id.as_str(), reason.as_str(), now.as_millisecond())?;
    Ok(())
}

/// Lifts a lock.
pub(crate) async fn drop_lock(tx: &mut Tx, id: &UserId, reason: LockReason) -> Result<(), StoreError> {
    run!(tx, DROP_LOCK, id.as_str(), reason.as_str())?;
    Ok(())
}

/// Takes the person out of their account: roles, groups, named licences and countries end with it.
pub(crate) async fn end_affiliation(tx: &mut Tx, id: &UserId) -> Result<(), StoreError> {
    run!(tx, END_AFFILIATION, false, id.as_str())?;
    run!(tx, DROP_ROLES, id.as_str())?;
    groups::leave_all(tx, id).await?;
    licences::return_all(tx, id).await?;
    search_terms::drop(tx, id).await
}
