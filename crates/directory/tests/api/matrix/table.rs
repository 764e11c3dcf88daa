//! Who may use which route, and what comes of it where everything fits: one row for each operation of the OpenAPI document. A placeholder
//! `<kind>` in a body, and each parameter of a path, stands for a thing of that kind (see `world.rs`).

/// AllowedCaller may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AllowedCaller {
    /// With or without a token.
    Anybody,
    /// Whoever is signed in, about themselves; these are the statuses in every state that they may be in.
    Self_(&'static [u16]),
    /// The same, but for people of an account who are locked.
    Member(&'static [u16]),
    /// Administrators of the account, and who may change group membership.
    Groups(u16),
    /// Administrators of the account.
    Administrators(u16),
    /// Order systems with this scope, and no person at all.
    Operator(&'static str, u16),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) who: AllowedCaller,
    /// Parameters of the path and their kinds.
    pub(super) ids: &'static [(&'static str, &'static str)],
    /// The body, if there is one.
    pub(super) body: Option<&'static str>,
    /// What is made so in the database before the request that shall succeed.
    pub(super) given: Option<&'static str>,
}

const fn row(
    method: &'static str,
    path: &'static str,
    who: AllowedCaller,
    ids: &'static [(&'static str, &'static str)],
    body: Option<&'static str>,
) -> Row {
    Row { method, path, who, ids, body, given: None }
}

const fn given(sql: &'static str, row: Row) -> Row {
    Row { given: Some(sql), ..row }
}

use AllowedCaller::{Administrators, Anybody, Groups, Member, Operator, Self_};

const USER: &[(&str, &str)] = &[("user", "user")];
const GROUP: &[(&str, &str)] = &[("group", "group")];
const MEMBER: &[(&str, &str)] = &[("group", "group"), ("user", "user")];
const LICENCE: &[(&str, &str)] = &[("id", "licence")];
const WAITING: &[(&str, &str)] = &[("user", "waiting")];
const TRANSFER: &[(&str, &str)] = &[("id", "transfer")];
const INVITATION: &[(&str, &str)] = &[("id", "invitation")];
const REQUEST: &[(&str, &str)] = &[("id", "request")];
const PERSON_REQUEST: &[(&str, &str)] = &[("id", "person-request")];
const CHECK_OUT: &[(&str, &str)] = &[("id", "check-out")];
const CHECKED_OUT: &[(&str, &str)] = &[("id", "checked-out")];

/// What an order system names has ids of the sample organisation, see `operator.rs`.
const PRODUCT: &[(&str, &str)] = &[("id", "product")];
const DOMAIN: &[(&str, &str)] = &[("domain", "domain")];
const CONTRACT: &[(&str, &str)] = &[("country", "country")];
const ENTITLEMENT: &[(&str, &str)] = &[("id", "entitlement")];
const PERSON: &[(&str, &str)] = &[("person", "person")];

const READ: &str = "operator.read";
const CATALOGUE: &str = "operator.catalogue";
const ACCOUNTS: &str = "operator.accounts";
const PEOPLE: &str = "operator.people";

#[rustfmt::skip]
pub(super) const TABLE: &[Row] = &[
    row("GET", "/.well-known/oauth-protected-resource", Anybody, &[], None),
    row("GET", "/v1/policy-keys", Anybody, &[], None),
    row("GET", "/health/live", Anybody, &[], None),
    row("GET", "/health/ready", Anybody, &[], None),
    row("GET", "/metrics", Anybody, &[], None),

    row("GET", "/v1/me", Self_(&[200]), &[], None),
    row("PATCH", "/v1/me", Self_(&[200]), &[], Some(r#"{"locale": "de"}"#)),
    row("GET", "/v1/me/policy", Self_(&[200]), &[], None),
    row("GET", "/v1/me/events", Self_(&[200]), &[], None),
    row("GET", "/v1/me/removal-requests", Self_(&[200]), &[], None),
    row("POST", "/v1/me/removal-requests/{id}/resend", Self_(&[201, 409]), REQUEST, Some("{}")),
    row("DELETE", "/v1/me/removal-requests/{id}", Self_(&[200, 409]), REQUEST, None),
    row("POST", "/v1/me/removal-requests", Self_(&[201, 409]), &[], Some(r#"{"to": "<admin>"}"#)),
    row("GET", "/v1/me/requests", Self_(&[200]), &[], None),
    row("POST", "/v1/me/requests", Self_(&[201, 409]), &[], Some(r#"{"kind": "country", "country": "DE", "note": "Please."}"#)),
    row("DELETE", "/v1/me/requests/{id}", Self_(&[200, 409]), PERSON_REQUEST, None),
    row("POST", "/v1/me/leave", Self_(&[409]), &[], None),
    row("POST", "/v1/me/machine-reports", Member(&[201, 409]), &[], Some(r#"{"machineName": "Laptop", "summary": "All is well.", "facts": {}}"#)),
    row("GET", "/v1/me/check-outs", Self_(&[200]), &[], None),
    row("POST", "/v1/me/check-outs", Member(&[201, 409]), &[],
        Some(r#"{"product": "terrain-viewer", "machine": {"id": "machine-<set>", "name": "Laptop"}, "days": 14}"#)),
    row("DELETE", "/v1/me/check-outs/{id}", Member(&[200, 409]), CHECK_OUT, None),
    row("POST", "/v1/me/check-outs/{id}/return", Member(&[200, 409]), CHECKED_OUT, None),
    row("GET", "/v1/me/service-requests", Self_(&[200]), &[], None),
    row("POST", "/v1/me/service-requests", Self_(&[201]), &[], Some(r#"{"text": "Please help."}"#)),
    row("POST", "/v1/me/transfers/{id}/decline", Self_(&[200]), &[("id", "transfer-2")], None),
    row("POST", "/v1/me/transfers/{id}/accept", Self_(&[200]), &[("id", "transfer-1")], None),
    row("POST", "/v1/me/invitations/{id}/decline", Self_(&[200, 409]), &[("id", "invitation-2")], None),
    row("POST", "/v1/me/invitations/{id}/accept", Self_(&[200, 409]), &[("id", "invitation-1")], None),

    row("GET", "/v1/accounts/{account}", Groups(200), &[], None),
    row("GET", "/v1/accounts/{account}/entitlements", Administrators(200), &[], None),
    row("GET", "/v1/accounts/{account}/machine-reports", Administrators(200), &[], None),
    row("GET", "/v1/accounts/{account}/audit-events", Administrators(200), &[], None),

    row("GET", "/v1/accounts/{account}/users", Groups(200), &[], None),
    row("POST", "/v1/accounts/{account}/users", Administrators(201), &[], Some(r#"{"email": "fresh-<set>@example.org", "action": "create"}"#)),
    row("GET", "/v1/accounts/{account}/users/{user}", Groups(200), USER, None),
    row("GET", "/v1/accounts/{account}/users/{user}/removal-preflight", Administrators(200), USER, None),
    row("GET", "/v1/accounts/{account}/users/{user}/rights", Administrators(200), USER, None),
    row("DELETE", "/v1/accounts/{account}/users/{user}", Administrators(200), USER, None),
    row("POST", "/v1/accounts/{account}/users/{user}/lock", Administrators(200), USER, None),
    given("INSERT INTO user_locks (user_id, reason, since) VALUES ('<user>', 'administrator', 0)",
        row("POST", "/v1/accounts/{account}/users/{user}/unlock", Administrators(200), USER, Some(r#"{"lock": "administrator"}"#))),
    row("PUT", "/v1/accounts/{account}/users/{user}/roles", Administrators(200), USER, Some(r#"{"roles": ["download", "beta"]}"#)),
    row("PUT", "/v1/accounts/{account}/users/{user}/entitlement-country", Administrators(200), USER, Some(r#"{"country": "FR"}"#)),

    row("GET", "/v1/accounts/{account}/fulfilment-contacts", Administrators(200), &[], None),
    row("PUT", "/v1/accounts/{account}/fulfilment-contacts/{user}", Administrators(200), USER, None),
    given("INSERT INTO fulfilment_contacts (account_id, user_id) VALUES ('<account>', '<user>')",
        row("DELETE", "/v1/accounts/{account}/fulfilment-contacts/{user}", Administrators(200), USER, None)),

    row("GET", "/v1/accounts/{account}/removals", Administrators(200), &[], None),
    row("POST", "/v1/accounts/{account}/removals/{id}/undo", Administrators(200), &[("id", "removal")], None),

    row("GET", "/v1/accounts/{account}/groups", Groups(200), &[], None),
    row("POST", "/v1/accounts/{account}/groups", Administrators(201), &[], Some(r#"{"name": "New <set>"}"#)),
    row("PUT", "/v1/accounts/{account}/groups/{group}", Administrators(200), GROUP, Some(r#"{"name": "Renamed <set>"}"#)),
    row("DELETE", "/v1/accounts/{account}/groups/{group}", Administrators(200), GROUP, None),
    row("PUT", "/v1/accounts/{account}/groups/{group}/members/{user}", Groups(200), MEMBER, None),
    given("INSERT INTO group_members (group_id, user_id) VALUES ('<group>', '<user>')",
        row("DELETE", "/v1/accounts/{account}/groups/{group}/members/{user}", Groups(200), MEMBER, None)),

    row("GET", "/v1/accounts/{account}/licence-assignments", Administrators(200), &[], None),
    row("POST", "/v1/accounts/{account}/licence-assignments", Administrators(201), &[], Some(r#"{"product": "<product>", "user": "<spare>"}"#)),
    row("PUT", "/v1/accounts/{account}/licence-assignments/{id}", Administrators(200), LICENCE, Some(r#"{"user": "<spare>"}"#)),
    row("DELETE", "/v1/accounts/{account}/licence-assignments/{id}", Administrators(200), LICENCE, None),

    row("GET", "/v1/accounts/{account}/approvals", Administrators(200), &[], None),
    row("POST", "/v1/accounts/{account}/approvals/{user}/approve", Administrators(200), WAITING, None),
    row("POST", "/v1/accounts/{account}/approvals/{user}/reject", Administrators(200), WAITING, None),

    row("GET", "/v1/accounts/{account}/transfers", Administrators(200), &[], None),
    row("POST", "/v1/accounts/{account}/transfers", Administrators(201), &[], Some(r#"{"email": "courted-<set>@example.org"}"#)),
    row("DELETE", "/v1/accounts/{account}/transfers/{id}", Administrators(200), TRANSFER, None),

    row("GET", "/v1/accounts/{account}/invitations", Administrators(200), &[], None),
    row("POST", "/v1/accounts/{account}/invitations", Administrators(201), &[], Some(r#"{"email": "free-<set>@example.org"}"#)),
    row("DELETE", "/v1/accounts/{account}/invitations/{id}", Administrators(200), INVITATION, None),
    row("POST", "/v1/accounts/{account}/invitations/{id}/resend", Administrators(200), INVITATION, None),

    row("GET", "/v1/accounts/{account}/removal-requests", Administrators(200), &[], None),
    row("GET", "/v1/accounts/{account}/removal-requests/{id}", Administrators(200), REQUEST, None),
    row("POST", "/v1/accounts/{account}/removal-requests/{id}/seen", Administrators(200), REQUEST, None),
    row("POST", "/v1/accounts/{account}/removal-requests/{id}/approve", Administrators(200), REQUEST, None),
    row("POST", "/v1/accounts/{account}/removal-requests/{id}/decline", Administrators(200), REQUEST, Some(r#"{"reason": "Not yet."}"#)),

    row("GET", "/v1/accounts/{account}/requests", Administrators(200), &[], None),
    row("GET", "/v1/accounts/{account}/requests/{id}", Administrators(200), PERSON_REQUEST, None),
    row("POST", "/v1/accounts/{account}/requests/{id}/seen", Administrators(200), PERSON_REQUEST, None),
    row("POST", "/v1/accounts/{account}/requests/{id}/approve", Administrators(200), PERSON_REQUEST, None),
    row("POST", "/v1/accounts/{account}/requests/{id}/decline", Administrators(200), PERSON_REQUEST, Some(r#"{"reason": "Not yet."}"#)),

    row("GET", "/v1/accounts/{account}/check-outs", Administrators(200), &[], None),
    row("POST", "/v1/accounts/{account}/check-outs/{id}/allow", Administrators(200), CHECK_OUT, Some(r#"{"days": 30}"#)),
    row("POST", "/v1/accounts/{account}/check-outs/{id}/decline", Administrators(200), CHECK_OUT, Some(r#"{"reason": "Not yet."}"#)),
    row("DELETE", "/v1/accounts/{account}/check-outs/{id}", Administrators(200), CHECKED_OUT, None),

    row("GET", "/v1/operator/products", Operator(READ, 200), &[], None),
    row("GET", "/v1/operator/products/{id}", Operator(READ, 200), PRODUCT, None),
    row("PUT", "/v1/operator/products/{id}", Operator(CATALOGUE, 200), PRODUCT, Some(r#"{"name": "Bridge Modeler 2"}"#)),
    row("GET", "/v1/operator/accounts", Operator(READ, 200), &[], None),
    row("GET", "/v1/operator/accounts/{account}", Operator(READ, 200), &[], None),
    row("PUT", "/v1/operator/accounts/{account}", Operator(ACCOUNTS, 200), &[], Some(r#"{"name": "Old Bridge plc"}"#)),
    row("GET", "/v1/operator/accounts/{account}/domains", Operator(READ, 200), &[], None),
    row("GET", "/v1/operator/accounts/{account}/domains/{domain}", Operator(READ, 200), DOMAIN, None),
    row("PUT", "/v1/operator/accounts/{account}/domains/{domain}", Operator(ACCOUNTS, 200), DOMAIN, None),
    row("DELETE", "/v1/operator/accounts/{account}/domains/{domain}", Operator(ACCOUNTS, 200), DOMAIN, None),
    row("GET", "/v1/operator/accounts/{account}/contracts", Operator(READ, 200), &[], None),
    row("GET", "/v1/operator/accounts/{account}/contracts/{country}", Operator(READ, 200), CONTRACT, None),
    row("PUT", "/v1/operator/accounts/{account}/contracts/{country}", Operator(ACCOUNTS, 200), CONTRACT, Some(r#"{"annualRevenue": 7}"#)),
    row("DELETE", "/v1/operator/accounts/{account}/contracts/{country}", Operator(ACCOUNTS, 200), CONTRACT, None),
    row("GET", "/v1/operator/accounts/{account}/entitlements", Operator(READ, 200), &[], None),
    row("GET", "/v1/operator/entitlements/{id}", Operator(READ, 200), ENTITLEMENT, None),
    row("PUT", "/v1/operator/entitlements/{id}", Operator(ACCOUNTS, 200), ENTITLEMENT,
        Some(r#"{"account": "old-bridge", "product": "bridge-modeler", "starts": "2026-01-01"}"#)),
    row("DELETE", "/v1/operator/entitlements/{id}", Operator(ACCOUNTS, 200), ENTITLEMENT, None),
    row("GET", "/v1/operator/accounts/{account}/people", Operator(READ, 200), &[], None),
    row("GET", "/v1/operator/people/{person}", Operator(READ, 200), PERSON, None),
    row("PUT", "/v1/operator/people/{person}", Operator(PEOPLE, 200), PERSON,
        Some(r#"{"email": "ana.costa@oldbridge.example.com", "account": "old-bridge", "roles": ["beta"], "country": "GB"}"#)),
    row("DELETE", "/v1/operator/people/{person}", Operator(PEOPLE, 200), PERSON, None),
    row("POST", "/v1/operator/imports", Operator(ACCOUNTS, 200), &[], Some(r#"{"record": "account", "id": "old-bridge", "name": "Old Bridge Ltd"}"#)),
    row("DELETE", "/v1/operator/products/{id}", Operator(CATALOGUE, 200), PRODUCT, None),
    row("DELETE", "/v1/operator/accounts/{account}", Operator(ACCOUNTS, 200), &[], Some(r#"{"because": "The contract ended."}"#)),
    row("POST", "/v1/operator/accounts/{account}/reopen", Operator(ACCOUNTS, 200), &[], None),
    row("POST", "/v1/operator/accounts/{account}/administrator", Operator(ACCOUNTS, 200), &[],
        Some(r#"{"email": "new.admin@oldbridge.example.com"}"#)),
];
