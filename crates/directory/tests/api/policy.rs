//! The signed policy over HTTP, checked as a workstation checks it.

use super::harness::{Harness, TestResponse};
use axum::body::Body;
use axum::http::{Method, Request};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_policy::keyset::verify_keyset;
use domicile_policy::root::Root;
use domicile_policy::verify::{Expected, verify};
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::io::Read as _;

/// The claims, as they stand in the document.
fn claims(jws: &[u8]) -> Value {
    let text = std::str::from_utf8(jws).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text.split('.').nth(1).unwrap()).unwrap()).unwrap()
}

/// `product: verdict or reason` of each entitlement.
fn verdicts(claims: &Value) -> Vec<(String, String)> {
    let name = |it: &Value| it["reason"].as_str().or(it["verdict"].as_str()).unwrap().to_owned();
    claims["entitlements"].as_array().unwrap().iter().map(|it| (it["product"].as_str().unwrap().to_owned(), name(it))).collect()
}

fn expected(list: [(&str, &str); 5]) -> Vec<(String, String)> {
    list.map(|(product, verdict)| (product.to_owned(), verdict.to_owned())).to_vec()
}

#[tokio::test]
async fn the_policy_verifies_against_the_published_keys_and_the_root() {
    let harness = Harness::new().await;
    let keys = harness.send(Request::get("/v1/policy-keys").body(Body::empty()).unwrap()).await;
    assert_eq!((keys.status.as_u16(), keys.header("content-type")), (200, "application/jose+json"));
    let now = harness.now().as_second();
    let root = Root::compiled_in();
    let keys = verify_keyset(&keys.bytes, &root, 0, now).unwrap();
    let answer = harness.policy("ana-costa", &[]).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/jwt"));
    let expected = Expected { issuer: root.issuer().into(), subject: "ana-costa".into(), machine: "machine-1".into() };
    verify(&answer.bytes, &keys, &expected).unwrap();
}

#[tokio::test]
async fn the_policy_says_who_what_until_when_and_why_not() {
    let harness = Harness::new().await;
    let ana = claims(&harness.policy("ana-costa", &[]).await.bytes);
    assert_eq!(
        verdicts(&ana),
        expected([
            ("archive-reader", "ended"),
            ("bridge-modeler", "allowed"),
            ("rail-designer", "not_owned"),
            ("site-simulator", "not_owned"),
            ("terrain-viewer", "allowed"),
        ])
    );
    assert_eq!(ana["account"], json!({"id": "old-bridge", "name": "Old Bridge Ltd"}));
    assert_eq!(ana["country"], json!({"code": "GB", "decidedBy": "revenue"}));
    assert_eq!(ana["machine"], json!({"id": "machine-1", "name": "Ana's laptop"}));
    assert_eq!(ana["exp"].as_i64().unwrap() - ana["iat"].as_i64().unwrap(), (12 + 7 * 24) * 3600);
    assert_eq!(ana["version"], harness.me("ana-costa").await["policyVersion"]);
    assert!(ana.get("withdrawn").is_none());

    let paul = claims(&harness.policy("paul-petit", &[]).await.bytes);
    assert_eq!(
        verdicts(&paul),
        expected([
            ("archive-reader", "not_owned"),
            ("bridge-modeler", "not_owned"),
            ("rail-designer", "country_without_entitlements"),
            ("site-simulator", "country_without_entitlements"),
            ("terrain-viewer", "allowed"),
        ])
    );
    let nora = claims(&harness.policy("nora-lindqvist", &[]).await.bytes);
    assert_eq!(
        verdicts(&nora)[2..4],
        expected([("", ""), ("", ""), ("rail-designer", "allowed"), ("site-simulator", "restricted"), ("", "")])[2..4]
    );
    let hugo = claims(&harness.policy("hugo-prat", &[]).await.bytes);
    assert_eq!(verdicts(&hugo)[1], ("bridge-modeler".to_owned(), "allowed".to_owned()));
    assert_eq!(hugo["entitlements"][1]["countries"], "global");
}

#[tokio::test]
async fn who_belongs_to_nobody_gets_a_signed_policy_that_grants_nothing() {
    let harness = Harness::new().await;
    let yara = claims(&harness.policy("yara-haddad", &[]).await.bytes);
    assert_eq!(yara["withdrawn"], "removed");
    assert!(verdicts(&yara).iter().all(|it| it.1 == "unaffiliated"), "{yara}");
    assert!(yara.get("account").is_none());
}

#[tokio::test]
async fn a_lock_withdraws_at_once() {
    let harness = Harness::new().await;
    let before = claims(&harness.policy("ana-costa", &[]).await.bytes);
    for sql in [
        "INSERT INTO user_locks (user_id, reason, since) VALUES ('ana-costa', 'administrator', 0)",
        "UPDATE sequences SET value = value + 1",
        "UPDATE users SET version = (SELECT value FROM sequences WHERE name = 'version') WHERE id = 'ana-costa'",
    ] {
        harness.execute(sql).await;
    }
    let after = claims(&harness.policy("ana-costa", &[]).await.bytes);
    assert_eq!(after["withdrawn"], "locked");
    assert!(verdicts(&after).iter().all(|it| it.1 == "locked"), "{after}");
    assert!(after["version"].as_u64() > before["version"].as_u64());
}

#[tokio::test]
async fn an_approved_removal_withdraws_the_policy_of_the_next_refresh() {
    let harness = Harness::new().await;
    let before = harness.policy("ana-costa", &[]).await;
    let id = harness.file_request("ana-costa").await;
    assert_eq!(harness.policy("ana-costa", &[]).await.bytes, before.bytes, "asking changes no right");
    harness.answer_request("maria-silva", "old-bridge", &id, "approve").await.ok(200);
    let after = harness.policy("ana-costa", &[("if-none-match", before.header("etag"))]).await;
    assert_eq!(after.status, 200);
    let (before, after) = (claims(&before.bytes), claims(&after.bytes));
    assert_eq!(after["withdrawn"], "removed");
    assert!(after["version"].as_u64() > before["version"].as_u64());
    assert!(after["iat"].as_i64() >= before["iat"].as_i64());
}

#[tokio::test]
async fn a_window_long_the_bytes_and_the_tag_are_the_same() {
    let harness = Harness::new().await;
    let first = harness.policy("ana-costa", &[]).await;
    assert!(first.header("etag").starts_with('"') && first.header("etag").ends_with('"'));
    let until = claims(&first.bytes)["refreshAfter"].as_i64().unwrap();
    harness.advance(SignedDuration::from_secs(until - harness.now().as_second() - 1));
    let again = harness.policy("ana-costa", &[]).await;
    assert_eq!((&again.bytes, again.header("etag")), (&first.bytes, first.header("etag")));
    harness.advance(SignedDuration::from_secs(1));
    let next = harness.policy("ana-costa", &[("if-none-match", first.header("etag"))]).await;
    assert_ne!(next.bytes, first.bytes);
    assert_eq!(claims(&next.bytes)["version"], claims(&first.bytes)["version"]);
    assert_eq!(claims(&next.bytes)["iat"], until);
}

#[tokio::test]
async fn who_holds_the_current_policy_gets_304() {
    let harness = Harness::new().await;
    let first = harness.policy("ana-costa", &[]).await;
    let tag = first.header("etag");
    for held in [tag.to_owned(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let answer = harness.policy("ana-costa", &[("if-none-match", &held)]).await;
        assert_eq!((answer.status.as_u16(), answer.bytes.len(), answer.header("etag")), (304, 0, tag), "{held}");
    }
    assert_eq!(harness.policy("ana-costa", &[("if-none-match", "\"other\"")]).await.status, 200);
    let other = harness.policy("ana-costa", &[("if-none-match", tag), ("domicile-machine", "machine-2")]).await;
    assert_eq!(other.status, 400, "two machines at once are none");
}

#[tokio::test]
async fn every_machine_has_its_own() {
    let harness = Harness::new().await;
    let ask = |machine: &'static str| {
        let harness = &harness;
        async move { harness.call("ana-costa", Method::GET, "/v1/me/policy", &[("domicile-machine", machine)], None).await }
    };
    let (one, two) = (ask("one").await, ask("two").await);
    assert_eq!(claims(&one.bytes)["machine"], json!({"id": "one", "name": ""}));
    assert_ne!(one.header("etag"), two.header("etag"));
    let vary: Vec<_> = one.headers.get_all("vary").iter().map(|it| it.to_str().unwrap().to_ascii_lowercase()).collect();
    for name in ["authorization", "domicile-machine", "domicile-machine-name", "accept-encoding"] {
        assert!(vary.join(", ").split(", ").any(|it| it == name), "{vary:?}");
    }
    harness.get("ana-costa", "/v1/me/policy").await.problem(400, "machine_required");
    ask("a b").await.problem(400, "machine_required");
}

#[tokio::test]
async fn compressed_bytes_have_a_tag_of_their_own() {
    let harness = Harness::new().await;
    let plain = harness.policy("ana-costa", &[]).await;
    let packed = harness.policy("ana-costa", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.len() < plain.bytes.len());
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.bytes);
    assert_ne!(packed.header("etag"), plain.header("etag"));
    assert!(packed.header("etag").ends_with('"'));
    // Whichever form a client holds, it is current.
    for held in [packed.header("etag"), plain.header("etag")] {
        for encoding in ["gzip", "identity"] {
            let answer = harness.policy("ana-costa", &[("accept-encoding", encoding), ("if-none-match", held)]).await;
            assert_eq!((answer.status.as_u16(), answer.header("etag")), (304, held));
        }
    }
}

#[tokio::test]
async fn a_contract_ends_to_the_second_without_anybody_writing() {
    let harness = Harness::new().await;
    let before = claims(&harness.policy("ana-costa", &[]).await.bytes);
    let bridge = &before["entitlements"][1];
    let last = bridge["contractEnds"].as_i64().unwrap() + bridge["graceDays"].as_i64().unwrap() * 86_400;
    harness.advance(SignedDuration::from_secs(last - harness.now().as_second()));
    // More than a year later: a service that ran so long needs the next year's keys.
    let harness = harness.restarted().await;
    let held = harness.policy("ana-costa", &[]).await;
    assert_eq!(verdicts(&claims(&held.bytes))[1].1, "allowed");
    harness.policy("ana-costa", &[("if-none-match", held.header("etag"))]).await.expect_status(304);
    harness.advance(SignedDuration::from_secs(1));
    let after = claims(&harness.policy("ana-costa", &[("if-none-match", held.header("etag"))]).await.bytes);
    assert_eq!(verdicts(&after)[1].1, "ended");
    assert_eq!(after["iat"].as_i64().unwrap(), last + 1);
}

/// Field case L16: the number of a policy comes from one sequence for everybody: changes of another account leave one's own policy as it is, and the
/// next change of one's own takes a higher number.
#[tokio::test]
async fn changes_of_another_account_leave_a_policy_as_it_is() {
    let harness = Harness::new().await;
    let before = harness.policy("ana-costa", &[]).await;
    for n in 0..7 {
        let country = if n % 2 == 0 { "FR" } else { "GB" };
        let path = "/v1/accounts/northwind-rail/users/paul-petit/entitlement-country";
        harness.call("nora-lindqvist", Method::PUT, path, &[], Some(json!({"country": country}))).await.ok(200);
    }
    assert_eq!(harness.policy("ana-costa", &[]).await.bytes, before.bytes);
    let path = "/v1/accounts/old-bridge/users/ana-costa/entitlement-country";
    harness.call("maria-silva", Method::PUT, path, &[], Some(json!({"country": "FR"}))).await.ok(200);
    let version = |answer: &TestResponse| claims(&answer.bytes)["version"].as_u64().unwrap();
    assert!(version(&harness.policy("ana-costa", &[]).await) > version(&before));
}
