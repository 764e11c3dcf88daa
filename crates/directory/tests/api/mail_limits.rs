//! Nobody's mailbox is filled by what others may do again and again, and a company that moves in is not refused.

use super::check_outs::request_check_out;
use super::harness::Harness;
use axum::http::Method;
use domicile_directory::mail::outbox_entries;
use jiff::SignedDuration;
use serde_json::{Value, json};

const ANA: &str = "ana.costa@oldbridge.example.com";
const NORTHWIND: &str = "/v1/accounts/northwind-rail";
const ROUNDS: usize = 50;

async fn letters(harness: &Harness, kind: &str, to: &str) -> usize {
    outbox_entries(&harness.store).await.unwrap().iter().filter(|it| it.kind == kind && it.recipient == to).count()
}

/// Field case M3: An offer made and taken back fifty times is three letters, and then refused.
#[tokio::test]
async fn an_offer_that_is_made_and_taken_back_again_and_again_writes_three_letters() {
    let harness = Harness::new().await;
    let mut refused = 0;
    for round in 0..ROUNDS {
        let offer = harness.post("nora-lindqvist", &format!("{NORTHWIND}/transfers"), json!({"email": ANA})).await;
        if round < 3 {
            let path = format!("{NORTHWIND}/transfers/{}", offer.ok(201)["id"].as_str().unwrap());
            harness.call("nora-lindqvist", Method::DELETE, &path, &[], None).await.ok(200);
        } else {
            offer.problem(429, "too_many_letters");
            assert!(offer.header("retry-after").parse::<u64>().unwrap() > 80_000);
            refused += 1;
        }
    }
    assert_eq!((letters(&harness, "offer_waits", ANA).await, refused), (3, ROUNDS - 3));
    // Another account has three of its own; and tomorrow is another day.
    harness.post("iris-novak", "/v1/accounts/meridian/transfers", json!({"email": ANA})).await.problem(409, "federated_account");
    harness.advance(SignedDuration::from_hours(24));
    harness.post("nora-lindqvist", &format!("{NORTHWIND}/transfers"), json!({"email": ANA})).await.ok(201);
}

/// Field case M3: An invitation sent and taken back fifty times, or sent again and again, is three letters.
#[tokio::test]
async fn an_invitation_that_is_sent_and_taken_back_again_and_again_writes_three_letters() {
    let harness = Harness::new().await;
    let yara = "yara.haddad@example.com";
    for round in 0..ROUNDS {
        let sent = harness.post("nora-lindqvist", &format!("{NORTHWIND}/invitations"), json!({"email": yara})).await;
        if round < 3 {
            let path = format!("{NORTHWIND}/invitations/{}", sent.ok(201)["id"].as_str().unwrap());
            harness.call("nora-lindqvist", Method::DELETE, &path, &[], None).await.ok(200);
        } else {
            sent.problem(429, "too_many_letters");
        }
    }
    assert_eq!(letters(&harness, "join_invitation", yara).await, 3);
    // Sending again counts like sending.
    let new = harness.post("nora-lindqvist", &format!("{NORTHWIND}/users"), json!({"email": "zoe@example.org", "action": "create"})).await;
    let id = new.ok(201)["invitation"]["id"].as_str().unwrap().to_owned();
    let path = format!("{NORTHWIND}/invitations/{id}/resend");
    let again = || harness.call("nora-lindqvist", Method::POST, &path, &[], None);
    for _ in 0..2 {
        harness.advance(SignedDuration::from_mins(11));
        again().await.ok(200);
    }
    harness.advance(SignedDuration::from_mins(11));
    again().await.problem(429, "too_many_letters");
    assert_eq!(letters(&harness, "sign_in_invitation", "zoe@example.org").await, 3);
}

/// Field case M3: A check-out asked for and withdrawn fifty times is three letters to each administrator; the act ends later.
#[tokio::test]
async fn a_check_out_that_is_asked_for_and_withdrawn_again_and_again_writes_three_letters_to_each() {
    let harness = Harness::new().await;
    let mut last = Value::Null;
    for round in 0..ROUNDS {
        let asked = request_check_out(&harness, "ana-costa", "bridge-modeler", "m1", 14).await;
        if round < 30 {
            last = asked.ok(201);
            let path = format!("/v1/me/check-outs/{}", last["id"].as_str().unwrap());
            harness.call("ana-costa", Method::DELETE, &path, &[], None).await.ok(200);
        } else {
            asked.problem(429, "too_many_check_out_requests");
        }
    }
    for administrator in ["maria.silva@oldbridge.example.com", "tom.becker@oldbridge.example.com"] {
        assert_eq!(letters(&harness, "check_out_asked", administrator).await, 3, "{administrator}");
    }
    assert_eq!(last["delivery"]["state"], "limit_reached", "whoever went on without a letter is told so: {last}");
    harness.advance(SignedDuration::from_hours(24));
    let asked = request_check_out(&harness, "ana-costa", "bridge-modeler", "m1", 14).await.ok(201);
    assert_eq!(asked["delivery"]["state"], "waiting_for_mail_server");
}

#[tokio::test]
async fn adding_and_removing_again_and_again_writes_three_letters_of_each_kind_and_goes_on() {
    let harness = Harness::new().await;
    let yara = "yara.haddad@example.com";
    let mut told = Vec::new();
    for _ in 0..8 {
        let body = json!({"email": yara, "action": "addToAccount"});
        let added = harness.post("nora-lindqvist", &format!("{NORTHWIND}/users"), body).await.ok(201);
        told.push(added["member"]["delivery"]["state"].as_str().unwrap().to_owned());
        harness.call("nora-lindqvist", Method::DELETE, &format!("{NORTHWIND}/users/yara-haddad"), &[], None).await.ok(200);
    }
    assert_eq!((letters(&harness, "added", yara).await, letters(&harness, "removed", yara).await), (3, 3));
    assert_eq!(told, [["waiting_for_mail_server"; 3].as_slice(), ["limit_reached"; 5].as_slice()].concat());
}

#[tokio::test]
async fn the_letters_that_say_how_to_take_a_step_back_are_never_left_out() {
    let harness = Harness::new().await;
    for _ in 0..3 {
        let id = harness.file_request("ana-costa").await;
        harness.call("ana-costa", Method::DELETE, &format!("/v1/me/removal-requests/{id}"), &[], None).await.ok(200);
    }
    harness.post("ana-costa", "/v1/me/removal-requests", json!({})).await.problem(429, "too_many_filings");
    assert_eq!(letters(&harness, "confirm_filed", ANA).await, 3);
}

/// Nora has looked so many addresses up just now, and registered them or not.
async fn looked(harness: &Harness, count: usize, created: bool) {
    let now = harness.now().as_millisecond();
    let rows: Vec<String> = (0..count).map(|n| format!("('{created}{n}', 'northwind-rail', 'nora-lindqvist', {now}, {created})")).collect();
    harness.execute(&format!("INSERT INTO look_ups (id, account_id, user_id, looked_at, created) VALUES {}", rows.join(", "))).await;
}

/// Field case D05: A company registers its 150 new people on one morning, looked up and created, by one administrator.
#[tokio::test]
async fn creating_people_uses_up_no_looks() {
    let harness = Harness::new().await;
    let users = format!("{NORTHWIND}/users");
    for n in 0..150 {
        let email = format!("new.{n}@example.org");
        harness.post("nora-lindqvist", &users, json!({"email": email})).await.ok(200);
        harness.post("nora-lindqvist", &users, json!({"email": email, "action": "create"})).await.ok(201);
    }
    // Looks that create nobody are limited as before: ninety-nine, one more, and no further one.
    looked(&harness, 99, false).await;
    harness.post("nora-lindqvist", &users, json!({"email": "who@example.org"})).await.ok(200);
    harness.post("nora-lindqvist", &users, json!({"email": "one.more@example.org"})).await.problem(429, "too_many_lookups");
    // And so is creating, at a figure that no company meets by chance.
    harness.advance(SignedDuration::from_mins(61));
    looked(&harness, 500, true).await;
    harness.post("nora-lindqvist", &users, json!({"email": "x@example.org", "action": "create"})).await.problem(429, "too_many_created");
}
