//! What ends check-outs without anybody meaning it: a policy that is withdrawn, time, and others who were quicker.

use super::check_outs::{
    DAY, answer_check_out, checked_out, end_check_out, my_check_out, policy, request_check_out, requested, return_check_out,
};
use super::harness::Harness;
use axum::http::Method;
use domicile_directory::audit::verify::{SignedHeads, verify};
use domicile_directory::keys::AuditKey;
use jiff::SignedDuration;
use serde_json::{Value, json};

const ANA: &str = "/v1/accounts/old-bridge/users/ana-costa";

async fn removed(harness: &Harness) -> String {
    harness.call("maria-silva", Method::DELETE, ANA, &[], None).await.ok(200)["id"].as_str().unwrap().to_owned()
}

/// A request and a check-out of Ana's.
async fn two(harness: &Harness) -> [String; 2] {
    [requested(harness, "wished").await, checked_out(harness, "one").await]
}

async fn states(harness: &Harness, ids: &[String]) -> Vec<Value> {
    let mut states = Vec::new();
    for id in ids {
        states.push(my_check_out(harness, "ana-costa", id).await["state"].clone());
    }
    states
}

#[tokio::test]
async fn a_lock_cancels_for_good_and_leaves_the_view_of_ones_own() {
    let harness = Harness::new().await;
    let ids = two(&harness).await;
    let before = policy(&harness, "ana-costa", "one").await.claims().version;
    harness.call("tom-becker", Method::POST, &format!("{ANA}/lock"), &[], None).await.ok(200);
    assert_eq!(states(&harness, &ids).await, ["cancelled", "cancelled"]);
    let withdrawn = policy(&harness, "ana-costa", "one").await;
    assert!(withdrawn.claims().version > before && withdrawn.claims().check_outs.is_empty() && withdrawn.claims().withdrawn.is_some());
    assert_eq!(harness.changes(&ids[1]).await.last().unwrap(), "tom-becker check_out.cancelled");
    request_check_out(&harness, "ana-costa", "bridge-modeler", "two", 14).await.problem(403, "limited_view");
    return_check_out(&harness, &ids[1]).await.problem(403, "limited_view");
    answer_check_out(&harness, "maria-silva", &ids[0], "allow", json!({})).await.problem(409, "check_out_closed");
    harness.post("maria-silva", &format!("{ANA}/unlock"), json!({"lock": "administrator"})).await.ok(200);
    assert_eq!(states(&harness, &ids).await, ["cancelled", "cancelled"], "unlocking brings nothing back");
    assert!(policy(&harness, "ana-costa", "one").await.claims().check_outs.is_empty());
    checked_out(&harness, "one").await;
}

#[tokio::test]
async fn a_removal_cancels_and_an_undo_does_not_bring_it_back() {
    let harness = Harness::new().await;
    let ids = two(&harness).await;
    let removal = removed(&harness).await;
    assert_eq!(states(&harness, &ids).await, ["cancelled", "cancelled"]);
    return_check_out(&harness, &ids[1]).await.problem(409, "check_out_closed");
    harness.call("maria-silva", Method::POST, &format!("/v1/accounts/old-bridge/removals/{removal}/undo"), &[], None).await.ok(200);
    assert_eq!(harness.me("ana-costa").await["affiliation"]["account"]["id"], "old-bridge");
    assert_eq!(states(&harness, &ids).await, ["cancelled", "cancelled"]);
    assert!(policy(&harness, "ana-costa", "one").await.claims().check_outs.is_empty());
    assert_eq!(harness.me("maria-silva").await["inbox"]["openCheckOuts"], 0);
}

#[tokio::test]
async fn leaving_without_approval_and_support_cancel_as_well() {
    let harness = Harness::new().await;
    let ids = two(&harness).await;
    let until = harness.now().as_millisecond() + 1;
    harness.execute(&format!("UPDATE users SET may_leave_until = {until} WHERE id = 'ana-costa'")).await;
    harness.call("ana-costa", Method::POST, "/v1/me/leave", &[], None).await.ok(200);
    assert_eq!(states(&harness, &ids).await, ["cancelled", "cancelled"]);
    assert_eq!(harness.history(&ids[1]).await.last().unwrap(), "ana-costa check_out.cancelled");

    let harness = Harness::new().await;
    let ids = two(&harness).await;
    domicile_directory::commands::support::remove_user(&harness.store, "ana.costa@oldbridge.example.com", "a court order", harness.now())
        .await
        .unwrap();
    assert_eq!(states(&harness, &ids).await, ["cancelled", "cancelled"]);
}

#[tokio::test]
async fn who_moves_takes_nothing_along() {
    let harness = Harness::new().await;
    let ids = two(&harness).await;
    let body = json!({"email": "ana.costa@oldbridge.example.com"});
    let offer =
        harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/transfers", body).await.ok(201)["id"].as_str().unwrap().to_owned();
    let accepted = harness.call("ana-costa", Method::POST, &format!("/v1/me/transfers/{offer}/accept"), &[], None).await.ok(200);
    assert_eq!(states(&harness, &ids).await, ["asked", "checked_out"], "nothing has changed yet");
    harness.answer_request("maria-silva", "old-bridge", accepted["request"]["id"].as_str().unwrap(), "approve").await.ok(200);
    let moved = policy(&harness, "ana-costa", "one").await;
    assert_eq!(moved.claims().account.as_ref().unwrap().id, "northwind-rail");
    assert!(moved.claims().withdrawn.is_none() && moved.claims().check_outs.is_empty());
    assert_eq!(states(&harness, &ids).await, ["cancelled", "cancelled"]);
    let theirs = harness.get("nora-lindqvist", "/v1/accounts/northwind-rail/check-outs").await.ok(200);
    assert_eq!(theirs["items"], json!([]), "the new account learns nothing of what was");
    assert_eq!(harness.get("maria-silva", "/v1/accounts/old-bridge/check-outs").await.ok(200)["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn time_ends_wishes_and_check_outs() {
    let harness = Harness::new().await;
    let ids = two(&harness).await;
    harness.advance(SignedDuration::from_secs(14 * DAY - 1));
    assert_eq!(states(&harness, &ids).await, ["asked", "checked_out"]);
    harness.advance(SignedDuration::from_secs(1));
    // Read, before anybody has written it down.
    assert_eq!(states(&harness, &ids).await, ["asked", "expired"]);
    return_check_out(&harness, &ids[1]).await.problem(409, "check_out_closed");
    let version = policy(&harness, "ana-costa", "one").await.claims().version;
    harness.worker.run_due().await.unwrap();
    assert_eq!(harness.history(&ids[1]).await.last().unwrap(), "system check_out.expired");
    let after = policy(&harness, "ana-costa", "one").await;
    assert!(after.claims().version > version && after.claims().check_outs.is_empty());

    let again = checked_out(&harness, "one").await;
    harness.advance(SignedDuration::from_secs(16 * DAY));
    // Nobody waits for the worker: what is over does not stand in the way.
    assert_eq!(harness.me("maria-silva").await["inbox"]["openCheckOuts"], 0);
    answer_check_out(&harness, "maria-silva", &ids[0], "allow", json!({})).await.problem(409, "check_out_closed");
    checked_out(&harness, "wished").await;
    checked_out(&harness, "one").await;
    assert_eq!(states(&harness, &[ids[0].clone(), again.clone()]).await, ["expired", "expired"]);
    assert_eq!(harness.history(&again).await.last().unwrap(), "system check_out.expired");
    let ended = my_check_out(&harness, "ana-costa", &again).await;
    assert_eq!(ended["ended"], ended["until"], "when it was over, not when somebody noticed");
    verify(&harness.store, &AuditKey::demo(), &SignedHeads::default(), None).await.unwrap().unwrap();
}

#[tokio::test]
async fn of_two_at_once_one_is_told_the_truth() {
    let harness = Harness::new().await;
    for person in ["maria-silva", "tom-becker", "ana-costa"] {
        harness.token(person).await;
    }
    let other = harness.another_instance().await;
    for _ in 0..4 {
        let (one, two) = tokio::join!(
            request_check_out(&harness, "ana-costa", "bridge-modeler", "one", 14),
            request_check_out(&other, "ana-costa", "bridge-modeler", "one", 14)
        );
        let (won, lost) = if one.status == 201 { (one, two) } else { (two, one) };
        let id = won.ok(201)["id"].as_str().unwrap().to_owned();
        lost.problem(409, "check_out_open");

        let (allowed, declined) = tokio::join!(
            answer_check_out(&harness, "maria-silva", &id, "allow", json!({})),
            answer_check_out(&other, "tom-becker", &id, "decline", json!({"reason": "Not yet."}))
        );
        let state = my_check_out(&harness, "ana-costa", &id).await["state"].clone();
        let (won, lost) = if state == "checked_out" { (&allowed, &declined) } else { (&declined, &allowed) };
        assert_eq!(won.ok(200)["state"], state);
        lost.problem(409, "check_out_closed");
        if state == "declined" {
            continue;
        }
        let (returned, ended) = tokio::join!(return_check_out(&harness, &id), end_check_out(&other, "tom-becker", &id));
        let state = my_check_out(&harness, "ana-costa", &id).await["state"].clone();
        let (won, lost) = if state == "returned" { (&returned, &ended) } else { (&ended, &returned) };
        assert_eq!(won.ok(200)["state"], state);
        lost.problem(409, "check_out_closed");
    }

    let id = requested(&harness, "two").await;
    let lock = format!("{ANA}/lock");
    let (allowed, locked) = tokio::join!(
        answer_check_out(&harness, "maria-silva", &id, "allow", json!({})),
        other.call("tom-becker", Method::POST, &lock, &[], None)
    );
    locked.ok(200);
    // Whichever came first: nobody who is locked has anything checked out.
    assert_eq!(my_check_out(&harness, "ana-costa", &id).await["state"], "cancelled");
    if allowed.status != 200 {
        allowed.problem(409, "check_out_closed");
    }
    assert!(policy(&harness, "ana-costa", "two").await.claims().check_outs.is_empty());
}
