//! Several instances on one database: they start at once, and each sees what the others did.

use super::harness::{Harness, database, options, public};
use domicile_directory::serve::assemble;
use domicile_directory::service::Clock;
use domicile_directory::store::Store;
use jiff::Timestamp;
use std::sync::Arc;

/// Real threads, as of processes: whoever waits for a lock here must not keep another one from going on.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn instances_that_start_at_once_make_the_tables_once() {
    let (address, _folder) = database();
    let starting: Vec<_> = (0..6)
        .map(|_| {
            let address = address.clone();
            tokio::spawn(async move { Store::open(&address).await })
        })
        .collect();
    for store in starting {
        store.await.unwrap().unwrap().close().await;
    }
}

#[tokio::test]
async fn the_first_of_several_instances_fills_the_database() {
    let (address, _folder) = database();
    let clock: Clock = Arc::new(|| Timestamp::UNIX_EPOCH);
    let start = || async {
        let store = Store::open(&address).await.unwrap();
        assemble(&store, &options(), &public(), Arc::clone(&clock)).await
    };
    let instances = futures_util::future::join_all((0..4).map(|_| start())).await;
    assert!(instances.iter().all(Result::is_ok), "{:?}", instances.iter().filter_map(|it| it.as_ref().err()).next());
}

#[tokio::test]
async fn two_instances_serve_the_same_people() {
    let harness = Harness::new().await;
    let other = harness.another_instance().await;
    let id = harness.file_request("ana-costa").await;
    assert_eq!(other.me("ana-costa").await["request"]["id"], id);
    other.answer_request("maria-silva", "old-bridge", &id, "approve").await.ok(200);
    assert!(harness.me("ana-costa").await["affiliation"].is_null());
}
