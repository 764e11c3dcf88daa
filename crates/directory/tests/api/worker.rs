//! The background worker: with several instances each job runs once, and none is lost with the instance that had it.

use super::house::{House, options, public};
use domicile_directory::config::Config;
use domicile_directory::serve::{Options, assemble};
use jiff::SignedDuration;

async fn signed(house: &House) -> usize {
    house.find("SELECT signed_head FROM audit_chains WHERE signed_length = length").await.len()
}

#[tokio::test]
async fn of_several_instances_one_runs_a_job() {
    let house = House::new().await;
    house.file("ana-costa").await;
    let others = [house.another_instance().await, house.another_instance().await];
    for _ in 0..3 {
        let ran = tokio::join!(house.worker.run_due(), others[0].worker.run_due(), others[1].worker.run_due());
        assert_eq!([ran.0.unwrap(), ran.1.unwrap(), ran.2.unwrap()].concat(), ["audit_heads"]);
        assert_eq!(signed(&house).await, 2);
        assert!(others[0].worker.run_due().await.unwrap().is_empty(), "done, and not due again yet");
        house.pass(SignedDuration::from_mins(5));
    }
}

#[tokio::test]
async fn a_job_of_an_instance_that_died_is_taken_over() {
    let house = House::new().await;
    house.file("ana-costa").await;
    let until = house.now().as_millisecond() + 60_000;
    house.sql(&format!("INSERT INTO leases (name, holder, until, due_at) VALUES ('audit_heads', 'gone', {until}, 0)")).await;
    assert!(house.worker.run_due().await.unwrap().is_empty(), "it may still be at it");
    assert_eq!(signed(&house).await, 0);
    house.pass(SignedDuration::from_secs(60));
    assert_eq!(house.worker.run_due().await.unwrap(), ["audit_heads"]);
    assert_eq!(signed(&house).await, 2);
}

#[tokio::test]
async fn a_job_that_fails_is_tried_again_soon() {
    let house = House::new().await;
    house.file("ana-costa").await;
    // A folder where a file should be.
    let folder = tempfile::tempdir().unwrap();
    let failing = Options { config: Config { audit_heads: Some(folder.path().to_owned()), ..Config::default() }, ..options() };
    let failing = assemble(&house.store, &failing, &public(), house.clock()).await.unwrap();
    assert_eq!(failing.worker.run_due().await.unwrap(), ["audit_heads"]);
    assert_eq!(signed(&house).await, 0, "what could not be told outside is not kept as signed");
    assert!(house.worker.run_due().await.unwrap().is_empty());
    house.pass(SignedDuration::from_secs(30));
    assert_eq!(house.worker.run_due().await.unwrap(), ["audit_heads"]);
    assert_eq!(signed(&house).await, 2);
}

#[tokio::test]
async fn the_loop_ends_when_told_and_signs_what_is_left() {
    let house = House::new().await;
    house.file("ana-costa").await;
    house.worker.run(std::future::ready(())).await;
    house.worker.finish().await;
    assert_eq!(signed(&house).await, 2);
}
