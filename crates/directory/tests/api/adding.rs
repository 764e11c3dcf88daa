//! An administrator types an address: every code in its order, and every guard on what may be learnt that way.

use super::harness::{Harness, TestResponse};
use super::identity::{service, signed_in};
use axum::body::Body;
use axum::http::{Method, Request, header};
use domicile_directory::mail::outbox_entries;
use serde_json::{Value, json};

const ANA: &str = "ana.costa@oldbridge.example.com";

fn users(account: &str) -> String {
    format!("/v1/accounts/{account}/users")
}

async fn look_up(harness: &Harness, person: &str, account: &str, email: &str) -> Value {
    let said = harness.post(person, &users(account), json!({"email": email})).await.ok(200);
    assert_eq!(said["email"], email.trim());
    said
}

async fn act(harness: &Harness, person: &str, account: &str, email: &str, action: &str) -> TestResponse {
    harness.post(person, &users(account), json!({"email": email, "action": action})).await
}

async fn mails(harness: &Harness, to: &str) -> Vec<String> {
    outbox_entries(&harness.store).await.unwrap().into_iter().filter(|it| it.recipient == to).map(|it| it.kind).collect()
}

#[tokio::test]
async fn each_address_has_one_code_and_a_step_that_does_not_fit_is_refused_with_it() {
    let harness = Harness::new().await;
    harness.execute("UPDATE users SET account_id = NULL WHERE id = 'lena-vogt'").await;
    harness.execute("INSERT INTO approvals (user_id, account_id, asked_at) VALUES ('lena-vogt', 'harbour', 0)").await;
    for (person, account, email, code) in [
        ("maria-silva", "old-bridge", ANA, "already_member"),
        ("nora-lindqvist", "northwind-rail", " Ana.Costa@OLDBRIDGE.example.com", "affiliated_elsewhere"),
        // Waiting for our approval comes before the company's directory.
        ("jonas-weber", "harbour", "lena.vogt@harbour.example.com", "pending_approval"),
        ("iris-novak", "meridian", "new@meridian.example.com", "federated_sign_in"),
        ("jonas-weber", "harbour", "new@harbour.example.com", "directory_managed"),
        ("maria-silva", "old-bridge", "yara.haddad@example.com", "invitation_required"),
        ("nora-lindqvist", "northwind-rail", "yara.haddad@example.com", "exists_unaffiliated"),
        ("nora-lindqvist", "northwind-rail", "new@oldbridge.example.com", "domain_owned_elsewhere"),
        ("nora-lindqvist", "northwind-rail", "j\u{f6}rg@b\u{fc}cher.example", "can_create"),
    ] {
        let said = look_up(&harness, person, account, email).await;
        assert_eq!(said["code"], code, "{email}");
        let known = matches!(code, "already_member" | "pending_approval");
        assert_eq!(said["user"].is_string(), known, "{said}");
        assert_eq!(said["member"].is_object(), code == "already_member", "{said}");
        for action in ["create", "addToAccount"] {
            let fits = matches!((code, action), ("can_create", "create") | ("exists_unaffiliated", "addToAccount"));
            if !fits {
                let refused = act(&harness, person, account, email, action).await.problem(409, code);
                assert!(refused.get("member").is_none() && refused["user"].is_string() == known, "{refused}");
            }
        }
        if !matches!(code, "affiliated_elsewhere") {
            act(&harness, person, account, email, "offerTransfer").await.problem(409, code);
        }
        if !matches!(code, "invitation_required" | "exists_unaffiliated") {
            act(&harness, person, account, email, "invite").await.problem(409, code);
        }
    }
}

#[tokio::test]
async fn created_people_are_told_invited_to_sign_in_and_may_leave() {
    let harness = Harness::new().await;
    let body = json!({"email": "Zo\u{eb}.Neu@Example.org", "displayName": "  \u{202e}Zo\u{eb}\nNeu ", "action": "create"});
    let path = users("northwind-rail");
    let key = [("idempotency-key", "one")];
    let first = harness.call("nora-lindqvist", Method::POST, &path, &key, Some(body.clone())).await;
    let said = first.ok(201);
    assert_eq!((&said["code"], &said["member"]["user"]["displayName"]), (&json!("created"), &json!("Zo\u{eb} Neu")));
    assert_eq!((&said["member"]["roles"], &said["member"]["locks"]), (&json!([]), &json!([])));
    assert_eq!(said["member"]["mayLeaveUntil"], "2026-03-18T10:00:00.123Z");
    assert_eq!(said["invitation"]["firstSignIn"], true);
    let again = harness.call("nora-lindqvist", Method::POST, &path, &key, Some(body)).await;
    assert_eq!((again.ok(201), again.header("idempotency-replayed")), (said.clone(), "true"));
    assert_eq!(mails(&harness, "Zo\u{eb}.Neu@Example.org").await, ["sign_in_invitation"]);
    let id = said["user"].as_str().unwrap();
    assert_eq!(harness.changes(id).await, ["nora-lindqvist user.created", "nora-lindqvist user.joined"]);
    // The same address in other letters is the same person; a second click says so.
    let twice =
        act(&harness, "nora-lindqvist", "northwind-rail", "zo\u{eb}.neu@example.ORG", "create").await.problem(409, "already_member");
    assert_eq!(twice["user"], json!(id));
}

#[tokio::test]
async fn who_is_added_stays_locked_until_unlocked_and_is_told() {
    let harness = Harness::new().await;
    let yara = "yara.haddad@example.com";
    let said = act(&harness, "nora-lindqvist", "northwind-rail", yara, "addToAccount").await.ok(201);
    assert_eq!((&said["code"], &said["member"]["user"]["displayName"]), (&json!("added"), &json!("Yara Haddad")));
    assert_eq!(said["member"]["locks"][0]["reason"], "removed_from_account");
    assert_eq!(mails(&harness, yara).await, ["added"]);
    let me = harness.me("yara-haddad").await;
    assert_eq!((&me["limitedView"], &me["mayLeaveUntil"]), (&json!(true), &json!("2026-03-18T10:00:00.123Z")));
    let unlock = |person: &'static str, account: &'static str| {
        let (harness, path) = (&harness, format!("{}/yara-haddad/unlock", users(account)));
        async move { harness.post(person, &path, json!({"lock": "removed_from_account"})).await }
    };
    // Not herself, not another account's administrator, not the old one's.
    unlock("yara-haddad", "northwind-rail").await.problem(403, "limited_view");
    unlock("maria-silva", "northwind-rail").await.problem(404, "not_found");
    unlock("maria-silva", "old-bridge").await.problem(404, "not_found");
    unlock("paul-petit", "northwind-rail").await.problem(403, "not_allowed");
    assert_eq!(unlock("nora-lindqvist", "northwind-rail").await.ok(200)["locks"], json!([]));
    assert_eq!(harness.me("yara-haddad").await["limitedView"], false);
    assert_eq!(harness.changes("yara-haddad").await, ["nora-lindqvist user.joined", "nora-lindqvist user.unlocked"]);
}

/// Security check 3: Looking somebody up tells nobody where else they belong.
#[tokio::test]
async fn belonging_elsewhere_reads_the_same_whichever_account_it_is() {
    let harness = Harness::new().await;
    let mut seen = Vec::new();
    for email in [ANA, "lena.vogt@harbour.example.com", "hugo.prat@meridian.example.com", "sam.quarry@quarry.example.com"] {
        let said = harness.post("nora-lindqvist", &users("northwind-rail"), json!({"email": email})).await;
        let refused = act(&harness, "nora-lindqvist", "northwind-rail", email, "create").await;
        for answer in [&said, &refused] {
            let text = String::from_utf8(answer.bytes.clone()).unwrap();
            for secret in
                ["Costa", "Vogt", "Prat", "Sam Q", "Old Bridge", "Harbour", "Meridian", "Quarry &", "Maria", "Jonas", "old-bridge"]
            {
                assert!(!text.contains(secret), "{secret} in {text}");
            }
        }
        let mut refusal = refused.problem(409, "affiliated_elsewhere");
        refusal["requestId"] = Value::Null;
        seen.push((said.ok(200).to_string().replace(email, "ADDRESS"), refusal.to_string().replace(email, "ADDRESS")));
    }
    assert!(seen.windows(2).all(|it| it[0] == it[1]), "{seen:#?}");
    // The audit names the address, and nobody behind it.
    let audit = harness.get("nora-lindqvist", "/v1/accounts/northwind-rail/audit-events").await.ok(200).to_string();
    assert!(audit.contains("affiliated_elsewhere") && !audit.contains("Ana Costa") && !audit.contains("old-bridge"), "{audit}");
    let theirs = harness.get("maria-silva", "/v1/accounts/old-bridge/audit-events").await.ok(200);
    assert_eq!(theirs["items"], json!([]), "the other account learns nothing of it");
}

/// Security check 13: Look-ups count for the whole account, refused ones as well.
#[tokio::test]
async fn look_ups_are_limited_per_account_too_and_a_refused_one_still_counts() {
    let harness = Harness::new().await;
    act(&harness, "maria-silva", "old-bridge", "yara.haddad@example.com", "create").await.problem(409, "invitation_required");
    assert_eq!(
        harness.query_column("SELECT user_id FROM look_ups WHERE account_id = 'old-bridge'").await,
        [Some("maria-silva".to_owned())]
    );
    let now = harness.now().as_millisecond();
    for n in 0..299 {
        let who = if n % 4 == 0 { "maria-silva" } else { ["ana-costa", "piet-jansen", "nora-lindqvist"][n % 3] };
        harness
            .execute(&format!("INSERT INTO look_ups (id, account_id, user_id, looked_at) VALUES ('{n}', 'old-bridge', '{who}', {now})"))
            .await;
    }
    let refused = harness.post("tom-becker", &users("old-bridge"), json!({"email": ANA})).await;
    refused.problem(429, "too_many_lookups");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() > 3000);
    // Another account has looks of its own.
    look_up(&harness, "nora-lindqvist", "northwind-rail", ANA).await;
}

#[tokio::test]
async fn bad_addresses_names_and_bodies_change_nothing() {
    let harness = Harness::new().await;
    let send = |body: Value| {
        let harness = &harness;
        async move { harness.post("nora-lindqvist", &users("northwind-rail"), body).await }
    };
    for email in ["", "ana", "a@b@c.example", "a b@example.com", "a\u{0}@example.com", "ana\u{202e}@example.com", "ana@exa_mple.com"] {
        send(json!({"email": email, "action": "create"})).await.problem(422, "bad_address");
    }
    send(json!({"email": format!("{}@example.com", "a".repeat(400)), "action": "create"})).await.problem(422, "bad_address");
    // A Cyrillic letter in a Latin address.
    send(json!({"email": "an\u{430}.costa@example.com", "action": "create"})).await.problem(422, "look_alike_address");
    send(json!({"email": "x@example.org", "displayName": "x".repeat(10_000), "action": "create"})).await.problem(422, "text_too_long");
    send(json!({"email": "x@example.org", "action": "steal"})).await.problem(422, "invalid_body");
    send(json!({"email": "x@example.org", "roles": ["king"]})).await.problem(422, "invalid_body");
    send(json!({"email": ANA, "action": "offerTransfer", "country": "XX"})).await.problem(422, "unknown_country");
    let half = Request::post(users("northwind-rail"))
        .header(header::AUTHORIZATION, format!("Bearer {}", harness.token("nora-lindqvist").await))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(r#"{"email": "x@example.org", "act"#));
    harness.send(half.unwrap()).await.problem(400, "bad_json");
    send(json!({"email": "x@example.org", "displayName": "x".repeat(70_000)})).await.problem(413, "too_large");
    assert_eq!(harness.query_column("SELECT id FROM users WHERE email_key LIKE '%@example.org'").await, Vec::<Option<String>>::new());
    // Right to left is a name like any other.
    let said =
        send(json!({"email": "dana@example.org", "displayName": "\u{5d3}\u{5e0}\u{5d4} \u{5db}\u{5d4}\u{5df}", "action": "create"})).await;
    assert_eq!(said.ok(201)["member"]["user"]["displayName"], "\u{5d3}\u{5e0}\u{5d4} \u{5db}\u{5d4}\u{5df}");
}

#[tokio::test]
async fn of_two_accounts_that_add_one_person_at_the_same_moment_one_wins() {
    let harness = Harness::new().await;
    harness.execute("DELETE FROM account_domains WHERE account_id = 'old-bridge'").await;
    for (email, action) in [("yara.haddad@example.com", "addToAccount"), ("new@example.org", "create")] {
        let (one, two) = tokio::join!(
            act(&harness, "nora-lindqvist", "northwind-rail", email, action),
            act(&harness, "maria-silva", "old-bridge", email, action)
        );
        let (won, lost) = if one.status == 201 { (one, two) } else { (two, one) };
        won.ok(201);
        lost.problem(409, "affiliated_elsewhere");
    }
}

#[tokio::test]
async fn first_sign_ins_join_wait_or_stay_outside() {
    let harness = Harness::new().await;
    let service = service(&harness.store, harness.clock()).await;
    let claims = |sub: &str, email: &str| json!({"sub": sub, "email": email, "email_verified": true, "name": "New Person"});
    // Company sign-in without synchronisation: in at once.
    let me = signed_in(&service, &harness, claims("1", "new@meridian.example.com")).await.ok(200);
    assert_eq!((&me["affiliation"]["account"]["id"], &me["awaitsApproval"]), (&json!("meridian"), &Value::Null));
    assert!(me["mayLeaveUntil"].is_string());
    // The company's directory adds people there, a sign-in does not.
    let me = signed_in(&service, &harness, claims("2", "new@harbour.example.com")).await.ok(200);
    assert_eq!((&me["affiliation"], &me["awaitsApproval"]), (&Value::Null, &Value::Null));
    // Automatic approval is off: they wait.
    let mut waiting = Vec::new();
    for (sub, email) in [("3", "one@oldbridge.example.com"), ("4", "two@oldbridge.example.com")] {
        let me = signed_in(&service, &harness, claims(sub, email)).await.ok(200);
        assert_eq!((&me["affiliation"], &me["awaitsApproval"]["id"]), (&Value::Null, &json!("old-bridge")));
        waiting.push(me["user"]["id"].as_str().unwrap().to_owned());
        harness.advance(jiff::SignedDuration::from_millis(5));
    }
    assert_eq!(harness.me("tom-becker").await["inbox"]["openApprovals"], 2);
    assert_eq!(mails(&harness, "tom.becker@oldbridge.example.com").await, ["approval_waits", "approval_waits"]);
    let path = "/v1/accounts/old-bridge/approvals";
    let list = harness.get("tom-becker", &format!("{path}?limit=1")).await.ok(200);
    assert_eq!(list["items"][0]["email"], "two@oldbridge.example.com");
    assert!(!list.to_string().contains("New Person"), "the name follows with the affiliation");
    let next = harness.get("tom-becker", &format!("{path}?limit=1&cursor={}", list["nextCursor"].as_str().unwrap())).await.ok(200);
    assert_eq!((&next["items"][0]["user"], &next["nextCursor"]), (&json!(waiting[0]), &Value::Null));

    let decide = |person: &'static str, account: &'static str, user: String, what: &'static str| {
        let (harness, path) = (&harness, format!("/v1/accounts/{account}/approvals/{user}/{what}"));
        async move { harness.call(person, Method::POST, &path, &[], None).await }
    };
    decide("nora-lindqvist", "northwind-rail", waiting[0].clone(), "approve").await.problem(404, "not_found");
    decide("ana-costa", "old-bridge", waiting[0].clone(), "approve").await.problem(403, "not_allowed");
    let member = decide("tom-becker", "old-bridge", waiting[0].clone(), "approve").await.ok(200);
    assert_eq!((&member["user"]["displayName"], &member["locks"]), (&json!("New Person"), &json!([])));
    decide("tom-becker", "old-bridge", waiting[1].clone(), "reject").await.ok(200);
    for id in &waiting {
        decide("tom-becker", "old-bridge", id.clone(), "approve").await.problem(404, "not_found");
    }
    assert_eq!(
        harness.me("tom-becker").await["inbox"],
        json!({"openRequests": 0, "openApprovals": 0, "openCheckOuts": 0, "openPersonRequests": 0})
    );
    let me = signed_in(&service, &harness, claims("4", "two@oldbridge.example.com")).await.ok(200);
    assert_eq!((&me["affiliation"], &me["awaitsApproval"]), (&Value::Null, &Value::Null), "asked once");
}
