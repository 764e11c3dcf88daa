//! What ends check-outs without anybody meaning it: a policy that is withdrawn, time, and others who were quicker.

use super::check_outs::{DAY, answer, ask, asked, checked_out, end, give_back, mine, policy};
use super::house::House;
use axum::http::Method;
use domicile_directory::audit::verify::{SignedHeads, verify};
use domicile_directory::keys::AuditKey;
use jiff::SignedDuration;
use serde_json::{Value, json};

const ANA: &str = "/v1/accounts/old-bridge/users/ana-costa";

async fn removed(house: &House) -> String {
    house.call("maria-silva", Method::DELETE, ANA, &[], None).await.ok(200)["id"].as_str().unwrap().to_owned()
}

/// A wish and a check-out of Ana's.
async fn two(house: &House) -> [String; 2] {
    [asked(house, "wished").await, checked_out(house, "one").await]
}

async fn states(house: &House, ids: &[String]) -> Vec<Value> {
    let mut states = Vec::new();
    for id in ids {
        states.push(mine(house, "ana-costa", id).await["state"].clone());
    }
    states
}

#[tokio::test]
async fn a_lock_cancels_for_good_and_leaves_the_view_of_ones_own() {
    let house = House::new().await;
    let ids = two(&house).await;
    let before = policy(&house, "ana-costa", "one").await.claims().version;
    house.call("tom-becker", Method::POST, &format!("{ANA}/lock"), &[], None).await.ok(200);
    assert_eq!(states(&house, &ids).await, ["cancelled", "cancelled"]);
    let withdrawn = policy(&house, "ana-costa", "one").await;
    assert!(withdrawn.claims().version > before && withdrawn.claims().check_outs.is_empty() && withdrawn.claims().withdrawn.is_some());
    assert_eq!(house.changes(&ids[1]).await.last().unwrap(), "tom-becker check_out.cancelled");
    ask(&house, "ana-costa", "bridge-modeler", "two", 14).await.problem(403, "limited_view");
    give_back(&house, &ids[1]).await.problem(403, "limited_view");
    answer(&house, "maria-silva", &ids[0], "allow", json!({})).await.problem(409, "check_out_closed");
    house.post("maria-silva", &format!("{ANA}/unlock"), json!({"lock": "administrator"})).await.ok(200);
    assert_eq!(states(&house, &ids).await, ["cancelled", "cancelled"], "unlocking brings nothing back");
    assert!(policy(&house, "ana-costa", "one").await.claims().check_outs.is_empty());
    checked_out(&house, "one").await;
}

#[tokio::test]
async fn a_removal_cancels_and_an_undo_does_not_bring_it_back() {
    let house = House::new().await;
    let ids = two(&house).await;
    let removal = removed(&house).await;
    assert_eq!(states(&house, &ids).await, ["cancelled", "cancelled"]);
    give_back(&house, &ids[1]).await.problem(409, "check_out_closed");
    house.call("maria-silva", Method::POST, &format!("/v1/accounts/old-bridge/removals/{removal}/undo"), &[], None).await.ok(200);
    assert_eq!(house.me("ana-costa").await["affiliation"]["account"]["id"], "old-bridge");
    assert_eq!(states(&house, &ids).await, ["cancelled", "cancelled"]);
    assert!(policy(&house, "ana-costa", "one").await.claims().check_outs.is_empty());
    assert_eq!(house.me("maria-silva").await["inbox"]["openCheckOuts"], 0);
}

#[tokio::test]
async fn leaving_alone_and_support_cancel_as_well() {
    let house = House::new().await;
    let ids = two(&house).await;
    let until = house.now().as_millisecond() + 1;
    house.sql(&format!("UPDATE users SET may_leave_until = {until} WHERE id = 'ana-costa'")).await;
    house.call("ana-costa", Method::POST, "/v1/me/leave", &[], None).await.ok(200);
    assert_eq!(states(&house, &ids).await, ["cancelled", "cancelled"]);
    assert_eq!(house.history(&ids[1]).await.last().unwrap(), "ana-costa check_out.cancelled");

    let house = House::new().await;
    let ids = two(&house).await;
    domicile_directory::commands::support::remove_user(&house.store, "ana.costa@oldbridge.example.com", "a court order", house.now())
        .await
        .unwrap();
    assert_eq!(states(&house, &ids).await, ["cancelled", "cancelled"]);
}

#[tokio::test]
async fn who_moves_takes_nothing_along() {
    let house = House::new().await;
    let ids = two(&house).await;
    let body = json!({"email": "ana.costa@oldbridge.example.com"});
    let offer =
        house.post("nora-lindqvist", "/v1/accounts/northwind-rail/transfers", body).await.ok(201)["id"].as_str().unwrap().to_owned();
    let accepted = house.call("ana-costa", Method::POST, &format!("/v1/me/transfers/{offer}/accept"), &[], None).await.ok(200);
    assert_eq!(states(&house, &ids).await, ["asked", "checked_out"], "nothing has changed yet");
    house.step("maria-silva", "old-bridge", accepted["request"]["id"].as_str().unwrap(), "approve").await.ok(200);
    let moved = policy(&house, "ana-costa", "one").await;
    assert_eq!(moved.claims().account.as_ref().unwrap().id, "northwind-rail");
    assert!(moved.claims().withdrawn.is_none() && moved.claims().check_outs.is_empty());
    assert_eq!(states(&house, &ids).await, ["cancelled", "cancelled"]);
    let theirs = house.get("nora-lindqvist", "/v1/accounts/northwind-rail/check-outs").await.ok(200);
    assert_eq!(theirs["items"], json!([]), "the new account learns nothing of what was");
    assert_eq!(house.get("maria-silva", "/v1/accounts/old-bridge/check-outs").await.ok(200)["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn time_ends_wishes_and_check_outs() {
    let house = House::new().await;
    let ids = two(&house).await;
    house.pass(SignedDuration::from_secs(14 * DAY - 1));
    assert_eq!(states(&house, &ids).await, ["asked", "checked_out"]);
    house.pass(SignedDuration::from_secs(1));
    // Read, before anybody has written it down.
    assert_eq!(states(&house, &ids).await, ["asked", "expired"]);
    give_back(&house, &ids[1]).await.problem(409, "check_out_closed");
    let version = policy(&house, "ana-costa", "one").await.claims().version;
    house.worker.run_due().await.unwrap();
    assert_eq!(house.history(&ids[1]).await.last().unwrap(), "system check_out.expired");
    let after = policy(&house, "ana-costa", "one").await;
    assert!(after.claims().version > version && after.claims().check_outs.is_empty());

    let again = checked_out(&house, "one").await;
    house.pass(SignedDuration::from_secs(16 * DAY));
    // Nobody waits for the worker: what is over does not stand in the way.
    assert_eq!(house.me("maria-silva").await["inbox"]["openCheckOuts"], 0);
    answer(&house, "maria-silva", &ids[0], "allow", json!({})).await.problem(409, "check_out_closed");
    checked_out(&house, "wished").await;
    checked_out(&house, "one").await;
    assert_eq!(states(&house, &[ids[0].clone(), again.clone()]).await, ["expired", "expired"]);
    assert_eq!(house.history(&again).await.last().unwrap(), "system check_out.expired");
    let ended = mine(&house, "ana-costa", &again).await;
    assert_eq!(ended["ended"], ended["until"], "when it was over, not when somebody noticed");
    verify(&house.store, &AuditKey::demo(), &SignedHeads::default(), None).await.unwrap().unwrap();
}

#[tokio::test]
async fn of_two_at_once_one_is_told_the_truth() {
    let house = House::new().await;
    for person in ["maria-silva", "tom-becker", "ana-costa"] {
        house.token(person).await;
    }
    let other = house.another_instance().await;
    for _ in 0..4 {
        let (one, two) =
            tokio::join!(ask(&house, "ana-costa", "bridge-modeler", "one", 14), ask(&other, "ana-costa", "bridge-modeler", "one", 14));
        let (won, lost) = if one.status == 201 { (one, two) } else { (two, one) };
        let id = won.ok(201)["id"].as_str().unwrap().to_owned();
        lost.problem(409, "check_out_open");

        let (allowed, declined) = tokio::join!(
            answer(&house, "maria-silva", &id, "allow", json!({})),
            answer(&other, "tom-becker", &id, "decline", json!({"reason": "Not yet."}))
        );
        let state = mine(&house, "ana-costa", &id).await["state"].clone();
        let (won, lost) = if state == "checked_out" { (&allowed, &declined) } else { (&declined, &allowed) };
        assert_eq!(won.ok(200)["state"], state);
        lost.problem(409, "check_out_closed");
        if state == "declined" {
            continue;
        }
        let (returned, ended) = tokio::join!(give_back(&house, &id), end(&other, "tom-becker", &id));
        let state = mine(&house, "ana-costa", &id).await["state"].clone();
        let (won, lost) = if state == "returned" { (&returned, &ended) } else { (&ended, &returned) };
        assert_eq!(won.ok(200)["state"], state);
        lost.problem(409, "check_out_closed");
    }

    let id = asked(&house, "two").await;
    let lock = format!("{ANA}/lock");
    let (allowed, locked) =
        tokio::join!(answer(&house, "maria-silva", &id, "allow", json!({})), other.call("tom-becker", Method::POST, &lock, &[], None));
    locked.ok(200);
    // Whichever came first: nobody who is locked has anything checked out.
    assert_eq!(mine(&house, "ana-costa", &id).await["state"], "cancelled");
    if allowed.status != 200 {
        allowed.problem(409, "check_out_closed");
    }
    assert!(policy(&house, "ana-costa", "two").await.claims().check_outs.is_empty());
}
