//! What administrators see and change of their account's people, and every guard on it.

use super::harness::{Harness, TestResponse};
use axum::http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};

const OLD: &str = "/v1/accounts/old-bridge";

async fn delete(harness: &Harness, person: &str, path: &str) -> TestResponse {
    harness.call(person, Method::DELETE, path, &[], None).await
}

async fn put(harness: &Harness, person: &str, path: &str, body: Value) -> TestResponse {
    harness.call(person, Method::PUT, path, &[], Some(body)).await
}

async fn set_roles(harness: &Harness, person: &str, user: &str, roles: Value) -> TestResponse {
    put(harness, person, &format!("{OLD}/users/{user}/roles"), json!({"roles": roles})).await
}

async fn contact(harness: &Harness, person: &str, user: &str) -> TestResponse {
    harness.call(person, Method::PUT, &format!("{OLD}/fulfilment-contacts/{user}"), &[], None).await
}

#[tokio::test]
async fn people_are_found_by_the_beginning_of_names_words_and_addresses_page_by_page() {
    let harness = Harness::new().await;
    let find = |query: &'static str| {
        let harness = &harness;
        async move {
            let list = harness.get("maria-silva", &format!("{OLD}/users?query={query}")).await.ok(200);
            let names = list["items"].as_array().unwrap().iter().map(|it| it["user"]["displayName"].as_str().unwrap().to_owned());
            names.collect::<Vec<_>>().join(", ")
        }
    };
    assert_eq!(find("").await, "Ana Costa, Maria Silva, Piet Jansen, Tom Becker");
    assert_eq!(find("COS").await, "Ana Costa");
    assert_eq!(find("ana%20c").await, "Ana Costa");
    assert_eq!(find("tom.becker%40old").await, "Tom Becker");
    assert_eq!(find("Nora").await, "", "of another account");
    assert_eq!(find("%25").await, "", "nothing is a pattern");
    assert_eq!(find("%00").await, "");

    let (mut seen, mut path) = (Vec::new(), format!("{OLD}/users?limit=1"));
    loop {
        let list = harness.get("tom-becker", &path).await.ok(200);
        seen.push(list["items"][0]["user"]["id"].as_str().unwrap().to_owned());
        let Some(cursor) = list["nextCursor"].as_str() else { break };
        path = format!("{OLD}/users?limit=1&cursor={cursor}");
    }
    assert_eq!(seen, ["ana-costa", "maria-silva", "piet-jansen", "tom-becker"]);
    for bad in ["limit=0", "limit=101", "cursor=%C3%A9", "cursor=AAAA", "limit=x"] {
        let answer = harness.get("tom-becker", &format!("{OLD}/users?{bad}")).await;
        assert!(answer.status == 400 || bad == "cursor=AAAA", "{bad}: {answer:?}");
    }
}

#[tokio::test]
async fn another_account_does_not_exist_and_ones_own_role_may_not_do() {
    let harness = Harness::new().await;
    let reads = ["", "/users", "/users/ana-costa", "/users/ana-costa/removal-preflight", "/fulfilment-contacts", "/removals", "/groups"];
    let reads = reads.into_iter().chain(["/licence-assignments", "/entitlements", "/approvals", "/machine-reports"]);
    for path in reads.map(|it| format!("{OLD}{it}")) {
        harness.get("maria-silva", &path).await.ok(200);
        harness.get("nora-lindqvist", &path).await.problem(404, "not_found");
        harness.get("yara-haddad", &path).await.problem(404, "not_found");
        harness.get("ana-costa", &path).await.problem(403, "not_allowed");
    }
    let writes = [
        (Method::POST, "/users", json!({"email": "x@example.org"})),
        (Method::DELETE, "/users/ana-costa", Value::Null),
        (Method::POST, "/users/ana-costa/lock", json!({})),
        (Method::POST, "/users/ana-costa/unlock", json!({"lock": "administrator"})),
        (Method::PUT, "/users/ana-costa/roles", json!({"roles": []})),
        (Method::PUT, "/users/ana-costa/entitlement-country", json!({"country": null})),
        (Method::PUT, "/fulfilment-contacts/ana-costa", json!({})),
        (Method::DELETE, "/fulfilment-contacts/piet-jansen", Value::Null),
        (Method::POST, "/removals/x/undo", Value::Null),
        (Method::POST, "/groups", json!({"name": "x"})),
        (Method::POST, "/licence-assignments", json!({"product": "bridge-modeler", "user": "ana-costa"})),
        (Method::POST, "/approvals/ana-costa/approve", Value::Null),
    ];
    for (method, path, body) in writes {
        let body = Some(body).filter(|it| !it.is_null());
        for (person, status, code) in [("nora-lindqvist", 404, "not_found"), ("piet-jansen", 403, "not_allowed")] {
            let answer = harness.call(person, method.clone(), &format!("{OLD}{path}"), &[], body.clone()).await;
            answer.problem(status, code);
        }
    }
    // Nobody reaches another account's people through their own.
    for user in ["ana-costa", "nobody", "a%00b"] {
        harness.get("nora-lindqvist", &format!("/v1/accounts/northwind-rail/users/{user}")).await.problem(404, "not_found");
        let path = format!("/v1/accounts/northwind-rail/users/{user}");
        delete(&harness, "nora-lindqvist", &path).await.problem(404, "not_found");
    }
    assert!(harness.changes("ana-costa").await.is_empty());
}

#[tokio::test]
async fn preflight_lists_everything_at_once_and_removal_obeys_it() {
    let harness = Harness::new().await;
    let path = format!("{OLD}/users/maria-silva");
    contact(&harness, "maria-silva", "maria-silva").await.ok(200);
    let body = json!({"product": "bridge-modeler", "user": "maria-silva"});
    let licence = harness.post("maria-silva", &format!("{OLD}/licence-assignments"), body.clone()).await.ok(201);
    harness.post("maria-silva", &format!("{OLD}/licence-assignments"), body).await.problem(409, "licence_assigned");
    harness.execute("INSERT INTO user_locks (user_id, reason, since) VALUES ('tom-becker', 'support', 0)").await;
    let said = harness.get("maria-silva", &format!("{path}/removal-preflight")).await.ok(200);
    assert_eq!(said["blockers"], json!(["fulfilment_contact", "last_administrator", "assigned_licence"]));
    assert_eq!((&said["blocked"], &said["licences"][0]["id"]), (&json!(true), &licence["id"]));
    harness.execute("DELETE FROM user_locks WHERE user_id = 'tom-becker'").await;
    let said = harness.get("tom-becker", &format!("{path}/removal-preflight")).await.ok(200);
    assert_eq!(said["blockers"], json!(["fulfilment_contact", "insufficient_rank", "assigned_licence"]));
    let refused = delete(&harness, "tom-becker", &path).await.problem(409, "removal_blocked");
    assert_eq!(refused["blockers"], said["blockers"]);
    // Warnings block nothing; the licence is given back.
    delete(&harness, "maria-silva", &format!("{OLD}/fulfilment-contacts/maria-silva")).await.ok(200);
    delete(&harness, "maria-silva", &path).await.ok(200);
    assert_eq!(harness.get("tom-becker", &format!("{OLD}/licence-assignments")).await.ok(200)["items"], json!([]));
    let lena = "/v1/accounts/harbour/users/lena-vogt";
    assert_eq!(delete(&harness, "jonas-weber", lena).await.problem(409, "removal_blocked")["blockers"], json!(["directory_managed"]));
}

#[tokio::test]
async fn the_last_two_administrators_cannot_both_go() {
    for step in 0..3 {
        let harness = Harness::new().await;
        harness.execute("UPDATE user_roles SET role = 'account_admin' WHERE user_id = 'tom-becker'").await;
        let (maria, tom) = (format!("{OLD}/users/maria-silva"), format!("{OLD}/users/tom-becker"));
        let attack = |person: &'static str, path: String| {
            let harness = &harness;
            async move {
                match step {
                    0 => delete(harness, person, &path).await,
                    1 => harness.post(person, &format!("{path}/lock"), json!({})).await,
                    _ => put(harness, person, &format!("{path}/roles"), json!({"roles": []})).await,
                }
            }
        };
        harness.token("tom-becker").await;
        let (one, two) = tokio::join!(attack("maria-silva", tom), attack("tom-becker", maria));
        let won = [&one, &two].iter().filter(|it| it.status == 200).count();
        assert_eq!(won, 1, "{step}: {one:?} {two:?}");
        // And who is left cannot go either, of their own hand.
        let (left, path) = if one.status == 200 { ("maria-silva", "maria-silva") } else { ("tom-becker", "tom-becker") };
        let code = if step == 0 { "removal_blocked" } else { "last_administrator" };
        attack(left, format!("{OLD}/users/{path}")).await.problem(409, code);
    }
}

/// Security check 5: Nobody raises their own rank, and nobody touches whoever is above them.
#[tokio::test]
async fn nobody_raises_themselves_or_touches_who_is_above() {
    let harness = Harness::new().await;
    set_roles(&harness, "tom-becker", "tom-becker", json!(["account_admin", "co_admin"])).await.problem(403, "only_account_admin");
    set_roles(&harness, "tom-becker", "tom-becker", json!(["co_admin", "group_admin"])).await.problem(403, "own_rank");
    set_roles(&harness, "tom-becker", "ana-costa", json!(["account_admin"])).await.problem(403, "only_account_admin");
    set_roles(&harness, "tom-becker", "maria-silva", json!([])).await.problem(403, "insufficient_rank");
    harness.post("tom-becker", &format!("{OLD}/users/maria-silva/lock"), json!({})).await.problem(403, "insufficient_rank");
    let country = format!("{OLD}/users/maria-silva/entitlement-country");
    put(&harness, "tom-becker", &country, json!({"country": "FR"})).await.problem(403, "insufficient_rank");
    contact(&harness, "tom-becker", "maria-silva").await.problem(403, "insufficient_rank");
    assert!(harness.changes("maria-silva").await.is_empty() && harness.changes("tom-becker").await.is_empty());

    let member = set_roles(&harness, "tom-becker", "ana-costa", json!(["download", "beta", "beta", "co_admin"])).await.ok(200);
    assert_eq!(member["roles"], json!(["co_admin", "download", "beta"]));
    set_roles(&harness, "maria-silva", "ana-costa", json!(["account_admin"])).await.ok(200);
    set_roles(&harness, "maria-silva", "ana-costa", json!(["king"])).await.problem(422, "invalid_body");
    set_roles(&harness, "maria-silva", "maria-silva", json!(["download"])).await.ok(200);
    // She gave it up: it is not hers to take back.
    set_roles(&harness, "maria-silva", "maria-silva", json!(["account_admin"])).await.problem(403, "not_allowed");
    assert_eq!(harness.changes("ana-costa").await, ["tom-becker user.roles_changed", "maria-silva user.roles_changed"]);
}

#[tokio::test]
async fn a_lock_withdraws_the_policy_at_once_and_is_lifted_by_name() {
    let harness = Harness::new().await;
    let before = harness.me("ana-costa").await["policyVersion"].as_u64().unwrap();
    let lock = format!("{OLD}/users/ana-costa/lock");
    harness.post("tom-becker", &lock, json!({"because": "x".repeat(501)})).await.problem(422, "text_too_long");
    for _ in 0..2 {
        let member = harness.post("tom-becker", &lock, json!({"because": "Lost laptop."})).await.ok(200);
        assert_eq!(member["locks"][0]["reason"], "administrator");
    }
    assert_eq!(harness.changes("ana-costa").await, ["tom-becker user.locked"], "twice is once");
    let me = harness.me("ana-costa").await;
    assert!(me["policyVersion"].as_u64().unwrap() > before && me["limitedView"] == true);
    let unlock = format!("{OLD}/users/ana-costa/unlock");
    for lock in ["support", "directory_disabled"] {
        harness.post("maria-silva", &unlock, json!({"lock": lock})).await.problem(403, "not_yours_to_lift");
    }
    harness.post("maria-silva", &unlock, json!({"lock": "boredom"})).await.problem(422, "invalid_body");
    assert_eq!(harness.post("maria-silva", &unlock, json!({"lock": "administrator"})).await.ok(200)["locks"], json!([]));
    assert_eq!(harness.me("ana-costa").await["limitedView"], false);
}

#[tokio::test]
async fn an_explicit_country_wins_and_can_be_taken_away() {
    let harness = Harness::new().await;
    let path = format!("{OLD}/users/ana-costa/entitlement-country");
    let set = |country: Value| put(&harness, "tom-becker", &path, json!({ "country": country }));
    let member = set(json!("fr")).await.ok(200);
    assert_eq!((&member["country"], &member["explicitCountry"]), (&json!({"code": "FR", "decidedBy": "explicit"}), &json!("FR")));
    set(json!("ZZ")).await.problem(422, "unknown_country");
    set(json!("\u{0}")).await.problem(422, "unknown_country");
    assert_eq!(set(Value::Null).await.ok(200)["country"], json!({"code": "GB", "decidedBy": "revenue"}));
}

#[tokio::test]
async fn an_account_keeps_one_to_ten_fulfilment_contacts() {
    let harness = Harness::new().await;
    let piet = format!("{OLD}/fulfilment-contacts/piet-jansen");
    delete(&harness, "maria-silva", &piet).await.problem(409, "last_fulfilment_contact");
    delete(&harness, "maria-silva", &format!("{OLD}/fulfilment-contacts/ana-costa")).await.problem(404, "not_found");
    contact(&harness, "maria-silva", "nora-lindqvist").await.problem(404, "not_found");
    let body = json!({"country": "GB"});
    let member = put(&harness, "maria-silva", &format!("{OLD}/fulfilment-contacts/ana-costa"), body).await.ok(200);
    assert_eq!(member["fulfilmentContact"], json!({"country": "GB"}));
    let list = harness.get("tom-becker", &format!("{OLD}/fulfilment-contacts")).await.ok(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    assert_eq!((&list["items"][0]["user"]["id"], &list["items"][0]["country"]), (&json!("ana-costa"), &json!("GB")));
    for n in 0..9 {
        harness.execute(&format!("INSERT INTO users (id, email, email_key, display_name, locale, account_id, provisioned, created_at, version, changed_at) SELECT 'p{n}', 'p{n}@example.org', 'p{n}@example.org', 'P {n}', 'en', 'old-bridge', provisioned, 0, 0, 0 FROM users WHERE id = 'ana-costa'")).await;
        let answer = contact(&harness, "maria-silva", &format!("p{n}")).await;
        if n < 8 { drop(answer.ok(200)) } else { drop(answer.problem(409, "too_many_contacts")) }
    }
    // Of two who end the last two designations at once, one is refused.
    harness.execute("DELETE FROM fulfilment_contacts WHERE account_id = 'old-bridge' AND user_id LIKE 'p_'").await;
    harness.token("tom-becker").await;
    let ana = format!("{OLD}/fulfilment-contacts/ana-costa");
    let (one, two) = tokio::join!(delete(&harness, "maria-silva", &piet), delete(&harness, "tom-becker", &ana));
    assert_eq!([one.status, two.status].iter().filter(|it| it.as_u16() == 200).count(), 1, "{one:?} {two:?}");
}

#[tokio::test]
async fn undo_restores_what_was_taken_but_for_administrators_roles() {
    let harness = Harness::new().await;
    let group = harness.post("maria-silva", &format!("{OLD}/groups"), json!({"name": "Site"})).await.ok(201);
    let group = group["id"].as_str().unwrap();
    put(&harness, "maria-silva", &format!("{OLD}/groups/{group}/members/ana-costa"), Value::Null).await;
    harness.call("maria-silva", Method::PUT, &format!("{OLD}/groups/{group}/members/ana-costa"), &[], None).await.ok(200);
    set_roles(&harness, "maria-silva", "ana-costa", json!(["download", "co_admin", "group_admin"])).await.ok(200);
    put(&harness, "maria-silva", &format!("{OLD}/users/ana-costa/entitlement-country"), json!({"country": "FR"})).await.ok(200);
    let ana = format!("{OLD}/users/ana-costa");
    let before = harness.get("maria-silva", &ana).await.ok(200);
    let removal = delete(&harness, "maria-silva", &ana).await.ok(200);
    assert_eq!((&removal["user"]["id"], &removal["needsConsent"]), (&json!("ana-costa"), &json!(false)));
    harness.get("maria-silva", &ana).await.problem(404, "not_found");
    delete(&harness, "maria-silva", &ana).await.problem(404, "not_found");
    assert_eq!(harness.get("maria-silva", &format!("{OLD}/removals")).await.ok(200)["items"], json!([removal]));
    let undo = format!("{OLD}/removals/{}/undo", removal["id"].as_str().unwrap());
    let call = |person: &'static str, path: String| {
        let harness = &harness;
        async move { harness.call(person, Method::POST, &path, &[], None).await }
    };
    call("nora-lindqvist", undo.replace("old-bridge", "northwind-rail")).await.problem(404, "not_found");
    let mut expected = before.clone();
    expected["roles"] = json!(["download"]);
    assert_eq!(call("tom-becker", undo.clone()).await.ok(200)["member"], expected);
    call("tom-becker", undo).await.problem(409, "cannot_undo");
    assert_eq!(harness.get("maria-silva", &format!("{OLD}/removals")).await.ok(200)["items"], json!([]));
    assert_eq!(harness.me("ana-costa").await["limitedView"], false);

    // Whoever has joined another account is not taken back, not even once they have left it.
    let removal = delete(&harness, "maria-silva", &ana).await.ok(200);
    let undo = format!("{OLD}/removals/{}/undo", removal["id"].as_str().unwrap());
    let add = json!({"email": "ana.costa@oldbridge.example.com", "action": "addToAccount"});
    harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/users", add).await.ok(201);
    call("maria-silva", undo.clone()).await.problem(409, "cannot_undo");
    delete(&harness, "nora-lindqvist", "/v1/accounts/northwind-rail/users/ana-costa").await.ok(200);
    call("maria-silva", undo).await.problem(409, "cannot_undo");
}

#[tokio::test]
async fn undo_has_ninety_days_and_asks_who_left_by_their_own_wish() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    let ana = format!("{OLD}/users/ana-costa");
    assert_eq!(harness.get("maria-silva", &ana).await.ok(200)["request"]["state"], "submitted");
    // Removal by another way fulfils the open request.
    let removal = delete(&harness, "maria-silva", &ana).await.ok(200);
    assert_eq!((&removal["needsConsent"], &harness.me("ana-costa").await["request"]["state"]), (&json!(true), &json!("fulfilled")));
    let undo = format!("{OLD}/removals/{}/undo", removal["id"].as_str().unwrap());
    let asked = harness.call("maria-silva", Method::POST, &undo, &[], None).await.ok(202);
    assert_eq!((&asked["member"], &asked["invitation"]["restores"]), (&Value::Null, &json!(true)));
    assert!(harness.me("ana-costa").await["affiliation"].is_null(), "not without her");
    let accept = format!("/v1/me/invitations/{}/accept", asked["invitation"]["id"].as_str().unwrap());
    harness.call("ana-costa", Method::POST, &accept, &[], None).await.ok(200);
    let me = harness.me("ana-costa").await;
    assert_eq!(
        (&me["affiliation"]["account"]["id"], &me["roles"], &me["lock"]),
        (&json!("old-bridge"), &json!(["download"]), &Value::Null)
    );

    let removal = delete(&harness, "maria-silva", &ana).await.ok(200);
    let undo = format!("{OLD}/removals/{}/undo", removal["id"].as_str().unwrap());
    harness.advance(SignedDuration::from_hours(90 * 24));
    harness.call("maria-silva", Method::POST, &undo, &[], None).await.problem(409, "cannot_undo");
    assert_eq!(harness.get("maria-silva", &format!("{OLD}/removals")).await.ok(200)["items"], json!([]));
}

#[tokio::test]
async fn the_account_says_what_it_is_and_owns() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    let account = harness.get("tom-becker", OLD).await.ok(200);
    assert_eq!((&account["name"], &account["confirmedDomains"]), (&json!("Old Bridge Ltd"), &json!(["oldbridge.example.com"])));
    assert_eq!((&account["automaticApproval"], &account["openRequests"]), (&json!(false), &json!(1)));
    let owned = harness.get("tom-becker", &format!("{OLD}/entitlements")).await.ok(200);
    let products: Vec<&str> = owned["items"].as_array().unwrap().iter().map(|it| it["product"]["id"].as_str().unwrap()).collect();
    assert_eq!(products, ["archive-reader", "bridge-modeler"]);
    assert_eq!((&owned["items"][1]["seats"], &owned["items"][1]["countries"]), (&json!(10), &json!(["GB"])));
}

#[tokio::test]
async fn named_licences_go_to_people_of_the_account_for_what_it_owns() {
    let harness = Harness::new().await;
    let path = format!("{OLD}/licence-assignments");
    let assign = |product: &'static str, user: &'static str| harness.post("tom-becker", &path, json!({"product": product, "user": user}));
    assign("rail-designer", "ana-costa").await.problem(422, "product_not_owned");
    assign("bridge-modeler", "nora-lindqvist").await.problem(422, "unknown_member");
    assign("bridge-modeler", "a\u{0}b").await.problem(422, "unknown_member");
    assign("bridge-modeler", "maria-silva").await.problem(403, "insufficient_rank");
    let licence = assign("bridge-modeler", "ana-costa").await.ok(201);
    let one = format!("{path}/{}", licence["id"].as_str().unwrap());
    assert_eq!(harness.get("tom-becker", &format!("{OLD}/users/ana-costa")).await.ok(200)["licences"], json!([licence]));
    let moved = put(&harness, "tom-becker", &one, json!({"user": "piet-jansen"})).await.ok(200);
    assert_eq!(moved["user"]["id"], "piet-jansen");
    delete(&harness, "nora-lindqvist", &one.replace("old-bridge", "northwind-rail")).await.problem(404, "not_found");
    delete(&harness, "tom-becker", &one).await.ok(200);
    delete(&harness, "tom-becker", &one).await.problem(404, "not_found");
    let id = licence["id"].as_str().unwrap();
    assert_eq!(
        harness.changes(id).await,
        ["tom-becker licence.assigned", "tom-becker licence.reassigned", "tom-becker licence.given_back"]
    );
}

#[tokio::test]
async fn machine_reports_are_claims_and_stay_with_the_account() {
    let harness = Harness::new().await;
    let send = |person: &'static str, body: Value| {
        let harness = &harness;
        async move { harness.post(person, "/v1/me/machine-reports", body).await }
    };
    let body =
        json!({"machineName": "Ana's \u{202e}laptop", "summary": "All\u{7} good.", "facts": {"os": "Linux\u{0}", "n": [1, "\u{202e}x"]}});
    let report = send("ana-costa", body.clone()).await.ok(201);
    assert_eq!(
        (&report["machineName"], &report["summary"], &report["claimed"]),
        (&json!("Ana's laptop"), &json!("All good."), &json!(true))
    );
    assert_eq!(report["facts"], json!({"os": "Linux", "n": [1, "x"]}));
    let list = format!("{OLD}/machine-reports");
    assert_eq!(harness.get("tom-becker", &list).await.ok(200)["items"], json!([report]));
    let large = json!({"machineName": "x", "summary": "x", "facts": {"x": "y".repeat(33 * 1024)}});
    send("ana-costa", large).await.problem(422, "machine_report_too_large");
    send("ana-costa", json!({"machineName": "x".repeat(201), "summary": "", "facts": {}})).await.problem(422, "text_too_long");
    send("yara-haddad", body.clone()).await.problem(409, "not_affiliated");
    for _ in 0..19 {
        send("ana-costa", body.clone()).await.ok(201);
    }
    send("ana-costa", body).await.problem(429, "too_many_machine_reports");
    delete(&harness, "maria-silva", &format!("{OLD}/users/ana-costa")).await.ok(200);
    assert_eq!(harness.get("tom-becker", &list).await.ok(200)["items"], json!([]), "who has left is not looked at any more");
}
