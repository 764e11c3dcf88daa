//! Characters that nobody sees, forms of one letter, and letters that look alike, in everything that identifies somebody or something.

use super::harness::{Harness, TestResponse};
use super::identity::{service, signed_in};
use axum::http::Method;
use domicile_directory::commands::doubles::{Finding, doubles};
use serde_json::{Value, json};

const USERS: &str = "/v1/accounts/northwind-rail/users";

async fn add(harness: &Harness, email: &str) -> TestResponse {
    harness.post("nora-lindqvist", USERS, json!({"email": email, "action": "create"})).await
}

async fn verdict(harness: &Harness, email: &str) -> Value {
    harness.post("nora-lindqvist", USERS, json!({"email": email})).await.ok(200)
}

/// Field case W07a: An address with invisible characters around it is that address, to look up and to add.
#[tokio::test]
async fn an_address_pasted_with_what_nobody_sees_is_the_person_without_it() {
    let harness = Harness::new().await;
    for email in ["\u{feff}ana.costa@oldbridge.example.com", "\u{200b}\u{2060} ana.costa@oldbridge.example.com\u{ad}\u{e0020}\n"] {
        let said = harness.post("maria-silva", "/v1/accounts/old-bridge/users", json!({"email": email})).await.ok(200);
        assert_eq!((&said["code"], &said["email"]), (&json!("already_member"), &json!("ana.costa@oldbridge.example.com")));
        let body = json!({"email": email, "action": "create"});
        harness.post("maria-silva", "/v1/accounts/old-bridge/users", body).await.problem(409, "already_member");
    }
    let twice = harness.query_column("SELECT id FROM users WHERE email LIKE '%ana.costa%'").await;
    assert_eq!(twice, [Some("ana-costa".to_owned())]);
}

/// Field case W07b: A new address is kept without what came along with it, in every place that shows it.
#[tokio::test]
async fn a_new_address_is_kept_clean() {
    let harness = Harness::new().await;
    let said = add(&harness, "zoe.park@example.org\u{200b}").await.ok(201);
    for shown in [&said["email"], &said["member"]["user"]["email"], &said["invitation"]["email"]] {
        assert_eq!(shown, "zoe.park@example.org");
    }
    assert_eq!(verdict(&harness, "zoe.park@example.org").await["code"], "already_member");
    for (path, email) in [("transfers", "\u{feff}ana.costa@oldbridge.example.com"), ("invitations", "yara.haddad@example.com\u{200d}")] {
        let made = harness.post("nora-lindqvist", &format!("/v1/accounts/northwind-rail/{path}"), json!({"email": email})).await.ok(201);
        assert_eq!(made["email"].as_str().unwrap(), email.trim_matches(['\u{feff}', '\u{200d}']));
    }
    let column = harness.query_column("SELECT recipient FROM outbox").await;
    assert!(column.iter().flatten().all(|it| it.is_ascii()), "{column:?}");
}

/// Field case S09a, S09b: Inside an address such a character is refused and named, so that nobody is there twice.
#[tokio::test]
async fn inside_an_address_what_nobody_sees_is_refused_by_name() {
    let harness = Harness::new().await;
    for (email, code, name) in [
        ("ana.\u{200b}costa@oldbridge.example.com", "U+200B", "zero width space"),
        ("sam.quarry\u{200b}@quarry.example.com", "U+200B", "zero width space"),
        ("sam.\u{ad}quarry@quarry.example.com", "U+00AD", "soft hyphen"),
        ("no\u{ad}ra@m.example.org", "U+00AD", "soft hyphen"),
        ("no\u{200d}ra@m.example.org", "U+200D", "zero width joiner"),
        ("nora@m.exam\u{2060}ple.org", "U+2060", "word joiner"),
        ("no\u{3164}ra@m.example.org", "U+3164", ""),
        ("no\u{a0}ra@m.example.org", "U+00A0", "no-break space"),
        ("no\u{e000}ra@m.example.org", "U+E000", ""),
    ] {
        for body in [json!({"email": email}), json!({"email": email, "action": "create"}), json!({"email": email, "action": "invite"})] {
            let refused = harness.post("nora-lindqvist", USERS, body).await.problem(422, "bad_address");
            assert_eq!(refused["character"], code);
            let detail = refused["detail"].as_str().unwrap();
            assert!(detail.contains(code) && detail.contains(name), "{detail}");
        }
    }
    let refused = harness.call(
        "nora-lindqvist",
        Method::POST,
        USERS,
        &[("accept-language", "de")],
        Some(json!({"email": "no\u{200b}ra@m.example.org"})),
    );
    assert!(refused.await.problem(422, "bad_address")["detail"].as_str().unwrap().contains("Leerzeichen ohne Breite"));
    let doubles = harness.query_column("SELECT id FROM users WHERE email LIKE 'sam%' OR email LIKE '%m.example.org'").await;
    assert_eq!(doubles.len(), 1);
}

#[tokio::test]
async fn forms_and_scripts_that_look_alike_make_nobody_twice() {
    let harness = Harness::new().await;
    add(&harness, "fiona@example.org").await.ok(201);
    for same in ["\u{fb01}ona@example.org", "\u{ff46}iona@example.org", "FIONA@\u{ff45}xample.org"] {
        assert_eq!(verdict(&harness, same).await["code"], "already_member", "{same}");
    }
    for alike in ["r\u{585}bert@example.org", "\u{13aa}na@example.org", "ana@xn--exmple-4nf.com"] {
        add(&harness, alike).await.problem(422, "look_alike_address");
    }
    for whole in ["\u{438}\u{432}\u{430}\u{43d}@example.org", "\u{5c71}\u{7530}taro@example.org"] {
        add(&harness, whole).await.ok(201);
    }
}

/// Field case S25a: A name that shows nothing is no name.
#[tokio::test]
async fn a_name_that_shows_nothing_is_no_name() {
    let harness = Harness::new().await;
    for (n, nothing) in ["\u{200b}", "\u{3164}\u{2800}", " \u{feff}\u{fe0f}\u{200d}\u{ad}\u{e0041}"].iter().enumerate() {
        let body = json!({"email": format!("person{n}@example.org"), "displayName": nothing, "action": "create"});
        let said = harness.post("nora-lindqvist", USERS, body).await.ok(201);
        assert_eq!(said["member"]["user"]["displayName"], format!("person{n}"), "{nothing:?}");
        let group = json!({"name": nothing, "roles": []});
        harness.post("maria-silva", "/v1/accounts/old-bridge/groups", group).await.problem(422, "name_required");
    }
    // What a script or an emoji needs stays, and the person is found with and without it.
    let name = "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645} \u{1f469}\u{200d}\u{1f4bb}";
    let body = json!({"email": "persian@example.org", "displayName": format!("{name}\u{200b}"), "action": "create"});
    let said = harness.post("nora-lindqvist", USERS, body).await.ok(201);
    assert_eq!(said["member"]["user"]["displayName"], name);
    for query in ["%D9%85%DB%8C%E2%80%8C%D8%AE", "%D9%85%DB%8C%D8%AE", "persian@example.org%E2%80%8B"] {
        let found = harness.get("nora-lindqvist", &format!("{USERS}?query={query}")).await.ok(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{query}");
    }
}

#[tokio::test]
async fn groups_of_one_name_in_two_forms_are_one_also_where_one_is_of_before() {
    let harness = Harness::new().await;
    let create = |name: &'static str| harness.post("maria-silva", "/v1/accounts/old-bridge/groups", json!({"name": name, "roles": []}));
    let site = create("Site \u{200b}Engineers").await.ok(201);
    assert_eq!(site["name"], "Site Engineers");
    for same in ["site engineers", "\u{ff33}ite  Engineers", "Site\u{a0}Engineers\u{ad}"] {
        create(same).await.problem(409, "group_name_taken");
    }
    // Kept when the key was the name in lower case.
    harness
        .execute(
            "INSERT INTO account_groups (id, account_id, name, name_key, roles, version, changed_at) VALUES \
             ('g1', 'old-bridge', '\u{ff22}eta', '\u{ff42}eta', '', 0, 0)",
        )
        .await;
    create("\u{ff22}ETA").await.problem(409, "group_name_taken");
}

/// Registers somebody as the service did when the key was only lower case.
async fn of_before(harness: &Harness, id: &str, email: &str) {
    let key = email.to_lowercase();
    harness
        .execute(&format!(
            "INSERT INTO users (id, email, email_key, display_name, locale, provisioned, created_at, version, changed_at) \
             SELECT '{id}', '{email}', '{key}', '{id}', 'en', provisioned, 0, 0, 0 FROM users WHERE id = 'ana-costa'"
        ))
        .await;
}

#[tokio::test]
async fn people_of_before_are_found_and_doubles_are_listed_without_a_change() {
    let harness = Harness::new().await;
    of_before(&harness, "wide", "\u{ff57}ide@example.org").await;
    of_before(&harness, "yara-2", "yara.\u{200b}haddad@example.com").await;
    of_before(&harness, "lonely", "lone\u{200b}ly@example.org").await;
    // By the address as it stands; and by no other, so that nobody takes over what only looks like theirs.
    assert_eq!(verdict(&harness, "\u{ff57}IDE@example.org").await["code"], "exists_unaffiliated");
    let service = service(&harness.store, harness.clock()).await;
    let claims = |sub: &str, email: &str| json!({"sub": sub, "email": email, "email_verified": true});
    let me = signed_in(&service, &harness, claims("w", "\u{ff57}ide@example.org")).await.ok(200);
    assert_eq!(me["user"]["id"], "wide");
    let before = harness.query_column("SELECT email_key FROM users ORDER BY id").await;
    let found = doubles(&harness.store).await.unwrap();
    let listed: Vec<_> = found.iter().map(|it| (it.id.as_str(), it.finding, it.text.as_str())).collect();
    assert_eq!(
        listed,
        [
            ("lonely", Finding::Unfit, "lone\\u{200b}ly@example.org"),
            ("yara-2", Finding::Double, "yara.\\u{200b}haddad@example.com"),
            ("yara-haddad", Finding::Double, "yara.haddad@example.com"),
        ]
    );
    assert_eq!(harness.query_column("SELECT email_key FROM users ORDER BY id").await, before, "nothing was written");
}

#[tokio::test]
async fn whoever_proves_an_address_that_only_looks_like_one_is_nobody() {
    let harness = Harness::new().await;
    add(&harness, "fiona@example.org").await.ok(201);
    let service = service(&harness.store, harness.clock()).await;
    let claims = |sub: &str, email: &str| json!({"sub": sub, "email": email, "email_verified": true});
    signed_in(&service, &harness, claims("x", "\u{fb01}ona@example.org")).await.problem(403, "identity_not_linked");
    signed_in(&service, &harness, claims("v", "\u{200b}fiona@example.org")).await.problem(403, "identity_not_linked");
    signed_in(&service, &harness, claims("y", "fio\u{200b}na@example.org")).await.problem(403, "identity_not_linked");
    assert_eq!(signed_in(&service, &harness, claims("z", "Fiona@Example.org")).await.ok(200)["user"]["email"], "fiona@example.org");
}

/// Field case D06: Kosovo has a code that everybody uses, and tags of languages are equal in any case and with any region.
#[tokio::test]
async fn codes_of_countries_and_languages_are_taken_as_people_write_them() {
    let harness = Harness::new().await;
    let patch = |body: Value| harness.call("nora-lindqvist", Method::PATCH, "/v1/me", &[], Some(body));
    for (written, kept) in [("XK", "XK"), ("xk", "XK"), (" gb\u{200b}", "GB"), ("\u{ff26}\u{ff32}", "FR")] {
        assert_eq!(patch(json!({"profileCountry": written})).await.ok(200)["user"]["profileCountry"], kept, "{written:?}");
    }
    for (written, kept) in [("DE", "de"), ("de-AT", "de"), ("ES-419", "es"), ("En", "en")] {
        assert_eq!(patch(json!({"locale": written})).await.ok(200)["user"]["locale"], kept, "{written}");
    }
    for code in ["UK", "EL", "XX"] {
        patch(json!({"profileCountry": code})).await.problem(422, "unknown_country");
    }
    patch(json!({"locale": "fr-CH"})).await.problem(422, "unknown_language");
}
