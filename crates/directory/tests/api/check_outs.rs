//! Check-outs over HTTP: asked for, answered, returned, ended; what the policy says of them, and what a workstation makes of it.

use super::harness::{Harness, TestResponse};
use axum::body::Body;
use axum::http::{Method, Request};
use domicile_policy::check_out::{self, CheckOut};
use domicile_policy::decide::State;
use domicile_policy::keyset::{KeySet, verify_keyset};
use domicile_policy::root::Root;
use domicile_policy::verify::{Expected, Policy, verify};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

pub(crate) const DAY: i64 = 86_400;

/// Asks for a product on a machine.
pub(crate) async fn request_check_out(harness: &Harness, person: &str, product: &str, machine: &str, days: i64) -> TestResponse {
    let body = json!({"product": product, "machine": {"id": machine, "name": format!("Laptop {machine}")}, "days": days});
    harness.post(person, "/v1/me/check-outs", body).await
}

/// The id of Ana's request for Bridge Modeler on this machine.
pub(crate) async fn requested(harness: &Harness, machine: &str) -> String {
    request_check_out(harness, "ana-costa", "bridge-modeler", machine, 14).await.ok(201)["id"].as_str().unwrap().to_owned()
}

/// An administrator's step at Old Bridge.
pub(crate) async fn answer_check_out(harness: &Harness, person: &str, id: &str, step: &str, body: Value) -> TestResponse {
    harness.post(person, &format!("/v1/accounts/old-bridge/check-outs/{id}/{step}"), body).await
}

/// Ana's check-out of Bridge Modeler on this machine, allowed by Maria.
pub(crate) async fn checked_out(harness: &Harness, machine: &str) -> String {
    let id = requested(harness, machine).await;
    assert_eq!(answer_check_out(harness, "maria-silva", &id, "allow", json!({})).await.ok(200)["state"], "checked_out");
    id
}

pub(crate) async fn return_check_out(harness: &Harness, id: &str) -> TestResponse {
    harness.call("ana-costa", Method::POST, &format!("/v1/me/check-outs/{id}/return"), &[], None).await
}

pub(crate) async fn end_check_out(harness: &Harness, person: &str, id: &str) -> TestResponse {
    harness.call(person, Method::DELETE, &format!("/v1/accounts/old-bridge/check-outs/{id}"), &[], None).await
}

/// The person's own check-out of this id.
pub(crate) async fn my_check_out(harness: &Harness, person: &str, id: &str) -> Value {
    let all = harness.get(person, "/v1/me/check-outs").await.ok(200);
    all["items"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap_or_else(|| panic!("{id} is not in {all}")).clone()
}

async fn keys(harness: &Harness) -> KeySet {
    let keys = harness.send(Request::get("/v1/policy-keys").body(Body::empty()).unwrap()).await;
    verify_keyset(&keys.bytes, &Root::compiled_in(), 0, harness.now().as_second()).unwrap()
}

fn expected(person: &str, machine: &str) -> Expected {
    Expected { issuer: Root::compiled_in().issuer().into(), subject: person.into(), machine: machine.into() }
}

/// The person's policy on this machine, as a workstation verifies it.
pub(crate) async fn policy(harness: &Harness, person: &str, machine: &str) -> Policy {
    let answer = harness.call(person, Method::GET, "/v1/me/policy", &[("domicile-machine", machine)], None).await;
    answer.expect_status(200);
    verify(&answer.bytes, &keys(harness).await, &expected(person, machine)).unwrap()
}

/// Ids of the check-outs that the policy stands by.
fn check_out_ids(policy: &Policy) -> Vec<&str> {
    policy.claims().check_outs.iter().map(|it| it.id.as_str()).collect()
}

async fn verified(harness: &Harness, document: &Value, machine: &str) -> CheckOut {
    check_out::verify(document.as_str().unwrap().as_bytes(), &keys(harness).await, &expected("ana-costa", machine)).unwrap()
}

#[tokio::test]
async fn from_the_request_to_the_return() {
    let harness = Harness::new().await;
    let blank = policy(&harness, "ana-costa", "one").await;
    let it = request_check_out(&harness, "ana-costa", "bridge-modeler", "one", 14).await.ok(201);
    let id = it["id"].as_str().unwrap();
    assert_eq!(it["product"], json!({"id": "bridge-modeler", "name": "Bridge Modeler"}));
    assert_eq!(it["machine"], json!({"id": "one", "name": "Laptop one"}));
    assert_eq!(it["account"]["id"], "old-bridge");
    assert_eq!((&it["state"], &it["days"], &it["document"]), (&json!("asked"), &json!(14), &Value::Null));
    assert_eq!(my_check_out(&harness, "ana-costa", id).await, it, "the first answer and every later one say the same");
    for administrator in ["maria-silva", "tom-becker"] {
        assert_eq!(harness.me(administrator).await["inbox"]["openCheckOuts"], 1);
    }
    let open = "/v1/accounts/old-bridge/check-outs?state=open&user=ana-costa";
    let listed = harness.get("tom-becker", open).await.ok(200);
    assert_eq!((&listed["items"][0]["id"], &listed["items"][0]["user"]["displayName"]), (&json!(id), &json!("Ana Costa")));
    let unchanged = policy(&harness, "ana-costa", "one").await;
    assert_eq!(unchanged.claims(), blank.claims(), "asking changes no right");

    harness.advance(SignedDuration::from_mins(5));
    let allowed = answer_check_out(&harness, "tom-becker", id, "allow", json!({"days": 30})).await.ok(200);
    assert_eq!(
        (&allowed["state"], &allowed["days"], &allowed["answeredBy"]["id"]),
        (&json!("checked_out"), &json!(30), &json!("tom-becker"))
    );
    assert!(allowed.get("document").is_none(), "the document is the person's");
    let it = my_check_out(&harness, "ana-costa", id).await;
    let document = verified(&harness, &it["document"], "one").await;
    let (claims, now) = (document.claims(), harness.now().as_second());
    assert_eq!((claims.iat, claims.exp, claims.jti.as_str(), claims.product.as_str()), (now, now + 30 * DAY, id, "bridge-modeler"));
    assert_eq!(it["until"].as_str().unwrap().parse::<Timestamp>().unwrap().as_second(), claims.exp);
    assert_eq!((&it["answeredBy"], harness.me("maria-silva").await["inbox"]["openCheckOuts"].clone()), (&json!("Tom Becker"), json!(0)));

    let listing = policy(&harness, "ana-costa", "one").await;
    assert_eq!(check_out_ids(&listing), [id]);
    assert!(listing.claims().version > blank.claims().version);
    assert!(document.stands_in(listing.claims()));
    assert_eq!(check_out_ids(&policy(&harness, "ana-costa", "two").await), Vec::<&str>::new(), "another machine's policy");
    // After the policy's own end its rules go on, up to the last second.
    let state = |policy: &Policy, product: &str, at| policy.decide_beside(std::slice::from_ref(&document), (product, None), at).state;
    assert!(listing.claims().exp < claims.exp);
    assert_eq!(state(&listing, "bridge-modeler", claims.exp - 1), State::Valid);
    assert_eq!(state(&listing, "bridge-modeler", claims.exp), State::Expired);
    assert_eq!(state(&listing, "terrain-viewer", claims.exp - 1), State::Expired, "one product");

    let returned = return_check_out(&harness, id).await.ok(200);
    assert_eq!((&returned["state"], &returned["document"]), (&json!("returned"), &Value::Null));
    assert_eq!(return_check_out(&harness, id).await.ok(200), returned, "twice is once");
    let after = policy(&harness, "ana-costa", "one").await;
    assert_eq!(check_out_ids(&after), Vec::<&str>::new());
    assert!(after.claims().version > listing.claims().version);
    end_check_out(&harness, "maria-silva", id).await.problem(409, "check_out_closed");
    assert_eq!(harness.history(id).await, ["ana-costa check_out.asked", "tom-becker check_out.allowed", "ana-costa check_out.returned"]);
    assert_eq!(harness.get("tom-becker", open).await.ok(200)["items"], json!([]));
    assert_eq!(harness.get("tom-becker", "/v1/accounts/old-bridge/check-outs?state=all").await.ok(200)["items"][0]["state"], "returned");
}

#[tokio::test]
async fn declining_withdrawing_and_ending() {
    let harness = Harness::new().await;
    let id = requested(&harness, "one").await;
    answer_check_out(&harness, "maria-silva", &id, "decline", json!({"reason": " "})).await.problem(422, "reason_required");
    let declined =
        answer_check_out(&harness, "maria-silva", &id, "decline", json!({"reason": "You will\u{202e} have a network."})).await.ok(200);
    assert_eq!((&declined["state"], &declined["reason"]), (&json!("declined"), &json!("You will have a network.")));
    assert_eq!(my_check_out(&harness, "ana-costa", &id).await["reason"], declined["reason"]);
    let closed = answer_check_out(&harness, "tom-becker", &id, "allow", json!({})).await.problem(409, "check_out_closed");
    assert_eq!(closed["checkOut"]["state"], "declined");

    let id = requested(&harness, "one").await;
    return_check_out(&harness, &id).await.problem(409, "check_out_closed");
    end_check_out(&harness, "maria-silva", &id).await.problem(409, "check_out_closed");
    let path = format!("/v1/me/check-outs/{id}");
    for _ in 0..2 {
        assert_eq!(harness.call("ana-costa", Method::DELETE, &path, &[], None).await.ok(200)["state"], "withdrawn");
    }

    let id = checked_out(&harness, "one").await;
    harness.call("ana-costa", Method::DELETE, &format!("/v1/me/check-outs/{id}"), &[], None).await.problem(409, "check_out_closed");
    let before = policy(&harness, "ana-costa", "one").await.claims().version;
    for _ in 0..2 {
        assert_eq!(end_check_out(&harness, "tom-becker", &id).await.ok(200)["state"], "ended");
    }
    let after = policy(&harness, "ana-costa", "one").await;
    assert!(after.claims().version > before && check_out_ids(&after).is_empty());
    return_check_out(&harness, &id).await.problem(409, "check_out_closed");
    let kinds = harness.query_column("SELECT kind || ' ' || recipient FROM outbox WHERE kind LIKE 'check_out%' ORDER BY id").await;
    let kinds: Vec<&str> = kinds.iter().flatten().map(|it| it.split('@').next().unwrap()).collect();
    let asked = ["check_out_asked maria.silva", "check_out_asked tom.becker"];
    let mut sorted = kinds[..2].to_vec();
    sorted.sort_unstable();
    assert_eq!(sorted, asked);
    let to_ana: Vec<&&str> = kinds.iter().filter(|it| it.ends_with("ana.costa")).collect();
    assert_eq!(to_ana, [&"check_out_declined ana.costa", &"check_out_allowed ana.costa", &"check_out_ended ana.costa"]);
}

#[tokio::test]
async fn what_nobody_may_check_out_and_why() {
    let harness = Harness::new().await;
    for (person, product, reason) in [
        ("ana-costa", "rail-designer", "not_owned"),
        ("ana-costa", "archive-reader", "ended"),
        ("ana-costa", "no-such-product", "not_owned"),
        ("paul-petit", "rail-designer", "country_without_entitlements"),
        ("nora-lindqvist", "site-simulator", "restricted"),
    ] {
        let refused = request_check_out(&harness, person, product, "one", 14).await.problem(409, "check_out_not_entitled");
        assert_eq!(refused["reason"], reason, "{person} {product}");
    }
    for days in [0, 31, 65_535] {
        request_check_out(&harness, "ana-costa", "bridge-modeler", "one", days).await.problem(422, "check_out_days");
    }
    for days in [-1, 65_536] {
        request_check_out(&harness, "ana-costa", "bridge-modeler", "one", days).await.problem(422, "invalid_body");
    }
    for machine in ["", "a b", "ü", "a\u{0}", &"x".repeat(129)] {
        request_check_out(&harness, "ana-costa", "bridge-modeler", machine, 14).await.problem(422, "invalid_body");
    }
    let unnamed = json!({"product": "bridge-modeler", "machine": {"id": "five", "name": "\u{202e}\n"}, "days": 1});
    assert_eq!(harness.post("ana-costa", "/v1/me/check-outs", unnamed).await.ok(201)["machine"]["name"], "five");
    let long = json!({"product": "bridge-modeler", "machine": {"id": "six", "name": "x".repeat(201)}, "days": 1});
    harness.post("ana-costa", "/v1/me/check-outs", long).await.problem(422, "text_too_long");
    harness.get("ana-costa", "/v1/me/check-outs?machine=a%20b").await.problem(400, "bad_request");
    for query in ["state=closed", "user=", "user=%00", "limit=0"] {
        let answer = harness.get("maria-silva", &format!("/v1/accounts/old-bridge/check-outs?{query}")).await;
        assert!(answer.status.is_client_error(), "{query}: {answer:?}");
    }
    // A trial or evaluation may go along as well.
    request_check_out(&harness, "iris-novak", "terrain-viewer", "one", 30).await.ok(201);
    request_check_out(&harness, "yara-haddad", "terrain-viewer", "one", 14).await.problem(409, "not_affiliated");
    assert_eq!(harness.get("yara-haddad", "/v1/me/check-outs").await.ok(200), json!({"items": []}));
}

#[tokio::test]
async fn one_for_each_product_and_machine_and_twenty_in_all() {
    let harness = Harness::new().await;
    let id = requested(&harness, "one").await;
    let open = request_check_out(&harness, "ana-costa", "bridge-modeler", "one", 2).await.problem(409, "check_out_open");
    assert_eq!((&open["checkOut"]["id"], &open["checkOut"]["days"]), (&json!(id), &json!(14)));
    request_check_out(&harness, "ana-costa", "terrain-viewer", "one", 2).await.ok(201);
    for n in 2..20 {
        request_check_out(&harness, "ana-costa", "bridge-modeler", &format!("machine-{n}"), 2).await.ok(201);
    }
    request_check_out(&harness, "ana-costa", "bridge-modeler", "one-too-many", 2).await.problem(409, "check_out_too_many");
    let of_one = harness.get("ana-costa", "/v1/me/check-outs?machine=one").await.ok(200);
    assert_eq!(of_one["items"].as_array().unwrap().len(), 2);
    // A page at a time, newest first, and each once.
    let (mut cursor, mut seen) = (String::new(), Vec::new());
    loop {
        let page = harness.get("maria-silva", &format!("/v1/accounts/old-bridge/check-outs?state=open&limit=7{cursor}")).await.ok(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    let mut sorted = seen.clone();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    assert_eq!((seen.len(), &seen), (20, &sorted));
    harness.call("ana-costa", Method::DELETE, &format!("/v1/me/check-outs/{id}"), &[], None).await.ok(200);
    request_check_out(&harness, "ana-costa", "bridge-modeler", "one", 2).await.ok(201);
}

#[tokio::test]
async fn what_held_when_it_was_asked_for_is_asked_again_when_it_is_allowed() {
    let harness = Harness::new().await;
    let id = requested(&harness, "one").await;
    let country = "/v1/accounts/old-bridge/users/ana-costa/entitlement-country";
    harness.call("maria-silva", Method::PUT, country, &[], Some(json!({"country": "FR"}))).await.ok(200);
    let refused = answer_check_out(&harness, "maria-silva", &id, "allow", json!({})).await.problem(409, "check_out_not_entitled");
    assert_eq!(refused["reason"], "country_without_entitlements");
    assert_eq!(my_check_out(&harness, "ana-costa", &id).await["state"], "asked");
    harness.call("maria-silva", Method::PUT, country, &[], Some(json!({"country": null}))).await.ok(200);
    for days in [0, 31] {
        answer_check_out(&harness, "maria-silva", &id, "allow", json!({"days": days})).await.problem(422, "check_out_days");
    }
    let path = format!("/v1/accounts/old-bridge/check-outs/{id}/allow");
    let allowed = harness.call("maria-silva", Method::POST, &path, &[], None).await.ok(200);
    assert_eq!(allowed["days"], 14, "without a body: as asked");
    // It widens nothing: where the policy has come to deny the product, it stays denied.
    let document = verified(&harness, &my_check_out(&harness, "ana-costa", &id).await["document"], "one").await;
    harness.call("maria-silva", Method::PUT, country, &[], Some(json!({"country": "FR"}))).await.ok(200);
    let denying = policy(&harness, "ana-costa", "one").await;
    assert_eq!(check_out_ids(&denying), [id.as_str()]);
    let at = denying.claims().exp;
    assert_eq!(denying.decide_beside(&[document], ("bridge-modeler", None), at).state, State::NotEntitled);
}

#[tokio::test]
async fn a_rank_must_reach_the_person_and_reaches_oneself() {
    let harness = Harness::new().await;
    let id = request_check_out(&harness, "maria-silva", "bridge-modeler", "one", 14).await.ok(201)["id"].as_str().unwrap().to_owned();
    answer_check_out(&harness, "tom-becker", &id, "allow", json!({})).await.problem(403, "insufficient_rank");
    answer_check_out(&harness, "tom-becker", &id, "decline", json!({"reason": "No."})).await.problem(403, "insufficient_rank");
    answer_check_out(&harness, "ana-costa", &id, "allow", json!({})).await.problem(403, "not_allowed");
    answer_check_out(&harness, "nora-lindqvist", &id, "allow", json!({})).await.problem(404, "not_found");
    assert_eq!(answer_check_out(&harness, "maria-silva", &id, "allow", json!({})).await.ok(200)["state"], "checked_out");
    end_check_out(&harness, "tom-becker", &id).await.problem(403, "insufficient_rank");
    let mails = harness.query_column("SELECT kind || ' ' || recipient FROM outbox WHERE kind LIKE 'check_out%'").await;
    assert_eq!(mails, Vec::<Option<String>>::new(), "who cannot answer is not asked, and nobody writes to themselves");
}

#[tokio::test]
async fn repeating_a_request_under_its_key_is_harmless() {
    let harness = Harness::new().await;
    let body = json!({"product": "bridge-modeler", "machine": {"id": "one", "name": "Laptop"}, "days": 14});
    let send = || harness.call("ana-costa", Method::POST, "/v1/me/check-outs", &[("idempotency-key", "k1")], Some(body.clone()));
    let (first, again) = (send().await.ok(201), send().await);
    assert_eq!((again.ok(201), again.header("idempotency-replayed")), (first.clone(), "true"));
    let path = format!("/v1/accounts/old-bridge/check-outs/{}/allow", first["id"].as_str().unwrap());
    let allow = || harness.call("maria-silva", Method::POST, &path, &[("idempotency-key", "k2")], None);
    let first = allow().await.ok(200);
    assert_eq!(allow().await.ok(200), first);
    harness.call("maria-silva", Method::POST, &path, &[], None).await.problem(409, "check_out_closed");
}

#[tokio::test]
async fn what_is_checked_out_is_told_before_somebody_leaves() {
    let harness = Harness::new().await;
    let told = async |harness: &Harness| {
        let preflight = harness.get("maria-silva", "/v1/accounts/old-bridge/users/ana-costa/removal-preflight").await.ok(200);
        (preflight["blockers"].clone(), preflight["blocked"].clone(), harness.me("ana-costa").await["removal"]["blockers"].clone())
    };
    requested(&harness, "one").await;
    assert_eq!(told(&harness).await, (json!([]), json!(false), json!([])), "a request is nothing to lose");
    checked_out(&harness, "two").await;
    let warned = json!(["checked_out_licence"]);
    assert_eq!(told(&harness).await, (warned.clone(), json!(false), warned));
    harness.advance(SignedDuration::from_hours(14 * 24));
    assert_eq!(told(&harness).await, (json!([]), json!(false), json!([])), "its time is over, whoever has noticed");
}

#[tokio::test]
async fn another_instance_signs_the_same_and_a_clock_that_is_behind_signs_nothing() {
    let harness = Harness::new().await;
    let id = checked_out(&harness, "machine-1").await;
    let other = harness.another_instance().await;
    let (here, there) = (harness.policy("ana-costa", &[]).await, other.policy("ana-costa", &[]).await);
    assert!(here.status == 200 && there.status == 200);
    assert_eq!((here.bytes, here.headers.get("etag")), (there.bytes, there.headers.get("etag")));
    assert_eq!(my_check_out(&harness, "ana-costa", &id).await, my_check_out(&other, "ana-costa", &id).await);
    let request = requested(&harness, "two").await;
    policy(&harness, "ana-costa", "one").await;
    let behind = harness.another_instance_at(harness.now().as_second() - 3_600).await;
    answer_check_out(&behind, "maria-silva", &request, "allow", json!({})).await.problem(503, "service_clock_behind");
    assert_eq!(my_check_out(&harness, "ana-costa", &request).await["state"], "asked");
}
