//! Requests that no program of ours sends: encodings that nobody has, texts that a database does not take, parts that are wrong.

use super::harness::{Harness, options};
use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};
use url::Url;

/// Field case S21a, S21b: whatever encodings a caller takes, a change that is done is answered as done.
#[tokio::test]
async fn no_encoding_turns_what_is_done_into_a_failure() {
    let harness = Harness::new().await;
    for (n, takes) in
        ["identity;q=0", "*;q=0", "identity;q=0, br", "gzip;q=0, *;q=0", "q", ";", "gzip;q=0, identity;q=0"].into_iter().enumerate()
    {
        let add = json!({"email": format!("new-{n}@m.example.com"), "action": "create"});
        let added = harness
            .call("nora-lindqvist", Method::POST, "/v1/accounts/northwind-rail/users", &[("accept-encoding", takes)], Some(add))
            .await;
        assert_eq!((added.ok(201)["code"].clone(), added.header("content-encoding")), (json!("created"), ""), "{takes}");
        let live = Request::get("/health/live").header(header::ACCEPT_ENCODING, takes).body(Body::empty()).unwrap();
        harness.send(live).await.expect_status(200);
    }
    let packed = harness.call("ana-costa", Method::GET, "/v1/me", &[("accept-encoding", "br, gzip;q=0.5")], None).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
}

/// The places that paths have, besides the account.
const PLACES: [&str; 6] = ["{id}", "{user}", "{group}", "{domain}", "{country}", "{person}"];

/// Field case S22a: a NUL, or another text that no id is, in any path, parameter or body is never a failure of the service.
#[tokio::test]
async fn an_odd_text_in_any_place_is_no_failure_of_the_service() {
    let harness = Harness::with(
        "[limits]\nrefusalPauseSeconds = 0\nwriteBurst = 100000\nreadBurst = 100000\noperatorWriteBurst = 100000\noperatorReadBurst = 100000\n",
    )
    .await;
    let description: Value = serde_json::from_str(&domicile_directory::http::description().to_json().unwrap()).unwrap();
    let texts = ["%00", "x%00y", "%EF%BF%BF", "%F0%9F%92%A9", "%C3%28", "%80", "..", "'--", &"a".repeat(3000)];
    let ask = async |person: Option<&str>, method: &Method, path: &str, body: Option<Value>| {
        let answer = match person {
            Some("order-system") => harness.operate(method.clone(), path, &[], body).await,
            Some(person) => harness.call(person, method.clone(), path, &[], body).await,
            None => harness.send(Request::builder().method(method.clone()).uri(path).body(Body::empty()).unwrap()).await,
        };
        assert!(answer.status.as_u16() < 500, "{method} {path}: {answer:?}");
        answer.status.as_u16()
    };
    let mut asked = 0;
    for (path, operations) in description["paths"].as_object().unwrap() {
        for (name, operation) in operations.as_object().unwrap() {
            let Ok(method) = Method::from_bytes(name.to_uppercase().as_bytes()) else { continue };
            if path == "/v1/me/events" {
                continue;
            }
            let here = path.replace("{account}", "old-bridge");
            let of_operator = path.starts_with("/v1/operator/");
            let sender = if of_operator { "order-system" } else { "maria-silva" };
            for text in texts {
                // Each place that the path has, then the account, then the parameters behind it.
                let filled = |it: &str| PLACES.iter().fold(it.to_owned(), |it, place| it.replace(place, text));
                let mut paths = vec![filled(&here), filled(&path.replace("{account}", text))];
                for parameter in operation["parameters"].as_array().into_iter().flatten().filter(|it| it["in"] == "query") {
                    paths.push(format!("{}?{}={text}", filled(&here), parameter["name"].as_str().unwrap()));
                }
                paths.push(format!("{}?{text}={text}", filled(&here)));
                for path in paths {
                    // A change that could be carried out is not asked for: there is nothing odd in it.
                    let changes = if of_operator { path.split('?').next() != Some(&here) } else { path != here };
                    if method == Method::GET || path.contains(text) && changes {
                        ask(Some(sender), &method, &path, None).await;
                        asked += 1;
                    }
                }
            }
        }
    }
    assert!(asked > 500, "{asked}");
    for text in texts {
        for page in ["/invitation/{}/y", "/invitation/x/{}", "/not-me/{}", "/{}", "/.well-known/oauth-protected-resource/{}"] {
            ask(None, &Method::GET, &page.replace("{}", text), None).await;
        }
        ask(None, &Method::POST, &format!("/not-me/{text}"), None).await;
    }
    for text in ["\0", "x\0y", "\u{ffff}", "\u{10ffff}", &"a".repeat(9000)] {
        for (path, body) in [
            ("/v1/me/removal-requests", json!({"to": text})),
            ("/v1/me/removal-requests", json!({"note": text})),
            ("/v1/me/requests", json!({"kind": "country", "country": text})),
            ("/v1/me/requests", json!({"kind": "role", "role": "beta", "note": text, "to": text})),
            ("/v1/me/requests", json!({"kind": "add", "account": text})),
            ("/v1/me/service-requests", json!({"text": text})),
            ("/v1/me/check-outs", json!({"product": text, "machine": {"id": "m", "name": "Laptop"}, "days": 1})),
            ("/v1/me/check-outs", json!({"product": "bridge-modeler", "machine": {"id": text, "name": text}, "days": 1})),
            ("/v1/me/machine-reports", json!({"machineName": text, "summary": text, "facts": {text: text}})),
            ("/v1/me/invitations/x/accept", json!({"token": text})),
            ("/v1/accounts/old-bridge/users", json!({"email": format!("{text}@example.org"), "action": "create"})),
            ("/v1/accounts/old-bridge/users", json!({"email": "a@example.org", "displayName": text, "action": "create"})),
            ("/v1/accounts/old-bridge/groups", json!({"name": text})),
            ("/v1/accounts/old-bridge/licence-assignments", json!({"product": text, "user": text})),
            ("/v1/accounts/old-bridge/transfers", json!({"email": "b@example.org", "country": text})),
            ("/v1/accounts/old-bridge/users/ana-costa/lock", json!({"because": text})),
        ] {
            ask(Some("maria-silva"), &Method::POST, path, Some(body)).await;
        }
        ask(Some("maria-silva"), &Method::PATCH, "/v1/me", Some(json!({"locale": text, "country": text}))).await;
        for (path, body) in [
            ("products/x", json!({"name": text, "usageType": text})),
            ("accounts/x", json!({"name": text, "federation": text, "itContact": text})),
            (
                "entitlements/x",
                json!({"account": text, "product": text, "edition": text, "roles": [text], "groups": [text], "starts": text}),
            ),
            (
                "people/x",
                json!({"email": format!("{text}@example.org"), "displayName": text, "identities": [{"issuer": text, "subject": text}]}),
            ),
        ] {
            ask(Some("order-system"), &Method::PUT, &format!("/v1/operator/{path}"), Some(body)).await;
        }
        let because = Some(json!({"because": text}));
        ask(Some("order-system"), &Method::DELETE, "/v1/operator/people/yara-haddad", because).await;
    }
}

/// Field case S22a: a subject with a NUL is nobody's, on either database.
#[tokio::test]
async fn a_subject_with_a_nul_is_refused_with_its_token() {
    let harness = Harness::new().await;
    let service = super::identity::service(&harness.store, harness.clock()).await;
    let answer = super::identity::signed_in(
        &service,
        &harness,
        json!({"sub": "a\0b", "email": "ana.costa@oldbridge.example.com", "email_verified": true}),
    )
    .await;
    answer.problem(401, "token_malformed");
}

/// Field case S19a, S19b: below a path the document of RFC 9728 is where the RFC puts it, and the challenge says so.
#[tokio::test]
async fn below_a_path_the_metadata_is_where_rfc_9728_has_it() {
    for public in ["http://127.0.0.1:4711/dir/", "http://127.0.0.1:4711/dir"] {
        let harness = Harness::configured(&options(), &Url::parse(public).unwrap()).await;
        let get = |path: &'static str| harness.send(Request::get(path).body(Body::empty()).unwrap());
        let challenge = get("/v1/me").await;
        let named = "resource_metadata=\"http://127.0.0.1:4711/.well-known/oauth-protected-resource/dir\"";
        assert!(challenge.header("www-authenticate").contains(named), "{challenge:?}");
        for path in [
            "/.well-known/oauth-protected-resource",
            "/.well-known/oauth-protected-resource/dir",
            "/.well-known/oauth-protected-resource/dir/",
        ] {
            assert_eq!(get(path).await.ok(200)["resource"], "http://127.0.0.1:4711/dir");
        }
        get("/.well-known/oauth-protected-resource/other").await.problem(404, "not_found");
    }
    let harness = Harness::new().await;
    let below = Request::get("/.well-known/oauth-protected-resource/dir").body(Body::empty()).unwrap();
    harness.send(below).await.problem(404, "not_found");
}

/// Field case D07: which part of a request is wrong is named.
#[tokio::test]
async fn a_part_that_is_wrong_is_named() {
    let harness = Harness::new().await;
    for (path, part) in [
        ("/v1/me/removal-requests?limit=0", "limit"),
        ("/v1/me/removal-requests?limit=x", "limit"),
        ("/v1/me/removal-requests?limit=101", "limit"),
        ("/v1/me/removal-requests?cursor=x", "cursor"),
        ("/v1/accounts/old-bridge/users?cursor=%20", "cursor"),
        ("/v1/accounts/old-bridge/users?limit=1&limit=2", "query"),
        ("/v1/accounts/old-bridge/removal-requests?state=x", "state"),
        ("/v1/accounts/old-bridge/requests?state=x", "state"),
        ("/v1/me/requests?limit=0", "limit"),
        ("/v1/accounts/old-bridge/check-outs?user=", "user"),
        ("/v1/me/check-outs?machine=%20", "machine"),
    ] {
        let problem = harness.get("maria-silva", path).await.problem(400, "bad_request");
        assert_eq!(problem["part"], part, "{path}");
        assert!(problem["detail"].as_str().unwrap().contains(part), "{problem}");
    }
    let key = harness.call("maria-silva", Method::POST, "/v1/me/removal-requests", &[("idempotency-key", "")], Some(json!({}))).await;
    assert_eq!(key.problem(400, "bad_request")["part"], "Idempotency-Key");
}
