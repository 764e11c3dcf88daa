//! What was kept long enough is deleted, and nothing else: each kind by its own time, and what others refer to after them.

use super::harness::Harness;
use domicile_directory::audit::verify::SignedHeads;
use jiff::SignedDuration;
use serde_json::json;

const OLD_BRIDGE: &str = "/v1/accounts/old-bridge";
const TABLES: &[&str] = &[
    "look_ups",
    "answered_writes",
    "machine_reports",
    "removals",
    "transfers",
    "invitations",
    "check_outs",
    "removal_requests",
    "person_requests",
    "service_requests",
    "former_members",
];

async fn count(harness: &Harness, table: &str) -> usize {
    harness.query_column(&format!("SELECT user_id FROM {table}")).await.len()
}

/// One of each, all of it over, and one of each that is not.
async fn world(config: &str) -> Harness {
    let harness = Harness::with(config).await;
    let report = json!({"machineName": "Laptop", "summary": "Slow.", "facts": {}});
    harness.post("ana-costa", "/v1/me/machine-reports", report).await.ok(201);
    let invite = json!({"email": "yara.haddad@example.com"});
    let sent = harness
        .call("tom-becker", axum::http::Method::POST, &format!("{OLD_BRIDGE}/invitations"), &[("idempotency-key", "k")], Some(invite))
        .await
        .ok(201);
    let id = sent["id"].as_str().unwrap();
    harness.call("tom-becker", axum::http::Method::DELETE, &format!("{OLD_BRIDGE}/invitations/{id}"), &[], None).await.ok(200);
    let take = json!({"product": "terrain-viewer", "machine": {"id": "m", "name": "Laptop"}, "days": 7});
    let asked = harness.post("ana-costa", "/v1/me/check-outs", take).await.ok(201);
    harness
        .call("ana-costa", axum::http::Method::DELETE, &format!("/v1/me/check-outs/{}", asked["id"].as_str().unwrap()), &[], None)
        .await
        .ok(200);
    let wish = harness.post("ana-costa", "/v1/me/requests", json!({"kind": "country", "country": "FR"})).await.ok(201);
    let path = format!("/v1/me/requests/{}", wish["id"].as_str().unwrap());
    harness.call("ana-costa", axum::http::Method::DELETE, &path, &[], None).await.ok(200);
    // An offer that is carried out: it, its request and the removal refer to each other.
    let offer = json!({"email": "ana.costa@oldbridge.example.com"});
    let offer = harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/transfers", offer).await.ok(201);
    harness.post("ana-costa", &format!("/v1/me/transfers/{}/accept", offer["id"].as_str().unwrap()), json!({})).await.ok(200);
    let request = harness.me("ana-costa").await["request"]["id"].as_str().unwrap().to_owned();
    harness.answer_request("maria-silva", "old-bridge", &request, "approve").await.ok(200);
    harness.post("yara-haddad", "/v1/me/service-requests", json!({"text": "Please help."})).await.ok(201);
    let now = harness.now().as_millisecond();
    harness.execute(&format!("UPDATE service_requests SET state = 'answered', answer = 'Done.', answered_at = {now}")).await;
    // As a service of before writes it.
    harness.execute("UPDATE former_members SET left_at = NULL").await;
    harness
}

async fn after_days(harness: &Harness, days: i64) -> Vec<&'static str> {
    harness.advance(SignedDuration::from_hours(24 * days));
    harness.worker.run_due().await.unwrap();
    let mut left = Vec::new();
    for table in TABLES {
        if count(harness, table).await > 0 {
            left.push(*table);
        }
    }
    left
}

#[tokio::test]
async fn everything_goes_when_its_time_is_over_and_not_before() {
    let harness = world("").await;
    assert_eq!(after_days(&harness, 0).await, TABLES);
    let later = &TABLES[2..];
    assert_eq!(after_days(&harness, 2).await, later, "look-ups and answers are kept for a day");
    assert_eq!(after_days(&harness, 80).await, later);
    let later = ["transfers", "invitations", "check_outs", "removal_requests", "person_requests", "service_requests", "former_members"];
    assert_eq!(after_days(&harness, 10).await, later, "reports, and what a removal took, are kept for 90 days");
    assert_eq!(after_days(&harness, 260).await, later);
    let later = ["removal_requests", "person_requests", "service_requests", "former_members"];
    assert_eq!(after_days(&harness, 20).await, later, "offers, invitations and check-outs for a year");
    assert_eq!(after_days(&harness, 350).await, later);
    assert_eq!(after_days(&harness, 10).await, Vec::<&str>::new(), "requests, cases and who left for two");
    // The record keeps what it says.
    assert!(harness.query_column("SELECT after FROM audit_events WHERE after IS NOT NULL").await.len() > 10);
    super::audit::verify_against(&harness, &SignedHeads::default()).await.unwrap();
}

#[tokio::test]
async fn what_is_configured_counts_and_what_is_referred_to_stays() {
    let harness = world("[retention]\nmachineReports = 400\nrequests = 1\noffers = 200\nformerMembers = 1\n").await;
    let left = after_days(&harness, 3).await;
    assert!(left.contains(&"machine_reports") && left.contains(&"removal_requests") && left.contains(&"former_members"), "{left:?}");
    let left = after_days(&harness, 150).await;
    assert!(left.contains(&"removal_requests"), "as long as the offer is there: {left:?}");
    let left = after_days(&harness, 60).await;
    assert!(left.contains(&"machine_reports") && !left.contains(&"transfers") && !left.contains(&"removal_requests"), "{left:?}");
}

#[tokio::test]
async fn what_is_open_has_no_age() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    harness.execute("UPDATE removal_requests SET expires_at = 99999999999999, reminders = 9").await;
    harness.post("ana-costa", "/v1/me/service-requests", json!({"text": "Please help."})).await.ok(201);
    let left = after_days(&harness, 4_000).await;
    assert!(left.contains(&"removal_requests") && left.contains(&"service_requests"), "{left:?}");
    assert_eq!(harness.query_column("SELECT id FROM removal_requests").await, [Some(id)]);
}
