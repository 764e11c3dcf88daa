//! What people see of themselves, for everybody of the sample organisation.

use super::harness::Harness;
use axum::http::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn ana_sees_her_account_its_administrators_and_what_a_request_would_lead_to() {
    let harness = Harness::new().await;
    let me = harness.me("ana-costa").await;
    assert_eq!(me["user"]["email"], "ana.costa@oldbridge.example.com");
    assert_eq!(me["user"]["profileCountry"], "FR");
    assert_eq!(me["affiliation"]["account"], json!({"id": "old-bridge", "name": "Old Bridge Ltd"}));
    assert_eq!(me["roles"], json!(["download"]));
    assert_eq!(me["country"], json!({"code": "GB", "decidedBy": "revenue"}));
    assert_eq!(me["federation"], "none");
    assert_eq!(me["removal"], json!({"route": "administrator", "blockers": []}));
    assert_eq!((&me["lock"], &me["request"], &me["limitedView"]), (&Value::Null, &Value::Null, &json!(false)));
    let administrators: Vec<_> = me["administrators"].as_array().unwrap().iter().map(|it| (&it["id"], &it["role"], &it["email"])).collect();
    assert_eq!(
        administrators,
        [
            (&json!("maria-silva"), &json!("account_admin"), &json!("maria.silva@oldbridge.example.com")),
            (&json!("tom-becker"), &json!("co_admin"), &json!("tom.becker@oldbridge.example.com")),
        ]
    );
}

#[tokio::test]
async fn everybody_of_the_sample_organisation_is_as_described() {
    let harness = Harness::new().await;
    for (person, account, federation, country, decided_by, route, blockers) in [
        ("maria-silva", "old-bridge", "none", json!("GB"), "revenue", "administrator", json!([])),
        ("tom-becker", "old-bridge", "none", json!("GB"), "revenue", "administrator", json!([])),
        ("piet-jansen", "old-bridge", "none", json!("GB"), "revenue", "administrator", json!(["last_fulfilment_contact"])),
        (
            "nora-lindqvist",
            "northwind-rail",
            "none",
            json!("FR"),
            "revenue",
            "support",
            json!(["last_fulfilment_contact", "last_administrator"]),
        ),
        ("paul-petit", "northwind-rail", "none", json!("DE"), "explicit", "administrator", json!([])),
        (
            "jonas-weber",
            "harbour",
            "scim",
            json!("DE"),
            "revenue",
            "internal_it",
            json!(["last_fulfilment_contact", "last_administrator", "directory_managed"]),
        ),
        ("lena-vogt", "harbour", "scim", json!("DE"), "revenue", "internal_it", json!(["directory_managed"])),
        ("iris-novak", "meridian", "jit", Value::Null, "none", "support", json!(["last_fulfilment_contact", "last_administrator"])),
        ("hugo-prat", "meridian", "jit", Value::Null, "none", "administrator", json!([])),
        ("sam-quarry", "quarry", "none", Value::Null, "none", "support", json!(["last_fulfilment_contact"])),
    ] {
        let me = harness.me(person).await;
        assert_eq!(me["affiliation"]["account"]["id"], account, "{person}");
        assert_eq!(me["federation"], federation, "{person}");
        assert_eq!(me["country"], json!({"code": country, "decidedBy": decided_by}), "{person}");
        assert_eq!(me["removal"], json!({"route": route, "blockers": blockers}), "{person}");
        assert_eq!(me["limitedView"], false, "{person}");
    }
    let lena = harness.me("lena-vogt").await;
    assert_eq!(lena["affiliation"]["itContact"], "it@harbour.example.com");
    assert_eq!(lena["affiliation"]["provisioned"], true);
    assert_eq!(lena["affiliation"]["lastSynchronised"], "2026-03-04T09:35:00.123Z");
    assert_eq!(harness.me("sam-quarry").await["administrators"], json!([]));
    assert_eq!(harness.me("piet-jansen").await["fulfilmentContact"], json!({"onlyOne": true}));
}

/// Security check 4: Whoever belongs to no account sees their own things only.
#[tokio::test]
async fn who_belongs_to_nobody_gets_the_limited_view() {
    let harness = Harness::new().await;
    let me = harness.me("yara-haddad").await;
    assert_eq!((&me["affiliation"], &me["removal"]), (&Value::Null, &Value::Null));
    assert_eq!((&me["administrators"], &me["roles"], &me["offers"]), (&json!([]), &json!([]), &json!([])));
    assert_eq!(me["lock"]["reasons"][0]["reason"], "removed_from_account");
    assert_eq!(me["limitedView"], true);
    harness.post("yara-haddad", "/v1/me/removal-requests", json!({})).await.problem(409, "not_affiliated");
    for account in ["old-bridge", "no-such-account"] {
        harness.get("yara-haddad", &format!("/v1/accounts/{account}/removal-requests")).await.problem(404, "not_found");
    }
    let case = harness.post("yara-haddad", "/v1/me/service-requests", json!({"text": "Nobody\u{202e} adds me."})).await.ok(201);
    assert_eq!((&case["state"], &case["text"]), (&json!("open"), &json!("Nobody adds me.")));
    assert!(case["id"].as_str().unwrap().starts_with("SR-"));
    harness.post("yara-haddad", "/v1/me/service-requests", json!({"text": " \n"})).await.problem(422, "text_required");
}

#[tokio::test]
async fn language_and_profile_country_are_ones_own_to_change() {
    let harness = Harness::new().await;
    let before = harness.me("nora-lindqvist").await;
    let patch = |body: Value| harness.call("nora-lindqvist", Method::PATCH, "/v1/me", &[], Some(body));
    let after = patch(json!({"locale": "de", "profileCountry": "gb"})).await.ok(200);
    assert_eq!((&after["user"]["locale"], &after["user"]["profileCountry"]), (&json!("de"), &json!("GB")));
    // Northwind has contracts in GB as well: the profile decides now, and the policy must say so.
    assert_eq!(after["country"], json!({"code": "GB", "decidedBy": "profile"}));
    assert!(after["policyVersion"].as_u64() > before["policyVersion"].as_u64());
    assert_eq!(harness.me("nora-lindqvist").await["country"], after["country"]);
    assert_eq!(harness.history("nora-lindqvist").await.last().unwrap(), "nora-lindqvist user.profile_changed");
    patch(json!({"locale": "fr"})).await.problem(422, "unknown_language");
    patch(json!({"profileCountry": "XX"})).await.problem(422, "unknown_country");
    patch(json!({"roles": ["account_admin"]})).await.problem(422, "invalid_body");
}

#[tokio::test]
async fn a_restart_keeps_what_happened() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    let policy = harness.policy("ana-costa", &[]).await;
    let harness = harness.restarted().await;
    let me = harness.me("ana-costa").await;
    assert_eq!((&me["request"]["id"], &me["request"]["state"]), (&json!(id), &json!("submitted")));
    assert_eq!(harness.policy("ana-costa", &[]).await.bytes, policy.bytes);
}

#[tokio::test]
async fn the_demo_leaves_a_database_of_other_people_alone() {
    use super::harness::{database, options, public};
    use domicile_directory::serve::assemble;
    use domicile_directory::store::Store;
    let (address, _folder) = database();
    let harness = Harness::new().await;
    let store = Store::open(&address).await.unwrap();
    let other = super::identity::service(&store, harness.clock()).await;
    super::identity::signed_in(&other, &harness, json!({"sub": "1", "email": "zoe@example.org", "email_verified": true})).await.ok(200);
    let refused = assemble(&store, &options(), &public(), harness.clock()).await.err().unwrap();
    assert!(refused.to_string().contains("leaves it alone"), "{refused}");
}
