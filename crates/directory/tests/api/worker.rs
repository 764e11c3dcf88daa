//! The background worker: with several instances each job runs once, and none is lost with the instance that had it.

use super::harness::{Harness, options, public};
use domicile_directory::config::Config;
use domicile_directory::serve::{Options, assemble};
use jiff::SignedDuration;

async fn signed(harness: &Harness) -> usize {
    harness.query_column("SELECT signed_head FROM audit_chains WHERE signed_length = length").await.len()
}

#[tokio::test]
async fn of_several_instances_one_runs_a_job() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    let others = [harness.another_instance().await, harness.another_instance().await];
    for _ in 0..3 {
        let ran = tokio::join!(harness.worker.run_due(), others[0].worker.run_due(), others[1].worker.run_due());
        let ran = [ran.0.unwrap(), ran.1.unwrap(), ran.2.unwrap()].concat();
        assert_eq!(ran.into_iter().filter(|it| *it == "audit_heads").count(), 1);
        assert_eq!(signed(&harness).await, 2);
        assert!(others[0].worker.run_due().await.unwrap().is_empty(), "done, and not due again yet");
        harness.advance(SignedDuration::from_mins(5));
    }
}

#[tokio::test]
async fn a_job_of_an_instance_that_died_is_taken_over() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    let until = harness.now().as_millisecond() + 60_000;
    harness.execute(&format!("INSERT INTO leases (name, holder, until, due_at) VALUES ('audit_heads', 'gone', {until}, 0)")).await;
    assert!(!harness.worker.run_due().await.unwrap().contains(&"audit_heads"), "it may still be at it");
    assert_eq!(signed(&harness).await, 0);
    harness.advance(SignedDuration::from_secs(60));
    assert!(harness.worker.run_due().await.unwrap().contains(&"audit_heads"));
    assert_eq!(signed(&harness).await, 2);
}

#[tokio::test]
async fn a_job_that_fails_is_tried_again_soon() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    // A folder where a file should be.
    let folder = tempfile::tempdir().unwrap();
    let failing = Options { config: Config { audit_heads: Some(folder.path().to_owned()), ..Config::default() }, ..options() };
    let failing = assemble(&harness.store, &failing, &public(), harness.clock()).await.unwrap();
    assert!(failing.worker.run_due().await.unwrap().contains(&"audit_heads"));
    assert_eq!(signed(&harness).await, 0, "what could not be told outside is not kept as signed");
    assert!(harness.worker.run_due().await.unwrap().is_empty());
    harness.advance(SignedDuration::from_secs(30));
    assert!(harness.worker.run_due().await.unwrap().contains(&"audit_heads"));
    assert_eq!(signed(&harness).await, 2);
}

#[tokio::test]
async fn the_loop_ends_when_told_and_signs_what_is_left() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    harness.worker.run(std::future::ready(())).await;
    harness.worker.finish().await;
    assert_eq!(signed(&harness).await, 2);
}
