//! Groups: who may change what of them, and what they give.

use super::harness::{Harness, TestResponse};
use axum::http::Method;
use serde_json::{Value, json};

const GROUPS: &str = "/v1/accounts/old-bridge/groups";

async fn create(harness: &Harness, person: &str, name: &str, roles: Value) -> TestResponse {
    harness.post(person, GROUPS, json!({"name": name, "roles": roles})).await
}

async fn member(harness: &Harness, person: &str, method: Method, group: &Value, user: &str) -> TestResponse {
    let path = format!("{GROUPS}/{}/members/{user}", group["id"].as_str().unwrap());
    harness.call(person, method, &path, &[], None).await
}

#[tokio::test]
async fn a_group_gives_its_roles_and_only_account_administrators_change_one_that_does() {
    let harness = Harness::new().await;
    for role in ["account_admin", "co_admin", "group_admin"] {
        create(&harness, "maria-silva", "Boss", json!([role])).await.problem(422, "administrators_group");
    }
    create(&harness, "tom-becker", "Beta", json!(["beta"])).await.problem(403, "only_account_admin");
    let beta = create(&harness, "maria-silva", "Beta", json!(["beta"])).await.ok(201);
    let plain = create(&harness, "tom-becker", "Site", json!([])).await.ok(201);
    create(&harness, "tom-becker", " sITE ", json!([])).await.problem(409, "group_name_taken");
    create(&harness, "tom-becker", " \u{202e} ", json!([])).await.problem(422, "name_required");
    create(&harness, "tom-becker", &"x".repeat(10_000), json!([])).await.problem(422, "text_too_long");

    let before = harness.me("ana-costa").await["policyVersion"].as_u64().unwrap();
    member(&harness, "tom-becker", Method::PUT, &beta, "ana-costa").await.problem(403, "only_account_admin");
    let ana = member(&harness, "maria-silva", Method::PUT, &beta, "ana-costa").await.ok(200);
    assert_eq!((&ana["roles"], &ana["groupRoles"]), (&json!(["download"]), &json!(["beta"])));
    assert_eq!(ana["groups"], json!([{"id": beta["id"], "name": "Beta"}]));
    let me = harness.me("ana-costa").await;
    assert_eq!(me["roles"], json!(["download", "beta"]));
    assert!(me["policyVersion"].as_u64().unwrap() > before);
    let path = format!("{GROUPS}/{}", beta["id"].as_str().unwrap());
    let write = |person: &'static str, body: Value| {
        let (harness, path) = (&harness, path.clone());
        async move { harness.call(person, Method::PUT, &path, &[], Some(body)).await }
    };
    write("tom-becker", json!({"name": "Mine", "roles": []})).await.problem(403, "only_account_admin");
    write("nora-lindqvist", json!({"name": "Mine"})).await.problem(404, "not_found");
    let before = harness.me("ana-costa").await["policyVersion"].as_u64().unwrap();
    assert_eq!(write("maria-silva", json!({"name": "Tests", "roles": ["learn_admin"]})).await.ok(200)["roles"], json!(["learn_admin"]));
    let me = harness.me("ana-costa").await;
    assert_eq!(me["roles"], json!(["download", "learn_admin"]));
    assert!(me["policyVersion"].as_u64().unwrap() > before, "another policy, without touching each member");
    harness.call("maria-silva", Method::DELETE, &path, &[], None).await.ok(200);
    assert_eq!(harness.me("ana-costa").await["roles"], json!(["download"]));
    let list = harness.get("maria-silva", GROUPS).await.ok(200);
    assert_eq!((list["items"].as_array().unwrap().len(), &list["items"][0]["id"]), (1, &plain["id"]));
    assert_eq!(harness.changes("ana-costa").await, ["maria-silva group.joined"]);
}

#[tokio::test]
async fn nobody_changes_their_own_groups() {
    let harness = Harness::new().await;
    let beta = create(&harness, "maria-silva", "Beta", json!(["beta"])).await.ok(201);
    member(&harness, "maria-silva", Method::PUT, &beta, "maria-silva").await.problem(403, "own_groups");
    harness
        .execute(&format!("INSERT INTO group_members (group_id, user_id) VALUES ('{}', 'maria-silva')", beta["id"].as_str().unwrap()))
        .await;
    member(&harness, "maria-silva", Method::DELETE, &beta, "maria-silva").await.problem(403, "own_groups");
    let path = format!("{GROUPS}/{}", beta["id"].as_str().unwrap());
    let more = json!({"name": "Beta", "roles": ["beta", "learn_admin"]});
    harness.call("maria-silva", Method::PUT, &path, &[], Some(more)).await.problem(403, "own_groups");
    harness.call("maria-silva", Method::DELETE, &path, &[], None).await.problem(403, "own_groups");
    let name = json!({"name": "Early", "roles": ["beta"]});
    assert_eq!(harness.call("maria-silva", Method::PUT, &path, &[], Some(name)).await.ok(200)["name"], "Early");
}

#[tokio::test]
async fn a_group_administrator_sees_and_changes_membership_only() {
    let harness = Harness::new().await;
    harness.execute("INSERT INTO user_roles (user_id, role) VALUES ('piet-jansen', 'group_admin')").await;
    let plain = create(&harness, "tom-becker", "Site", json!([])).await.ok(201);
    let beta = create(&harness, "maria-silva", "Beta", json!(["beta"])).await.ok(201);
    harness.file_request("ana-costa").await;
    for path in ["", "/users", "/groups"] {
        harness.get("piet-jansen", &format!("/v1/accounts/old-bridge{path}")).await.ok(200);
    }
    let ana = harness.get("piet-jansen", "/v1/accounts/old-bridge/users/ana-costa").await.ok(200);
    assert_eq!(ana["request"], Value::Null, "requests to leave are the administrators'");
    assert_eq!(harness.me("piet-jansen").await["inbox"], Value::Null);
    for path in ["/removal-requests", "/removals", "/approvals", "/machine-reports", "/users/ana-costa/removal-preflight", "/audit-events"]
    {
        harness.get("piet-jansen", &format!("/v1/accounts/old-bridge{path}")).await.problem(403, "not_allowed");
    }
    member(&harness, "piet-jansen", Method::PUT, &plain, "ana-costa").await.ok(200);
    member(&harness, "piet-jansen", Method::DELETE, &plain, "ana-costa").await.ok(200);
    member(&harness, "piet-jansen", Method::PUT, &beta, "ana-costa").await.problem(403, "only_account_admin");
    member(&harness, "piet-jansen", Method::PUT, &plain, "tom-becker").await.problem(403, "insufficient_rank");
    member(&harness, "piet-jansen", Method::PUT, &plain, "piet-jansen").await.problem(403, "own_groups");
    member(&harness, "piet-jansen", Method::PUT, &plain, "nora-lindqvist").await.problem(404, "not_found");
    create(&harness, "piet-jansen", "Mine", json!([])).await.problem(403, "not_allowed");
    let path = format!("{GROUPS}/{}", plain["id"].as_str().unwrap());
    harness.call("piet-jansen", Method::DELETE, &path, &[], None).await.problem(403, "not_allowed");
    assert_eq!(harness.changes("ana-costa").await, ["piet-jansen group.joined", "piet-jansen group.left"]);
}

/// Every item of a list, read page by page as a client does, and how many pages there were.
async fn pages(harness: &Harness, path: &str, limit: &str) -> (Vec<Value>, usize) {
    let (mut all, mut count, mut cursor) = (Vec::new(), 0, String::new());
    loop {
        let page = harness.get("maria-silva", &format!("{path}?{limit}{cursor}")).await.ok(200);
        all.extend(page["items"].as_array().unwrap().iter().cloned());
        count += 1;
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return (all, count),
        }
    }
}

#[tokio::test]
async fn groups_come_in_pages_by_name_like_every_list() {
    let harness = Harness::new().await;
    let there = harness.get("maria-silva", GROUPS).await.ok(200)["items"].as_array().unwrap().len();
    for n in 0..60 {
        // Upper and lower case and an accent, against the order of bytes and against that of a language.
        let name = format!("{} {n:02}", ["Zeta", "alpha", "Beta", "álef"][n % 4]);
        create(&harness, "maria-silva", &name, json!([])).await.ok(201);
    }
    let names = |all: &[Value]| all.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let (whole, one) = pages(&harness, GROUPS, "limit=100").await;
    assert_eq!((whole.len(), one), (there + 60, 1));
    let mut sorted = names(&whole);
    sorted.sort_by_key(|it| it.to_lowercase());
    assert_eq!(names(&whole), sorted);
    // Without a limit there are 50 on a page.
    for (limit, count) in [("", 2), ("limit=7", (there + 60).div_ceil(7)), ("limit=1", there + 60)] {
        assert_eq!(pages(&harness, GROUPS, limit).await, (whole.clone(), count), "{limit}");
    }
    for bad in ["limit=0", "limit=101", "limit=x", "cursor=x", "cursor=AAAA"] {
        harness.get("maria-silva", &format!("{GROUPS}?{bad}")).await.problem(400, "bad_request");
    }
}

#[tokio::test]
async fn fulfilment_contacts_come_in_pages_by_name_too() {
    let harness = Harness::new().await;
    for user in ["ana-costa", "tom-becker", "maria-silva"] {
        let path = format!("/v1/accounts/old-bridge/fulfilment-contacts/{user}");
        harness.call("maria-silva", Method::PUT, &path, &[], None).await.ok(200);
    }
    let contacts = "/v1/accounts/old-bridge/fulfilment-contacts";
    let (whole, one) = pages(&harness, contacts, "").await;
    assert!(whole.len() >= 3 && one == 1, "{whole:?}");
    let names: Vec<String> = whole.iter().map(|it| it["user"]["displayName"].as_str().unwrap().to_lowercase()).collect();
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(pages(&harness, contacts, "limit=1").await, (whole.clone(), whole.len()));
    assert_eq!(pages(&harness, contacts, "limit=2").await, (whole.clone(), whole.len().div_ceil(2)));
    harness.get("maria-silva", &format!("{contacts}?limit=0")).await.problem(400, "bad_request");
}

/// What of a JSON object says something, besides these members.
fn told_besides(object: &Value, known: &[&str]) -> Vec<String> {
    let empty = [json!(null), json!([]), json!(false), json!(0), json!({"code": null, "decidedBy": "none"})];
    let told = object.as_object().unwrap().iter().filter(|it| !known.contains(&it.0.as_str()) && !empty.contains(it.1));
    told.map(|it| format!("{}: {}", it.0, it.1)).collect()
}

/// Field case L17: whoever may change group membership sees who there is and in which groups, and nothing of locks, licences, countries or contracts.
#[tokio::test]
async fn who_may_change_group_membership_sees_names_addresses_and_groups_only() {
    let harness = Harness::new().await;
    let users = "/v1/accounts/old-bridge/users";
    let set = async |user: &str, what: &str, body: Value| {
        harness.call("maria-silva", Method::PUT, &format!("{users}/{user}/{what}"), &[], Some(body)).await.ok(200)
    };
    let group = create(&harness, "maria-silva", "Beta", json!(["beta"])).await.ok(201)["id"].clone();
    let join = format!("{GROUPS}/{}/members/piet-jansen", group.as_str().unwrap());
    harness.call("maria-silva", Method::PUT, &join, &[], None).await.ok(200);
    set("piet-jansen", "entitlement-country", json!({"country": "GB"})).await;
    set("tom-becker", "roles", json!({"roles": ["group_admin"]})).await;
    let licence = json!({"product": "bridge-modeler", "user": "piet-jansen"});
    harness.post("maria-silva", "/v1/accounts/old-bridge/licence-assignments", licence).await.ok(201);
    harness.post("maria-silva", &format!("{users}/piet-jansen/lock"), json!({})).await.ok(200);
    let full = harness.get("maria-silva", &format!("{users}/piet-jansen")).await.ok(200);
    assert!(told_besides(&full, &["user", "groups", "since"]).len() >= 5, "{full}");

    let card = harness.get("tom-becker", &format!("{users}/piet-jansen")).await.ok(200);
    let list = harness.get("tom-becker", users).await.ok(200);
    let listed = list["items"].as_array().unwrap().iter().find(|it| it["user"]["id"] == "piet-jansen").unwrap();
    for it in [&card, listed] {
        assert_eq!(told_besides(it, &["user", "groups", "since", "limited"]), Vec::<String>::new());
        assert_eq!((&it["user"], &it["groups"], &it["limited"]), (&full["user"], &full["groups"], &json!(true)));
    }
    let account = harness.get("tom-becker", "/v1/accounts/old-bridge").await.ok(200);
    assert_eq!(told_besides(&account, &["id", "name", "federation", "offlineDays", "limited"]), Vec::<String>::new());
    assert!(harness.get("maria-silva", "/v1/accounts/old-bridge").await.ok(200)["limited"].is_null());
}
