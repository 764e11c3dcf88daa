//! Two accounts with so many things of each kind that every request finds some of its own; and those who ask: every kind of caller.

use super::super::harness::Harness;
use super::super::identity;

/// One of the two accounts.
pub(super) struct Account {
    pub(super) id: &'static str,
    /// Stands in every id, name and address that `World` makes in it, and nowhere else.
    pub(super) mark: &'static str,
    pub(super) product: &'static str,
    pub(super) administrator: &'static str,
    /// What of the sample organisation nobody else may read, in lower case.
    secrets: &'static [&'static str],
}

pub(super) const ACCOUNTS: [Account; 2] = [
    Account {
        id: "old-bridge",
        mark: "bridgex",
        product: "bridge-modeler",
        administrator: "maria-silva",
        secrets: &["old-bridge", "old bridge", "oldbridge", "silva", "tom-becker", "tom becker", "ana-costa", "ana costa", "piet-jansen"],
    },
    Account {
        id: "northwind-rail",
        mark: "railwayx",
        product: "rail-designer",
        administrator: "nora-lindqvist",
        secrets: &["northwind", "lindqvist", "paul-petit", "paul petit"],
    },
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Without a token.
    Nobody,
    /// Of no account, and locked.
    Free,
    Locked,
    Plain,
    GroupAdmin,
    CoAdmin,
    AccountAdmin,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Caller {
    pub(super) id: &'static str,
    pub(super) account: Option<usize>,
    /// An account that they belonged to a moment ago: they know its people.
    pub(super) left: Option<usize>,
    pub(super) role: Role,
}

const fn caller(id: &'static str, account: Option<usize>, role: Role) -> Caller {
    Caller { id, account, left: None, role }
}

pub(super) const CALLERS: [Caller; 10] = [
    caller("", None, Role::Nobody),
    caller("drifter", None, Role::Free),
    caller("bridgex-locked", Some(0), Role::Locked),
    caller("bridgex-plain", Some(0), Role::Plain),
    caller("bridgex-group", Some(0), Role::GroupAdmin),
    caller("bridgex-co", Some(0), Role::CoAdmin),
    caller("bridgex-admin", Some(0), Role::AccountAdmin),
    caller("railwayx-co", Some(1), Role::CoAdmin),
    caller("railwayx-admin", Some(1), Role::AccountAdmin),
    Caller { left: Some(0), ..caller("bridgex-removed", None, Role::Free) },
];

/// People who never ask, but have things of their own.
pub(super) const MATES: [&str; 2] = ["bridgex-mate", "railwayx-mate"];

/// Nothing of this set exists.
pub(super) const NOTHING: &str = "nothing-0";

/// The things of an account that belong together: `user-bridgex-7`, `group-bridgex-7`, …
pub(super) fn set(account: usize, number: usize) -> String {
    format!("{}-{number}", ACCOUNTS[account].mark)
}

/// The things of somebody: `request-me-drifter`, …
pub(super) fn own(person: &str) -> String {
    format!("me-{person}")
}

/// What must not stand in an answer to this caller.
pub(super) fn secrets(caller: &Caller) -> impl Iterator<Item = &'static str> {
    let others = (0..ACCOUNTS.len()).filter(|it| caller.account != Some(*it) && caller.left != Some(*it)).map(|it| &ACCOUNTS[it]);
    others.flat_map(|it| it.secrets.iter().copied().chain([it.mark]))
}

const USERS: &str = "INSERT INTO users (id, email, email_key, display_name, locale, account_id, affiliated_since, provisioned, created_at, \
                     version, changed_at) VALUES ";

fn user(id: &str, account: Option<&str>) -> String {
    let (account, since) = account.map_or(("NULL".into(), "NULL"), |it| (format!("'{it}'"), "0"));
    format!("('{id}', '{id}@example.org', '{id}@example.org', 'Person {id}', 'en', {account}, {since}, FALSE, 0, 0, 0)")
}

async fn insert(harness: &Harness, into: &str, rows: impl IntoIterator<Item = String>) {
    harness.execute(&format!("{into} {}", rows.into_iter().collect::<Vec<_>>().join(", "))).await;
}

/// Fills a database with two accounts' things, `many` sets in each, and with the callers. Of groups an account has a hundred at most:
/// only these sets have one.
pub(super) async fn fill(harness: &Harness, many: usize, grouped: &[usize]) {
    let now = harness.now().as_millisecond();
    let until = now + 6 * 24 * 3_600_000;
    harness.execute("DELETE FROM account_domains WHERE account_id = 'old-bridge'").await;
    insert(
        harness,
        "INSERT INTO account_domains (domain, account_id) VALUES",
        ACCOUNTS.map(|it| format!("('{0}.example.net', '{1}')", it.mark, it.id)),
    )
    .await;
    // From elsewhere come the offers and invitations to the callers.
    let meadows = ["meadow-1", "meadow-2"];
    let into = "INSERT INTO accounts (id, name, federation, offline_days, version, changed_at) VALUES";
    insert(harness, into, meadows.map(|it| format!("('{it}', 'The {it}', 'none', 7, 0, 0)"))).await;
    insert(harness, USERS, meadows.map(|it| user(&format!("admin-{it}"), Some(it)))).await;
    let into = "INSERT INTO user_roles (user_id, role, account_id) VALUES";
    insert(harness, into, meadows.map(|it| format!("('admin-{it}', 'account_admin', '{it}')"))).await;
    callers(harness, now, until).await;
    for (n, account) in ACCOUNTS.iter().enumerate() {
        let sets: Vec<String> = (0..many).map(|it| set(n, it)).collect();
        for (kind, at) in [
            ("user", Some(account.id)),
            ("spare", Some(account.id)),
            ("gone", None),
            ("free", None),
            ("invited", None),
            ("waiting", None),
            ("wanted", Some("meadow-1")),
            ("courted", Some("meadow-1")),
        ] {
            insert(harness, USERS, sets.iter().map(|it| user(&format!("{kind}-{it}"), at))).await;
        }
        let (id, product, admin) = (account.id, account.product, account.administrator);
        let into = "INSERT INTO account_groups (id, account_id, name, name_key, roles, version, changed_at) VALUES";
        let groups = grouped.iter().map(|it| set(n, *it));
        insert(harness, into, groups.map(|it| format!("('group-{it}', '{id}', 'Group {it}', 'group {it}', '', 0, 0)"))).await;
        let into = "INSERT INTO licence_assignments (id, account_id, product_id, user_id, assigned_at) VALUES";
        insert(harness, into, sets.iter().map(|it| format!("('licence-{it}', '{id}', '{product}', 'user-{it}', 0)"))).await;
        let into = "INSERT INTO removal_requests (id, user_id, account_id, state, route, submitted_at, expires_at, blockers) VALUES";
        let row = |it: &String| format!("('request-{it}', 'user-{it}', '{id}', 'submitted', 'administrator', {now}, {until}, '')");
        insert(harness, into, sets.iter().map(row)).await;
        let into = PERSON_REQUESTS;
        insert(harness, into, sets.iter().map(|it| asked(&format!("person-request-{it}"), &format!("user-{it}"), id, now, until))).await;
        let rows = |kind: &str, state: &str| {
            let machine = format!("on-{kind}");
            let row = |it: &String| checked_out(&format!("{kind}-{it}"), id, &format!("user-{it}"), &machine, state, now, until);
            sets.iter().map(row).collect::<Vec<_>>()
        };
        insert(harness, CHECK_OUTS, rows("check-out", "asked")).await;
        insert(harness, CHECK_OUTS, rows("checked-out", "checked_out")).await;
        let into = "INSERT INTO removals (id, user_id, account_id, removed_by, removed_at, keep_until, affiliated_since, roles) VALUES";
        insert(harness, into, sets.iter().map(|it| format!("('removal-{it}', 'gone-{it}', '{id}', '{admin}', {now}, {until}, 0, '')")))
            .await;
        let into = "INSERT INTO approvals (user_id, account_id, asked_at) VALUES";
        insert(harness, into, sets.iter().map(|it| format!("('waiting-{it}', '{id}', {now})"))).await;
        let wanted = sets.iter().map(|it| offered(&format!("transfer-{it}"), id, &format!("wanted-{it}"), admin, now, until));
        insert(harness, TRANSFERS, wanted).await;
        let invited = sets.iter().map(|it| invited(&format!("invitation-{it}"), id, &format!("invited-{it}"), admin, now, until));
        insert(harness, INVITATIONS, invited).await;
    }
}

const TRANSFERS: &str = "INSERT INTO transfers (id, account_id, user_id, email, state, offered_by, roles, offered_at, expires_at) VALUES";
const INVITATIONS: &str =
    "INSERT INTO invitations (id, account_id, user_id, email, state, invited_by, roles, invited_at, sent_at, expires_at) VALUES";

const CHECK_OUTS: &str =
    "INSERT INTO check_outs (id, account_id, user_id, product_id, machine_id, machine_name, state, days, asked_at, until_at) VALUES";

const PERSON_REQUESTS: &str =
    "INSERT INTO person_requests (id, user_id, account_id, email, kind, role, state, route, submitted_at, expires_at) VALUES";

fn asked(id: &str, user: &str, account: &str, now: i64, until: i64) -> String {
    format!("('{id}', '{user}', '{account}', '', 'role', 'beta', 'submitted', 'administrator', {now}, {until})")
}

fn checked_out(id: &str, account: &str, user: &str, machine: &str, state: &str, now: i64, until: i64) -> String {
    format!("('{id}', '{account}', '{user}', 'terrain-viewer', '{machine}', 'Laptop', '{state}', 14, {now}, {until})")
}

fn offered(id: &str, account: &str, user: &str, by: &str, now: i64, until: i64) -> String {
    format!("('{id}', '{account}', '{user}', '{user}@example.org', 'offered', '{by}', '', {now}, {until})")
}

fn invited(id: &str, account: &str, user: &str, by: &str, now: i64, until: i64) -> String {
    format!("('{id}', '{account}', '{user}', '{user}@example.org', 'invited', '{by}', '', {now}, 0, {until})")
}

async fn callers(harness: &Harness, now: i64, until: i64) {
    let people: Vec<Caller> = CALLERS.into_iter().filter(|it| it.role != Role::Nobody).collect();
    // Who was removed belongs to the account until their administrator removes them.
    let at = |it: &Caller| it.account.or(it.left).map(|it| ACCOUNTS[it].id);
    insert(harness, USERS, people.iter().map(|it| user(it.id, at(it)))).await;
    insert(harness, USERS, (0..2).map(|it| user(MATES[it], Some(ACCOUNTS[it].id)))).await;
    let role = |it: &Caller| {
        let role = match it.role {
            Role::CoAdmin | Role::Free if at(it).is_some() => "co_admin",
            Role::Free | Role::Nobody => return None,
            Role::AccountAdmin => "account_admin",
            Role::GroupAdmin => "group_admin",
            Role::CoAdmin | Role::Locked | Role::Plain => "download",
        };
        let account = at(it).filter(|_| ["account_admin", "co_admin"].contains(&role));
        Some(format!("('{}', '{role}', {})", it.id, account.map_or("NULL".to_owned(), |it| format!("'{it}'"))))
    };
    insert(harness, "INSERT INTO user_roles (user_id, role, account_id) VALUES", people.iter().filter_map(role)).await;
    let locks = "INSERT INTO user_locks (user_id, reason, since) VALUES ('drifter', 'removed_from_account', 0), ('bridgex-locked', 'administrator', 0)";
    harness.execute(locks).await;
    let into = "INSERT INTO identities (issuer, subject, user_id, linked_at) VALUES";
    insert(harness, into, people.iter().map(|it| format!("('{}', '{1}', '{1}', 0)", identity::ISSUER, it.id))).await;
    let everybody: Vec<(&str, Option<&str>)> =
        people.iter().map(|it| (it.id, at(it))).chain((0..2).map(|it| (MATES[it], Some(ACCOUNTS[it].id)))).collect();
    for n in ["1", "2"] {
        let (account, by) = (format!("meadow-{n}"), format!("admin-meadow-{n}"));
        let rows = everybody.iter().map(|it| offered(&format!("transfer-{n}-{}", own(it.0)), &account, it.0, &by, now, until));
        insert(harness, TRANSFERS, rows).await;
        let rows = everybody.iter().map(|it| invited(&format!("invitation-{n}-{}", own(it.0)), &account, it.0, &by, now, until));
        insert(harness, INVITATIONS, rows).await;
    }
    let into =
        "INSERT INTO removal_requests (id, user_id, account_id, state, route, submitted_at, expires_at, blockers, decline_reason) VALUES";
    let row = |(id, at): &(&str, Option<&str>)| {
        let at = at.unwrap_or("meadow-1");
        format!("('request-{}', '{id}', '{at}', 'declined', 'administrator', 0, {until}, '', 'Not yet.')", own(id))
    };
    insert(harness, into, everybody.iter().map(row)).await;
    let row = |(id, at): &(&str, Option<&str>)| asked(&format!("person-request-{}", own(id)), id, at.unwrap_or("meadow-1"), now, until);
    insert(harness, PERSON_REQUESTS, everybody.iter().map(row)).await;
    for (kind, state) in [("check-out", "asked"), ("checked-out", "checked_out")] {
        let row = |(id, at): &(&str, Option<&str>)| {
            let (it, at) = (format!("{kind}-{}", own(id)), at.unwrap_or("meadow-1"));
            // Who belongs to nobody, or is locked, has none that is open.
            let state = if ["drifter", "bridgex-locked"].contains(id) { "cancelled" } else { state };
            checked_out(&it, at, id, &format!("on-{kind}"), state, now, until)
        };
        insert(harness, CHECK_OUTS, everybody.iter().map(row)).await;
    }
}
