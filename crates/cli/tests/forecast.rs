//! `domicile licence forecast`: what ends soon, by the licence file alone.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sandbox;

use domicile_policy::claims::{DAY, PolicyClaims};
use jiff::Timestamp;
use sandbox::{Sandbox, lock_claims};
use serde_json::json;

/// The end of the day in so many days.
fn ends_in(days: i64) -> i64 {
    (Timestamp::now().as_second() / DAY + days + 1) * DAY - 1
}

fn end(claims: &mut PolicyClaims, days: i64, grace_days: u16) {
    let it = claims.entitlements.iter_mut().find(|it| it.product == "bridge-modeler").unwrap();
    (it.contract_ends, it.grace_days) = (Some(ends_in(days)), grace_days);
}

#[test]
fn what_ends_is_told_offline_in_words_and_as_its_schema_says() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|it| end(it, 12, 14));
    let ran = sandbox.run("licence forecast");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert!(ran.stdout.starts_with("1 licence ends in the next 90 days.\n\nProduct         Contract ends"), "{ran:?}");
    assert!(
        ran.stdout.contains("\nbridge-modeler  ") && ran.stdout.contains(", in 12 days  ") && ran.stdout.contains(", in 26 days\n"),
        "{ran:?}"
    );
    let document = sandbox.run("licence forecast --json").json();
    let item = &document["items"][0];
    assert_eq!(
        (&item["product"], &item["days"], &item["daysToGraceEnd"], &item["graceDays"]),
        (&json!("bridge-modeler"), &json!(12), &json!(26), &json!(14))
    );
    assert_eq!((&document["days"], &document["account"], &document["seats"]), (&json!(90), &json!(null), &json!(null)));
}

#[test]
fn the_window_is_as_wide_as_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|it| end(it, 12, 0));
    let items = |days: u16| sandbox.run(&format!("licence forecast --days {days} --json")).json()["items"].as_array().unwrap().len();
    assert_eq!((items(11), items(12), items(366)), (0, 1, 1));
    let ran = sandbox.run("licence forecast --days 11");
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "Nothing ends in the next 11 days.\n", ""));
    for days in ["0", "367", "soon"] {
        assert_eq!(sandbox.run(&format!("licence forecast --days {days}")).code, 2, "{days}");
    }
}

#[test]
fn where_nothing_may_run_that_is_said_instead() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run("licence forecast");
    assert!(ran.code == 0 && ran.stdout.starts_with("No licences on this computer yet"), "{ran:?}");
    assert_eq!(sandbox.run("licence forecast --json").json()["items"], "unknown");
    sandbox.store_policy(|it| {
        end(it, 12, 0);
        lock_claims(it);
    });
    let ran = sandbox.run("licence forecast");
    assert!(ran.stdout.starts_with("Your licences were withdrawn") && !ran.stdout.contains("bridge-modeler"), "{ran:?}");
}

#[test]
fn what_the_account_owns_needs_somebody_who_is_signed_in() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|_| {});
    let ran = sandbox.run("licence forecast --account --json");
    assert_ne!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.json()["ok"], false);
}
